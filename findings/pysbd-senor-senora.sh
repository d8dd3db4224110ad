#!/usr/bin/env bash
# A divider of Spanish sentences knows the abbreviation of Mrs and not that of Mr.
#
# Package: pysbd 0.3.4. Seen on 2026-11-29 with Python 3.11.
# Behaviour: `Segmenter(language="es")` leaves "la Sra. Díaz" whole and divides "El Sr. López" behind "Sr."; "La Dra. Ruiz" is two
#   sentences as well, and "p. ej. el ruido" begins a new one in the middle of the abbreviation. "EE. UU." is known.
# Expected: One sentence each: Sr., Dra. and p. ej. are as common as Sra.
# Output seen:
#   1  La Sra. Díaz da clase.
#   2  El Sr. | López da clase.
#   2  La Dra. | Ruiz da clase.
#   2  Molesta algo, p. | ej. el ruido.
#   1  Vivo en EE. UU. desde niño.
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysbd==0.3.4
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import pysbd

divide = pysbd.Segmenter(language="es", clean=False).segment
seen = []
for text in (
    "La Sra. Díaz da clase.",
    "El Sr. López da clase.",
    "La Dra. Ruiz da clase.",
    "Molesta algo, p. ej. el ruido.",
    "Vivo en EE. UU. desde niño.",
):
    parts = [each.strip() for each in divide(text)]
    seen.append(len(parts))
    print(f"{len(parts)}  {' | '.join(parts)}")
sys.exit(0 if seen == [1, 2, 2, 2, 1] else "changed: other abbreviations are known")
PYTHON
