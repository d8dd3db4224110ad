"""Links to the page with an exchange's results: of each a hash, until when it works, and whether it was revoked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from storage.models import results_link
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


@dataclass(frozen=True, slots=True)
class ResultsLink:
    """A link. generation: from 1; the highest one is the link of now."""

    tenant_id: int
    exchange_id: int
    generation: int
    token_hash: bytes
    expires_at: datetime
    is_revoked: bool

    @property
    def scope(self) -> ExchangeScope:
        """The exchange that it leads to."""
        return ExchangeScope(self.tenant_id, self.exchange_id)

    def works(self, now: datetime) -> bool:
        """Say whether it still leads anywhere."""
        return not self.is_revoked and now < self.expires_at


_COLUMNS = [results_link.c[name] for name in ResultsLink.__dataclass_fields__]
_BY_HASH = select(*_COLUMNS).where(results_link.c.token_hash == bindparam("hash"))


async def get_newest(db: Db, scope: ExchangeScope) -> ResultsLink | None:
    """Return the link of now, None before the first."""
    query = select(*_COLUMNS).where(in_exchange(results_link, scope)).order_by(results_link.c.generation.desc())
    row = (await db.execute(query.limit(1))).first()
    return to_dataclass(row, ResultsLink) if row else None


async def find(db: Db, token_hash: bytes) -> ResultsLink | None:
    """Return the link with this hash, None where there is none."""
    row = (await db.execute(_BY_HASH, {"hash": token_hash})).first()
    return to_dataclass(row, ResultsLink) if row else None


async def add(db: Db, scope: ExchangeScope, *, generation: int, token_hash: bytes, expires_at: datetime) -> None:
    """Save a link. Raises IntegrityError where one of this generation is there already."""
    values = {"generation": generation, "token_hash": token_hash, "expires_at": expires_at}
    await db.execute(insert(results_link).values(**scope.columns, **values))


async def revoke_all(db: Db, scope: ExchangeScope) -> None:
    """Revoke every link of an exchange."""
    await db.execute(update(results_link).where(in_exchange(results_link, scope)).values(is_revoked=True))


async def extend(db: Db, link: ResultsLink, expires_at: datetime) -> None:
    """Let a link work until a later moment."""
    await db.execute(
        update(results_link)
        .where(in_exchange(results_link, link.scope), results_link.c.generation == link.generation)
        .values(expires_at=expires_at)
    )
