"""Opening a modal while its trigger lives, and saying so where Slack does not."""

from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError

from bot.context import Kit
from bot.slack.blocks import Block
from bot.slack.deadlines import within
from bot.slack.mrkdwn import unescape_blocks

_SECONDS = 2.0  # of the 3 s that a trigger_id lives
_NOT_OPENED = "Many people are here just now, and the window did not open. Please press again in a moment."


async def open_view(kit: Kit, body: dict[str, Any], view: Block) -> bool:
    """Open a modal for who clicked, over the modal they clicked in if it was one; False when Slack refused.

    body: of the click or shortcut. When Slack refuses or is slow, the person is told where they clicked.
    """
    in_modal = (body.get("view") or {}).get("type") == "modal"
    opening = kit.web.views_push if in_modal else kit.web.views_open
    try:
        async with within(_SECONDS):
            await opening(trigger_id=body["trigger_id"], view=view)
    except (SlackClientError, ClientError, TimeoutError, OSError):
        url = body.get("response_url")
        if url:
            kit.cards.whisper_later(url, _NOT_OPENED)
        else:
            kit.cards.say_later(body["user"]["id"], _NOT_OPENED)
        return False
    return True


def same_view(view: dict[str, Any], blocks: list[Block]) -> Block:
    """Return a modal that Slack handed back, as it can be shown again with other blocks."""
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    return {name: unescape_blocks(view[name]) for name in kept if view.get(name)} | {"blocks": blocks}


async def shown_at(kit: Kit, trigger_id: str, view: Block) -> bool:
    """Open a modal; False when Slack refused or was slow, of which the person is not told here."""
    try:
        async with within(_SECONDS):
            await kit.web.views_open(trigger_id=trigger_id, view=view)
    except (SlackClientError, ClientError, TimeoutError, OSError):
        return False
    return True


def change_view_later(kit: Kit, body: dict[str, Any], view: Block) -> None:
    """Show another content in the modal that was clicked in, soon; nothing where it was no modal."""
    there = body.get("view") or {}
    if there.get("type", "modal") == "modal" and "id" in there:
        kit.cards.run_later(_change(kit, there["id"], view), "view")


def change_first_view_later(kit: Kit, body: dict[str, Any], view: Block) -> None:
    """Show another content in the modal that the clicked one was opened over, soon; nothing where there is none."""
    there = body.get("view") or {}
    first = there.get("root_view_id")
    if there.get("type") == "modal" and first and first != there.get("id"):
        kit.cards.run_later(_change(kit, first, view), "view")


async def _change(kit: Kit, view_id: str, view: Block) -> None:
    await kit.cards.patiently(lambda: kit.web.views_update(view_id=view_id, view=view))
