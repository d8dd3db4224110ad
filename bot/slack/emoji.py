"""Emoji: turns Slack's codes, `:+1:`, into the emoji that people see.

Slack hands emoji over as codes, and draws none where text is plain or a run of rich text.
A workspace's own emoji have no sign in Unicode: their codes stay as they are.
"""

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("emoji.txt")
_CODE = re.compile(r"(?<![0-9]):([a-z0-9_+\-]{1,60}):(?::skin-tone-([2-6])(?:-[2-6])?:)?")
_FIRST_TONE = 0x1F3FB - 2  # of skin-tone-2
_PICTURE = "\ufe0f"  # asks for the coloured picture; a skin tone takes its place


def show_emoji(text: str) -> str:
    """Return text with emoji in the place of Slack's codes; what is no code of Slack's stays untouched."""
    if text.count(":") < 2:  # noqa: PLR2004 - a code has two
        return text
    return _CODE.sub(_emoji_of, text)


def _emoji_of(found: re.Match[str]) -> str:
    signs, takes_tone = emoji_table().get(found[1], ("", False))
    if not signs:
        return found[0]
    if not found[2]:
        return signs
    tone = chr(_FIRST_TONE + int(found[2]))
    return signs[0] + tone + signs[1:].removeprefix(_PICTURE) if takes_tone else signs


@cache
def emoji_table() -> dict[str, tuple[str, bool]]:
    """Return (the emoji, whether it takes a skin tone) by Slack's short names, without colons."""
    table: dict[str, tuple[str, bool]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        signs, *names = line.split(" ")
        takes_tone = names[0] == "*"
        table |= dict.fromkeys(names[takes_tone:], (signs, takes_tone))
    return table
