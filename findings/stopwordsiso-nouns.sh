#!/usr/bin/env bash
# A list of words without meaning holds the words that people of a school speak of.
#
# Package: stopwordsiso 0.7.1 (the lists of stopwords-iso). Seen on 2026-11-29 with Python 3.11.
# Behaviour: The English list has 1,298 words, among them help, important, problem, room, group, member, system, home, young,
#   work and year; the Spanish one 732, among them trabajo, empleo, verdad, tiempo, horas and estado. Taken out before topics
#   are named, "more help", "group rooms" and "menos horas de trabajo" lose all that they are about. "school" and "escuela" stay.
# Expected: Articles, pronouns, prepositions, auxiliaries: no noun that somebody could ask for.
# Output seen:
#   en 1298: group, help, home, important, member, problem, room, system, work, year, young
#   es 732: empleo, estado, horas, tiempo, trabajo, verdad
#   "more help, smaller groups, a quiet room" keeps: quiet
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check stopwordsiso==0.7.1
"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys

import stopwordsiso

ENGLISH = "group help home important member problem room school system work year young"
SPANISH = "empleo escuela estado horas tiempo trabajo verdad"
seen = {}
for language, words in (("en", ENGLISH), ("es", SPANISH)):
    listed = stopwordsiso.stopwords(language)
    seen[language] = [word for word in words.split() if word in listed]
    print(f"{language} {len(listed)}: {', '.join(seen[language])}")
text = "more help, smaller groups, a quiet room"
kept = sorted(set(re.findall("[a-z]+", text)) - set(stopwordsiso.stopwords("en")))
print(f'"{text}" keeps: {", ".join(kept)}')
is_so = (
    seen["en"] == [each for each in ENGLISH.split() if each != "school"]
    and seen["es"] == [each for each in SPANISH.split() if each != "escuela"]
    and kept == ["quiet"]
)
sys.exit(0 if is_so else "changed: the lists hold other words")
PYTHON
