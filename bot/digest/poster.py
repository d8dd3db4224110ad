"""Posting a digest exactly once: what each answer of Slack means, and looking before a second try."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.digest.pictures import REFUSALS, Tries, upload_chart
from bot.slack.client import (
    CALL_ERRORS,
    LIMITED,
    RateLimited,
    classify,
    describe,
    find_message,
    findable,
    is_refused,
)
from bot.slack.refusals import LASTING
from storage.deliveries import Delivery
from storage.digests import DigestBody
from storage.exchanges import Exchange

EVENT = "starling_digest"
_SKEW = timedelta(minutes=10)  # between our clock and Slack's
_RETRY_S = 30.0
_LONGEST_S = 3600.0
_UNTOLD_S = 60.0  # Retry-After, where Slack does not say

_NO_THREAD = {"thread_not_found", "cannot_reply_to_message"}
_GONE = {"message_not_found"}


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
    """The way to Slack. web: a client without retry handlers: a second chat.postMessage might post it twice."""

    web: AsyncWebClient

    async def upload(self, one: Delivery, frozen: DigestBody) -> str | None:
        """Upload the chart and return its file id; None without a chart, or where that fails, which is logged."""
        return await upload_chart(self.web, frozen, **_facts(one))

    async def post(
        self,
        one: Delivery,
        exchange: Exchange,
        frozen: DigestBody,
        file_id: str | None = None,
        *,
        require_time: Callable[[], None],
    ) -> str:
        """Post a digest and return its ts; in the home channel into the announcement's thread, shown in the channel.

        file_id: of its chart; without it the chart is lines of text. require_time: called before each try; raises
        LeaseOverError once the lease is about to end. Raises PutOffError, TerminalError.
        """
        thread_ts = home_thread(one, exchange)
        tries = Tries(frozen, file_id, **_facts(one))
        while True:  # with the picture; with its lines of text; without the thread: each only after a clear refusal
            try:
                require_time()
                answer = await self.web.chat_postMessage(
                    channel=one.channel_id,
                    text=frozen.text,
                    blocks=tries.blocks,
                    thread_ts=thread_ts,
                    reply_broadcast=True if thread_ts else None,
                    **findable(EVENT, str(one.delivery_id)),
                )
                return str(answer["ts"])
            except CALL_ERRORS as error:
                if is_refused(error, *REFUSALS) and await tries.has_more():
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
        tries = Tries(frozen, file_id, **_facts(one))
        while True:
            try:
                await self.web.chat_update(
                    channel=one.channel_id, ts=str(one.message_ts), text=frozen.text, blocks=tries.blocks
                )
            except CALL_ERRORS as error:
                if is_refused(error, *_GONE):
                    return
                if is_refused(error, *REFUSALS) and await tries.has_more():
                    continue
                raise _meaning(error) from error
            return


def home_thread(one: Delivery, exchange: Exchange) -> str | None:
    """Return the announcement's ts where the delivery goes to the exchange's own channel."""
    return exchange.announcement_ts if one.channel_id == exchange.channel_id else None


def retry_at(now: datetime, put_off: PutOffError, attempt: int) -> datetime:
    """Return when to try again: when Slack said, else later each time, after an hour at most."""
    if put_off.reason == LIMITED:
        return now + timedelta(seconds=put_off.seconds)
    return now + timedelta(seconds=min(_LONGEST_S, put_off.seconds * 2 ** min(attempt - 1, 7)))


def _facts(one: Delivery) -> dict[str, object]:
    return {"exchange_id": one.exchange_id, "slot": one.slot}


def _meaning(error: Exception) -> PutOffError | TerminalError:
    failure = classify(error)
    if isinstance(failure, RateLimited):
        return PutOffError(_UNTOLD_S if failure.seconds is None else failure.seconds, LIMITED)
    reason = describe(failure)
    if reason in LASTING or reason in REFUSALS or reason == "msg_blocks_too_long":
        return TerminalError(reason)
    return PutOffError(_RETRY_S, reason)
