#!/usr/bin/env bash
# The Spanish dictionary of a spelling checker lacks ordinary plurals and mends them into singulars.
#
# Package: pyspellchecker 0.9.1. Seen on 2026-11-28 with Python 3.11.
# Behaviour: With language="es" the word "consejeros" (counselors), spelt rightly, is unknown, and is "corrected" to its
#   singular; "alumnes", a form that students write on purpose, becomes "lunes" (Monday). Nothing tells a corrected
#   right word from a mended mistake.
# Expected: A plural that is spelt rightly is left alone.
# Output seen:
#   policia -> policía
#   consejeros -> consejero
#   alumnes -> lunes
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyspellchecker==0.9.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from spellchecker import SpellChecker

checker = SpellChecker(language="es")
seen = {word: checker.correction(word) for word in ("policia", "consejeros", "alumnes")}
for word, mended in seen.items():
    print(f"{word} -> {mended}")
is_so = seen == {"policia": "policía", "consejeros": "consejero", "alumnes": "lunes"}
sys.exit(0 if is_so else "changed: other corrections")
PYTHON
