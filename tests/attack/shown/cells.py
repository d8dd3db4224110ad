"""Cells of few people: figures that any file has of a comment or a group, against who really rated by then."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.attack.shown.case import ShownCase, ShownTruth, comment_of, rows_of
from tests.attack.shown.taken import Row, Taken

NONE = ""
"""In the place of a group: people who named none."""


def small_cells(case: ShownCase, truth: ShownTruth, *, least: int) -> list[str]:
    """Return what is shown of fewer people than `least`, in words: as a cell, or as what is left of a comment's raters.

    Every figure of a group's stars on a comment counts, in any file; of the comment, of people in a group, and of
    ratings or people that a figure says it rests on.
    """
    found = []
    for taken in case.taken:
        rated = _rated(truth, taken)
        shown = _cells(case, taken, truth)
        for (number, group), surface in sorted(shown.items(), key=str):
            people = sum(rated[number].values()) if group is None else rated[number][group]
            if people < least:
                found.append(f"{surface}: {group or 'all'} on #{number}, {people} people")
        found += _left(shown, rated, least)
        found += _sizes(taken, least)
    return found


def hidden_cells(case: ShownCase, truth: ShownTruth, *, least: int) -> set[tuple[int, str]]:
    """Return the cells of a comment and a group that are too small at the end: what an attacker is after."""
    rated = _rated(truth, case.taken[-1])
    return {(number, group) for number, some in rated.items() for group, n in some.items() if group and 0 < n < least}


def _rated(truth: ShownTruth, taken: Taken) -> dict[int, Counter[str]]:
    """Return by comment how many people of each group had rated it."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for each in truth.given:
        if each.at < taken.at:
            found[each.comment][truth.groups.get(each.person) or NONE] += 1
    return found


def _cells(case: ShownCase, taken: Taken, truth: ShownTruth) -> dict[tuple[int, str | None], str]:
    """Return each cell that has a figure, with the file that has it."""
    groups = {group for group in truth.groups.values() if group}
    found: dict[tuple[int, str | None], str] = {}
    for table, row, number in rows_of(taken, case.numbers):
        named = [group for group in groups if group in row.values() and _has_stars(row)]
        named += [group for group in groups if row.get(group)]  # a chart's table has a column for each group
        for group in named:
            found.setdefault((number, group), table.surface)
        if not named and (row.get("stars.stars") or (row.get("stars") and row.get("ratings"))):
            found.setdefault((number, None), table.surface)
    for owner, row, surface in _nested(case, taken):
        if row.get("group") in groups and row.get("stars"):
            found.setdefault((owner, row["group"]), surface)
    return found


def _nested(case: ShownCase, taken: Taken) -> Iterator[tuple[int, Row, str]]:
    """Yield rows of lists inside a comment, and rows of a comment's own page, which name no comment themselves."""
    for table in taken.tables:
        owner = table.surface.rpartition("[")[2].partition("]")[0]
        if ".comments[" in table.surface and owner.isdecimal() and int(owner) in case.numbers:
            yield from ((int(owner), row, table.surface) for row in table.rows)
        page = table.surface.removesuffix(".html").rpartition("comments/")[2]
        if table.surface.startswith("page/comments/") and page.isdecimal():
            for row in table.rows:
                values = list(row.values())
                if len(values) > 1 and comment_of(row, case.numbers) is None and "★" in values[1]:
                    yield int(page), {"group": values[0], "stars": values[1]}, table.surface


def _has_stars(row: Row) -> bool:
    return any("★" in value or name in {"stars", "mean", "more_stars"} for name, value in row.items() if value)


def _left(shown: dict[tuple[int, str | None], str], rated: dict[int, Counter[str]], least: int) -> Iterator[str]:
    """Yield comments whose own figure and those of groups leave a figure of few people."""
    by_comment: dict[int, list[str]] = defaultdict(list)
    for number, group in shown:
        if group is not None:
            by_comment[number].append(group)
    for number, groups in sorted(by_comment.items()):
        left = sum(rated[number].values()) - sum(rated[number][each] for each in groups)
        if (number, None) in shown and 0 < left < least:
            yield f"{shown[number, None]}: what {', '.join(sorted(groups))} leave on #{number}, {left} people"


def _sizes(taken: Taken, least: int) -> Iterator[str]:
    """Yield what says itself that it rests on few."""
    for table in taken.tables:
        for row in table.rows:
            for column in ("people", "ratings", "stars.ratings", "together_people"):
                value = row.get(column, "")
                if value.isdecimal() and 0 < int(value) < least:
                    yield f"{table.surface}: {column} {value}"
