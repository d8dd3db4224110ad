"""On which days people wrote comments, and the days that comments have instead."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select, update

from storage.models import comment
from storage.scope import ExchangeScope, in_exchange
from storage.seals import NOBODY, SealKey, SealPurpose
from storage.session import Db


async def list_authors(db: Db, scope: ExchangeScope, key: SealKey) -> dict[date, set[int]]:
    """Return who wrote on each day, as numbers that mean nothing elsewhere; seed comments are left out.

    Of comments whose authors were forgotten each counts as another person's. key: opens the authors' seals.
    """
    columns = (comment.c.comment_id, comment.c.author_seal, comment.c.shared_on)
    rows = (await db.execute(select(*columns).where(in_exchange(comment, scope), comment.c.is_seed.is_(False)))).all()
    ids, seals = [int(row.comment_id) for row in rows], [bytes(row.author_seal) for row in rows]
    people = key.open_seals(SealPurpose.AUTHOR, ids, seals).tolist() if rows else []
    found: dict[date, set[int]] = defaultdict(set)
    for place, (row, person) in enumerate(zip(rows, people, strict=True)):
        found[row.shared_on].add(person if person != NOBODY else -2 - place)
    return dict(found)


async def move(db: Db, scope: ExchangeScope, days: Mapping[date, date]) -> None:
    """Give comments other days. days: by the day that they have; none of the new ones is itself replaced."""
    for old, new in days.items():
        where = (in_exchange(comment, scope), comment.c.is_seed.is_(False), comment.c.shared_on == old)
        await db.execute(update(comment).where(*where).values(shared_on=new))
