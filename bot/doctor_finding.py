"""A finding of `starling doctor`: one thing that was looked at, in one line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. cure: what to do; empty when it is ok."""

    what: str
    cure: str = ""
    note: str = ""

    @property
    def is_ok(self) -> bool:
        """Say whether nothing needs to be done."""
        return not self.cure

    @property
    def line(self) -> str:
        """Return the finding as one line."""
        return f"{self.what:<12} {self.cure or 'ok'}{f' ({self.note})' if self.note else ''}"
