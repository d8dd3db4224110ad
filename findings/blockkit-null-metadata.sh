#!/usr/bin/env bash
# A builder of Slack's forms writes the four letters "null" into every form that was given no metadata.
#
# Package: blockkit 2.1.3 (PyPI). Seen on 2026-11-30 with Python 3.11.
# Behaviour: `Modal().title(...).add_block(...).build()` has `"private_metadata": "null"`, a text of four letters, though nobody
#   named that field, and so has a `Home`; Slack hands it back with the form, where "is there metadata?" is then true. A text
#   that is given comes out as it is, an object as JSON, and an empty text is refused, so that "none" cannot be told at all.
#   Other fields that nobody named are left out.
# Expected: No field where none was given.
# Output seen:
#   modal, nothing given        'null'
#   modal, given "exchange-7"   'exchange-7'
#   modal, given ""             refused
#   home, nothing given         'null'
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check blockkit==2.1.3
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from blockkit import Divider, Home, Modal
from blockkit.core import FieldValidationError


def modal():
    return Modal().title("Comment").add_block(Divider())


def metadata(built):
    try:
        return repr(built.build().get("private_metadata"))
    except FieldValidationError:
        return "refused"


seen = {
    "modal, nothing given": metadata(modal()),
    'modal, given "exchange-7"': metadata(modal().private_metadata("exchange-7")),
    'modal, given ""': metadata(modal().private_metadata("")),
    "home, nothing given": metadata(Home().add_block(Divider())),
}
for case, value in seen.items():
    print(f"{case:<27} {value}")
expected = ["'null'", "'exchange-7'", "refused", "'null'"]
sys.exit(0 if list(seen.values()) == expected else "changed: a form without metadata no longer carries a text")
PYTHON
