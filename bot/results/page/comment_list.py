"""The list of comments: searched, filtered, sorted, and in pages that stay right when comments come or go."""

import unicodedata
from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from bot.domain.published import GroupCell, PublicComment, Published

PAGE = 25
SORTS = ("stars", "newest", "bridging", "divided", "most_rated")
"""How comments are sorted; the first one where nothing is asked for."""

ANSWERED = ("yes", "no")
"""Asks for the comments that those who asked have answered, or have not."""

NO_THEME = -1
"""Asks for the comments that are in no theme."""

_FILTERS = ("sort", "theme", "tier", "group", "language", "answered", "set", "also")
_MAX_WORDS = 200  # characters of a search
_MAX_COUNTS = 64  # the same
_MAX_LISTS = 16  # that were asked for last


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody asked for. theme: number, 0 for all. tier, answered: "" for all. after: where a page ended.

    kept: a theme of a set that moderators keep, as "s1t3". also: number of a theme that comments speak of too, and do
    not count in; 0 for all.
    """

    search: str = ""
    sort: str = SORTS[0]
    theme: int = 0
    tier: str = ""
    group: str = ""
    language: str = ""
    answered: str = ""
    kept: str = ""
    also: int = 0
    after: str = ""

    def query(self) -> dict[str, str]:
        """Return it as the query of an address; what is usual is left out."""
        written = {
            "q": self.search,
            "sort": "" if self.sort == SORTS[0] else self.sort,
            "theme": str(self.theme) if self.theme else "",
            "tier": self.tier,
            "group": self.group,
            "language": self.language,
            "answered": self.answered,
            "set": self.kept,
            "also": str(self.also) if self.also else "",
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
    sort, group, tier = (query.get(name, "") for name in ("sort", "group", "tier"))
    number, also = _number(query.get("theme", "")), _number(query.get("also", ""))
    return Choice(
        search=" ".join(query.get("q", "")[:_MAX_WORDS].split()),
        sort=sort if sort in SORTS else SORTS[0],
        theme=number if number == NO_THEME or number in found.theme_by_number else 0,
        tier=tier if tier in found.tier_counts else "",
        group=group if group in found.groups_with_stars else "",
        language=query["language"] if query.get("language") in found.language_counts else "",
        answered=query["answered"] if found.answers_of and query.get("answered") in ANSWERED else "",
        kept=query["set"] if query.get("set") in found.numbers_by_set else "",
        also=also if also in found.also_in else 0,
        after=query.get("after", "")[:40],
    )


def list_unknown(query: Mapping[str, str], found: Published) -> list[str]:
    """Return what an address asks for that there is not, as "theme=99": read_choice() leaves it out."""
    known = read_choice(query, found).query() | {"q": ""}
    asked = [name for name in (*_FILTERS, "page") if query.get(name) and name not in known]
    usual = {"sort": SORTS[0], "theme": "0", "also": "0"}
    unknown = [f"{name}={query[name][:40]}" for name in asked if query[name] != usual.get(name)]
    after = query.get("after", "")
    return [*unknown, f"after={after[:40]}"] if after and _place(after) is None else unknown


def _number(written: str) -> int:
    """Return the number of a theme as an address has it, 0 for anything else."""
    is_number = written.removeprefix("-").isdecimal() and written.isascii() and len(written) < 10  # noqa: PLR2004
    return int(written) if is_number else 0


def fold(text: str) -> str:
    """Return a text as it is searched: without accents, in small letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


_Place = tuple[float, int]
_Pairs = list[tuple[_Place, PublicComment]]


class Index:
    """What searches and sorts ask for, made once for each release."""

    def __init__(self, found: Published) -> None:
        self.found = found
        self._folded = {each.number: fold(f"{each.text}\n{each.why}") for each in found.comments}
        self._orders: dict[tuple[str, str], _Pairs] = {}
        self._lists: OrderedDict[Choice, _Pairs] = OrderedDict()
        self._shared = {number: place for place, (number, _) in enumerate(found.common)}
        self._sorts: dict[str, tuple[str, ...]] = {}
        self._counts: OrderedDict[tuple[Choice, str], Mapping[Any, int]] = OrderedDict()

    def search(self, choice: Choice) -> Listing:
        """Return the page of comments that was asked for."""
        fit = self._fitting(choice)
        begin = _place(choice.after)
        before = bisect_right(fit, begin, key=lambda pair: pair[0]) if begin else 0
        page = fit[before : before + PAGE]
        has_more = before + PAGE < len(fit)
        return Listing(tuple(pair[1] for pair in page), len(fit), before, _written(page[-1][0]) if has_more else "")

    def sorts(self, group: str) -> tuple[str, ...]:
        """Return the orders that put some comment before another; one in which all are equal is none.

        group: by whose ratings the list is filtered, "" for none.
        """
        if group not in self._sorts:
            some = [each for each in self.found.comments if not group or cell_of(each, group)]
            first, *others = SORTS
            self._sorts[group] = (first, *(name for name in others if self._has_order(some, name, group)))
        return self._sorts[group]

    def _has_order(self, some: Sequence[PublicComment], sort: str, group: str) -> bool:
        values = (_value(each, sort, group, self._shared) for each in some)
        first = next(values, None)
        return any(value != first for value in values)

    def everything(self, choice: Choice) -> list[PublicComment]:
        """Return all comments that fit, in order."""
        return [each for _, each in self._fitting(choice)]

    def count(self, choice: Choice, name: str) -> Mapping[Any, int]:
        """Return how many comments each value of a filter leaves beside all others that are chosen.

        name: of a filter of Choice, as "theme"; values are as it has them. A value without comments is not in it.
        """
        others = choice.change(sort=SORTS[0], **{name: getattr(Choice(), name)})
        counts = self._counts.get((others, name))
        if counts is None:
            counts = self._counts[others, name] = self._count([each for _, each in self._fitting(others)], name)
            if len(self._counts) > _MAX_COUNTS:
                self._counts.popitem(last=False)
        return counts

    def _count(self, comments: Sequence[PublicComment], name: str) -> Mapping[Any, int]:
        if name == "theme":
            return Counter(NO_THEME if each.theme is None else each.theme for each in comments)
        if name == "group":
            return Counter(cell.group for each in comments for cell in each.by_group)
        if name == "answered":
            return Counter(ANSWERED[each.number not in self.found.answers_of] for each in comments)
        if name == "kept":
            numbers = {each.number for each in comments}
            return {key: n for key, inside in self.found.numbers_by_set.items() if (n := len(numbers & inside))}
        return Counter(value for each in comments if (value := getattr(each, name)))

    def _fitting(self, choice: Choice) -> _Pairs:
        """Return all comments that fit, in order, with their places; the last few lists are kept for next pages."""
        asked = choice.change()
        found = self._lists.get(asked)
        if found is None:
            found = self._lists[asked] = self._filter(asked)
            if len(self._lists) > _MAX_LISTS:
                self._lists.popitem(last=False)
        return found

    def _filter(self, choice: Choice) -> _Pairs:
        """Return the comments that fit, narrowed by one filter after the other."""
        pairs = self._ordered(choice.sort, choice.group)
        if choice.theme:
            wanted = None if choice.theme == NO_THEME else choice.theme
            pairs = [pair for pair in pairs if pair[1].theme == wanted]
        if choice.kept:
            inside = self.found.numbers_by_set[choice.kept]
            pairs = [pair for pair in pairs if pair[1].number in inside]
        if choice.also:
            pairs = [pair for pair in pairs if pair[1].second_theme == choice.also]
        if choice.tier:
            pairs = [pair for pair in pairs if pair[1].tier == choice.tier]
        if choice.language:
            pairs = [pair for pair in pairs if pair[1].language == choice.language]
        if choice.answered:
            answered = self.found.answers_of
            pairs = [pair for pair in pairs if (pair[1].number in answered) == (choice.answered == ANSWERED[0])]
        if choice.group:
            pairs = [pair for pair in pairs if cell_of(pair[1], choice.group)]
        words = sorted(fold(choice.search).split(), key=len, reverse=True)  # the longest rules out most
        if words:
            folded, number = self._folded, choice.search.removeprefix("#")
            first, *others = words
            pairs = [
                pair
                for pair in pairs
                if (first in (text := folded[pair[1].number]) and all(word in text for word in others))
                or number == str(pair[1].number)
            ]
        return pairs

    def _ordered(self, sort: str, group: str) -> _Pairs:
        if (sort, group) not in self._orders:
            pairs = (((_value(each, sort, group, self._shared), each.number), each) for each in self.found.comments)
            self._orders[sort, group] = sorted(pairs, key=lambda pair: pair[0])
        return self._orders[sort, group]


def cell_of(comment: PublicComment, group: str) -> GroupCell | None:
    """Return a group's stars on a comment, None where they are not published."""
    return next((cell for cell in comment.by_group if cell.group == group), None)


def _value(each: PublicComment, sort: str, group: str, shared: Mapping[int, int]) -> float:
    """Return by what a comment is sorted, the lowest first; comments without it are last.

    shared: the places of what all groups like, by number: across groups these come first, as on the page of groups.
    """
    if sort == "bridging" and each.number in shared:
        return _FIRST + shared[each.number]
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
_FIRST = -1000.0


def _written(place: tuple[float, int]) -> str:
    return f"{place[0]:g}~{place[1]}"


def _place(written: str) -> tuple[float, int] | None:
    """Return where a page ended, None where that makes no sense."""
    value, _, number = written.partition("~")
    try:
        place = float(value), int(number)
    except ValueError:
        return None
    return place if isfinite(place[0]) else None


def by_numbers(found: Published, numbers: Sequence[int]) -> list[PublicComment]:
    """Return the comments of these numbers, in their order."""
    return [found.by_number[each] for each in numbers if each in found.by_number]
