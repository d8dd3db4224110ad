"""AI services outside this server that its operator set up, and what pages say of them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.texts import Texts

USED, LATE, FAILED, WRONG, CAPPED = "used", "late", "failed", "wrong", "capped"

_FAILURES = frozenset({LATE, FAILED, WRONG, CAPPED})


class ServiceError(Exception):
    """A service outside did not do what it should. note: LATE, FAILED, WRONG or CAPPED; never anybody's words."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


@dataclass(frozen=True, slots=True)
class Words:
    """What of a comment goes to a service: nothing but what it says."""

    text: str
    why: str


AskDanger = Callable[[Sequence[Words]], Awaitable[list[bool]]]
"""Says of each comment whether it is a sign of danger. Raises ServiceError."""

Translate = Callable[[str, str, str], Awaitable[str]]
"""Returns a text of a language in another: (text, from, to), ISO 639-1. Raises ServiceError."""


@dataclass(frozen=True, slots=True)
class Services:
    """The hosts that comments would go to; "" where none is set up."""

    vectors: str = ""
    summary: str = ""
    danger: str = ""
    translation: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Each host once."""
        return tuple(dict.fromkeys(host for host in self._all if host))

    @property
    def _all(self) -> tuple[str, ...]:
        return self.vectors, self.summary, self.danger, self.translation


def vectors_line(note: str, services: Services, texts: Texts) -> str:
    """Return what a page says of the vectors that themes were found with; "" where there is nothing to say."""
    if note == USED:
        return texts("ai.themes_used", service=services.vectors or texts("ai.some_service"))
    if note in _FAILURES:
        return texts(f"ai.themes_alone.{note}", service=services.vectors or texts("ai.own_model"))
    return ""


def summary_line(note: str, services: Services, texts: Texts) -> str:
    """Return what a page says of its summary's writer; "" where there is nothing to say."""
    if note == USED:
        return texts("ai.summary_used", service=services.summary)
    if note in _FAILURES:
        return texts(f"ai.summary_alone.{note}", service=services.summary)
    return ""
