#!/usr/bin/env bash
# A form's condition takes 1,137 participants for one and a bit.
#
# Package: survey-core 3.1.1 (npm; SurveyJS). Seen on 2026-11-29 with Node 20.
# Behaviour: In expressions a text answer that looks like a number is one, and a single comma is its decimal sign, whatever the
#   survey's language: "1,137" is 1.137, so that `{n} > 100` is false and `{n} > {m}` as well for "1,137" and "256". Two commas,
#   "2,276,000", are no number at all. "1137" is as written, and nothing is said to the person or the maker.
# Expected: 1137 in an English survey, or no number.
# Output seen:
#   {n} * 1    "1,137"      1.137
#   {n} * 1    "1137"       1137
#   {n} > 100  "1,137"      false
#   {n} > 100  "2,276,000"  false
#   {n} > {m}  "1,137"      false
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-fund --no-audit --prefix "$folder" survey-core@3.1.1
cat >"$folder/run.mjs" <<'NODE'
import { createRequire } from "node:module";

const { ExpressionRunner } = createRequire(import.meta.url)("survey-core");
const seen = [];
for (const [expression, n] of [
  ["{n} * 1", "1,137"],
  ["{n} * 1", "1137"],
  ["{n} > 100", "1,137"],
  ["{n} > 100", "2,276,000"],
  ["{n} > {m}", "1,137"],
]) {
  const value = new ExpressionRunner(expression).runValues({ n, m: "256" });
  seen.push(value);
  console.log(expression.padEnd(10), JSON.stringify(n).padEnd(12), value);
}
const isSo = JSON.stringify(seen) === JSON.stringify([1.137, 1137, false, false, false]);
if (!isSo) console.error("changed: a comma is read in another way");
process.exit(isSo ? 0 : 1);
NODE
node "$folder/run.mjs"
