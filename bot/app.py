"""Assembly: puts the whole bot together, but for the listeners (bot/bolt.py), and starts and stops it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from random import Random, SystemRandom

import structlog
from aiohttp import ClientSession, ClientTimeout, TCPConnector
from slack_sdk.web.async_client import AsyncWebClient

from bot import ai_providers
from bot.bolt import make_bolt, register_listeners
from bot.context import Clock, Context, utc_now
from bot.digest.composer import DigestComposer
from bot.digest.due import redact_withdrawn
from bot.domain.danger_looks import Classify, DangerLooks
from bot.domain.pace import Pace
from bot.domain.topic_hints import FindOffTopic, TopicHints
from bot.health_checks import make_health
from bot.home.own_results_page import routes as personal_pages
from bot.http.dispatch import Dispatch
from bot.http.server import Server, make_app
from bot.http.slack_requests import SlackRequests
from bot.http.socket_mode import Socket
from bot.installations import (
    CALL_S,
    Installation,
    Installs,
    Platform,
    connect,
    connect_mattermost,
    make_installs,
    sign_in_of,
)
from bot.installs.served import Served
from bot.jobs import make_jobs
from bot.keys import Keyring
from bot.measures import Measures
from bot.metrics import Metrics
from bot.results.routes import routes as results_pages
from bot.safety.webhook import DangerWebhook, make_webhook
from bot.scheduler import Job, Scheduler
from bot.scores.job import ScoreRuns
from bot.settings import Settings
from bot.share.translating import Translations
from bot.slack.client import make_client
from bot.slack.deadlines import stretched
from bot.slack.outbox import Outbox
from bot.slack.workspaces import Workspace, Workspaces
from bot.themes.runs import ThemeRuns
from bot.worker import (
    Worker,
    choose_in_worker,
    cover_in_worker,
    danger_in_worker,
    encoder,
    findings_in_worker,
    follow_in_worker,
    languages_alone_in_worker,
    languages_in_worker,
    off_topic_in_worker,
)
from storage.session import Storage

log = structlog.get_logger()

TICK_S = 5.0
_SCORES_S = 6.0  # that a digest waits for scores


class Starling:
    """The whole bot: built by `assemble`, then started and stopped once."""

    def __init__(
        self,
        settings: Settings,
        ctx: Context,
        dispatch: Dispatch,
        scheduler: Scheduler,
        worker: Worker,
        runs: ThemeRuns,
        session: ClientSession,
        installs: Installs,
        mattermost: Platform | None = None,
    ) -> None:
        self.settings = settings
        self.context = ctx
        self.dispatch = dispatch
        self.scheduler = scheduler
        self.worker = worker
        self._runs = runs
        self._session = session
        self._socket = _make_socket(settings, dispatch, session) if settings.uses_socket else None
        secret = settings.slack_signing_secret.get_secret_value()
        metrics = Measures(ctx).text if settings.starling_metrics else None
        self.health = make_health(ctx, self._socket.check if self._socket else None)
        counted = ctx.metrics.count_refusal
        is_asked = settings.uses_slack and not settings.uses_socket
        requests = SlackRequests(dispatch, secret, on_refusal=counted) if is_asked else None
        self.mattermost = mattermost
        pages = [*personal_pages(ctx), *results_pages(ctx), *installs.pages, *(mattermost.routes if mattermost else ())]
        self._server = Server(make_app(requests, self.health, pages, metrics), requests)

    @property
    def tenant_id(self) -> int:
        """The tenant of the first workspace, which is the only one unless the bot was given several installations."""
        return self.context.workspaces.all()[0].tenant_id

    @property
    def port(self) -> int:
        """The port that the web server listens at."""
        return self._server.port

    async def start(self) -> None:
        """Listen and tick. Raises OSError when the port is taken."""
        await self._server.start(self.settings.starling_host, self.settings.starling_port)
        if self._socket:
            await self._socket.start()
        if self.mattermost:
            await self.mattermost.start()
        self.scheduler.start()
        log.info("started", port=self.port, socket=self._socket is not None)

    async def drain(self, stop_now: asyncio.Event) -> None:
        """Say in /readyz that nobody is to be sent here any more, and go on for as long as the settings say.

        Connections end with their next answer meanwhile. stop_now: set where there is no time for that.
        """
        self.health.is_draining = True
        self._server.drain()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.settings.starling_drain_seconds):
                await stop_now.wait()

    async def stop(self) -> None:
        """Take nothing more in, finish what was begun, close."""
        self.health.is_draining = True
        if self._socket:
            await self._socket.stop()
        if self.mattermost:
            await self.mattermost.stop()
        await self._server.stop()
        self._runs.stop()
        await self.worker.close()  # first: a job that runs may wait for it
        await self.scheduler.stop()
        await self.context.outbox.close()
        await self._session.close()
        await self.context.batches.close()
        await self.context.storage.close()
        log.info("stopped")


async def assemble(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    rng: Random | None = None,
    tick_s: float = TICK_S,
    installations: Sequence[Installation] = (),
    worker: Worker | None = None,
) -> Starling:
    """Build the bot on a database whose schema is up to date.

    installations: those to serve; the one of the settings where none is given. worker: instead of the usual one.
    Raises SettingsError when a token is wrong, or the database holds another sort of workspace.
    """
    storage, worker = Storage(settings.database_url), worker or Worker()
    session = ClientSession(connector=TCPConnector(limit=100), timeout=ClientTimeout(total=stretched(CALL_S)))
    webhook, ask = _danger_webhook(settings, session), ai_providers.danger_service(settings, session)
    find_danger, topic = _finders(settings, worker)
    try:
        ctx = _make_context(
            settings,
            storage,
            session,
            clock=clock,
            rng=rng or SystemRandom(),
            finders=(find_danger, topic),
            wake=lambda: scheduler.wake(),  # noqa: PLW0108 - the scheduler is made below
            alert=lambda: _send_alerts(ctx, jobs),  # and so are the jobs
            look_again=lambda: _look_again(ctx, jobs),
            redact=lambda tenant_id: redact_withdrawn(ctx, tenant_id),
            served=lambda: installs.served,
        )
        installs = make_installs(ctx, session, settings)
        mattermost = await _serve(ctx, session, settings, installations, installs)
        bolt = make_bolt(ctx, _make_client(settings, session))
        score_runs = ScoreRuns(ctx, partial(findings_in_worker, worker))
        theme_runs = ThemeRuns(
            ctx,
            partial(follow_in_worker, worker, is_multilingual=settings.themes_multilingual),
            embed=ai_providers.embedder(settings, ctx, session, worker),
            languages=partial(languages_in_worker, worker),
        )
        composer = DigestComposer(
            ctx,
            theme_runs,
            write=ai_providers.writer(settings, ctx, session),
            score=partial(score_runs.fitted, wait=stretched(_SCORES_S)),
            choose=partial(choose_in_worker, worker),
            cover=partial(cover_in_worker, worker),
        )
        direct = register_listeners(bolt, ctx, worker, composer, installs.store)
        given = (composer, _translations(settings, ctx, session, worker), find_danger, webhook, ask, topic)
        jobs = make_jobs(ctx, score_runs, theme_runs, *given, installs.served)
        scheduler = Scheduler(jobs, seconds=tick_s)
    except BaseException:
        await session.close()
        await storage.close()
        raise
    answers = Dispatch(bolt, direct, ctx.metrics.count_request)
    return Starling(settings, ctx, answers, scheduler, worker, theme_runs, session, installs, mattermost)


async def _serve(
    ctx: Context, session: ClientSession, settings: Settings, given: Sequence[Installation], installs: Installs
) -> Platform | None:
    """Find the workspaces to serve: those given, those that installed the app, or the one of the settings.

    Return Mattermost, where that is served too.
    """
    if installs.served is not None and not given:
        await installs.served.sync()
    else:
        usual = [Installation.of(settings)] if settings.uses_slack else []
        for installation in given or usual:
            ctx.workspaces.add(await connect(ctx, session, installation))
    return await connect_mattermost(ctx, session, settings)


def _send_alerts(ctx: Context, jobs: Mapping[str, Job]) -> None:
    """Alert safety contacts and moderators now, each without waiting for the other."""
    for name in ("danger cases", "alerts", "cards"):
        ctx.outbox.spawn(jobs[name](), name)


def _finders(settings: Settings, worker: Worker) -> tuple[Classify | None, FindOffTopic | None]:
    """Return what finds danger, and what is off topic, by meaning; None where comments are not looked at so."""
    if not settings.danger_meaning or not encoder.is_present():
        return None, None
    return partial(danger_in_worker, worker), partial(off_topic_in_worker, worker)


def _translations(settings: Settings, ctx: Context, session: ClientSession, worker: Worker) -> Translations:
    """Return what has comments translated, where the operator has a service for it."""
    speak = partial(languages_alone_in_worker, worker)
    return Translations(ctx, ai_providers.translator(settings, session), speak, cap=settings.translation_cap)


def _danger_webhook(settings: Settings, session: ClientSession) -> DangerWebhook | None:
    """Return the operator's webhook for danger; None where there is none."""
    return make_webhook(session, settings.danger_webhook_url, settings.danger_webhook_secret.get_secret_value())


def _look_again(ctx: Context, jobs: Mapping[str, Job]) -> None:
    """Look at what was saved a moment ago by its meaning, and by the operator's service."""
    for name in ("second looks", "service looks", "topic looks", "translations"):
        ctx.outbox.spawn(jobs[name](), name)


def _make_context(
    settings: Settings,
    storage: Storage,
    session: ClientSession,
    *,
    clock: Clock,
    rng: Random,
    finders: tuple[Classify | None, FindOffTopic | None],
    look_again: Callable[[], None],
    wake: Callable[[], None],
    alert: Callable[[], None],
    redact: Callable[[int], Awaitable[None]],
    served: Callable[[], Served | None],
) -> Context:
    """Return the context, with no workspace yet. served: the installations, once there are any."""

    async def find_installed(enterprise_id: str, team_id: str) -> Workspace | None:
        found = served()
        return await found.find(enterprise_id, team_id) if found is not None else None

    async def ready(workspace: Workspace) -> None:
        found = served()
        if found is not None:
            await found.ready(workspace)

    workspaces, metrics = Workspaces(), Metrics()
    outbox = Outbox(session, lambda tenant_id: workspaces.get(tenant_id).client, on_post=metrics.count_post)
    return Context(
        storage=storage,
        keys=Keyring(settings.secret_key()),
        workspaces=workspaces,
        metrics=metrics,
        outbox=outbox,
        pace=Pace() if settings.sharing_limits else Pace(limits=()),
        danger_looks=DangerLooks(finders[0], outbox.spawn),
        topic_hints=TopicHints(finders[1], outbox.spawn),
        look_again=look_again,
        is_playground=settings.is_playground,
        clock=clock,
        rng=rng,
        base_url=settings.starling_base_url,
        sign_in=sign_in_of(settings, session),
        services=settings.services,
        max_open=settings.workspace_exchanges,
        find_installed=find_installed,
        ready=ready if settings.serves_many else None,
        wake=wake,
        alert=alert,
        redact=redact,
    )


def _make_client(settings: Settings, session: ClientSession) -> AsyncWebClient:
    return make_client("", settings.slack_api_url, session)  # with no workspace's token


def _make_socket(settings: Settings, dispatch: Dispatch, session: ClientSession) -> Socket:
    return Socket(dispatch, settings.slack_app_token.get_secret_value(), _make_client(settings, session))
