#!/usr/bin/env bash
# A parser of addresses finds a street address in any sentence with a number, and says that it is sure.
#
# Package: usaddress 0.5.16. Seen on 2026-11-28 with Python 3.11.
# Behaviour: `usaddress.tag` answers with a type beside the parts: 'Street Address', 'Ambiguous' and so on. For plain sentences
#   that hold a number the type is 'Street Address', as for a real address; no score stands beside it, so it cannot be
#   used to find addresses in what people write, only to part what is known to be one.
# Expected: 'Ambiguous', or an error, for a sentence that is no address.
# Output seen:
#   Street Address  12 Oak Street, Tacoma WA 98402
#   Street Address  1 in 5 students was bullied in Room 204
#   Street Address  We need 2 counselors and 3 teachers on Main
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check usaddress==0.5.16
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import usaddress

sentences = (
    "12 Oak Street, Tacoma WA 98402",
    "1 in 5 students was bullied in Room 204",
    "We need 2 counselors and 3 teachers on Main",
)
kinds = [usaddress.tag(each)[1] for each in sentences]
for kind, sentence in zip(kinds, sentences, strict=True):
    print(f"{kind}  {sentence}")
sys.exit(0 if set(kinds) == {"Street Address"} else "changed: sentences are told from addresses")
PYTHON
