#!/usr/bin/env bash
# A question of more than 256 bytes is cut when a survey is written for SPSS, and nothing says so.
#
# Package: pyreadstat 1.3.7 (with pandas 3.1.1). Seen on 2026-11-30 with Python 3.11.
# Behaviour: `write_sav(column_labels=...)` cuts a question at 256 bytes, a label of an answer at 120, without an error or a
#   warning. Both are bytes of UTF-8, so that what just fits in English is cut in Spanish; a letter that lies over the limit is
#   dropped whole. Answers themselves are kept at any length. A name of a column that is too long is refused with an error, so
#   one expects the same of labels.
# Expected: An error or a warning, as for names.
# Output seen:
#   question, 256 letters of English           256 of 256 letters kept
#   question, 256 letters, half with accent    171 of 256 letters kept
#   label of an answer, 120 of English         120 of 120 letters kept
#   label of an answer, 120, half with accent  80 of 120 letters kept
#   answer, 1000 letters                       1000 of 1000 letters kept
#   name of a column, 70 letters               refused
#   warnings                                   0
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyreadstat==1.3.7 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import warnings

import pandas as pd
import pyreadstat

PLAIN, ACCENTS = "ab", "aé"


def kept(question="q", label="agree", answer="yes"):
    table = pd.DataFrame({"stars": [1.0], "comment": [answer]})
    pyreadstat.write_sav(table, "survey.sav", column_labels={"stars": question}, variable_value_labels={"stars": {1: label}})
    read, about = pyreadstat.read_sav("survey.sav")
    return len(about.column_names_to_labels["stars"]), len(about.variable_value_labels["stars"][1.0]), len(read["comment"][0])


with warnings.catch_warnings(record=True) as heard:
    warnings.simplefilter("always")
    seen = {
        "question, 256 letters of English": (256, kept(question=PLAIN * 128)[0]),
        "question, 256 letters, half with accent": (256, kept(question=ACCENTS * 128)[0]),
        "label of an answer, 120 of English": (120, kept(label=PLAIN * 60)[1]),
        "label of an answer, 120, half with accent": (120, kept(label=ACCENTS * 60)[1]),
        "answer, 1000 letters": (1000, kept(answer=PLAIN * 500)[2]),
    }
try:
    pyreadstat.write_sav(pd.DataFrame({"q" * 70: [1.0]}), "long.sav")
    refused = False
except Exception:
    refused = True
for case, (given, left) in seen.items():
    print(f"{case:<42} {left} of {given} letters kept")
print(f"{'name of a column, 70 letters':<42} {'refused' if refused else 'taken'}")
about_labels = [each for each in heard if issubclass(each.category, UserWarning)]
print(f"{'warnings':<42} {len(about_labels)}")
left = [left for _, left in seen.values()]
same = left == [256, 171, 120, 80, 1000] and refused and not about_labels
sys.exit(0 if same else "changed: what is cut, or what is told of it")
PYTHON
