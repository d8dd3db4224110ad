"""Installations: the tokens that the bot was given, each checked at Slack and made a workspace to serve."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from aiohttp import ClientConnectionError, ClientSession, web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.context import Context
from bot.installs.routes import routes
from bot.installs.served import Served
from bot.installs.store import InstallationStore
from bot.settings import ORG_WIDE, Settings, SettingsError
from bot.slack.client import error_code, make_client
from bot.slack.refusals import WRONG_TOKEN
from bot.slack.sign_in import SignIn
from bot.slack.workspaces import Identity, Workspace
from storage import tenants
from storage.problems import DatabaseUnusableError, explained

if TYPE_CHECKING:
    from bot.mattermost.service import Account

CALL_S = 10
"""Seconds of one call to Slack."""

OTHER_SORT = "DATABASE_URL names a database of the other sort (playground or real workspace): choose another one"

_START_TRIES = 6


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation of the app in a workspace."""

    token: str = field(repr=False)
    api_url: str

    @classmethod
    def of(cls, settings: Settings) -> "Installation":
        """Return the one installation of the settings."""
        return cls(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)


async def connect(ctx: Context, session: ClientSession, installation: Installation) -> Workspace:
    """Return the workspace of an installation, as Slack says who the bot is there; its tenant is made when it is new.

    Raises SettingsError when the token is wrong, Slack or the database cannot be used, or the database holds another
    sort of workspace.
    """
    client = make_client(installation.token, installation.api_url, session, ctx.metrics.count_slack_error)
    identity = await _identify(client)
    try:
        with explained(ctx.storage.url):
            tenant_id = await ctx.storage.transact(
                lambda db: tenants.ensure(
                    db,
                    enterprise_id=identity.enterprise_id,
                    team_id=identity.team_id,
                    is_playground=ctx.is_playground,
                )
            )
    except DatabaseUnusableError as error:
        msg = f"DATABASE_URL: {error}"
        raise SettingsError(msg) from error
    except tenants.OtherWorkspaceError as error:
        raise SettingsError(OTHER_SORT) from error
    return Workspace.build(tenant_id, identity, client, ctx.outbox, ctx.clock)


async def _identify(client: AsyncWebClient) -> Identity:
    for attempt in range(1, _START_TRIES + 1):
        try:
            found = await client.auth_test()
            break
        except SlackApiError as error:
            reason = error_code(error) or "no reason"
            if reason in WRONG_TOKEN:
                msg = f"SLACK_BOT_TOKEN is wrong: Slack says {reason}. Copy it again from OAuth & Permissions"
                raise SettingsError(msg) from error
            if attempt == _START_TRIES:
                msg = f"Slack cannot be used now: auth.test says {reason}. Try again later"
                raise SettingsError(msg) from error
        except (ClientConnectionError, TimeoutError, OSError) as error:
            if attempt == _START_TRIES:
                raise SettingsError("SLACK_API_URL cannot be reached: look at the network, or the address") from error
        await asyncio.sleep(0.2 * 2**attempt)
    if found.get("is_enterprise_install"):
        raise SettingsError(ORG_WIDE)
    return Identity(
        enterprise_id=found.get("enterprise_id") or "",
        team_id=found["team_id"],
        bot_id=found.get("bot_id") or "",
        bot_user_id=found["user_id"],
    )


class Platform(Protocol):
    """Another chat platform than Slack, as far as the assembly starts and stops it."""

    @property
    def routes(self) -> Sequence[web.RouteDef]:
        """What it is asked by, on our web server."""
        ...

    async def start(self) -> None:
        """Listen to what happens there."""

    async def stop(self) -> None:
        """Listen no longer."""


async def connect_mattermost(ctx: Context, session: ClientSession, settings: Settings) -> Platform | None:
    """Serve a Mattermost server too, where one is set; its code is loaded only then.

    Raises SettingsError when it cannot be used as it is set up, or the database is of the other sort.
    """
    if not settings.starling_mattermost_url:
        return None
    from bot.mattermost.service import MattermostError
    from bot.mattermost.service import connect as connect_team

    try:
        return await connect_team(ctx, session, account_of(settings))
    except MattermostError as error:
        raise SettingsError(str(error)) from error
    except tenants.OtherWorkspaceError as error:
        raise SettingsError(OTHER_SORT) from error


def account_of(settings: Settings) -> "Account":
    """Return what the operator set up of Mattermost."""
    from bot.mattermost.service import Account

    return Account(
        settings.starling_mattermost_url,
        settings.starling_mattermost_token.get_secret_value(),
        settings.starling_mattermost_team,
        settings.starling_mattermost_command_token.get_secret_value(),
        settings.starling_base_url,
    )


@dataclass(frozen=True, slots=True)
class Installs:
    """What keeps the installations. served and job: None where the one token is in the environment."""

    store: InstallationStore
    served: Served | None = None
    pages: Sequence[web.RouteDef] = ()


def make_installs(ctx: Context, session: ClientSession, settings: Settings) -> Installs:
    """Return what keeps the installations, by what the settings ask for."""
    limits: Any = {"allowed": settings.allowed_workspaces, "kept_days": settings.workspace_kept_days}
    if not settings.serves_many:
        return Installs(InstallationStore(ctx, None, **limits))
    app = {"client_id": settings.slack_client_id, "client_secret": settings.slack_client_secret.get_secret_value()}
    served = Served(ctx, session, settings.slack_api_url, kept_days=settings.workspace_kept_days, **app)
    store = InstallationStore(ctx, served, **limits)
    return Installs(store, served, routes(ctx, store, session, settings.slack_api_url, **app))


def sign_in_of(settings: Settings, session: ClientSession) -> SignIn | None:
    """Return what it takes to sign people in, None where the operator did not set it up."""
    if not settings.can_sign_in:
        return None
    return SignIn(
        settings.slack_client_id,
        settings.slack_client_secret.get_secret_value(),
        settings.starling_base_url,
        make_client("", settings.slack_api_url, session),
    )
