"""Clients for Slack's Web API, what a failed call means, and the search for a message of our own."""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

_POSTING = ("/chat.postMessage", "/chat.postEphemeral")
"""Methods that would post a second message when they are repeated although Slack had acted on the first call."""


CALL_ERRORS = (SlackClientError, ClientError, TimeoutError, OSError, json.JSONDecodeError, UnicodeDecodeError)
"""What a call to Slack raises when it does not succeed; `classify` says what it means."""

_OK, _TOO_MANY = 200, 429
LIMITED = "ratelimited"
_LIMITED = frozenset({LIMITED, "rate_limited"})
_FAULTS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_CODE = re.compile(r"[a-z0-9_.-]{1,60}", re.ASCII)
_PAGE, _PAGES = 200, 20  # messages, when a channel is read


class UnreadMessagesError(TimeoutError):
    """A channel has more messages than are looked at: whether ours is among the others is not known."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack understood the call and said no. code: its word for why."""

    code: str


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Slack did not act on the call: there were too many. seconds: until the next try, None where it did not say."""

    seconds: float | None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Slack did not answer, or with a fault of its own; whether it acted is not known. reason: for the log."""

    reason: str


Failure = Refused | RateLimited | Unreachable


def classify(error: Exception) -> Failure:
    """Return what an error of a call to Slack, one of CALL_ERRORS, means."""
    if not isinstance(error, SlackApiError):
        return Unreachable(type(error).__name__)
    status = getattr(error.response, "status_code", None) or getattr(error.response, "status", None)
    code = error_code(error)
    if status == _TOO_MANY or code in _LIMITED:
        return RateLimited(retry_after(getattr(error.response, "headers", None) or {}))
    if status == _OK and code and code not in _FAULTS:
        return Refused(code)
    return Unreachable(code or f"status {status}")


def describe(failure: Failure) -> str:
    """Return a failure in one word, for the log and the database."""
    if isinstance(failure, RateLimited):
        return LIMITED
    return failure.code if isinstance(failure, Refused) else failure.reason


BLOCK_REFUSALS = (
    "invalid_blocks",
    "invalid_blocks_format",
    "unsupported_block",
    "unsupported_blocks",
    "block_mismatch",
)
"""Slack's codes for blocks that it does not take."""


def error_code(error: SlackApiError) -> str:
    """Return the code with which Slack answered a call, "" when there is none, as in a page of a fault."""
    return read_code(getattr(error.response, "data", error.response))


def read_code(answer: Any) -> str:
    """Return the code of an answer of Slack's, "" when it has none; nothing else of an answer goes into the log."""
    code = answer.get("error") if isinstance(answer, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""


def is_refused(error: Exception, *codes: str) -> bool:
    """Say whether Slack refused with one of these codes."""
    failure = classify(error)
    return isinstance(failure, Refused) and failure.code in codes


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After header, in any case; None when it is missing or no number."""
    text = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    try:
        seconds = float(text)
    except ValueError:
        return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def findable(event_type: str, key: str) -> dict[str, Any]:
    """Return what is posted with a message so that `find_message` finds it; links in it are shown without a preview."""
    metadata = {"event_type": event_type, "event_payload": {"key": key}}
    return {"metadata": metadata, "unfurl_links": False, "unfurl_media": False}


async def find_message(
    web: AsyncWebClient, channel_id: str, *, event_type: str, key: str, since: datetime, thread_ts: str | None = None
) -> str | None:
    """Return the ts of the message whose metadata has a key, None when there is none.

    since: no older message is looked at. thread_ts: of the thread to look in, instead of the channel.
    Raises CALL_ERRORS, among them UnreadMessagesError after 4,000 messages: "not there" would bring a second one.
    """
    where: dict[str, Any] = {
        "channel": channel_id,
        "oldest": f"{since.timestamp():.6f}",
        "include_all_metadata": True,
        "limit": _PAGE,
    }
    cursor = None
    for _ in range(_PAGES):
        if thread_ts:
            page = await web.conversations_replies(ts=thread_ts, cursor=cursor, **where)
        else:
            page = await web.conversations_history(cursor=cursor, **where)
        for message in page.get("messages") or []:
            metadata = message.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == event_type and payload.get("key") == key:
                return str(message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if not cursor:
            return None
    raise UnreadMessagesError


class ConnectionRetries(AsyncConnectionErrorRetryHandler):
    """One more try after a connection broke, such as an idle one that Slack closed; never of a new message."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.endswith(_POSTING):
            return False
        return await super()._can_retry_async(state=state, request=request, response=response, error=error)


def _ignore(_method: str, _code: str) -> None:
    """Count nothing."""


class Client(AsyncWebClient):
    """A client that reports each failed call. on_failure: takes the method and Slack's word for why, or ours."""

    on_failure: Callable[[str, str], None] = staticmethod(_ignore)

    async def api_call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """Call a method of Slack's. Raises CALL_ERRORS."""
        try:
            return await super().api_call(api_method, **arguments)
        except CALL_ERRORS as error:
            self.on_failure(api_method, describe(classify(error)))
            raise


def make_client(
    token: str,
    base_url: str,
    session: ClientSession,
    on_failure: Callable[[str, str], None] = _ignore,
    *,
    team_id: str | None = None,
) -> AsyncWebClient:
    """Return a client that shares a session, whose time limit holds for every call: slack_sdk ignores its own then.

    It does not wait when Slack limits it (bot/slack/rate_limits.py does, where nobody waits for an answer), and does
    not repeat what a fault of Slack's answered. team_id: the workspace that a whole organisation's token is used for.
    """
    client = Client(
        token=token, base_url=base_url, session=session, team_id=team_id, retry_handlers=[ConnectionRetries()]
    )
    client.on_failure = on_failure
    return client


def without_retries(web: AsyncWebClient) -> AsyncWebClient:
    """Return a client with the token and session of another, and none of its retries.

    For new messages: slack_sdk repeats a call after a broken connection, also when Slack had acted on the first.
    What never repeats anything is returned as it is, as the client of another platform.
    """
    if not web.retry_handlers:
        return web
    client = Client(
        token=web.token,
        base_url=web.base_url,
        session=web.session,
        headers=web.headers,
        team_id=web.default_params.get("team_id"),
        retry_handlers=[],
    )
    client.on_failure = getattr(web, "on_failure", _ignore)
    return client
