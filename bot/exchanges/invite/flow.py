"""What happens when moderators invite people by name: looked up, shown, put on the list."""

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.invitees import MAX_LISTED, TooManyListedError, add_invitees, clear_invitees, list_new
from bot.exchanges.flow import not_open_error
from bot.exchanges.invitations import count_listed
from bot.exchanges.invite import pending as pendings
from bot.exchanges.invite.blocks import Summary
from bot.exchanges.invite.pending import Pending
from bot.slack.client import CALL_ERRORS
from bot.slack.deadlines import within
from bot.slack.membership import UnknownMembershipError
from bot.slack.people_lookup import list_user_groups
from storage.enums import ExchangeState
from storage.exchanges import Exchange

_SECONDS = 1.5  # of the 3 s in which a click or command is answered


async def get_inviting(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    """Return an exchange that people can be invited to: a draft or an open one. Raises UserError."""
    async with ctx.storage.read() as db:
        exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
    if exchange.state == ExchangeState.CLOSED:
        raise not_open_error(exchange)
    return exchange


async def fetch_listed(ctx: Context, exchange: Exchange) -> int:
    """Return how many people are on the list of an exchange."""
    async with ctx.storage.read() as db:
        return await count_listed(ctx, db, exchange)


async def fetch_groups(ctx: Context, actor: Actor) -> list[tuple[str, str]] | None:
    """Return (id, handle) of the user groups to choose from; None where the app may not see them."""
    try:
        async with within(_SECONDS):
            return await list_user_groups(ctx.workspace(actor.tenant_id).client)
    except CALL_ERRORS:
        return []


async def summarise(ctx: Context, actor: Actor, pending: Pending) -> Summary:
    """Return what is shown before the list is used: how many people, how many of them new or outside the channel."""
    exchange = await get_inviting(ctx, actor, pending.exchange_id)
    key = ctx.key_of(exchange)
    async with ctx.storage.read() as db:
        new = await list_new(db, exchange, key, pending.people, team_id=actor.workspace)
    return Summary(exchange, pending, new=len(new), outside=await _count_outside(ctx, exchange, new))


async def _count_outside(ctx: Context, exchange: Exchange, people: list[str]) -> int:
    """Return how many of these people a private channel keeps out; 0 where Slack does not say."""
    if not exchange.channels:
        return 0
    membership = ctx.workspace(exchange.tenant_id).membership
    try:
        async with within(_SECONDS):
            members = await membership.members_of(exchange.channels)
    except (UnknownMembershipError, TimeoutError):
        return 0
    return sum(each not in members for each in people) if members is not None else 0


async def save(ctx: Context, actor: Actor, value: object) -> tuple[Exchange, int]:
    """Put the people of a confirmed list on the exchange's; return it and how many were not on it. Raises UserError."""
    pending = await pendings.find(ctx, actor, value)
    exchange = await get_inviting(ctx, actor, pending.exchange_id)
    try:
        n = await add_invitees(ctx, exchange, ctx.key_of(exchange), pending.people, team_id=actor.workspace)
    except TooManyListedError as error:
        raise UserError("invite.too_many", max=MAX_LISTED) from error
    await pendings.drop(ctx, actor, pending)
    ctx.wake()
    return exchange, n


async def clear(ctx: Context, exchange: Exchange) -> None:
    """Empty the list: who was not invited yet is not."""
    await clear_invitees(ctx, exchange)
