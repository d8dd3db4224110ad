"""What the two databases say alike, each with its own word for it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import and_
from sqlalchemy.dialects import postgresql, sqlite

from storage.session import Db


def upsert_of(db: Db) -> Callable[..., Any]:
    """Return the insert that knows ON CONFLICT on this database."""
    return postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert


def same(one: Any, other: Any, *names: str) -> Any:
    """Return that two tables speak of the same exchange, and of the same in these columns."""
    return and_(*(one.c[name] == other.c[name] for name in ("tenant_id", "exchange_id", *names)))
