"""Replay guard: a repeated request has one effect, and always the same answer."""

import asyncio
from array import array
from bisect import bisect_left, insort
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import structlog

log = structlog.get_logger()

MAX_KNOWN = 400_000  # about 4 MB of empty answers
MAX_BODIES = 16 << 20  # bytes of answers

_GOOD = range(200, 300)
_SLICE_S = 15  # of expiry, within which empty answers are kept together and forgotten together
_BITS = (1 << 60) - 1  # of a signature that are kept, in the smallest of Python's larger numbers

Some: TypeAlias = "set[int] | array[int]"
"""Signatures with empty answers: a set while many come, later sorted numbers of eight bytes, a tenth of that."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request."""

    status: int
    body: bytes = b""
    content_type: str = "text/plain"

    @property
    def is_good(self) -> bool:
        """Whether the request was processed: 2xx."""
        return self.status in _GOOD


PLAIN = Reply(200)
"""The answer to nearly all clicks."""


class ReplayGuard:
    """Remembers the signatures of processed requests, with their answers, until they expire.

    Only a 2xx is remembered: whatever failed may be sent again. Memory is bounded: the oldest answers are emptied
    first (a repeat still has no effect), and only beyond MAX_KNOWN requests in the window the oldest are forgotten,
    which is logged. Of an empty answer, which nearly all have, 60 bits of the signature are kept: of 400,000 in one
    window, two are taken for one once in 10 million windows. It is the memory of one process: after a restart, or in
    another replica, effects are kept to one by event ids and the keys of what is stored.
    """

    def __init__(self, *, max_known: int = MAX_KNOWN, max_bodies: int = MAX_BODIES) -> None:
        self._max_known = max_known
        self._max_bodies = max_bodies
        self._known: OrderedDict[bytes, tuple[float, Reply]] = OrderedDict()  # expires, answer
        self._plain: OrderedDict[int, Some] = OrderedDict()  # by the slice of their expiry
        self._plain_count = 0
        self._running: dict[bytes, asyncio.Event] = {}
        self._with_body: deque[bytes] = deque()  # keys of the answers that are not empty, oldest first
        self._bytes = 0
        self._is_full = False

    def __len__(self) -> int:
        """Return how many requests are remembered."""
        return len(self._known) + self._plain_count

    async def once(self, key: bytes, *, now: float, expires: float, process: Callable[[], Awaitable[Reply]]) -> Reply:
        """Return the answer to a request: processed now, or as it was answered before.

        key: the signature's digest. now, expires: seconds since 1970; the signature says when it expires, so the same
        one always names the same second. Of two at once the second waits for the first.
        """
        self._forget(now)
        while True:
            found = self._find(key, expires)
            if found is not None:
                return found
            if (running := self._running.get(key)) is None:
                break
            await running.wait()
        done = self._running[key] = asyncio.Event()
        try:
            reply = await process()
            if reply.is_good:
                self._remember(key, expires, reply)
            return reply
        finally:
            del self._running[key]
            done.set()

    def _find(self, key: bytes, expires: float) -> Reply | None:
        some = self._plain.get(int(expires // _SLICE_S))
        if some is not None and _has(some, _short(key)):
            return PLAIN
        known = self._known.get(key)
        return known[1] if known is not None else None

    def _remember(self, key: bytes, expires: float, reply: Reply) -> None:
        if reply is PLAIN or reply == PLAIN:
            some = self._slice_of(expires)
            if isinstance(some, set):
                some.add(_short(key))
            else:
                insort(some, _short(key))
            self._plain_count += 1
        else:
            self._known[key] = (expires, reply)
            if reply.body:
                self._with_body.append(key)
                self._bytes += len(reply.body)
        while self._bytes > self._max_bodies:
            oldest = self._with_body.popleft()
            until, full = self._known[oldest]
            self._bytes -= len(full.body)
            self._known[oldest] = (until, replace(full, body=b""))
        while len(self) > self._max_known:
            if not self._is_full:
                log.warning("replay_guard_full", known=len(self))
            self._is_full = True
            self._drop_plain() if self._plain else self._drop()

    def _slice_of(self, expires: float) -> Some:
        """Return the signatures that expire about then; where they are the first, those of before take less room."""
        number = int(expires // _SLICE_S)
        if number not in self._plain:
            for before, some in self._plain.items():
                if isinstance(some, set):
                    self._plain[before] = array("Q", sorted(some))
            self._plain[number] = set()
        return self._plain[number]

    def _forget(self, now: float) -> None:
        # In order of arrival: one that is dated ahead keeps those behind it a little longer, never shorter.
        while self._known and next(iter(self._known.values()))[0] < now:
            self._drop()
            self._is_full = False
        while self._plain and (next(iter(self._plain)) + 1) * _SLICE_S <= now:
            self._drop_plain()
            self._is_full = False

    def _drop(self) -> None:
        _, (_, reply) = self._known.popitem(last=False)
        if reply.body:
            self._with_body.popleft()
            self._bytes -= len(reply.body)

    def _drop_plain(self) -> None:
        _, some = self._plain.popitem(last=False)
        self._plain_count -= len(some)


def _has(some: Some, short: int) -> bool:
    if isinstance(some, set):
        return short in some
    at = bisect_left(some, short)
    return at < len(some) and some[at] == short


def _short(key: bytes) -> int:
    return int.from_bytes(key[:8], "big") & _BITS
