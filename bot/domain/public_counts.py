"""How many people, comments and ratings there are, as everybody is shown it: moderators see what everybody sees.

While an exchange is open, counts change in steps, at most every ten minutes, and hourly while few take part: seen
beside who is active in the channel, a count that followed each act would show whose act it was. They are computed once
in each ten minutes or hour by the clock, by a job in its first round or by a digest that is composed before that, and
all screens show what was stored.
docs/decisions/0023-retention.md
"""

from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median_low
from typing import Protocol

from bot.core.small_group_counts import group_sizes
from bot.domain.people_counts import PeopleTools, count_people
from bot.domain.quotes import MIN_RATINGS_SHOWN
from bot.domain.tools import StorageTools
from bot.texts import Message, Texts
from storage import exchanges, locks, seed_comments
from storage.exchanges import Exchange
from storage.ledger import get_ledger
from storage.public_counts import PublicCounts, step_above, step_below
from storage.session import Db

FEW = 30
"""People; below them counts change hourly."""

EVERY, EVERY_OF_FEW = timedelta(minutes=10), timedelta(hours=1)


class CountTools(PeopleTools, StorageTools, Protocol):
    """What it takes to count what is shown, and to keep it."""


async def get_public_counts(ctx: PeopleTools, db: Db, exchange: Exchange) -> PublicCounts:
    """Return the counts to show of an exchange: as they were stored last while it is open, exact once it is closed."""
    stored = exchange.public_counts or PublicCounts()
    if exchange.is_open and not exchange.public_counts:  # opened a moment ago: what it begins with is nobody's act
        return PublicCounts(seeds=await seed_comments.count_live(db, exchange.scope))
    if exchange.is_open:
        return stored
    counts = await compute_counts(ctx, db, exchange)
    if exchange.has_key or not stored.is_exact:
        return counts
    # Nobody can count people by their sealed records any more: these numbers were stored when the key was erased.
    return replace(counts, people=stored.people, groups=stored.groups, given=stored.given)


def ratings_for_stars(exchange: Exchange) -> int:
    """Return how many ratings a comment needs before its stars show."""
    return max(MIN_RATINGS_SHOWN, exchange.min_group_size)


def period_of(exchange: Exchange, now: datetime) -> datetime:
    """Return the beginning of the ten minutes, or the hour, in which an open exchange's counts stay as they are."""
    people = exchange.public_counts.people if exchange.public_counts else 0
    every = (EVERY if people >= FEW else EVERY_OF_FEW).total_seconds()
    return datetime.fromtimestamp(now.timestamp() // every * every, now.tzinfo)


def is_count_due(exchange: Exchange, now: datetime) -> bool:
    """Say whether an open exchange is to be counted again: once in each ten minutes or hour."""
    return exchange.is_open and (exchange.counted_at is None or exchange.counted_at < period_of(exchange, now))


async def update_public_counts(ctx: CountTools, exchange: Exchange, now: datetime) -> Exchange:
    """Count again what is shown of how much there is, where that is due; return the exchange with its counts."""
    if not is_count_due(exchange, now):
        return exchange
    async with ctx.storage.read() as db:
        exact = await compute_counts(ctx, db, exchange)
    async with ctx.storage.write() as db:
        await locks.take_exchange(db, exchange.exchange_id)
        present = await exchanges.get(db, exchange.scope)
        if present is None or not is_count_due(present, now):  # somebody else counted: one count in that time
            return present or exchange
        counts = exact.in_steps(present.public_counts or PublicCounts())
        await exchanges.update_exchange(db, exchange.scope, public_counts=counts.to_json(), counted_at=now)
    return replace(present, public_counts=counts, counted_at=now)


async def compute_counts(ctx: PeopleTools, db: Db, exchange: Exchange) -> PublicCounts:
    """Return the exact counts of now."""
    counted = await count_people(ctx, db, exchange)
    counts = await exchanges.get_counts(db, exchange.scope, people=counted.total)
    coverage = await exchanges.get_coverage(db, exchange.scope)
    names = (*exchange.groups, "")
    # Ratings are shown of groups that enough people of rated, however people are counted.
    raters = {name: counted.raters.get(name or None, 0) for name in names}
    by_raters = group_sizes(raters, min_people=exchange.min_group_size)
    is_whole = not by_raters.together or by_raters.rest is not None
    apart = {name for name, _ in by_raters.groups} if is_whole else set()
    return PublicCounts(
        people=counts.people,
        comments=counts.comments,
        ratings=counts.ratings,
        seeds=await seed_comments.count_live(db, exchange.scope),
        raters=sum(counted.raters.values()),
        groups={name: counted.people.get(name or None, 0) for name in names} if exchange.groups else {},
        given={name: counted.ratings.get(name, 0) for name in exchange.groups if name in apart},
        coverage=(coverage[0], median_low(coverage), coverage[-1]) if coverage else (),
        to_rate=sum(count < ratings_for_stars(exchange) for count in coverage),
        ledger=await get_ledger(db, exchange.scope),
        is_exact=True,
    )


def count_texts(texts: Texts, shown: PublicCounts) -> list[str]:
    """Return people, comments and ratings side by side; what is under a step is left out, but for people."""
    if shown.is_exact:
        return [
            texts("common.people", n=shown.people),
            texts("common.comments", n=shown.comments),
            texts("common.ratings", n=shown.ratings),
        ]
    facts = [
        texts("common.over_people", n=shown.people) if shown.people else texts("common.few_people"),
        texts("common.over_comments", n=shown.comments) if shown.comments else "",
        texts("common.over_ratings", n=shown.ratings) if shown.ratings else "",
    ]
    return [fact for fact in facts if fact]


def comments_text(texts: Texts, count: int, *, is_exact: bool) -> str:
    """Return how many comments a theme has; while an exchange is open in steps, as all else is counted then."""
    if is_exact:
        return texts("common.comments", n=count)
    step = step_below(count)
    return texts("common.over_comments", n=step) if step else texts("common.few_comments")


def size_in_steps(count: int, *, is_exact: bool) -> int:
    """Return a number of comments to draw and to order by; while an exchange is open the next step, so 40 for 36."""
    return count if is_exact else step_above(count)


def range_of_step(texts: Texts, count: int, *, is_exact: bool) -> str:
    """Return a count in little room: 38, or 36–40 while an exchange is open."""
    if is_exact or not count:
        return texts.number(count)
    return f"{texts.number(step_below(count) + 1)}–{texts.number(step_above(count))}"


def step_message(count: int) -> Message:
    """Return a count of one or more as a part of a sentence while an exchange is open: "over 35", or "up to 5"."""
    step = step_below(count)
    return Message("common.over", {"n": step}) if step else Message("common.up_to", {"n": step_above(1)})


def number_text(texts: Texts, count: int, *, is_exact: bool) -> str:
    """Return one count: 35, "over 35", or "up to 5"."""
    if is_exact:
        return texts.number(count)
    return texts("common.over", n=count) if count else texts("common.up_to", n=5)
