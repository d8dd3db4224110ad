"""users.*, team.info, bots.info, auth.test and the like: who is who."""

from typing import TYPE_CHECKING

from bot.playground.events import enterprise
from bot.playground.events.objects import user_json
from bot.playground.state.errors import SlackError
from bot.playground.state.world import Json, Member
from bot.playground.web_api.dispatch import Args, method, need_team, page
from bot.playground.web_api.messages import SLACKBOT

if TYPE_CHECKING:
    from bot.playground.server import PlaygroundServer


def slackbot(town: "PlaygroundServer") -> Member:
    """Return Slack's own member of every workspace: users.list names it, and its `is_bot` is false."""
    return Member(SLACKBOT, "slackbot", "Slackbot", town.team_id)


@method("api.test", takes="none")
def api_test(_town: "PlaygroundServer", args: Args) -> Json:
    """Say that the API is there."""
    if args.has("error"):
        raise SlackError(args.text("error"), args=args.given)
    return {"args": args.given} if args.given else {}


@method("auth.test", takes="any")
def auth_test(town: "PlaygroundServer", _args: Args) -> Json:
    """Say whose token this is."""
    return {
        "url": f"{town.url}/",
        "user": town.manifest.bot_name.lower(),
        "user_id": town.bot_user_id,
        "bot_id": town.bot_id,
        "app_id": town.app_id,
        "app_name": town.manifest.name,
        **enterprise.of_token(town),
    }


@method("auth.teams.list")
def list_teams(town: "PlaygroundServer", args: Args) -> Json:
    """Return the workspaces in which the app is installed: all of the organisation's for an org-wide app."""
    found = enterprise.workspaces(town) if enterprise.is_org_wide(town) else {town.team_id: town.world.name}
    shown, more = page([{"id": team, "name": name} for team, name in found.items()], args, default=100)
    return {"teams": shown, "response_metadata": more}


@method("apps.connections.open", takes="app")
def open_connection(town: "PlaygroundServer", _args: Args) -> Json:
    """Return the address of a Socket Mode connection."""
    return {"url": town.sockets.ticket()}


@method("oauth.v2.access", takes="none")
def oauth_access(town: "PlaygroundServer", args: Args) -> Json:
    """Exchange a code for a token."""
    if args.text("client_id") != town.client_id:
        raise SlackError("invalid_client_id")
    if args.text("client_secret") != town.client_secret:
        raise SlackError("bad_client_secret")
    user = town.take_oauth_code(args.text("code"))
    if user is None:
        raise SlackError("invalid_code")
    org, is_org_wide = town.enterprise, enterprise.is_org_wide(town)
    return {
        "access_token": town.bot_token,
        "token_type": "bot",
        "scope": ",".join(sorted(town.manifest.scopes)),
        "bot_user_id": town.bot_user_id,
        "app_id": town.app_id,
        "team": None if is_org_wide else {"id": town.team_id, "name": town.world.name},
        "enterprise": {"id": org.id, "name": org.name} if org is not None else None,
        "is_enterprise_install": is_org_wide,
        "authed_user": {"id": user},
    }


@method("users.info", scope="users:read")
def user_info(town: "PlaygroundServer", args: Args) -> Json:
    """Return somebody."""
    wanted = args.needed("user")
    member = slackbot(town) if wanted == SLACKBOT else town.world.members.get(wanted)
    if member is None:
        raise SlackError("user_not_found")
    return {"user": user_json(town, member, locale=args.flag("include_locale"))}


@method("users.list", scope="users:read")
def user_list(town: "PlaygroundServer", args: Args) -> Json:
    """Return everybody, page by page."""
    need_team(town, args)
    shown, more = page([*town.world.members.values(), slackbot(town)], args, default=200)
    locale = args.flag("include_locale")
    return {
        "members": [user_json(town, each, locale=locale) for each in shown],
        "cache_ts": int(town.world.clock()),
        "response_metadata": more,
    }


@method("users.lookupByEmail", scope="users:read.email")
def user_by_email(town: "PlaygroundServer", args: Args) -> Json:
    """Return whom an address belongs to; here NAME@TEAM-DOMAIN.example."""
    name = args.needed("email").partition("@")[0]
    member = next((each for each in town.world.members.values() if each.name == name), None)
    if member is None:
        raise SlackError("users_not_found")
    return {"user": user_json(town, member)}


@method("users.profile.get", scope="users.profile:read")
def user_profile(town: "PlaygroundServer", args: Args) -> Json:
    """Return the profile of somebody, unnamed: of the app. Nobody here has fields of the workspace's own."""
    wanted = args.text("user") or town.bot_user_id
    member = slackbot(town) if wanted == SLACKBOT else town.world.members.get(wanted)
    if member is None:
        raise SlackError("user_not_found")
    status = {"status_text": "", "status_emoji": "", "status_emoji_display_info": [], "status_expiration": 0}
    return {"profile": user_json(town, member)["profile"] | {"fields": {}} | status}


@method("usergroups.list", scope="usergroups:read")
def list_user_groups(town: "PlaygroundServer", args: Args) -> Json:
    """Return the user groups: there are none in this workspace."""
    need_team(town, args)
    return {"usergroups": []}


@method("team.info", scope="team:read")
def team_info(town: "PlaygroundServer", args: Args) -> Json:
    """Return the workspace."""
    wanted, known = args.text("team", town.team_id), enterprise.workspaces(town)
    if wanted not in known:
        raise SlackError("team_not_found")
    team = {"id": wanted, "name": known[wanted], "domain": town.domain, "email_domain": ""}
    org = town.enterprise
    return {"team": team | ({"enterprise_id": org.id, "enterprise_name": org.name} if org is not None else {})}


@method("bots.info", scope="users:read")
def bot_info(town: "PlaygroundServer", args: Args) -> Json:
    """Return a bot."""
    wanted = args.text("bot", town.bot_id)
    member = town.world.members.get(town.world.bots.get(wanted, ""))
    if member is None:
        raise SlackError("bot_not_found")
    own = wanted == town.bot_id
    bot: Json = {"id": wanted, "deleted": False, "name": member.real_name, "updated": 0, "user_id": member.id}
    return {"bot": bot | ({"app_id": town.app_id} if own else {}) | {"icons": {}}}
