"""A set of themes that moderators keep, as it is public."""

from dataclasses import dataclass
from datetime import date

from bot.core.theme_sets import Agreement


@dataclass(frozen=True, slots=True)
class PublicSetTheme:
    """A theme of a set that moderators keep. name: "" where it has none. comments: their numbers.

    stars: the mean of the published stars of its comments, None where too few have any; rated: how many have.
    by_group: as of a computed theme.
    """

    number: int
    name: str
    comments: tuple[int, ...]
    stars: float | None
    rated: int
    by_group: tuple[tuple[str, float, int], ...] = ()

    @property
    def key(self) -> str:
        """What people call it, as in t1."""
        return f"t{self.number}"


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A set of themes that moderators keep beside the computed one. outside: comments that are in none of its themes.

    agreement: with the computed set, None where too few comments have a theme in both.
    """

    number: int
    name: str
    made_on: date
    changed_on: date
    is_first: bool
    themes: tuple[PublicSetTheme, ...]
    outside: int
    agreement: Agreement | None = None

    @property
    def key(self) -> str:
        """What people call it, as in s1."""
        return f"s{self.number}"
