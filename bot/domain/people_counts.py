"""How many people take part in an exchange, by group: counted from their sealed records, kept in memory.

No act changes a count, and none is stored: what screens show is counted again at most once in EVERY, so that a count
does not say at which moment somebody came. docs/decisions/0021-seals.md
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.tools import ClockTools, KeyTools
from storage import exchanges, participants
from storage.exchanges import Counts, Exchange
from storage.session import Db

EVERY = timedelta(minutes=10)

Groups = Mapping[str | None, int]


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """Counts by group, None for people without one.

    people: who shared or rated; raters: who rated; ratings: what they gave.
    """

    at: datetime
    people: Groups = field(default_factory=dict)
    raters: Groups = field(default_factory=dict)
    ratings: Groups = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many people shared or rated."""
        return sum(self.people.values())


class PeopleCounter:
    """Remembers the counts of exchanges. every: how old they may be."""

    def __init__(self, every: timedelta = EVERY) -> None:
        self.every = every
        self._counts: dict[int, PeopleCounts] = {}

    async def count(self, ctx: "PeopleTools", db: Db, exchange: Exchange) -> PeopleCounts:
        """Return the counts of an exchange. Nobody where the secret does not open it."""
        now = ctx.clock()
        if not exchange.has_key:  # the count that was stored when the key was erased
            return PeopleCounts(now, {None: exchange.people or 0})
        known = self._counts.get(exchange.exchange_id)
        if known is None or not timedelta() <= now - known.at < self.every:
            known = self._counts[exchange.exchange_id] = await _count(ctx, db, exchange, now)
        return known


class PeopleTools(ClockTools, KeyTools, Protocol):
    """What it takes to count people."""

    @property
    def people(self) -> PeopleCounter:
        """Remembers the counts."""
        ...


async def count_people(ctx: PeopleTools, db: Db, exchange: Exchange) -> PeopleCounts:
    """Return how many people take part, by group, as of the last count. Nobody where the secret does not open it."""
    return await ctx.people.count(ctx, db, exchange)


async def get_counts(ctx: PeopleTools, db: Db, exchange: Exchange) -> Counts:
    """Return the numbers of people (nobody where the secret opens nothing), live comments, and their ratings."""
    people = await count_people(ctx, db, exchange)
    return await exchanges.get_counts(db, exchange.scope, people=people.total)


async def _count(ctx: PeopleTools, db: Db, exchange: Exchange, now: datetime) -> PeopleCounts:
    people, raters, given = Counter[str | None](), Counter[str | None](), Counter[str | None]()
    for key in ctx.keys_of([exchange]).values():  # none where the secret does not open it, which is logged
        for each in await participants.list_all(db, exchange.scope, key.seals):
            people[each.group_name] += each.took_part
            raters[each.group_name] += each.ratings > 0
            given[each.group_name] += each.ratings
    return PeopleCounts(now, +people, +raters, +given)
