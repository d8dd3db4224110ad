"""The load of benchmarks/star.py: people who click the star on the card before them, over few connections."""

import asyncio
import copy
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.playground.events.socket_mode import Sockets

Json = dict[str, Any]

_CARD_S = 60.0  # that the next card may take
_numbers = count(1)


@dataclass
class Clicker:
    """Somebody with a card. value: of its stars, "" while the next card is not there."""

    slack_user_id: str
    value: str = ""
    has_card: asyncio.Event = field(default_factory=asyncio.Event)
    is_done: bool = False
    clicks: int = 0

    def take(self, card: Json) -> None:
        """Take the card that the bot sent."""
        values = {
            part.get("action_id"): part.get("value")
            for block in card.get("blocks", ())
            if block["type"] == "actions"
            for part in block["elements"]
        }
        star = values.get("rate.star.4")
        self.value = str(star or "").rpartition(":")[0]
        self.is_done = not self.value
        self.has_card.set()


class CardStub:
    """Takes what the bot posts to response_url, and gives it to the person whose address that is."""

    def __init__(self, people: Iterable[Clicker]) -> None:
        self._people = {each.slack_user_id: each for each in people}
        self._server: web.ServerRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen."""

        async def take(request: web.BaseRequest) -> web.Response:
            self._people[request.path.rpartition("/")[2]].take(json.loads(await request.read()))
            return web.Response(text="ok")

        self._server = web.ServerRunner(web.Server(take, access_log=None))
        await self._server.setup()
        await web.TCPSite(self._server, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._server.addresses[0][1]}/"

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            await self._server.cleanup()


@dataclass(frozen=True)
class Clicks:
    """Makes and signs the bodies of clicks. click: the payload of one that the pretend Slack sent, card and all."""

    click: Json
    secret: str
    cards_url: str

    def payload(self, person: Clicker, action_id: str, value: str) -> Json:
        """Return the payload of a click."""
        number = next(_numbers)
        payload = copy.copy(self.click)
        payload["user"] = {**payload["user"], "id": person.slack_user_id}
        payload["response_url"] = self.cards_url + person.slack_user_id
        payload["trigger_id"] = f"{number}.1.{person.slack_user_id}"
        action = {**payload["actions"][0], "action_id": action_id, "value": value, "action_ts": f"{time.time():.6f}"}
        payload["actions"] = [action]
        return payload

    def request(self, payload: Json) -> bytes:
        """Return the bytes of a POST."""
        body = urlencode({"payload": json.dumps(payload)}).encode()
        stamp = str(int(time.time()))
        mac = hmac.new(self.secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        head = (
            "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={mac}\r\n\r\n"
        )
        return head.encode() + body


@dataclass
class Slice:
    """What one slice of clicks took. cpu_s: of the server; database_cpu_s: of PostgreSQL; milliseconds: to each ack."""

    clicks: int
    seconds: float
    cpu_s: float
    database_cpu_s: float
    milliseconds: list[float]
    statuses: list[int]

    @property
    def cpu_us(self) -> float:
        """The server's processor time for a click, in microseconds."""
        return self.cpu_s / self.clicks * 1e6


def cpu_of(pid: int) -> float:
    """Return the processor seconds that a process has used, all its threads together, to the nanosecond (Linux)."""
    return time.clock_gettime(~pid << 3 | 2)


@dataclass
class Server:
    """A server of benchmarks/star_servers.py. sockets: of the pretend Slack, where clicks reach it by Socket Mode."""

    pid: int
    port: int
    process: asyncio.subprocess.Process
    sockets: Sockets | None = None

    async def say(self, word: str) -> None:
        """Write the server a line, and wait until it does what that says."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{word}\n".encode())
        assert await self.process.stdout.readline() == b"done\n"


class Connection:
    """One connection with keep-alive, and nothing that costs; or a place at the socket."""

    def __init__(self, server: Server, clicks: Clicks) -> None:
        self._server = server
        self._clicks = clicks
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, payload: Json) -> tuple[int, float]:
        """Send a click; return the status of its answer, and the milliseconds it took."""
        if self._server.sockets is not None:
            socket = self._server.sockets.choose()
            assert socket
            began = time.perf_counter()
            answer = await socket.deliver("interactive", payload, seconds=_CARD_S, accepts=False)
            return int(answer.status), (time.perf_counter() - began) * 1000
        request, began = self._clicks.request(payload), time.perf_counter()
        return await self._post(request), (time.perf_counter() - began) * 1000

    async def _post(self, request: bytes) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._server.port)
        reader, writer = self._streams
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        await reader.readexactly(length)
        return int(head.split(b" ", 2)[1])

    async def close(self) -> None:
        """Close it."""
        if self._streams is not None:
            self._streams[1].close()
            await self._streams[1].wait_closed()


@dataclass
class _Run:
    """A slice while it runs. moves, is_held: as in `run_slice`."""

    server: Server
    clicks: Clicks
    left: Iterator[int]
    moves: bool
    is_held: bool
    milliseconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    async def work(self, few: list[Clicker]) -> None:
        """Let a few people click in turn, over one connection."""
        connection = Connection(self.server, self.clicks)
        try:
            while not all(person.is_done for person in few):
                for person in few:
                    if not await self._click(connection, person):
                        return
                if self.is_held:
                    return
        finally:
            await connection.close()

    async def _click(self, connection: Connection, person: Clicker) -> bool:
        async with asyncio.timeout(_CARD_S):
            await person.has_card.wait()
        if person.is_done:
            return True
        if next(self.left, None) is None:
            return False
        stars = 1 + (person.clicks + len(self.milliseconds)) % 5
        person.clicks += 1
        payload = self.clicks.payload(person, f"rate.star.{stars}", f"{person.value}:{stars}")
        if self.moves:
            person.has_card.clear()
        status, waited = await connection.send(payload)
        self.statuses.append(status)
        self.milliseconds.append(waited)
        return True


async def run_slice(
    server: Server,
    clicks: Clicks,
    people: list[Clicker],
    *,
    number: int,
    connections: int,
    database_cpu: Callable[[], float],
    moves: bool = True,
    is_held: bool = False,
) -> Slice:
    """Let people click that often in all, and wait for their last cards.

    moves: the server sends the next card; without it everybody clicks the same card again. is_held: it sends them
    after what is measured, so that a person clicks once only.
    """
    if is_held:
        await server.say("hold")
    run = _Run(server, clicks, iter(range(number)), moves, is_held)
    database, cpu, began = database_cpu(), cpu_of(server.pid), time.perf_counter()

    def measured() -> Slice:
        seconds, cpu_s = time.perf_counter() - began, cpu_of(server.pid) - cpu
        return Slice(len(run.statuses), seconds, cpu_s, database_cpu() - database, run.milliseconds, run.statuses)

    await _together(run.work(people[at::connections]) for at in range(connections))
    acknowledged = measured()
    if is_held:
        await server.say("release")
    async with asyncio.timeout(_CARD_S):
        for person in people:
            await person.has_card.wait()
    return acknowledged if is_held else measured()


async def _together(work: Iterable[Awaitable[None]]) -> None:
    await asyncio.gather(*work)


async def begin(server: Server, clicks: Clicks, people: list[Clicker], exchange_id: int) -> None:
    """Give everybody their first card, as a press on the Rate button does."""
    connection = Connection(server, clicks)
    for person in people:
        status, _ = await connection.send(clicks.payload(person, "rate.start", str(exchange_id)))
        assert status == 200, status
        async with asyncio.timeout(_CARD_S):
            await person.has_card.wait()
    await connection.close()
