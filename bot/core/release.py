"""Releases: which ratings each figure counts, and when it may change.

A figure that followed every rating would show each rating: who sees it before and after knows the stars. So every
figure counts a set of ratings of its own, its cell, and the set changes in steps: only where enough people rated in
that cell who were never counted in it before, and at most once a day; by group only at a few moments of an exchange.
The first close counts everybody in the figure of each comment whose noise hides one person.
Who left counts as nobody, and who changed their mind changes nothing, until the cell changes for that reason.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bot.core.limits import MIN_EXACT, MIN_NEW

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Stars = npt.NDArray[np.int8]

GONE = -1
"""In the place of stars: this person was counted once and is no longer, and can never again count as new."""

NEVER = -1
"""Day of the last change of a cell that never had any."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What all figures count now. Comments, people and themes are indices that keep their meaning for ever.

    comments, people: of each pair that some figure ever counted, ascending. whole, own, group: its stars as the figure
    of the whole exchange, of the comment, and of the comment by the rater's group counts them: 1 to 5; GONE; 0 where
    that figure never counted the pair. group_of: each person's group, fixed from the first time that one is known; -1
    none. themes, theme_people: who was ever counted in which theme, ascending. days: of the last change of each
    comment and theme, NEVER before; whole_day: of the whole exchange. has_closed: whether one
    was made at a close.
    """

    comments: Ints
    people: Ints
    whole: Stars
    own: Stars
    group: Stars
    group_of: Ints
    themes: Ints
    theme_people: Ints
    comment_days: Ints
    theme_days: Ints
    whole_day: int = NEVER
    has_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The ratings of now: comments[i] has stars[i] from people[i], each pair once.

    group: index of each person's group, -1 where unknown. theme: of each comment, -1 without one.
    """

    comments: Ints
    people: Ints
    stars: Ints
    group: Ints
    theme: Ints
    group_count: int
    theme_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a release is made. day: a whole number that rises with each day; a figure changes once in each.

    has_groups: whether it is a moment at which figures by group may change. is_close: the last one, whatever the day.
    is_for_new_themes: themes came up between two releases; theirs are the only figures that begin, and none changes.
    """

    day: int
    has_groups: bool = False
    is_close: bool = False
    is_for_new_themes: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """The next sets, and which figures changed: by comment, by theme, by comment and group (the last: no group)."""

    counted: Counted
    comments: Bools
    themes: Bools
    whole: bool
    cells: Bools

    @property
    def is_empty(self) -> bool:
        """Say whether no figure changed."""
        return not (self.whole or self.comments.any() or self.themes.any() or self.cells.any())


def nothing_counted() -> Counted:
    """Return what an exchange counts before its first release."""
    none, stars = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int8)
    return Counted(none, none, stars, stars, stars, none, none, none, none, none)


def next_release(before: Counted, live: Live, moment: Moment, *, min_people: int) -> Release:
    """Return what figures count after a release at this moment.

    before: what they counted so far, with indices that live shares. min_people: the exchange's smallest group: as many
    new people begin a figure; afterwards it takes as many, and MIN_NEW at least, to change it. At the first close one
    is enough for a comment with fewer ratings than MIN_EXACT: its noise is another one before and after.
    """
    table = _Table.of(before, live)
    group_of = _fix_groups(before.group_of, live)
    comment_days = _longer(before.comment_days, len(live.theme))
    theme_days = _longer(before.theme_days, live.theme_count)

    is_open = not moment.is_for_new_themes
    own = table.new_by(table.comments, table.own, len(live.theme), min_people)
    if moment.is_close and not before.has_closed:
        own |= table.unfinished(len(live.theme))
    own &= is_open & (moment.is_close | (comment_days < moment.day))
    whole = is_open and (moment.is_close or before.whole_day < moment.day)
    whole = whole and _whole_changes(table, len(live.group), min_people)
    counted_by_all = table.recount(table.whole, np.full(len(table.whole), whole))
    may_change = is_open & (moment.is_close | (theme_days < moment.day))
    theme_keys, themes = _themes(before, table, counted_by_all, live, min_people, may_change)

    row = np.where(group_of >= 0, group_of, live.group_count)
    cell = table.comments * (live.group_count + 1) + row[table.people]
    regrouped = group_of != _longer(before.group_of, len(group_of))
    group = np.where(regrouped[table.people], 0, table.group).astype(np.int8)
    cells = table.new_by(cell, group, len(live.theme) * (live.group_count + 1), min_people)
    cells &= is_open and moment.has_groups
    counted = _keep_counted(
        Counted(
            table.comments,
            table.people,
            counted_by_all,
            table.recount(table.own, own[table.comments]),
            table.recount(group, cells[cell]),
            group_of,
            *theme_keys,
            np.where(own, moment.day, comment_days),
            np.where(themes, moment.day, theme_days),
            moment.day if whole else before.whole_day,
            before.has_closed or moment.is_close,
        )
    )
    return Release(counted, own, themes, whole, cells.reshape(-1, live.group_count + 1))


@dataclass(frozen=True, slots=True)
class _Table:
    """Every pair that is counted or live, ascending; stars: of now, 0 where there are none."""

    comments: Ints
    people: Ints
    stars: Stars
    whole: Stars
    own: Stars
    group: Stars

    @classmethod
    def of(cls, before: Counted, live: Live) -> "_Table":
        width = max(len(live.group), 1)
        old, new = before.comments * width + before.people, live.comments * width + live.people
        keys = np.union1d(old, new)
        at_old, at_new = np.searchsorted(keys, old), np.searchsorted(keys, new)

        def spread(values: Stars | Ints, at: Ints) -> Stars:
            column = np.zeros(len(keys), dtype=np.int8)
            column[at] = values
            return column

        kept = (spread(each, at_old) for each in (before.whole, before.own, before.group))
        return cls(keys // width, keys % width, spread(live.stars, at_new), *kept)

    def new_by(self, cell: Ints, column: Stars, cell_count: int, min_people: int) -> Bools:
        """Return which cells have enough people who were never counted in them. cell: of each pair."""
        new = np.bincount(cell[(self.stars > 0) & (column == 0)], minlength=cell_count)
        begun = np.bincount(cell[column != 0], minlength=cell_count) > 0
        return np.asarray(new >= np.where(begun, max(min_people, MIN_NEW), min_people))

    def unfinished(self, comment_count: int) -> Bools:
        """Return which comments have a figure with noise that does not count somebody yet."""
        every = np.bincount(self.comments[self.stars > 0], minlength=comment_count)
        new = np.bincount(self.comments[(self.stars > 0) & (self.own == 0)], minlength=comment_count)
        begun = np.bincount(self.comments[self.own > 0], minlength=comment_count) > 0
        return np.asarray(begun & (new > 0) & (every < MIN_EXACT))

    def recount(self, column: Stars, changes: Bools) -> Stars:
        """Return a column that counts what is live, in the rows that change."""
        now = np.where(self.stars > 0, self.stars, np.where(column != 0, GONE, 0))
        return np.where(changes, now, column).astype(np.int8)


def _whole_changes(table: _Table, people_count: int, min_people: int) -> bool:
    counted = np.zeros(people_count, dtype=bool)
    counted[table.people[table.whole != 0]] = True
    rated = np.zeros(people_count, dtype=bool)
    rated[table.people[table.stars > 0]] = True
    fewest = max(min_people, MIN_NEW) if counted.any() else min_people
    return int((rated & ~counted).sum()) >= fewest


def _themes(
    before: Counted, table: _Table, counted: Stars, live: Live, min_people: int, may_change: Bools
) -> tuple[tuple[Ints, Ints], Bools]:
    """Return who was ever counted in which theme, and which themes change; a theme without figures may begin.

    counted: of each pair, as the whole exchange counts it. A theme counts the same pairs, so that a new theme, which
    moderators can make at any time, shows nothing of the ratings since.
    """
    width = max(len(live.group), 1)
    old = before.themes * width + before.theme_people
    theme = live.theme[table.comments]
    is_in = (theme >= 0) & (counted > 0)
    new = np.unique(theme[is_in] * width + table.people[is_in])
    fresh = new[~np.isin(new, old, assume_unique=True)]
    count = np.bincount(fresh // width, minlength=live.theme_count)
    begun = np.bincount(before.themes, minlength=live.theme_count) > 0
    changes = np.where(begun, may_change & (count >= max(min_people, MIN_NEW)), count >= min_people)
    keys = np.union1d(old, new[changes[new // width]])
    return (keys // width, keys % width), changes


def _fix_groups(before: Ints, live: Live) -> Ints:
    """Return each person's group: the first one that was known of them after they rated."""
    known = _longer(before, len(live.group))
    rates = np.zeros(len(live.group), dtype=bool)
    rates[live.people] = True
    return np.where((known < 0) & rates, live.group, known)


def _longer(values: Ints, length: int) -> Ints:
    return np.concatenate([values, np.full(max(length - len(values), 0), -1, dtype=np.int64)])


def _keep_counted(counted: Counted) -> Counted:
    """Return the same without pairs that no figure ever counted."""
    kept = (counted.whole != 0) | (counted.own != 0) | (counted.group != 0)
    return replace(
        counted,
        comments=counted.comments[kept],
        people=counted.people[kept],
        whole=counted.whole[kept],
        own=counted.own[kept],
        group=counted.group[kept],
    )
