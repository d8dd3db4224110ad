"""The error for invalid input: a message id of the catalogues and its parameters."""

from collections.abc import Mapping
from typing import Any

_INERT = str.maketrans("`<>", "'‹›")
_MAX_ECHO = 40  # characters


class InputError(Exception):
    """Invalid input. code: message id in the catalogues; params: its parameters, texts and whole numbers."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Any] = params


def echo(text: str) -> str:
    """Return the beginning of the input, safe between backticks and without mentions."""
    line = " ".join(text.translate(_INERT).split())
    return line if len(line) <= _MAX_ECHO else line[:_MAX_ECHO].rstrip() + "…"
