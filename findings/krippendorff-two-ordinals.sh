#!/usr/bin/env bash
# Two packages compute "Krippendorff's alpha, ordinal" for the same stars and differ, though they agree on the other kinds.
#
# Packages: krippendorff 0.9.0 and irrCAC 0.4.4. Seen on 2026-11-29 with Python 3.11.
# Behaviour: In Krippendorff's ordinal measure the distance between two grades depends on how often each grade was given. irrCAC
#   takes `weights="ordinal"` for its `krippendorff` too, and these are other weights, by ranks alone. So the two are the
#   same to four digits for nominal and for interval data (irrCAC: "quadratic"), and .930 and .887 for ordinal. Both are
#   called Krippendorff's alpha, and neither points at the other.
# Expected: One number for one name, or a hint that these weights are not Krippendorff's.
# Output seen:
#   nominal   krippendorff 0.678  irrCAC 0.678
#   ordinal   krippendorff 0.930  irrCAC 0.887
#   interval  krippendorff 0.918  irrCAC 0.918
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check krippendorff==0.9.0 irrCAC==0.4.4
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC

STARS = np.array([[1, 2, 3, 4, 5, 1, 2, 3], [1, 2, 3, 4, 4, 2, 2, 3], [1, 3, 3, 4, 5, 1, np.nan, 3]])  # a row for a person
seen = {}
for level, weights in {"nominal": "identity", "ordinal": "ordinal", "interval": "quadratic"}.items():
    one = krippendorff.alpha(STARS, level_of_measurement=level)
    other = CAC(pd.DataFrame(STARS.T), weights=weights).krippendorff()["est"]["coefficient_value"]
    print(f"{level:<8}  krippendorff {one:.3f}  irrCAC {other:.3f}")
    seen[level] = round(float(one), 3), round(float(other), 3)
is_so = seen == {"nominal": (0.678, 0.678), "ordinal": (0.93, 0.887), "interval": (0.918, 0.918)}
sys.exit(0 if is_so else "changed: other numbers")
PYTHON
