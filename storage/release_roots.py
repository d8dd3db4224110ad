"""Roots of releases: a hash over all figures of each, and the hashes that the last one is made of."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update

from storage.models import release_root
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db

HASH_BYTES = 32


@dataclass(frozen=True, slots=True)
class ReleaseRoot:
    """The root of a release. leaves: 32 bytes for each figure, ascending; b"" of all but the last release.

    leaves_hash, root: hexadecimal.
    """

    number: int
    leaves_hash: str
    root: str
    leaves: bytes

    def list_leaves(self) -> list[str]:
        """Return the hashes of the figures, in hexadecimal."""
        return [self.leaves[at : at + HASH_BYTES].hex() for at in range(0, len(self.leaves), HASH_BYTES)]


_COLUMNS = [release_root.c[name] for name in ReleaseRoot.__dataclass_fields__]


async def list_all(db: Db, scope: ExchangeScope) -> list[ReleaseRoot]:
    """Return the roots of an exchange's releases, the first one first; releases may lack one."""
    rows = await db.execute(select(*_COLUMNS).where(in_exchange(release_root, scope)).order_by(release_root.c.number))
    return [to_dataclass(row, ReleaseRoot) for row in rows]


async def map_roots(db: Db, scope: ExchangeScope) -> dict[int, str]:
    """Return the root of each release that has one, by its number."""
    rows = await db.execute(select(release_root.c.number, release_root.c.root).where(in_exchange(release_root, scope)))
    return {int(row.number): str(row.root) for row in rows}


async def get_root(db: Db, scope: ExchangeScope, number: int) -> str:
    """Return the root of a release, "" where it has none."""
    here = select(release_root.c.root).where(in_exchange(release_root, scope), release_root.c.number == number)
    row = (await db.execute(here)).first()
    return str(row.root) if row else ""


async def save(db: Db, scope: ExchangeScope, one: ReleaseRoot) -> bool:
    """Save the root of the last release; False where it has one. Of earlier ones the root alone stays."""
    there = select(release_root.c.number).where(in_exchange(release_root, scope), release_root.c.number >= one.number)
    if (await db.execute(there)).first():
        return False
    await db.execute(update(release_root).where(in_exchange(release_root, scope)).values(leaves=b""))
    values = {name: getattr(one, name) for name in ReleaseRoot.__dataclass_fields__}
    await db.execute(insert(release_root).values(**scope.columns, **values))
    return True
