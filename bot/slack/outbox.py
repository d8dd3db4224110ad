"""Outbox: background Slack calls over one session, tracked, logged when they fail, drained at shutdown."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import msgspec
import structlog
from aiohttp import ClientConnectionError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.actor import Actor
from bot.log import safe_info
from bot.slack.blocks import Block, section
from bot.slack.card_posts import CardPoster, UnknownAddressError
from bot.slack.card_queue import Card, CardQueue
from bot.slack.client import error_code, read_code, retry_after
from bot.slack.deadlines import stretched
from bot.slack.rate_limits import RateLimitedError, call_patiently, paused

MAX_NOTES = 500
"""Sentences about clicks that wait to be posted. Beyond them Slack's own sign says it, by the answer to the click."""

T = TypeVar("T")
log = structlog.get_logger()

OnPosted = Callable[[str, str], None]
"""Takes the channel and the ts of a message that was posted."""

_SECONDS = 10
_BAD, _TOO_MANY, _FAULT = 400, 429, 500
_WAITS_S = (1.0, 5.0)  # before a card is posted again
_HEADERS = {"Content-Type": "application/json; charset=utf-8"}
_CARD = "card"  # what is posted to a response_url
_encode = msgspec.json.Encoder().encode


class MessageRefusedError(Exception):
    """Slack did not take a card. The message is Slack's code, or the status."""


class FaultError(MessageRefusedError):
    """Slack has a fault of its own, which may pass."""


class Outbox:
    """Sends what follows after Slack was answered, so that no answer waits for a call.

    client_of: returns the client of a tenant's workspace. on_post: takes what became of each post to a response_url:
    sent, limited, refused or failed.
    """

    def __init__(
        self,
        session: ClientSession,
        client_of: Callable[[int], AsyncWebClient],
        on_post: Callable[[str], None] = lambda _outcome: None,
    ) -> None:
        self._on_post = on_post
        self._session = session
        self._client_of = client_of
        self._poster = CardPoster()
        self._cards = CardQueue(self._track, self._post_card, lambda: on_post("sent"), self._post_again)
        self._notes = CardQueue(self._track, self._post_card, lambda: on_post("sent"), self._note_failed)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Event()

    def post_response(self, response_url: str, payload: dict[str, Any]) -> None:
        """Send a payload to a response_url soon; a failure is logged, the person can press again."""
        self.spawn(self._send(response_url, _encode(payload)), _CARD)

    def replace_message(self, response_url: str, text: str, blocks: list[Block]) -> None:
        """Put another card in the place of the message that was clicked."""
        self.replace_card(response_url, _encode({"replace_original": True, "text": text, "blocks": blocks}))

    def replace_card(self, response_url: str, body: bytes, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Put a card in the place of the message that was clicked; where Slack has a fault, try again, twice.

        body: JSON with replace_original, so that posting it twice does no harm. is_wanted: says, before another try,
        whether no newer card took its place.
        """
        self._cards.put(Card(response_url, body, is_wanted))

    def note(self, response_url: str, text: str) -> bool:
        """Say something about a click to who clicked, soon; return False where too many such sentences wait already.

        It is posted once, and does no harm where it arrives twice.
        """
        if len(self._notes) >= MAX_NOTES:
            return False
        payload = {"response_type": "ephemeral", "replace_original": False, "text": text, "blocks": [section(text)]}
        self._notes.put(Card(response_url, _encode(payload), lambda: True))
        return True

    def replace_or_post(self, tenant_id: int, body: dict[str, Any], text: str, blocks: list[Block]) -> None:
        """Show an outcome in the place of what was pressed; where that is no message, write it to the person."""
        if body.get("response_url"):
            self.replace_message(body["response_url"], text, blocks)
        else:
            self.post_message(tenant_id, body["user"]["id"], text, blocks)

    def send_ephemeral(self, response_url: str, text: str, blocks: list[Block] | None = None) -> None:
        """Show something to the person who clicked and to nobody else."""
        payload = {"response_type": "ephemeral", "replace_original": False, "text": text}
        self.post_response(response_url, payload | {"blocks": blocks or [section(text)]})

    async def show_ephemeral(self, response_url: str, text: str, blocks: list[Block]) -> None:
        """Show something to one person now, for work that goes on if Slack refuses it. Raises MessageRefusedError."""
        payload = {"response_type": "ephemeral", "replace_original": False, "text": text, "blocks": blocks}
        await self._send(response_url, _encode(payload))

    def send_privately(
        self, actor: Actor, response_url: str | None, text: str, blocks: list[Block] | None = None
    ) -> None:
        """Show something to one person, where they clicked or wrote; where that was no message, write it to them."""
        if response_url:
            self.send_ephemeral(response_url, text, blocks)
        else:
            self.post_message(actor.tenant_id, actor.slack_user_id, text, blocks)

    def post_message(
        self,
        tenant_id: int,
        channel: str,
        text: str,
        blocks: list[Block] | None = None,
        *,
        on_posted: OnPosted | None = None,
        thread_ts: str | None = None,
    ) -> None:
        """Write to a person (by their Slack id) or a channel soon.

        on_posted: gets the message's channel and ts. thread_ts: the thread to write in; it needs the channel's id.
        """
        self.spawn(self._say(self._client_of(tenant_id), channel, text, blocks, on_posted, thread_ts), "message")

    def update_message(self, tenant_id: int, channel: str, ts: str, text: str, blocks: list[Block]) -> None:
        """Put other blocks into a message of our own soon."""
        self.spawn(self._change(self._client_of(tenant_id), channel, ts, text, blocks), "change")

    def spawn(self, work: Coroutine[Any, Any, None], what: str) -> None:
        """Run work after the answer, tracked until it is done."""
        self._track(self._guarded(work, what))

    def _track(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def is_closed(self) -> bool:
        """Say whether nothing can be sent any more, because the bot stopped."""
        return self._closing.is_set() or self._session.closed

    async def drain(self) -> None:
        """Wait until everything that was begun is sent."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        """Finish what was begun, as the bot stops; what would have to wait for Slack is given up, and logged."""
        self._closing.set()
        await self.drain()
        self._poster.close()

    async def patiently(self, call: Callable[[], Awaitable[T]]) -> T:
        """Return what a call to Slack returns, made again when Slack limits it; for work that nobody waits for.

        Raises RateLimitedError after a while, and whatever else the call raises.
        """
        return await call_patiently(call, closing=self._closing)

    async def _guarded(self, work: Coroutine[Any, Any, None], what: str) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - nobody awaits this task: whatever it is, the log shows it
            self._log_failure(what, error)
        else:
            if what == _CARD:
                self._on_post("sent")

    def _log_failure(self, what: str, error: Exception) -> None:
        facts = {"what": what, "error": type(error).__name__, "where": safe_info(error)}
        log.error("background_failed", **facts, reason=_reason(error))
        if what == _CARD:
            self._on_post(_outcome(error))

    async def _send(self, url: str, body: bytes) -> None:
        _, reason = await self.patiently(lambda: self._post(url, body))
        if reason:
            raise MessageRefusedError(reason)

    def _post_again(self, card: Card, error: Exception) -> None:
        self.spawn(self._replace(card, error), _CARD)

    def _note_failed(self, _card: Card, error: Exception) -> None:
        self._log_failure(_CARD, error)

    async def _replace(self, card: Card, first: Exception) -> None:
        """Post a card again where that may help. first: why it did not arrive at first."""
        tries = 0

        async def once() -> None:
            nonlocal tries
            tries += 1
            if tries == 1:
                raise first
            if card.is_wanted():
                await self._post_card(card.url, card.body)

        for wait in (*_WAITS_S, None):
            try:
                await self.patiently(once)
            except (FaultError, OSError, ClientConnectionError, TimeoutError):
                if wait is None or not await paused(wait, self._closing):
                    raise
            else:
                return

    async def _post_card(self, url: str, body: bytes) -> None:
        """Post a card once. Raises RateLimitedError, FaultError, MessageRefusedError, OSError and TimeoutError."""
        try:
            answer = await self._poster.post(url, body)
        except (UnknownAddressError, ConnectionError):
            status, reason = await self._post(url, body)
        else:
            if answer.status == _TOO_MANY:
                raise RateLimitedError(retry_after({"Retry-After": answer.retry_after or ""}))
            status, reason = answer.status, _refusal(answer.status, answer.body)
        if reason:
            raise (FaultError if status >= _FAULT else MessageRefusedError)(reason)

    async def _post(self, url: str, body: bytes) -> tuple[int, str]:
        """Post to a response_url once; return the status, and why Slack refused, "" when it did not."""
        timeout = ClientTimeout(total=stretched(_SECONDS))
        async with self._session.post(url, data=body, headers=_HEADERS, timeout=timeout) as answer:
            if answer.status == _TOO_MANY:
                raise RateLimitedError(retry_after(answer.headers))
            return answer.status, _refusal(answer.status, await answer.read())

    async def _say(
        self,
        web: AsyncWebClient,
        channel: str,
        text: str,
        blocks: list[Block] | None,
        on_posted: OnPosted | None,
        thread_ts: str | None,
    ) -> None:
        answered = await self.patiently(
            lambda: web.chat_postMessage(
                channel=channel,
                thread_ts=thread_ts,
                text=text,
                blocks=blocks or [section(text)],
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        if on_posted:
            on_posted(str(answered["channel"]), str(answered["ts"]))

    async def _change(self, web: AsyncWebClient, channel: str, ts: str, text: str, blocks: list[Block]) -> None:
        await self.patiently(lambda: web.chat_update(channel=channel, ts=ts, text=text, blocks=blocks))


def _refusal(status: int, body: bytes) -> str:
    """Return why Slack refused a post, "" when it did not. It may say no with 200."""
    answered = None
    if body != b"ok":
        try:
            answered = json.loads(body)
        except ValueError:  # a page of a fault
            answered = {}
    is_refused = isinstance(answered, dict) and answered.get("ok") is False
    return read_code(answered) or f"status {status}" if is_refused or status >= _BAD else ""


def _outcome(error: Exception) -> str:
    if isinstance(error, RateLimitedError):
        return "limited"
    return "refused" if isinstance(error, MessageRefusedError) else "failed"


def _reason(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return error_code(error)
    return str(error) if isinstance(error, MessageRefusedError | RateLimitedError) else ""
