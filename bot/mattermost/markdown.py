"""Markdown as Mattermost draws it: people's words inert, and our sentences and blocks, which are written for Slack.

What is inert calls nobody, leads nowhere and formats nothing. A word joiner, which has no width, is behind the signs
that Mattermost reads even where a backslash is before them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.slack.mrkdwn import unescape

_JOINER = "\u2060"
_SIGNS = re.compile(r"([\\`*_\[\]#|!~])")
_CALLS = re.compile(r"([@~:])(?=[\w/%])")  # @all, ~channel, :smile:, https://, mailto:
_TAGS = re.compile(r"([<&])(?=\S)")  # of HTML, addresses in angle brackets, &lt;
_FORMULA = re.compile(r"\$([^$\n]+)\$(?!\w)")  # which nothing before the sign keeps from being drawn
_AT_BEGIN = re.compile(r"^(\s*)([-+>=]|\d{1,9}(?=[.)]))", re.MULTILINE)  # of a line: lists, numbers, quotes, headings
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)  # code, where it is four of them
_WEB = re.compile(r"\b(www\d{0,3})(?=\.)|(\.[^\W\d_]{2,4})(?=/)", re.IGNORECASE)  # www.x.org, x.org/
_WIDE_DOLLAR = "\uff04"

_TOKEN = re.compile(r"<([^<>\n|]+)(?:\|([^<>]*))?>")
_KEPT = re.compile(rf"([*_`]){_JOINER}")  # a sign of somebody's, as `escape` of bot/slack/blocks.py leaves it
_ASIDE = str.maketrans("*_`", "\ue000\ue001\ue002")  # of no alphabet: where such signs are while ours are read
_BACK = {0xE000: "\\*", 0xE001: "\\_", 0xE002: "\\`"}
_CODE = re.compile(r"(`[^`\n]+`)")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_OTHERS = re.compile(r"([\[\]|\\])")
_LEADS = re.compile(r"@(?=\w)|(?<=:)(?=//)|(?<=\bmailto:)(?=\S)|(?<=\btel:)(?=\S)|[<&](?=\w)", re.IGNORECASE)
_IDS = re.compile(r"<([@#])([a-z0-9]{26})(?:\|[^<>]*)?>")


def inert(text: str) -> str:
    """Return somebody's words so that they are shown as they are."""
    text = _SIGNS.sub(r"\\\1", text)
    text = _CALLS.sub(rf"\1{_JOINER}", text)
    text = _TAGS.sub(rf"\1{_JOINER}", text)
    text = _FORMULA.sub(rf"{_WIDE_DOLLAR}\1{_WIDE_DOLLAR}", text)
    text = _WEB.sub(rf"\g<0>{_JOINER}", text)
    text = _AT_BEGIN.sub(_inert_begin, text)
    return _INDENT.sub(lambda found: "\u00a0" * len(found[0]), text)


def _inert_begin(found: re.Match[str]) -> str:
    """Return the first sign of a line so that it begins nothing."""
    if found[2].isdigit():
        return found[0] + _JOINER
    return f"{found[1]}{_JOINER}=" if found[2] == "=" else f"{found[1]}\\{found[2]}"


def quoted(text: str) -> str:
    """Return somebody's words as a quote."""
    return "\n".join(f"> {line}" for line in inert(text).split("\n"))


def list_ids(texts: Iterable[str]) -> set[tuple[str, str]]:
    """Return ("@" or "#", id) of each person and channel that texts in Slack's markup name."""
    return {(found[1], found[2]) for text in texts for found in _IDS.finditer(text)}


def from_mrkdwn(text: str, names: Mapping[str, str]) -> str:
    """Return a sentence of ours in Slack's markup as Markdown. names: of people and channels in it, by their ids."""
    parts = []
    place = 0
    for found in _TOKEN.finditer(text):
        parts += [_plain(text[place : found.start()]), _token(found[1], found[2], names)]
        place = found.end()
    return "".join([*parts, _plain(text[place:])])


def _plain(text: str) -> str:
    """Return a piece of a sentence between what is in angle brackets."""
    pieces = _CODE.split(_KEPT.sub(lambda found: found[1].translate(_ASIDE), text))
    for at, piece in enumerate(pieces):
        if at % 2:  # what somebody can type
            pieces[at] = unescape(piece)
            continue
        shown = _OTHERS.sub(r"\\\1", _BOLD.sub(r"**\1**", unescape(piece)))
        pieces[at] = _WEB.sub(rf"\g<0>{_JOINER}", _LEADS.sub(lambda found: found[0] + _JOINER, shown))
    return "".join(pieces).translate(_BACK)


def _token(what: str, words: str | None, names: Mapping[str, str]) -> str:
    if what.startswith("!date"):
        return inert(unescape(words or "…"))
    if what[0] in "@#":
        name = names.get(what[1:], "")
        return ("@" if what[0] == "@" else "~") + name if name else "…"
    if what.startswith(("http://", "https://")):
        address = unescape(what).replace(")", "%29").replace(" ", "%20")
        return f"[{inert(unescape(words))}]({address})" if words else address
    return inert(unescape(words or ""))


def from_blocks(blocks: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """Return what people read on blocks, without what can be pressed."""
    return "\n\n".join(part for part in (_block(each, names) for each in blocks) if part)


def texts_in(part: Any) -> list[str]:
    """Return every text in Slack's markup inside of blocks."""
    if isinstance(part, Mapping):
        own = [str(part["text"])] if part.get("type") == "mrkdwn" else []
        return own + [text for each in part.values() for text in texts_in(each)]
    return [text for each in part for text in texts_in(each)] if isinstance(part, list) else []


def _block(block: Mapping[str, Any], names: Mapping[str, str]) -> str:
    kind = block.get("type")
    if kind == "header":
        return f"#### {_text(block['text'], names)}"
    if kind == "section":
        return _text(block["text"], names) if "text" in block else ""
    if kind == "context":
        return " ".join(_text(each, names) for each in block.get("elements", ()) if "text" in each)
    if kind == "rich_text":
        return "\n".join(_rich(each) for each in block.get("elements", ()))
    return "---" if kind == "divider" else ""


def _text(text: Mapping[str, Any], names: Mapping[str, str]) -> str:
    written = str(text["text"])
    return from_mrkdwn(written, names) if text.get("type") == "mrkdwn" else inert(written)


def _rich(part: Mapping[str, Any]) -> str:
    kind, pieces = part.get("type"), part.get("elements", ())
    if kind == "rich_text_preformatted":
        return "```\n" + "".join(str(each.get("text", "")) for each in pieces).replace("`", "'") + "\n```"
    line = "".join(_styled(each) for each in pieces)
    return "\n".join(f"> {each}" for each in line.split("\n")) if kind == "rich_text_quote" else line


def _styled(piece: Mapping[str, Any]) -> str:
    text, style = inert(str(piece.get("text", ""))), piece.get("style") or {}
    inner = text.strip()
    if not inner:
        return text
    for name, sign in (("bold", "**"), ("italic", "_")):
        if style.get(name):
            text = text.replace(inner, f"{sign}{inner}{sign}", 1)
            inner = f"{sign}{inner}{sign}"
    return text
