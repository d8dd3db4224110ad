"""The playground: a pretend Slack server on 127.0.0.1, as strict as Slack."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.events.delivery import DeliveryLog, EventDispatcher
from bot.playground.events.emit import emit_own
from bot.playground.events.payloads import event_envelope
from bot.playground.events.socket_mode import Sockets
from bot.playground.faults import CallLog, Faults
from bot.playground.page import assets, consent, install, routes
from bot.playground.page.live import Live
from bot.playground.page.starting import Starting
from bot.playground.state.address import ServerAddress
from bot.playground.state.installed_app import InstalledApp
from bot.playground.state.manifest import parse_manifest, read_manifest
from bot.playground.state.models import Clock, Enterprise, Json
from bot.playground.state.snapshot import Autosave, load, save
from bot.playground.state.tokens import TRIGGER_SECONDS, Tokens
from bot.playground.state.world import World
from bot.playground.web_api import (
    channels,
    chat,
    conversations,
    dispatch,
    files,
    oauth,
    openid,
    response_url,
    users,
    views,
)
from bot.playground.workspace import Workspace

API = (
    channels,
    chat,
    conversations,
    files,
    oauth,
    openid,
    users,
    views,
)  # importing them registers their methods
TEXT_CAP = 12_000  # characters over all blocks of a message; Slack refused 11,341 once and accepted 13,200 elsewhere
ACK_SECONDS = 3.0
TEAM = "T0PLAYGROUND"
MAX_WAIT_S = 300.0  # generous: a busy machine is slow
MAX_BODY = 64 * 1024 * 1024


class PlaygroundServer(Workspace):
    """A workspace with one installed app, and the server that is Slack to it.

    manifest: the content of manifest.yml (None: the file at the project's root).
    signing_secret, bot_token, app_token: made up when not given; the app must know them.
    clock: seconds; sets timestamps and the expiry of triggers, response_urls and limits.
    ack_seconds, trigger_seconds: how long an answer may take, and a trigger_id lives.
    retry_scale shortens the waits between repeated events.
    enterprise: the organisation that the workspace is in; `join_enterprise` makes it join one later.
    text_cap: characters over all blocks of a message. unseen_clicks: lets `Person.clicks_unseen` work.
    save_to: the workspace's file: read at the start if it exists, written soon after each change.
    is_installed: False where somebody is to install the app by the page of an install first.
    """

    def __init__(
        self,
        manifest: Mapping[str, Any] | None = None,
        *,
        signing_secret: str | None = None,
        bot_token: str | None = None,
        app_token: str | None = None,
        clock: Clock = time.time,
        team_id: str | None = None,
        team_name: str = "Maple Street",
        ack_seconds: float = ACK_SECONDS,
        trigger_seconds: float = TRIGGER_SECONDS,
        retry_scale: float = 1.0,
        enterprise: Enterprise | None = None,
        text_cap: int = TEXT_CAP,
        unseen_clicks: bool = False,
        save_to: Path | None = None,
        is_installed: bool = True,
    ) -> None:
        known = parse_manifest(read_manifest() if manifest is None else manifest)
        app = InstalledApp(signing_secret=signing_secret or "", bot_token=bot_token or "", app_token=app_token or "")
        app.is_installed, app.rotates_tokens = is_installed, known.token_rotation
        world = World(team_id=team_id or TEAM, name=team_name, clock=clock)
        faults, address = Faults(clock), ServerAddress()
        self.sockets = Sockets(known, app, address)
        self.dispatcher = EventDispatcher(
            world, app, faults, self.sockets, ack_seconds=ack_seconds, retry_scale=retry_scale
        )
        context = PlaygroundContext(
            world=world,
            manifest=known,
            app=app,
            address=address,
            tokens=Tokens(clock, trigger_seconds=trigger_seconds),
            faults=faults,
            calls=CallLog(clock),
            sockets=self.sockets,
            dispatcher=self.dispatcher,
            text_cap=text_cap,
            unseen_clicks=unseen_clicks,
        )
        super().__init__(context)
        self.signing_secret, self.bot_token, self.app_token = app.signing_secret, app.bot_token, app.app_token
        self.tokens, self.faults, self.calls = context.tokens, context.faults, context.calls
        if enterprise is not None:
            self.join_enterprise(enterprise)
        self.live = Live(context)
        world.listeners.append(lambda change: emit_own(context, change))
        self.starting: Starting | None = None  # set before start(): the page waits until the workspace is complete
        self._runner: web.AppRunner | None = None
        self._keeper: Autosave | None = None
        self._save_to = save_to
        if save_to is not None and save_to.exists():
            load(world, save_to)

    @contextmanager
    def patient(self, seconds: float) -> Iterator[None]:
        """Wait this long for the app's answers, and keep trigger_ids as long, while nobody is there who waits too."""
        before = self.dispatcher.ack_seconds, self.tokens.trigger_seconds
        self.dispatcher.ack_seconds = max(seconds, before[0])
        self.tokens.trigger_seconds = max(seconds, before[1])
        try:
            yield
        finally:
            self.dispatcher.ack_seconds, self.tokens.trigger_seconds = before

    # Addresses --------------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The address of the page."""
        return self.context.address.url

    @property
    def api_url(self) -> str:
        """The address of the Web API; the app's SLACK_API_URL."""
        return self.context.address.api_url

    @property
    def port(self) -> int:
        """The port it listens on, once it is started."""
        return self.context.address.port

    @property
    def deliveries(self) -> DeliveryLog:
        """The log of deliveries to the app."""
        return self.dispatcher.log

    # Start and stop ---------------------------------------------------------------------------------------------

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1. Raises OSError when the port is taken."""
        waits = [self.starting.middleware()] if self.starting else []
        app = web.Application(client_max_size=MAX_BODY, middlewares=[routes.only_from_here, *waits])
        app.add_routes([*self._routes(), *(self.starting.routes() if self.starting else [])])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        self.context.is_running = True
        self.dispatcher.start()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        try:
            await site.start()
        except OSError:
            await self.stop()
            raise
        self.context.address.port = self._runner.addresses[0][1]
        if self._save_to is not None:
            self.autosave(self._save_to)

    async def stop(self) -> None:
        """Save the workspace if there is a file for it, close every connection and stop listening."""
        if self._keeper is not None:
            keeper, self._keeper = self._keeper, None
            await keeper.stop()
        await self.sockets.close()
        await self.live.close()
        await self.dispatcher.stop()
        if self._runner is not None:
            runner, self._runner = self._runner, None
            self.context.is_running = False
            await runner.cleanup()

    async def settle(self) -> None:
        """Wait until every event is delivered, retries included."""
        await self.dispatcher.settle()

    async def until(self, holds: Callable[[], object], seconds: float = MAX_WAIT_S) -> None:
        """Wait until a condition holds; check it at every change of the workspace. Raises TimeoutError."""
        changed = asyncio.Event()
        self.world.listeners.append(listener := lambda _change: changed.set())
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    await changed.wait()
                    changed.clear()
        finally:
            self.world.listeners.remove(listener)

    async def wait_for_socket(self, seconds: float = MAX_WAIT_S) -> None:
        """Wait until the app has opened a socket. Raises TimeoutError."""
        await self.sockets.wait_until_open(seconds)

    def deliver_to(self, url: str | None) -> None:
        """Deliver events, clicks and commands to this address whenever no socket is open."""
        self.dispatcher.address = url

    def share_address(self, other: "PlaygroundServer") -> None:
        """Let another workspace be reached by this one's address too, as all of Slack's are: by its tokens and codes.

        The app is the same in both, so its id and secrets are.
        """
        mine, theirs = self.context.app, other.context.app
        theirs.client_id, theirs.client_secret = mine.client_id, mine.client_secret
        theirs.redirect_urls = mine.redirect_urls
        self.context.neighbours.append(other.context)

    def save(self, path: Path) -> None:
        """Write the whole workspace to a file."""
        save(self.world, path)

    def load(self, path: Path) -> None:
        """Fill the workspace from a file. Raises SnapshotError, OSError."""
        load(self.world, path)
        self._persons.clear()

    def autosave(self, path: Path) -> None:
        """Write the workspace to a file soon after each change from now on, and at the stop."""
        if self._keeper is None:
            self._keeper = Autosave(self.world, path)
            self._keeper.start()

    def _routes(self) -> list[web.RouteDef]:
        async def api(request: web.Request) -> web.StreamResponse:
            return await dispatch.serve(self.context, request)

        async def response(request: web.Request) -> web.StreamResponse:
            return await response_url.serve(self.context, request)

        async def upload(request: web.Request) -> web.StreamResponse:
            return await files.receive(self.context, request)

        async def file(request: web.Request) -> web.StreamResponse:
            return await files.serve(self.context, request)

        return [
            web.get("/api/{method}", api),
            web.post("/api/{method}", api),
            web.post("/response/{token}", response),
            web.post("/upload/{id}", upload),
            web.get("/files/{id}/{name:.+}", file),
            web.get("/link/", self.sockets.serve),
            web.get("/ui/live", self.live.serve),
            *routes.routes(self.context),
            *consent.routes(self.context),
            *install.routes(self.context),
            *assets.routes(),
        ]

    async def uninstall(self) -> None:
        """Uninstall the app: its tokens become invalid, and it is notified if it subscribed to that."""
        events: list[Json] = [
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user_id]}},
            {"type": "app_uninstalled"},
        ]
        self.context.app.uninstall()
        for event in events:
            if event["type"] in self.manifest.events:
                await self.dispatcher.event(event_envelope(self.context, event))
