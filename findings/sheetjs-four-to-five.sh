#!/usr/bin/env bash
# Four to five stars is a day in April 2001 after reading a CSV.
#
# Package: xlsx 0.18.5 (npm; SheetJS). Seen on 2026-11-29 with Node 20.
# Behaviour: Reading CSV, SheetJS looks for dates in each text: the range "4-5" becomes the number 36986, 5 April 2001, and a comment that is
#   only "3/4" 36954; "1 2/3" and a version "1.2.3" are the same day in 2003. "3 stars" and "12-B" stay. `raw: true` leaves all as it
#   was.
# Expected: Text, or a date in the present year with a sign that it is one.
# Output seen:
#   4-5 36986, 3/4 36954, 1 2/3 37623, 1.2.3 37623, 3 stars 3 stars, 12-B 12-B
#   raw: 4-5, 3/4, 1 2/3, 1.2.3, 3 stars, 12-B
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-fund --no-audit --prefix "$folder" xlsx@0.18.5
cat >"$folder/run.mjs" <<'NODE'
import { createRequire } from "node:module";

const xlsx = createRequire(import.meta.url)("xlsx");
const texts = ["4-5", "3/4", "1 2/3", "1.2.3", "3 stars", "12-B"];
const read = (options) => {
  const book = xlsx.read(["answer", ...texts].join("\n"), { type: "string", ...options });
  return xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]]).map((row) => row.answer);
};
const [seen, raw] = [read({}), read({ raw: true })];
console.log(texts.map((text, at) => `${text} ${seen[at]}`).join(", "));
console.log("raw:", raw.join(", "));
const isSo = seen.join() === "36986,36954,37623,37623,3 stars,12-B" && raw.join() === texts.join();
if (!isSo) console.error("changed: what looks like a date is read in another way");
process.exit(isSo ? 0 : 1);
NODE
node "$folder/run.mjs"
