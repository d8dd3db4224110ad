"""The schema: migrations make what the models say, and nothing in it reveals too much."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, DateTime, PrimaryKeyConstraint, inspect, text

from storage.migrate import MigrationError, upgrade
from storage.models import UtcTime, metadata, new_id
from storage.session import Storage

SLACKS_OWN = {"slack_user_id", "team_id", "enterprise_id", "channel_id", "message_ts", "announcement_ts"}
OF_PEOPLE = {"slack_user_id"}
INSIDE = {"exchange_id", "rater_seal", "author_seal", "comment_id"}


async def test_the_migrations_make_what_the_models_say(storage: Storage) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return list(compare_metadata(context, metadata))

    async with storage.write() as db:
        assert await db.run_sync(differences) == []


async def test_a_database_of_another_build_is_refused_with_what_to_do(storage: Storage) -> None:
    async with storage.write() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    with pytest.raises(MigrationError, match="make run FRESH=1"):
        await upgrade(storage)


async def test_every_constraint_has_its_name_in_the_database(storage: Storage) -> None:
    def names(connection: Connection) -> list[str | None]:
        seen = inspect(connection)
        found: list[str | None] = []
        for table in metadata.tables:
            found.append(seen.get_pk_constraint(table)["name"])
            for kind in (seen.get_foreign_keys, seen.get_unique_constraints, seen.get_check_constraints):
                found += [each["name"] for each in kind(table)]
        return found

    async with storage.read() as db:
        found = await db.run_sync(names)
    assert len(found) > len(metadata.tables)
    assert all(found), found


def test_the_workspace_is_first_in_every_key() -> None:
    for table in metadata.tables.values():
        assert isinstance(table.primary_key, PrimaryKeyConstraint)
        assert next(iter(table.primary_key.columns)).name == "tenant_id", table.name


def test_times_are_aware_utc_everywhere() -> None:
    columns = [column for table in metadata.tables.values() for column in table.columns]
    assert not [str(each) for each in columns if isinstance(each.type, DateTime)]
    assert [each for each in columns if isinstance(each.type, UtcTime)]


def test_in_plain_only_moderators_are_kept_by_their_slack_id_without_an_exchange_and_a_time() -> None:
    with_people = [table for table in metadata.tables.values() if OF_PEOPLE & set(table.columns.keys())]
    assert {table.name for table in with_people} == {"moderator"}
    for table in (*with_people, metadata.tables["slack_person"]):
        assert not INSIDE & set(table.columns.keys()), table.name
        assert not [each for each in table.columns if isinstance(each.type, UtcTime)], table.name


def test_no_table_of_comments_or_ratings_holds_anything_of_slack() -> None:
    for table in metadata.tables.values():
        if {"person_mark", "rater_seal", "author_seal"} & set(table.columns.keys()):
            assert not SLACKS_OWN & set(table.columns.keys()), table.name


async def test_sqlite_loses_nothing_that_was_committed(sqlite_storage: Storage) -> None:
    async def pragma(db: Any, name: str) -> str:
        return str((await db.execute(text(f"PRAGMA {name}"))).scalar_one())

    async with sqlite_storage.write() as db:
        assert await pragma(db, "journal_mode") == "wal"
        assert await pragma(db, "synchronous") == "2", "FULL"
        assert await pragma(db, "foreign_keys") == "1"
        assert await pragma(db, "secure_delete") == "1"


async def test_on_sqlite_a_write_is_one_from_its_beginning_and_readers_do_not_wait(
    sqlite_storage: Storage, tmp_path: Path
) -> None:
    """So that none finds out half way that another came between."""
    other = sqlite3.connect(tmp_path / "test.sqlite", timeout=0, isolation_level=None)
    async with sqlite_storage.write():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        async with sqlite_storage.read() as reading:
            assert (await reading.execute(text("SELECT count(*) FROM tenant"))).scalar_one() == 0
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_ids_are_random_and_fit_into_json() -> None:
    ids = [new_id() for _ in range(1000)]
    assert len(set(ids)) == len(ids)
    assert ids != sorted(ids)
    assert all(0 < each < 2**53 for each in ids)
