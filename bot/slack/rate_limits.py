"""Rate limits: background calls are tried again when Slack says so, within a bound.

Not a retry handler of slack_sdk: it sleeps inside every call, also before an answer that is due in 3 seconds, tries
once, and fails on a Retry-After that is no whole number.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from bot.slack.deadlines import within

MAX_TRIES = 6
MAX_WAIT_S = 180.0
"""Seconds that one piece of work waits in all."""

_DEFAULT_S = 5.0  # where Slack does not say how long, or not in seconds
_TOO_MANY = 429

T = TypeVar("T")


class RateLimitedError(Exception):
    """Slack asks to come again later. seconds: how much later."""

    def __init__(self, seconds: float) -> None:
        super().__init__("ratelimited")
        self.seconds = seconds


def retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds of a Retry-After header, in any case; a default when it is missing or no number."""
    text = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    try:
        seconds = float(text)
    except ValueError:
        return _DEFAULT_S
    return max(seconds, 0.0) if math.isfinite(seconds) else _DEFAULT_S


async def call_patiently(call: Callable[[], Awaitable[T]], *, closing: asyncio.Event) -> T:
    """Return what a call to Slack returns, made again after each 429, MAX_TRIES times and MAX_WAIT_S at most.

    closing: set when the bot stops; then nothing waits any longer. Only a 429 is repeated: Slack did not act on it.
    Raises RateLimitedError when the bound is reached, and whatever else the call raises.
    """
    waited = 0.0
    for attempt in range(1, MAX_TRIES + 1):
        try:
            return await call()
        except SlackApiError as error:
            if getattr(error.response, "status_code", None) != _TOO_MANY:
                raise
            limited = RateLimitedError(retry_after(error.response.headers))
        except RateLimitedError as error:
            limited = error
        waited += limited.seconds
        if attempt == MAX_TRIES or waited > MAX_WAIT_S or not await _paused(limited.seconds, closing):
            break
    raise limited


async def _paused(seconds: float, closing: asyncio.Event) -> bool:
    """Wait, and say whether it was not broken off."""
    try:
        async with within(seconds):
            await closing.wait()
    except TimeoutError:
        return True
    return False
