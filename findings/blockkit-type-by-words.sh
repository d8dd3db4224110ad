#!/usr/bin/env bash
# Whether a builder of Slack's blocks sends a comment as plain text or as markup depends on the comment's words.
#
# Package: blockkit 2.1.3 (PyPI). Seen on 2026-11-30 with Python 3.11.
# Behaviour: `Section(text)` looks for signs of markup in the words and chooses the type by them. A list of comments sent by one
#   line of code comes out as a mixture: most are `plain_text`, and one that multiplies, or begins with "more than", is
#   `mrkdwn`, so that Slack reads its signs: "> 20 minutes" becomes a quotation and loses the sign. The same words elsewhere in
#   the sentence are plain again. A type may be set only on a `Text`, which keeps it.
# Expected: One type for one kind of block, whatever people wrote in it (a section's documented default is not by content).
# Output seen:
#   More lunch time          plain_text
#   Lunch > 20 minutes       plain_text
#   > 20 minutes of lunch    mrkdwn
#   5 * 3 desks              plain_text
#   5 * 3 * 2 desks          mrkdwn
#   use_of_phones            plain_text
#   the _only_ question      mrkdwn
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check blockkit==2.1.3
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from blockkit import Section

SEEN = {
    "More lunch time": "plain_text",
    "Lunch > 20 minutes": "plain_text",
    "> 20 minutes of lunch": "mrkdwn",
    "5 * 3 desks": "plain_text",
    "5 * 3 * 2 desks": "mrkdwn",
    "use_of_phones": "plain_text",
    "the _only_ question": "mrkdwn",
}
now = {comment: Section(comment).build()["text"]["type"] for comment in SEEN}
for comment, kind in now.items():
    print(f"{comment:<24} {kind}")
sys.exit(0 if now == SEEN else "changed: the type no longer follows the words in this way")
PYTHON
