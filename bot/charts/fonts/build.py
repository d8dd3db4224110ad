"""Cut the fonts of the charts from Noto Sans and write the widths of their characters: `make fonts`.

It runs in an environment of its own, with the versions that the Makefile names; nothing of it is needed at run time.
"""

import json
import tempfile
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent
UNITS = 1000
"""Widths are thousandths of the font size."""

LATIN = [
    *range(0x0020, 0x007F),
    *range(0x00A0, 0x0250),  # Latin-1, Extended A and B
    *range(0x02B0, 0x0370),  # modifiers and combining marks
    *range(0x0370, 0x0530),  # Greek and Cyrillic
    *range(0x1E00, 0x1F00),  # Latin Extended Additional: Vietnamese
    *range(0x2010, 0x2028),  # dashes, quotation marks, the ellipsis
    *range(0x2030, 0x205F),
    *range(0x20A0, 0x20C1),  # currencies
    0x2116,
    0x2122,
    0x2212,
]
MARKS = [0x200C, 0x200F, *range(0x2066, 0x206A)]  # between letters of a word in Persian; of direction. Without a width
ARABIC = [*range(0x0600, 0x0700), *range(0x0750, 0x0780)]
HEBREW = [*range(0x0591, 0x05F5)]
FEATURES = ["ccmp", "locl", "kern", "liga", "mark", "mkmk", "rlig", "init", "medi", "fina", "isol", "calt"]
SOURCES = [  # package, its file, characters
    ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf", [*LATIN, *MARKS]),
    ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf", ARABIC),
    ("justmytype_intl_rtl", "fonts/ofl/notosanshebrew/NotoSansHebrew[wdth,wght].ttf", HEBREW),
]
WEIGHTS = {"Regular": 400, "Bold": 700}


def cut(package: str, file: str, characters: list[int], weight: int) -> TTFont:
    """Return one weight of a variable font with these characters alone, unhinted."""
    font = TTFont(str(files(package) / file), recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}, updateFontNames=True)
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def join(weight: int) -> TTFont:
    """Return one font with the characters of all sources: resvg looks for a missing one in no other family."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, source in enumerate(SOURCES):
            paths.append(f"{folder}/{number}.ttf")
            cut(*source, weight).save(paths[-1])
        return Merger().merge(paths)


def main() -> None:
    """Write the fonts, their widths and the licence."""
    widths: dict[str, dict[str, int]] = {}
    for style, weight in WEIGHTS.items():
        font = join(weight)
        font["head"].created = font["head"].modified = 0
        font.recalcTimestamp = False
        font.save(HERE / f"NotoSans-{style}.ttf")
        scale = UNITS / font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        widths[style.lower()] = {
            chr(code): round(advances[glyph][0] * scale) for code, glyph in sorted(font.getBestCmap().items())
        }
    written = json.dumps(widths, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (HERE / "widths.json").write_text(written + "\n", encoding="ascii")
    licence = (files("fontpkg_noto_sans") / "LICENSE").read_text(encoding="utf-8")
    (HERE / "OFL.txt").write_text(licence.replace("\r\n", "\n"), encoding="utf-8")
    for package, *_ in SOURCES:
        print(package, version(package.replace("_", "-")))  # noqa: T201 - a command


if __name__ == "__main__":
    main()
