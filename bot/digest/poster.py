"""Posting a digest so that it stands there once: what each answer of Slack means, and looking before a second try."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.digest.blocks import plain_blocks
from bot.slack.blocks import Block
from bot.slack.refusals import LASTING
from storage.deliveries import Delivery
from storage.digests import DigestBody
from storage.exchanges import Exchange

EVENT = "starling_digest"
LIMITED = "ratelimited"
_SKEW = timedelta(minutes=10)  # between our clock and Slack's
_PAGE = 200
_PAGES = 10
_TOO_MANY = 429
_RETRY_S = 30.0
_LONGEST_S = 3600.0
_UNTOLD_S = 60.0  # Retry-After, where Slack does not say

_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "unsupported_block", "unsupported_blocks", "block_mismatch"}
_NO_THREAD = {"thread_not_found", "cannot_reply_to_message"}
_GONE = {"message_not_found"}


class PutOffError(Exception):
    """It may be tried again after some seconds; whether it was posted is not known unless Slack said 429."""

    def __init__(self, seconds: float, reason: str) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.reason = reason


class ThemesPendingError(Exception):
    """Its themes are still being found: it is looked at again after a while, and nothing was tried yet."""

    def __init__(self, again_in: timedelta) -> None:
        super().__init__()
        self.again_in = again_in


class TerminalError(Exception):
    """Slack will not take it, today or tomorrow."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DigestPoster:
    """The way to Slack. The client has no retry handlers: a second chat.postMessage might stand there twice."""

    web: AsyncWebClient

    @classmethod
    def of(cls, web: AsyncWebClient) -> "DigestPoster":
        """Return a poster with the token, session and time limit of a client, and none of its retries."""
        return cls(
            AsyncWebClient(
                token=web.token,
                base_url=web.base_url,
                timeout=web.timeout,
                session=web.session,
                headers=web.headers,
                retry_handlers=[],
            )
        )

    async def post(self, one: Delivery, exchange: Exchange, frozen: DigestBody) -> str:
        """Post a digest and return its ts; in the home channel into the announcement's thread, shown in the channel.

        Raises PutOffError, TerminalError.
        """
        thread_ts = home_thread(one, exchange)
        blocks: list[Block] = frozen.blocks
        for _ in range(3):  # as it is; without the chart; without the thread: each only after a clear refusal
            try:
                answer = await self.web.chat_postMessage(
                    channel=one.channel_id,
                    text=frozen.text,
                    blocks=blocks,
                    thread_ts=thread_ts,
                    reply_broadcast=True if thread_ts else None,
                    metadata={"event_type": EVENT, "event_payload": {"key": str(one.delivery_id)}},
                    unfurl_links=False,
                    unfurl_media=False,
                )
                return str(answer["ts"])
            except SlackApiError as error:
                reason = _reason(error)
                if reason in _BLOCKS and blocks is frozen.blocks and frozen.chart:
                    blocks = plain_blocks(frozen)
                elif reason in _NO_THREAD and thread_ts:
                    thread_ts = None
                else:
                    raise _meaning(error) from error
            except (SlackClientError, ClientError, TimeoutError, OSError, ValueError) as error:
                raise PutOffError(_RETRY_S, type(error).__name__) from error
        raise TerminalError("invalid_blocks")

    async def find(self, one: Delivery, exchange: Exchange) -> str | None:
        """Return the ts of the message that an earlier try left, None when there is none.

        Raises PutOffError when that cannot be known now, TerminalError when it never can.
        """
        since = ((one.claimed_at or one.due_at) - _SKEW).timestamp()
        thread_ts = home_thread(one, exchange)
        if thread_ts:
            try:
                found = await self._find_in(one, since, thread_ts)
            except TerminalError as error:
                if error.reason not in _NO_THREAD:
                    raise
                found = None
            if found:
                return found
        return await self._find_in(one, since, None)

    async def _find_in(self, one: Delivery, since: float, thread_ts: str | None) -> str | None:
        where: dict[str, Any] = {
            "channel": one.channel_id,
            "oldest": f"{since:.6f}",
            "include_all_metadata": True,
            "limit": _PAGE,
        }
        cursor = ""
        for _ in range(_PAGES):
            more = where | ({"cursor": cursor} if cursor else {})
            try:
                if thread_ts:
                    answer = await self.web.conversations_replies(ts=thread_ts, **more)
                else:
                    answer = await self.web.conversations_history(**more)
            except SlackApiError as error:
                if _reason(error) in _NO_THREAD:
                    raise TerminalError(_reason(error)) from error
                raise _meaning(error) from error
            except (SlackClientError, ClientError, TimeoutError, OSError, ValueError) as error:
                raise PutOffError(_RETRY_S, type(error).__name__) from error
            for message in answer.get("messages") or []:
                about = message.get("metadata") or {}
                if about.get("event_type") == EVENT and (about.get("event_payload") or {}).get("key") == str(
                    one.delivery_id
                ):
                    return str(message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None
        return None

    async def update(self, one: Delivery, frozen: DigestBody) -> None:
        """Bring a message to the body its digest has now; a message that is gone needs nothing. May be repeated.

        Raises PutOffError, TerminalError.
        """
        tries = [frozen.blocks, plain_blocks(frozen)] if frozen.chart else [frozen.blocks]
        for place, blocks in enumerate(tries, start=1):
            try:
                await self.web.chat_update(
                    channel=one.channel_id, ts=str(one.message_ts), text=frozen.text, blocks=blocks
                )
            except SlackApiError as error:
                reason = _reason(error)
                if reason in _GONE:
                    return
                if reason in _BLOCKS and place < len(tries):
                    continue
                raise _meaning(error) from error
            except (SlackClientError, ClientError, TimeoutError, OSError, ValueError) as error:
                raise PutOffError(_RETRY_S, type(error).__name__) from error
            return


def home_thread(one: Delivery, exchange: Exchange) -> str | None:
    """Return the announcement's ts where the delivery goes to the exchange's own channel."""
    return exchange.announcement_ts if one.channel_id == exchange.channel_id else None


def retry_at(now: datetime, put_off: PutOffError, attempt: int) -> datetime:
    """Return when to try again: when Slack said, else later each time, after an hour at most."""
    if put_off.reason == LIMITED:
        return now + timedelta(seconds=put_off.seconds)
    return now + timedelta(seconds=min(_LONGEST_S, put_off.seconds * 2 ** min(attempt - 1, 7)))


def _reason(error: SlackApiError) -> str:
    """Return Slack's word for what is wrong, "" when the answer was none of Slack's."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _meaning(error: SlackApiError) -> PutOffError | TerminalError:
    reason = _reason(error)
    status = getattr(error.response, "status_code", None)
    if status == _TOO_MANY or reason == LIMITED:
        headers = getattr(error.response, "headers", None) or {}
        wait = str(headers.get("Retry-After") or "")
        return PutOffError(float(wait) if wait.isdecimal() else _UNTOLD_S, LIMITED)
    if reason in LASTING or reason in _BLOCKS or reason == "msg_blocks_too_long":
        return TerminalError(reason)
    return PutOffError(_RETRY_S, reason or f"status {status}")
