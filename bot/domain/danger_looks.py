"""Looks for danger by meaning, before a comment is saved: what is known in time, and what is looked at again.

The worker that understands texts may be busy with themes. Nobody waits for it longer than MAX_WAIT_S: the comment is
then saved by the phrases alone, and a second look follows (bot/share/second_look.py).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import structlog

from bot.log import safe_info
from bot.slack.deadlines import stretched, within

log = structlog.get_logger()

Classify = Callable[[Sequence[str]], Awaitable[list[bool] | None]]
"""Says of each text whether it is a sign of danger; None where nobody can say. Raises what it likes."""

Spawn = Callable[[Coroutine[Any, Any, None], str], object]
"""Runs something in the background, under a name."""

MAX_WAIT_S = 0.8
"""Of Slack's 3 seconds."""

MAX_BATCH = 64
"""Texts that are looked at together."""


class DangerLooks:
    """First looks of one process: texts that come while one look is on its way are looked at together after it.

    classify: None where comments are not looked at by meaning.
    """

    def __init__(self, classify: Classify | None = None, spawn: Spawn | None = None) -> None:
        self._classify = classify
        self._spawn = spawn
        self._waiting: list[tuple[Sequence[str], asyncio.Future[bool | None]]] = []
        self._began: float | None = None  # of the look that is on its way

    @property
    def is_on(self) -> bool:
        """Say whether comments are looked at by meaning."""
        return self._classify is not None

    async def find(self, texts: Sequence[str]) -> bool | None:
        """Say whether one of a comment's texts is a sign of danger; None where that is not known in time."""
        if self._classify is None or self._spawn is None or self._is_late():
            return None
        found: asyncio.Future[bool | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(([each for each in texts if each], found))
        if self._began is None:
            self._began = time.monotonic()
            self._spawn(self._run(self._classify), "looks")
        try:
            async with within(MAX_WAIT_S):
                return await found
        except TimeoutError:
            log.info("danger_look_late")
            return None

    def _is_late(self) -> bool:
        """Say whether the look that is on its way takes so long that there is no use in waiting behind it."""
        return self._began is not None and time.monotonic() > self._began + stretched(MAX_WAIT_S)

    async def _run(self, classify: Classify) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MAX_BATCH], self._waiting[MAX_BATCH:]
            self._began = time.monotonic()
            signs: list[bool] | None = None
            try:
                signs = await classify([text for texts, _ in batch for text in texts])
            except Exception as error:  # noqa: BLE001 - whatever it is, phrases are looked for all the same
                log.warning("danger_look_failed", error=type(error).__name__, where=safe_info(error))
            start = 0
            for texts, found in batch:
                if not found.done():
                    found.set_result(None if signs is None else any(signs[start : start + len(texts)]))
                start += len(texts)
        self._began = None
