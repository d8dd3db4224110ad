"""A database that an older build wrote keeps every row, on both databases, and has the schema of a new one.

old_build.sqlite.xz was written by the stories of the build whose migration is frozen: what people, moderators and
jobs had stored at the end of each, one workspace for each story.
"""

import asyncio
import lzma
import shutil
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    Index,
    Inspector,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    create_engine,
    inspect,
    select,
    text,
    types,
)
from sqlalchemy import Column as AnyColumn
from sqlalchemy.pool import NullPool

from bot.keys import Keyring
from storage import migrate, participants, physical
from storage.migrate import MigrationError, count_rows, upgrade
from storage.migrations.write_next import FROZEN, NEXT, VERSIONS, UnwritableError, next_migration
from storage.models import metadata
from storage.scope import ExchangeScope
from storage.session import Db, Storage
from tests.postgres import Postgres
from tests.whole_bot import SECRET

OLD = Path(__file__).parent / "old_build.sqlite.xz"
[*_, LAST] = FROZEN.values()
Rows = dict[str, list[tuple[Any, ...]]]
NEW_TENANT = text("INSERT INTO tenant (tenant_id, enterprise_id, team_id) VALUES (:n, '', :team)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def old(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Each kind of database in turn, made by the frozen migration and with the rows of the old build."""
    file = tmp_path / "old.sqlite"
    file.write_bytes(lzma.decompress(OLD.read_bytes()))
    storage = Storage(f"sqlite+aiosqlite:///{file}")
    if request.param == "postgresql":
        storage = Storage(request.getfixturevalue("empty_postgres_database"))
        await upgrade(storage, LAST)
        async with storage.write() as db:
            await db.run_sync(copy_rows, file)
    yield storage
    await storage.close()


def copy_rows(into: Connection, file: Path) -> None:
    """Copy all rows of a SQLite file into tables of the same names; columns are read as the models read them."""
    with create_engine(f"sqlite:///{file}", poolclass=NullPool).connect() as origin:
        for table in reflected(origin).sorted_tables:
            if table.name != "alembic_version" and (rows := origin.execute(select(table)).mappings().all()):
                into.execute(table.insert(), [dict(row) for row in rows])


def reflected(connection: Connection) -> MetaData:
    """Return the tables as they are, with the types of models.py where it has the column."""
    found = MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        for column in table.c:
            if table.name in metadata.tables and column.name in metadata.tables[table.name].c:
                column.type = metadata.tables[table.name].c[column.name].type
    return found


def rows_of(connection: Connection, columns: dict[str, list[str]]) -> Rows:
    """Return the content of these columns of each table, in any order."""
    tables = reflected(connection).tables
    return {
        name: sorted(map(tuple, connection.execute(select(*(tables[name].c[each] for each in names)))), key=repr)
        for name, names in columns.items()
    }


def columns_of(connection: Connection) -> dict[str, list[str]]:
    """Return the names of the columns of each table."""
    return {
        name: list(table.c.keys()) for name, table in reflected(connection).tables.items() if name != "alembic_version"
    }


async def test_an_upgrade_keeps_every_row_and_every_value(old: Storage) -> None:
    async with old.read() as db:
        columns = await db.run_sync(columns_of)
        before = await db.run_sync(rows_of, columns)
    assert min(map(len, before.values())) > 0, "a table without a row proves nothing"
    done = await upgrade(old)
    await old.engine.dispose()  # its statements were prepared for the other schema
    async with old.read() as db:
        assert await db.run_sync(rows_of, columns) == before
        after = await db.run_sync(count_rows)
    if done is not None:
        assert dict(done.before) == {name: len(rows) for name, rows in before.items()}
        assert dict(done.after) == after
    assert await upgrade(old) is None, "the second finds nothing to do"


async def test_the_upgraded_schema_is_the_fresh_one_and_people_are_found_in_their_sealed_records(
    old: Storage, fresh: Storage
) -> None:
    await upgrade(old)
    async with fresh.write() as db:
        await db.run_sync(metadata.create_all)
        expected = await db.run_sync(schema)
    async with old.read() as db:
        made = await db.run_sync(schema)
    assert made.keys() == expected.keys()
    for name in made:
        assert made[name] == expected[name], name
    scopes = await find_people(old)
    before = await counts(old)
    await physical.rewrite(old, scopes[0])
    assert await counts(old) == before


@pytest.fixture
async def fresh(old: Storage, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Storage]:
    """A database without tables, of the same kind."""
    url = f"sqlite+aiosqlite:///{tmp_path}/fresh.sqlite"
    if not old.is_sqlite:
        server: Postgres = request.getfixturevalue("postgres")
        server.create_database("fresh_by_models")
        url = server.url("fresh_by_models")
    storage = Storage(url)
    yield storage
    await storage.close()
    if not old.is_sqlite:
        server.drop_database("fresh_by_models")


async def find_people(storage: Storage) -> list[ExchangeScope]:
    """Return the exchanges whose people are found by their key."""
    ring, people, scopes = Keyring(SECRET), 0, []
    async with storage.read() as db:
        for row in await db.execute(text("SELECT tenant_id, exchange_id, wrapped_key FROM exchange")):
            if row.wrapped_key:
                scopes.append(ExchangeScope(row.tenant_id, row.exchange_id))
                people += len(await participants.list_all(db, scopes[-1], ring.open(row.wrapped_key).seals))
    assert people > 10
    return scopes


def schema(connection: Connection) -> dict[str, Any]:
    """Return all that the database says of its tables, in no order."""
    seen = inspect(connection)
    return {name: table_facts(seen, name) for name in seen.get_table_names() if name != "alembic_version"}


def table_facts(seen: Inspector, name: str) -> dict[str, Any]:
    columns = {
        each["name"]: (str(each["type"]), each["nullable"], str(each["default"]).strip("()"))
        for each in seen.get_columns(name)
    }
    checks = {each["name"]: each["sqltext"] for each in seen.get_check_constraints(name)}
    keys = [repr(sorted(each.items())) for each in seen.get_foreign_keys(name)]
    uniques = [repr(sorted(each.items())) for each in seen.get_unique_constraints(name)]
    indexes: list[dict[str, Any]] = [dict(each) for each in seen.get_indexes(name)]
    parts = [str(value) for each in indexes for value in each.pop("dialect_options", {}).values()]
    return {
        "columns": columns,
        "checks": checks,
        "keys": sorted(keys),
        "uniques": sorted(uniques),
        "indexes": sorted(repr(sorted(each.items())) for each in indexes),
        "parts": sorted(parts),
        "key": seen.get_pk_constraint(name),
        "options": seen.get_table_options(name),
    }


async def counts(storage: Storage) -> dict[str, int]:
    async with storage.read() as db:
        return await db.run_sync(count_rows)


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations without the one that is written again, for a test to put its own there."""
    shutil.copytree(VERSIONS.parent, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__", NEXT.name))
    monkeypatch.setattr(migrate, "_HERE", tmp_path / "migrations")
    return tmp_path / "migrations" / "versions"


def changed() -> MetaData:
    """Return a schema with one change of each kind that a feature may need."""
    models = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(models)
    tables = models.tables
    tables["exchange"].append_column(AnyColumn("mood", types.String(16), nullable=False, server_default=""))
    tables["exchange"].append_constraint(CheckConstraint("mood IN ('', 'calm')", name="mood"))
    tables["exchange"].append_column(
        AnyColumn("is_new", types.Boolean(create_constraint=False), nullable=False, server_default=text("true"))
    )
    for each in [each for each in tables["delivery"].constraints if each.name == "ck_delivery_kind"]:
        tables["delivery"].constraints.remove(each)
    tables["delivery"].append_constraint(CheckConstraint("kind IN ('digest', 'redact', 'other')", name="kind"))
    tables["digest"].c["slot"].type = types.String(60)
    tables["moderator"].append_column(AnyColumn("seen_at", types.DateTime(timezone=True)))
    Index("ix_comment_day", *(tables["comment"].c[each] for each in ("tenant_id", "shared_on")))
    both = ["tenant_id", "exchange_id"]
    Table(
        "mood",
        models,
        *(AnyColumn(each, types.BigInteger, autoincrement=False) for each in both),
        PrimaryKeyConstraint(*both),
        ForeignKeyConstraint(both, [f"exchange.{each}" for each in both], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    return models


async def test_each_kind_of_change_is_a_migration_that_keeps_the_rows_up_and_down(old: Storage, versions: Path) -> None:
    """Row 21 of docs/trust.md."""
    (versions / NEXT.name).write_text(next_migration(changed()) or "")
    async with old.read() as db:
        columns = await db.run_sync(columns_of)
        before = await db.run_sync(rows_of, columns)
    done = await upgrade(old)
    assert done is not None
    assert done.before == {name: len(rows) for name, rows in before.items()}
    assert done.after == {**dict.fromkeys(done.after, 0), **done.before}
    assert "mood" in done.after
    await old.engine.dispose()  # its statements were prepared for the other schema
    async with old.read() as db:
        assert await db.run_sync(rows_of, columns) == before
        assert set((await db.execute(text("SELECT mood, is_new FROM exchange"))).all()) == {("", True)}
        found = await db.run_sync(schema)
    assert "ix_comment_day" in str(found["comment"]["indexes"])
    assert "'other'" in found["delivery"]["checks"]["ck_delivery_kind"]
    assert found["moderator"]["options"] == ({"sqlite_with_rowid": False} if old.is_sqlite else {})
    await take_back(old)
    await old.engine.dispose()  # its statements were prepared for the other schema
    async with old.read() as db:
        assert await db.run_sync(rows_of, columns) == before
        assert await db.run_sync(columns_of) == columns


async def test_a_migration_that_loses_rows_changes_nothing(old: Storage, versions: Path) -> None:
    lines = next_migration(changed()) or ""
    (versions / NEXT.name).write_text(
        lines.replace("def upgrade() -> None:", "def upgrade() -> None:\n    op.execute('DELETE FROM rating')")
    )
    before = await counts(old)
    with pytest.raises(MigrationError, match=f"lost rows \\(rating {before['rating']} to 0\\); nothing was changed"):
        await upgrade(old)
    assert await counts(old) == before
    assert await migrate.present(old) == LAST


async def test_two_processes_upgrade_postgresql_once(
    empty_postgres_database: str, versions: Path, tmp_path: Path
) -> None:
    """While people of the build before go on: what they write is neither lost nor taken for a loss."""
    one, two, before = (Storage(empty_postgres_database) for _ in range(3))
    try:
        await upgrade(one, LAST)
        (versions / NEXT.name).write_text(next_migration(changed()) or "")
        over = asyncio.Event()

        async def leave(db: Db) -> None:
            await db.execute(text("DELETE FROM tenant WHERE tenant_id % 2 = 0"))

        async def go_on() -> int:
            rounds = 0
            while not over.is_set():
                async with before.write() as db:
                    await db.execute(NEW_TENANT, {"n": rounds, "team": f"T{rounds}"})
                await before.transact(leave)  # PostgreSQL may end it for the sake of the other, as it may every act
                rounds += 1
            return rounds

        people = asyncio.create_task(go_on())
        done = await asyncio.gather(upgrade(one), upgrade(two))
        over.set()
        rounds = await people
        assert sorted(each is None for each in done) == [False, True], "one of them did it"
        assert (await counts(one))["tenant"] == rounds // 2
    finally:
        for each in (one, two, before):
            await each.close()


def test_what_no_migration_can_do_is_refused() -> None:
    models = changed()
    models.tables["tenant"].append_column(AnyColumn("must", types.Integer, nullable=False))
    with pytest.raises(UnwritableError, match=r"tenant\.must: give it a server_default"):
        next_migration(models)
    models = changed()
    models.tables["alert"].append_column(AnyColumn("more", types.Integer, nullable=False, primary_key=True))
    with pytest.raises(UnwritableError, match="alert: key and row order of a table cannot change"):
        next_migration(models)


def test_the_frozen_migration_is_as_it_was_given_out_and_the_next_is_what_make_schema_writes() -> None:
    frozen = {name: sha256((VERSIONS / name).read_bytes()).hexdigest()[:16] for name in FROZEN}
    assert frozen == {"0001_the_first_schema.py": "dd5930a9214d8d34"}
    assert {path.name for path in VERSIONS.glob("*.py")} - {NEXT.name} == set(FROZEN)
    written = (next_migration() or "").splitlines()
    heads = [line for line in written if line.startswith("revision = ")]
    now = NEXT.read_text(encoding="utf-8").splitlines() if NEXT.exists() else []
    assert heads == [line for line in now if line.startswith("revision = ")], (
        "storage/models.py was changed: make schema"
    )


async def take_back(storage: Storage) -> None:
    """Take the steps since the frozen migration back. No command of Starling does it: docs/upgrade.md."""

    def run(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(migrate._HERE))
        config.attributes["connection"] = connection
        command.downgrade(config, LAST)

    engine = migrate._engine(storage)
    async with engine.begin() as db:
        await db.run_sync(run)
    await engine.dispose()
