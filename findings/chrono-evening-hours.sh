#!/usr/bin/env bash
# A parser of dates closes a survey at eight in the morning when people write eight in the evening, and at noon for midnight.
#
# Package: chrono-node 2.10.3 (npm). Seen on 2026-11-29 with Node 20.
# Behaviour: "de la noche", "de la tarde" and "de la mañana" are how a Spanish hour says which half of the day is meant. The
#   hour is read without them, as one of the morning (12 as noon), and the rest becomes a second date of its own: "noche" is
#   10 p.m. of today, "mañana" is tomorrow. `parseDate` returns the first, without an error. English has it too: "at 8 at
#   night" is 20:00, "at 8 in the evening" is 08:00.
# Expected: One date, 20:00; or none.
# Output seen:
#   es  el lunes a las 8 de la noche     lunes a las 8 = 2026-11-30 08:00, noche = 2026-11-28 22:00
#   es  el lunes a las 5 de la tarde     lunes a las 5 = 2026-11-30 05:00, tarde = 2026-11-28 15:00
#   es  el lunes a las 12 de la noche    lunes a las 12 = 2026-11-30 12:00, noche = 2026-11-28 22:00
#   es  el lunes a las 9 de la mañana    lunes a las 9 = 2026-11-30 09:00, mañana = 2026-11-29 12:00
#   es  el lunes a las 8 p.m.            lunes a las 8 p.m. = 2026-11-30 20:00
#   en  Monday at 8 in the evening       Monday at 8 = 2026-11-30 08:00, evening = 2026-11-28 20:00
#   en  Monday at 8 at night             Monday at 8 at night = 2026-11-30 20:00
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-fund --no-audit --prefix "$folder" chrono-node@2.10.3
cat >"$folder/run.mjs" <<'NODE'
import * as chrono from "chrono-node";

const saturday = new Date(2026, 10, 28, 12);
const write = (date) => date.toISOString().slice(0, 16).replace("T", " ");
const phrases = [
  ["es", "el lunes a las 8 de la noche", "2026-11-30 08:00"],
  ["es", "el lunes a las 5 de la tarde", "2026-11-30 05:00"],
  ["es", "el lunes a las 12 de la noche", "2026-11-30 12:00"],
  ["es", "el lunes a las 9 de la mañana", "2026-11-30 09:00"],
  ["es", "el lunes a las 8 p.m.", "2026-11-30 20:00"],
  ["en", "Monday at 8 in the evening", "2026-11-30 08:00"],
  ["en", "Monday at 8 at night", "2026-11-30 20:00"],
];
let isSo = true;
for (const [language, phrase, first] of phrases) {
  const found = chrono[language].parse(phrase, saturday);
  console.log(`${language}  ${phrase.padEnd(35)}  ${found.map((one) => `${one.text} = ${write(one.date())}`).join(", ")}`);
  isSo &&= write(chrono[language].parseDate(phrase, saturday)) === first;
}
if (!isSo) console.error("changed: the words for the half of the day are read");
process.exit(isSo ? 0 : 1);
NODE
TZ=UTC node "$folder/run.mjs"
