"""Computations of an exchange: which process does its scores, themes, invitations … now; a lease, so that one does."""

from datetime import UTC, datetime

from sqlalchemy import delete, select, update

from storage.models import computation
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import upsert_of

SCORES, THEMES, SUMMARY, RETENTION = "scores", "themes", "summary", "retention"
INVITATIONS, REMINDERS, RECEIPTS, ANSWERS = "invitations", "reminders", "receipts", "answers"
CARDS, REPHRASE, APPEALS, NUDGE, QUARTER = "cards", "rephrase", "appeals", "nudge", "quarter"

_COARSE_S = 600


def coarse_end(now: datetime) -> datetime:
    """Return the end of a lease for what follows people's acts: ten to twenty minutes on, and of ten minutes the same.

    The moment of a lease is a column: a finer one would say when the act came that the work follows.
    """
    return datetime.fromtimestamp((now.timestamp() // _COARSE_S + 2) * _COARSE_S, UTC)


async def claim(db: Db, scope: ExchangeScope, kind: str, *, now: datetime, until: datetime) -> bool:
    """Claim a computation until a moment; False where another process has it."""
    row = upsert_of(db)(computation).values(**scope.columns, kind=kind, lease_until=until)
    done = await db.execute(
        row.on_conflict_do_update(
            index_elements=["tenant_id", "exchange_id", "kind"],
            set_={"lease_until": row.excluded.lease_until},
            where=computation.c.lease_until <= now,
        ).returning(computation.c.kind)
    )
    return done.first() is not None


async def get_end(db: Db, scope: ExchangeScope, kind: str) -> datetime | None:
    """Return until when a computation is or was claimed; None where its last holder finished it."""
    this = in_exchange(computation, scope) & (computation.c.kind == kind)
    return (await db.execute(select(computation.c.lease_until).where(this))).scalar_one_or_none()


async def extend(db: Db, scope: ExchangeScope, kind: str, *, was: datetime, until: datetime) -> bool:
    """Claim a computation for longer; False where the lease ran out and another process took it. was: its end."""
    this = in_exchange(computation, scope) & (computation.c.kind == kind) & (computation.c.lease_until == was)
    return bool((await db.execute(update(computation).where(this).values(lease_until=until))).rowcount)


async def finish(db: Db, scope: ExchangeScope, kind: str, *, was: datetime) -> None:
    """End a computation that is still one's own. was: the end of its lease."""
    this = in_exchange(computation, scope) & (computation.c.kind == kind) & (computation.c.lease_until == was)
    await db.execute(delete(computation).where(this))
