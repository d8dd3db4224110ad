"""What Bolt does over and over, done once: a tenth of the processor time of a story.

It asks for the arguments of every function, for each app again; and for each listener of an app it gathers all that a
matcher might ask for, where its own matchers ask for the body alone.
"""

import inspect
from collections.abc import Callable
from types import CodeType, SimpleNamespace
from typing import Any

from slack_bolt.listener_matcher.async_builtins import AsyncBuiltinListenerMatcher
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

_names: dict[CodeType, inspect.FullArgSpec] = {}


def getfullargspec(function: Callable[..., Any]) -> inspect.FullArgSpec:
    """Return what `inspect.getfullargspec` does, from memory for a function of the same code."""
    code = getattr(function, "__code__", None)
    if code is None or hasattr(function, "__signature__"):
        return inspect.getfullargspec(function)
    if code not in _names:
        _names[code] = inspect.getfullargspec(function)
    return _names[code]


INSPECT = SimpleNamespace(
    getfullargspec=getfullargspec, unwrap=inspect.unwrap, iscoroutinefunction=inspect.iscoroutinefunction
)
"""What `slack_bolt.util.utils` uses of `inspect`."""
_usual = AsyncBuiltinListenerMatcher.async_matches


async def async_matches(self: AsyncBuiltinListenerMatcher, req: AsyncBoltRequest, resp: BoltResponse) -> bool:
    """Return what Bolt's own method does, without gathering what the matcher does not ask for."""
    if list(self.arg_names) != ["body"]:
        return await _usual(self, req, resp)
    matches: bool = await self.func(body=req.body)  # type: ignore[misc]
    return matches
