#!/usr/bin/env bash
# Spanish sentences of a library with a Spanish catalogue hold an English "and", English months and English numbers.
#
# Package: humanize 4.17.0. Seen on 2026-11-29 with Python 3.11.
# Behaviour: After `i18n.activate("es")` durations are Spanish ("hace 3 horas"), and "2 días, 3 horas y 5 minutos" has its "y". In
#   the same locale `natural_list` joins by "and", `naturaldate` writes "Feb 03 2026", `intcomma` "1,137.5" and `intword` "1.5
#   millones"; German gets its separators, so that a comma is a decimal sign in one locale and not in another.
# Expected: "Ana, Iván y Eva", "3 feb 2026", "1.137,5", "1,5 millones".
# Output seen:
#   es  Ana, Iván and Eva | Feb 03 2026 | 1,137.5 | 1.5 millones | hace 3 horas | 2 días, 3 horas y 5 minutos
#   de  1.137,5 | 1,5 Millionen
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check humanize==4.17.0
"$folder/venv/bin/python" - <<'PYTHON'
import datetime
import sys

import humanize

humanize.i18n.activate("es")
spanish = [
    humanize.natural_list(["Ana", "Iván", "Eva"]),
    humanize.naturaldate(datetime.date(2026, 2, 3)),
    humanize.intcomma(1137.5),
    humanize.intword(1_500_000),
    humanize.naturaltime(datetime.timedelta(hours=3)),
    humanize.precisedelta(datetime.timedelta(days=2, hours=3, minutes=5)),
]
print("es ", " | ".join(spanish))
humanize.i18n.activate("de_DE")
german = [humanize.intcomma(1137.5), humanize.intword(1_500_000)]
print("de ", " | ".join(german))
is_so = (
    spanish[0] == "Ana, Iván and Eva"
    and spanish[1].startswith("Feb 03")
    and spanish[2:4] == ["1,137.5", "1.5 millones"]
    and spanish[4] == "hace 3 horas"
    and spanish[5].endswith(" y 5 minutos")
    and german == ["1.137,5", "1,5 Millionen"]
)
sys.exit(0 if is_so else "changed: the Spanish of lists, dates or numbers")
PYTHON
