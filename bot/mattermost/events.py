"""Events over Mattermost's WebSocket: direct messages to the bot, each answered once, with an offer to share it."""

import asyncio
import json
import secrets
from contextlib import suppress
from typing import Any

import structlog
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from bot.core.errors import InputError
from bot.domain.actor import Actor
from bot.log import safe_info
from bot.mattermost.acts import offer
from bot.mattermost.api import API_ERRORS
from bot.mattermost.platform import Platform
from bot.mattermost.posts import Post
from bot.slack.errors import InFlightError
from bot.slack.events import process_once
from bot.slack.mrkdwn import tidy

log = structlog.get_logger()

_PING_S = 30.0
_WAIT_S, _LONGEST_WAIT_S = 0.5, 30.0  # before it connects again
WAITS_S = (0.5, 2.0, 6.0)
"""Between tries to write an answer."""
_MAX_EVENT = 4 * 1024 * 1024  # bytes; a post with all that Mattermost lets it have is below this


class Events:
    """Listens until it is stopped, and connects again where the connection breaks.

    What was written while there was no connection is not heard of: its writer writes it again.
    """

    def __init__(self, platform: Platform, session: ClientSession) -> None:
        self._platform = platform
        self._session = session
        self._task: asyncio.Task[None] | None = None
        self.connected = asyncio.Event()

    async def start(self) -> None:
        """Begin to connect; a server that cannot be reached is tried again."""
        self._task = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """Hang up."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._task

    async def _listen(self) -> None:
        wait = _WAIT_S
        while True:
            try:
                await self._connect()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next connection may do
                log.warning("mattermost_socket_failed", error=type(error).__name__, where=safe_info(error))
            if self.connected.is_set():
                wait = _WAIT_S
            self.connected.clear()
            await asyncio.sleep(wait)
            wait = min(_LONGEST_WAIT_S, wait * 2)

    async def _connect(self) -> None:
        """Listen on one connection until it ends."""
        api = self._platform.api
        async with self._session.ws_connect(
            f"{api.url}/api/v4/websocket", heartbeat=_PING_S, max_msg_size=_MAX_EVENT
        ) as socket:
            challenge = {"seq": 1, "action": "authentication_challenge", "data": {"token": api.token}}
            await socket.send_str(json.dumps(challenge))
            await self._read(socket)
            log.warning("mattermost_socket_ended", code=socket.close_code)

    async def _read(self, socket: ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            event = json.loads(message.data)
            if isinstance(event, dict) and event.get("status") == "OK":
                self.connected.set()
                log.info("mattermost_socket_connected")
            elif isinstance(event, dict) and event.get("event") == "posted":
                self._platform.ctx.outbox.spawn(self._receive(event.get("data")), "mattermost event")

    async def _receive(self, data: Any) -> None:
        """Answer a direct message of a person; everything else is nothing for us."""
        if not isinstance(data, dict) or data.get("channel_type") != "D":
            return
        post = json.loads(str(data.get("post")))
        props = post.get("props") or {}
        is_of_bot = post.get("user_id") == self._platform.workspace.identity.bot_user_id
        if is_of_bot or post.get("type") or props.get("from_bot") or props.get("from_webhook"):
            return
        actor = await self._platform.actor(str(post["user_id"]))
        try:
            async with process_once(self._platform.ctx, actor, {"event_id": str(post["id"])}) as claim:
                if claim.is_ours:
                    await self._answer(actor, post)
        except InFlightError:
            return  # another process answers it

    async def _answer(self, actor: Actor, post: dict[str, Any]) -> None:
        platform, words = self._platform, tidy(str(post.get("message") or ""))
        if post.get("file_ids"):
            await self._write(actor, platform.posts.plain_card(actor.texts("share.no_files")))
        if not words:
            return
        try:
            card = await offer(platform, actor, words, str(post["id"]))
        except InputError as error:
            card = platform.posts.plain_card(await platform.error(actor, error))
        except Exception as error:  # noqa: BLE001 - whatever it is, its writer reads that it failed
            reference = secrets.token_hex(3)
            log.error("listener_failed", reference=reference, error=type(error).__name__, where=safe_info(error))
            card = platform.posts.plain_card(actor.texts("errors.failed", reference=reference))
        await self._write(actor, card)

    async def _write(self, actor: Actor, card: Post) -> None:
        """Write to a person, some seconds long: no event comes twice. Where an answer was lost, they have two cards."""
        for wait in WAITS_S:
            try:
                await self._platform.write(actor, card)
            except API_ERRORS as error:
                log.warning("mattermost_answer_put_off", error=type(error).__name__)
            else:
                return
            await asyncio.sleep(wait)
        await self._platform.write(actor, card)
