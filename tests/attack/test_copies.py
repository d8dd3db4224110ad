"""The attacker reads pages; these tests hold what they read against what SQL says of the same database."""

import secrets
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attack.copies import postgres_copy
from tests.attack.copies.records import Copy
from tests.attack.copies.sqlite_copy import read_copy, take
from tests.postgres import Postgres

TABLES = """
CREATE TABLE plain (id INTEGER PRIMARY KEY, words TEXT, raw BLOB, part REAL);
CREATE TABLE keyed (one INTEGER, words TEXT, two INTEGER, raw BLOB, PRIMARY KEY (two, one)) WITHOUT ROWID;
"""
NUMBERS = st.integers(-(2**63), 2**63 - 1)
ROWS = st.lists(
    st.tuples(
        NUMBERS,
        st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)),
        st.one_of(st.none(), st.binary(max_size=60), st.integers(5_000, 9_000).map(bytes)),
        st.floats(allow_nan=False),
    ),
    max_size=60,
    unique_by=lambda row: row[0],
)


@settings(max_examples=25)
@given(rows=ROWS, chunk=st.integers(1, 20))
def test_pages_of_the_file_and_of_the_log_hold_the_rows_that_sql_shows(
    rows: list[tuple[int, str | None, bytes | None, float]], chunk: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "some.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(TABLES)
            db.execute(f"PRAGMA wal_autocheckpoint={chunk}")
            for place, (number, words, raw, part) in enumerate(rows):
                db.execute("INSERT INTO plain VALUES (?, ?, ?, ?)", (number, words, raw, part))
                db.execute("INSERT INTO keyed VALUES (?, ?, ?, ?)", (place, words, number, raw))
            db.execute("DELETE FROM keyed WHERE one % 3 = 0")
            by_sql = {
                table: {tuple(row) for row in db.execute(f"SELECT {columns} FROM {table}")}
                for table, columns in (("plain", "id, words, raw, part"), ("keyed", "one, words, two, raw"))
            }
            copy = read_copy(*take(path))
    read = {
        table: {tuple(row.values[column] for column in columns.split(", ")) for row in copy.rows(table)}
        for table, columns in (("plain", "id, words, raw, part"), ("keyed", "one, words, two, raw"))
    }
    assert read == by_sql
    assert len(copy.rows("keyed")) == len(by_sql["keyed"])


def test_the_log_says_what_each_transaction_did_and_in_which_order(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.executescript(TABLES)
        db.executescript("INSERT INTO keyed VALUES (1, 'first', 7, NULL);")
        both = "INSERT INTO keyed VALUES (2, 'second', 5, NULL); INSERT INTO plain VALUES (1, 'a', NULL, 1);"
        db.executescript(f"BEGIN; {both} COMMIT;")
        db.executescript("UPDATE keyed SET words = 'changed' WHERE one = 1; DELETE FROM keyed WHERE one = 2;")
        copy = read_copy(*take(path))
    changes = [(each.table, each.key, _words(each.before), _words(each.after)) for each in copy.changes]
    assert changes[0] == ("keyed", (7, 1), None, "first")
    assert set(changes[1:3]) == {("keyed", (5, 2), None, "second"), ("plain", (1,), None, "a")}
    assert changes[3:] == [("keyed", (7, 1), "first", "changed"), ("keyed", (5, 2), "second", None)]
    assert [len(each) for each in copy.by_transaction().values()] == [1, 2, 1, 1]
    assert {row.key: row.rank for row in copy.rows("keyed")} == {(7, 1): 0.5}
    assert copy.holds(b"second") > 0, "what was deleted is in the log"


def _words(values: object) -> object:
    return values["words"] if isinstance(values, dict) else None


THINGS = """
CREATE TABLE things (a boolean, one bigint, words text, raw bytea, at timestamptz, part float8, n int,
  PRIMARY KEY (n, one)) WITH (autovacuum_enabled = off)
"""


@pytest.mark.postgres
async def test_postgresql_s_pages_hold_living_and_dead_rows_with_their_transactions(postgres: Postgres) -> None:
    name = f"pages_{secrets.token_hex(6)}"
    postgres.create_database(name)
    db = await asyncpg.connect(postgres.url(name).replace("+asyncpg", ""))
    await db.execute(THINGS)
    for number in range(300):
        values = (
            f"{number % 2 == 0}, {-number}, {'NULL' if number % 7 == 0 else repr('x' * number)}, '\\x00ff', now(), 0.5"
        )
        await db.execute(f"INSERT INTO things VALUES ({values}, {number})")
    reader = await asyncpg.connect(postgres.url(name).replace("+asyncpg", ""))
    await reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM things")  # dead rows are kept for it
    await db.execute("UPDATE things SET words = 'changed' WHERE n = 5")
    await db.execute("DELETE FROM things WHERE n = 6")
    by_sql = {(row["n"], row["one"]): dict(row) for row in await db.fetch("SELECT * FROM things")}
    xmins = {(row[0], row[1]): row[2] for row in await db.fetch("SELECT n, one, xmin::text::bigint FROM things")}
    await db.close()
    copy: Copy = await postgres_copy.read_copy(postgres.url(name))
    await reader.close()
    postgres.drop_database(name)
    assert {row.key: dict(row.values) for row in copy.rows("things")} == by_sql
    assert {row.key: row.transaction for row in copy.rows("things")} == xmins
    five = [each for each in copy.changes if each.key == (5, -5)]
    assert [_words(each.before) for each in five] == [None, "xxxxx"]
    assert [_words(each.after) for each in five] == ["xxxxx", "changed"]
    assert [_words(each.before) for each in copy.changes if each.key == (6, -6)][-1] == "x" * 6
