"""How like cases were decided: of comments that waited for the same, how many moderators kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.enums import ActKind
from storage.moderation_log import LoggedAct

LAST = 12  # decisions that a card counts
_KEPT = {ActKind.KEEP, ActKind.RESTORE, ActKind.APPEAL_RESTORED}


@dataclass(frozen=True, slots=True)
class LikeCases:
    """Decisions about comments that waited for the same: how many, and how many of them kept the comment."""

    ground: str
    decided: int
    kept: int

    @property
    def precision(self) -> float | None:
        """The share in which moderators agreed that something was wrong; None where nothing was decided."""
        return (self.decided - self.kept) / self.decided if self.decided else None


def find_like(decided: Sequence[LoggedAct], grounds: Sequence[str]) -> LikeCases | None:
    """Return how the last cases were decided that waited for the first of these grounds; None where there are none.

    decided: of the workspace, the oldest first. grounds: the most urgent first.
    """
    if not grounds:
        return None
    found = count_for(decided, grounds[0], last=LAST)
    return found if found.decided else None


def count_for(decided: Sequence[LoggedAct], ground: str, *, last: int = 0) -> LikeCases:
    """Return how cases were decided that waited for a ground, among others. last: a number of decisions; 0: all."""
    about = [each for each in decided if ground in each.ground_codes][-last:]
    return LikeCases(ground, len(about), sum(each.act in _KEPT for each in about))
