"""Services outside that the host set up, and what pages say of them."""

from dataclasses import dataclass

USED, LATE, FAILED, WRONG, CAPPED = "used", "late", "failed", "wrong", "capped"

_WHY = {
    LATE: "answered too late",
    FAILED: "could not be used",
    WRONG: "answered with something else",
    CAPPED: "has reached this month's cap",
}


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


def vectors_line(note: str, services: Services) -> str:
    """Return what a page says of the vectors that themes were found with; "" where there is nothing to say."""
    if note == USED:
        return f"themes found with the help of {services.vectors or 'a service outside'}"
    if note in _WHY:
        return f"themes found by wording alone: {services.vectors or 'the model of this server'} {_WHY[note]}"
    return ""


def summary_line(note: str, services: Services) -> str:
    """Return what a page says of its summary's writer; "" where there is nothing to say."""
    if note == USED:
        return f"summary written by {services.summary}, each sentence checked against the comments it cites"
    if note in _WHY:
        return f"summary put together by rule: {services.summary} {_WHY[note]}"
    return ""
