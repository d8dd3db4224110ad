"""The playground: a Slack of our own on 127.0.0.1, as strict as Slack."""

import asyncio
import re
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiohttp import web

from bot.playground import api_chat, api_conversations, api_files, api_people, api_views, replies, web_api
from bot.playground.delivery import DeliveryLog, Postman
from bot.playground.envelopes import changed_event, deleted_event, event_envelope, message_event
from bot.playground.faults import CallLog, Faults
from bot.playground.manifest import parse_manifest, read_manifest
from bot.playground.person import Person
from bot.playground.sockets import Sockets
from bot.playground.tickets import Tickets
from bot.playground.world import Channel, Clock, Member, Message, News, World

API = (api_chat, api_conversations, api_files, api_people, api_views)  # each hangs its methods on the Web API
TEXT_CAP = 12_000  # characters over all blocks of a message; Slack refused 11,341 once and took 13,200 elsewhere
BODY_MOST = 64 * 1024 * 1024
_EVENTS = {
    "im": ("message.im", "im:history"),
    "channel": ("message.channels", "channels:history"),
    "private": ("message.groups", "groups:history"),
}


class Playground:
    """A workspace with one app installed, and the server that speaks Slack's side to it.

    manifest: what manifest.yml holds (None: the file at the project's root).
    signing_secret, bot_token, app_token: made up when not given; the app must be told them.
    clock: seconds; decides timestamps and when triggers, response_urls and limits run out.
    ack_seconds: how long an answer may take; retry_scale shortens the waits between repeated events.
    text_cap: characters over all blocks of a message. unseen_clicks: lets `Person.clicks_unseen` work.
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
        ack_seconds: float = 3.0,
        retry_scale: float = 1.0,
        text_cap: int = TEXT_CAP,
        unseen_clicks: bool = False,
    ) -> None:
        self.manifest = parse_manifest(read_manifest() if manifest is None else manifest)
        self.signing_secret = signing_secret or secrets.token_hex(16)
        self.bot_token = bot_token or f"xoxb-playground-{secrets.token_hex(12)}"
        self.app_token = app_token or f"xapp-playground-{secrets.token_hex(12)}"
        self.client_id, self.client_secret = "playground.1", secrets.token_hex(16)
        self.verification_token = secrets.token_hex(12)
        self.text_cap = text_cap
        self.unseen_clicks = unseen_clicks
        self.world = World(team_id=team_id or "T0PLAYGROUND", name=team_name, clock=clock)
        self.app_id, self.bot_id = "A0PLAYGROUND", "B0PLAYGROUND"
        self.bot_user_id = "U0PLAYGROUND"
        self.tickets = Tickets(clock)
        self.faults = Faults(clock)
        self.calls = CallLog(clock)
        self.sockets = Sockets(self)
        self.postman = Postman(self, ack_seconds=ack_seconds, retry_scale=retry_scale)
        self._persons: dict[str, Person] = {}
        self._codes: dict[str, str] = {}
        self._runner: web.AppRunner | None = None
        self._port = 0
        self.world.listeners.append(self._echo_news)
        bot = self.manifest.bot_name
        self.world.add_member(
            Member(
                self.bot_user_id, bot.lower(), bot, self.world.team_id, is_bot=True, bot_id=self.bot_id, tz="Etc/UTC"
            )
        )

    # Where it is ------------------------------------------------------------------------------------------------

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.world.team_id

    @property
    def domain(self) -> str:
        """The workspace's name as part of an address."""
        return re.sub(r"[^a-z0-9]+", "-", self.world.name.lower()).strip("-")

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
    def deliveries(self) -> DeliveryLog:
        """What was brought to the app."""
        return self.postman.log

    def response_address(self, token: str) -> str:
        """Return the response_url of a token."""
        return f"{self.url}/response/{token}"

    # Start and stop ---------------------------------------------------------------------------------------------

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1. Raises OSError when the port is taken."""
        app = web.Application(client_max_size=BODY_MOST)
        app.add_routes(self._routes())
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

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        await self.sockets.close()
        await self.postman.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def settle(self) -> None:
        """Wait until every event is brought, repetitions included."""
        await self.postman.settle()

    async def until(self, holds: Callable[[], object], seconds: float = 5.0) -> None:
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

    async def wait_for(self, seconds: float = 10.0) -> None:
        """Wait until the app opened a socket. Raises TimeoutError."""
        await self.sockets.opened(seconds)

    def deliver_to(self, url: str | None) -> None:
        """Bring events, clicks and commands to this address whenever no socket is open."""
        self.postman.address = url

    def _routes(self) -> list[web.RouteDef]:
        async def api(request: web.Request) -> web.StreamResponse:
            return await web_api.serve(self, request)

        async def response(request: web.Request) -> web.StreamResponse:
            return await replies.serve(self, request)

        async def upload(request: web.Request) -> web.StreamResponse:
            return await api_files.receive(self, request)

        async def file(request: web.Request) -> web.StreamResponse:
            return await api_files.serve(self, request)

        return [
            web.get("/api/{method}", api),
            web.post("/api/{method}", api),
            web.post("/response/{token}", response),
            web.post("/upload/{id}", upload),
            web.get("/files/{id}/{name:.+}", file),
            web.get("/link/", self.sockets.serve),
        ]

    # People and places ------------------------------------------------------------------------------------------

    def add_person(
        self,
        name: str,
        id: str | None = None,  # noqa: A002
        *,
        group: str | None = None,
        tz: str = "America/Los_Angeles",
        locale: str = "en-US",
        is_admin: bool = False,
        is_owner: bool = False,
        is_restricted: bool = False,
        is_ultra_restricted: bool = False,
        team_id: str | None = None,
        is_bot: bool = False,
    ) -> Person:
        """Add somebody. name: as people see it; team_id: of a stranger of another workspace."""
        handle = re.sub(r"[^\w]+", ".", name.lower()).strip(".")
        taken = {each.name for each in self.world.members.values()} if self._persons else set()
        member = Member(
            id=id or self.world.new_id("U"),
            name=handle if handle not in taken else f"{handle}{len(taken)}",
            real_name=name,
            team_id=team_id or self.team_id,
            group=group,
            tz=tz,
            locale=locale,
            is_admin=is_admin,
            is_owner=is_owner,
            is_restricted=is_restricted,
            is_ultra_restricted=is_ultra_restricted,
            is_stranger=team_id not in {None, self.team_id},
            is_bot=is_bot,
            bot_id=self.world.new_id("B") if is_bot else None,
        )
        self.world.add_member(member)
        return self.person(member.id)

    def person(self, id: str) -> Person:  # noqa: A002
        """Return somebody to act as. Raises KeyError for an unknown id."""
        known = self._persons.get(id)
        if known is None:
            known = self._persons[id] = Person(self, self.world.members[id])
        return known

    def add_channel(
        self,
        name: str,
        *,
        private: bool = False,
        members: Sequence[Person | str] = (),
        id: str | None = None,  # noqa: A002
        app: bool = False,
        topic: str = "",
    ) -> Channel:
        """Add a channel. members: people or their ids; app: whether the app is in it."""
        ids = [each if isinstance(each, str) else each.id for each in members]
        if app:
            ids.append(self.bot_user_id)
        channel = Channel(
            id=id or self.world.new_id("C"),
            name=name,
            kind="private" if private else "channel",
            members=dict.fromkeys(ids),
            topic=topic,
            created=int(self.world.clock()),
            creator=ids[0] if ids else "",
        )
        return self.world.add_channel(channel)

    def channel(self, name_or_id: str) -> Channel:
        """Return a channel. Raises KeyError."""
        found = self.world.channel_of(name_or_id)
        if found is None:
            raise KeyError(name_or_id)
        return found

    # What the app hears -----------------------------------------------------------------------------------------

    def hears_messages(self, channel: Channel) -> bool:
        """Whether the app is told of messages in this conversation: asked for, allowed, and there."""
        event, scope = _EVENTS[channel.kind]
        there = channel.kind == "im" or self.bot_user_id in channel.members
        return there and event in self.manifest.events and scope in self.manifest.scopes

    def echo(self, message: Message) -> None:
        """Tell the app of a message beside, if it listens there."""
        if self.hears_messages(self.world.channels[message.channel]):
            self.postman.later(self.postman.event(event_envelope(self, message_event(self, message))))

    def _echo_news(self, news: News) -> None:
        """Bring the app its own messages back, as Slack does."""
        message = news.message
        if message is None or message.bot_id != self.bot_id or message.seen_by:
            return
        if self._runner is None or not self.hears_messages(self.world.channels[message.channel]):
            return
        if news.kind == "message":
            event = message_event(self, message)
        elif news.kind == "message_changed" and news.before is not None:
            event = changed_event(self, message, news.before)
        elif news.kind == "message_deleted":
            event = deleted_event(self, message)
        else:
            return
        self.postman.later(self.postman.event(event_envelope(self, event)))

    def warn(self, user: str, text: str) -> None:
        """Show somebody a warning of Slack's."""
        self.world.tell(News("warning", user=user, text=text))

    def tell_channels(self, user: str) -> None:
        """Tell somebody's page that their list of channels changed."""
        self.world.tell(News("channels", user=user))

    # OAuth ------------------------------------------------------------------------------------------------------

    def oauth_code(self, user: str) -> str:
        """Return the code that Slack sends back after somebody agreed to install the app."""
        code = secrets.token_hex(12)
        self._codes[code] = user
        return code

    def take_oauth_code(self, code: str) -> str | None:
        """Return who agreed, once."""
        return self._codes.pop(code, None)
