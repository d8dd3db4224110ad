#!/usr/bin/env bash
# A negation typed on a telephone is read as its contrary.
#
# Package: vaderSentiment 3.3.2. Seen on 2026-11-28 with Python 3.11.
# Behaviour: Telephones and word processors write the apostrophe of isn't and don't as U+2019. VADER knows only the ASCII
#   apostrophe as a negation: with the other one the sentence has the mood of its contrary, the very number of the
#   sentence without the negation, and nothing is raised.
# Expected: The same number for both apostrophes, as the words are the same.
# Output seen:
#   -0.33  The officer isn't nice
#   +0.42  The officer isn’t nice
#   -0.28  I don't like it
#   +0.36  I don’t like it
#   +0.36  I like it
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check vaderSentiment==3.3.2
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

mood = SentimentIntensityAnalyzer()
ascii_words = ["The officer isn't nice", "I don't like it"]
seen = {}
for words in ascii_words:
    for each in (words, words.replace("'", "\u2019")):
        seen[each] = mood.polarity_scores(each)["compound"]
        print(f"{seen[each]:+.2f}  {each}")
plain = mood.polarity_scores("I like it")["compound"]
print(f"{plain:+.2f}  I like it")
is_so = all(seen[each] < 0 < seen[each.replace("'", "\u2019")] for each in ascii_words)
sys.exit(0 if is_so and seen["I don\u2019t like it"] == plain else "changed: the curly apostrophe is read as a negation")
PYTHON
