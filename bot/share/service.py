"""The operator's own services that new comments go to: whether a workspace's do, and what forms say of it."""

from dataclasses import dataclass

from bot.context import Context
from bot.domain.actor import Actor
from bot.slack.blocks import Block, context_block
from bot.texts import Texts
from storage import ai_usage
from storage.exchanges import Exchange
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts that new comments go to; "" where none is set up or no owner of the workspace allowed it.

    danger: looks for signs of danger. translation: translates, in exchanges that want it.
    """

    danger: str = ""
    translation: str = ""


NOWHERE = Hosts()


async def find_hosts(ctx: Context, db: Db, tenant_id: int) -> Hosts:
    """Return the hosts that a workspace's new comments go to."""
    danger, translation = ctx.services.danger, ctx.services.translation
    if not danger and not translation:
        return NOWHERE
    allowed = await ai_usage.agreed(db, tenant_id)
    return Hosts(danger if danger in allowed else "", translation if translation in allowed else "")


async def read_service(ctx: Context, actor: Actor) -> Hosts:
    """Return the same for a form that somebody opens; the database is asked only where there is a service."""
    if not ctx.services.danger and not ctx.services.translation:
        return NOWHERE
    async with ctx.storage.read() as db:
        return await find_hosts(ctx, db, actor.tenant_id)


def service_note(texts: Texts, service: Hosts, *exchanges: Exchange) -> list[Block]:
    """Return what people read before they send their words to one of these exchanges."""
    lines = [texts("share.service", service=service.danger)] if service.danger else []
    if service.translation and any(each.translates_comments for each in exchanges):
        lines.append(texts("share.translation", service=service.translation))
    return [context_block(line) for line in lines]
