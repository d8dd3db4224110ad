"""Rounds of a job over all workspaces: a few at a time, and a busy one keeps no other waiting.

What takes longer than a slice for one workspace goes on beside the others, which have their next rounds meanwhile. So
of two workspaces the one with a thousand things due has its thousand in its own time, and the other its one at once.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import structlog

from bot.log import safe_info
from bot.slack.workspaces import Workspace, Workspaces

log = structlog.get_logger()

Work = Callable[[Workspace], Awaitable[None]]
"""What a job does for one workspace."""

AT_ONCE = 4
"""Workspaces in whose slice a job is at a time: each asks the database, and clicks ask it too."""

SLICE_S = 5.0
"""Seconds after which a workspace's work makes room for another's, and all others have another round."""


class Rounds:
    """A job: one call does its work for every workspace. It ends when nothing of it runs any more.

    ready: is awaited before the work, for a token that Slack takes. is_paused: says of a tenant that nothing is done
    for it now.
    """

    def __init__(
        self,
        workspaces: Workspaces,
        name: str,
        work: Work,
        *,
        ready: Work | None = None,
        is_paused: Callable[[int], bool] | None = None,
        at_once: int = AT_ONCE,
        slice_s: float = SLICE_S,
    ) -> None:
        self._workspaces = workspaces
        self._name = name
        self._work = work
        self._ready = ready
        self._is_paused = is_paused
        self._at_once = at_once
        self._slice_s = slice_s
        self._first = 0  # whose turn is first in the next round

    async def __call__(self) -> None:
        """Do the work for every workspace. That it failed for one is logged."""
        loop = asyncio.get_running_loop()
        waiting = deque(self._in_turn())
        running: dict[asyncio.Task[None], tuple[int, float]] = {}
        again_at = loop.time() + self._slice_s
        try:
            while waiting or running:
                now = loop.time()
                in_slice = sum(now - began < self._slice_s for _, began in running.values())
                while waiting and in_slice < self._at_once:
                    workspace = waiting.popleft()
                    running[asyncio.create_task(self._do(workspace))] = (workspace.tenant_id, now)
                    in_slice += 1
                done, _ = await asyncio.wait(running, timeout=self._slice_s, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    del running[task]
                if running and not waiting and loop.time() >= again_at:
                    busy = {tenant_id for tenant_id, _ in running.values()}
                    waiting.extend(each for each in self._in_turn() if each.tenant_id not in busy)
                    again_at = loop.time() + self._slice_s
        finally:
            for task in running:
                task.cancel()

    def _in_turn(self) -> list[Workspace]:
        """Return every workspace, beginning with another one each time."""
        every = self._workspaces.all()
        self._first = (self._first + 1) % len(every) if every else 0
        return every[self._first :] + every[: self._first]

    async def _do(self, workspace: Workspace) -> None:
        try:
            if self._is_paused is not None and self._is_paused(workspace.tenant_id):
                return
            if self._ready is not None:
                await self._ready(workspace)
            if self._workspaces.serves(workspace.tenant_id):
                await self._work(workspace)
        except Exception as error:  # noqa: BLE001 - one failure must not keep the other workspaces waiting
            facts = {"tenant_id": workspace.tenant_id, "error": type(error).__name__, "where": safe_info(error)}
            log.error("job_failed", job=self._name, **facts)
