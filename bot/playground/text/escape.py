"""Outgoing blocks and texts: Slack's defaults filled in, `&`, `<` and `>` escaped.

Slack escapes the text of every text object (plain_text and mrkdwn) that it sends to an app, whatever the app posted
(bolt-python #513). The `value` of a button, what is typed into an input and the runs of a rich_text block stay raw.
"""

import re
from typing import Any

from bot.playground.state.models import Json

_BARE = re.compile(
    r"&(?!(?:amp|lt|gt);)"  # an ampersand that begins no entity
    r"|<(?![@#!][^<>\n]+>|[a-z][a-z0-9+.\-]*:[^<>\s][^<>\n]*>)"  # a < that opens no mention, date or link
    r"|(?P<token><[^<>\n]+>)"
    r"|>",
    re.IGNORECASE,
)
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str) -> str:
    """Return text with Slack's three control characters escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_mrkdwn(text: str) -> str:
    """Escape the control characters that are not part of mrkdwn syntax. Idempotent."""
    if "&" not in text and "<" not in text and ">" not in text:
        return text
    return _BARE.sub(lambda found: found["token"] or _ESCAPES[found[0]], text)


def escape_texts(part: Any) -> Any:
    """Return a copy of a part of a payload (blocks, actions, state) in which every text object is escaped."""
    if isinstance(part, list):
        return [escape_texts(each) for each in part]
    if not isinstance(part, dict):
        return part
    kind, text = part.get("type"), part.get("text")
    if isinstance(text, str) and kind == "plain_text":
        return part | {"text": escape(text)}
    if isinstance(text, str) and kind == "mrkdwn":
        return part | {"text": escape_mrkdwn(text)}
    return {key: escape_texts(each) if isinstance(each, dict | list) else each for key, each in part.items()}


def fill_defaults(part: Any) -> None:
    """Fill Slack's defaults into blocks in place: `emoji` and `verbatim` of texts, and those of inputs."""
    if isinstance(part, list):
        for each in part:
            fill_defaults(each)
        return
    if not isinstance(part, dict):
        return
    kind = part.get("type")
    if kind == "plain_text":
        part.setdefault("emoji", True)
    elif kind == "mrkdwn":
        part.setdefault("verbatim", False)
    else:
        if kind == "input":
            _fill_input(part)
        for each in part.values():
            fill_defaults(each)


def _fill_input(block: Json) -> None:
    block.setdefault("optional", False)
    block.setdefault("dispatch_action", False)
    if block["element"].get("type") == "plain_text_input":
        block["element"].setdefault("dispatch_action_config", {"trigger_actions_on": ["on_enter_pressed"]})
