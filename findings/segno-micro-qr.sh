#!/usr/bin/env bash
# A short code to join with becomes a picture that a common reader does not read, an address an ordinary QR code.
#
# Packages: segno 1.6.6, opencv-python-headless 4.11.0.86. Seen on 2026-11-29 with Python 3.11.
# Behaviour: `segno.make` chooses a Micro QR code wherever the text is short enough: for digits up to 35, for capitals and digits up
#   to 21. An address comes out as a QR code and a join code "SRO1137" beside it as a Micro QR code, which has one corner square;
#   OpenCV's reader, which reads the other, finds nothing in it. `micro=False` or `make_qr` makes an ordinary one.
# Expected: A QR code, as the name of the function's module and of the file says, with Micro QR codes on demand.
# Output seen:
#   https://example.org/r/1  2-M   read: https://example.org/r/1
#   SRO1137                  M3-M  read: nothing
#   SRO1137, micro=False     1-H   read: SRO1137
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check segno==1.6.6 opencv-python-headless==4.11.0.86 "numpy<2.3"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys

import cv2
import numpy
import segno


def read(code):
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=10, border=4)
    pixels = cv2.imdecode(numpy.frombuffer(picture.getvalue(), numpy.uint8), cv2.IMREAD_GRAYSCALE)
    return cv2.QRCodeDetector().detectAndDecode(pixels)[0]


seen = {}
for title, code in {
    "https://example.org/r/1": segno.make("https://example.org/r/1"),
    "SRO1137": segno.make("SRO1137"),
    "SRO1137, micro=False": segno.make("SRO1137", micro=False),
}.items():
    seen[title] = (code.is_micro, read(code))
    print(f"{title:24} {code.designator:5} read: {seen[title][1] or 'nothing'}")
is_so = list(seen.values()) == [(False, "https://example.org/r/1"), (True, ""), (False, "SRO1137")]
sys.exit(0 if is_so else "changed: a short text is an ordinary QR code, or is read")
PYTHON
