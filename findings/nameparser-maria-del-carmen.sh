#!/usr/bin/env bash
# A double first name that a grandmother in each family has becomes a surname.
#
# Package: nameparser 2.6.0. Seen on 2026-11-29 with Python 3.11.
# Behaviour: "del" and "de la" begin a surname for `HumanName`, whatever stands before: "María del Carmen García" has the first name
#   "María" and the surname "del Carmen García"; "Ma. Elena Ruiz", the usual short form of María, has the title "Ma." and the first name
#   "Elena". "Ana García López", with two surnames, has the middle name "García" and the surname "López". A roster sorted
#   or greeted by these parts calls people by what they are not called; nothing says that it was a guess.
# Expected: first "María del Carmen", last "García"; first "Ma. Elena"; last "García López", or a sign of doubt.
# Output seen:
#   María del Carmen García  first María, last del Carmen García
#   Ma. Elena Ruiz           title Ma., first Elena, last Ruiz
#   Ana García López         first Ana, middle García, last López
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check nameparser==2.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from nameparser import HumanName

seen = []
for name in ("María del Carmen García", "Ma. Elena Ruiz", "Ana García López"):
    parts = HumanName(name).as_dict(False)
    seen.append(", ".join(f"{part} {parts[part]}" for part in ("title", "first", "middle", "last") if part in parts))
    print(f"{name:23}  {seen[-1]}")
expected = [
    "first María, last del Carmen García",
    "title Ma., first Elena, last Ruiz",
    "first Ana, middle García, last López",
]
sys.exit(0 if seen == expected else "changed: other parts")
PYTHON
