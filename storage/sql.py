"""SQL that differs between SQLite and PostgreSQL, and common join conditions."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import and_
from sqlalchemy.dialects import postgresql, sqlite

from storage.session import Db


def upsert_of(db: Db) -> Callable[..., Any]:
    """Return this database's insert with ON CONFLICT."""
    return upsert_for(db.dialect.name)


def upsert_for(dialect: str) -> Callable[..., Any]:
    """Return a database's insert with ON CONFLICT, by the name of its dialect, for statements that are built once."""
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


def same(one: Any, other: Any, *names: str) -> Any:
    """Return the condition that rows of two tables agree in tenant, exchange and these columns."""
    return and_(*(one.c[name] == other.c[name] for name in ("tenant_id", "exchange_id", *names)))
