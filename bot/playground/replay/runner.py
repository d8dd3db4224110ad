"""Runs acts concurrently, each person's in order and no click before its comment; and injects crashes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable, Sequence
from random import Random
from typing import Any, TypeVar

from bot.playground.replay.bot_process import BotProcess
from bot.settings import SettingsError

Act = TypeVar("Act")
IN_FLIGHT = 16  # concurrent acts: enough to keep the playground and the bot busy; more would only queue
AHEAD = 2_000  # acts started beyond the oldest unfinished one: some people do a hundred in a row
_KILL_WITHIN_S = 0.15  # after an act began
_PATIENCE = 0.02  # share of all acts for which a kill waits for a comment to be shared


class RateLimit:
    """Limits how many acts begin per second; None: no limit."""

    def __init__(self, rate: float | None) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._next = 0.0

    async def wait(self) -> None:
        """Wait until the next act may begin."""
        if not self._gap:
            return
        now = time.monotonic()
        turn = max(self._next, now)
        self._next = turn + self._gap
        await asyncio.sleep(turn - now)


async def run_acts(
    acts: Sequence[Act],
    do: Callable[[int, Act], Awaitable[None]],
    *,
    person_of: Callable[[Act], Hashable],
    needs: Callable[[Act], asyncio.Future[Any] | None],
) -> None:
    """Run all acts in order of time, many concurrently.

    A person's acts run one after the other, and an act waits for what it needs (a click for its comment).
    Raises what an act raised: SettingsError itself, anything else in an ExceptionGroup.
    """
    ahead, slots = asyncio.Semaphore(AHEAD), asyncio.Semaphore(IN_FLIGHT)
    latest: dict[Hashable, asyncio.Task[None]] = {}

    async def one(index: int, act: Act, before: asyncio.Task[None] | None) -> None:
        awaited = [each for each in (before, needs(act)) if each is not None and not each.done()]
        if awaited:
            await asyncio.wait(awaited)
        async with slots:
            await do(index, act)

    try:
        async with asyncio.TaskGroup() as group:
            for index, act in enumerate(acts):
                await ahead.acquire()
                who = person_of(act)
                task = group.create_task(one(index, act, latest.get(who)))
                task.add_done_callback(lambda _: ahead.release())
                latest[who] = task
    except ExceptionGroup as failed:
        reasons = failed.subgroup(SettingsError)
        if reasons is None:
            raise
        raise reasons.exceptions[0] from None  # one line for the command line


class CrashInjector:
    """Kills the bot with SIGKILL at moments spread over the run, every second one while a comment is shared.

    acts: their number. sharing: indices of the first and the last act that shares a comment.
    """

    def __init__(self, bot: BotProcess, kills: int, acts: int, sharing: tuple[int, int], rng: Random) -> None:
        self.done = 0
        self._bot = bot
        self._rng = rng
        self._begun = 0
        self._patience = max(3, int(_PATIENCE * acts))
        self._running: asyncio.Task[None] | None = None
        moments = []
        for number in range(kills):
            wants_share = number % 2 == 0
            first, last = sharing if wants_share else (0, acts)
            of = -(-kills // 2) if wants_share else kills // 2
            part = (number // 2 + rng.uniform(0.1, 0.9)) / of
            moments.append((int(first + part * (last - first)), wants_share))
        self._moments = sorted(moments)

    def begin_act(self, *, is_share: bool) -> None:
        """Count an act that begins, and kill the bot when it is time.

        Raises SettingsError when the bot ended by itself or did not start again.
        """
        self._begun += 1
        if self._running is not None and self._running.done():
            self._running.result()
        self._bot.check()
        if not self._moments or (self._running is not None and not self._running.done()):
            return
        moment, wants_share = self._moments[0]
        if self._begun < moment or (wants_share and not is_share and self._begun < moment + self._patience):
            return
        del self._moments[0]
        self._running = asyncio.create_task(self._kill(self._rng.uniform(0, _KILL_WITHIN_S)))

    async def finish(self) -> None:
        """Do the remaining kills, and wait until the bot runs. Raises SettingsError when it does not start."""
        if self._running is not None:
            await self._running
        while self._moments:
            self._moments.pop()
            await self._kill(0)

    async def _kill(self, after: float) -> None:
        await asyncio.sleep(after)
        await self._bot.kill()
        self.done += 1
        await self._bot.start()
