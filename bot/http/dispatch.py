"""Hands a checked payload to who answers it: clicks on stars directly, all else by Bolt."""

from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.http import envelope
from bot.http.errors import RefusedError
from bot.slack.clicks import DirectClicks


class Dispatch:
    """Who answers a payload, by HTTP or the socket. direct: None where Bolt answers everything."""

    def __init__(self, bolt: AsyncApp, direct: DirectClicks | None = None) -> None:
        self._bolt = bolt
        self._direct = direct

    async def answer(self, body: Any) -> BoltResponse:
        """Return the answer to a payload. Raises RefusedError when it is none of Slack's."""
        if not isinstance(body, dict):
            raise RefusedError("no_object")
        envelope.check(body)
        click = self._direct.find(body) if self._direct is not None else None
        if self._direct is not None and click is not None:
            return await self._direct.answer(click)
        try:
            # "socket_mode" means: the body is parsed and its sender is trusted. Nothing else differs.
            request = AsyncBoltRequest(body=body, mode="socket_mode")
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise RefusedError("odd_envelope") from error
        return await self._bolt.async_dispatch(request)
