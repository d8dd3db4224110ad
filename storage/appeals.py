"""Appeals: an author asks for another look at a comment that was hidden or removed; another moderator answers in words.

Of an appeal is kept what its author wrote, as a comment's words are, and the day; nothing says who that is. The words
go with the comment's when its author is forgotten.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from storage.enums import AppealState
from storage.models import appeal
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal about comment #number. answer: in the moderator's words, "" while it waits; answered_at: with it."""

    exchange_id: int
    number: int
    text: str
    state: str  # waiting, upheld, restored, dropped
    answer: str = ""
    answered_at: datetime | None = None
    encrypted_moderator: bytes | None = None
    is_sent: bool = False  # moderators have heard of it

    @property
    def waits(self) -> bool:
        """Whether no moderator answered it yet."""
        return self.state == AppealState.WAITING


_COLUMNS = [appeal.c[name] for name in Appeal.__dataclass_fields__]


async def add(db: Db, scope: ExchangeScope, number: int, text: str) -> None:
    """Save an appeal, in the place of one that was dropped. Raises IntegrityError where there is another."""
    values = {"number": number, "text": text, "state": AppealState.WAITING}
    dropped = in_exchange(appeal, scope) & (appeal.c.number == number) & (appeal.c.state == AppealState.DROPPED)
    await db.execute(delete(appeal).where(dropped))
    await db.execute(insert(appeal).values(**scope.columns, **values))


async def get(db: Db, scope: ExchangeScope, number: int) -> Appeal | None:
    """Return the appeal about comment #number, None when there is none."""
    row = (await db.execute(select(*_COLUMNS).where(in_exchange(appeal, scope), appeal.c.number == number))).first()
    return to_dataclass(row, Appeal) if row else None


async def list_for(db: Db, scope: ExchangeScope) -> Sequence[Appeal]:
    """Return the appeals of an exchange, by number."""
    rows = await db.execute(select(*_COLUMNS).where(in_exchange(appeal, scope)).order_by(appeal.c.number))
    return [to_dataclass(row, Appeal) for row in rows]


async def list_waiting(db: Db, tenant_id: int) -> Sequence[Appeal]:
    """Return the appeals of a workspace that wait for an answer, by their numbers: when an author asked is not kept."""
    here = (appeal.c.tenant_id == tenant_id) & (appeal.c.state == AppealState.WAITING)
    order = (appeal.c.exchange_id, appeal.c.number)
    return [to_dataclass(row, Appeal) for row in await db.execute(select(*_COLUMNS).where(here).order_by(*order))]


async def set_sent(db: Db, scope: ExchangeScope, number: int, *, is_sent: bool = True) -> None:
    """Note whether moderators have heard of an appeal."""
    await db.execute(
        update(appeal).where(in_exchange(appeal, scope), appeal.c.number == number).values(is_sent=is_sent)
    )


async def drop(db: Db, scope: ExchangeScope, number: int) -> None:
    """End an appeal that no moderator heard of, and erase its words."""
    this = in_exchange(appeal, scope) & (appeal.c.number == number) & (appeal.c.state == AppealState.WAITING)
    await db.execute(update(appeal).where(this).values(state=AppealState.DROPPED, text=""))


async def answer(
    db: Db, scope: ExchangeScope, number: int, *, state: str, text: str, now: datetime, encrypted_moderator: bytes
) -> bool:
    """Save a moderator's answer; False where somebody answered before."""
    this = in_exchange(appeal, scope) & (appeal.c.number == number) & (appeal.c.state == AppealState.WAITING)
    values = {"state": state, "answer": text, "answered_at": now, "encrypted_moderator": encrypted_moderator}
    return bool((await db.execute(update(appeal).where(this).values(values))).rowcount)


async def forget(db: Db, scope: ExchangeScope, numbers: Collection[int]) -> None:
    """Erase the words of the appeals about these comments; that there were appeals, and the answers, stay."""
    await db.execute(
        update(appeal).where(in_exchange(appeal, scope), appeal.c.number.in_(sorted(numbers))).values(text="")
    )


_STATES = (
    select(appeal.c.state, func.count().label("n"))
    .where(in_scope(appeal))
    .group_by(appeal.c.state)
    .order_by(appeal.c.state)
)


async def get_mark(db: Db, scope: ExchangeScope) -> str:
    """Return what changes whenever an appeal comes or is answered."""
    rows = await db.execute(_STATES, scope.bind())
    return ",".join(f"{row.state}:{row.n}" for row in rows)
