#!/usr/bin/env bash
# A migration that makes one column NOT NULL takes the triggers of the table with it, and lets the same address in twice.
#
# Packages: alembic 1.20.1 with SQLAlchemy 2.1.9. Seen on 2026-11-29 with Python 3.11 and SQLite 3.40.
# Behaviour: On SQLite `batch_alter_table` makes a new table, copies the rows and drops the old one. It warns where it leaves out an
#   unnamed CHECK or an index by expression, and keeps STRICT, WITHOUT ROWID and partial indexes. Triggers and the COLLATE of a
#   column go without a word: a UNIQUE column that took "ana@" and "ANA@" for one takes both from then on, and a trigger that wrote
#   down what is deleted is no more.
# Expected: A warning for these too.
# Output seen:
#   before: the address in capitals is refused; what is deleted is written down: 1 line
#   alter_column("name", nullable=False): 0 warnings
#   after:  the address in capitals is taken; what is deleted is written down: 0 lines
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check alembic==1.20.1 sqlalchemy==2.1.9
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import warnings

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

SCHEMA = (
    "CREATE TABLE member (address TEXT NOT NULL COLLATE NOCASE UNIQUE, name TEXT) STRICT",
    "CREATE TABLE deleted (address TEXT)",
    "CREATE TRIGGER note AFTER DELETE ON member BEGIN INSERT INTO deleted VALUES (old.address); END",
    "INSERT INTO member VALUES ('one@example.org', 'One'), ('two@example.org', 'Two'), ('three@example.org', 'Three')",
)


def probe(db, address):
    """Return whether the address is taken in capitals too, and how many lines are written when a member is deleted."""
    is_taken = True
    try:
        with db.begin_nested():
            db.execute(sa.text("INSERT INTO member VALUES (:address, 'Again')"), {"address": "ONE@EXAMPLE.ORG"})
    except sa.exc.IntegrityError:
        is_taken = False
    db.execute(sa.text("DELETE FROM deleted"))
    db.execute(sa.text("DELETE FROM member WHERE address = :address"), {"address": address})
    return is_taken, db.scalar(sa.text("SELECT count(*) FROM deleted"))


with sa.create_engine("sqlite://").begin() as db:
    for statement in SCHEMA:
        db.exec_driver_sql(statement)
    before = probe(db, "two@example.org")
    print(f"before: the address in capitals is {'taken' if before[0] else 'refused'};", end=" ")
    print(f"what is deleted is written down: {before[1]} line")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with Operations(MigrationContext.configure(db)).batch_alter_table("member") as table:
            table.alter_column("name", existing_type=sa.Text(), nullable=False)
    print(f'alter_column("name", nullable=False): {len(caught)} warnings')
    after = probe(db, "three@example.org")
    print(f"after:  the address in capitals is {'taken' if after[0] else 'refused'};", end=" ")
    print(f"what is deleted is written down: {after[1]} lines")
is_so = (before, len(caught), after) == ((False, 1), 0, (True, 0))
sys.exit(0 if is_so else "changed: triggers and collations are kept, or missed with a warning")
PYTHON
