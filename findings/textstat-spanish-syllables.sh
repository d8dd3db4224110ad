#!/usr/bin/env bash
# A measure of how easy a Spanish text is to read takes "día", "idea" and "oía" for words of one syllable.
#
# Package: textstat 0.7.13. Seen on 2026-11-29 with Python 3.11.
# Behaviour: For Spanish the syllables are the places where pyphen would divide a word at the end of a line. Printers do not leave
#   one letter alone there and do not part vowels, so that a first syllable of one letter and every hiatus are missed:
#   more than half of the syllables of some short sentences. `fernandez_huerta`, the measure made for Spanish, gives such a
#   sentence 141.74 on its scale from 0 to 100; counted by hand it is 69.74. Longer words come out right.
# Expected: u-na, dí-a, i-de-a, o-í-a: 10 syllables in these four words, 11 in the sentence.
# Output seen:
#   una 1, día 1, idea 1, oía 1, escuela 3, estudiante 4
#   Su tía oía una idea: 5 syllables, 141.74
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textstat==0.7.13 pyphen==0.18.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import textstat

textstat.set_lang("es")
SENTENCE = "Su tía oía una idea."
seen = {word: textstat.syllable_count(word) for word in ("una", "día", "idea", "oía", "escuela", "estudiante")}
syllables, ease = textstat.syllable_count(SENTENCE), round(textstat.fernandez_huerta(SENTENCE), 2)
print(", ".join(f"{word} {count}" for word, count in seen.items()))
print(f"{SENTENCE.rstrip('.')}: {syllables} syllables, {ease}")
is_so = list(seen.values()) == [1, 1, 1, 1, 3, 4] and (syllables, ease) == (5, 141.74)
sys.exit(0 if is_so else "changed: other syllables are counted")
PYTHON
