"""Clients for Slack's Web API: the one of the whole bot, and one that never sends a call twice."""

from aiohttp import ClientSession
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

_POSTING = ("/chat.postMessage", "/chat.postEphemeral")
"""Methods that would post a second message when they are repeated although Slack had acted on the first call."""


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


def make_client(token: str, base_url: str, session: ClientSession, *, seconds: int) -> AsyncWebClient:
    """Return a client that shares a session. seconds: the most that one call takes.

    It does not wait when Slack limits it (bot/slack/rate_limits.py does, where nobody waits for an answer), and does
    not repeat what a fault of Slack's answered.
    """
    return AsyncWebClient(
        token=token, base_url=base_url, session=session, timeout=seconds, retry_handlers=[ConnectionRetries()]
    )


def without_retries(web: AsyncWebClient) -> AsyncWebClient:
    """Return a client with the token, session and time limit of another, and none of its retries.

    For new messages: slack_sdk repeats a call after a broken connection, also when Slack had acted on the first.
    """
    return AsyncWebClient(
        token=web.token,
        base_url=web.base_url,
        timeout=web.timeout,
        session=web.session,
        headers=web.headers,
        retry_handlers=[],
    )
