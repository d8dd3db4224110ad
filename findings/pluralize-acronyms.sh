#!/usr/bin/env bash
# The plural of SRO is written SROS, and a cookie is a cooky.
#
# Package: pluralize 8.0.0 (npm). Seen on 2026-11-29 with Node 20.
# Behaviour: `pluralize` gives its plural the letters' case of the word, all capitals for a word in capitals: "SRO" becomes "SROS", "PTA"
#   "PTAS", "ID" "IDS". Back they are as before, so that nothing looks wrong until somebody reads "2 SROS". `singular` takes
#   "cookies" for "cooky", "Texas" for "Texa" and "always" for "alway"; "movies", "campus" and "news" are right.
# Expected: SROs, PTAs, IDs; cookie, Texas, always.
# Output seen:
#   2 SROS, 2 PTAS, 2 IDS, 2 counselors
#   cookies cooky, Texas Texa, always alway, movies movie, campus campus
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-fund --no-audit --prefix "$folder" pluralize@8.0.0
cat >"$folder/run.mjs" <<'NODE'
import pluralize from "pluralize";

const many = ["SRO", "PTA", "ID", "counselor"].map((word) => pluralize(word, 2, true));
const one = ["cookies", "Texas", "always", "movies", "campus"].map((word) => `${word} ${pluralize.singular(word)}`);
console.log(many.join(", "));
console.log(one.join(", "));
const isSo =
  many.join() === "2 SROS,2 PTAS,2 IDS,2 counselors" &&
  one.join() === "cookies cooky,Texas Texa,always alway,movies movie,campus campus";
if (!isSo) console.error("changed: other plurals");
process.exit(isSo ? 0 : 1);
NODE
node "$folder/run.mjs"
