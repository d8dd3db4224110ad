"""The scope of a query: one exchange of one workspace. Every query inside an exchange names both."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_


@dataclass(frozen=True, slots=True)
class ExchangeScope:
    """One exchange of one workspace."""

    tenant_id: int
    exchange_id: int

    @property
    def columns(self) -> dict[str, int]:
        """The values of a new row's two columns."""
        return asdict(self)


def in_exchange(table: Any, scope: ExchangeScope) -> ColumnElement[bool]:
    """Return the condition that a row of the table, or of an alias of it, is in this exchange."""
    return and_(table.c.tenant_id == scope.tenant_id, table.c.exchange_id == scope.exchange_id)
