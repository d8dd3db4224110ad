"""Connections: Slack's requests that arrive as usual are read here, everything else by aiohttp on the same connection.

aiohttp takes a fifth of a click's time to read a request and to write the answer, this a third of that
(docs/decisions/0026-dispatch.md). It reads one plain request at a time: a POST to Slack's address with a body of known
length, by httptools, which is strict. At the first sign of anything else the whole connection is handed over, with the
bytes that came since the last answer; aiohttp then judges them and keeps the connection.
"""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Mapping
from email.utils import formatdate
from http import HTTPStatus
from typing import cast

import httptools

from bot.http.replay import Reply
from bot.slack.deadlines import stretched

Answer = Callable[[Mapping[str, str], bytes], Awaitable[Reply]]
"""Takes the headers that Slack's requests are judged by, as Slack spells them, and the body; never raises."""

MAX_WHOLE = 64 * 1024
"""Bytes of a request that is read here; a click on a card has 7 kB."""

_START = b"POST "
_READ_S = 10.0  # that a body may take; then aiohttp waits for it
_IDLE_S = 3_600.0  # that a connection may be kept without a request
_NAMES = {name.lower().encode(): name for name in ("X-Slack-Signature", "X-Slack-Request-Timestamp", "Content-Type")}
_ELSEWHERE = {b"transfer-encoding", b"content-encoding", b"expect", b"upgrade", b"connection"}
"""Headers for which aiohttp reads the request."""


class Connections:
    """All connections of a server, until it is closed. path: of Slack's requests; other: makes aiohttp's protocol."""

    def __init__(self, path: str, answer: Answer, other: Callable[[], asyncio.Protocol]) -> None:
        self.path = path.encode()
        self.answer = answer
        self.other = other
        self.open: set[Connection] = set()
        self.tasks: set[asyncio.Task[None]] = set()
        self.is_draining = False

    def __call__(self) -> "Connection":
        """Return the protocol of a new connection."""
        return Connection(self)

    def drain(self) -> None:
        """Let each connection end with its next answer, which says so: a balancer then takes another process.

        What is idle stays open meanwhile: a request may be on its way on it.
        """
        self.is_draining = True

    async def close(self, seconds: float) -> None:
        """Close what is idle, wait that long for answers that are being made, then close the rest."""
        for connection in list(self.open):
            connection.finish()
        if self.tasks:
            await asyncio.wait(set(self.tasks), timeout=seconds)
        for connection in list(self.open):
            connection.abort()


class Connection(asyncio.Protocol):
    """One connection. The methods with `on_` are called by httptools."""

    def __init__(self, server: Connections) -> None:
        self._server = server
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpRequestParser(self)
        self._is_answering = self._is_finished = False
        self._idle: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None
        self._used_at = 0.0
        self._begin()

    def _begin(self) -> None:
        """Wait for a request."""
        self._raw = b""
        self._headers: dict[str, str] = {}
        self._body = b""
        self._is_whole = self._is_other = False

    # Of asyncio ------------------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass
        link = transport.get_extra_info("socket")
        if link is not None:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._server.open.add(self)
        self._used_at = asyncio.get_running_loop().time()
        self._watch()

    def connection_lost(self, _error: Exception | None) -> None:
        """End. What is being answered goes on, as behind aiohttp."""
        self._transport = None
        self._leave()

    def data_received(self, data: bytes) -> None:
        """Read more of a request. What comes while one is answered waits."""
        if self._transport is None:
            return
        self._raw += data
        if self._is_answering:
            self._transport.pause_reading()
        else:
            self._read(data)

    # Of httptools ----------------------------------------------------------------------------------------------------

    def on_message_begin(self) -> None:
        """Begin a request; one that follows at once is aiohttp's."""
        self._is_other |= self._is_whole

    def on_url(self, url: bytes) -> None:
        """Look whom a request is for."""
        self._is_other |= url != self._server.path

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header that counts."""
        lower = name.lower()
        known = _NAMES.get(lower)
        if known is not None:
            self._is_other |= known in self._headers
            self._headers[known] = value.decode("utf-8", "surrogateescape")
        elif lower in _ELSEWHERE:
            self._is_other = True

    def on_body(self, part: bytes) -> None:
        """Keep a part of the body."""
        self._body += part

    def on_message_complete(self) -> None:
        """Note that a request is whole."""
        self._is_whole = True

    # -----------------------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Close after the answer that is being made, or at once."""
        self._is_finished = True
        if not self._is_answering:
            self.abort()

    def abort(self) -> None:
        """Close now."""
        if self._transport is not None:
            self._transport.close()
        self._leave()

    def _read(self, data: bytes) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if not self._raw.startswith(_START) or len(self._raw) > MAX_WHOLE:
            self._is_other = True
        else:
            try:
                self._parser.feed_data(data)
            except httptools.HttpParserError:
                self._is_other = True
        if self._is_other:
            self._hand_over()
        elif self._is_whole and self._parser.get_method() == b"POST" and self._parser.should_keep_alive():
            self._is_answering = True
            task = asyncio.get_running_loop().create_task(self._answer(self._headers, self._body))
            self._server.tasks.add(task)
            task.add_done_callback(self._server.tasks.discard)
            self._begin()
        elif self._is_whole:
            self._hand_over()
        else:
            self._reading = asyncio.get_running_loop().call_later(stretched(_READ_S), self._hand_over)

    async def _answer(self, headers: Mapping[str, str], body: bytes) -> None:
        reply = await self._server.answer(headers, body)
        self._is_answering = False
        if self._transport is None:
            return
        is_last = self._is_finished or (self._server.is_draining and not self._raw)
        self._transport.write(encoded(reply, is_last=is_last))
        if is_last:
            self.abort()
        elif self._raw:  # it came meanwhile
            self._transport.resume_reading()
            self._read(self._raw)
        else:
            self._used_at = asyncio.get_running_loop().time()

    def _hand_over(self) -> None:
        """Let aiohttp read what came since the last answer, and all that comes."""
        transport, raw = self._transport, self._raw
        if transport is None:
            return
        self._transport = None
        self._leave()
        other = self._server.other()
        transport.set_protocol(other)
        other.connection_made(transport)
        if raw:
            other.data_received(raw)

    def _leave(self) -> None:
        for timer in (self._idle, self._reading):
            if timer is not None:
                timer.cancel()
        self._server.open.discard(self)

    def _watch(self) -> None:
        """Close a connection that nobody used for long."""
        loop = asyncio.get_running_loop()
        if not self._is_answering and loop.time() - self._used_at >= _IDLE_S:
            self.abort()
        else:
            self._idle = loop.call_later(_IDLE_S, self._watch)


_END, _LAST = b"\r\n", b"Connection: close\r\n\r\n"
_phrases = {each.value: each.phrase for each in HTTPStatus}
_date: tuple[int, str] = (0, "")


def encoded(reply: Reply, *, is_last: bool = False) -> bytes:
    """Return an answer as it is written. is_last: the connection is closed after it, and it says so."""
    head = (
        f"HTTP/1.1 {reply.status} {_phrases.get(reply.status, '')}\r\n"
        f"Content-Type: {reply.content_type}; charset=utf-8\r\nContent-Length: {len(reply.body)}\r\n"
        f"Date: {_now()}\r\n"
    )
    return head.encode("ascii") + (_LAST if is_last else _END) + reply.body


def _now() -> str:
    """Return this second as HTTP writes it."""
    global _date  # noqa: PLW0603 - made once a second, not for each answer
    second = int(time.time())
    if _date[0] != second:
        _date = (second, formatdate(second, usegmt=True))
    return _date[1]
