#!/usr/bin/env bash
# A vaccine becomes cattle, and friends become a verb, if they are feminine and many.
#
# Package: simplemma 2.0.0. Seen on 2026-11-29 with Python 3.11.
# Behaviour: In Spanish "amigos", "amiga", "niñas" and "maestras" are given as their noun in the masculine ("amigo", "niño", "maestro"),
#   but "amigas" as the verb "amigar". "vacuna", the vaccine, is "vacuno", cattle, and "vacunas" the verb "vacunar": what people
#   wrote of one thing is counted as two others. "multas" is "multa", as it should be.
# Expected: amigas → amigo (as maestras → maestro), vacuna and vacunas → vacuna (as multas → multa).
# Output seen:
#   amigos amigo, amigas amigar, maestras maestro, vacuna vacuno, vacunas vacunar, multas multa
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check simplemma==2.0.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import simplemma

words = ["amigos", "amigas", "maestras", "vacuna", "vacunas", "multas"]
seen = [simplemma.lemmatize(word, lang="es") for word in words]
print(", ".join(f"{word} {lemma}" for word, lemma in zip(words, seen)))
is_so = seen == ["amigo", "amigar", "maestro", "vacuno", "vacunar", "multa"]
sys.exit(0 if is_so else "changed: other basic forms")
PYTHON
