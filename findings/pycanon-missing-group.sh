#!/usr/bin/env bash
# A measure of anonymity leaves out those who stand out most: who did not say their group.
#
# Package: pycanon 1.0.1.post2 with pandas 3.0.6. Seen on 2026-11-29 with Python 3.11.
# Behaviour: `k_anonymity` gives the size of the smallest class of people with the same quasi-identifiers. A person with a missing
#   value in one of them is in no class: the only one who did not say their group, at a school of their own, does not
#   lower k. With the gap filled by a word k is 1; `l_diversity` goes the same way. Nothing is raised or warned.
# Expected: k = 1, or an error that asks what a missing value is to mean.
# Output seen:
#   group missing       k 5  l 4
#   group "not told"    k 1  l 1
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pycanon==1.0.1.post2 pandas==3.0.6
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import pandas
from pycanon import anonymity

people = pandas.DataFrame(
    {
        "group": ["parent"] * 6 + [None] + ["teacher"] * 5,
        "school": ["north"] * 6 + ["south"] * 6,
        "stars": [1, 2, 3, 4, 5, 5, 1, 2, 3, 3, 4, 5],
    }
)
seen = []
for title, table in (("missing", people), ('"not told"', people.fillna({"group": "not told"}))):
    k = anonymity.k_anonymity(table, ["group", "school"])
    diversity = anonymity.l_diversity(table, ["group", "school"], ["stars"])
    seen.append((k, diversity))
    print(f"group {title:12}  k {k}  l {diversity}")
sys.exit(0 if seen == [(5, 4), (1, 1)] else "changed: who has no group counts")
PYTHON
