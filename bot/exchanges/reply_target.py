"""Where a moderator's card stands, so that the next one takes its place."""

from typing import Any

from bot.context import Kit
from bot.exchanges.blocks_form import Origin
from bot.slack.blocks import Block, modal
from bot.slack.modals import change_view_later, open_view

_NEW, _REPLACE, _VIEW = "new", "url", "view"
_URL_SECONDS = 25 * 60  # a response_url lives 30 minutes
_TITLE = "Exchange"


def of_command(response_url: str) -> str:
    """Return the place of a command: its card comes anew, where it was written."""
    return f"{_NEW}:{response_url}"


def of_click(body: dict[str, Any]) -> str:
    """Return the place of what was clicked; "" in Home."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        return f"{_VIEW}:{view['id']}"
    return f"{_REPLACE}:{body['response_url']}" if body.get("response_url") else ""


async def show(kit: Kit, body: dict[str, Any], text: str, blocks: list[Block]) -> None:
    """Show a card in the place of what was clicked; from Home, in a modal over it. Call it before the answer."""
    if (body.get("view") or {}).get("type") == "home":
        await open_view(kit, body, as_modal(blocks))
    else:
        put_later(kit, Origin(0, of_click(body), _now(kit)), body["user"]["id"], text, blocks)


def put_later(kit: Kit, origin: Origin, slack_user_id: str, text: str, blocks: list[Block]) -> None:
    """Show a card in a place; in the person's own messages where that place is gone."""
    kind, _, address = origin.where.partition(":")
    if kind == _VIEW:
        change_view_later(kit, {"view": {"id": address}}, as_modal(blocks))
    elif not address or _now(kit) - origin.since > _URL_SECONDS:
        kit.cards.say_later(slack_user_id, text, blocks)
    elif kind == _REPLACE:
        kit.cards.replace_later(address, text, blocks)
    else:
        kit.cards.whisper_later(address, text, blocks)


def as_modal(blocks: list[Block]) -> Block:
    """Return a card as a modal."""
    return modal(_TITLE, blocks, close="Done")


def _now(kit: Kit) -> int:
    return int(kit.clock().timestamp())
