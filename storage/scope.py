"""The scope of a query: one exchange of one workspace. Every query inside an exchange names both."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam


@dataclass(frozen=True, slots=True)
class ExchangeScope:
    """One exchange of one workspace."""

    tenant_id: int
    exchange_id: int

    @property
    def columns(self) -> dict[str, int]:
        """The values of a new row's two columns."""
        return {"tenant_id": self.tenant_id, "exchange_id": self.exchange_id}

    def bind(self, **others: Any) -> dict[str, Any]:
        """Return the parameters of a statement with `in_scope`. others: its further ones, by name."""
        return {"in_tenant": self.tenant_id, "in_exchange": self.exchange_id, **others}


def in_exchange(table: Any, scope: ExchangeScope) -> ColumnElement[bool]:
    """Return the condition that a row of the table, or of an alias of it, is in this exchange."""
    return and_(table.c.tenant_id == scope.tenant_id, table.c.exchange_id == scope.exchange_id)


def in_scope(table: Any) -> ColumnElement[bool]:
    """Return the same condition for a statement that is built once; `ExchangeScope.bind` has its parameters.

    What every click asks is built once: SQLAlchemy takes ten times as long to build a statement and to find it in its
    cache as to execute it (benchmarks/star.md).
    """
    return and_(table.c.tenant_id == bindparam("in_tenant"), table.c.exchange_id == bindparam("in_exchange"))
