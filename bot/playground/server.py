"""The playground: a Slack of our own on 127.0.0.1, as strict as Slack."""

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.playground.events.delivery import DeliveryLog, Postman
from bot.playground.events.emit import echo
from bot.playground.events.enterprise import Enterprise
from bot.playground.events.payloads import event_envelope
from bot.playground.events.socket_mode import Sockets
from bot.playground.faults import CallLog, Faults
from bot.playground.page import assets, routes
from bot.playground.page.clock import TimeControl
from bot.playground.page.live import Live
from bot.playground.page.starting import Starting
from bot.playground.state.manifest import parse_manifest, read_manifest
from bot.playground.state.snapshot import Keeper, load, save
from bot.playground.state.tokens import TRIGGER_SECONDS, Tickets
from bot.playground.state.world import Clock, Json
from bot.playground.web_api import (
    channels,
    chat,
    conversations,
    dispatch,
    files,
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
    users,
    views,
)  # each hangs its methods on the Web API
TEXT_CAP = 12_000  # characters over all blocks of a message; Slack refused 11,341 once and took 13,200 elsewhere
ACK_SECONDS = 3.0
LONGEST_WAIT_S = 300.0  # for what ought to happen soon; a busy machine takes its time
BODY_MOST = 64 * 1024 * 1024


class PlaygroundServer(Workspace):
    """A workspace with one app installed, and the server that speaks Slack's side to it.

    manifest: what manifest.yml holds (None: the file at the project's root).
    signing_secret, bot_token, app_token: made up when not given; the app must be told them.
    clock: seconds; decides timestamps and when triggers, response_urls and limits run out.
    ack_seconds, trigger_seconds: how long an answer may take, and a trigger_id lives.
    retry_scale shortens the waits between repeated events.
    enterprise: the organisation that the workspace is in; `join_enterprise` makes it join one later.
    text_cap: characters over all blocks of a message. unseen_clicks: lets `Person.clicks_unseen` work.
    save_to: a file the workspace is kept in: read at the start if it exists, written soon after each change.
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
    ) -> None:
        known = parse_manifest(read_manifest() if manifest is None else manifest)
        super().__init__(known, team_id=team_id, team_name=team_name, clock=clock)
        if enterprise is not None:
            self.join_enterprise(enterprise)
        self.signing_secret = signing_secret or secrets.token_hex(16)
        self.bot_token = bot_token or f"xoxb-playground-{secrets.token_hex(12)}"
        self.app_token = app_token or f"xapp-playground-{secrets.token_hex(12)}"
        self.client_id, self.client_secret = "playground.1", secrets.token_hex(16)
        self.verification_token = secrets.token_hex(12)
        self.text_cap = text_cap
        self.unseen_clicks = unseen_clicks
        self.banner: Json | None = None  # {title, steps}: what the page tells a newcomer
        self.time_control: TimeControl | None = None
        self.tickets = Tickets(clock, trigger_seconds=trigger_seconds)
        self.faults = Faults(clock)
        self.calls = CallLog(clock)
        self.sockets = Sockets(self)
        self.postman = Postman(self, ack_seconds=ack_seconds, retry_scale=retry_scale)
        self.live = Live(self)
        self.world.listeners.append(lambda news: echo(self, news))
        self.installed = True
        self.starting: Starting | None = None  # set before start(): the page waits until the workspace is whole
        self._codes: dict[str, str] = {}
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._keeper: Keeper | None = None
        self._save_to = save_to
        if save_to is not None and save_to.exists():
            load(self.world, save_to)

    # Where it is ------------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_url(self) -> str:
        """Where the Web API is; the app's SLACK_API_URL."""
        return f"{self.url}/api/"

    @property
    def port(self) -> int:
        """The port it listens on, once it is started."""
        return self._port

    @property
    def running(self) -> bool:
        """Whether it is started and not stopped."""
        return self._runner is not None

    @property
    def deliveries(self) -> DeliveryLog:
        """What was brought to the app."""
        return self.postman.log

    def response_address(self, token: str) -> str:
        """Return the response_url of a token."""
        return f"{self.url}/response/{token}"

    # Start and stop ---------------------------------------------------------------------------------------------

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1. Raises OSError when the port is taken."""
        waits = [self.starting.middleware()] if self.starting else []
        app = web.Application(client_max_size=BODY_MOST, middlewares=[routes.only_from_here, *waits])
        app.add_routes([*self._routes(), *(self.starting.routes() if self.starting else [])])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        self.postman.start()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        try:
            await site.start()
        except OSError:
            await self.stop()
            raise
        self._port = self._runner.addresses[0][1]
        if self._save_to is not None:
            self.autosave(self._save_to)

    async def stop(self) -> None:
        """Keep the workspace if it is to be kept, close every connection and stop listening."""
        if self._keeper is not None:
            keeper, self._keeper = self._keeper, None
            await keeper.stop()
        await self.sockets.close()
        await self.live.close()
        await self.postman.stop()
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def settle(self) -> None:
        """Wait until every event is brought, repetitions included."""
        await self.postman.settle()

    async def until(self, holds: Callable[[], object], seconds: float = LONGEST_WAIT_S) -> None:
        """Wait until something holds in the workspace, looking whenever it changes. Raises TimeoutError."""
        changed = asyncio.Event()
        self.world.listeners.append(listener := lambda _news: changed.set())
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    await changed.wait()
                    changed.clear()
        finally:
            self.world.listeners.remove(listener)

    async def wait_for(self, seconds: float = LONGEST_WAIT_S) -> None:
        """Wait until the app opened a socket. Raises TimeoutError."""
        await self.sockets.opened(seconds)

    def deliver_to(self, url: str | None) -> None:
        """Bring events, clicks and commands to this address whenever no socket is open."""
        self.postman.address = url

    def save(self, path: Path) -> None:
        """Write the whole workspace to a file."""
        save(self.world, path)

    def load(self, path: Path) -> None:
        """Fill the workspace from a file. Raises SnapshotError, OSError."""
        load(self.world, path)
        self._persons.clear()

    def autosave(self, path: Path) -> None:
        """From now on write the workspace to a file soon after each change, and at the stop."""
        if self._keeper is None:
            self._keeper = Keeper(self.world, path)
            self._keeper.start()

    def _routes(self) -> list[web.RouteDef]:
        async def api(request: web.Request) -> web.StreamResponse:
            return await dispatch.serve(self, request)

        async def response(request: web.Request) -> web.StreamResponse:
            return await response_url.serve(self, request)

        async def upload(request: web.Request) -> web.StreamResponse:
            return await files.receive(self, request)

        async def file(request: web.Request) -> web.StreamResponse:
            return await files.serve(self, request)

        return [
            web.get("/api/{method}", api),
            web.post("/api/{method}", api),
            web.post("/response/{token}", response),
            web.post("/upload/{id}", upload),
            web.get("/files/{id}/{name:.+}", file),
            web.get("/link/", self.sockets.serve),
            web.get("/ui/live", self.live.serve),
            *routes.routes(self),
            *assets.routes(),
        ]

    async def uninstall(self) -> None:
        """Take the app out of the workspace: its tokens die, and it is told if it asked for that."""
        events: list[Json] = [
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user_id]}},
            {"type": "app_uninstalled"},
        ]
        self.installed = False
        for event in events:
            if event["type"] in self.manifest.events:
                await self.postman.event(event_envelope(self, event))

    # OAuth ------------------------------------------------------------------------------------------------------

    def oauth_code(self, user: str) -> str:
        """Return the code that Slack sends back after somebody agreed to install the app."""
        code = secrets.token_hex(12)
        self._codes[code] = user
        return code

    def take_oauth_code(self, code: str) -> str | None:
        """Return who agreed, once."""
        return self._codes.pop(code, None)
