"""users.*, usergroups.*, team.info, bots.info, auth.test, auth.teams.list, apps.connections.open, api.test."""

from bot.playground.context import PlaygroundContext
from bot.playground.events import enterprise
from bot.playground.events.objects import user_group_json, user_json
from bot.playground.state.errors import SlackError
from bot.playground.state.models import Json, Member
from bot.playground.web_api.dispatch import Args, method, paginate, require_team
from bot.playground.web_api.messages import SLACKBOT


def slackbot(context: PlaygroundContext) -> Member:
    """Return Slackbot, which users.list contains with `is_bot` false."""
    return Member(SLACKBOT, "slackbot", "Slackbot", context.team_id)


@method("api.test", accepts="none")
def api_test(_context: PlaygroundContext, args: Args) -> Json:
    """Answer with the arguments, or with the error asked for."""
    if args.has("error"):
        raise SlackError(args.text("error"), args=args.given)
    return {"args": args.given} if args.given else {}


@method("auth.test", accepts="any")
def auth_test(context: PlaygroundContext, _args: Args) -> Json:
    """Return the owner of the token."""
    return {
        "url": f"{context.address.url}/",
        "user": context.manifest.bot_name.lower(),
        "user_id": context.app.bot_user_id,
        "bot_id": context.app.bot_id,
        "app_id": context.app.app_id,
        "app_name": context.manifest.name,
        **enterprise.token_fields(context),
    }


@method("auth.teams.list")
def list_teams(context: PlaygroundContext, args: Args) -> Json:
    """Return the workspaces in which the app is installed: all of the organisation's for an org-wide app."""
    found = (
        enterprise.list_workspaces(context)
        if enterprise.is_org_wide(context)
        else {context.team_id: context.world.name}
    )
    shown, more = paginate([{"id": team, "name": name} for team, name in found.items()], args, default=100)
    return {"teams": shown, "response_metadata": more}


@method("apps.connections.open", accepts="app")
def open_connection(context: PlaygroundContext, _args: Args) -> Json:
    """Return the address of a Socket Mode connection."""
    return {"url": context.sockets.ticket()}


@method("users.info", scope="users:read")
def user_info(context: PlaygroundContext, args: Args) -> Json:
    """Return a user."""
    wanted = args.required("user")
    member = slackbot(context) if wanted == SLACKBOT else context.world.members.get(wanted)
    if member is None:
        raise SlackError("user_not_found")
    return {"user": user_json(context, member, locale=args.flag("include_locale"))}


@method("users.list", scope="users:read")
def user_list(context: PlaygroundContext, args: Args) -> Json:
    """Return all users, in pages."""
    require_team(context, args)
    shown, more = paginate([*context.world.members.values(), slackbot(context)], args, default=200)
    locale = args.flag("include_locale")
    return {
        "members": [user_json(context, each, locale=locale) for each in shown],
        "cache_ts": int(context.world.clock()),
        "response_metadata": more,
    }


@method("users.lookupByEmail", scope="users:read.email")
def user_by_email(context: PlaygroundContext, args: Args) -> Json:
    """Return the user of an address, NAME@ANYTHING."""
    name = args.required("email").partition("@")[0]
    member = next((each for each in context.world.members.values() if each.name == name), None)
    if member is None:
        raise SlackError("users_not_found")
    return {"user": user_json(context, member)}


@method("users.profile.get", scope="users.profile:read")
def user_profile(context: PlaygroundContext, args: Args) -> Json:
    """Return the profile of a user (default: the app), without custom fields."""
    wanted = args.text("user") or context.app.bot_user_id
    member = slackbot(context) if wanted == SLACKBOT else context.world.members.get(wanted)
    if member is None:
        raise SlackError("user_not_found")
    status = {"status_text": "", "status_emoji": "", "status_emoji_display_info": [], "status_expiration": 0}
    return {"profile": user_json(context, member)["profile"] | {"fields": {}} | status}


@method("usergroups.list", scope="usergroups:read")
def list_user_groups(context: PlaygroundContext, args: Args) -> Json:
    """Return the user groups, those that were switched off only where they are asked for."""
    require_team(context, args)
    shown = [each for each in context.world.user_groups.values() if not each.deleted or args.flag("include_disabled")]
    return {
        "usergroups": [
            user_group_json(context, each, has_users=args.flag("include_users"), has_count=args.flag("include_count"))
            for each in shown
        ]
    }


@method("usergroups.users.list", scope="usergroups:read")
def list_users_of_group(context: PlaygroundContext, args: Args) -> Json:
    """Return the ids of a user group's members, without pages, as Slack does."""
    require_team(context, args)
    group = context.world.user_groups.get(args.required("usergroup"))
    if group is None or (group.deleted and not args.flag("include_disabled")):
        raise SlackError("no_such_subteam")
    return {"users": list(group.members)}


@method("team.info", scope="team:read")
def team_info(context: PlaygroundContext, args: Args) -> Json:
    """Return the workspace."""
    wanted, known = args.text("team", context.team_id), enterprise.list_workspaces(context)
    if wanted not in known:
        raise SlackError("team_not_found")
    team = {"id": wanted, "name": known[wanted], "domain": context.world.domain, "email_domain": ""}
    org = context.enterprise
    return {"team": team | ({"enterprise_id": org.id, "enterprise_name": org.name} if org is not None else {})}


@method("bots.info", scope="users:read")
def bot_info(context: PlaygroundContext, args: Args) -> Json:
    """Return a bot."""
    wanted = args.text("bot", context.app.bot_id)
    member = context.world.members.get(context.world.bots.get(wanted, ""))
    if member is None:
        raise SlackError("bot_not_found")
    own = wanted == context.app.bot_id
    bot: Json = {"id": wanted, "deleted": False, "name": member.real_name, "updated": 0, "user_id": member.id}
    return {"bot": bot | ({"app_id": context.app.app_id} if own else {}) | {"icons": {}}}
