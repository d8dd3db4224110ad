#!/usr/bin/env bash
# A database that reads CSV files drops the answers that begin with "#1", and every name of a Slack channel in the file.
#
# Package: duckdb 2.0.1 (PyPI). Seen on 2026-11-29 with Python 3.11.
# Behaviour: `read_csv` guesses delimiter, quotes and header, and also whether "#" begins a comment of the file. One answer such as
#   "#1 is the bus" at the start of a line, beside a column of channels (#general), is enough: that line is gone, and the
#   channels are NULL in all the others. Nothing is raised, and no line is counted as rejected. With the channel first it is
#   read right; with all fields in quotes too, or with `comment=''`.
# Expected: Four rows with their channels: a CSV file (RFC 4180) has no comments.
# Output seen:
#   as csv writes it:  [('more buses', None), ('longer lunch', None), ('less homework', None)]
#   the channel first: 4 rows, 4 channels
#   all in quotes:     4 rows, 4 channels
#   comment='':        4 rows, 4 channels
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
"$folder/venv/bin/python" - "$folder/answers.csv" <<'PYTHON'
import csv
import sys

import duckdb

PATH = sys.argv[1]
ROWS = [
    ("more buses", "#general"),
    ("longer lunch", "#general"),
    ("#1 is the bus", "#general"),
    ("less homework", "#lunch"),
]


def read(rows, names, quoting=csv.QUOTE_MINIMAL, options=""):
    with open(PATH, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=quoting).writerows([names, *rows])
    return duckdb.sql(f"SELECT answer, channel FROM read_csv('{PATH}'{options})").fetchall()


seen = read(ROWS, ("answer", "channel"))
print("as csv writes it: ", seen)
others = {
    "the channel first:": read([row[::-1] for row in ROWS], ("channel", "answer")),
    "all in quotes:": read(ROWS, ("answer", "channel"), csv.QUOTE_ALL),
    "comment='':": read(ROWS, ("answer", "channel"), options=", comment=''"),
}
for name, found in others.items():
    print(f"{name:<18} {len(found)} rows, {sum(channel is not None for _, channel in found)} channels")
lost = [(answer, None) for answer, _ in ROWS if not answer.startswith("#")]
is_so = seen == lost and all(found == ROWS for found in others.values())
sys.exit(0 if is_so else "changed: no line and no channel is lost, or one of the ways around it fails")
PYTHON
