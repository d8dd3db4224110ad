"""Participants: the data of a person inside one exchange, by rater id."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from storage.models import participant
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import upsert_of


@dataclass(frozen=True, slots=True)
class Participant:
    """A person inside one exchange. Nothing here names them."""

    rater_id: str
    group_name: str | None
    group_asked: bool
    took_part: bool
    thread_offered: bool
    was_invited: bool
    ratings: int
    skips: int
    danger_hides: int  # comments hidden by their reports of danger
    danger_overruled: int  # number of their reports of danger that a moderator overruled
    card_serial: int
    open_comment_id: int | None
    open_version: int | None
    encrypted_card_time: bytes | None
    last_comment_id: int | None


_COLUMNS = [participant.c[name] for name in Participant.__dataclass_fields__]


async def ensure(db: Db, scope: ExchangeScope, rater_id: str) -> Participant:
    """Return the participant, created if new, locked until the transaction ends: concurrent clicks of a person wait."""
    found = await get(db, scope, rater_id, hold=True)
    if found:
        return found
    insert = upsert_of(db)
    await db.execute(insert(participant).values(**scope.columns, rater_id=rater_id).on_conflict_do_nothing())
    made = await get(db, scope, rater_id, hold=True)
    assert made is not None  # noqa: S101 - inserted in this transaction
    return made


async def get(db: Db, scope: ExchangeScope, rater_id: str, *, hold: bool = False) -> Participant | None:
    """Return the participant, None when there is none. hold: lock the row until the transaction ends."""
    query = select(*_COLUMNS).where(
        in_exchange(participant, scope),
        participant.c.rater_id == rater_id,
    )
    row = (await db.execute(query.with_for_update() if hold else query)).first()
    return to_dataclass(row, Participant) if row else None


async def update_participant(db: Db, scope: ExchangeScope, rater_id: str, **values: Any) -> None:
    """Set columns of a participant; values may be expressions over the table's columns."""
    await db.execute(
        update(participant)
        .where(
            in_exchange(participant, scope),
            participant.c.rater_id == rater_id,
        )
        .values(values)
    )


async def offer_once(db: Db, scope: ExchangeScope, rater_id: str) -> bool:
    """Record that the offer to share a thread reply was made; False when it was made before."""
    await ensure(db, scope, rater_id)
    done = await db.execute(
        update(participant)
        .where(
            in_exchange(participant, scope),
            participant.c.rater_id == rater_id,
            ~participant.c.thread_offered,
        )
        .values(thread_offered=True)
    )
    return bool(done.rowcount)


async def reached(db: Db, scope: ExchangeScope) -> set[str]:
    """Return the rater ids of people who were invited or took part."""
    rows = await db.execute(
        select(participant.c.rater_id).where(
            in_exchange(participant, scope),
            participant.c.was_invited | participant.c.took_part,
        )
    )
    return {str(row.rater_id) for row in rows}


async def invite_once(db: Db, scope: ExchangeScope, rater_id: str) -> bool:
    """Record that a person is invited; False when they were before, or take part already."""
    await ensure(db, scope, rater_id)
    done = await db.execute(
        update(participant)
        .where(
            in_exchange(participant, scope),
            participant.c.rater_id == rater_id,
            ~participant.c.was_invited,
            ~participant.c.took_part,
        )
        .values(was_invited=True)
    )
    return bool(done.rowcount)


async def count_by_group(db: Db, scope: ExchangeScope) -> dict[str | None, int]:
    """Return how many people of each group took part; None counts those without a group."""
    rows = await db.execute(
        select(participant.c.group_name, func.count())
        .where(in_exchange(participant, scope), participant.c.took_part)
        .group_by(participant.c.group_name)
    )
    return {name: int(people) for name, people in rows}


async def forget(db: Db, scope: ExchangeScope, rater_id: str) -> None:
    """Delete the participant's row."""
    await db.execute(
        delete(participant).where(
            in_exchange(participant, scope),
            participant.c.rater_id == rater_id,
        )
    )
