#!/usr/bin/env bash
# A fit to known totals reports that it converged and leaves a whole group out.
#
# Package: ipfn 1.4.4 with pandas 2.2.3. Seen on 2026-11-29 with Python 3.11.
# Behaviour: Answers are weighted so that groups count as in the district: 60 of 100 parents, 40 students. Where no student of one school
#   answered, no weights can do it. ipfn returns a table whose parents sum to 100 and whose students to 0, prints that it
#   converged, and with verbose=1 gives the flag 1 for it, as for a table that fits. No nan, no warning, no exception.
# Expected: A sign that the totals asked for were not met: flag 0, an exception, or nan.
# Output seen:
#   all answered       converged 1  parents 60  students 40
#   no student did     converged 1  parents 100  students 0
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ipfn==1.4.4 pandas==2.2.3 "numpy<2.3"
"$folder/venv/bin/python" - <<'PYTHON'
import contextlib
import io
import sys

import numpy
from ipfn import ipfn

ASKED = [numpy.array([60.0, 40.0]), numpy.array([50.0, 50.0])]  # parents and students; two schools
seen = []
for title, answers in (("all answered", [[40, 30], [10, 20]]), ("no student did", [[40, 30], [0, 0]])):
    with contextlib.redirect_stdout(io.StringIO()):
        fit = ipfn.ipfn(numpy.array(answers, dtype=float), [each.copy() for each in ASKED], [[0], [1]], verbose=1)
        table, converged = fit.iteration()
    parents, students = (round(float(each), 1) for each in table.sum(axis=1))
    seen.append((int(converged), parents, students))
    print(f"{title:17}  converged {int(converged)}  parents {parents:g}  students {students:g}")
sys.exit(0 if seen == [(1, 60, 40), (1, 100, 0)] else "changed: totals that cannot be met are told")
PYTHON
