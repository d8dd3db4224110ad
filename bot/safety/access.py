"""Who may look at a danger case: the exchange's safety contacts and moderators, as the database says now."""

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.policy import Act
from bot.domain.roles import can, is_present
from storage import comments, danger_cases
from storage.comments import Comment
from storage.danger_cases import StoredCase
from storage.exchanges import Exchange


async def list_contacts(ctx: Context, exchange: Exchange) -> list[str]:
    """Return the Slack ids of an exchange's contacts who are full members of the workspace now."""
    return [each for each in exchange.contacts if await is_present(ctx, exchange.tenant_id, each)]


async def get_case(ctx: Context, actor: Actor, exchange_id: int, number: int) -> tuple[Exchange, Comment, StoredCase]:
    """Return a case that the actor may look at. Raises UserError."""
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        comment = await comments.get_by_number(db, exchange.scope, number)
        case = await danger_cases.get(db, exchange.scope, comment.comment_id) if comment else None
    is_contact = not actor.is_stranger and actor.slack_user_id in await list_contacts(ctx, exchange)
    if not is_contact and not await can(ctx, actor, Act.DANGER):
        raise UserError("safety.contacts_only")
    if comment is None or case is None:
        raise UserError("safety.outdated")
    return exchange, comment, case
