"""Forget me: a person's words go, their ids go, and what stays is numbers that belong to nobody."""

from dataclasses import dataclass, replace

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.notices import list_creators
from bot.domain.preferences import forget_preferences
from storage import erasure, exchanges, own_data, physical
from storage.exchanges import Exchange
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Traces:
    """How much there is of a person."""

    exchanges: int
    comments: int
    ratings_taken_back: int  # in exchanges that are open
    ratings_kept: int  # in closed ones, whose results are known: numbers without a person from now on
    unreadable: int = 0  # exchanges that the secret does not open: nothing of theirs can be found there
    ended: int = 0  # exchanges whose key is erased: nothing leads to them there
    is_in_journal: bool = False  # a reader kept the words in the database's journal; it is emptied soon


async def count_traces(ctx: Context, actor: Actor) -> Traces:
    """Return how much there is of the actor."""
    async with ctx.storage.read() as db:
        return await _count(ctx, db, actor, await _everything(ctx, db, actor))


async def forget(ctx: Context, actor: Actor) -> Traces:
    """Forget the actor in every exchange and outside; return what there was. It cannot be taken back.

    In an open exchange the ratings are taken back: as numbers of nobody they would stay while the same person
    gives them a second time.
    """

    async def work(db: Db) -> Traces:
        there = [
            exchange.as_of(ctx.clock())
            for each in sorted(await exchanges.list_all(db, actor.tenant_id), key=lambda each: each.exchange_id)
            if (exchange := await exchanges.get(db, each.scope, hold=True))
        ]
        traces = await _count(ctx, db, actor, there)
        keys = ctx.keys_of(there)
        for exchange in there:
            key = keys.get(exchange.exchange_id)
            if key is None:
                continue
            if actor.slack_user_id in list_creators(ctx, [exchange]):
                await exchanges.update_exchange(db, exchange.scope, encrypted_creator=None)
            author_id, rater_id = actor.author_id(key), actor.rater_id(key)
            await erasure.lock(db, exchange.scope, author_id, rater_id)
            await erasure.forget_author(db, exchange.scope, author_id)
            await erasure.forget_rater(db, exchange.scope, rater_id, take_back=exchange.is_open)
        return traces

    traces = await ctx.storage.transact(work)
    # In a transaction of its own: beside rows of exchanges it would say whose they were.
    await forget_preferences(ctx, actor.tenant_id, actor.slack_user_id)
    is_truncated = await physical.truncate(ctx.storage)
    ctx.changes.send(actor)
    ctx.wake()  # a digest may quote words that are gone now, and the journal be waiting
    return replace(traces, is_in_journal=not is_truncated)


async def _everything(ctx: Context, db: Db, actor: Actor) -> list[Exchange]:
    """Return every exchange of the workspace as it is now."""
    return [each.as_of(ctx.clock()) for each in await exchanges.list_all(db, actor.tenant_id)]


async def _count(ctx: Context, db: Db, actor: Actor, there: list[Exchange]) -> Traces:
    keys = ctx.keys_of(there)
    tenant_id = actor.tenant_id
    mine = await own_data.list_comments(db, tenant_id, {each: actor.author_id(key) for each, key in keys.items()})
    people = await own_data.list_participants(db, tenant_id, {each: actor.rater_id(key) for each, key in keys.items()})
    is_open = {each.exchange_id: each.is_open for each in there}
    return Traces(
        exchanges=len(set(mine) | set(people)),
        comments=sum(len(each) for each in mine.values()),
        ratings_taken_back=sum(person.ratings for each, person in people.items() if is_open[each]),
        ratings_kept=sum(person.ratings for each, person in people.items() if not is_open[each]),
        unreadable=sum(each.has_key for each in there) - len(keys),
        ended=sum(not each.has_key for each in there),
    )
