"""Hands a checked payload to who answers it: clicks on stars directly, all else by Bolt."""

import time
from typing import Any, Protocol

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.http import envelope
from bot.http.errors import RefusedError
from bot.slack.clicks import DirectClicks

_FAULT = 500


class OnAnswer(Protocol):
    """Takes the kind of a request, the seconds that its answer took, and whether there was one."""

    def __call__(self, kind: str, seconds: float, *, is_answered: bool) -> None:
        """Count it."""


class Dispatch:
    """Who answers a payload, by HTTP or the socket. direct: None where Bolt answers everything.

    on_answer: counts answers; None to count none.
    """

    def __init__(self, bolt: AsyncApp, direct: DirectClicks | None = None, on_answer: OnAnswer | None = None) -> None:
        self._bolt = bolt
        self._direct = direct
        self._on_answer = on_answer

    async def answer(self, body: Any) -> BoltResponse:
        """Return the answer to a payload. Raises RefusedError when it is none of Slack's."""
        if self._on_answer is None:
            return await self._answer(body)
        began, is_answered = time.perf_counter(), False
        try:
            response = await self._answer(body)
            is_answered = response.status < _FAULT
        except RefusedError:
            is_answered = True
            raise
        finally:
            self._on_answer(_kind(body), time.perf_counter() - began, is_answered=is_answered)
        return response

    async def _answer(self, body: Any) -> BoltResponse:
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


def _kind(body: Any) -> str:
    """Return a payload's kind, as coarse as it is counted."""
    if not isinstance(body, dict):
        return "interaction"
    return "command" if "command" in body else "event" if body.get("type") == "event_callback" else "interaction"
