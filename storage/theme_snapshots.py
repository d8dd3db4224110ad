"""Themes that last: as they stand, kept whole after each run, changed by moderators in between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update

from storage import locks
from storage.models import comment, new_id, theme, theme_change, theme_member, theme_run
from storage.session import Db
from storage.sql import same, upsert_of

MAX_NAME = 150


@dataclass(frozen=True, slots=True)
class Member:
    """A comment in a theme. second: the number of another theme that it clearly speaks of too."""

    comment_id: int
    sureness: float
    second: int | None = None
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class StoredTheme:
    """A theme as it stands, by the number it is called by."""

    number: int
    name: str
    phrases: tuple[str, ...] = ()
    example_id: int | None = None
    language: str = ""
    is_named: bool = False
    is_locked: bool = False
    is_whole: bool = False
    words: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    kind: str = "named"  # or unnamed, all, language, silent: those have no name

    @property
    def key(self) -> str:
        """What people call it, as in t3."""
        return f"t{self.number}"


@dataclass(frozen=True, slots=True)
class ThemeSnapshot:
    """All themes of an exchange, with what the finder noted. found_at: None before the first run.

    turn: how often moderators changed something; who keeps a run says from which turn it set out.
    """

    themes: tuple[StoredTheme, ...] = ()
    next_number: int = 1
    memory: Mapping[str, Any] = field(default_factory=dict)
    found_at: datetime | None = None
    note: str = ""
    turn: int = 0

    def theme(self, number: int) -> StoredTheme | None:
        """Return the theme of a number."""
        return next((each for each in self.themes if each.number == number), None)


async def lock(db: Db, tenant_id: int, exchange_id: int) -> None:
    """Keep others from changing the exchange's themes until this transaction ends; comments and stars go on."""
    _ = tenant_id
    await locks.take_themes(db, exchange_id)


async def load(db: Db, tenant_id: int, exchange_id: int) -> ThemeSnapshot:
    """Return the themes as they stand, those without comments too, the largest first. Live comments only."""
    here = (theme.c.tenant_id == tenant_id, theme.c.exchange_id == exchange_id)
    rows = await db.execute(select(theme).where(*here))
    themes = {int(row.theme_id): row for row in rows}
    numbers = {theme_id: int(row.number) for theme_id, row in themes.items()}
    members: dict[int, list[Member]] = {theme_id: [] for theme_id in themes}
    found = await db.execute(
        select(
            theme_member.c.comment_id,
            theme_member.c.theme_id,
            theme_member.c.sureness,
            theme_member.c.second_id,
            theme_member.c.is_pinned,
        )
        .join_from(
            theme_member,
            comment,
            same(theme_member, comment, "comment_id"),
        )
        .where(
            theme_member.c.tenant_id == tenant_id,
            theme_member.c.exchange_id == exchange_id,
            comment.c.state == "live",
        )
        .order_by(theme_member.c.sureness.desc(), theme_member.c.comment_id)
    )
    for row in found:
        second = numbers.get(row.second_id) if row.second_id else None
        members[int(row.theme_id)].append(Member(int(row.comment_id), float(row.sureness), second, row.is_pinned))
    run = (
        await db.execute(
            select(theme_run).where(theme_run.c.tenant_id == tenant_id, theme_run.c.exchange_id == exchange_id)
        )
    ).first()
    stood = [_stood(row, members[theme_id]) for theme_id, row in themes.items()]
    used = max((each.number for each in stood), default=0) + 1
    return ThemeSnapshot(
        themes=tuple(sorted(stood, key=lambda each: (-len(each.members), each.number))),
        next_number=max(used, run.next_number) if run else used,
        memory=run.memory if run else {},
        found_at=run.found_at if run else None,
        note=run.note if run else "",
        turn=await _turn(db, tenant_id, exchange_id),
    )


async def save(db: Db, tenant_id: int, exchange_id: int, stood: ThemeSnapshot) -> bool:
    """Put a run's themes in the place of those that stand; False, and nothing, when moderators acted meanwhile.

    A theme keeps its id as long as its number lasts. Members that are no longer live are left out.
    """
    await lock(db, tenant_id, exchange_id)
    if await _turn(db, tenant_id, exchange_id) != stood.turn:
        return False
    here: dict[str, Any] = {"tenant_id": tenant_id, "exchange_id": exchange_id}
    rows = await db.execute(
        select(comment.c.comment_id)
        .where(comment.c.tenant_id == tenant_id, comment.c.exchange_id == exchange_id, comment.c.state == "live")
        .order_by(comment.c.comment_id)
        .with_for_update(read=True, key_share=True)  # none is deleted meanwhile; stars may still be given
    )
    live = {int(row.comment_id) for row in rows}
    ids = await _ids(db, tenant_id, exchange_id)
    gone = set(ids) - {each.number for each in stood.themes}
    await db.execute(
        delete(theme_member).where(theme_member.c.tenant_id == tenant_id, theme_member.c.exchange_id == exchange_id)
    )
    await _drop(db, tenant_id, exchange_id, [ids[number] for number in gone])
    for each in stood.themes:
        await _put(db, here, ids, each, stood.found_at)
    await _put_members(db, here, ids, stood.themes, live)
    run = {
        "next_number": stood.next_number,
        "memory": dict(stood.memory),
        "found_at": stood.found_at,
        "note": stood.note,
    }
    await db.execute(_of_key(upsert_of(db)(theme_run).values(here | run), theme_run, run))
    return True


async def save_theme(db: Db, tenant_id: int, exchange_id: int, each: StoredTheme, *, now: datetime) -> None:
    """Make or change one theme, as moderators do; its members are moved by `move`. The caller holds the exchange."""
    here: dict[str, Any] = {"tenant_id": tenant_id, "exchange_id": exchange_id}
    await _put(db, here, await _ids(db, tenant_id, exchange_id), each, now)
    number = max((await load(db, tenant_id, exchange_id)).next_number, each.number + 1)
    run = {"next_number": number, "memory": {}, "found_at": now, "note": ""}
    await db.execute(_of_key(upsert_of(db)(theme_run).values(here | run), theme_run, {"next_number": number}))


async def move_comments(db: Db, tenant_id: int, exchange_id: int, members: Iterable[Member], number: int) -> None:
    """Bring comments into a theme. The caller holds the exchange. Raises KeyError when there is no such theme."""
    theme_id = (await _ids(db, tenant_id, exchange_id))[number]
    here = {"tenant_id": tenant_id, "exchange_id": exchange_id}
    for each in members:
        place = {"theme_id": theme_id, "sureness": each.sureness, "second_id": None, "is_pinned": each.is_pinned}
        row = here | place | {"comment_id": each.comment_id}
        await db.execute(_of_key(upsert_of(db)(theme_member).values(row), theme_member, place))


async def delete_theme(db: Db, tenant_id: int, exchange_id: int, numbers: Iterable[int]) -> None:
    """Take themes away, with whatever is left in them. The caller holds the exchange."""
    ids = await _ids(db, tenant_id, exchange_id)
    await _drop(db, tenant_id, exchange_id, [ids[number] for number in numbers if number in ids])


async def _put(db: Db, here: dict[str, Any], ids: dict[int, int], each: StoredTheme, now: datetime | None) -> None:
    values = {
        "name": each.name[:MAX_NAME],
        "phrases": list(each.phrases),
        "example_id": each.example_id,
        "language": each.language,
        "is_named": each.is_named,
        "is_locked": each.is_locked,
        "is_whole": each.is_whole,
        "words": list(each.words),
        "kind": each.kind,
        "found_at": now,
    }
    if each.number in ids:
        await db.execute(
            update(theme)
            .where(
                theme.c.tenant_id == here["tenant_id"],
                theme.c.exchange_id == here["exchange_id"],
                theme.c.theme_id == ids[each.number],
            )
            .values(values)
        )
        return
    ids[each.number] = new_id()
    await db.execute(insert(theme).values(here | values | {"number": each.number, "theme_id": ids[each.number]}))


async def _put_members(
    db: Db, here: dict[str, Any], ids: dict[int, int], themes: Sequence[StoredTheme], live: set[int]
) -> None:
    rows = [
        here
        | {
            "theme_id": ids[each.number],
            "comment_id": member.comment_id,
            "sureness": member.sureness,
            "second_id": ids.get(member.second) if member.second else None,
            "is_pinned": member.is_pinned,
        }
        for each in themes
        for member in each.members
        if member.comment_id in live
    ]
    if rows:
        await db.execute(insert(theme_member), sorted(rows, key=itemgetter("comment_id")))


def _of_key(statement: Any, table: Table, values: Mapping[str, Any]) -> Any:
    """Let an insert change the row that is there already."""
    return statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=dict(values))


async def _drop(db: Db, tenant_id: int, exchange_id: int, theme_ids: list[int]) -> None:
    if theme_ids:
        await db.execute(
            delete(theme).where(
                theme.c.tenant_id == tenant_id, theme.c.exchange_id == exchange_id, theme.c.theme_id.in_(theme_ids)
            )
        )


async def _ids(db: Db, tenant_id: int, exchange_id: int) -> dict[int, int]:
    """Return the id of each theme by its number."""
    rows = await db.execute(
        select(theme.c.number, theme.c.theme_id).where(
            theme.c.tenant_id == tenant_id, theme.c.exchange_id == exchange_id
        )
    )
    return {int(row.number): int(row.theme_id) for row in rows}


async def _turn(db: Db, tenant_id: int, exchange_id: int) -> int:
    """Return how often moderators changed the themes or took a change back."""
    row = (
        await db.execute(
            select(func.count(), func.sum(theme_change.c.is_undone.cast(theme_change.c.number.type))).where(
                theme_change.c.tenant_id == tenant_id,
                theme_change.c.exchange_id == exchange_id,
                theme_change.c.sealed_moderator.is_not(None),
            )
        )
    ).one()
    return int(row[0]) + int(row[1] or 0)


def _stood(row: Any, members: Sequence[Member]) -> StoredTheme:
    return StoredTheme(
        number=int(row.number),
        name=str(row.name),
        phrases=tuple(row.phrases),
        example_id=row.example_id,
        language=str(row.language),
        is_named=row.is_named,
        is_locked=row.is_locked,
        is_whole=row.is_whole,
        words=tuple(row.words),
        members=tuple(members),
        kind=row.kind,
    )
