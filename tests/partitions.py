"""The schema with its tables divided by workspace: PostgreSQL's partitions, in the place of Citus.

Both want the column that divides in every key and unique constraint, and in each statement for it to reach one part
alone. What Citus wants beyond that, and what partitions do not show, says docs/decisions/0041-tenants.md.
"""

import re
from collections.abc import Iterator

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from storage.migrate import newest
from storage.models import metadata

WHOLE = ("tenant", "results_link", "web_pass")
"""Tables in which a workspace is looked up, so that they cannot be divided by it."""

PARTS = 4

_STORAGE = re.compile(r"\)\s+WITH \(([^()]*)\)\s*$")
_DIALECT: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]


def divided_table(table: Table) -> Iterator[str]:
    """Yield the statements that make a table of PARTS parts, by a hash of its workspace."""
    create = create_table(table)
    stored = _STORAGE.search(create)
    yield f"{_STORAGE.sub(')', create)} PARTITION BY HASH (tenant_id)"
    for number in range(PARTS):
        part = f"CREATE TABLE {table.name}_{number} PARTITION OF {table.name}"
        of = f"FOR VALUES WITH (MODULUS {PARTS}, REMAINDER {number})"
        yield f"{part} {of} WITH ({stored[1]})" if stored else f"{part} {of}"


def divided_schema() -> Iterator[str]:
    """Yield the statements that make the newest schema in an empty database, divided where it can be."""
    for table in metadata.sorted_tables:
        if table.name in WHOLE:
            yield create_table(table)
        else:
            yield from divided_table(table)
        for index in table.indexes:
            yield str(CreateIndex(index).compile(dialect=_DIALECT))
    yield "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    yield f"INSERT INTO alembic_version VALUES ('{newest()}')"


def create_table(table: Table) -> str:
    """Return the statement that makes a table as it is."""
    return str(CreateTable(table).compile(dialect=_DIALECT)).strip()
