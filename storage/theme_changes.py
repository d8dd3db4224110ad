"""The log of changes to an exchange's themes, by the finder or by moderators, whose ids are encrypted."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Self

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Row

from storage.models import new_id, theme_change
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.theme_parts import read_parts
from storage.theme_snapshots import StoredTheme


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """What is kept of a change beside its kind, nobody's words. figures: what decided, where the finder made it.

    name: the theme's own, as it is called after the change; was: before a new name. other: name of the other theme.
    """

    name: str = ""
    other: str = ""
    was: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the column."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the facts that `to_json` wrote."""
        return cls(**stored)


@dataclass(frozen=True, slots=True)
class Membership:
    """A comment in a theme of this number, before a change."""

    comment_id: int
    number: int
    confidence: float
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class StateBefore:
    """What undo brings back. themes: as they were, without members; members: of moved comments; made: new numbers."""

    themes: tuple[StoredTheme, ...] = ()
    members: tuple[Membership, ...] = ()
    made: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the column."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the state that `to_json` wrote."""
        return cls(
            tuple(_read_theme(row) for row in stored["themes"]),
            tuple(Membership(**row) for row in stored["members"]),
            tuple(stored["made"]),
        )


def _read_theme(row: Mapping[str, Any]) -> StoredTheme:
    lists = {name: tuple(row[name]) for name in ("phrases", "words", "members")}
    return StoredTheme(**{**row, **lists, "parts": read_parts(row.get("parts", ()))})


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    kind: new, split, merge, gone (by the finder or by moderators), rename, move, lock, unlock, seed (by moderators).
    number: of the theme; other: split from, merged into, moved to. before: None where nothing can be taken back.
    """

    change_id: int
    kind: str
    number: int
    other: int | None
    facts: ChangeFacts
    before: StateBefore | None
    is_by_moderator: bool
    made_at: datetime
    is_undone: bool = False


_COLUMNS = (
    theme_change.c.change_id,
    theme_change.c.kind,
    theme_change.c.number,
    theme_change.c.other,
    theme_change.c.facts,
    theme_change.c.before,
    theme_change.c.encrypted_moderator.is_not(None).label("is_by_moderator"),
    theme_change.c.made_at,
    theme_change.c.is_undone,
)


def _read(row: Row[Any]) -> Change:
    before = None if row.before is None else StateBefore.from_json(row.before)
    return to_dataclass(row, Change, facts=ChangeFacts.from_json(row.facts), before=before)


async def record(
    db: Db,
    scope: ExchangeScope,
    kind: str,
    number: int,
    *,
    made_at: datetime,
    other: int | None = None,
    facts: ChangeFacts | None = None,
    before: StateBefore | None = None,
    encrypted_moderator: bytes | None = None,
) -> int:
    """Save a change and return its id. encrypted_moderator: None for the finder's."""
    change_id = new_id()
    await db.execute(
        insert(theme_change).values(
            **scope.columns,
            change_id=change_id,
            kind=kind,
            number=number,
            other=other,
            facts=(facts or ChangeFacts()).to_json(),
            before=None if before is None else before.to_json(),
            encrypted_moderator=encrypted_moderator,
            made_at=made_at,
        )
    )
    return change_id


async def get(db: Db, scope: ExchangeScope, change_id: int) -> Change | None:
    """Return one change."""
    row = (
        await db.execute(
            select(*_COLUMNS).where(
                in_exchange(theme_change, scope),
                theme_change.c.change_id == change_id,
            )
        )
    ).first()
    return _read(row) if row else None


async def list_since(db: Db, scope: ExchangeScope, moment: datetime | None = None) -> list[Change]:
    """Return the changes after a moment, or all, the oldest first; what was taken back is among them, marked."""
    query = (
        select(*_COLUMNS)
        .where(in_exchange(theme_change, scope))
        .order_by(theme_change.c.made_at, theme_change.c.change_id)
    )
    if moment is not None:
        query = query.where(theme_change.c.made_at > moment)
    return [_read(row) for row in await db.execute(query)]


async def get_last_of_moderators(db: Db, scope: ExchangeScope) -> Change | None:
    """Return the moderators' newest change that was not taken back."""
    row = (
        await db.execute(
            select(*_COLUMNS)
            .where(
                in_exchange(theme_change, scope),
                theme_change.c.encrypted_moderator.is_not(None),
                theme_change.c.is_undone.is_(False),
            )
            .order_by(theme_change.c.made_at.desc(), theme_change.c.change_id.desc())
            .limit(1)
        )
    ).first()
    return _read(row) if row else None


async def mark_undone(db: Db, scope: ExchangeScope, change_id: int) -> bool:
    """Mark a change as taken back; False when it was so already."""
    changed = await db.execute(
        update(theme_change)
        .where(
            in_exchange(theme_change, scope),
            theme_change.c.change_id == change_id,
            theme_change.c.is_undone.is_(False),
        )
        .values(is_undone=True)
    )
    return bool(changed.rowcount)
