"""Snapshots of lasting themes: saved as a whole after each run, changed by moderators in between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update

from storage import locks
from storage.enums import CommentState
from storage.models import comment, new_id, theme, theme_change, theme_member, theme_run
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of
from storage.theme_parts import Part, present_parts
from storage.themes import CommentMark

MAX_NAME = 150


@dataclass(frozen=True, slots=True)
class Member:
    """A comment in a theme. second: the number of another theme that it clearly belongs to."""

    comment_id: int
    confidence: float
    second: int | None = None
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class StoredTheme:
    """A theme with its members."""

    number: int
    name: str
    phrases: tuple[str, ...] = ()
    example_id: int | None = None  # of the comment of its key sentence
    language: str = ""
    has_manual_name: bool = False
    is_locked: bool = False
    is_merged: bool = False
    words: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    kind: str = "named"  # or unnamed, all, language, silent: those have no name
    for_id: int | None = None  # of a comment on each side, where they oppose each other
    against_id: int | None = None
    parts: tuple[Part, ...] = ()  # its sub-themes that have a name, the largest first

    @property
    def key(self) -> str:
        """What people call it, as in t3."""
        return f"t{self.number}"


@dataclass(frozen=True, slots=True)
class ThemeSnapshot:
    """All themes of an exchange, with the finder's memory. found_at: None before the first run.

    mark: of the comments that the run was given. turn: number of changes by moderators; `save` compares it, so that no
    run overwrites their changes.
    """

    themes: tuple[StoredTheme, ...] = ()
    next_number: int = 1
    memory: Mapping[str, Any] = field(default_factory=dict)
    found_at: datetime | None = None
    note: str = ""
    mark: CommentMark = field(default_factory=CommentMark)
    turn: int = 0

    def theme(self, number: int) -> StoredTheme | None:
        """Return the theme of a number."""
        return next((each for each in self.themes if each.number == number), None)


async def lock(db: Db, scope: ExchangeScope) -> None:
    """Lock the exchange's themes until this transaction ends; comments and ratings are not affected."""
    await locks.take_themes(db, scope.exchange_id)


async def load(db: Db, scope: ExchangeScope) -> ThemeSnapshot:
    """Return the themes with their live comments, including empty ones, the largest first."""
    scope_conditions = in_exchange(theme, scope)
    rows = await db.execute(select(theme).where(*scope_conditions))
    themes = {int(row.theme_id): row for row in rows}
    numbers = {theme_id: int(row.number) for theme_id, row in themes.items()}
    members: dict[int, list[Member]] = {theme_id: [] for theme_id in themes}
    found = await db.execute(
        select(
            theme_member.c.comment_id,
            theme_member.c.theme_id,
            theme_member.c.confidence,
            theme_member.c.secondary_theme_id,
            theme_member.c.is_pinned,
        )
        .join_from(
            theme_member,
            comment,
            same(theme_member, comment, "comment_id"),
        )
        .where(
            in_exchange(theme_member, scope),
            comment.c.state == CommentState.LIVE,
        )
        .order_by(theme_member.c.confidence.desc(), theme_member.c.comment_id)
    )
    for row in found:
        second = numbers.get(row.secondary_theme_id) if row.secondary_theme_id else None
        members[int(row.theme_id)].append(Member(int(row.comment_id), float(row.confidence), second, row.is_pinned))
    run = (await db.execute(select(theme_run).where(in_exchange(theme_run, scope)))).first()
    stored = [_to_stored_theme(row, members[theme_id]) for theme_id, row in themes.items()]
    first_free = max((each.number for each in stored), default=0) + 1
    return ThemeSnapshot(
        themes=tuple(sorted(stored, key=lambda each: (-len(each.members), each.number))),
        next_number=max(first_free, run.next_number) if run else first_free,
        memory=run.memory if run else {},
        found_at=run.found_at if run else None,
        note=run.note if run else "",
        mark=CommentMark(run.comment_count, run.comment_checksum) if run else CommentMark(),
        turn=await _revision(db, scope),
    )


@dataclass(frozen=True, slots=True)
class Run:
    """The last run of the finder, without what it found."""

    found_at: datetime
    mark: CommentMark


async def get_run(db: Db, scope: ExchangeScope) -> Run | None:
    """Return when themes were found last, and from which comments; None before."""
    row = (
        await db.execute(
            select(theme_run.c.found_at, theme_run.c.comment_count, theme_run.c.comment_checksum).where(
                in_exchange(theme_run, scope)
            )
        )
    ).first()
    return Run(row.found_at, CommentMark(row.comment_count, row.comment_checksum)) if row else None


async def save(db: Db, scope: ExchangeScope, snapshot: ThemeSnapshot) -> bool:
    """Replace the themes by those of a run; False, without any change, when moderators acted meanwhile.

    A theme keeps its id as long as its number exists. Members that are no longer live are left out.
    """
    await lock(db, scope)
    if await _revision(db, scope) != snapshot.turn:
        return False
    rows = await db.execute(
        select(comment.c.comment_id)
        .where(in_exchange(comment, scope), comment.c.state == CommentState.LIVE)
        .order_by(comment.c.comment_id)
        .with_for_update(read=True, key_share=True)  # none is deleted meanwhile; ratings remain possible
    )
    live = {int(row.comment_id) for row in rows}
    ids = await _ids(db, scope)
    gone = set(ids) - {each.number for each in snapshot.themes}
    await db.execute(delete(theme_member).where(in_exchange(theme_member, scope)))
    await _drop(db, scope, [ids[number] for number in gone])
    for each in snapshot.themes:
        await _save_theme_row(db, scope, ids, each, snapshot.found_at)
    await _save_member_rows(db, scope, ids, snapshot.themes, live)
    run = {
        "next_number": snapshot.next_number,
        "memory": dict(snapshot.memory),
        "found_at": snapshot.found_at,
        "note": snapshot.note,
        "comment_count": snapshot.mark.count,
        "comment_checksum": snapshot.mark.checksum,
    }
    await db.execute(_of_key(upsert_of(db)(theme_run).values(scope.columns | run), theme_run, run))
    return True


async def save_theme(db: Db, scope: ExchangeScope, each: StoredTheme, *, now: datetime) -> None:
    """Create or change one theme; `move_comments` moves its members. The caller holds `lock`."""
    await _save_theme_row(db, scope, await _ids(db, scope), each, now)
    number = max((await load(db, scope)).next_number, each.number + 1)
    run = {"next_number": number, "memory": {}, "found_at": now, "note": ""}
    await db.execute(_of_key(upsert_of(db)(theme_run).values(scope.columns | run), theme_run, {"next_number": number}))


async def move_comments(db: Db, scope: ExchangeScope, members: Iterable[Member], number: int) -> None:
    """Move comments to a theme. The caller holds `lock`. Raises KeyError when there is no such theme."""
    theme_id = (await _ids(db, scope))[number]
    rows = [
        scope.columns
        | {
            "comment_id": each.comment_id,
            "theme_id": theme_id,
            "confidence": each.confidence,
            "secondary_theme_id": None,
            "is_pinned": each.is_pinned,
        }
        for each in members
    ]
    if rows:
        row = upsert_of(db)(theme_member)
        changed = ("theme_id", "confidence", "secondary_theme_id", "is_pinned")
        await db.execute(_of_key(row, theme_member, {name: row.excluded[name] for name in changed}), rows)


async def delete_theme(db: Db, scope: ExchangeScope, numbers: Iterable[int]) -> None:
    """Delete themes with their memberships. The caller holds `lock`."""
    ids = await _ids(db, scope)
    await _drop(db, scope, [ids[number] for number in numbers if number in ids])


async def _save_theme_row(
    db: Db, scope: ExchangeScope, ids: dict[int, int], each: StoredTheme, now: datetime | None
) -> None:
    values = {
        "name": each.name[:MAX_NAME],
        "phrases": list(each.phrases),
        "example_id": each.example_id,
        "for_id": each.for_id,
        "against_id": each.against_id,
        "language": each.language,
        "has_manual_name": each.has_manual_name,
        "is_locked": each.is_locked,
        "is_merged": each.is_merged,
        "words": list(each.words),
        "kind": each.kind,
        "parts": [[name, list(ids)] for name, ids in each.parts],
        "found_at": now,
    }
    if each.number in ids:
        await db.execute(
            update(theme)
            .where(
                in_exchange(theme, scope),
                theme.c.theme_id == ids[each.number],
            )
            .values(values)
        )
        return
    ids[each.number] = new_id()
    await db.execute(
        insert(theme).values(scope.columns | values | {"number": each.number, "theme_id": ids[each.number]})
    )


async def _save_member_rows(
    db: Db, scope: ExchangeScope, ids: dict[int, int], themes: Sequence[StoredTheme], live: set[int]
) -> None:
    rows = [
        scope.columns
        | {
            "theme_id": ids[each.number],
            "comment_id": member.comment_id,
            "confidence": member.confidence,
            "secondary_theme_id": ids.get(member.second) if member.second else None,
            "is_pinned": member.is_pinned,
        }
        for each in themes
        for member in each.members
        if member.comment_id in live
    ]
    if rows:
        await db.execute(insert(theme_member), sorted(rows, key=itemgetter("comment_id")))


def _of_key(statement: Any, table: Table, values: Mapping[str, Any]) -> Any:
    """Return an insert that updates an existing row."""
    return statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=dict(values))


async def _drop(db: Db, scope: ExchangeScope, theme_ids: list[int]) -> None:
    if theme_ids:
        await db.execute(delete(theme).where(in_exchange(theme, scope), theme.c.theme_id.in_(theme_ids)))


async def _ids(db: Db, scope: ExchangeScope) -> dict[int, int]:
    """Return the id of each theme by its number."""
    rows = await db.execute(select(theme.c.number, theme.c.theme_id).where(in_exchange(theme, scope)))
    return {int(row.number): int(row.theme_id) for row in rows}


async def _revision(db: Db, scope: ExchangeScope) -> int:
    """Return how often moderators changed the themes or undid a change."""
    row = (
        await db.execute(
            select(
                func.count().label("changes"),
                func.sum(theme_change.c.is_undone.cast(theme_change.c.number.type)).label("undone"),
            ).where(
                in_exchange(theme_change, scope),
                theme_change.c.encrypted_moderator.is_not(None),
            )
        )
    ).one()
    return int(row.changes) + int(row.undone or 0)


def _to_stored_theme(row: Any, members: Sequence[Member]) -> StoredTheme:
    return StoredTheme(
        number=int(row.number),
        name=str(row.name),
        phrases=tuple(row.phrases),
        example_id=row.example_id,
        for_id=row.for_id,
        against_id=row.against_id,
        language=str(row.language),
        has_manual_name=row.has_manual_name,
        is_locked=row.is_locked,
        is_merged=row.is_merged,
        words=tuple(row.words),
        members=tuple(members),
        kind=row.kind,
        parts=present_parts(row.parts, {member.comment_id for member in members}),
    )
