"""The error for what somebody wrote: an id of a sentence in the catalogues and its parameters."""

from collections.abc import Mapping
from typing import Any

_INERT = str.maketrans("`<>", "'‹›")
_MAX_ECHO = 40  # characters


class InputError(Exception):
    """Words that cannot be used. code: of the sentence in the catalogues; params: texts and whole numbers for it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Any] = params


def echo(text: str) -> str:
    """Return the beginning of what was written, fit for backticks, and mentioning nobody."""
    line = " ".join(text.translate(_INERT).split())
    return line if len(line) <= _MAX_ECHO else line[:_MAX_ECHO].rstrip() + "…"
