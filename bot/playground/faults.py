"""Fault injection: rate limits, errors, slow answers, and answers lost after the work is done."""

import asyncio
import math
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.playground.state.models import Clock, Json

ALWAYS = -1
MAX_LOGGED = 20_000
MINUTE = 60.0
# Calls a minute, per method: SLACK's published tiers, docs.slack.dev/apis/web-api/rate-limits.
TIER_1, TIER_2, TIER_3, TIER_4 = 1, 20, 50, 100
SPECIAL = 600
HISTORY = frozenset({"conversations.history", "conversations.replies"})
HISTORY_COMMERCIAL = 15  # messages a call, docs.slack.dev/apis/web-api/rate-limits
PER_CHANNEL_SECONDS = 1.0
WORKSPACE_A_MINUTE = 300
TIERS: dict[str, int] = {
    **dict.fromkeys(("apps.connections.open",), TIER_1),
    **dict.fromkeys(
        (
            "conversations.create",
            "conversations.list",
            "conversations.setTopic",
            "usergroups.list",
            "users.conversations",
            "users.list",
        ),
        TIER_2,
    ),
    **dict.fromkeys(
        (
            "bots.info",
            "chat.delete",
            "chat.scheduleMessage",
            "chat.update",
            "conversations.history",
            "conversations.info",
            "conversations.join",
            "conversations.mark",
            "conversations.open",
            "conversations.replies",
            "reactions.add",
            "team.info",
            "users.lookupByEmail",
        ),
        TIER_3,
    ),
    **dict.fromkeys(
        (
            "api.test",
            "chat.postEphemeral",
            "conversations.members",
            "files.completeUploadExternal",
            "files.getUploadURLExternal",
            "oauth.v2.access",
            "users.info",
            "users.profile.get",
            "views.open",
            "views.publish",
            "views.push",
            "views.update",
        ),
        TIER_4,
    ),
    **dict.fromkeys(("auth.test", "chat.getPermalink"), SPECIAL),
}
_WORDS = frozenset({"text", "blocks", "view", "attachments", "markdown_text", "initial_comment", "token", "metadata"})


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the app, without text that people wrote."""

    method: str
    at: float
    args: Json
    error: str = ""


class CallLog:
    """The latest calls, and a count for each method."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.latest: deque[Call] = deque(maxlen=MAX_LOGGED)
        self._counts: Counter[str] = Counter()
        self._refused: Counter[tuple[str, str]] = Counter()

    def add(self, method: str, args: Json) -> None:
        """Add a call."""
        self._counts[method] += 1
        kept = {key: value for key, value in args.items() if key not in _WORDS}
        self.latest.append(Call(method, self._clock(), kept))

    def add_refusal(self, method: str, error: str) -> None:
        """Mark the latest call as refused."""
        self._refused[method, error] += 1

    def count(self, method: str | None = None) -> int:
        """Return how often a method was called (None: all of them), refused calls included."""
        return self._counts[method] if method else sum(self._counts.values())

    def refusals(self, method: str, error: str | None = None) -> int:
        """Return how often a method was refused (with one error)."""
        return sum(n for (name, why), n in self._refused.items() if name == method and error in {None, why})

    def list_for(self, method: str) -> list[Call]:
        """Return the latest calls of a method, in order."""
        return [each for each in self.latest if each.method == method]

    def clear(self) -> None:
        """Remove all entries and counts."""
        self.latest.clear()
        self._counts.clear()
        self._refused.clear()


@dataclass(slots=True)
class _Fault:
    times: int
    seconds: float = 0.0
    status: int = 0
    error: str = ""
    lose: bool = False
    where: Json = field(default_factory=dict)

    def is_for(self, args: Json) -> bool:
        """Say whether a call has the arguments that it is for."""
        return all(args.get(name) == value for name, value in self.where.items())

    def take(self) -> bool:
        if self.times == 0:
            return False
        if self.times > 0:
            self.times -= 1
        return True


@dataclass(slots=True)
class Faults:
    """The faults to inject. A method has Slack's name; also "response_url", or "*" for all.

    tiers: enforce Slack's limits per minute. commercial: the app counts as distributed outside the Marketplace, so that
    history comes once a minute, fifteen messages at a time. skew: seconds by which signatures are dated wrong.
    """

    clock: Clock
    tiers: bool = False
    commercial: bool = False
    skew: float = 0.0
    _before: dict[str, list[_Fault]] = field(default_factory=dict)
    _after: dict[str, list[_Fault]] = field(default_factory=dict)
    _used: dict[str, deque[float]] = field(default_factory=dict)
    _channels: dict[str, float] = field(default_factory=dict)
    _sleep: Callable[[float], Any] = asyncio.sleep

    def answer(
        self, method: str, *, status: int = 500, error: str = "", times: int = ALWAYS, where: Json | None = None
    ) -> None:
        """Answer with an HTTP status (or with 200 and an error of Slack's) without acting.

        where: arguments that a call must have for it, such as the channel.
        """
        fault = _Fault(times, status=200 if error else status, error=error, where=where or {})
        self._before.setdefault(method, []).append(fault)

    def delay(self, method: str, seconds: float, *, times: int = ALWAYS) -> None:
        """Act and answer only after a delay in seconds."""
        self._before.setdefault(method, []).append(_Fault(times, seconds=seconds))

    def limit(self, method: str, *, times: int, retry_after: int = 1) -> None:
        """Answer 429 with Retry-After."""
        self._before.setdefault(method, []).append(_Fault(times, seconds=float(retry_after), status=429))

    def drop(self, method: str, *, times: int = 1) -> None:
        """Act, then cut the connection instead of answering."""
        self._after.setdefault(method, []).append(_Fault(times, lose=True))

    def clear(self) -> None:
        """Remove all faults, and the tiers."""
        self.tiers = self.commercial = False
        self.skew = 0.0
        self._before.clear()
        self._after.clear()
        self._used.clear()
        self._channels.clear()

    async def before(self, method: str, args: Json) -> web.Response | None:
        """Return the answer of a fault that replaces the call, or None."""
        if self.tiers or self.commercial:
            wait = self._wait(method, str(args.get("channel", "")))
            if wait:
                return rate_limited_response(wait)
        for fault in self._take_active(self._before, method, args):
            if fault.status == 429:  # noqa: PLR2004
                return rate_limited_response(int(fault.seconds))
            if fault.seconds:
                await self._sleep(fault.seconds)
            if fault.error:
                return web.json_response({"ok": False, "error": fault.error})
            if fault.status:
                return web.Response(status=fault.status, text="upstream trouble")
        return None

    def after(self, request: web.Request, method: str) -> None:
        """Cut the connection if the answer to this call is to be lost."""
        for _ in self._take_active(self._after, method, {}):
            if request.transport is not None:
                request.transport.abort()

    @staticmethod
    def _take_active(faults: dict[str, list[_Fault]], method: str, args: Json) -> list[_Fault]:
        if not faults:
            return []
        found = [each for name in (method, "*") for each in faults.get(name, ())]
        return [each for each in found if each.is_for(args) and each.take()]

    def _wait(self, method: str, channel: str) -> int:
        """Return the seconds that a call must wait by the tiers; 0: it is allowed and counted."""
        now = self.clock()
        if self.commercial and method in HISTORY:
            return self._window(method, TIER_1, now)
        if not self.tiers:
            return 0
        if method == "chat.postMessage":
            return self._wait_to_post(channel, now)
        maximum = TIERS.get(method)
        if maximum is None:
            return 0
        return self._window(method, maximum, now)

    def _wait_to_post(self, channel: str, now: float) -> int:
        since = now - self._channels.get(channel, -MINUTE)
        if since < PER_CHANNEL_SECONDS:
            return max(1, math.ceil(PER_CHANNEL_SECONDS - since))
        wait = self._window("chat.postMessage", WORKSPACE_A_MINUTE, now)
        if not wait:
            self._channels[channel] = now
        return wait

    def _window(self, name: str, maximum: int, now: float) -> int:
        used = self._used.setdefault(name, deque())
        while used and now - used[0] >= MINUTE:
            used.popleft()
        if len(used) >= maximum:
            return max(1, math.ceil(MINUTE - (now - used[0])))
        used.append(now)
        return 0


def rate_limited_response(wait: int) -> web.Response:
    """Return Slack's answer to a rate-limited call."""
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(wait)})
