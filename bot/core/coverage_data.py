"""What goes into the measuring of coverage and what comes out, as plain data: the bot's process sends and reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Share:
    """What share of comments, or of people, quotes speak for, 0..1; by_chance: as many random comments instead."""

    quotes: float = 0.0
    by_chance: float = 0.0


NOTHING = Share()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What some quotes speak for.

    comments: of all that say something. people: of the authors; somebody counts who wrote one that is covered.
    groups, themes: of the comments of each set that was given, None for an empty one.
    """

    comments: Share = NOTHING
    people: Share = NOTHING
    groups: tuple[Share | None, ...] = ()
    themes: tuple[Share | None, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """Return the coverage that `as_json` wrote. Raises KeyError, TypeError."""
        every = {
            name: tuple(None if each is None else Share(**each) for each in found[name])
            for name in ("groups", "themes")
        }
        return cls(Share(**found["comments"]), Share(**found["people"]), **every)


@dataclass(frozen=True, slots=True)
class CoverageRequest:
    """Quotes, and the comments that they are to speak for.

    texts: of the comments; people: who wrote each, as numbers from 0, -1 for nobody. groups, themes: sets of comments,
    by their place in texts. quotes: several lists of quotes, each measured by itself. seed: of the random samples.
    """

    texts: Sequence[str]
    people: Sequence[int]
    quotes: Sequence[Sequence[str]]
    groups: Sequence[Sequence[int]] = ()
    themes: Sequence[Sequence[int]] = ()
    seed: int = 1


@dataclass(frozen=True, slots=True)
class MoreRequest:
    """Quotes that are shown, and comments from which more are to be chosen.

    texts: of the comments; candidates: which of them may be quoted, by their place; count: quotes at most.
    """

    texts: Sequence[str]
    quotes: Sequence[str]
    candidates: Sequence[int]
    count: int
