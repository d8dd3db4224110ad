"""Sets of themes that moderators keep beside the computed one: copied from it, then named, merged and filled by hand.

Nothing says which moderator made or changed one. A comment leaves every set with its row, and is left out while it is
not live.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from storage import locks
from storage.enums import CommentState
from storage.models import comment, theme_set, theme_set_member
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db
from storage.sql import same, upsert_of

_AT_ONCE = 500
_REVISIONS = 2**30


@dataclass(frozen=True, slots=True)
class SetTheme:
    """A theme of a set. is_own: its name is a moderator's, or none of people's words; else a finder's, of comments."""

    number: int
    name: str
    is_own: bool = True

    @property
    def key(self) -> str:
        """What people call it, as in t3."""
        return f"t{self.number}"


@dataclass(frozen=True, slots=True)
class SetBefore:
    """What undo brings back: the themes, and where moved comments were, None for nowhere."""

    themes: tuple[SetTheme, ...]
    members: tuple[tuple[int, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeSet:
    """A set. members: the theme's number by the id of each live comment in it. is_first: shown before the computed one.

    revision: another after each change, and not that of an earlier set of its number. before: what the last one
    changed, None where there is nothing to undo.
    """

    number: int
    name: str
    made_on: date
    changed_on: date
    themes: tuple[SetTheme, ...]
    is_first: bool = False
    revision: int = 0
    before: SetBefore | None = None
    members: Mapping[int, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What people call it, as in s1."""
        return f"s{self.number}"

    def theme(self, number: int) -> SetTheme | None:
        """Return the theme of a number."""
        return next((each for each in self.themes if each.number == number), None)

    def count(self, number: int) -> int:
        """Return how many live comments a theme has."""
        return sum(each == number for each in self.members.values())


_COLUMNS = [theme_set.c[name] for name in ThemeSet.__dataclass_fields__ if name != "members"]


async def list_sets(db: Db, scope: ExchangeScope) -> list[ThemeSet]:
    """Return the sets with their live comments, in the order in which they were made."""
    query = select(*_COLUMNS).where(in_exchange(theme_set, scope)).order_by(theme_set.c.number)
    rows = (await db.execute(query)).all()
    if not rows:
        return []
    inside: dict[int, dict[int, int]] = {int(row.number): {} for row in rows}
    members = await db.execute(
        select(theme_set_member.c.set_number, theme_set_member.c.comment_id, theme_set_member.c.theme_number)
        .join_from(theme_set_member, comment, same(theme_set_member, comment, "comment_id"))
        .where(in_exchange(theme_set_member, scope), comment.c.state == CommentState.LIVE)
    )
    for row in members:
        inside[int(row.set_number)][int(row.comment_id)] = int(row.theme_number)
    return [
        to_dataclass(
            row,
            ThemeSet,
            themes=_read_themes(row.themes),
            before=_read_before(row.before),
            members=inside[int(row.number)],
        )
        for row in rows
    ]


async def add(
    db: Db, scope: ExchangeScope, name: str, themes: Sequence[SetTheme], members: Mapping[int, int], *, today: date
) -> int:
    """Keep a new set and return its number; a number is never given twice while a later set is there."""
    last = select(func.coalesce(func.max(theme_set.c.number), 0)).where(in_exchange(theme_set, scope))
    number = int((await db.execute(last)).scalar_one()) + 1
    row = {"number": number, "name": name, "made_on": today, "changed_on": today, "themes": _write_themes(themes)}
    # Begun at random: else a page that shows a deleted set would take the next one of its number for it.
    await db.execute(insert(theme_set).values(scope.columns | row | {"revision": secrets.randbelow(_REVISIONS)}))
    await _put(db, scope, number, members)
    return number


async def save(db: Db, scope: ExchangeScope, after: ThemeSet, *, moved: Mapping[int, int | None], today: date) -> bool:
    """Change a set; False, without any change, where somebody changed it since `after.revision` was read.

    moved: the new theme of comments, None for none; of those that are still there.
    """
    values: dict[str, Any] = {
        "name": after.name,
        "themes": _write_themes(after.themes),
        "before": _write_before(after.before),
        "changed_on": today,
        "revision": after.revision + 1,
    }
    here = (*in_exchange(theme_set, scope), theme_set.c.number == after.number)
    changed = await db.execute(update(theme_set).where(*here, theme_set.c.revision == after.revision).values(values))
    if not changed.rowcount:
        return False
    there = await _list_there(db, scope, moved)
    away = sorted(each for each, number in moved.items() if number is None)
    if away:
        mine = (*in_exchange(theme_set_member, scope), theme_set_member.c.set_number == after.number)
        await db.execute(delete(theme_set_member).where(*mine, theme_set_member.c.comment_id.in_(away)))
    await _put(db, scope, after.number, {each: n for each, n in moved.items() if n is not None and each in there})
    return True


async def set_first(db: Db, scope: ExchangeScope, number: int | None) -> None:
    """Show a set first, None for the computed one."""
    value = (theme_set.c.number == number) if number is not None else False
    values = {"is_first": value, "revision": theme_set.c.revision + 1}
    await db.execute(update(theme_set).where(in_exchange(theme_set, scope)).values(values))


async def remove(db: Db, scope: ExchangeScope, number: int) -> bool:
    """Delete a set with all that is in it; False where there is none."""
    gone = await db.execute(delete(theme_set).where(in_exchange(theme_set, scope), theme_set.c.number == number))
    return bool(gone.rowcount)


_MARK = select(
    func.count(),
    func.coalesce(func.sum(theme_set.c.revision), 0),
    func.coalesce(func.sum(theme_set.c.number), 0),
).where(in_scope(theme_set))


async def get_mark(db: Db, scope: ExchangeScope) -> str:
    """Return what changes whenever a set does."""
    return ".".join(str(each) for each in (await db.execute(_MARK, scope.bind())).one())


async def list_found_names(db: Db, scope: ExchangeScope) -> set[str]:
    """Return the names in sets that the finder gave, from people's words; those that undo would bring back too."""
    found = [each for one in await list_sets(db, scope) for each in _every_theme(one)]
    return {each.name for each in found if each.name and not each.is_own}


async def forget_names(db: Db, scope: ExchangeScope, lost: Collection[str]) -> None:
    """Take names, as `list_found_names` returns them, out of all sets."""
    await locks.take_themes(db, scope.exchange_id)  # what moderators change meanwhile stays

    def without(themes: Sequence[SetTheme]) -> list[list[Any]]:
        gone = [not each.is_own and each.name in lost for each in themes]
        return _write_themes([replace(t, name="") if is_lost else t for t, is_lost in zip(themes, gone, strict=True)])

    for one in await list_sets(db, scope):
        if not any(not each.is_own and each.name in lost for each in _every_theme(one)):
            continue
        before = _write_before(one.before)
        if one.before and before:
            before["themes"] = without(one.before.themes)
        values = {"themes": without(one.themes), "before": before, "revision": theme_set.c.revision + 1}
        here = (*in_exchange(theme_set, scope), theme_set.c.number == one.number)
        await db.execute(update(theme_set).where(*here).values(values))


def _every_theme(one: ThemeSet) -> tuple[SetTheme, ...]:
    return (*one.themes, *(one.before.themes if one.before else ()))


async def _list_there(db: Db, scope: ExchangeScope, ids: Collection[int]) -> set[int]:
    """Return which of these comments still have a row."""
    every, there = sorted(ids), set[int]()
    for start in range(0, len(every), _AT_ONCE):
        some = comment.c.comment_id.in_(every[start : start + _AT_ONCE])
        rows = await db.execute(select(comment.c.comment_id).where(in_exchange(comment, scope), some))
        there |= {int(row.comment_id) for row in rows}
    return there


async def _put(db: Db, scope: ExchangeScope, number: int, members: Mapping[int, int]) -> None:
    rows = [
        scope.columns | {"set_number": number, "comment_id": comment_id, "theme_number": theme}
        for comment_id, theme in sorted(members.items())
    ]
    if rows:
        row = upsert_of(db)(theme_set_member)
        changed = row.on_conflict_do_update(
            index_elements=list(theme_set_member.primary_key.columns),
            set_={"theme_number": row.excluded.theme_number},
        )
        await db.execute(changed, rows)


def _write_themes(themes: Sequence[SetTheme]) -> list[list[Any]]:
    return [[each.number, each.name, each.is_own] for each in themes]


def _read_themes(kept: Sequence[Sequence[Any]]) -> tuple[SetTheme, ...]:
    return tuple(SetTheme(int(number), str(name), bool(is_own)) for number, name, is_own in kept)


def _write_before(before: SetBefore | None) -> dict[str, Any] | None:
    if before is None:
        return None
    return {"themes": _write_themes(before.themes), "members": [list(each) for each in before.members]}


def _read_before(kept: Mapping[str, Any] | None) -> SetBefore | None:
    if kept is None:
        return None
    members = tuple((int(at), None if number is None else int(number)) for at, number in kept["members"])
    return SetBefore(_read_themes(kept["themes"]), members)
