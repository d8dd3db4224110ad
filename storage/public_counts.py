"""Counts of an exchange as everybody is shown them: while it is open in steps, so that none shows a single act."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from storage.ledger import Ledger

STEP = 5
"""By how much a count changes at once."""


def step_below(count: int) -> int:
    """Return the multiple of STEP that a count is more than: 35 for 36 to 40, 0 for up to 5."""
    return max(0, (count - 1) // STEP * STEP)


def step_above(count: int) -> int:
    """Return the multiple of STEP that a count reaches at most: 40 for 36 to 40, 5 for 1 to 5, 0 for none."""
    return -(-count // STEP) * STEP


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """Counts as they are shown. is_exact: once an exchange is closed; else each count is more than what it says here.

    seeds: comments to begin with, always exact. raters: people who rated. groups: people by group, "" for those who
    said none. given: ratings by group, of those that may be shown. coverage: fewest, median and most ratings of a
    comment. to_rate: comments with too few ratings for stars. ledger: as of the last time that another step of comments
    was received; shown in steps too.
    """

    people: int = 0
    comments: int = 0
    ratings: int = 0
    seeds: int = 0
    raters: int = 0
    groups: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    coverage: tuple[int, ...] = ()
    to_rate: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    is_exact: bool = False

    def in_steps(self, before: Self) -> Self:
        """Return these exact counts in steps. before: as they were shown last."""
        has_new_step = step_below(self.ledger.received) != step_below(before.ledger.received)
        is_short = self.ledger.received <= STEP
        return replace(
            self,
            people=step_below(self.people),
            comments=step_below(self.comments),
            ratings=step_below(self.ratings),
            raters=step_below(self.raters),
            groups={name: step_below(count) for name, count in self.groups.items()},
            given={name: step_below(count) for name, count in self.given.items()},
            coverage=tuple(step_below(count) for count in self.coverage),
            to_rate=step_below(self.to_rate),
            ledger=Ledger() if is_short else self.ledger if has_new_step else before.ledger,
            is_exact=False,
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the column."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the counts that `to_json` wrote."""
        ledger, coverage = Ledger(**stored["ledger"]), tuple(stored["coverage"])
        return cls(**{**stored, "ledger": ledger, "coverage": coverage})
