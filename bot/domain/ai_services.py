"""Services outside that the host set up, and what pages say of them."""

from dataclasses import dataclass

from bot.texts import ENGLISH, Texts

USED, LATE, FAILED, WRONG, CAPPED = "used", "late", "failed", "wrong", "capped"

_REASONS = frozenset({LATE, FAILED, WRONG, CAPPED})


class ServiceError(Exception):
    """A service outside did not do what it should. note: LATE, FAILED, WRONG or CAPPED; never anybody's words."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


@dataclass(frozen=True, slots=True)
class Services:
    """The hosts that comments would go to; "" where none is set up."""

    vectors: str = ""
    summary: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Each host once."""
        return tuple(dict.fromkeys(host for host in (self.vectors, self.summary) if host))


def vectors_line(note: str, services: Services, texts: Texts = ENGLISH) -> str:
    """Return what a page says of the vectors that themes were found with; "" where there is nothing to say."""
    if note == USED and services.vectors:
        return texts("ai.themes_used", service=services.vectors)
    if note == USED:
        return texts("ai.themes_used_some")
    if note in _REASONS:
        why = texts(f"ai.why.{note}")
        if services.vectors:
            return texts("ai.themes_alone", service=services.vectors, why=why)
        return texts("ai.themes_alone_model", why=why)
    return ""


def summary_line(note: str, services: Services, texts: Texts = ENGLISH) -> str:
    """Return what a page says of its summary's writer; "" where there is nothing to say."""
    if note == USED:
        return texts("ai.summary_used", service=services.summary)
    if note in _REASONS:
        return texts("ai.summary_alone", service=services.summary, why=texts(f"ai.why.{note}"))
    return ""
