#!/usr/bin/env bash
# A reader of spreadsheets joins the last word of a line to the first of the next in an OpenDocument cell.
#
# Package: python-calamine 0.9.1, beside pandas 3.1.1 with odfpy 1.4.1, which wrote the file. Seen on 2026-11-30 with Python 3.11.
# Behaviour: in a cell of an .ods file a new line within a paragraph is the element `text:line-break`. calamine leaves it out
#   without anything in its place: "More buses," and "later bells" become "More buses,later bells", and a list of one word a
#   line becomes one word. Runs of spaces (`text:s`) and new paragraphs in the same cell are kept. pandas with odfpy reads "\n".
# Expected: A new line or at least a space between the words of people.
# Output seen:
#   calamine   'busesdesksshade'           'More buses,later   bells\nand shade'
#   odfpy      'buses\ndesks\nshade'       'More buses,\nlater   bells\nand shade'
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 pandas==3.1.1 odfpy==1.4.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import pandas as pd
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P, S


def paragraph(*parts):
    made = P()
    for part in parts:
        made.addText(part) if isinstance(part, str) else made.addElement(part)
    return made


def row(*paragraphs):
    made, cell = TableRow(), TableCell(valuetype="string")
    for each in paragraphs:
        cell.addElement(each)
    made.addElement(cell)
    return made


book, table = OpenDocumentSpreadsheet(), Table(name="Comments")
table.addElement(row(paragraph("comment")))
table.addElement(row(paragraph("buses", LineBreak(), "desks", LineBreak(), "shade")))
table.addElement(row(paragraph("More buses,", LineBreak(), "later", S(c=3), "bells"), paragraph("and shade")))
book.spreadsheet.addElement(table)
book.save("comments.ods")

read = {
    name: pd.read_excel("comments.ods", engine=engine)["comment"].tolist()
    for name, engine in {"calamine": "calamine", "odfpy": "odf"}.items()
}
for name, comments in read.items():
    print(f"{name:<10} {comments[0]!r:<27} {comments[1]!r}")
same = read["odfpy"] == ["buses\ndesks\nshade", "More buses,\nlater   bells\nand shade"]
joined = read["calamine"] == ["busesdesksshade", "More buses,later   bells\nand shade"]
sys.exit(0 if same and joined else "changed: lines within a paragraph are kept apart")
PYTHON
