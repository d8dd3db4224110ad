"""Choosing themes to rate first: kept in one's sealed record, and felt at the choice of the next comment alone."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.context import Context
from bot.domain.access import admit, require_open
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from storage import participants
from storage.exchanges import Exchange
from storage.participant_record import MAX_FIRST_THEMES
from storage.released_themes import NamedTheme
from storage.session import Db

FIELD = "rate.themes_field"
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """Themes to choose from, the largest first, and the numbers of those that somebody chose."""

    exchange: Exchange
    themes: Sequence[NamedTheme]
    chosen: Collection[int]


async def get_choice(ctx: Context, actor: Actor, exchange_id: int) -> ThemeChoice:
    """Return what somebody can choose and did choose. Raises UserError when the exchange is not open to them."""
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await require_open(db, admission)
        person = await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange)))
    themes = await ctx.first_themes.load(ctx, exchange)
    return ThemeChoice(exchange, themes, person.first_themes if person else ())


async def save_choice(ctx: Context, actor: Actor, exchange_id: int, values: Sequence[str]) -> ThemeChoice:
    """Keep which themes somebody rates first, from their next comment on; none of them ends the choice.

    values: numbers of themes, as the form has them. Raises UserError where one of them is no theme now.
    """
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await require_open(db, admission)
    themes = await ctx.first_themes.load(ctx, exchange)
    numbers = {int(each) for each in values if _NUMBER.fullmatch(each)}
    is_known = len(numbers) == len(values) and numbers <= {each.number for each in themes}
    if not is_known or len(numbers) > MAX_FIRST_THEMES:
        raise UserError("rate.themes_gone", block_id=FIELD)
    chosen = tuple(sorted(numbers))

    async def work(db: Db) -> ThemeChoice:
        exchange = await require_open(db, admission)
        who = actor.person(ctx.key_of(exchange))
        person = await participants.hold(db, exchange.scope, who)
        await participants.save(db, exchange.scope, who, replace(person, first_themes=chosen))
        return ThemeChoice(exchange, themes, chosen)

    return await ctx.commit(actor, work)
