"""States of installs that have begun: of each a hash, until Slack sends the browser back; each is taken once."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, insert

from storage.models import install_state
from storage.session import Db

NO_TENANT = 0
"""Of what belongs to no workspace yet; no tenant has this id."""


async def add(db: Db, state: str, *, now: datetime, expires_at: datetime) -> None:
    """Save a state, and delete those that are over."""
    await db.execute(
        delete(install_state).where(install_state.c.tenant_id == NO_TENANT, install_state.c.expires_at <= now)
    )
    values = {"tenant_id": NO_TENANT, "state_hash": _hash(state), "expires_at": expires_at}
    await db.execute(insert(install_state).values(**values))


async def take(db: Db, state: str, *, now: datetime) -> bool:
    """Use a state up; False where it is unknown, used or over. Of two at once one hears yes."""
    done = await db.execute(
        delete(install_state).where(
            install_state.c.tenant_id == NO_TENANT,
            install_state.c.state_hash == _hash(state),
            install_state.c.expires_at > now,
        )
    )
    return bool(done.rowcount)


def _hash(state: str) -> bytes:
    return sha256(state.encode()).digest()
