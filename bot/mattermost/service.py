"""Mattermost as the bot starts and stops it: who the bot is there, its workspace, its routes and its events."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import ClientSession, web

from bot.context import Context
from bot.mattermost.alerts import ANSWERED
from bot.mattermost.api import API_ERRORS, Api, ApiError
from bot.mattermost.events import Events
from bot.mattermost.platform import JOBS, Platform
from bot.mattermost.posts import Posts, Team
from bot.mattermost.proofs import Seals, Triggers, WrongKeyError
from bot.mattermost.requests import Requests
from bot.mattermost.web import MattermostWeb
from bot.slack.workspaces import Identity, Workspace
from storage import tenants

_TRIES = 6
_UNKNOWN_TOKEN, _FAULT = 401, 500


class MattermostError(Exception):
    """Mattermost cannot be used as it is set up. The message names the setting and the cure."""


@dataclass(frozen=True, slots=True)
class Account:
    """What the operator set up. url: of their server; team: its name; base_url: of ours, as Mattermost reaches it."""

    url: str
    token: str
    team: str
    command_token: str
    base_url: str


@dataclass(frozen=True, slots=True)
class Mattermost:
    """A team of a server that is served."""

    platform: Platform
    events: Events
    routes: Sequence[web.RouteDef]

    async def start(self) -> None:
        """Listen to events."""
        await self.events.start()

    async def stop(self) -> None:
        """Listen no longer."""
        await self.events.stop()


async def connect(ctx: Context, session: ClientSession, account: Account) -> Mattermost:
    """Return a team as the server says who the bot is there, and serve it; its tenant is made when it is new.

    Raises MattermostError.
    """
    api = Api(account.url, account.token, session)
    team, public_key = await _ask_patiently(api, account)
    try:
        triggers = Triggers(public_key)
    except WrongKeyError as error:
        raise MattermostError("STARLING_MATTERMOST_URL: this server gives no key with which it signs clicks") from error
    tenant_id = await ctx.storage.transact(
        lambda db: tenants.ensure(db, enterprise_id="", team_id=team.team_id, is_playground=ctx.is_playground)
    )
    seals = Seals(ctx.tenant_key(tenant_id).cipher("mattermost"))
    posts = Posts(seals, account.base_url, ANSWERED.__contains__)
    client = MattermostWeb(api, team, posts, ctx.metrics.count_slack_error)
    identity = Identity(enterprise_id="", team_id=team.team_id, bot_id=team.bot_id, bot_user_id=team.bot_id)
    workspace = Workspace.build(tenant_id, identity, client, ctx.outbox, ctx.clock, jobs=JOBS)
    ctx.workspaces.add(workspace)
    platform = Platform(ctx, api, client, posts, seals, triggers, workspace, account.command_token)
    requests = Requests(platform, ctx.metrics.count_refusal)
    return Mattermost(platform, Events(platform, session), requests.routes)


async def find_team(session: ClientSession, account: Account) -> Team:
    """Return the team that is served, and who the bot is there. Raises MattermostError."""
    team, _ = await _ask_patiently(Api(account.url, account.token, session), account)
    return team


async def _ask_patiently(api: Api, account: Account) -> tuple[Team, str]:
    """Return the team, and the key with which the server signs. Raises MattermostError."""
    for attempt in range(1, _TRIES + 1):
        try:
            return await _ask(api, account)
        except API_ERRORS as error:
            if isinstance(error, ApiError) and error.status == _UNKNOWN_TOKEN:
                raise MattermostError("STARLING_MATTERMOST_TOKEN is wrong: copy the bot's token again") from error
            if isinstance(error, ApiError) and error.status < _FAULT:
                msg = "STARLING_MATTERMOST_TEAM: the bot is in no team of this name; add it to the team"
                raise MattermostError(msg) from error
            if attempt == _TRIES:
                raise MattermostError("STARLING_MATTERMOST_URL cannot be reached: look at the address") from error
        await asyncio.sleep(0.2 * 2**attempt)
    raise AssertionError


async def _ask(api: Api, account: Account) -> tuple[Team, str]:
    me = await api.get("/users/me")
    found = await api.get(f"/teams/name/{account.team}")
    await api.get(f"/teams/{found['id']}/members/{me['id']}")
    config = await api.get("/config/client", format="old")
    return Team(str(found["id"]), str(me["id"])), str(config.get("AsymmetricSigningPublicKey") or "")
