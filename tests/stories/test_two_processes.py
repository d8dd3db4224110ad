"""Two processes on one database: what is computed, and what moderators read about it, happens once.

On SQLite, which takes one process, the second one is a second memory beside the same database.
"""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.ai.openai_client import OpenAIClient
from bot.ai.summaries import SummaryWriter
from bot.app import assemble
from bot.context import Context
from bot.core.findings import findings
from bot.core.findings_data import Findings, Given
from bot.core.summary import QuotableComment, Subject
from bot.core.themes.model import CommentId
from bot.core.themes.state import Event, ThemeState
from bot.domain.actor import Actor
from bot.scores import job
from bot.scores.job import EVERY, ScoreRuns
from bot.share.near_duplicates.index import NearComments
from bot.themes.runs import ThemeRuns
from storage import ai_usage, comments, computations, ratings, scores
from storage.exchanges import Exchange
from storage.seals import random_seal
from tests.sentences import EN
from tests.stories.digest_helpers import SIX, announced, by_first_word
from tests.stories.people import star_by
from tests.whole_bot import PATIENCE_S, Playground, open_playground, words

TEXTS = tuple(f"Idea {number}" for number in range(12))


@dataclass
class Two:
    """A playground, and what each of two processes works with."""

    playground: Playground
    contexts: Sequence[Context]

    async def settle(self) -> None:
        for ctx in self.contexts:
            await ctx.outbox.drain()
        await self.playground.settle()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def two(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Two]:
    if request.param == "sqlite":
        async with open_playground(tmp_path) as playground:
            yield Two(playground, [playground.starling.context] * 2)
        return
    async with open_playground(tmp_path, database_url=request.getfixturevalue("postgres_database")) as playground:
        settings, clock = playground.starling.settings, playground.clock.now
        second = await assemble(settings, clock=clock, rng=Random(2), tick_s=3600)
        try:
            yield Two(playground, [playground.starling.context, second.context])
        finally:
            await second.stop()


class Finder:
    """Finds as the worker does, and takes a while for it. ahead: minutes that pass meanwhile, in the first fit."""

    def __init__(self, playground: Playground, *, ahead: int = 0) -> None:
        self.fits = 0
        self.is_begun = asyncio.Event()
        self.goes_on = asyncio.Event()
        self._playground, self._ahead = playground, ahead

    async def __call__(self, given: Given) -> Findings:
        self.fits += 1
        if self._ahead and self.fits == 1:
            self._playground.clock.later(minutes=self._ahead)
            self.is_begun.set()
            await self.goes_on.wait()
        await asyncio.sleep(0.3)
        return findings(given)


async def suspicious(playground: Playground) -> Exchange:
    """Return an exchange in which 20 accounts give the same ratings."""
    exchange = await announced(playground, *TEXTS, slug="safe")
    rng = random.Random(3)
    known = await playground.comments(exchange)
    async with playground.starling.context.storage.write() as db:
        for number in range(40):
            for comment in known:
                star = star_by(playground, exchange, number, comment.comment_id, rng.choice([2, 3, 3, 4]))
                await ratings.save(db, exchange.scope, star)
        for number in range(100, 120):
            for place, comment in enumerate(known):
                star = star_by(playground, exchange, number, comment.comment_id, 5 if place == 11 else 1 + place % 2)
                await ratings.save(db, exchange.scope, star)
    return exchange


def alarms(playground: Playground) -> int:
    alarm = EN("scores.coordinated", n=20, name="safe")
    return sum(alarm in words(each) for each in playground.moderator.dm())


async def test_two_processes_fit_once_and_warn_moderators_once(two: Two) -> None:
    await suspicious(two.playground)
    finder = Finder(two.playground)
    runs = [ScoreRuns(ctx, finder) for ctx in two.contexts]
    await asyncio.gather(*(each.tick(two.playground.tenant_id) for each in runs))
    await two.settle()
    assert finder.fits == 1
    assert alarms(two.playground) == 1


async def test_moderators_are_warned_once_where_a_process_was_slower_than_its_lease(two: Two) -> None:
    await suspicious(two.playground)
    tenant_id, finder = two.playground.tenant_id, Finder(two.playground, ahead=2)
    slow, quick = (ScoreRuns(ctx, finder) for ctx in two.contexts)
    await slow.tick(tenant_id)
    await asyncio.wait_for(finder.is_begun.wait(), PATIENCE_S)
    await quick.tick(tenant_id)
    for _ in range(600):
        if alarms(two.playground):
            break
        await asyncio.sleep(0.1)
    finder.goes_on.set()
    await two.settle()
    assert finder.fits == 2, "nobody waits for ever for a process that may be dead"
    assert alarms(two.playground) == 1


async def test_what_a_dead_process_had_claimed_is_computed_by_another_one(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await suspicious(two.playground)
    monkeypatch.setattr(job, "MAX_WAIT_S", 0.0)
    ctx, clock = two.contexts[1], two.playground.clock
    async with ctx.storage.write() as db:
        now = ctx.clock()
        assert await computations.claim(db, exchange.scope, computations.SCORES, now=now, until=now + EVERY * 2)
    runs = ScoreRuns(ctx, Finder(two.playground))
    for minutes, is_fitted in ((0, False), (2, True)):
        clock.later(minutes=minutes)
        await runs.tick(two.playground.tenant_id)
        await two.settle()
        async with ctx.storage.read() as db:
            run = await scores.get_run(db, exchange.scope)
        assert (run is not None and run.ratings > 0) is is_fitted


async def test_two_processes_find_themes_once_and_both_show_them(two: Two) -> None:
    exchange = await announced(two.playground, *SIX)
    found = 0

    async def find(
        comments: Sequence[tuple[CommentId, str]],
        before: ThemeState,
        *,
        extra: Any | None = None,
        ratings: Sequence[int] | None = None,
    ) -> tuple[ThemeState, Sequence[Event]]:
        nonlocal found
        found += 1
        await asyncio.sleep(0.3)
        return await by_first_word(comments, before, extra=extra)

    runs = [ThemeRuns(ctx, find, wait=PATIENCE_S) for ctx in two.contexts]
    shown = await asyncio.gather(*(each.look(exchange) for each in runs))
    await two.settle()
    assert found == 1
    names = [[each.name for each in one.themes] for one in shown]
    assert names[0]
    assert names[0] == names[1]


async def test_words_that_another_process_saved_are_found_near_although_they_are_as_long(two: Two) -> None:
    exchange = await two.playground.exchange("What keeps us safe?", "Longer lunch breaks", "A crossing guard")
    ben = Actor(
        two.playground.tenant_id, two.playground.slack.team_id, two.playground.person("Ben").id, is_stranger=False
    )
    one, other = (NearComments(ctx) for ctx in two.contexts)
    assert [each.comment.text for each in await one.find_near(ben, exchange, "longer lunch breaks")]
    old = next(each for each in await two.playground.comments(exchange) if each.text.startswith("Longer"))
    async with two.contexts[1].storage.write() as db:
        new: dict[str, Any] = {"source_mac": "e" * 32, "comment_id": 77, "author_seal": random_seal()}
        await comments.edit(db, exchange.scope, old, text="Warmer class rooms!", why="", **new)
    for near in (one, other):
        assert not await near.find_near(ben, exchange, "longer lunch breaks")
        found = await near.find_near(ben, exchange, "warmer class rooms")
        assert [each.comment.text for each in found] == ["Warmer class rooms!"]


class Service(OpenAIClient):
    """A chat service that takes a while, and writes another text each time."""

    def __init__(self) -> None:
        self.host, self.paid = "words.example.org", 0

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        _ = path
        self.paid += 1
        number = json.loads(body["messages"][1]["content"])["themes"][0]["best"][0]["number"]
        await asyncio.sleep(0.3)
        sentences = [{"text": f"People ask for longer breaks{'!' * self.paid}", "cites": [number]}]
        return {"choices": [{"message": {"content": json.dumps({"sentences": sentences})}}]}


async def test_the_digests_of_one_round_share_a_summary_that_is_paid_for_once(two: Two) -> None:
    exchange = await two.playground.exchange("What keeps us safe?", "Longer lunch breaks")
    [comment] = await two.playground.comments(exchange)
    subjects = [Subject("Lunch", 9, 40, 4.0, (QuotableComment(comment.comment_id, comment.text, 0.0),))]
    service, numbers = Service(), {comment.comment_id: comment.number}
    ctx = two.contexts[0]
    async with ctx.storage.write() as db:
        await ai_usage.set_ai_consent(db, exchange.tenant_id, hosts=[service.host])
    writers = [SummaryWriter(each, service, cap=100_000) for each in two.contexts]
    written = await asyncio.gather(*(each(exchange, subjects, numbers) for each in writers))
    assert service.paid == 1
    assert written[0] == written[1]
    assert "longer breaks" in written[0][0][0].text

    two.playground.clock.later(hours=3)
    await two.playground.starling.scheduler.run_once()
    await writers[0](exchange, subjects, numbers)
    assert service.paid == 2, "it was kept for its round only"
