#!/usr/bin/env bash
# A library that makes singulars takes a bus for several things called "bu".
#
# Package: inflect 7.6.0. Seen on 2026-11-28 with Python 3.11.
# Behaviour: `singular_noun` answers False for a word that is singular already: it does for "class" and "boss". For "bus" it
#   answers "bu", without an error, so that "More buses" and "The bus is late" are counted as two words, one of them
#   none. `plural` makes SROES of the abbreviation SRO.
# Expected: False for "bus"; SROs for the plural of SRO.
# Output seen:
#   class False | boss False | buses bus | bus bu
#   plural of SRO: SROES
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check inflect==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import inflect

engine = inflect.engine()
words = ("class", "boss", "buses", "bus")
seen = {word: engine.singular_noun(word) for word in words}
print(" | ".join(f"{word} {seen[word]}" for word in words))
print("plural of SRO:", engine.plural("SRO"))
is_so = seen == {"class": False, "boss": False, "buses": "bus", "bus": "bu"} and engine.plural("SRO") == "SROES"
sys.exit(0 if is_so else "changed: bus is known to be singular, or SRO has another plural")
PYTHON
