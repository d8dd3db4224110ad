"""Blind checks of themes: comments with two theme names each, what was chosen, and in the end only the counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, select, update

from storage.models import theme_check
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db

LEFT, RIGHT, NEITHER, SKIP = "left", "right", "neither", "skip"
ANSWERS = (LEFT, RIGHT, NEITHER, SKIP)


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A comment and the numbers of two themes, in the order in which they are shown.

    found: LEFT or RIGHT, the one that the finder gave it. answer: one of ANSWERS, "" before it.
    """

    comment_id: int
    left: int
    right: int
    found: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ThemeCheck:
    """A check. found_at, turn: which themes it checks. The counts are 0 until it is finished, then items are empty."""

    check_id: int
    found_at: datetime
    turn: int
    began_at: datetime
    items: tuple[CheckItem, ...]
    finished_at: datetime | None = None
    agreed: int = 0
    chose_other: int = 0
    neither: int = 0
    skipped: int = 0

    @property
    def judged(self) -> int:
        """Comments that were not skipped."""
        return self.agreed + self.chose_other + self.neither


async def begin(db: Db, scope: ExchangeScope, check: ThemeCheck) -> None:
    """Save a check that begins, in place of one that was never finished."""
    await db.execute(delete(theme_check).where(in_exchange(theme_check, scope), theme_check.c.finished_at.is_(None)))
    await db.execute(
        theme_check.insert().values(
            **scope.columns,
            check_id=check.check_id,
            found_at=check.found_at,
            turn=check.turn,
            began_at=check.began_at,
            items=_to_json(check.items),
        )
    )


async def get_running(db: Db, scope: ExchangeScope, check_id: int | None = None) -> ThemeCheck | None:
    """Return the check that is not finished, locked until the transaction ends; of this id where one is given."""
    query = select(theme_check).where(in_exchange(theme_check, scope), theme_check.c.finished_at.is_(None))
    if check_id is not None:
        query = query.where(theme_check.c.check_id == check_id)
    row = (await db.execute(query.limit(1).with_for_update())).first()
    return _read(row) if row else None


async def get_last(db: Db, scope: ExchangeScope) -> ThemeCheck | None:
    """Return the check that was finished last."""
    query = select(theme_check).where(in_exchange(theme_check, scope), theme_check.c.finished_at.is_not(None))
    row = (await db.execute(query.order_by(theme_check.c.finished_at.desc()).limit(1))).first()
    return _read(row) if row else None


async def save_items(db: Db, scope: ExchangeScope, check_id: int, items: Sequence[CheckItem]) -> None:
    """Keep the answers so far."""
    this = in_exchange(theme_check, scope) & (theme_check.c.check_id == check_id)
    await db.execute(update(theme_check).where(this).values(items=_to_json(items)))


async def finish(
    db: Db, scope: ExchangeScope, check_id: int, items: Sequence[CheckItem], *, now: datetime
) -> ThemeCheck:
    """Keep the counts, drop what was chosen for which comment, and return the check."""
    counts = Counter("agreed" if each.answer == each.found else each.answer for each in items)
    this = in_exchange(theme_check, scope) & (theme_check.c.check_id == check_id)
    row = await db.execute(
        update(theme_check)
        .where(this)
        .values(
            items=[],
            finished_at=now,
            agreed=counts["agreed"],
            chose_other=counts[LEFT] + counts[RIGHT],
            neither=counts[NEITHER],
            skipped=counts[SKIP],
        )
        .returning(theme_check)
    )
    return _read(row.one())


def _to_json(items: Sequence[CheckItem]) -> list[list[int | str]]:
    return [[each.comment_id, each.left, each.right, each.found, each.answer] for each in items]


def _read(row: Row[tuple[object, ...]]) -> ThemeCheck:
    values = {name: getattr(row, name) for name in ThemeCheck.__dataclass_fields__}
    return ThemeCheck(**values | {"items": tuple(CheckItem(*item) for item in row.items)})
