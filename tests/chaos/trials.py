"""Trials: load with a fault in the middle, and what people saw of it, beside the ledger's verdict."""

import asyncio
import re
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from random import Random
from statistics import median

from tests.chaos.clicks import Click
from tests.chaos.ledger import NOTIFIED, UNKNOWN, Verdict, fate_of, verify
from tests.chaos.world import World

_REFERENCE = re.compile(r" \(Reference \w+\)")
_AGAIN = 12  # times that somebody taps again who had no answer
_TAP_S = 1.0
_AT_ONCE = 16  # who tap again
_CARDS_S = 20.0

Fault = AbstractContextManager[None] | AbstractAsyncContextManager[None]


@dataclass
class Trial:
    """What one trial showed. restarts: seconds from each kill until the bot answered again. recovered_s: from the end
    of the fault to the first click that is acknowledged, None where none was before people tapped again.
    """

    name: str
    clicks: list[Click]
    verdict: Verdict
    restarts: list[float]
    recovered_s: float | None = None
    called_unsaved: int = 0  # though they were kept

    @property
    def row(self) -> str:
        """The line of the table."""
        fates = Counter(map(fate_of, self.clicks))
        notice = Counter(_REFERENCE.sub("", each.notice) for each in self.clicks if each.notice)
        texts = ", ".join(f"{count} “{text}”" for text, count in notice.most_common(2)) or "–"
        cards = sum(each.card_at > 0 for each in self.clicks)
        statuses = Counter(each.status for each in self.clicks if each.status and each.status >= 500)
        shown = ", ".join(f"{count} × {status}" for status, count in statuses.items()) or "–"
        again = "–" if self.recovered_s is None else f"{self.recovered_s:.1f} s"
        again = f"{median(self.restarts):.1f} s" if self.restarts else again
        found = self.verdict.found
        return (
            f"| {self.name} | {len(self.clicks):,} | {fates['acked']:,} | {cards:,} | {fates['unknown']:,} "
            f"| {shown} | {texts} | "
            f"{found.missing} / {found.doubled} / {found.wrong + found.miscounted} "
            f"| {self.called_unsaved} | {again} |"
        )


HEAD = (
    "| fault | clicks | acknowledged | cards | no answer, or 5xx | answered 5xx | sentences on the card "
    "| lost / doubled / wrong | called unsaved, and kept | again after |\n|---|--:|--:|--:|--:|---|---|--:|--:|--:|"
)


async def with_fault(world: World, name: str, fault: Fault, *, rate: float, seconds: float) -> Trial:
    """Offer clicks, bring a fault for some seconds, take it away, then let people tap again who had no answer."""
    first = len(world.loop.clicks)
    load = asyncio.create_task(world.loop.run(rate, seconds + 4))
    await asyncio.sleep(1)
    async with _entered(fault):
        await asyncio.sleep(seconds)
    ended = time.perf_counter()
    await load
    clicks = list(world.loop.clicks.values())[first:]
    after = [each.answered_at for each in clicks if each.is_acked and each.answered_at > ended]
    await wait_for_cards(clicks)
    called_unsaved = (await verify(world)).noticed_but_stored
    await tap_again(world, clicks)
    recovered = min(after) - ended if after else None
    return Trial(name, clicks, await verify(world), [], recovered, called_unsaved)


async def with_kills(world: World, kills: int, *, rate: float, rng: Random, minutes: float = 60.0) -> Trial:
    """Kill the bot again and again while clicks are offered, then let people tap again who had no answer.

    minutes: after which no more kills come. A line about each kill goes to standard error as it happens.
    """
    first = len(world.loop.clicks)
    restarts: list[float] = []
    killing = asyncio.create_task(_kill(world, kills, rng, restarts, time.perf_counter() + 60 * minutes))
    while not killing.done():
        await world.loop.run(rate, 1.0)
    await killing
    clicks = list(world.loop.clicks.values())[first:]
    await wait_for_cards([])
    await tap_again(world, clicks)
    return Trial(f"{len(restarts)} kills", clicks, await verify(world), restarts)


async def _kill(world: World, kills: int, rng: Random, restarts: list[float], until: float) -> None:
    for _ in range(kills):
        if time.perf_counter() > until:
            return
        await asyncio.sleep(rng.uniform(0.5, 2.0))
        await world.bot.kill()
        began = time.perf_counter()
        await world.restart()
        restarts.append(time.perf_counter() - began)
        clicks = world.loop.clicks.values()
        acked = sum(each.is_acked for each in clicks)
        sys.stderr.write(
            f"kill {len(restarts)} of {kills}: back after {restarts[-1]:.1f} s; so far {len(clicks):,} clicks, "
            f"{acked:,} acknowledged\n"
        )
        sys.stderr.flush()


async def tap_again(world: World, clicks: list[Click]) -> None:
    """Let everybody tap again whose click had no good answer, a few at a time, until it has one, as people do."""
    left = [each for each in clicks if fate_of(each) in {NOTIFIED, UNKNOWN}]
    for _ in range(_AGAIN):
        again: list[Click] = []
        for start in range(0, len(left), _AT_ONCE):
            again += [_tap(world, each) for each in left[start : start + _AT_ONCE]]
            await world.loop.settle()
        left = [each for each in again if fate_of(each) in {NOTIFIED, UNKNOWN}]
        if not left:
            return
        await asyncio.sleep(_TAP_S)


def _tap(world: World, click: Click) -> Click:
    value = f"{world.exchange_id}:{click.comment}.1:{click.rater.serial}"
    return world.loop.send(click.rater, click.comment, value, click.stars, time.perf_counter())


async def wait_for_cards(clicks: list[Click]) -> None:
    """Wait a while for the cards of acknowledged clicks."""
    give_up = time.perf_counter() + _CARDS_S
    while time.perf_counter() < give_up and not all(  # noqa: ASYNC110 - cards have no event of their own
        each.card_at or each.notice for each in clicks if fate_of(each) == "acked"
    ):
        await asyncio.sleep(0.05)


@asynccontextmanager
async def _entered(fault: Fault) -> AsyncIterator[None]:
    if isinstance(fault, AbstractAsyncContextManager):
        async with fault:
            yield
    else:
        with fault:
            yield
