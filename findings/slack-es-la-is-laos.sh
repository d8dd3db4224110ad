#!/usr/bin/env bash
# Slack's name for Latin American Spanish is Laos to JavaScript, which then writes numbers and times as in Spain.
#
# Packages: the Intl of Node 20 (nothing is installed for it) and Babel 2.19.0 (PyPI). Seen on 2026-11-29 with Python 3.11.
# Behaviour: `users.info` of Slack gives "es-LA" for people whose Slack is in "Español (Latinoamérica)". To Intl, LA is a
#   country, Laos: "es-LA" is accepted, shown as "Spanish (Laos)", resolved to "es", and so 12,345.5 becomes 12.345,5 (to a reader in
#   Mexico or the United States: twelve and a bit) and 3:00 p.m. becomes 15:00. `supportedLocalesOf` calls it supported. Babel
#   refuses the same name, and its `negotiate` chooses "es", Spain's way, also where "es_419" is offered.
# Expected: The way of es-419, or in Intl no sign that the name is supported.
# Output seen:
#   es-419  es-419  12,345.5  3:00 p.m.  Latin American Spanish
#   es-MX   es-MX   12,345.5  3:00 p.m.  Mexican Spanish
#   es-LA   es      12.345,5  15:00      Spanish (Laos)
#   supported: es-LA
#   Babel: unknown locale 'es_LA'; of en, es, es_419 it chooses es: 12.345,5
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/run.mjs" <<'NODE'
const seen = ["es-419", "es-MX", "es-LA"].map((name) => {
  const number = new Intl.NumberFormat(name);
  const time = new Intl.DateTimeFormat(name, { timeStyle: "short" }).format(new Date(2026, 10, 28, 15));
  const language = new Intl.DisplayNames("en", { type: "language" }).of(name);
  return [name, number.resolvedOptions().locale, number.format(12345.5), time.replace(/\s/gu, " "), language];
});
const widths = [7, 7, 9, 10, 0];
for (const row of seen) console.log(row.map((cell, place) => cell.padEnd(widths[place])).join(" "));
const supported = Intl.NumberFormat.supportedLocalesOf(["es-LA"]);
console.log("supported:", supported.join(", "));
const [latin, , laos] = seen;
const isSo =
  latin[2] === "12,345.5" && laos.slice(1, 4).join(" ") === "es 12.345,5 15:00" && /Laos/.test(laos[4]) && supported.length === 1;
if (!isSo) console.error("changed: es-LA is another locale to Intl");
process.exit(isSo ? 0 : 1);
NODE
TZ=UTC node "$folder/run.mjs"
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

try:
    refusal = f"known as {Locale.parse('es_LA')}"
except UnknownLocaleError as error:
    refusal = str(error)
chosen = str(Locale.negotiate(["es_LA"], ["en", "es", "es_419"]))
number = format_decimal(12345.5, locale=chosen)
print(f"Babel: {refusal}; of en, es, es_419 it chooses {chosen}: {number}")
sys.exit(0 if (refusal, chosen, number) == ("unknown locale 'es_LA'", "es", "12.345,5") else "changed: Babel knows es_LA")
PYTHON
