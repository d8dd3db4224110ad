"""Assembly: the only module that knows every room."""

import asyncio
from dataclasses import dataclass
from functools import partial
from random import Random, SystemRandom

import structlog
from aiohttp import ClientConnectionError, ClientSession, ClientTimeout, TCPConnector
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import ai_providers
from bot.ai import listeners as ai
from bot.context import Clock, Context, utc_now
from bot.digest import job as digest_job
from bot.digest import listeners as digest
from bot.domain.event_cleanup import ProcessedEventCleanup
from bot.exchanges import job as exchanges_job
from bot.exchanges import listeners as exchanges
from bot.exchanges.invitations import Invitations
from bot.help import listeners as help_listeners
from bot.home import listeners as home
from bot.http.server import Check, Server, make_app
from bot.http.slack_requests import SlackRequests
from bot.http.socket_mode import Socket
from bot.keys import Keyring
from bot.log import log_of_bolt
from bot.moderate import listeners as moderate
from bot.moderate.alerts import Alerts
from bot.rate import listeners as rate
from bot.results import listeners as results
from bot.scheduler import Scheduler
from bot.scores.job import ScoreRuns
from bot.settings import ORG_WIDE, Settings, SettingsError
from bot.share import listeners as share
from bot.slack import commands, errors, middleware
from bot.slack.client import make_client
from bot.slack.deadlines import stretched
from bot.slack.directory import Directory
from bot.slack.membership import Membership
from bot.slack.outbox import Outbox
from bot.slack.profiles import Profiles
from bot.themes import listeners as themes
from bot.themes.job import ThemeChecks
from bot.themes.runs import ThemeRuns
from bot.worker import Worker, findings_in_worker, follow_in_worker, split_in_worker
from storage import tenants
from storage.problems import DatabaseUnusableError, explained
from storage.session import Storage

log = structlog.get_logger()

TICK_S = 5.0
_CALL_S = 10  # for one call to Slack
_START_TRIES = 6
_SCORES_S = 6.0  # that a digest waits for scores
_WRONG_TOKEN = {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom Slack says the bot is."""

    enterprise_id: str
    team_id: str
    bot_id: str
    bot_user_id: str


class Starling:
    """The whole bot: built by `assemble`, then started and stopped once."""

    def __init__(
        self,
        settings: Settings,
        ctx: Context,
        bolt: AsyncApp,
        scheduler: Scheduler,
        worker: Worker,
        runs: ThemeRuns,
        session: ClientSession,
        tenant_id: int,
    ) -> None:
        self.settings = settings
        self.context = ctx
        self.bolt = bolt
        self.scheduler = scheduler
        self.worker = worker
        self._runs = runs
        self.tenant_id = tenant_id
        self._session = session
        uses_socket = settings.uses_socket
        self._socket = Socket(bolt, settings.slack_app_token.get_secret_value(), ctx.web) if uses_socket else None
        secret = settings.slack_signing_secret.get_secret_value()
        self._server = Server(make_app(None if uses_socket else SlackRequests(bolt, secret), self._checks()))

    @property
    def port(self) -> int:
        """The port that the web server listens at."""
        return self._server.port

    async def start(self) -> None:
        """Listen and tick. Raises OSError when the port is taken."""
        await self._server.start(self.settings.starling_host, self.settings.starling_port)
        if self._socket:
            await self._socket.start()
        self.scheduler.start()
        log.info("started", port=self.port, socket=self._socket is not None)

    async def stop(self) -> None:
        """Take nothing more in, finish what was begun, close."""
        if self._socket:
            await self._socket.stop()
        await self._server.stop()
        self._runs.stop()
        await self.worker.close()  # first: a job that runs may wait for it
        await self.scheduler.stop()
        await self.context.outbox.close()
        await self._session.close()
        await self.context.storage.close()
        log.info("stopped")

    def _checks(self) -> dict[str, Check]:
        async def database() -> None:
            async with self.context.storage.read() as db:
                await tenants.holds_real_workspace(db)

        async def slack() -> None:
            await self.context.web.auth_test()
            if self._socket:
                await self._socket.check()

        return {"database": database, "slack": slack}


async def assemble(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    rng: Random | None = None,
    tick_s: float = TICK_S,
) -> Starling:
    """Build the bot on a database whose schema is up to date.

    Raises SettingsError when a token is wrong, or the database holds another sort of workspace.
    """
    storage = Storage(settings.database_url)
    session = ClientSession(connector=TCPConnector(limit=100), timeout=ClientTimeout(total=stretched(_CALL_S)))
    token = settings.slack_bot_token.get_secret_value()
    web = make_client(token, settings.slack_api_url, session, seconds=int(stretched(_CALL_S)))
    outbox, profiles = Outbox(session, web), Profiles(web, clock)
    try:
        identity = await _identify(web)
        ctx = Context(
            storage=storage,
            keys=Keyring(settings.secret_key()),
            web=web,
            outbox=outbox,
            profiles=profiles,
            membership=Membership(web, profiles, outbox, clock),
            directory=Directory(web, outbox, clock),
            is_playground=settings.is_playground,
            clock=clock,
            rng=rng or SystemRandom(),
            base_url=settings.starling_base_url,
            services=settings.services,
            wake=lambda: scheduler.wake(),  # noqa: PLW0108 - the scheduler is made below
            alert=lambda: outbox.spawn(reports.tick(), "alert"),  # and so are they
        )
        bolt = _bolt(web, identity, token)
        errors.register(bolt, ctx)
        workspaces = middleware.register(bolt, ctx, identity.team_id)
        try:
            with explained(storage.url):
                tenant_id = await workspaces.tenant_id(identity.enterprise_id, identity.team_id)
        except DatabaseUnusableError as error:
            msg = f"DATABASE_URL: {error}"
            raise SettingsError(msg) from error
        except tenants.OtherWorkspaceError as error:
            raise SettingsError(
                "DATABASE_URL names a database of the other sort (playground or real workspace): choose another one"
            ) from error
        subcommands = commands.register(bolt, ctx)
        rate.register(bolt, ctx, subcommands)
        help_listeners.register(bolt, ctx)
        share.register(bolt, ctx, subcommands)
        moderate.register(bolt, subcommands)
        home.register(bolt, ctx, subcommands)
        worker = Worker()
        score_runs = ScoreRuns(ctx, partial(findings_in_worker, worker))
        runs = ThemeRuns(
            ctx,
            partial(follow_in_worker, worker, is_multilingual=settings.themes_multilingual),
            embed=ai_providers.embedder(settings, ctx, session, worker),
            write=ai_providers.writer(settings, ctx, session),
            score=partial(score_runs.fitted, wait=stretched(_SCORES_S)),
        )
        ai.register(bolt, subcommands)
        digest.register(bolt, ctx, subcommands, runs)
        themes.register(bolt, ctx, subcommands, partial(split_in_worker, worker))
        results.register(bolt, subcommands)
        exchanges.register(bolt, subcommands)
        invitations = Invitations(ctx, tenant_id, identity.team_id)
        reports = Alerts(ctx, tenant_id, identity.team_id)
        theme_checks = ThemeChecks(ctx, runs)
        scheduler = Scheduler(
            {
                "alerts": reports.tick,
                "cleanup": ProcessedEventCleanup(ctx, tenant_id).tick,
                "exchanges": lambda: exchanges_job.tick(ctx, tenant_id),
                "invitations": invitations.tick,
                "scores": lambda: score_runs.tick(tenant_id),
                "themes": lambda: theme_checks.tick(tenant_id),
                "digests": lambda: digest_job.tick(ctx, tenant_id, runs),
            },
            seconds=tick_s,
        )
    except BaseException:
        await session.close()
        await storage.close()
        raise
    return Starling(settings, ctx, bolt, scheduler, worker, runs, session, tenant_id)


def _bolt(web: AsyncWebClient, identity: Identity, token: str) -> AsyncApp:
    async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        # One workspace, known from the start: no auth.test on a cold burst. bot/slack/middleware.py refuses
        # another one, and can say so to the person.
        _ = (enterprise_id, team_id, user_id)
        return AuthorizeResult(
            enterprise_id=identity.enterprise_id,
            team_id=identity.team_id,
            bot_token=token,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
        )

    return AsyncApp(
        name="starling",  # else Bolt reads the source of every caller to find one, which takes longer than all the rest
        logger=log_of_bolt(),
        client=web,
        authorize=authorize,
        request_verification_enabled=False,  # bot/http verifies, before anything is parsed
        # The answer goes out when the listener returns, so after its commit: what was not kept is not acknowledged.
        process_before_response=True,
        raise_error_for_unhandled_request=True,  # bot/slack/errors.py answers these too
    )


async def _identify(web: AsyncWebClient) -> Identity:
    for attempt in range(1, _START_TRIES + 1):
        try:
            found = await web.auth_test()
            break
        except SlackApiError as error:
            reason = errors.slack_reason(error) or "no reason"
            if reason in _WRONG_TOKEN:
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
