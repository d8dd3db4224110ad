"""The list of comments: searched, filtered, sorted, and in pages that stay right when comments come or go."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.published import GroupCell, PublicComment, Published

PAGE = 25
SORTS = ("stars", "newest", "bridging", "divided", "most_rated")
"""How comments are sorted; the first one where nothing is asked for."""

_MAX_WORDS = 200  # characters of a search


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody asked for. theme: number, 0 for all, -1 for those in none. after: where the last page ended."""

    search: str = ""
    sort: str = SORTS[0]
    theme: int = 0
    group: str = ""
    language: str = ""
    after: str = ""

    def query(self) -> dict[str, str]:
        """Return it as the query of an address; what is usual is left out."""
        written = {
            "q": self.search,
            "sort": "" if self.sort == SORTS[0] else self.sort,
            "theme": str(self.theme) if self.theme else "",
            "group": self.group,
            "language": self.language,
            "after": self.after,
        }
        return {name: value for name, value in written.items() if value}

    def change(self, **values: Any) -> "Choice":
        """Return another choice, from its first page on."""
        return replace(self, **{"after": "", **values})


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of comments. total: in all pages; before: in pages before; next: what asks for the next, "" if none."""

    comments: tuple[PublicComment, ...]
    total: int
    before: int
    next: str


def read_choice(query: Mapping[str, str], found: Published) -> Choice:
    """Return what an address asks for; what makes no sense is as if it was not asked for."""
    theme, sort, group = query.get("theme", ""), query.get("sort", ""), query.get("group", "")
    is_number = theme.removeprefix("-").isdecimal() and theme.isascii() and len(theme) < 10  # noqa: PLR2004 - digits
    number = int(theme) if is_number else 0
    return Choice(
        search=" ".join(query.get("q", "")[:_MAX_WORDS].split()),
        sort=sort if sort in SORTS else SORTS[0],
        theme=number if number == -1 or number in found.theme_by_number else 0,
        group=group if group in found.groups_with_stars else "",
        language=query["language"] if query.get("language") in languages(found) else "",
        after=query.get("after", "")[:40],
    )


def languages(found: Published) -> list[str]:
    """Return the languages of comments, the most frequent first."""
    counts: dict[str, int] = {}
    for each in found.comments:
        if each.language:
            counts[each.language] = counts.get(each.language, 0) + 1
    return sorted(counts, key=lambda code: (-counts[code], code))


def fold(text: str) -> str:
    """Return a text as it is searched: without accents, in small letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


class Index:
    """What searches and sorts ask for, made once for each release."""

    def __init__(self, found: Published) -> None:
        self.found = found
        self._folded: dict[int, str] = {}
        self._orders: dict[tuple[str, str], list[tuple[tuple[float, int], PublicComment]]] = {}

    def search(self, choice: Choice) -> Listing:
        """Return the page of comments that was asked for."""
        fits = self._filter(choice)
        ordered = [pair for pair in self._ordered(choice.sort, choice.group) if fits(pair[1])]
        begin = _place(choice.after)
        before = sum(pair[0] <= begin for pair in ordered) if begin else 0
        page = ordered[before : before + PAGE]
        has_more = before + PAGE < len(ordered)
        return Listing(tuple(pair[1] for pair in page), len(ordered), before, _written(page[-1][0]) if has_more else "")

    def everything(self, choice: Choice) -> list[PublicComment]:
        """Return all comments that fit, in order."""
        fits = self._filter(choice)
        return [each for _, each in self._ordered(choice.sort, choice.group) if fits(each)]

    def _filter(self, choice: Choice) -> Callable[[PublicComment], bool]:
        words = fold(choice.search).split()
        number = choice.search.removeprefix("#")

        def fits(each: PublicComment) -> bool:
            if choice.theme and each.theme != (None if choice.theme == -1 else choice.theme):
                return False
            if choice.language and each.language != choice.language:
                return False
            if choice.group and cell_of(each, choice.group) is None:
                return False
            if not words or number == str(each.number):
                return True
            text = self._text(each)
            return all(word in text for word in words)

        return fits

    def _text(self, each: PublicComment) -> str:
        folded = self._folded.get(each.number)
        if folded is None:
            folded = self._folded[each.number] = fold(f"{each.text}\n{each.why}")
        return folded

    def _ordered(self, sort: str, group: str) -> list[tuple[tuple[float, int], PublicComment]]:
        if (sort, group) not in self._orders:
            pairs = (((_value(each, sort, group), each.number), each) for each in self.found.comments)
            self._orders[sort, group] = sorted(pairs, key=lambda pair: pair[0])
        return self._orders[sort, group]


def cell_of(comment: PublicComment, group: str) -> GroupCell | None:
    """Return a group's stars on a comment, None where they are not published."""
    return next((cell for cell in comment.by_group if cell.group == group), None)


def _value(each: PublicComment, sort: str, group: str) -> float:
    """Return by what a comment is sorted, the lowest first; comments without it are last."""
    cell = cell_of(each, group) if group else None
    if sort == "newest":
        return -each.shared_on.toordinal()
    if sort == "stars" and not cell and each.place is not None:
        return float(each.place)
    stars = cell.stars if cell else each.stars.stars if each.stars else None
    ratings = cell.ratings if cell else each.stars.ratings if each.stars else None
    wanted = {"stars": stars, "bridging": each.lowest_by_group, "divided": each.spread, "most_rated": ratings}[sort]
    return _LAST if wanted is None else -wanted


_LAST = 1e9


def _written(place: tuple[float, int]) -> str:
    return f"{place[0]:g}~{place[1]}"


def _place(written: str) -> tuple[float, int] | None:
    """Return where a page ended, None where that makes no sense."""
    value, _, number = written.partition("~")
    try:
        return float(value), int(number)
    except ValueError:
        return None


def by_numbers(found: Published, numbers: Sequence[int]) -> list[PublicComment]:
    """Return the comments of these numbers, in their order."""
    return [found.by_number[each] for each in numbers if each in found.by_number]
