#!/usr/bin/env bash
# Two libraries of one family say "and" and "or" of the same schedule.
#
# Packages: cronstrue 3.39.0 (npm), and from PyPI cron-descriptor 2.2.1 (like cronstrue after one C# library) and croniter 7.0.0.
#   Seen on 2026-11-29 with Node 20 and Python 3.11.
# Behaviour: A crontab line with a day of the month and a weekday, "0 9 1 * 1", runs on the first and on each Monday. cron-descriptor says
#   "on day 1 of the month, or on Monday"; cronstrue says "and on Monday", in Spanish "y el lunes", which reads as a first
#   that is a Monday. And both call "*/45 * * * *" every 45 minutes: it runs at 0 and at 45 past, 45 and 15 minutes apart.
# Expected: The same words from both, "or"; "at 0 and 45 minutes past the hour".
# Output seen:
#   cronstrue        At 09:00 AM, on day 1 of the month, and on Monday
#   cronstrue        A las 09:00, el día 1 del mes, y el lunes
#   cron-descriptor  At 09:00 AM, on day 1 of the month, or on Monday
#   croniter         Tue 1, Mon 7, Mon 14, Mon 21, Mon 28
#   both             Every 45 minutes
#   croniter         9:00, 9:45, 10:00, 10:45
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-fund --no-audit --prefix "$folder" cronstrue@3.39.0
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cron-descriptor==2.2.1 croniter==7.0.0
cat >"$folder/run.mjs" <<'NODE'
import { createRequire } from "node:module";

const cronstrue = createRequire(import.meta.url)("cronstrue/i18n");
console.log(cronstrue.toString("0 9 1 * 1"));
console.log(cronstrue.toString("0 9 1 * 1", { locale: "es" }));
console.log(cronstrue.toString("*/45 * * * *"));
NODE
node "$folder/run.mjs" >"$folder/said"
"$folder/venv/bin/python" - "$folder/said" <<'PYTHON'
import datetime
import sys

from cron_descriptor import get_description
from croniter import croniter

with open(sys.argv[1], encoding="utf-8") as file:
    english, spanish, often = file.read().splitlines()
other, other_often = get_description("0 9 1 * 1"), get_description("*/45 * * * *")
runs = croniter("0 9 1 * 1", datetime.datetime(2026, 12, 1))
days = [f"{day:%a} {day.day}" for day in (runs.get_next(datetime.datetime) for _ in range(5))]
runs = croniter("*/45 * * * *", datetime.datetime(2026, 12, 1, 8, 59))
times = [f"{at.hour}:{at:%M}" for at in (runs.get_next(datetime.datetime) for _ in range(4))]
print(f"cronstrue        {english}")
print(f"cronstrue        {spanish}")
print(f"cron-descriptor  {other}")
print(f"croniter         {', '.join(days)}")
print(f"both             {often}" if often == other_often else f"{often} / {other_often}")
print(f"croniter         {', '.join(times)}")
is_so = (
    english == "At 09:00 AM, on day 1 of the month, and on Monday"
    and spanish == "A las 09:00, el día 1 del mes, y el lunes"
    and other == "At 09:00 AM, on day 1 of the month, or on Monday"
    and days == ["Tue 1", "Mon 7", "Mon 14", "Mon 21", "Mon 28"]
    and often == other_often == "Every 45 minutes"
    and times == ["9:00", "9:45", "10:00", "10:45"]
)
sys.exit(0 if is_so else "changed: other words, or other days")
PYTHON
