#!/usr/bin/env bash
# A measure of agreement counts people who rated nothing as agreeing with one another.
#
# Package: statsmodels 0.15.0 (with numpy 2.4.6). Seen on 2026-11-29 with Python 3.11.
# Behaviour: `aggregate_raters` makes of ratings (subjects by raters) the table that `fleiss_kappa` takes. A rating that is missing
#   (NaN) becomes a category of its own beside the stars. Four comments that split six people evenly have kappa -.20; with four
#   more comments that nobody has rated it is +.40. A table of the given ratings alone, with
#   unequal numbers of raters, is refused by an assertion; the one with the extra category passes, since its rows have one sum.
# Expected: Missing ratings are left out, or refused.
# Output seen:
#   rated comments            categories [1.0, 3.0, 5.0]        kappa -0.20
#   and as many unrated ones  categories [1.0, 3.0, 5.0, nan]   kappa +0.40
#   one rating missing        categories [1.0, 3.0, 5.0, nan]   kappa -0.18
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check statsmodels==0.15.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import numpy as np
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

SPLIT = [[1, 1, 3, 3, 5, 5]] * 4
tables = {
    "rated comments": SPLIT,
    "and as many unrated ones": SPLIT + [[np.nan] * 6] * 4,
    "one rating missing": [*SPLIT[1:], [1, 1, 3, 3, 5, np.nan]],
}
seen = []
for name, ratings in tables.items():
    table, categories = aggregate_raters(np.array(ratings, dtype=float))
    kappa = fleiss_kappa(table)
    print(f"{name:<24}  categories {str(categories.tolist()):<21}  kappa {kappa:+.2f}")
    seen.append((len(categories), round(kappa, 2)))
sys.exit(0 if seen[0] == (3, -0.2) and seen[1] == (4, 0.4) and seen[2][0] == 4 else "changed: missing ratings do not count")
PYTHON
