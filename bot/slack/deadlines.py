"""Time limits: how long a request of Slack may wait for an answer; tests stretch them."""

import asyncio

stretch = 1.0
"""Factor of all limits. Tests set it: their results must not depend on how busy their machine is."""


def within(seconds: float) -> asyncio.Timeout:
    """Return a context that raises TimeoutError when what happens in it takes longer than this, in seconds."""
    return asyncio.timeout(seconds * stretch)


def stretched(seconds: float) -> float:
    """Return a limit in seconds, for a library that keeps it."""
    return seconds * stretch
