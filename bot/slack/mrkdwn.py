"""Mrkdwn: turns text that people wrote, as Slack encodes it, back into their words."""

import re
from typing import Any

from bot.core.text_cleaning import clean_text, is_visible
from bot.slack.blocks import cut, escape, keep_signs_apart
from bot.slack.emoji import show_emoji

# What Slack puts between angle brackets: <@U1>, <#C1|name>, <!here>, <https://…|words>, <tel:…|…>.
_TOKEN = re.compile(
    r"<(@[UWB][A-Z0-9]+|#[CGD][A-Z0-9]+|![^|>\s][^|>]*|[A-Za-z][A-Za-z0-9+.\-]*:[^|>\s]+)(?:\|([^>]*))?>"
)
_UNNAMED = "…"  # where Slack sends an id without a name: the same in every language
_NAMELESS = re.compile(r"(?:mailto|tel|sms|callto|skype):", re.IGNORECASE)  # the address alone is what people see
_BLANK_LINES = re.compile(r"\n{3,}")
_ADDRESS = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_ENTITY = re.compile(r"&(amp|lt|gt);")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
_LOOKALIKES = str.maketrans("<>", "‹›")
_ECHOED = 40


def plain_words(text: str) -> str:
    """Return a message's text without Slack's markup: links as people see them, mentions as @name, emoji as emoji."""
    return tidy(unescape(_TOKEN.sub(_seen, text)))


def unescape(text: str) -> str:
    """Return text without Slack's three escapes, each undone once.

    Slack escapes what it hands back of a message: its text, and the texts of its blocks. The values of buttons, and
    what was written into the fields of a form, come as they are.
    """
    return _ENTITY.sub(lambda found: _SIGNS[found[1]], text)


def unescape_blocks(part: Any) -> Any:
    """Return a copy of blocks as we posted them: Slack hands plain texts back escaped (bolt-python #513)."""
    if isinstance(part, list):
        return [unescape_blocks(each) for each in part]
    if not isinstance(part, dict):
        return part
    copied = {name: unescape_blocks(each) for name, each in part.items()}
    if part.get("type") == "plain_text" and isinstance(part.get("text"), str):  # runs of rich text come back raw
        copied["text"] = unescape(part["text"])
    return copied


def tidy(text: str) -> str:
    """Return text as it is stored: emoji for codes, no control characters, no blank ends, no piles of empty lines.

    "" where it shows nothing at all.
    """
    text = show_emoji(clean_text(text))
    if not is_visible(text):
        return ""
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def one_line(text: str) -> str:
    """Return text as one line, such as a question or a name."""
    return " ".join(tidy(text).split())


def echo(text: str) -> str:
    """Return a few words of what somebody wrote, fit to be put between backticks: it calls nobody and ends no quote."""
    return escape(cut(one_line(plain_words(text)).replace("`", "'"), _ECHOED))


def in_sentence(text: str) -> str:
    """Return words fit for a sentence that is shown as plain text at a field, and as mrkdwn elsewhere.

    Entities would stay visible in plain text, so `<` and `>` get signs that look like them.
    """
    return keep_signs_apart(text.translate(_LOOKALIKES))


def linked(text: str) -> str:
    """Return text for mrkdwn in which nothing works but addresses of the web."""
    parts = []
    place = 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?'\"”’)]")
        parts += [escape(text[place : found.start()]), f"<{address.replace('&', '&amp;')}>"]
        place = found.start() + len(address)
    return "".join(parts) + escape(text[place:])


def _seen(found: re.Match[str]) -> str:
    """Return what a person sees in the place of a token. Nobody's name is looked up: comments name nobody."""
    token, words = found[1], found[2] or ""
    if token[0] == "@":
        return f"@{words.removeprefix('@')}" if words else f"@{_UNNAMED}"
    if token[0] == "#":
        return f"#{words.removeprefix('#')}" if words else f"#{_UNNAMED}"
    if token[0] == "!":
        kind = re.split(r"[\^:]", token[1:], maxsplit=1)[0]
        if kind == "date":
            return words or _UNNAMED
        named = words or (_UNNAMED if kind == "subteam" else kind)
        return f"@{named.removeprefix('@')}"
    return words or _NAMELESS.sub("", token, count=1)
