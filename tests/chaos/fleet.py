"""Several bots on one database, and what a load balancer does before them: each request goes to the next that is up.

It asks each bot's /readyz now and then, as balancers do, and sends nobody to one that says no.
"""

import asyncio
from contextlib import suppress
from pathlib import Path
from random import Random

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.playground.replay.bot_process import BotProcess

DRAIN_S = 3
"""That a bot goes on after SIGTERM: three times as long as the balancer may take to see it."""

_PROBE_S = 0.2
_PROBED_WITHIN_S = 1.0
_OK = 200


class Fleet:
    """Bots as processes, in the place of one. kill() and start() are of one at a time, chosen at random."""

    def __init__(self, bots: list[BotProcess], *, seed: int = 1) -> None:
        self._up: list[BotProcess] = []
        self._down = list(bots)
        self._turn = 0
        self._rng = Random(seed)

    @property
    def port(self) -> int:
        """The port of the next bot that is up; of one that is down where none is."""
        there = self._up or self._down
        self._turn += 1
        return there[self._turn % len(there)].port

    @property
    def log(self) -> Path:
        """The log that all write to."""
        return (self._up or self._down)[0].log

    @property
    def pid(self) -> int:
        """The process of the first bot."""
        return self._up[0].pid

    @property
    def pids(self) -> list[int]:
        """The processes of all that are up."""
        return [each.pid for each in self._up]

    def use(self, count: int) -> None:
        """Send requests to that many of the bots only, from now on; the others wait."""
        there = [*self._up, *self._down]
        self._up, self._down = there[:count], there[count:]

    async def start(self) -> None:
        """Start all that are down."""
        down, self._down = self._down, []
        await asyncio.gather(*(each.start() for each in down))
        self._up += down

    async def stop(self) -> None:
        """Stop all in order."""
        await asyncio.gather(*(each.stop() for each in (*self._up, *self._down)))

    async def kill(self) -> None:
        """End one with SIGKILL; the balancer finds out afterwards."""
        one = self._rng.choice(self._up)
        await one.kill()
        self._up.remove(one)
        self._down.append(one)

    async def roll(self, new: BotProcess) -> None:
        """Start a new bot, and send SIGTERM to the oldest, as in a rolling update.

        The balancer sends requests to the new one once it is ready, and to the old one until it says that it is not.
        """
        await new.start()
        async with asyncio.timeout(60.0):
            while not await _is_ready(new.port):  # noqa: ASYNC110 - another process
                await asyncio.sleep(_PROBE_S)
        self._up.append(new)
        old = self._up[0]
        ending = asyncio.create_task(old.stop())
        while not ending.done() and await _is_ready(old.port):  # noqa: ASYNC110 - another process
            await asyncio.sleep(_PROBE_S)
        self._up.remove(old)
        await ending


async def _is_ready(port: int) -> bool:
    with suppress(ClientError, TimeoutError, OSError):
        async with (
            ClientSession(timeout=ClientTimeout(total=_PROBED_WITHIN_S)) as session,
            session.get(f"http://127.0.0.1:{port}/readyz") as answer,
        ):
            return answer.status == _OK
    return False
