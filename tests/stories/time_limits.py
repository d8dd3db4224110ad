"""Time limits of requests that are over once the request has arrived: no test waits for them by the clock."""

from collections.abc import Callable

import aiohttp.client
import pytest
from aiohttp.helpers import BaseTimerContext, TimeoutHandle


def kept_limits(monkeypatch: pytest.MonkeyPatch, seconds: float) -> Callable[[], None]:
    """Return what lets the limit of each request be over that is under way. seconds: the limit of those requests."""
    under_way: list[TimeoutHandle] = []

    class Kept(TimeoutHandle):
        __slots__ = ()

        def timer(self) -> BaseTimerContext:
            if self._timeout == seconds:
                under_way.append(self)
            return super().timer()

    def let_be_over() -> None:
        for each in under_way:
            each()
        under_way.clear()

    monkeypatch.setattr(aiohttp.client, "TimeoutHandle", Kept)
    return let_be_over
