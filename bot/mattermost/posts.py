"""Posts: what is written in Mattermost, text with buttons; drawn from blocks, or from Markdown."""

import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.mattermost.markdown import from_blocks, from_mrkdwn, list_ids, texts_in
from bot.mattermost.proofs import Sealed, Seals
from bot.slack.blocks import Block, cut

MAX_MESSAGE = 16_383
"""Characters of a post, as Mattermost counts them."""

ACTION_PATH, DIALOG_PATH, COMMAND_PATH = "/mattermost/action", "/mattermost/dialog", "/mattermost/command"
ACTION, DIALOG = "action", "dialog"
"""Where what is sealed is used."""

Post = dict[str, Any]
ReadNames = Callable[[set[tuple[str, str]]], Awaitable[Mapping[str, str]]]
"""Returns names by id; see `list_ids`."""


@dataclass(frozen=True, slots=True)
class Team:
    """The team of a server that is served, and the bot's account there."""

    team_id: str
    bot_id: str


class Posts:
    """Draws posts. base_url: of this server, as Mattermost reaches it. answered: the ids of actions that are answered.

    What is not answered on Mattermost has no button there.
    """

    def __init__(self, seals: Seals, base_url: str, answered: Callable[[str], bool]) -> None:
        self._seals = seals
        self._base_url = base_url.rstrip("/")
        self._answered = answered

    def button(self, name: str, sealed: Sealed, *, style: str = "") -> Post:
        """Return a button. style: as Mattermost names it, or "".

        Its id is in the address of each click, which logs of servers and proxies keep: it says nothing of the button.
        """
        context = {"sealed": self._seals.seal(sealed, ACTION)}
        shown = {"id": secrets.token_hex(8), "type": "button", "name": name}
        integration = {"url": f"{self._base_url}{ACTION_PATH}", "context": context}
        return shown | ({"style": style} if style else {}) | {"integration": integration}

    def state(self, sealed: Sealed) -> str:
        """Return what a dialog carries."""
        return self._seals.seal(sealed, DIALOG)

    @property
    def dialog_url(self) -> str:
        """Where dialogs are sent."""
        return f"{self._base_url}{DIALOG_PATH}"

    async def card(self, blocks: Sequence[Block], read_names: ReadNames, *, user_id: str, words: str = "") -> Post:
        """Return a card for one person. words: of theirs, which they did not share yet."""
        text = from_blocks(blocks, await read_names(list_ids(texts_in(list(blocks)))))
        return _attached(text, self._buttons(blocks, user_id, words))

    def plain_card(self, text: str, buttons: Sequence[Post] = ()) -> Post:
        """Return a card of Markdown and buttons."""
        return _attached(text, list(buttons))

    async def from_blocks(self, blocks: Sequence[Block], text: str, read_names: ReadNames) -> Post:
        """Return a message for everybody in a channel. text: in Slack's markup, where there are no blocks."""
        names = await read_names(list_ids([text, *texts_in(list(blocks))]))
        message = from_blocks(blocks, names) or from_mrkdwn(text, names)
        buttons = self._buttons(blocks, "", "")
        return {
            "message": cut(message, MAX_MESSAGE),
            "props": {"attachments": [{"fallback": "", "text": "", "actions": buttons}]} if buttons else {},
        }

    def _buttons(self, blocks: Sequence[Block], user_id: str, words: str) -> list[Post]:
        """Return the buttons of blocks that are answered here, in their order."""
        found = [each for each in _pressable(blocks) if self._answered(str(each.get("action_id")))]
        return [
            self.button(
                str(each["text"]["text"]),
                Sealed(str(each["action_id"]), str(each.get("value") or ""), user_id, words),
                style="primary" if each.get("style") == "primary" else "",
            )
            for each in found
        ]


def _attached(text: str, buttons: list[Post]) -> Post:
    """Return a post whose text is in its attachment: changed, it is not marked as edited."""
    attachment = {"fallback": "", "text": text} | ({"actions": buttons} if buttons else {})
    return {"message": "", "props": {"attachments": [attachment]}}


def _pressable(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        for each in (*block.get("elements", ()), block.get("accessory") or {}):
            if each.get("type") == "button" and not each.get("url"):
                yield each
