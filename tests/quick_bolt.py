"""What Bolt does over and over, done once: it asks for the arguments of every function, for each app again."""

import inspect
from collections.abc import Callable
from types import CodeType, SimpleNamespace
from typing import Any

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
