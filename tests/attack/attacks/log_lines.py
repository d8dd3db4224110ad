"""Lines of the bot's log have their moments: one that is written with each comment says when comments came.

Of a comment a day is known, or an hour; who was seen just before a line of that time wrote it, or another of that day.
The kind of line counts that comes nearly as often as comments; one that names comments is taken at its word.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from tests.attack.attacks.hours import span_of
from tests.attack.attacks.what_is_there import name_rows, seen_before
from tests.attack.case import COMMENT, WROTE, Case, Guesses
from tests.attack.copies.records import Key
from tests.attack.evidence.evidence import Line

_BEFORE = timedelta(seconds=90)


def guess(case: Case) -> Guesses:
    """Guess that a comment is by somebody seen just before one of the lines of its time."""
    rows = case.copy.rows(COMMENT)
    named = _named(case.evidence.lines, {case.number_of(row): row.key for row in rows})
    counted = _counted(case.evidence.lines, len(rows))
    found: Guesses = {}
    for row in rows:
        span = span_of(row)
        moments = named.get(row.key) or [at for at in counted if span is None or span[0] <= at < span[1]]
        weights = seen_before(case.public, moments, _BEFORE)
        if weights:
            found[WROTE, row.key] = weights
    return name_rows(case.links, found)


def _named(lines: Sequence[Line], keys: Mapping[int, Key]) -> dict[Key, list[datetime]]:
    """Return the moments of the first line about each comment, where a fact of a kind of line is always a number."""
    facts: dict[tuple[str, str], list[tuple[datetime, int]]] = {}
    for line in lines:
        for name, value in line.facts.items():
            number = value if isinstance(value, int) else _NO_NUMBER
            facts.setdefault((line.event, name), []).append((line.at, number))
    found: dict[Key, list[datetime]] = {}
    for every in facts.values():
        numbers = {value for _, value in every}
        if len(numbers) >= _SEVERAL and numbers <= keys.keys():
            for at, value in every:
                found.setdefault(keys[value], [at])
    return found


def _counted(lines: Sequence[Line], comments: int) -> list[datetime]:
    """Return the moments of the kind of line that comes most nearly as often as comments; [] for none near."""
    kinds: dict[tuple[str, ...], list[datetime]] = {}
    for line in lines:
        kinds.setdefault((line.event, *sorted(line.facts)), []).append(line.at)
    near = [each for each in kinds.values() if comments / 2 <= len(each) <= 2 * comments]
    return min(near, key=lambda each: abs(len(each) - comments), default=[])


_NO_NUMBER = -1
_SEVERAL = 3  # comments, before a fact is taken for a number
