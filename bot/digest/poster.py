"""Posting a digest exactly once: what each answer of Slack means, and looking before a second try."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.charts.png import to_png
from bot.digest.blocks import blocks_with_picture
from bot.slack.blocks import Block
from bot.slack.client import (
    CALL_ERRORS,
    LIMITED,
    RateLimited,
    classify,
    describe,
    find_message,
    is_refused,
    without_retries,
)
from bot.slack.refusals import LASTING
from bot.slack.uploads import UploadError, upload_picture
from storage.deliveries import Delivery
from storage.digests import DigestBody
from storage.exchanges import Exchange

EVENT = "starling_digest"
_FILE_NAME = "themes.png"
_SKEW = timedelta(minutes=10)  # between our clock and Slack's
_RETRY_S = 30.0
_LONGEST_S = 3600.0
_UNTOLD_S = 60.0  # Retry-After, where Slack does not say

_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "unsupported_block", "unsupported_blocks", "block_mismatch"}
_NO_THREAD = {"thread_not_found", "cannot_reply_to_message"}
_GONE = {"message_not_found"}

PICTURE_WAITS = (0.5, 1.5, 4.0)
"""Seconds between tries to show a picture: Slack refuses a block with a file that it has not looked at yet."""

log = structlog.get_logger()


class PutOffError(Exception):
    """It may be tried again after some seconds; whether it was posted is not known unless Slack said 429."""

    def __init__(self, seconds: float, reason: str) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.reason = reason


class TerminalError(Exception):
    """Slack will not take it, today or tomorrow."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DigestPoster:
    """The way to Slack. The client has no retry handlers: a second chat.postMessage might post it twice."""

    web: AsyncWebClient

    @classmethod
    def of(cls, web: AsyncWebClient) -> "DigestPoster":
        """Return a poster with the token, session and time limit of a client, and none of its retries."""
        return cls(without_retries(web))

    async def upload(self, one: Delivery, frozen: DigestBody) -> str | None:
        """Upload the chart and return its file id; None without a chart, or where that fails, which is logged.

        It may be repeated: a file that no message shows is seen by nobody.
        """
        if frozen.picture is None:
            return None
        try:
            png = await asyncio.to_thread(to_png, frozen.picture.svg)
            title = frozen.picture.alt.partition("\n")[0]
            return await upload_picture(self.web, png, file_name=_FILE_NAME, title=title)
        except (*CALL_ERRORS, UploadError) as error:
            reason = str(error) if isinstance(error, UploadError) else describe(classify(error))
            log.warning("chart_not_uploaded", exchange_id=one.exchange_id, slot=one.slot, reason=reason)
            return None

    async def post(self, one: Delivery, exchange: Exchange, frozen: DigestBody, file_id: str | None = None) -> str:
        """Post a digest and return its ts; in the home channel into the announcement's thread, shown in the channel.

        file_id: of its chart; without it the chart is lines of text. Raises PutOffError, TerminalError.
        """
        thread_ts = home_thread(one, exchange)
        tries = _Tries(frozen, file_id)
        while True:  # with the picture; with its lines of text; without the thread: each only after a clear refusal
            try:
                answer = await self.web.chat_postMessage(
                    channel=one.channel_id,
                    text=frozen.text,
                    blocks=tries.blocks,
                    thread_ts=thread_ts,
                    reply_broadcast=True if thread_ts else None,
                    metadata={"event_type": EVENT, "event_payload": {"key": str(one.delivery_id)}},
                    unfurl_links=False,
                    unfurl_media=False,
                )
                return str(answer["ts"])
            except CALL_ERRORS as error:
                if is_refused(error, *_BLOCKS) and await tries.has_more(one):
                    continue
                if is_refused(error, *_NO_THREAD) and thread_ts:
                    thread_ts = None
                else:
                    raise _meaning(error) from error

    async def find(self, one: Delivery, exchange: Exchange) -> str | None:
        """Return the ts of the message that an earlier try left, None when there is none.

        Raises PutOffError when that cannot be known now, TerminalError when it never can.
        """
        since = (one.claimed_at or one.due_at) - _SKEW
        search = partial(
            find_message, self.web, one.channel_id, event_type=EVENT, key=str(one.delivery_id), since=since
        )
        thread_ts = home_thread(one, exchange)
        try:
            try:
                found = await search(thread_ts=thread_ts) if thread_ts else None
            except SlackApiError as error:
                if not is_refused(error, *_NO_THREAD):
                    raise
                found = None
            return found or await search()
        except CALL_ERRORS as error:
            raise _meaning(error) from error

    async def update(self, one: Delivery, frozen: DigestBody, file_id: str | None = None) -> None:
        """Bring a message to the body its digest has now; a message that is gone needs nothing. May be repeated.

        file_id: as for `post`. Raises PutOffError, TerminalError.
        """
        tries = _Tries(frozen, file_id)
        while True:
            try:
                await self.web.chat_update(
                    channel=one.channel_id, ts=str(one.message_ts), text=frozen.text, blocks=tries.blocks
                )
            except CALL_ERRORS as error:
                if is_refused(error, *_GONE):
                    return
                if is_refused(error, *_BLOCKS) and await tries.has_more(one):
                    continue
                raise _meaning(error) from error
            return


class _Tries:
    """The blocks to send: with the picture, a few times, and at last with the chart as lines of text."""

    def __init__(self, frozen: DigestBody, file_id: str | None) -> None:
        self._frozen = frozen
        self._waits = list(PICTURE_WAITS)
        self._has_picture = file_id is not None
        self.blocks: list[Block] = blocks_with_picture(frozen, file_id) if file_id else frozen.blocks

    async def has_more(self, one: Delivery) -> bool:
        """Say whether there are blocks to send after a refusal of these, once a picture had time to be taken."""
        if not self._has_picture:
            return False
        if self._waits:
            await asyncio.sleep(self._waits.pop(0))
            return True
        log.warning("chart_not_shown", exchange_id=one.exchange_id, slot=one.slot)
        self._has_picture, self.blocks = False, self._frozen.blocks
        return True


def home_thread(one: Delivery, exchange: Exchange) -> str | None:
    """Return the announcement's ts where the delivery goes to the exchange's own channel."""
    return exchange.announcement_ts if one.channel_id == exchange.channel_id else None


def retry_at(now: datetime, put_off: PutOffError, attempt: int) -> datetime:
    """Return when to try again: when Slack said, else later each time, after an hour at most."""
    if put_off.reason == LIMITED:
        return now + timedelta(seconds=put_off.seconds)
    return now + timedelta(seconds=min(_LONGEST_S, put_off.seconds * 2 ** min(attempt - 1, 7)))


def _meaning(error: Exception) -> PutOffError | TerminalError:
    failure = classify(error)
    if isinstance(failure, RateLimited):
        return PutOffError(_UNTOLD_S if failure.seconds is None else failure.seconds, LIMITED)
    reason = describe(failure)
    if reason in LASTING or reason in _BLOCKS or reason == "msg_blocks_too_long":
        return TerminalError(reason)
    return PutOffError(_RETRY_S, reason)
