"""Typed text as Slack converts it for apps: escapes, mentions, links, emoji codes."""

import re

from bot.playground.state.models import Json
from bot.playground.state.world import World
from bot.playground.text.emoji import CODE, element, to_codes
from bot.playground.text.escape import escape

_MENTION = re.compile(r"(?<![\w.])@([\w.\-]+)|&lt;@([UW][A-Z0-9]+)&gt;")
_CHANNEL = re.compile(r"(?<![\w&])#([\w\-]+)")
_LINK = re.compile(
    r"(?<![<|\w@./])(?:(?P<url>https?://(?:(?!&[lg]t;)[^\s<>|])+)"
    r"|(?P<mail>[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,})"
    r"|(?P<site>(?:[a-z0-9\-]+\.)+(?:com|edu|example|gov|info|io|net|org)(?:/(?:(?!&[lg]t;)[^\s<>|])*)?)\b(?!@)"
    r"|(?P<phone>\+\d[\d \-]{7,17}\d|\(\d{3}\) ?\d{3}[\-. ]\d{4}|(?:\d{3}[\-.])?\d{3}[\-.]\d{4})(?![\w\-.]*\d))",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)]'\""


def to_mrkdwn(world: World, text: str, *, names: bool = False) -> str:
    """Convert typed text: mentions of known names, links in brackets, codes for emoji.

    names: mentions include the name, as in a command with should_escape.
    Nobody can type a special mention: `<!channel>` arrives escaped.
    """
    handles = world.handles

    def mention(found: re.Match[str]) -> str:
        name = found[1] or ""
        user = handles.get(name) or handles.get(name.rstrip(".-")) or found[2] or ""
        member = world.members.get(user)
        if member is None:
            return _mention_group(world, found[0], name, names=names)
        rest = name[len(member.name) :] if found[1] else ""
        return (f"<@{user}|{member.name}>" if names else f"<@{user}>") + rest

    def channel(found: re.Match[str]) -> str:
        known = world.find_channel(found[1])
        if known is None or known.kind == "im":
            return found[0]
        return f"<#{known.id}|{known.name}>" if names else f"<#{known.id}>"

    def link(found: re.Match[str]) -> str:
        words = found[0]
        end = words if found["phone"] else words.rstrip(_TRAILING)
        rest = words[len(end) :]
        if found["mail"]:
            return f"<mailto:{end}|{end}>{rest}"
        if found["site"]:
            return f"<http://{end}|{end}>{rest}"
        if found["phone"]:
            return f"<tel:{re.sub(r'[^0-9+]', '', end)}|{end}>{rest}"
        return f"<{end}>{rest}"

    text = _LINK.sub(link, escape(to_codes(text)))
    text = _MENTION.sub(mention, text)
    return _CHANNEL.sub(channel, text)


def _mention_group(world: World, written: str, name: str, *, names: bool) -> str:
    """Return the mention of the user group with this handle; what was written where there is none."""
    handle = name.rstrip(".-")
    group = world.find_user_group(handle)
    if group is None:
        return written
    label = f"|@{group.handle}" if names else ""
    return f"<!subteam^{group.id}{label}>{name[len(handle) :]}"


_TOKEN = re.compile(r"<([@#!])?([^<>|\n]+)(?:\|([^<>\n]*))?>|" + CODE.pattern)


def rich_text(text: str, seed: str) -> list[Json]:
    """Return the rich_text block that Slack's composer makes of a message. text: escaped, as stored."""
    elements: list[Json] = []
    end_of_last = 0

    def add_run(run: str) -> None:
        if run:
            plain = run.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            elements.append({"type": "text", "text": plain})

    for found in _TOKEN.finditer(text):
        made = _element(found)
        if made is None:
            continue
        add_run(text[end_of_last : found.start()])
        elements.append(made)
        end_of_last = found.end()
    add_run(text[end_of_last:])
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": f"r{seed[-5:]}", "elements": [section]}]


def _element(found: re.Match[str]) -> Json | None:
    mark, body, label, code, tone = found.groups()
    if code:
        return element(code, tone)
    if mark == "@":
        return {"type": "user", "user_id": body}
    if mark == "#":
        return {"type": "channel", "channel_id": body}
    if mark == "!":
        kind, _, group = body.partition("^")
        return {"type": "usergroup", "usergroup_id": group} if kind == "subteam" else None
    link: Json = {"type": "link", "url": body.replace("&amp;", "&")}
    return link | ({"text": label} if label else {})
