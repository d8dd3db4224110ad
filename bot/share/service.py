"""The operator's own service that looks for danger: whether a workspace's comments go to it, and what forms say."""

from bot.context import Context
from bot.domain.actor import Actor
from bot.slack.blocks import Block, context_block
from bot.texts import Texts
from storage import ai_usage
from storage.session import Db


async def find_service(ctx: Context, db: Db, tenant_id: int) -> str:
    """Return the host that new comments go to, "" where none is set up or no owner of the workspace allowed it."""
    host = ctx.services.danger
    return host if host and await ai_usage.has_ai_consent(db, tenant_id, host) else ""


async def read_service(ctx: Context, actor: Actor) -> str:
    """Return the same for a form that somebody opens; the database is asked only where there is a service."""
    if not ctx.services.danger:
        return ""
    async with ctx.storage.read() as db:
        return await find_service(ctx, db, actor.tenant_id)


def service_note(texts: Texts, service: str) -> list[Block]:
    """Return what people read before they send their words. service: the host, "" for none."""
    return [context_block(texts("share.service", service=service))] if service else []
