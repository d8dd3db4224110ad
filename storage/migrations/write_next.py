"""Write the migration that makes the schema of today from that of the last frozen migration: `make schema`.

Frozen migrations made databases that people have, so they never change. What follows them is one migration, written
again at each change of models.py, until a build is given out; then its revision joins FROZEN and the next one begins.
Differences are found between two empty SQLite databases, one made by the frozen migrations and one by models.py. The
revision carries a fingerprint of the steps, so that a database of a build in between is recognised and refused
(storage/migrate.py). docs/upgrade.md
"""

import hashlib
import re
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations import Operations, ops
from sqlalchemy import Connection, Inspector, MetaData, Table, create_engine, inspect
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.naming import conv

from storage.models import metadata

VERSIONS = Path(__file__).parent / "versions"
FROZEN = {"0001_the_first_schema.py": "0001_e249343027c1"}
"""Migrations of builds that were given out, oldest first, each with its revision."""
NEXT = VERSIONS / "0002_what_is_new.py"

_HEAD = '''"""What changed since the migration before, written by `make schema` from storage/models.py."""

import sqlalchemy as sa
from alembic import op

import storage.models

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
{upgrade}


def downgrade() -> None:
{downgrade}
'''


class UnwritableError(Exception):
    """A change of models.py for which no migration can be written; the message says what to do instead."""


def next_migration(models: MetaData = metadata) -> str | None:
    """Return the text of the migration that follows the frozen ones, not yet formatted; None where nothing changed.

    Raises UnwritableError.
    """
    with _made_by_frozen() as before, _made_by_models(models) as after:
        options = {"compare_type": True, "target_metadata": models, "render_as_batch": True}
        context = MigrationContext.configure(before, opts=options)
        steps = produce_migrations(context, models).upgrade_ops or ops.UpgradeOps()
        _add_unnoticed(steps, models, inspect(before), inspect(after))
        _require_room(steps)
        if steps.is_empty():
            return None
        upgrade, downgrade = (_render(each, context) for each in (steps, steps.reverse()))
    [*_, last] = FROZEN.values()
    revision = f"{NEXT.name[:4]}_{hashlib.sha256((last + upgrade).encode()).hexdigest()[:12]}"
    return _HEAD.format(revision=revision, before=last, upgrade=upgrade, downgrade=downgrade)


@contextmanager
def _made_by_frozen() -> Iterator[Connection]:
    with create_engine("sqlite://", poolclass=StaticPool).connect() as db:
        with Operations.context(MigrationContext.configure(db)):
            for name in FROZEN:
                runpy.run_path(str(VERSIONS / name))["upgrade"]()
        yield db


@contextmanager
def _made_by_models(models: MetaData) -> Iterator[Connection]:
    with create_engine("sqlite://", poolclass=StaticPool).connect() as db:
        models.create_all(db)
        yield db


def _add_unnoticed(steps: ops.UpgradeOps, models: MetaData, before: Inspector, after: Inspector) -> None:
    """Add the steps for what Alembic does not compare, or not reliably: CHECK constraints and defaults."""
    by_table = {each.table_name: each for each in steps.ops if isinstance(each, ops.ModifyTableOps)}
    for table in models.sorted_tables:
        if not before.has_table(table.name):
            continue
        for what in ("get_pk_constraint", "get_table_options"):
            if getattr(before, what)(table.name) != getattr(after, what)(table.name):
                msg = f"{table.name}: key and row order of a table cannot change; make another table and move the rows"
                raise UnwritableError(msg)
        added = [*_checks(table, before, after), *_defaults(table, before, after)]
        if added and table.name not in by_table:
            by_table[table.name] = ops.ModifyTableOps(table.name, [])
            steps.ops.append(by_table[table.name])
        if added:
            by_table[table.name].ops.extend(added)


def _checks(table: Table, before: Inspector, after: Inspector) -> Iterator[ops.MigrateOperation]:
    old, new = (
        {str(each["name"]): each["sqltext"] for each in seen.get_check_constraints(table.name)}
        for seen in (before, after)
    )
    for name in sorted(old):
        if new.get(name) != old[name]:
            was = ops.CreateCheckConstraintOp(conv(name), table.name, old[name])
            yield ops.DropConstraintOp(conv(name), table.name, "check", _reverse=was)
    for name in sorted(new):
        if new[name] != old.get(name):
            yield ops.CreateCheckConstraintOp(conv(name), table.name, new[name])


def _defaults(table: Table, before: Inspector, after: Inspector) -> Iterator[ops.MigrateOperation]:
    old, new = ({each["name"]: each["default"] for each in seen.get_columns(table.name)} for seen in (before, after))
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            column = table.c[name]
            yield ops.AlterColumnOp(
                table.name,
                name,
                existing_type=column.type,
                existing_nullable=column.nullable,
                existing_server_default=old[name],
                modify_server_default=column.server_default or None,
            )


def _require_room(steps: ops.UpgradeOps) -> None:
    """Raise UnwritableError for a new column that rows which are there could not fill."""
    for each in (step for table in steps.ops if isinstance(table, ops.ModifyTableOps) for step in table.ops):
        if isinstance(each, ops.AddColumnOp) and not each.column.nullable and each.column.server_default is None:
            msg = f"{each.table_name}.{each.column.name}: give it a server_default, or let it be null"
            raise UnwritableError(msg)


def _render(steps: ops.UpgradeOps | ops.DowngradeOps, context: MigrationContext) -> str:
    code = render_python_code(steps, render_as_batch=True, migration_context=context)
    lines = [line for line in code.splitlines() if not line.lstrip().startswith("# ###")]
    body = "\n".join(["    " + lines[0].lstrip(), *lines[1:]]) if lines else "    pass"
    body = re.sub(r"sa\.text\('\((\w+)\)'\)", r"sa.text('\1')", body)  # SQLite's brackets would make it an expression
    # SQLite's words for a Boolean's default; PostgreSQL has others, and SQLAlchemy knows both.
    return re.sub(r"(sa\.Boolean\(\), server_default=)sa\.text\('0'\)", r"\1sa.false()", body)


def write() -> None:
    """Write the file, or remove it where models.py is what the frozen migrations make."""
    text = next_migration()
    if text is None:
        NEXT.unlink(missing_ok=True)
    else:
        NEXT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
