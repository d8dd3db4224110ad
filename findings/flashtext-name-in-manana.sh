#!/usr/bin/env bash
# A finder of whole words finds a first name inside a Spanish word for "tomorrow".
#
# Package: flashtext 2.7. Seen on 2026-11-29 with Python 3.11.
# Behaviour: FlashText finds whole words only: "Ana" is not in "banana". But for it only a to z, digits and "_" belong to a
#   word: ñ and each letter with an accent end one. So "Ana" is found in "mañana", and a
#   list of the people of a school points at a name in many Spanish texts.
# Expected: Nothing found, as in "banana": for Python's own str.isalpha ñ is a letter.
# Output seen:
#   ['Ana']  Nos vemos mañana
#   []       Una banana
#   ['Ana']  Hasta luego, Ana
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check flashtext==2.7
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from flashtext import KeywordProcessor

names = KeywordProcessor()
names.add_keyword("Ana")
seen = {}
for text in ("Nos vemos mañana", "Una banana", "Hasta luego, Ana"):
    seen[text] = names.extract_keywords(text)
    print(f"{seen[text]!s:8} {text}")
sys.exit(0 if list(seen.values()) == [["Ana"], [], ["Ana"]] else "changed: the name is no longer found in mañana")
PYTHON
