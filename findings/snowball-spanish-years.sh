#!/usr/bin/env bash
# The Spanish stemmer joins boys and girls, and never a year with years.
#
# Package: snowballstemmer 3.1.1. Seen on 2026-11-28 with Python 3.11.
# Behaviour: The Spanish Snowball algorithm takes endings from a part of the word alone, the region RV, which in "años"
#   is no more than the last letter. So "niños" and "niñas" have one stem, while "años" stays "años" and "año" stays
#   "año": singular and plural of one of the commonest words in school comments are two words to all that counts stems.
# Expected: One stem for año and años, as for niño and niños.
# Output seen:
#   niño niñ | niños niñ | niñas niñ
#   año año | años años
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check snowballstemmer==3.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import snowballstemmer

stem = snowballstemmer.stemmer("spanish").stemWord
print(" | ".join(f"{word} {stem(word)}" for word in ("niño", "niños", "niñas")))
print(" | ".join(f"{word} {stem(word)}" for word in ("año", "años")))
is_so = stem("niño") == stem("niños") == stem("niñas") and (stem("año"), stem("años")) == ("año", "años")
sys.exit(0 if is_so else "changed: año and años have one stem, or niño and niños have two")
PYTHON
