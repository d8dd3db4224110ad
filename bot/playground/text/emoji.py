"""Emoji and Slack's codes for them: 👍 as typed arrives as `:+1:`."""

import re
from functools import cache
from pathlib import Path

from bot.playground.state.models import Json

TABLE = Path(__file__).parents[2] / "slack" / "emoji.txt"  # Slack's own short names, one emoji a line
CODE = re.compile(r":([a-z0-9_+'\-]+):(?::skin-tone-([2-6])(?:-[2-6])?:)?")
_PICTURE = "\ufe0f"  # asks for the coloured picture
_TONES = {chr(0x1F3FB + number): number + 2 for number in range(5)}
_PART = rf"[^\x00-\x7f\u200d{_PICTURE}]{_PICTURE}?[\U0001F3FB-\U0001F3FF]?{_PICTURE}?[\U000E0020-\U000E007F]*"
_SIGN = re.compile(
    rf"[0-9#*]{_PICTURE}?\u20e3|[\U0001F1E6-\U0001F1FF]{{2}}|(?:{_PART})(?:\u200d{_PART})*", re.IGNORECASE
)


@cache
def _tables() -> tuple[dict[str, str], dict[str, tuple[str, bool]]]:
    """Return {emoji without variation selector: code} and {code: (emoji, whether it takes a skin tone)}."""
    names: dict[str, str] = {}
    signs: dict[str, tuple[str, bool]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        sign, *rest = line.split(" ")
        has_tones = rest[0] == "*"
        rest = rest[has_tones:]
        names[sign.replace(_PICTURE, "")] = rest[0]
        signs |= dict.fromkeys(rest, (sign, has_tones))
    return names, signs


def load_signs() -> dict[str, str]:
    """Return every emoji by its code, without colons."""
    return {name: sign for name, (sign, _) in _tables()[1].items()}


def to_codes(text: str) -> str:
    """Replace emoji by Slack's codes: "👍🏽" becomes ":+1::skin-tone-4:".

    A character that is text without a variation selector, such as ™, stays.
    """
    if text.isascii():
        return text
    return _SIGN.sub(_code_of, text)


def _code_of(found: re.Match[str]) -> str:
    """Return the code of the longest known prefix of an emoji sequence, followed by the rest."""
    parts = found[0].split("\u200d")
    for length in range(len(parts), 0, -1):
        code = _code("\u200d".join(parts[:length]))
        if code:
            rest = "\u200d".join(parts[length:])
            return code + (f"\u200d{to_codes(rest)}" if rest else "")
    return found[0]


def _code(sign: str) -> str:
    names, signs = _tables()
    tones = dict.fromkeys(str(_TONES[each]) for each in sign if each in _TONES)
    tone = "-".join(tones)
    bare = "".join(each for each in sign if each not in _TONES and each != _PICTURE)
    name = names.get(bare)
    if name is None:
        return f":skin-tone-{tone}:" if tone and not bare else ""
    if not tone and _PICTURE in signs[name][0] and _PICTURE not in sign:
        return ""  # text until it asks for a picture
    return f":{name}:" + (f":skin-tone-{tone}:" if tone else "")


def replace_codes(text: str) -> str:
    """Replace Slack's codes by emoji; an unknown code stays."""
    return CODE.sub(lambda found: _draw(found[1], found[2]) or found[0], text)


def _draw(name: str, tone: str | None) -> str:
    sign, has_tones = _tables()[1].get(name, ("", False))
    if tone and has_tones:
        return sign[0] + chr(0x1F3FB + int(tone) - 2) + sign[1:].removeprefix(_PICTURE)
    return sign


def element(name: str, tone: str | None = None) -> Json | None:
    """Return the rich_text element of a code, or None when Slack has no such emoji."""
    sign = _draw(name, tone)
    if not sign:
        return None
    code: Json = {"type": "emoji", "name": name, "unicode": "-".join(f"{ord(each):x}" for each in sign)}
    return code | ({"skin_tone": int(tone)} if tone else {})
