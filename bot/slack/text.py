"""What people wrote, as Slack hands it over, turned back into their words."""

import html
import re
from typing import Any

from bot.slack.blocks import cut, escape

_LINK = re.compile(r"<(https?://[^|>\s]+|mailto:[^|>\s]+)(?:\|([^>]*))?>")
_PERSON = re.compile(r"<@[UW][A-Z0-9]+(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<#[CG][A-Z0-9]+(?:\|([^>]*))?>")
_SPECIAL = re.compile(r"<!(?:subteam\^[A-Z0-9]+(?:\|@?([^>]*))?|([a-z]+)(?:\|([^>]*))?|date[^|>]*\|([^>]*))>")
_BLANK_LINES = re.compile(r"\n{3,}")
_ADDRESS = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_ECHOED = 40
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def plain_words(text: str) -> str:
    """Return a message's text without Slack's markup: links as written, mentions as @name."""
    text = _LINK.sub(lambda m: m[2] or m[1].removeprefix("mailto:"), text)
    text = _PERSON.sub(lambda m: f"@{m[1]}" if m[1] else "@somebody", text)
    text = _CHANNEL.sub(lambda m: f"#{m[1]}" if m[1] else "#channel", text)
    text = _SPECIAL.sub(lambda m: m[4] or f"@{m[1] or m[3] or m[2] or 'group'}", text)
    return tidy(html.unescape(text))


def unescape(text: str) -> str:
    """Return text with Slack's three entities as the signs they stand for, once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def unescape_blocks(part: Any) -> Any:
    """Return a copy of blocks as we posted them: Slack hands plain_text back escaped (bolt-python #513)."""
    if isinstance(part, list):
        return [unescape_blocks(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "plain_text" and isinstance(part.get("text"), str):
        return part | {"text": unescape(part["text"])}
    return {key: unescape_blocks(each) for key, each in part.items()}


def tidy(text: str) -> str:
    """Return text without control characters, blank ends and piles of empty lines."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def one_line(text: str) -> str:
    """Return text as one line, such as a question or a name."""
    return " ".join(tidy(text).split())


def echo(text: str) -> str:
    """Return a few words of what somebody wrote, fit to stand between backticks: it calls nobody and ends no quote."""
    return escape(cut(one_line(plain_words(text)).replace("`", "'"), _ECHOED))


def linked(text: str) -> str:
    """Return text for mrkdwn in which nothing works but addresses of the web."""
    parts = []
    place = 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?'\"”’)]")
        parts += [escape(text[place : found.start()]), f"<{address.replace('&', '&amp;')}>"]
        place = found.start() + len(address)
    return "".join(parts) + escape(text[place:])
