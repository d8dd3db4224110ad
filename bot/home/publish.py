"""Drawing Home: in a tracked task, one at a time for each person, the newest last.

Only the process that drew it knows who looks at it. Where a person's clicks reach several
processes, Home may be older than the last click until they open it again, for which Slack asks every time; nothing
is done from what it shows without a look into the database.
"""

import asyncio
import secrets
import time
from collections import OrderedDict

from bot.context import Context
from bot.domain.actor import Actor
from bot.home import blocks, flow
from bot.home.blocks import Pages
from bot.slack.blocks import Block

_MAX_VISITORS = 5_000
_VISIT_S = 900.0  # Home is drawn again for people who opened it that long ago
_WINDOW_S, _MAX_IN_WINDOW = 30.0, 5  # Slack takes some hundred Homes a minute of a whole workspace


class HomePublisher:
    """Draws Home for people who have it open."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        # In memory only: who opened Home lately, and which pages they turned to.
        self._visitors: OrderedDict[Actor, tuple[float, Pages]] = OrderedDict()
        self._drawing: set[Actor] = set()
        self._again: set[Actor] = set()
        self._recent: dict[Actor, list[float]] = {}  # when Home was drawn because something changed
        self._waiting: dict[Actor, asyncio.TimerHandle] = {}

    def opened(self, actor: Actor, pages: Pages | None = None) -> None:
        """Draw Home for somebody who has it before them now."""
        self._visitors[actor] = (time.monotonic(), pages or Pages())
        self._visitors.move_to_end(actor)
        if len(self._visitors) > _MAX_VISITORS:
            gone, _ = self._visitors.popitem(last=False)
            self._recent.pop(gone, None)
        if actor in self._drawing:
            self._again.add(actor)  # what is being drawn may be old already
            return
        self._drawing.add(actor)
        self._ctx.outbox.spawn(self._draw(actor), "home")

    def changed(self, actor: Actor) -> None:
        """Draw Home again, if this person opened it lately; who changes much, as by rating, a few times a minute."""
        seen, pages = self._visitors.get(actor, (0.0, Pages()))
        now = time.monotonic()
        if not seen or now - seen >= _VISIT_S:
            self._recent.pop(actor, None)
            return
        recent = [each for each in self._recent.get(actor, ()) if now - each < _WINDOW_S]
        if len(recent) < _MAX_IN_WINDOW:
            self._recent[actor] = [*recent, now]
            self.opened(actor, pages)
        elif actor not in self._waiting:
            wait = recent[0] + _WINDOW_S - now
            self._waiting[actor] = asyncio.get_running_loop().call_later(wait, self._changed_before, actor)

    def _changed_before(self, actor: Actor) -> None:
        """Draw what waited because too much changed at once."""
        del self._waiting[actor]
        if not self._ctx.outbox.is_closed:
            self.changed(actor)

    async def _draw(self, actor: Actor) -> None:
        try:
            while True:
                self._again.discard(actor)
                _, pages = self._visitors.get(actor, (0.0, Pages()))
                turn = secrets.token_hex(4)  # Slack keeps what was ticked in a block of the same id, whatever it shows
                view = blocks.home(actor.texts, await flow.load_home(self._ctx, actor), pages, turn=turn)
                await self._publish(actor, view)
                if actor not in self._again:
                    return
        finally:
            self._drawing.discard(actor)

    async def _publish(self, actor: Actor, view: Block) -> None:
        cards, web = self._ctx.outbox, self._ctx.workspace(actor.tenant_id).client
        await cards.patiently(lambda: web.views_publish(user_id=actor.slack_user_id, view=view))
