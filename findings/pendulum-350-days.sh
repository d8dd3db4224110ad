#!/usr/bin/env bash
# The same distance is eleven months backwards and a year forwards.
#
# Package: pendulum 3.3.0. Seen on 2026-11-29 with Python 3.11.
# Behaviour: `diff_for_humans` of a moment 350 days before another says "11 months before", of one 350 days after it "1 year
#   after", in English and in Spanish; at 340 and 364 days both ways agree. "Opened 11 months ago, asked again in 1 year" may
#   be 350 days twice.
# Expected: The same number both ways.
# Output seen:
#   en  340: 11 months before, 11 months after
#   en  350: 11 months before, 1 year after
#   es  350: 11 meses antes, 1 año después
#   en  364: 1 year before, 1 year after
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pendulum==3.3.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import pendulum

day = pendulum.datetime(2026, 11, 29, 12)
seen = []
for locale, days in (("en", 340), ("en", 350), ("es", 350), ("en", 364)):
    both = [moment.diff_for_humans(day, locale=locale) for moment in (day.subtract(days=days), day.add(days=days))]
    seen.append(both)
    print(f"{locale}  {days}: {', '.join(both)}")
is_so = seen == [
    ["11 months before", "11 months after"],
    ["11 months before", "1 year after"],
    ["11 meses antes", "1 año después"],
    ["1 year before", "1 year after"],
]
sys.exit(0 if is_so else "changed: another rounding of months")
PYTHON
