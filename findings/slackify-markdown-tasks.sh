#!/usr/bin/env bash
# A list of what was done and what was not comes to Slack as a list of what there is.
#
# Package: slackify-markdown 4.5.0 (npm). Seen on 2026-11-29 with Node 20.
# Behaviour: The items of a task list lose their boxes: "- [x] more counselors" and "- [ ] longer lunch" both become plain bullets,
#   so that nobody can tell an answered promise from an open one. A bold word in a heading is put into the heading's own stars,
#   "*What *you* said*", which Slack shows with its stars. Neither raises or warns.
# Expected: Some sign of done and not done (the box as written would do), and "*What you said*".
# Output seen (zero-width spaces left out):
#   "•   more counselors\n•   longer lunch\n"
#   "*What *you* said*\n"
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-fund --no-audit --prefix "$folder" slackify-markdown@4.5.0
cat >"$folder/run.mjs" <<'NODE'
import slackify from "slackify-markdown";

const seen = ["- [x] more counselors\n- [ ] longer lunch", "# What **you** said"].map((text) =>
  slackify(text).replaceAll("\u200b", ""),
);
for (const each of seen) console.log(JSON.stringify(each));
const isSo = seen[0] === "•   more counselors\n•   longer lunch\n" && seen[1] === "*What *you* said*\n";
if (!isSo) console.error("changed: boxes are kept, or a bold word in a heading is plain");
process.exit(isSo ? 0 : 1);
NODE
node "$folder/run.mjs"
