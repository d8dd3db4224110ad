"""Middleware: finds the actor of every request, and refuses other workspaces."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.context import Context
from bot.domain.actor import Actor, UsualLanguage
from bot.domain.errors import UserError
from bot.slack.clicks import Identify, Ids
from bot.slack.locales import Locales
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from storage import tenants

log = structlog.get_logger()

OF_NO_PERSON = {"app_uninstalled", "tokens_revoked"}
"""Events of an installation's end: their listeners need no actor, and no token."""


def register(app: AsyncApp, ctx: Context) -> Identify:
    """Put into the context of every request what listeners are handed by name, and return the function that does it.

    That is ctx, the actor, the workspace's client, and what features provide. A stranger reaches no listener: they can
    read and nothing more.
    """
    locales = Locales(ctx)

    async def identify(body: dict[str, Any], context: dict[str, Any], ids: Ids) -> BoltResponse | None:
        workspace = await _find_workspace(ctx, ids.enterprise_id, ids.team_id) if ids.team_id else None
        if workspace is not None and ctx.ready is not None:
            await ctx.ready(workspace)
        if workspace is None and (ids.team_id or ids.is_enterprise_install):
            return _refuse_other_workspace(ctx, body)
        if workspace is None or not ids.user_id:
            return BoltResponse(status=200, body="")  # nothing that anybody said: ssl checks, events of no person
        context.update(client=workspace.client, workspace=workspace)
        locale = await locales.find(workspace.tenant_id, ids.user_id)
        actor = context["actor"] = Actor(
            tenant_id=workspace.tenant_id,
            workspace=workspace.team_id,
            slack_user_id=ids.user_id,
            is_stranger=await _is_stranger(workspace, ids.user_id, home_team(body), ids.enterprise_id),
            locale=locale,
            usual=None if locale else UsualLanguage(await locales.find_usual(workspace.tenant_id)),
        )
        if actor.is_stranger:
            raise UserError("exchange.strangers")
        context.update(ctx.provided, ctx=ctx)
        return None

    async def find_actor(
        body: dict[str, Any],
        context: AsyncBoltContext,
        next: Callable[[], Awaitable[None]],  # noqa: A002 - Bolt hands arguments over by name
    ) -> BoltResponse | None:
        is_install = bool(context.is_enterprise_install)
        if event_type(body) in OF_NO_PERSON:
            await next()
            return None
        ids = Ids(team_of(body, context), context.enterprise_id or "", context.user_id, is_install)
        refused = await identify(body, context, ids)
        if refused is None:
            await next()
        return refused

    app.middleware(find_actor)
    return identify


async def _find_workspace(ctx: Context, enterprise_id: str, team_id: str) -> Workspace | None:
    """Return the workspace of a request, None where it is not served; one that joined an organisation stays itself."""
    known = ctx.workspaces.find(enterprise_id, team_id)
    if known is not None:
        return known
    workspace = ctx.workspaces.find_by_team(team_id) or await ctx.find_installed(enterprise_id, team_id)
    if workspace is None or workspace.identity.enterprise_id == enterprise_id:
        return workspace
    await ctx.storage.transact(
        lambda db: tenants.ensure(db, enterprise_id=enterprise_id, team_id=team_id, is_playground=ctx.is_playground)
    )
    return ctx.workspaces.move(workspace, enterprise_id)


def event_type(body: dict[str, Any]) -> str:
    """Return the type of an event, "" for anything else."""
    event = body.get("event")
    return str(event.get("type") or "") if isinstance(event, dict) else ""


def team_of(body: dict[str, Any], context: AsyncBoltContext) -> str | None:
    """Return the workspace in which something happened, None where the request does not say.

    Of an organisation-wide installation Bolt knows the organisation alone: the workspace is then the one that the
    payload names, and where it names none, as in a direct message, the person's own.
    """
    team_id = context.team_id
    if not context.is_enterprise_install or (team_id and not team_id.startswith("E")):
        return team_id
    parts = (body.get("team"), body.get("view"), body.get("user"))
    named = [body.get("team_id"), *(each.get("id" if at == 0 else "team_id") for at, each in enumerate(parts) if each)]
    return next((str(each) for each in named if isinstance(each, str) and each.startswith("T")), None)


def _refuse_other_workspace(ctx: Context, body: dict[str, Any]) -> BoltResponse:
    """Answer a request of a workspace that this bot does not serve.

    Raises UserError for a click or a command. An event is acknowledged, since nobody can be answered with a
    token of another workspace; the operator reads of it in the log, with how many there were.
    """
    kind = str(body.get("type") or "command")
    ctx.of_other_workspaces[kind] += 1
    log.error("request_of_another_workspace", kind=kind, count=ctx.of_other_workspaces[kind])
    if kind == "event_callback":
        return BoltResponse(status=200, body="")
    raise UserError("exchange.other_workspace")


async def _is_stranger(workspace: Workspace, slack_user_id: str, home: str | None, enterprise_id: str) -> bool:
    """Say whether a person is of another organisation.

    home: their home workspace or organisation, as far as the request says. In an Enterprise organisation it may be
    a sibling of ours, and Slack is asked. Raises UserError when it does not answer.
    """
    if home in {None, workspace.team_id} or (enterprise_id and home == enterprise_id):
        return False
    if not enterprise_id:
        return True
    try:
        profile = await workspace.profiles.ask(slack_user_id)
    except UnknownPersonError as error:
        raise UserError("exchange.person_unknown") from error
    return profile.is_stranger or profile.enterprise_id != enterprise_id


def home_team(body: dict[str, Any]) -> str | None:
    """Return the person's home workspace or organisation, as far as the request says; on Grid it may be a sibling."""
    event = body.get("event")
    if isinstance(event, dict):
        home = event.get("user_team") or event.get("source_team")
        return str(home) if home else None
    user = body.get("user")
    if isinstance(user, dict) and user.get("team_id"):
        return str(user["team_id"])
    return None
