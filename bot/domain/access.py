"""Access: who may see an exchange and act in it; every listing and every act of a participant is checked here.

An exchange is for the members of its channels where these are private, and guests take part only in exchanges of
channels that they are in (bot/slack/membership.py). Who is outside reads neither its question nor a comment nor a
result.
Moderators decide about comments and run exchanges wherever these belong: that is asked in bot/domain/roles.py.

`admit` makes the Admission without which `require_open` and `get_started` return no exchange: no act can leave it out.
What belongs to a person stays theirs: they may withdraw what they wrote, and forget-me works, also after they left.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.tools import AccessTools, ClockTools, WorkspaceTools
from bot.slack.membership import UnknownMembershipError
from storage import exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.session import Db


class OutsideError(UserError):
    """The exchange belongs to a channel that this person is not in."""

    def __init__(self) -> None:
        super().__init__("exchange.outside")


class UnknownAccessError(UserError):
    """Slack did not say in time whether this person is in the exchange's channel."""

    def __init__(self) -> None:
        super().__init__("exchange.access_unknown")


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody was let in to an exchange, a moment ago. Made here only."""

    actor: Actor
    exchange_id: int
    at: datetime  # the moment of the act, which the exchange's dates are held against


async def admit(ctx: AccessTools, actor: Actor, exchange_id: int, *, is_fresh: bool = False) -> Admission:
    """Let a person in to an exchange. Call it before the transaction of the act: it may ask Slack.

    is_fresh: membership is asked now, for what cannot be unsaid; else an answer of the last minute counts.
    Raises OutsideError, UnknownAccessError, and UserError when this workspace has no such exchange.
    """
    async with ctx.storage.read() as db:
        exchange = await exchanges.get(db, actor.scope(exchange_id))
    return await admit_to(ctx, actor, exchange, is_fresh=is_fresh)


async def admit_to(ctx: AccessTools, actor: Actor, exchange: Exchange | None, *, is_fresh: bool = False) -> Admission:
    """Let a person in to an exchange that was read a moment ago; as `admit`. Raises UserError when there is none."""
    if exchange is None:
        raise UserError("exchange.gone")
    if not await _is_inside(ctx, actor, exchange, is_fresh=is_fresh):
        raise OutsideError
    actor.set_subject(exchange)
    return Admission(actor, exchange.exchange_id, ctx.clock())


def admit_to_own(ctx: ClockTools, actor: Actor, exchange_id: int) -> Admission:
    """Let a person in to take back what is theirs, wherever they are now: to nothing that others wrote."""
    return Admission(actor, exchange_id, ctx.clock())


async def read_subject(ctx: AccessTools, actor: Actor, exchange_id: int | None) -> None:
    """Let a person whose language is not known read that of an exchange about which they do nothing, as by *No*."""
    if actor.usual is None or exchange_id is None:
        return
    async with ctx.storage.read() as db:
        found = await exchanges.get(db, actor.scope(exchange_id))
    if found is not None:
        actor.set_subject(found)


async def require_open(db: Db, admission: Admission, *, hold: bool = False, allows_pause: bool = False) -> Exchange:
    """Return the exchange if it is open at the moment of the act, by its dates and not by the scheduler's rounds.

    hold: nobody closes it until the transaction ends. allows_pause: for what can be done while it is paused too.
    Raises UserError when it is closed or paused, or has not begun.
    """
    exchange = await _get_exchange(db, admission, hold=hold)
    return exchange if allows_pause and exchange.is_open else _require_open(exchange)


def require_open_now(exchange: Exchange, admission: Admission) -> Exchange:
    """Return an exchange that was just read in the transaction of the act, if it is open; as `require_open`."""
    return _require_open(exchange.as_of(admission.at))


def _require_open(exchange: Exchange) -> Exchange:
    if not exchange.is_open or exchange.is_paused:
        raise not_open_error(exchange)
    return exchange


async def get_started(db: Db, admission: Admission) -> Exchange:
    """Return the exchange if it is or was open. Raises UserError for a draft, which is its moderators' alone."""
    return require_started(await _get_exchange(db, admission))


def require_started(exchange: Exchange) -> Exchange:
    """Return the exchange if it is or was open. Raises UserError for a draft."""
    if exchange.state == ExchangeState.DRAFT:
        raise not_open_error(exchange)
    return exchange


def not_open_error(exchange: Exchange) -> UserError:
    """Return why nothing can be shared or rated."""
    if exchange.is_paused:
        return UserError("exchange.not_open.paused")
    return UserError("exchange.not_open.draft" if exchange.state == ExchangeState.DRAFT else "exchange.not_open.closed")


async def list_admitted(ctx: WorkspaceTools, actor: Actor, found: Sequence[Exchange]) -> list[Exchange]:
    """Return those exchanges that a person may see, in the same order.

    Raises UnknownAccessError when Slack does not say of one of them: what is meant could be that one.
    """
    inside = await asyncio.gather(*(_is_inside(ctx, actor, each) for each in found))
    return [each for each, is_inside in zip(found, inside, strict=True) if is_inside]


async def sort_by_access(
    ctx: WorkspaceTools, actor: Actor, found: Sequence[Exchange]
) -> tuple[list[Exchange], list[Exchange]]:
    """Return (those that a person may see, those that Slack does not answer for); the others are left out."""
    answers = await asyncio.gather(*(_is_inside(ctx, actor, each) for each in found), return_exceptions=True)
    for each in answers:
        if isinstance(each, BaseException) and not isinstance(each, UnknownAccessError):
            raise each
    inside = [exchange for exchange, is_inside in zip(found, answers, strict=True) if is_inside is True]
    unknown = [
        exchange for exchange, error in zip(found, answers, strict=True) if isinstance(error, UnknownAccessError)
    ]
    return inside, unknown


async def is_postable(ctx: WorkspaceTools, exchange: Exchange, channel_id: str) -> bool:
    """Say whether a digest may be posted in a channel: what belongs to private channels is posted in these alone.

    Raises UnknownMembershipError when Slack does not say.
    """
    own = exchange.channels
    if not own or channel_id in own:
        return True
    return await ctx.workspace(exchange.tenant_id).membership.members_of(own) is None


async def require_postable(ctx: WorkspaceTools, exchange: Exchange, channel_id: str) -> None:
    """Raise UserError where a digest may not be posted in a channel, or Slack does not say."""
    try:
        if await is_postable(ctx, exchange, channel_id):
            return
    except UnknownMembershipError as error:
        raise UnknownAccessError from error
    raise UserError("exchange.private_channel", channel=f"<#{exchange.channel_id}>")


async def _get_exchange(db: Db, admission: Admission, *, hold: bool = False) -> Exchange:
    found = await exchanges.get(db, admission.actor.scope(admission.exchange_id), hold=hold)
    if found is None:
        raise UserError("exchange.gone")
    admission.actor.set_subject(found)
    return found.as_of(admission.at)


async def _is_inside(ctx: WorkspaceTools, actor: Actor, exchange: Exchange, *, is_fresh: bool = False) -> bool:
    if actor.is_stranger:
        return False
    try:
        return await ctx.workspace(actor.tenant_id).membership.is_inside_any(
            actor.slack_user_id, exchange.channels, is_fresh=is_fresh
        )
    except UnknownMembershipError as error:
        raise UnknownAccessError from error
