"""The load of benchmarks/star.py: people who click the star on the card before them, over few connections."""

import asyncio
import copy
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

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

    def request(self, person: Clicker, action_id: str, value: str) -> bytes:
        """Return the bytes of a POST."""
        number = next(_numbers)
        payload = copy.copy(self.click)
        payload["user"] = {**payload["user"], "id": person.slack_user_id}
        payload["response_url"] = self.cards_url + person.slack_user_id
        payload["trigger_id"] = f"{number}.1.{person.slack_user_id}"
        now = time.time()
        action = {**payload["actions"][0], "action_id": action_id, "value": value, "action_ts": f"{now:.6f}"}
        payload["actions"] = [action]
        body = urlencode({"payload": json.dumps(payload)}).encode()
        stamp = str(int(now))
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


class Connection:
    """One connection with keep-alive, and nothing that costs."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: bytes) -> int:
        """Send a request; return the status of its answer."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
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


async def run_slice(
    server: tuple[int, int],
    clicks: Clicks,
    people: list[Clicker],
    *,
    number: int,
    connections: int,
    database_cpu: Callable[[], float],
    moves: bool = True,
) -> Slice:
    """Let people click that often in all, and wait for their last cards. server: its process id and port.

    moves: the server sends the next card; without it everybody clicks the same card again.
    """
    pid, port = server
    left = iter(range(number))
    milliseconds: list[float] = []
    statuses: list[int] = []
    database, cpu, began = database_cpu(), cpu_of(pid), time.perf_counter()

    async def click(connection: Connection, person: Clicker) -> None:
        async with asyncio.timeout(_CARD_S):
            await person.has_card.wait()
        if person.is_done:
            return
        if next(left, None) is None:
            raise StopAsyncIteration
        stars = 1 + (person.clicks + len(milliseconds)) % 5
        person.clicks += 1
        request = clicks.request(person, f"rate.star.{stars}", f"{person.value}:{stars}")
        if moves:
            person.has_card.clear()
        sent = time.perf_counter()
        statuses.append(await connection.send(request))
        milliseconds.append((time.perf_counter() - sent) * 1000)

    async def work(few: list[Clicker]) -> None:
        connection = Connection(port)
        try:
            while not all(person.is_done for person in few):
                for person in few:
                    await click(connection, person)
        except StopAsyncIteration:
            pass
        finally:
            await connection.close()

    await _together(work(people[at::connections]) for at in range(connections))
    async with asyncio.timeout(_CARD_S):
        for person in people:
            await person.has_card.wait()
    seconds = time.perf_counter() - began
    return Slice(len(statuses), seconds, cpu_of(pid) - cpu, database_cpu() - database, milliseconds, statuses)


async def _together(work: Iterable[Awaitable[None]]) -> None:
    await asyncio.gather(*work)


async def begin(server: tuple[int, int], clicks: Clicks, people: list[Clicker], exchange_id: int) -> None:
    """Give everybody their first card, as a press on the Rate button does."""
    connection = Connection(server[1])
    for person in people:
        status = await connection.send(clicks.request(person, "rate.start", str(exchange_id)))
        assert status == 200, status
        async with asyncio.timeout(_CARD_S):
            await person.has_card.wait()
    await connection.close()
