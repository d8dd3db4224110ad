"""Open loop: clicks are sent at their time, however slowly the bot answers, as people do after an announcement."""

import asyncio
import json
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.chaos.clicks import Click, ClickMaker, Rater, choose
from tests.chaos.wire import GOOD, ClientConnection, Connections, PostReceiver

SLACK_S = 3.0
"""Seconds that Slack waits for an answer."""

_SWEEP_S = 0.02
_STAR = re.compile(rb'"value": ?"(\d+:\d+\.\d+:(\d+)):4"')
_NAP_S = 0.001

Respond = Callable[[Click | None, bytes], "bytes | float | None"]


def answers_well(_click: Click | None, _body: bytes) -> bytes:
    """Answer a post as Slack does on a good day."""
    return GOOD


@dataclass
class Phase:
    """What one phase of load was answered."""

    rate: float
    seconds: float
    clicks: list[Click] = field(default_factory=list)
    began: float = 0.0
    lag_s: float = 0.0  # that the load itself was behind, at most


class OpenLoop:
    """People who click at a steady rate, a stub of response_url that takes what they are shown, and every click's fate.

    port: returns the bot's present port. respond: how the stub answers; tests put another in its place.
    """

    def __init__(self, people: list[Rater], exchange_id: int, port: Callable[[], int], seed: int = 1) -> None:
        self.people = people
        self.exchange_id = exchange_id
        self.respond: Respond = answers_well
        self.on_fate: Callable[[Click], None] = lambda _click: None
        self.posts_url = ""
        self.wait_s = SLACK_S  # that a click waits for its answer
        self.clicks: dict[int, Click] = {}
        self._by_id = {each.slack_user_id: each for each in people}
        self._rng = Random(seed)
        self._port = port
        self._connections: dict[int, Connections] = {}
        self._waiting: deque[tuple[Click, ClientConnection]] = deque()
        self._server: asyncio.Server | None = None
        self._maker: ClickMaker | None = None
        self._turn = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen for what the bot posts."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: PostReceiver(self._take_post), "127.0.0.1", 0, backlog=2048)
        self.posts_url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/"

    async def stop(self) -> None:
        """Listen no more."""
        for each in self._connections.values():
            each.close()
        if self._server:
            self._server.close()

    def use(self, maker: ClickMaker) -> None:
        """Take what makes the requests."""
        self._maker = maker

    async def deal(self, seconds: float = 60.0) -> None:
        """Give everybody their first card, as a press on the Rate button does. Raises TimeoutError."""
        for each in self.people:
            each.value = ""
            assert await self.press(each, "rate.start", str(self.exchange_id), f"{each.slack_user_id}/0") == 200
        async with asyncio.timeout(seconds):
            while not all(each.value for each in self.people):  # noqa: ASYNC110 - the load has no event for it
                await asyncio.sleep(0.01)

    async def press(self, rater: Rater, action_id: str, value: str, path: str) -> int:
        """Send one request and wait for its answer; return its status, 0 for none."""
        assert self._maker
        answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        connection = await self._connections_now().take()
        connection.send(self._maker.request(rater.slack_user_id, action_id, value, path), answered.set_result)
        return await answered

    async def run(self, rate: float, seconds: float) -> Phase:
        """Offer clicks at a rate for some seconds; return when each was answered or given up."""
        phase = Phase(rate, seconds, began=time.perf_counter())
        sweeper = asyncio.create_task(self._sweep())
        total, sent = int(rate * seconds), 0
        while sent < total:
            now = time.perf_counter()
            due = min(total, int((now - phase.began) * rate) + 1)
            while sent < due:
                at = phase.began + sent / rate
                phase.lag_s = max(phase.lag_s, time.perf_counter() - at)
                click = self._next_click(at)
                sent += 1
                if click is not None:
                    phase.clicks.append(click)
            await asyncio.sleep(max(_NAP_S, phase.began + sent / rate - time.perf_counter()))
        sweeper.cancel()
        await self.settle()
        return phase

    async def settle(self) -> None:
        """Wait until each click that was sent is answered or given up."""
        sweeper = asyncio.create_task(self._sweep())
        await asyncio.sleep(0)
        while self._waiting or self._tasks:  # noqa: ASYNC110 - wait_s each, at most
            await asyncio.sleep(_SWEEP_S)
        sweeper.cancel()

    def send(self, rater: Rater, comment: int, value: str, stars: int, due: float) -> Click:
        """Send a click on a star."""
        click = Click(len(self.clicks) + 1, rater, comment, stars, due)
        self.clicks[click.number] = click
        task = asyncio.ensure_future(self._send(click, value))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return click

    def _next_click(self, due: float) -> Click | None:
        for _ in self.people:
            rater = self.people[self._turn % len(self.people)]
            self._turn += 1
            comment, value = choose(rater, self.exchange_id, self._rng)
            if comment:
                return self.send(rater, comment, value, self._rng.randint(1, 5), due)
        return None

    async def _send(self, click: Click, value: str) -> None:
        assert self._maker
        path = f"{click.rater.slack_user_id}/{click.number}"
        try:
            connection = await self._connections_now().take()
        except OSError:
            self._answered(click, 0)
            return
        request = self._maker.request(
            click.rater.slack_user_id, f"rate.star.{click.stars}", f"{value}:{click.stars}", path
        )
        self._waiting.append((click, connection))
        connection.send(request, lambda status: self._answered(click, status))

    def _answered(self, click: Click, status: int) -> None:
        if click.status is None and not click.late:
            click.status, click.answered_at = status, time.perf_counter()
            self.on_fate(click)

    async def _sweep(self) -> None:
        while True:
            now = time.perf_counter()
            while self._waiting and (
                self._waiting[0][0].status is not None or self._waiting[0][0].due + self.wait_s < now
            ):
                click, connection = self._waiting.popleft()
                if click.status is None:
                    click.late = True
                    connection.give_up()
                    self.on_fate(click)
            await asyncio.sleep(_SWEEP_S)

    def _connections_now(self) -> Connections:
        port = self._port()
        return self._connections.setdefault(port, Connections(port))

    def _take_post(self, path: str, body: bytes) -> bytes | float | None:
        _, who, number = path.split("/")
        click = self.clicks.get(int(number))
        answer = self.respond(click, body)
        if answer is not GOOD and not isinstance(answer, float):
            return answer
        star = _STAR.search(body)
        if star:
            rater = self._by_id[who]
            rater.value, rater.serial = star[1].decode(), star[2].decode()
        if click is not None:
            if star or b'replace_original": true' in body or b'replace_original":true' in body:
                click.card_at = click.card_at or time.perf_counter()
            else:
                click.notice = str(json.loads(body).get("text", ""))
                self.on_fate(click)
        return answer
