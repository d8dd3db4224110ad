"""Attacks on what is shown: each names a person for comments or ratings, by what it finds in any row of any file."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import Any

from tests.attack.attacks.what_is_there import multiply
from tests.attack.case import RATED, WROTE, Guesses, Target
from tests.attack.shown.case import ShownCase, comment_of
from tests.attack.shown.taken import Row, Table, Taken

_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?")
_DAY_LENGTH = len("2026-11-30")
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_TOKEN = 8  # characters: what is shorter, or has a space, is a word
_IN_WORDS = set(" /#")
_COMMON = 1 / 3  # of the comments: a value that more of them share distinguishes nobody
Span = tuple[datetime, datetime]


def guess_names(case: ShownCase) -> Guesses:
    """Guess the person whose id or name is in a row about a comment."""
    found: Guesses = {}
    words = {each: person for person, name in case.names.items() for each in (person, name)}
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")\b")
    for _, row, number in case.rows():
        for value in row.values():
            for hit in pattern.findall(value):
                _add(found, (WROTE, (number,)), words[hit])
    return found


def guess_times(case: ShownCase) -> Guesses:
    """Guess that a comment is by somebody seen in its time: as finely as any row has it, or as it first appears."""
    spans: dict[int, Span] = {}
    for _, row, number in case.rows():
        for span in _spans(row):
            spans[number] = min(spans.get(number, span), span, key=_length)
    for number, span in _first_seen(case).items():
        spans[number] = min(spans.get(number, span), span, key=_length)
    return {(WROTE, (number,)): seen for number, span in spans.items() if (seen := case.public.seen_between(*span))}


def _spans(row: Row) -> Iterator[Span]:
    for value in row.values():
        for text in _TIME.findall(value) if len(value) <= len("2026-11-30T00:00:00.000000+00:00") else ():
            at = datetime.fromisoformat(text)
            at = at if at.tzinfo else at.replace(tzinfo=UTC)
            yield (at, at + _DAY) if len(text) == _DAY_LENGTH else (at - _MINUTE, at + _MINUTE)


def _first_seen(case: ShownCase) -> dict[int, Span]:
    """Return the times between two moments: a comment was there at the second and not at the first."""
    found: dict[int, Span] = {}
    for before, taken in zip((None, *case.taken), case.taken, strict=False):
        for number in _shown(case, taken) - found.keys():
            found[number] = (before.at if before else datetime.min.replace(tzinfo=UTC), taken.at)
    return found


def _shown(case: ShownCase, taken: Taken) -> set[int]:
    numbers = (comment_of(row, case.numbers) for table in taken.tables for row in table.rows)
    return {number for number in numbers if number is not None}


def _length(span: Span) -> timedelta:
    return span[1] - span[0]


def guess_order(case: ShownCase) -> Guesses:
    """Guess that comments are listed in the order in which they came, and the announcement's counts say when.

    Of all lists the one is taken whose days rise the most; who reads it knows what is sorted by number or by day.
    """
    days: dict[int, datetime] = {}
    for _, row, number in case.rows():
        for span in _spans(row):
            days[number] = span[0]
    first = datetime.min.replace(tzinfo=UTC)
    orders = [order for order in _orders(case) if not _is_sorted([(0, each) for each in order])]
    orders = [order for order in orders if not _is_sorted([(days.get(each, first), each) for each in order])]
    if not orders:
        return {}
    best = max(orders, key=lambda order: _share_rising([days[each] for each in order if each in days]))
    counts = case.public.counts
    shown = [each.comments for each in counts]
    if len(counts) <= 1:
        return {}
    found: Guesses = {}
    for place, number in enumerate(best):
        after = min(max(1, bisect_left(shown, place + 1)), len(shown) - 1)
        if seen := case.public.seen_between(counts[after - 1].at, counts[after].at):
            found[WROTE, (number,)] = seen
    return found


def _orders(case: ShownCase) -> Iterator[tuple[int, ...]]:
    """Yield each list with most of the comments in it, each once: as it is, and from its end."""
    for taken in case.taken:
        for table in taken.tables:
            numbers = (comment_of(row, case.numbers) for row in table.rows)
            order = tuple(dict.fromkeys(number for number in numbers if number is not None))
            if len(order) > max(3, len(case.numbers) * 2 // 3):
                yield order
                yield order[::-1]


def _is_sorted(values: Sequence[tuple[object, int]]) -> bool:
    """Say whether values rise, or fall, or rise within groups that fall: what is sorted says nothing more."""
    keys: list[Any] = list(values)
    fallen = sorted(sorted(keys, key=itemgetter(1)), key=itemgetter(0), reverse=True)
    return keys in (sorted(keys), sorted(keys, reverse=True), fallen)


def _share_rising(days: Sequence[datetime]) -> float:
    pairs = list(pairwise(days))
    return sum(one <= other for one, other in pairs) / max(len(pairs), 1)


def guess_marks(case: ShownCase) -> Guesses:
    """Guess that comments with the same rare value are by the person who admits to one of them."""
    holders: dict[str, set[int]] = defaultdict(set)
    for _, row, number in case.rows():
        for value in row.values():
            if len(value) >= _TOKEN and not set(value) & _IN_WORDS and not _TIME.fullmatch(value):
                holders[value].add(number)
    admitted, found = case.public.admitted, Guesses()
    for numbers in holders.values():
        if 1 < len(numbers) <= max(2, len(case.numbers) * _COMMON):
            for owner in {admitted[number] for number in numbers if number in admitted}:
                for number in numbers - admitted.keys():
                    _add(found, (WROTE, (number,)), owner)
    return found


def guess_changes(case: ShownCase) -> Guesses:
    """Guess that who was seen since a comment's figures changed last rated it, when they change.

    Where they gain fewer ratings than a release ever adds, they follow each act, and the last moment is near enough.
    """
    found: Guesses = {}
    last: dict[int, datetime] = {}
    figures: dict[int, tuple[float, int]] = {}
    before = datetime.min.replace(tzinfo=UTC)
    for place, taken in enumerate(case.taken):
        for number, figure in figures_of(taken, case.numbers).items():
            if figures.get(number) == figure:
                continue
            gained = figure[1] - figures.get(number, (0.0, 0))[1]
            since = last.get(number, datetime.min.replace(tzinfo=UTC)) if gained >= _BATCH or not gained else before
            known = {person for person, admitted in case.known if admitted == number}
            seen = {who: often for who, often in case.public.seen_between(since, taken.at).items() if who not in known}
            if seen:
                found |= {(RATED, (number, place, each)): seen for each in range(_MOST_NEW)}
            figures[number], last[number] = figure, taken.at
        before = taken.at
    return found


_BATCH = 5
_MOST_NEW = 400  # ratings of one comment in one release


def figures_of(taken: Taken, numbers: frozenset[int]) -> dict[int, tuple[float, int]]:
    """Return (mean stars, ratings) of each comment as the tables of a moment have them."""
    found: dict[int, tuple[float, int]] = {}
    for table in taken.tables:
        for row in table.rows:
            stars, ratings = (row.get(f"stars.{name}") or row.get(name, "") for name in ("stars", "ratings"))
            number = comment_of(row, numbers) if stars and ratings and "group" not in row else None
            if number is not None:
                found.setdefault(number, (float(stars), int(ratings)))
    return found


def guess_patterns(case: ShownCase) -> dict[tuple[str, int], int]:
    """Guess the stars of a person in rows that are gathered as one person's, found by the five they admit to."""
    found: dict[tuple[str, int], int] = {}
    for gathered in _gathered(case):
        for person, known in case.public.known_ratings.items():
            fits = [mine for mine in gathered if sum(mine.get(number) == stars for number, stars in known) > _FITS]
            if len(fits) == 1:
                mine = fits[0]
                new = {(person, number): stars for number, stars in mine.items() if (person, number) not in case.known}
                found |= {pair: stars for pair, stars in new.items() if pair not in found}
    return found


_FITS = 4  # known ratings: more of them than these are in the rows


def _gathered(case: ShownCase) -> Iterator[list[dict[int, int]]]:
    """Yield, for each column that may gather a table's rows by person, the stars by comment of each person."""
    for taken in case.taken:
        for table in taken.tables:
            if len(table.rows) > max(20, len(case.numbers)):
                yield from _by_column(case, taken, table)


def _by_column(case: ShownCase, taken: Taken, table: Table) -> Iterator[list[dict[int, int]]]:
    columns = list(table.rows[0])
    for comments in columns:
        for numbers in _as_comments([row.get(comments, "") for row in table.rows], case, taken):
            for stars in set(columns) - {comments}:
                given = [_as_stars(row.get(stars, "")) for row in table.rows]
                for who in set(columns) - {comments, stars} if None not in given else ():
                    people: dict[str, dict[int, int]] = defaultdict(dict)
                    for row, number, value in zip(table.rows, numbers, given, strict=True):
                        if number is not None and value:
                            people[row.get(who, "")][number] = value
                    yield list(people.values())


def _as_stars(value: str) -> int | None:
    """Return the stars in a cell, 0 for none; None where the cell is something else."""
    return int(value) if value in _STAR_CELLS else None


_STAR_CELLS = {"0", "1", "2", "3", "4", "5"}


def _as_comments(values: Sequence[str], case: ShownCase, taken: Taken) -> Iterator[list[int | None]]:
    """Yield the comments that a column may name: by their numbers, or by their places in any list of the same files."""
    if not all(value.isdecimal() for value in values):
        return
    numbers = [int(value) for value in values]
    if set(numbers) <= case.numbers:
        yield list(numbers)
    for table in taken.tables:
        names = [row.get("0", "") for row in table.rows]
        if len(names) > max(numbers) and set(map(str, case.numbers)) <= set(names):
            yield [int(names[each]) if names[each].isdecimal() else None for each in numbers]


def guess_differences(case: ShownCase) -> dict[tuple[str, int], int]:
    """Guess stars by what a comment's sum gained between two releases, without what is admitted to.

    Who was seen between them and does not admit to stars gets the mean of what is left.
    """
    found: dict[tuple[str, int], int] = {}
    last: dict[int, tuple[float, int, datetime]] = {}
    for taken in case.taken:
        for number, (mean, ratings) in figures_of(taken, case.numbers).items():
            before = last.get(number, (0.0, 0, datetime.min.replace(tzinfo=UTC)))
            if ratings > before[1]:
                gained = mean * ratings - before[0] * before[1], ratings - before[1]
                _share_out(case, number, gained, (before[2], taken.at), found)
                last[number] = (mean, ratings, taken.at)
    return found


def _share_out(
    case: ShownCase,
    number: int,
    gained: tuple[float, int],
    span: Span,
    found: dict[tuple[str, int], int],
) -> None:
    seen = [str(person) for person in case.public.seen_between(*span)]
    known = [case.known[person, number] for person in seen if (person, number) in case.known]
    total, count = gained[0] - sum(known), gained[1] - len(known)
    if count > 0:
        stars = min(5, max(1, round(total / count)))
        for person in seen:
            if (person, number) not in case.known:
                found.setdefault((person, number), stars)


def _add(found: Guesses, target: Target, person: str) -> None:
    weights: Counter[object] = Counter({name: int(weight) for name, weight in found.get(target, {}).items()})
    weights[person] += 1
    found[target] = dict(weights)


def guess_everything(case: ShownCase) -> Guesses:
    """Guess by all of them together; where none says anything, by lot."""
    found: Guesses = {}
    for attack in NAMING.values():
        for target, weights in attack(case).items():
            found[target] = multiply(weights, found[target]) if target in found else weights
    anybody: Mapping[object, float] = dict.fromkeys(case.public.people, 1.0)
    for number in case.numbers:
        found.setdefault((WROTE, (number,)), anybody)
    return found


NAMING: Mapping[str, Callable[[ShownCase], Guesses]] = {
    "names": guess_names,
    "times": guess_times,
    "order": guess_order,
    "marks": guess_marks,
    "changes": guess_changes,
}
"""What names a person for a comment or a rating."""

STARRING: Mapping[str, Callable[[ShownCase], dict[tuple[str, int], int]]] = {
    "patterns": guess_patterns,
    "differences": guess_differences,
}
"""What guesses the stars that somebody gave."""
