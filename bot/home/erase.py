"""Forget me: a person's words go, what they did is no one's, their record goes, and what is kept outside exchanges.

Each step is a transaction of its own, so that none holds a person's words beside their ratings or their Slack id. The
record says that forgetting has begun and goes last of an exchange: what was interrupted is finished at the next start.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

import structlog

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.invitees import take_off
from bot.domain.kept_forms import forget_kept_forms
from bot.domain.letters import delete_messages, list_messages
from bot.domain.notices import list_creators
from bot.domain.preferences import forget_preferences
from bot.domain.released_names import list_lost
from bot.domain.web_passes import forget_passes
from bot.keys import ExchangeKey
from bot.slack.workspaces import Workspace
from storage import erasure, exchanges, own_data, participants, physical, released_themes, theme_sets, themes
from storage.exchanges import Exchange
from storage.seals import PersonKey
from storage.session import Db

log = structlog.get_logger()

Step = Callable[[Db], Awaitable[None]]
"""One transaction."""


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
    async with ctx.storage.read() as db:
        there = await _everything(ctx, db, actor)
        traces = await _count(ctx, db, actor, there)
    keys = ctx.keys_of(there)
    for exchange in there:
        key = keys.get(exchange.exchange_id)
        if key is None:
            continue
        if actor.slack_user_id in list_creators(ctx, [exchange]):
            await ctx.storage.transact(partial(_forget_creator, exchange))
        await take_off(ctx, exchange, key, actor.person(key))  # first: else they would be invited again
        await forget_in(ctx, exchange, key, actor.person(key))
    # In a transaction of its own: beside rows of exchanges it would say whose they were.
    await forget_preferences(ctx, actor.tenant_id, actor.slack_user_id)
    await forget_passes(ctx, actor.tenant_id, actor.slack_user_id)
    await forget_kept_forms(ctx, actor.tenant_id, actor.slack_user_id)
    await ctx.redact(actor.tenant_id)
    is_truncated = await physical.truncate(ctx.storage)
    ctx.changes.send(actor)
    ctx.wake()  # a digest may quote words that are gone now, and the journal be waiting
    return replace(traces, is_in_journal=not is_truncated)


async def forget_in(ctx: Context, exchange: Exchange, key: ExchangeKey, who: PersonKey) -> None:
    """Forget a person in one exchange, and delete the messages about their comments. Safe to repeat, from any point."""
    async with ctx.storage.read() as db:
        person = await participants.get(db, exchange.scope, who)
    for step in list_steps(ctx, exchange, key, who):
        await ctx.storage.transact(step)
    await _forget_lost_names(ctx, exchange)
    if person is not None and (messages := list_messages(person.letters)):
        ctx.outbox.spawn(delete_messages(ctx, exchange.tenant_id, messages), "receipts")


def list_steps(ctx: Context, exchange: Exchange, key: ExchangeKey, who: PersonKey) -> list[Step]:
    """Return the transactions that forget a person in one exchange, in their order. Each does nothing without a row."""
    return [
        partial(_begin, exchange, who),
        partial(_forget_words, exchange, who),
        partial(_forget_acts, ctx, exchange, key, who),
        partial(_remove, exchange, who),
    ]


async def _begin(exchange: Exchange, who: PersonKey, db: Db) -> None:
    """Mark the person's record, and close their card."""
    person = await participants.hold_any(db, exchange.scope, who)
    if person is not None and not person.is_forgetting:
        await erasure.close_card(db, exchange.scope, person)
        person = replace(person, is_forgetting=True, open_comment_id=None)
        await participants.save(db, exchange.scope, who, person)


async def _forget_words(exchange: Exchange, who: PersonKey, db: Db) -> None:
    person = await participants.hold_any(db, exchange.scope, who)
    if person is not None:
        await erasure.forget_words(db, exchange.scope, person)
        await participants.save(db, exchange.scope, who, person)  # so that rows are known to be others than before


async def _forget_acts(ctx: Context, exchange: Exchange, key: ExchangeKey, who: PersonKey, db: Db) -> None:
    present = await exchanges.get(db, exchange.scope, hold=True)  # nobody closes or reopens it meanwhile
    person = await participants.hold_any(db, exchange.scope, who)
    if person is not None and present is not None:
        take_back = present.as_of(ctx.clock()).is_open
        await erasure.forget_acts(db, exchange.scope, key.seals, person, take_back=take_back)
        await participants.save(db, exchange.scope, who, person)


async def _remove(exchange: Exchange, who: PersonKey, db: Db) -> None:
    await participants.remove(db, exchange.scope, who)


async def _forget_lost_names(ctx: Context, exchange: Exchange) -> None:
    """Take names from themes of now and of releases whose words no live comment has any more."""
    async with ctx.storage.read() as db:
        names = await themes.list_found_names(db, exchange.scope)
        names |= await released_themes.list_found_names(db, exchange.scope)
        names |= await theme_sets.list_found_names(db, exchange.scope)
        texts = [text for _, text in await themes.list_texts(db, exchange.scope)] if names else []
    lost = await asyncio.to_thread(list_lost, names, texts)
    if lost:
        async with ctx.storage.write() as db:
            await themes.forget_names(db, exchange.scope, lost)
            await released_themes.forget_names(db, exchange.scope, lost)
            await theme_sets.forget_names(db, exchange.scope, lost)


async def _forget_creator(exchange: Exchange, db: Db) -> None:
    await exchanges.update_exchange(db, exchange.scope, encrypted_creator=None)


class InterruptedErasures:
    """Finishes what a crash interrupted: looks once, after the start."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._looked: set[int] = set()

    async def tick(self, workspace: Workspace) -> None:
        """Finish the erasures of a workspace that an earlier process began."""
        if workspace.tenant_id in self._looked:
            return
        async with self._ctx.storage.read() as db:
            there = await exchanges.list_all(db, workspace.tenant_id)
        for exchange_id, key in self._ctx.keys_of(there).items():
            exchange = next(each for each in there if each.exchange_id == exchange_id)
            async with self._ctx.storage.read() as db:
                people = await participants.list_all(db, exchange.scope, key.seals)
            for each in people:
                if each.is_forgetting:
                    log.info("erasure_continued", exchange_id=exchange_id)
                    await forget_in(self._ctx, exchange, key, key.person(workspace.team_id, each.slack_user_id))
        self._looked.add(workspace.tenant_id)


async def _everything(ctx: Context, db: Db, actor: Actor) -> list[Exchange]:
    """Return every exchange of the workspace as it is now."""
    return [each.as_of(ctx.clock()) for each in await exchanges.list_all(db, actor.tenant_id)]


async def _count(ctx: Context, db: Db, actor: Actor, there: list[Exchange]) -> Traces:
    keys = ctx.keys_of(there)
    tenant_id = actor.tenant_id
    marks = {each: actor.person(key) for each, key in keys.items()}
    people = await participants.list_in_exchanges(db, tenant_id, marks)
    mine = await own_data.list_comments(db, tenant_id, people)
    is_open = {each.exchange_id: each.is_open for each in there}
    return Traces(
        exchanges=len(people),
        comments=sum(len(each) for each in mine.values()),
        ratings_taken_back=sum(person.ratings for each, person in people.items() if is_open[each]),
        ratings_kept=sum(person.ratings for each, person in people.items() if not is_open[each]),
        unreadable=sum(each.has_key for each in there) - len(keys),
        ended=sum(not each.has_key for each in there),
    )
