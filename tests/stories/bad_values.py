"""Crafted values: every part of a good one replaced by what must not count, and what no good one looks like."""

import re
from collections.abc import Iterator
from datetime import datetime
from string import Formatter

from bot.moderate.case import case_mark
from tests.stories.bad_input import CLOSED, DRAFT, FOREIGN, OPEN, BadInput, nowhere

# What is in no value at all.
GARBAGE = {
    "no text": "",
    "words": "x",
    "zero": "0",
    "negative": "-1",
    "null": "null",
    "a list": "[1, 2]",
    "sql": "1 OR 1=1; --",
    "a mention": "<!channel>",
    "control characters": "\x00\x07",
    "long": "9" * 2000,
    "separators": ":.|,:.|",
}

_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_WRONG_NUMBERS = {
    "number": {"unknown": "999999999", "zero": "0"},
    "version": {"unknown": "9", "zero": "0"},
    "stars": {"zero": "0", "six": "6"},
    "acts": {"unknown": "7"},
    "reports": {"unknown": "7"},
    "group": {"unknown": "99"},
    "change": {"unknown": "7", "zero": "0"},
    "check": {"unknown": "7", "zero": "0"},
    "revision": {"unknown": "7", "zero": "0"},
    "pending": {"unknown": "7", "zero": "0"},
    "serial": {},
    "page": {},
    "closes": {"zero": "0", "past": "1"},
    "was": {"unknown": "4102444800", "zero": "0"},
}
_WORDS = {"unknown": "because", "none": "", "long": "x" * 300, "words": "<!here>"}
_WRONG_WORDS = {
    "reason": _WORDS,
    "subcommand": _WORDS,
    "what": _WORDS,
    "channel": {"unknown": "C0NOSUCH", "none": "", "words": "<!here>"},
    "mark": {"unknown": "00000000", "words": "zzzzzzzz", "short": "0", "none": ""},
}
_SEPARATOR = re.compile(r"[:.|]")


def crafted(bad: BadInput, template: str, good: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (what is wrong, value) for a template such as "{exchange}:{number}"."""
    whole = template.format(**good)
    for name, value in GARBAGE.items():
        if value != whole:
            yield f"value:{name}", value
    for place, found in enumerate(_SEPARATOR.finditer(whole), start=1):
        yield f"value:ends at {place}", whole[: found.start()]
    for _, part, _, _ in Formatter().parse(template):
        if part:
            for name, value in parts(bad, part, good[part]).items():
                yield f"{part}:{name}", template.format(**good | {part: value})


def parts(bad: BadInput, part: str, good: str) -> dict[str, str]:
    """Return what must not count in one place of a value, each by a name."""
    digits = {
        "negative": f"-{good}",
        "plus": f"+{good}",
        "huge": "9" * 40,
        "arabic": good.translate(_ARABIC),
        "wide": good.translate(_WIDE),
        "blank before": f" {good}",
        "line after": f"{good}\n",
        "point": f"{good}.0",
        "words": "x",
        "none": "",
    }
    if part == "exchange":
        others = {name: bad.id_of(name) for name in (CLOSED, DRAFT, FOREIGN, OPEN) if bad.id_of(name) != good}
        return digits | others | {"nowhere": nowhere(), "zero": "0"}
    if part in _WRONG_NUMBERS:
        return digits | _WRONG_NUMBERS[part]
    return _WRONG_WORDS[part]


async def good_parts(bad: BadInput, exchange: str, number: int) -> dict[str, str]:
    """Return the parts of a value that counts, for a comment of an exchange."""
    found = bad.there[exchange]
    [comment] = [
        each for each in await bad.playground.comments(found, "live", "pending", "hidden") if each.number == number
    ]
    return {
        "exchange": str(found.exchange_id),
        "number": str(number),
        "version": "1",
        "serial": "0",
        "stars": "5",
        "acts": "0",
        "reports": "0",
        "mark": case_mark(comment),
        "reason": "rude",
        "what": "unclear",
        "group": "0",
        "page": "0",
        "subcommand": "status",
        "change": await bad.change_of(exchange),
        "check": await bad.check_of(exchange),
        "channel": "C0SPARE",
        "revision": await bad.revision_of(exchange),
        "pending": await bad.pending_of(exchange),
        "closes": str(_seconds(found.closes_at) - 86_400),
        "was": str(_seconds(found.closes_at)),
    }


def _seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0
