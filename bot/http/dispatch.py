"""Hands a checked payload to Bolt, past Bolt's own parsing and verification."""

from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.http import envelope
from bot.http.errors import RefusedError


async def dispatch(bolt: AsyncApp, body: Any) -> BoltResponse:
    """Return Bolt's answer to a payload, by HTTP or the socket. Raises RefusedError when it is none of Slack's."""
    if not isinstance(body, dict):
        raise RefusedError("no_object")
    envelope.check(body)
    try:
        # "socket_mode" means: the body is parsed and its sender is trusted. Nothing else differs.
        request = AsyncBoltRequest(body=body, mode="socket_mode")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RefusedError("odd_envelope") from error
    return await bolt.async_dispatch(request)
