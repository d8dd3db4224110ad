#!/usr/bin/env bash
# A builder of Slack's blocks loses the zero of a number field, and with it the lower end of the scale.
#
# Package: slack-block-builder 2.8.0 (npm). Seen on 2026-11-29 with Node 20.
# Behaviour: `NumberInput` takes numbers and writes them as the strings that Slack wants, all but 0: `minValue(0)` and
#   `initialValue(0)` leave no trace, so that a field "0 to 10" takes -3. `isDecimalAllowed(false)` is kept, and so are the
#   zeros of other elements (`minQueryLength`).
# Expected: "min_value": "0", as 1 becomes "1".
# Output seen:
#   1 to 10  {"action_id":"a","initial_value":"1","is_decimal_allowed":false,"max_value":"10","min_value":"1"}
#   0 to 10  {"action_id":"a","is_decimal_allowed":false,"max_value":"10"}
#   select   {"action_id":"a","min_query_length":0}
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-fund --no-audit --prefix "$folder" slack-block-builder@2.8.0
cat >"$folder/run.mjs" <<'NODE'
import { Blocks, Elements, Modal } from "slack-block-builder";

const build = (element) => {
  const modal = Modal({ title: "Question" }).blocks(Blocks.Input({ label: "How safe?" }).element(element)).buildToObject();
  const { type, ...rest } = modal.blocks[0].element;
  return Object.fromEntries(Object.entries(rest).sort());
};
const scale = (low) =>
  build(Elements.NumberInput({ actionId: "a" }).isDecimalAllowed(false).minValue(low).initialValue(low).maxValue(10));
const [one, zero] = [scale(1), scale(0)];
const select = build(Elements.ExternalSelect({ actionId: "a" }).minQueryLength(0));
console.log("1 to 10 ", JSON.stringify(one));
console.log("0 to 10 ", JSON.stringify(zero));
console.log("select  ", JSON.stringify(select));
const isSo =
  one.min_value === "1" && zero.max_value === "10" && !("min_value" in zero) && !("initial_value" in zero) &&
  select.min_query_length === 0;
if (!isSo) console.error("changed: zero is kept in a number field");
process.exit(isSo ? 0 : 1);
NODE
node "$folder/run.mjs"
