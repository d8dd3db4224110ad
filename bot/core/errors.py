"""The one error for what somebody wrote: a code and what fills its sentence."""

from typing import Any

from bot.core.english import english

_INERT = str.maketrans("`<>&\n", "'‹›+ ")
_MAX_ECHO = 40  # characters


class InputError(ValueError):
    """Words that cannot be used. code: of the sentence in the catalogue; params: what fills it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return english(self.code, self.params)


def echo(text: str) -> str:
    """Return the beginning of what was written, fit to stand between backticks and to mention nobody."""
    line = " ".join(text.translate(_INERT).split())
    return line if len(line) <= _MAX_ECHO else line[:_MAX_ECHO].rstrip() + "…"
