"""The results as PDF/UA-1: tagged, with titles, alternative texts and languages, for screen readers and for printers.

Typst sets it, an optional library (the extra `pdf`). It gets words as data alone, the shipped fonts and no others,
and the time of the release: the same release makes the same bytes on every machine.
"""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.charts.metrics import FONTS
from bot.domain.published import Published
from bot.results.page.site import Site
from bot.results.report.content import Report, make_report

_TEMPLATE = Path(__file__).with_name("report.typ")
_LETTER_ZONES = ("America/", "US/", "Pacific/Honolulu")


class NoPdfError(Exception):
    """A PDF cannot be made here. The message says what helps."""


def is_available() -> bool:
    """Say whether the library that sets a PDF is there."""
    return find_spec("typst") is not None


def make_pdf(found: Published, language: str) -> tuple[bytes, Sequence[int]]:
    """Return the file, and the numbers of comments whose letters its fonts lack. language: en or es.

    Raises NoPdfError where the library is not there, or refuses what it gets.
    """
    if not is_available():
        raise NoPdfError(
            "a PDF needs an extra: pip install 'starling[pdf]'. Or take --as html, open the file in a browser and "
            "print it: the same results, in a style for paper"
        )
    import typst

    report = make_report(Site(found, "", language, is_file=True))
    try:
        made = typst.compile(
            str(_TEMPLATE),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(_data(report, found, language), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(found.release.made_at.timestamp()) if found.release else 0,
        )
    except typst.TypstError as error:
        raise NoPdfError(f"the PDF cannot be set ({error.message}). Take --as html and print it in a browser") from None
    return made, report.left_out


def _data(report: Report, found: Published, language: str) -> dict[str, Any]:
    is_letter = found.about.zone.startswith(_LETTER_ZONES)
    return {**report.data, "language": language, "paper": "us-letter" if is_letter else "a4"}
