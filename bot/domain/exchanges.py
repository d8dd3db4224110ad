"""Exchanges as features share them: loading one with the right checks, listing open ones, common lines."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.limits import MIN_NEW
from bot.domain.access import Admission, list_admitted, require_open
from bot.domain.actor import Actor
from bot.domain.disclosure import disclosure_text
from bot.domain.errors import UserError
from bot.domain.tools import ExchangeTools
from bot.slack.blocks import Block, section, when
from bot.texts import Texts
from storage import exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from storage.session import Db

STAR_MEANINGS = ("agree", "important", "experience")
"""What a star can say in an exchange; in words: `stars.meaning.…`."""

MAX_LISTED = 20
_MAX_NAMED = 50  # short names of up to 40 characters, in one section of 3,000
_DIGITS = 16


def star_meaning_text(texts: Texts, exchange: Exchange) -> str:
    """Return what a star says in this exchange, the same on every card, chart and export."""
    return texts(f"stars.meaning.{exchange.star_meaning}")


def anonymity_text(texts: Texts, exchange: Exchange) -> str:
    """Return what becomes of people's names, and who can find out who wrote a comment; both fixed at the opening."""
    if not exchange.is_anonymous:
        return texts("exchange.names.shown")
    return f"{texts('exchange.names.hidden')} {disclosure_text(texts, exchange)}"


def figures_text(texts: Texts, exchange: Exchange) -> str:
    """Return when averages of stars change, which people read before they answer."""
    return texts("exchange.figures", n=max(exchange.min_group_size, MIN_NEW))


def parse_exchange_id(text: str | None) -> int:
    """Return an exchange's id from a button's value. Raises UserError when it is none."""
    if text and text.isdecimal() and text.isascii() and len(text) <= _DIGITS:
        return int(text)
    raise UserError("exchange.outdated")


async def get_exchange(db: Db, actor: Actor, exchange_id: int, *, hold: bool = False) -> Exchange:
    """Return the exchange that a request is about, for a moderator or an admitted participant.

    Raises UserError when this workspace has none of that id.
    """
    exchange = await load_exchange(db, actor.tenant_id, exchange_id, hold=hold)
    actor.set_subject(exchange)
    return exchange


async def load_exchange(db: Db, tenant_id: int, exchange_id: int, *, hold: bool = False) -> Exchange:
    """Return the exchange, for a job. Raises UserError when this workspace has none of that id."""
    exchange = await exchanges.get(db, ExchangeScope(tenant_id, exchange_id), hold=hold)
    if exchange is None:
        raise UserError("exchange.gone")
    return exchange


async def require_accepting_comments(db: Db, admission: Admission, *, now: datetime, hold: bool = False) -> Exchange:
    """Return the exchange if comments may be shared now. Raises UserError that says until when one may rate."""
    exchange = await require_open(db, admission, hold=hold)
    if not exchange.takes_comments(now):
        raise _sharing_ended(exchange)
    return exchange


def _sharing_ended(exchange: Exchange) -> UserError:
    if exchange.closes_at is None:
        return UserError("exchange.sharing_ended", name=exchange.slug)
    return UserError("exchange.sharing_ended_until", name=exchange.slug, until=exchange.closes_at)


def open_until_text(texts: Texts, exchange: Exchange, *, takes_comments: bool = True) -> str:
    """Return until when people may share and rate. takes_comments: False once sharing has ended."""
    if exchange.is_paused:
        return texts("exchange.paused")
    if exchange.closes_at is None:
        return texts("exchange.open")
    until = when(exchange.closes_at)
    if not takes_comments:
        return texts("exchange.open_rate_until", until=until)
    if exchange.shares_until:
        return texts("exchange.open_share_until", until=until, share=when(exchange.shares_until))
    return texts("exchange.open_until", until=until)


async def list_open(ctx: ExchangeTools, actor: Actor, channel_id: str | None = None) -> list[Exchange]:
    """Return the open exchanges that the actor may take part in; where the channel has some, only those.

    Raises UnknownAccessError when Slack does not say of one of them.
    """
    async with ctx.storage.read() as db:
        all_open = await exchanges.list_all(db, actor.tenant_id, ExchangeState.OPEN)
    now = ctx.clock()
    all_open = [each for each in all_open if each.as_of(now).is_open]
    all_open = [each for each in all_open if not each.is_paused] or all_open
    readable = ctx.keys_of(all_open)  # one of another secret is not offered beside others; Home mentions it
    all_open = [each for each in all_open if each.exchange_id in readable] or all_open
    here = [exchange for exchange in all_open if channel_id in exchange.channels]
    found = await list_admitted(ctx, actor, here) or await list_admitted(ctx, actor, all_open)
    actor.set_subject(*found)
    return found


async def list_accepting_comments(ctx: ExchangeTools, actor: Actor, channel_id: str | None = None) -> list[Exchange]:
    """Return those of `open_here` that still take comments.

    Raises UserError where sharing has ended in all of them, UnknownAccessError as `open_here`.
    """
    choices = await list_open(ctx, actor, channel_id)
    left = [each for each in choices if each.takes_comments(ctx.clock())]
    if choices and not left:
        raise _sharing_ended(choices[0])
    actor.set_subject(*left)
    return left


def more_exchanges_blocks(texts: Texts, choices: Sequence[Exchange], form: str) -> list[Block]:
    """Return how to reach the exchanges that a list of MAX_LISTED leaves out; nothing where it holds all.

    form: of the command, as in "/exchange rate NAME".
    """
    left = choices[MAX_LISTED:]
    if not left:
        return []
    names = ", ".join(f"`{each.slug}`" for each in left[:_MAX_NAMED])
    names += ", …" if len(left) > _MAX_NAMED else ""
    return [section(texts("exchange.more", n=len(left), form=form, names=names))]
