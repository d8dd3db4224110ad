#!/usr/bin/env bash
# "Every Tuesday at 2pm" is two at night, and every weekend is every week.
#
# Package: rrule 2.8.1 (npm). Seen on 2026-11-29 with Node 20.
# Behaviour: `RRule.fromText` reads the hour and passes over what follows: "at 2pm" is hour 2, "at 9:30" hour 9 with no minute. "every
#   weekend" is every week, on the day that it happens to be. Nothing is raised, and `toText` of the rule says the same wrong
#   thing in good English. "every other friday" does raise.
# Expected: hour 14; minute 30; Saturday and Sunday; or an error, as for "every other friday".
# Output seen:
#   every tuesday at 2pm   FREQ=WEEKLY;BYDAY=TU;BYHOUR=2   every week on Tuesday at 2
#   every monday at 9:30   FREQ=WEEKLY;BYDAY=MO;BYHOUR=9   every week on Monday at 9
#   every weekend          FREQ=WEEKLY                     every week
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-fund --no-audit --prefix "$folder" rrule@2.8.1
cat >"$folder/run.mjs" <<'NODE'
import rrule from "rrule";

const seen = [];
for (const text of ["every tuesday at 2pm", "every monday at 9:30", "every weekend"]) {
  const rule = rrule.RRule.fromText(text);
  seen.push(rule.toString().replace("RRULE:", ""));
  console.log(text.padEnd(22), seen.at(-1).padEnd(31), rule.toText());
}
const isSo = seen.join(" ") === "FREQ=WEEKLY;BYDAY=TU;BYHOUR=2 FREQ=WEEKLY;BYDAY=MO;BYHOUR=9 FREQ=WEEKLY";
if (!isSo) console.error("changed: the rest of the time is read");
process.exit(isSo ? 0 : 1);
NODE
node "$folder/run.mjs"
