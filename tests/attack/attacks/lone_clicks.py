"""A copy before and one after a single act of a known person.

What changed is of that act, and no storage can hide it. But it must not lead to what the person did before: the row
that changed, and all that belongs to it, would. Several such acts of one person have one row in common. Where rows are
written together for cover, or hold several people, a transaction that wrote the same rows may be the person's too: as
long as people are not divided into rows again, which the rows themselves show: the more so, the nearer in the log it
is to an act of theirs, since people rate one comment after the other. And where no log leads to a transaction, a
rating's place inside its page may show that it came since then: it is by one of those who acted since.
"""

from collections.abc import Mapping

from tests.attack.attacks.what_is_there import name_rows
from tests.attack.case import COMMENT, PARTICIPANT, RATED, RATING, ROW, WROTE, Case, Guesses, Target
from tests.attack.copies.records import Copy, Key, Values

_Placed = tuple[Key, object]
"""A participant's row, and by what people were divided into rows when it was seen."""


def guess(case: Case) -> Guesses:
    """Guess that the person's other rows are those that belong to what changed; what changed is not guessed."""
    found: Guesses = {}
    common: dict[str, set[_Placed]] = {}
    new: dict[tuple[str, Key], str] = {}
    for pair in case.lone:
        if len(pair.people) != 1:
            continue
        person = next(iter(pair.people))
        keys = changed(pair.before, pair.after, PARTICIPANT)
        rows = {(row.key, _layout(row.values)) for row in pair.after.rows(PARTICIPANT) if row.key in keys}
        common[person] = common.get(person, rows) & rows or rows
        for table, goal in ((RATING, RATED), (COMMENT, WROTE)):
            mine = added(pair.before, pair.after, table)
            new |= dict.fromkeys(((goal, key) for key in mine), person)
            found |= {(goal, key): {person: 1.0} for key in mine}
    present = {row.key: _layout(row.values) for row in case.copy.rows(PARTICIPANT)}
    here: dict[object, float] = {}
    for person, rows in common.items():
        for key, layout in rows:
            if present.get(key) == layout:
                _add(found, (ROW, key), person, 1 / len(rows))
                here |= {person: 1 / len(rows)} if layout is not None else {}
    _guess_by_transaction(case.copy, common, new, found)
    _guess_by_place(case.copy, here, found)
    return {key: weights for key, weights in name_rows(case.links, found).items() if key not in new}


def _guess_by_transaction(
    copy: Copy, common: Mapping[str, set[_Placed]], new: Mapping[Target, str], found: Guesses
) -> None:
    """Add for each rating of a transaction that wrote a person's possible row that it may be theirs.

    new: what came with an act of a known person, whose transaction that is.
    """
    acts: dict[str, set[int]] = {}
    for change in copy.changes:
        person = new.get((RATED if change.table == RATING else WROTE, change.key))
        if change.table in {RATING, COMMENT} and change.after and person:
            acts.setdefault(person, set()).add(change.transaction)
    for transaction, changes in copy.by_transaction().items():
        written = {
            (each.key, _layout(each.after or each.before or {})) for each in changes if each.table == PARTICIPANT
        }
        ratings = {each.key for each in changes if each.table == RATING and each.after}
        for person, rows in common.items():
            near = _FAR + sum(1 / abs(transaction - own) for own in acts.get(person, ()) if own != transaction)
            for key in ratings if written & rows else ():
                _add(found, (RATED, key), person, near * len(written & rows) / (len(written) * len(rows)))


_FAR = 0.01  # that speaks for a person whose acts are nowhere near


def _guess_by_place(copy: Copy, here: Mapping[object, float], found: Guesses) -> None:
    """Add, where the log says nothing, for the newest ratings since rows were last in order who acted since.

    here: by person, whose row is known as people are divided now, how much speaks for them.
    """
    late = sorted((row for row in copy.rows(RATING) if row.is_late), key=lambda row: -row.rank)
    if here and not any(change.table == RATING for change in copy.changes):
        found |= {(RATED, row.key): dict(here) for row in late[: -(-len(late) // _NEWEST)]}


_NEWEST = 4  # of what came out of order a quarter, by place: the rest may have been moved only


def _layout(values: Values) -> object:
    """Return by what people are divided into rows, None where each has a row of their own."""
    return values.get("layout")


def _add(found: Guesses, target: Target, person: str, weight: float) -> None:
    found[target] = dict(found.get(target, {})) | {person: weight}


def changed(before: Copy, after: Copy, table: str) -> set[Key]:
    """Return the keys of rows that are new or different in the later copy."""
    old = {row.key: row.values for row in before.rows(table)}
    return {row.key for row in after.rows(table) if old.get(row.key) != row.values}


def added(before: Copy, after: Copy, table: str) -> set[Key]:
    """Return the keys of rows that only the later copy has."""
    return {row.key for row in after.rows(table)} - {row.key for row in before.rows(table)}
