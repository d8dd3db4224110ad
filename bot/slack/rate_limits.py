"""Rate limits: background calls are tried again when Slack says so, within a bound.

Not a retry handler of slack_sdk: it sleeps inside every call, also before an answer that is due in 3 seconds, tries
once, and fails on a Retry-After that is no whole number.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from bot.slack.client import RateLimited, classify

MAX_TRIES = 6
MAX_WAIT_S = 180.0
"""Seconds that one piece of work waits in all."""

_DEFAULT_S = 5.0  # where Slack does not say how long, or not in seconds

T = TypeVar("T")


class RateLimitedError(Exception):
    """Slack asks to come again later. seconds: how much later, a default where it does not say."""

    def __init__(self, seconds: float | None) -> None:
        super().__init__("ratelimited")
        self.seconds = _DEFAULT_S if seconds is None else seconds


async def call_patiently(call: Callable[[], Awaitable[T]], *, closing: asyncio.Event) -> T:
    """Return what a call to Slack returns, made again after each rate limit, MAX_TRIES times and MAX_WAIT_S at most.

    closing: set when the bot stops; then nothing waits any longer. Nothing else is repeated: Slack did not act on it.
    Raises RateLimitedError when the bound is reached, and whatever else the call raises.
    """
    waited = 0.0
    for attempt in range(1, MAX_TRIES + 1):
        try:
            return await call()
        except SlackApiError as error:
            failure = classify(error)
            if not isinstance(failure, RateLimited):
                raise
            limited = RateLimitedError(failure.seconds)
        except RateLimitedError as error:
            limited = error
        waited += limited.seconds
        if attempt == MAX_TRIES or waited > MAX_WAIT_S or not await paused(limited.seconds, closing):
            break
    raise limited


async def paused(seconds: float, closing: asyncio.Event) -> bool:
    """Wait, and say whether it was not broken off. closing: set when the bot stops."""
    try:
        async with asyncio.timeout(seconds):
            await closing.wait()
    except TimeoutError:
        return True
    return False
