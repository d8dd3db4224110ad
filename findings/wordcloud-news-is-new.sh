#!/usr/bin/env bash
# A word cloud adds the news to what is new, and makes words that nobody wrote.
#
# Package: wordcloud 1.9.6. Seen on 2026-11-29 with Python 3.11.
# Behaviour: By default a word that ends in "s" is counted as the same word without it wherever that other one occurs, in any
#   language: "news" becomes "new", "does" the deer "doe", Spanish "los" becomes "lo" and "tres" "tre". The word shown is the
#   one without s, whichever is frequent. "bus" and "buses", a real plural, stay two words. And a number is no word: "911" is left out.
# Expected: news beside new, los beside lo; bus and buses as one.
# Output seen:
#   {'new': 4, 'rules': 1, 'teachers': 1}  news about new rules; news from new teachers
#   {'lo': 5}                              los los lo lo lo
#   {'bus': 1, 'buses': 1}                 bus buses
#   {'call': 1}                            911 call
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check wordcloud==1.9.6
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from wordcloud import STOPWORDS, WordCloud

seen = []
for text, left_out in (
    ("news about new rules; news from new teachers", STOPWORDS),
    ("los los lo lo lo", set()),
    ("bus buses", set()),
    ("911 call", set()),
):
    seen.append(WordCloud(collocations=False, stopwords=left_out).process_text(text))
    print(f"{seen[-1]!s:38} {text}")
expected = [{"new": 4, "rules": 1, "teachers": 1}, {"lo": 5}, {"bus": 1, "buses": 1}, {"call": 1}]
sys.exit(0 if seen == expected else "changed: words are counted in another way")
PYTHON
