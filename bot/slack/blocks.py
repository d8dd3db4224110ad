"""Block Kit: small pure functions that return blocks, elements and texts as plain dicts.

People's words go in as plain text (`plain_text`, `plain_section`), so that nobody's comment pings a channel or
formats a page.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.slack.emoji import show_emoji

Block = dict[str, Any]

TEXT_MAX = 3000  # characters of a section
BUTTON_MAX = 75
MESSAGE_TEXT_MAX = 10_000  # characters over all blocks; Slack refuses somewhere above 11,000


def escape(text: str) -> str:
    """Return text that mrkdwn shows as it is: no mention, no link, no markup."""
    text = show_emoji(text)  # first: the sign that keeps "_" from pairing would break the code of an emoji
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return keep_signs_apart(text)


def keep_signs_apart(text: str) -> str:
    """Return text whose signs of markup do not pair: a word joiner follows each."""
    for sign in "*_~`":
        text = text.replace(sign, f"{sign}\u2060")
    return text


def cut(text: str, max_length: int) -> str:
    """Return text of at most max_length characters, with an ellipsis where it was cut."""
    return text if len(text) <= max_length else text[: max_length - 1].rstrip() + "…"


def plain_text(text: str, *, emoji: bool = False) -> Block:
    """Return a plain_text object. emoji: Slack draws the codes in it, a workspace's own too."""
    return {"type": "plain_text", "text": text if emoji else show_emoji(text), "emoji": emoji}


def mrkdwn(text: str) -> Block:
    """Return a mrkdwn object; whatever people wrote in it was escaped.

    verbatim: Slack would make links of bare addresses and of names of channels and people.
    """
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def section(text: str, *, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """Return a section of our own words, in mrkdwn."""
    block: Block = {"type": "section", "text": mrkdwn(cut(text, TEXT_MAX))}
    return _with(block, accessory=accessory, block_id=block_id)


def plain_section(text: str, *, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """Return a section of somebody's words, untouched."""
    block: Block = {"type": "section", "text": plain_text(cut(text, TEXT_MAX))}
    return _with(block, accessory=accessory, block_id=block_id)


def header(text: str) -> Block:
    """Return a header."""
    return {"type": "header", "text": plain_text(cut(text, 150), emoji=True)}


def context_block(*texts: str | Block, block_id: str | None = None) -> Block:
    """Return a context block; a text is mrkdwn, people's words come as `plain_text`."""
    elements = [mrkdwn(cut(text, TEXT_MAX)) if isinstance(text, str) else text for text in texts]
    return _with({"type": "context", "elements": elements}, block_id=block_id)


def divider() -> Block:
    """Return a line."""
    return {"type": "divider"}


def button(
    text: str,
    *,
    action_id: str,
    value: str = "",
    style: str | None = None,
    accessibility_label: str | None = None,
    url: str | None = None,
    confirm: Block | None = None,
) -> Block:
    """Return a button. accessibility_label: what a screen reader says where the text alone is not clear."""
    block: Block = {
        "type": "button",
        "text": plain_text(cut(text, BUTTON_MAX), emoji=True),
        "action_id": action_id,
    }
    return _with(
        block, value=value or None, style=style, accessibility_label=accessibility_label, url=url, confirm=confirm
    )


def confirm(title: str, text: str, *, yes: str, no: str = "Cancel", danger: bool = False) -> Block:
    """Return a confirmation dialog."""
    block: Block = {
        "title": plain_text(title),
        "text": plain_text(text),
        "confirm": plain_text(yes),
        "deny": plain_text(no),
    }
    return _with(block, style="danger" if danger else None)


def actions(*elements: Block, block_id: str | None = None) -> Block:
    """Return a row of buttons and menus."""
    return _with({"type": "actions", "elements": list(elements)}, block_id=block_id)


def option(text: str, value: str) -> Block:
    """Return a choice of a menu."""
    return {"text": plain_text(cut(text, BUTTON_MAX), emoji=True), "value": value}


def overflow(options: Sequence[Block], *, action_id: str) -> Block:
    """Return a "…" menu of at most 5 choices."""
    return {"type": "overflow", "options": list(options), "action_id": action_id}


def select(options: Sequence[Block], *, action_id: str, placeholder: str, chosen: Block | None = None) -> Block:
    """Return a menu of at most 100 choices."""
    block: Block = {
        "type": "static_select",
        "options": list(options),
        "action_id": action_id,
        "placeholder": plain_text(placeholder),
    }
    return _with(block, initial_option=chosen)


def text_input(
    *,
    action_id: str,
    multiline: bool = False,
    max_length: int | None = None,
    min_length: int | None = None,
    initial: str | None = None,
    placeholder: str | None = None,
    focus_on_load: bool = False,
) -> Block:
    """Return a field to write in. max_length, min_length: characters."""
    block: Block = {"type": "plain_text_input", "action_id": action_id, "multiline": multiline}
    return _with(
        block,
        max_length=max_length,
        min_length=min_length,
        initial_value=show_emoji(initial) if initial else None,
        placeholder=plain_text(placeholder) if placeholder else None,
        focus_on_load=focus_on_load or None,
    )


def input_block(label: str, element: Block, *, block_id: str, hint: str | None = None, optional: bool = False) -> Block:
    """Return an input block: a label, a field, a hint."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label),
        "element": element,
        "optional": optional,
    }
    return _with(block, hint=plain_text(hint) if hint else None)


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str = "none",
    submit: str | None = None,
    close: str = "Close",
    metadata: str = "",
) -> Block:
    """Return a modal view. title, submit, close: 24 characters at most."""
    view: Block = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(title),
        "close": plain_text(close),
        "blocks": list(blocks),
        "private_metadata": metadata,
    }
    return _with(view, submit=plain_text(submit) if submit else None)


def when(moment: datetime, *, fallback: str | None = None) -> str:
    """Return a moment that Slack shows in the reader's own zone and words."""
    plain_text = fallback or f"{moment:%Y-%m-%d %H:%M} UTC"
    return f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} {{time}}|{plain_text}>"


def state_of(body: dict[str, Any], block_id: str, action_id: str) -> Any:
    """Return what a person wrote or chose in a field of a view or message; None when nothing.

    The block may have `~` and more behind its name, where the view was drawn again with another content.
    """
    values = (body.get("view") or {}).get("state", {}).get("values") or (body.get("state") or {}).get("values") or {}
    block = next((each for each in values if each == block_id or each.startswith(f"{block_id}~")), block_id)
    found = values.get(block, {}).get(action_id) or {}
    if "selected_option" in found:
        return (found["selected_option"] or {}).get("value")
    for name in ("value", "files", "selected_options", "selected_date_time", "selected_date", "selected_channel"):
        if name in found:
            return found[name]
    for name in ("selected_conversation", "selected_user", "selected_users", "selected_conversations"):
        if name in found:
            return found[name]
    return None


def _with(block: Block, **more: Any) -> Block:
    block.update({name: value for name, value in more.items() if value is not None})
    return block
