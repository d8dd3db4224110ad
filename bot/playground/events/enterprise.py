"""Enterprise Grid: an organisation, its workspaces, and how payloads name both.

A person's `user.team_id` is their home workspace, even when they act in a sibling workspace (bolt-js #1875). The
`team_id` of a command and the `team.id` of a click are the workspace in which it happened. An app that is installed for
the whole organisation gets `is_enterprise_install: true`, and `team: null` where something happened in no conversation.
"""

from bot.playground.context import PlaygroundContext
from bot.playground.state.models import Channel, Json, Member


def enterprise_id(context: PlaygroundContext) -> str | None:
    """Return the id of the organisation, or None where the workspace is in none."""
    return context.enterprise.id if context.enterprise is not None else None


def is_org_wide(context: PlaygroundContext) -> bool:
    """Return whether the app is installed for a whole organisation."""
    return context.enterprise is not None and context.enterprise.is_org_wide


def list_workspaces(context: PlaygroundContext) -> dict[str, str]:
    """Return {id: name} of this workspace and its siblings, this one first."""
    siblings = context.enterprise.siblings if context.enterprise is not None else {}
    return {context.team_id: context.world.name, **siblings}


def get_team_id(context: PlaygroundContext, channel: Channel | None, member: Member | None) -> str:
    """Return the workspace of an act: the channel's; in a DM of an org-wide app, the person's home workspace."""
    if channel is not None and channel.team_id:
        return channel.team_id
    if is_org_wide(context) and (channel is None or channel.kind == "im") and member is not None:
        return member.team_id if member.team_id in list_workspaces(context) else context.team_id
    return context.team_id


def interaction_fields(context: PlaygroundContext, channel: Channel | None, member: Member) -> Json:
    """Return `team`, `enterprise` and `is_enterprise_install` of a click, a submission or a shortcut."""
    org = context.enterprise
    if org is None:
        return {
            "team": {"id": context.team_id, "domain": context.world.domain},
            "enterprise": None,
            "is_enterprise_install": False,
        }
    team: Json | None = None
    if channel is not None or not org.is_org_wide:
        team = {
            "id": get_team_id(context, channel, member),
            "domain": context.world.domain,
            "enterprise_id": org.id,
            "enterprise_name": org.name,
        }
    return {
        "team": team,
        "enterprise": {"id": org.id, "name": org.name},
        "is_enterprise_install": org.is_org_wide,
    }


def command_fields(context: PlaygroundContext, channel: Channel, member: Member) -> dict[str, str]:
    """Return the fields of a slash command that name its workspace."""
    fields = {
        "team_id": get_team_id(context, channel, member),
        "team_domain": context.world.domain,
        "is_enterprise_install": "true" if is_org_wide(context) else "false",
    }
    org = context.enterprise
    return fields if org is None else fields | {"enterprise_id": org.id, "enterprise_name": org.name}


def event_fields(context: PlaygroundContext, channel: Channel | None, member: Member | None) -> Json:
    """Return the fields of an event's envelope that name its workspace and its installation."""
    team, org_id = get_team_id(context, channel, member), enterprise_id(context)
    installed_for = {
        "enterprise_id": org_id,
        "team_id": None if is_org_wide(context) else context.team_id,
        "user_id": context.app.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": is_org_wide(context),
    }
    fields: Json = {"team_id": team, "context_team_id": team, "context_enterprise_id": org_id}
    return fields | ({"enterprise_id": org_id} if org_id else {}) | {"authorizations": [installed_for]}


def token_fields(context: PlaygroundContext) -> Json:
    """Return the owner fields of auth.test: for an org-wide token `team_id` is the organisation's id."""
    org = context.enterprise
    facts: Json = {"team": context.world.name, "team_id": context.team_id, "is_enterprise_install": False}
    if org is None:
        return facts
    if org.is_org_wide:
        facts = {"team": org.name, "team_id": org.id, "is_enterprise_install": True}
    return facts | {"enterprise_id": org.id}
