"""Roles: who may moderate; read from the database and Slack at every act, never from what was clicked.

A stored moderator counts while Slack knows them as a full member: a person who became a guest or was deactivated
moderates no more, and is neither named nor written to. Acts that give power ask Slack now; all others accept an answer
of the last minute.
"""

import asyncio
from datetime import timedelta

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.policy import FOR_GUESTS, Act, may
from bot.domain.tools import RoleTools, WorkspaceTools
from bot.slack.profiles import FRESH, UnknownPersonError
from bot.texts import Texts
from storage import moderators
from storage.enums import Office

NOW = timedelta(0)
_MAX_NAMED = 10


async def get_role(ctx: RoleTools, actor: Actor) -> Office | None:
    """Return the actor's role, None without one and when Slack does not say. For what is shown, not for what is done.

    The admins of the workspace in Slack are owners here.
    """
    try:
        return await fetch_role(ctx, actor)
    except UnknownPersonError:
        return None


async def fetch_role(ctx: RoleTools, actor: Actor, *, max_age: timedelta = FRESH) -> Office | None:
    """Return the actor's role or None, by what Slack said at most so long ago. Raises UnknownPersonError.

    Strangers, bots and who left have none, guests only one that guests may have.
    """
    if actor.is_stranger:
        return None
    profile = await ctx.workspace(actor.tenant_id).profiles.ask(actor.slack_user_id, max_age=max_age)
    if profile.is_bot or profile.is_deleted or profile.is_stranger:
        return None
    if profile.is_admin and not profile.is_guest:
        return Office.OWNER
    async with ctx.storage.read() as db:
        role = await moderators.get_role(db, actor.tenant_id, actor.slack_user_id)
    return role if not profile.is_guest or role in FOR_GUESTS else None


async def can(ctx: RoleTools, actor: Actor, act: Act) -> bool:
    """Say whether the actor may do something; not when Slack does not say. For what is shown."""
    return may(await get_role(ctx, actor), act)


async def require(ctx: RoleTools, actor: Actor, act: Act) -> str:
    """Return the role. Raises UserError that names who may; what gives power is asked of Slack now."""
    role = await _role(ctx, actor, NOW if act is Act.OWN else FRESH)
    if role is not None and may(role, act):
        return role
    if act is Act.OWN:
        owners = await owners_text(ctx, actor.tenant_id, actor.texts)
        raise UserError("exchange.owners_only", moderators=owners)
    moderators = await moderators_text(ctx, actor.tenant_id, actor.texts)
    raise UserError("exchange.moderators_only", moderators=moderators)


async def require_moderator(ctx: RoleTools, actor: Actor) -> str:
    """Return the role of somebody who runs exchanges. Raises UserError that names who may."""
    return await require(ctx, actor, Act.RUN)


async def require_owner(ctx: RoleTools, actor: Actor) -> None:
    """Raise UserError when the actor is no owner, as Slack says now: these acts give power."""
    await require(ctx, actor, Act.OWN)


async def moderators_text(ctx: RoleTools, tenant_id: int, texts: Texts) -> str:
    """Return a sentence that names the moderators."""
    known = [slack_user_id for slack_user_id, _ in await list_present_moderators(ctx, tenant_id)]
    if not known:
        return texts("exchange.no_moderators")
    names = [f"<@{each}>" for each in known[:_MAX_NAMED]]
    if len(known) > _MAX_NAMED:
        return texts("exchange.many_moderators", names=", ".join(names), n=len(known) - _MAX_NAMED)
    return texts("exchange.moderators", names=names)


async def owners_text(ctx: RoleTools, tenant_id: int, texts: Texts) -> str:
    """Return a sentence that names owners, and where only Slack's admins are that, the moderators, who know them."""
    known = [slack_user_id for slack_user_id, is_owner in await list_present_moderators(ctx, tenant_id) if is_owner]
    if not known:
        return await moderators_text(ctx, tenant_id, texts)
    return texts("exchange.owners", names=[f"<@{each}>" for each in known[:_MAX_NAMED]])


async def list_present_moderators(ctx: RoleTools, tenant_id: int) -> list[tuple[str, bool]]:
    """Return (Slack id, is owner) of the stored moderators who are full members now, owners first.

    Where Slack does not answer, the person is kept: better somebody who may have left than nobody.
    """
    async with ctx.storage.read() as db:
        known = await moderators.list_all(db, tenant_id)
    there = await asyncio.gather(*(is_present(ctx, tenant_id, slack_user_id) for slack_user_id, _ in known))
    return [each for each, is_there in zip(known, there, strict=True) if is_there]


async def is_present(ctx: WorkspaceTools, tenant_id: int, slack_user_id: str) -> bool:
    """Say whether somebody is a full member of the workspace, as far as Slack says."""
    try:
        return (await ctx.workspace(tenant_id).profiles.ask(slack_user_id)).is_full_member
    except UnknownPersonError:
        return True


async def _role(ctx: RoleTools, actor: Actor, max_age: timedelta) -> Office | None:
    try:
        return await fetch_role(ctx, actor, max_age=max_age)
    except UnknownPersonError as error:
        raise UserError("exchange.role_unknown") from error
