"""What the stories about digests share: an exchange with stars, rounds of the scheduler, what is posted."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import select, update

from bot.core.findings import findings
from bot.core.findings_data import Findings, Given
from bot.core.themes import CommentId, Event, LastingTheme, ThemeState
from bot.digest import job
from bot.digest.composer import DigestComposer
from bot.digest.poster import EVENT
from bot.playground.state.models import Message
from bot.scores.job import ScoreRuns
from bot.themes.runs import ThemeRuns
from storage import digests, exchanges, ratings
from storage.deliveries import COLUMNS, Delivery, read_row
from storage.exchanges import Exchange
from storage.models import comment, delivery
from tests.stories.people import star_by
from tests.whole_bot import PATIENCE_S, Playground, words

QUESTION = "What keeps us safe?"
SIX = ("Lunch longer", "Lunch warmer", "Lunch outside", "Door locked", "Door watched", "Door painted")
TWELVE = (*SIX, "Lunch earlier", "Lunch cheaper", "Lunch quieter", "Door opened", "Door oiled", "Door replaced")
"""As many as it takes until the worker finds themes."""


async def by_first_word(
    comments: Sequence[tuple[CommentId, str]],
    before: ThemeState,
    *,
    extra: Any | None = None,
    ratings: Sequence[int] | None = None,
) -> tuple[ThemeState, list[Event]]:
    """Find themes in no time: comments that begin with the same word. A theme that lasts keeps its number."""
    _ = extra
    groups: dict[str, list[CommentId]] = {}
    for comment_id, text in comments:
        groups.setdefault(text.split()[0], []).append(comment_id)
    known = {theme.headline: theme.number for theme in before.themes}
    number, themes, events = before.next_number, [], []
    for word, ids in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if word not in known:
            known[word] = number
            events.append(Event("new", number))
            number += 1
        members = tuple((comment_id, 1.0) for comment_id in ids)
        themes.append(LastingTheme(known[word], word, (word,), ids[0], "", members))
    return ThemeState(tuple(themes), next_number=number), events


async def no_worker(
    comments: Sequence[tuple[CommentId, str]],
    before: ThemeState,
    *,
    extra: Any | None = None,
    ratings: Sequence[int] | None = None,
) -> tuple[ThemeState, list[Event]]:
    """Fail as a worker does that died twice."""
    raise ConnectionError


async def announced(playground: Playground, *texts: str, question: str = QUESTION, **settings: Any) -> Exchange:
    """Return an open exchange whose announcement is in #general. From here on rounds come by `tick` alone."""
    await playground.starling.scheduler.stop()
    playground.moderator.member.tz = "UTC"  # times are read in the writer's zone
    channel = playground.slack.channel("general").id
    posted = await playground.web.chat_postMessage(channel=channel, text=question)
    facts = {"channel_id": channel, "announcement_ts": posted["ts"], **settings}
    return await playground.exchange(question, *texts, **facts)


async def rate(playground: Playground, exchange: Exchange, **histograms: Sequence[int]) -> None:
    """Let people give comments stars, and compute scores; a comment is named by its words, spaces written as _."""
    known = {each.text.replace(" ", "_"): each.comment_id for each in await playground.comments(exchange)}
    async with playground.starling.context.storage.write() as db:
        for name, histogram in histograms.items():
            given = [stars for stars, count in enumerate(histogram, start=1) for _ in range(count)]
            for rater, stars in enumerate(given):
                await ratings.save(db, exchange.scope, star_by(playground, exchange, rater, known[name], stars))
    await compute_scores(playground, exchange)


async def compute_scores(playground: Playground, exchange: Exchange) -> None:
    """Make the release that is due, as the scheduler does, without the worker."""
    await ScoreRuns(playground.starling.context, find_scores).fitted(exchange, wait=PATIENCE_S)


async def next_day(playground: Playground, exchange: Exchange) -> None:
    """Let a day pass, and make the release that is due then."""
    playground.clock.later(days=1)
    await compute_scores(playground, exchange)


async def find_scores(given: Given) -> Findings:
    """Find what ratings say as the worker does, without its process, and without noise: stories name figures."""
    return findings(replace(given, noise_key=""))


async def set_state(playground: Playground, exchange: Exchange, text: str, **values: Any) -> None:
    """Change a comment as a moderator, its author or a report does."""
    async with playground.starling.context.storage.write() as db:
        await db.execute(
            update(comment).where(comment.c.exchange_id == exchange.exchange_id, comment.c.text == text).values(values)
        )


async def close(playground: Playground, exchange: Exchange, *, state: str = "closed") -> None:
    """Close an exchange now, or open it again."""
    async with playground.starling.context.storage.write() as db:
        closed_at = playground.clock.now() if state == "closed" else None
        await exchanges.update_exchange(db, exchange.scope, state=state, closed_at=closed_at)


async def reply_to(playground: Playground, line: str) -> str:
    """Return what a moderator is answered."""
    assert await playground.moderator.runs(line, "general")
    await playground.settle()
    return words(playground.moderator.ephemerals("general")[-1])


async def order(playground: Playground, line: str = "/exchange digest now") -> None:
    """Let the moderator write a command."""
    assert await playground.moderator.runs(line, "general")


async def moderator_is(playground: Playground, name: str) -> None:
    """Make somebody a moderator who has no role in Slack, so that the database names them."""
    await playground.moderator.runs(f"/exchange mod add <@{playground.person(name).id}>", "general")
    await playground.settle()


async def digest_round(playground: Playground, runs: ThemeRuns, **writer: Any) -> None:
    """Let the job of digests do one round with these runs of themes. writer: of summaries."""
    ctx = playground.starling.context
    await job.tick(ctx, playground.tenant_id, DigestComposer(ctx, runs, **writer))


async def tick(playground: Playground, find: Any = by_first_word, *, wait: float = PATIENCE_S) -> None:
    """Let the scheduler do one round."""
    ctx = playground.starling.context
    score = partial(ScoreRuns(ctx, find_scores).fitted, wait=wait)
    await digest_round(playground, ThemeRuns(ctx, find, wait=wait), score=score)
    await playground.settle()


async def tick_until_killed(playground: Playground, at: str, monkeypatch: Any) -> None:
    """Do a round that ends in the middle, as by SIGKILL: at a function of storage/digests.py."""

    class Killed(BaseException):
        pass

    async def dies(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(digests, at, dies)
        try:
            await tick(playground)
        except Killed:
            return
    raise AssertionError("nothing ended the round")


def posted(playground: Playground, channel: str = "general") -> list[Message]:
    """Return the digests in a channel, its threads included."""
    messages = playground.slack.channel(channel).messages.values()
    return [each for each in messages if (each.metadata or {}).get("event_type") == EVENT]


def reads(playground: Playground, channel: str = "general") -> str:
    """Return the words of the one digest in a channel."""
    (message,) = posted(playground, channel)
    return words(message)


async def rows(playground: Playground) -> list[Delivery]:
    """Return everything that is or was due, by time."""
    async with playground.starling.context.storage.read() as db:
        found = await db.execute(select(*COLUMNS).order_by(delivery.c.due_at, delivery.c.slot))
        return [read_row(row) for row in found]


async def states(playground: Playground) -> list[tuple[str, str]]:
    """Return (kind, state) of everything that is or was due."""
    return [(each.kind, each.state) for each in await rows(playground)]


async def wait_for(condition: Any, seconds: float = PATIENCE_S) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - another process brings it about
            await asyncio.sleep(0.05)
