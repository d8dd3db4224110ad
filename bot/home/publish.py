"""Drawing Home: in a tracked task, one at a time for each person, the newest last."""

import asyncio
import secrets
import time
from collections import OrderedDict

from bot.context import Kit
from bot.home import blocks, flow
from bot.home.blocks import Pages
from bot.slack.blocks import Block
from bot.slack.speaker import Speaker

_MOST_VISITORS = 5_000
_VISIT_S = 900.0  # Home is drawn anew for who opened it that long ago
_WINDOW_S, _MOST_IN_WINDOW = 30.0, 5  # Slack takes some hundred Homes a minute of a whole workspace


class Painter:
    """Draws Home for whoever has it before them."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        # In memory only: who opened Home lately, and which pages they turned to.
        self._visitors: OrderedDict[Speaker, tuple[float, Pages]] = OrderedDict()
        self._drawing: set[Speaker] = set()
        self._again: set[Speaker] = set()
        self._recent: dict[Speaker, list[float]] = {}  # when Home was drawn because something changed
        self._waiting: dict[Speaker, asyncio.TimerHandle] = {}

    def opened(self, speaker: Speaker, pages: Pages | None = None) -> None:
        """Draw Home for somebody who has it before them now."""
        self._visitors[speaker] = (time.monotonic(), pages or Pages())
        self._visitors.move_to_end(speaker)
        if len(self._visitors) > _MOST_VISITORS:
            gone, _ = self._visitors.popitem(last=False)
            self._recent.pop(gone, None)
        if speaker in self._drawing:
            self._again.add(speaker)  # what is being drawn may be old already
            return
        self._drawing.add(speaker)
        self._kit.cards.run_later(self._draw(speaker), "home")

    def changed(self, speaker: Speaker) -> None:
        """Draw Home again, if this person opened it lately; who changes much, as by rating, a few times a minute."""
        seen, pages = self._visitors.get(speaker, (0.0, Pages()))
        now = time.monotonic()
        if not seen or now - seen >= _VISIT_S:
            self._recent.pop(speaker, None)
            return
        recent = [each for each in self._recent.get(speaker, ()) if now - each < _WINDOW_S]
        if len(recent) < _MOST_IN_WINDOW:
            self._recent[speaker] = [*recent, now]
            self.opened(speaker, pages)
        elif speaker not in self._waiting:
            wait = recent[0] + _WINDOW_S - now
            self._waiting[speaker] = asyncio.get_running_loop().call_later(wait, self._changed_before, speaker)

    def _changed_before(self, speaker: Speaker) -> None:
        """Draw what waited because too much changed at once."""
        del self._waiting[speaker]
        if not self._kit.cards.is_closed:
            self.changed(speaker)

    async def _draw(self, speaker: Speaker) -> None:
        try:
            while True:
                self._again.discard(speaker)
                _, pages = self._visitors.get(speaker, (0.0, Pages()))
                turn = secrets.token_hex(4)  # Slack keeps what was ticked in a block of the same id, whatever it shows
                view = blocks.home(await flow.look(self._kit, speaker), pages, turn=turn)
                await self._publish(speaker, view)
                if speaker not in self._again:
                    return
        finally:
            self._drawing.discard(speaker)

    async def _publish(self, speaker: Speaker, view: Block) -> None:
        cards, web = self._kit.cards, self._kit.web
        await cards.patiently(lambda: web.views_publish(user_id=speaker.slack_user_id, view=view))
