"""Health: whether the process lives, and whether requests may be sent to it.

Ready is a process that can do what Slack asks: its database answers and has a schema that it can use. Slack itself is
looked at and shown, and does not decide: while Slack's API is away, its requests still have to be answered, by the same
processes, so taking them all out of a load balancer would only lose clicks. A process that stops says so before
it takes nothing more, so that nobody is sent to it meanwhile; one that begins is not ready until the first click would
not wait for what is still loaded, though it answers before.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.slack.deadlines import within

_SECONDS = 5.0
_SHOWN_FOR_S = 30.0  # that an answer about Slack is shown: probes are many, and so would be the questions

Check = Callable[[], Awaitable[None]]
"""Raises when something is not as it should be."""


@dataclass(slots=True)
class Health:
    """What /readyz says. needed: checks by name without which nothing works; shown: what is only shown.

    is_starting, is_draining: it answers, and nobody is to be sent here yet, or any more.
    """

    needed: Mapping[str, Check]
    shown: Mapping[str, Check] = field(default_factory=dict)
    is_starting: bool = False
    is_draining: bool = False
    _seen: dict[str, tuple[float, str]] = field(default_factory=dict)

    async def look(self) -> tuple[bool, dict[str, object]]:
        """Return whether requests may be sent here, and each check's outcome: ok, or the kind of its error."""
        states = await asyncio.gather(*(_state(check) for check in self.needed.values()))
        found = dict(zip(self.needed, states, strict=True))
        is_ready = not (self.is_starting or self.is_draining) and all(state == "ok" for state in states)
        others = await asyncio.gather(*(self._shown_state(name) for name in self.shown))
        facts: dict[str, object] = {"ok": is_ready, **found, **dict(zip(self.shown, others, strict=True))}
        for name, holds in (("starting", self.is_starting), ("draining", self.is_draining)):
            facts |= {name: True} if holds else {}
        return is_ready, facts

    async def _shown_state(self, name: str) -> str:
        at, state = self._seen.get(name, (0.0, ""))
        if not state or time.monotonic() - at > _SHOWN_FOR_S:
            state = await _state(self.shown[name])
            self._seen[name] = (time.monotonic(), state)
        return state


async def _state(check: Check) -> str:
    try:
        async with within(_SECONDS):
            await check()
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the answer is its kind
        return type(error).__name__
    return "ok"
