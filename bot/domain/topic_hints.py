"""Hints for authors, before a comment is shared, that it may be about something else than the question.

The moderators' rule looks once a comment is saved (bot/share/topic_look.py). Here nobody waits longer than MAX_WAIT_S,
and words go to the worker process alone: they are neither kept nor logged.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import structlog

from bot.log import safe_info
from bot.slack.deadlines import stretched, within

log = structlog.get_logger()

FindOffTopic = Callable[[str, Sequence[str], Sequence[int]], Awaitable[list[bool] | None]]
"""Says of the texts at some places whether they are not about the first argument; None where nobody can say."""

Spawn = Callable[[Coroutine[Any, Any, None], str], object]
"""Runs something in the background, under a name."""

MAX_WAIT_S = 1.0
"""Of Slack's 3 seconds: a hint that takes longer is left out."""

READY_S = 240.0
"""Seconds for which the worker is taken to know an exchange's comments; it ends when it is idle for longer."""

_BATCH = 32
"""Texts in one job: looks for danger come in between."""


class TopicHints:
    """Looks of one process, one at a time; who would have to wait too long for others gets no hint.

    find: None where comments are not looked at by meaning.
    """

    def __init__(self, find: FindOffTopic | None = None, spawn: Spawn | None = None) -> None:
        self._find = find
        self._spawn = spawn
        self._turn = asyncio.Lock()
        self._began = 0.0  # the look that has its turn
        self._ready: dict[int, float] = {}  # by exchange, until when

    @property
    def is_on(self) -> bool:
        """Say whether comments are looked at by meaning."""
        return self._find is not None

    async def ask(self, look: Callable[[], Awaitable[bool]]) -> bool:
        """Return what a look finds; False where that takes too long or fails."""
        if self._find is None or self._spawn is None or self._is_late():
            return False
        found: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._spawn(self._run(found, look), "hints")
        try:
            async with within(MAX_WAIT_S):
                return await found
        except TimeoutError:  # the look goes on, and is ready for the next
            log.info("topic_hint_late")
            return False

    def prepare(self, look: Callable[[], Awaitable[bool]]) -> None:
        """Let a look begin, unless another is on its way, because somebody is about to write a comment."""
        if self._find is not None and self._spawn is not None and not self._turn.locked():
            self._spawn(self._run(None, look), "hints")

    async def is_far(self, exchange_id: int, about: str, text: str, others: Sequence[str]) -> bool:
        """Say whether a text is far from what an exchange is about, and from all other comments.

        Raises what `find` does.
        """
        if self._find is None:
            return False
        if self.is_cold(exchange_id):
            for start in range(0, len(others), _BATCH):
                await self._find(about, others[start : start + _BATCH], ())
        signs = await self._find(about, [text, *others], [0])
        if signs is None:  # the encoder is absent, or the worker did not answer
            self._ready.pop(exchange_id, None)
            return False
        self._ready[exchange_id] = time.monotonic() + READY_S
        return bool(signs and signs[0])

    def is_cold(self, exchange_id: int) -> bool:
        """Say whether the worker may not know the comments of an exchange yet."""
        now = time.monotonic()
        self._ready = {each: until for each, until in self._ready.items() if until > now}
        return exchange_id not in self._ready

    def _is_late(self) -> bool:
        """Say whether the look that is on its way takes so long that there is no use in waiting behind it."""
        return self._turn.locked() and time.monotonic() > self._began + stretched(MAX_WAIT_S)

    async def _run(self, found: asyncio.Future[bool] | None, look: Callable[[], Awaitable[bool]]) -> None:
        is_found = False
        try:
            async with self._turn:
                self._began = time.monotonic()
                if found is None or not found.done():  # else its author waits no longer
                    is_found = await look()
        except Exception as error:  # noqa: BLE001 - whatever it is, a hint never keeps anybody from sharing
            log.warning("topic_hint_failed", error=type(error).__name__, where=safe_info(error))
        if found is not None and not found.done():
            found.set_result(is_found)
