"""Posts of cards to Slack's response_urls over a few connections that stay open.

A card is posted for each click of each person. aiohttp's client takes 100 to 150 µs of processor time for a post, this
35 (docs/decisions/0026-dispatch.md): it writes one request, and httptools reads the answer. What it does not know, it
leaves to aiohttp: other addresses than those of Slack's form, and answers that end with the connection.
"""

import asyncio
import re
import ssl
from dataclasses import dataclass
from functools import cache
from typing import cast

import httptools

from bot.slack.deadlines import within

MAX_CONNECTIONS = 32

_SECONDS = 10
_IDLE_S = 15.0  # after which Slack may have closed a connection, as aiohttp takes it
_MAX_ANSWER = 64 * 1024  # bytes
_URL = re.compile(r"(https?)://([a-zA-Z0-9.-]+)(?::([0-9]{1,5}))?(/[!-~]*)")
_PORTS = {"http": 80, "https": 443}


class UnknownAddressError(Exception):
    """An address that is none of the form of Slack's."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a post. retry_after: the header, None where there is none."""

    status: int
    body: bytes
    retry_after: str | None


class CardPoster:
    """Posts JSON, MAX_CONNECTIONS at a time; what comes meanwhile waits in turn."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(MAX_CONNECTIONS)
        self._idle: dict[tuple[str, str, str], list[_Connection]] = {}
        self._is_closed = False

    async def post(self, url: str, body: bytes) -> Answer:
        """Return the answer to a post. It may be made twice, where a connection that was kept turns out to be closed.

        Raises UnknownAddressError, and OSError or TimeoutError when there is no answer.
        """
        found = _URL.fullmatch(url)
        if found is None or self._is_closed:
            raise UnknownAddressError
        scheme, host, port, path = found.groups(default="")
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}{port and ':' + port}\r\n"
            f"Content-Type: application/json; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        async with self._places:
            return await self._send((scheme, host, port), head.encode("ascii") + body)

    def close(self) -> None:
        """Close what is open; nothing is posted from then on."""
        self._is_closed = True
        for connection in [each for some in self._idle.values() for each in some]:
            connection.close()
        self._idle.clear()

    async def _send(self, origin: tuple[str, str, str], request: bytes) -> Answer:
        kept = self._take(origin)
        if kept is not None:
            try:
                return await self._ask(origin, kept, request)
            except ConnectionError:  # it was closed meanwhile
                pass
        async with within(_SECONDS):
            connection = await _connect(*origin)
        return await self._ask(origin, connection, request)

    async def _ask(self, origin: tuple[str, str, str], connection: "_Connection", request: bytes) -> Answer:
        try:
            async with within(_SECONDS):
                answer = await connection.ask(request)
        except BaseException:
            connection.close()
            raise
        if connection.is_open and not self._is_closed:
            self._idle.setdefault(origin, []).append(connection)
        else:
            connection.close()
        return answer

    def _take(self, origin: tuple[str, str, str]) -> "_Connection | None":
        """Return the connection that was used last; close those that nobody used for a while."""
        now = asyncio.get_running_loop().time()
        idle = self._idle.get(origin, [])
        while idle and (not idle[0].is_open or now - idle[0].used_at > _IDLE_S):
            idle.pop(0).close()
        while idle:
            if (connection := idle.pop()).is_open:
                return connection
        return None


async def _connect(scheme: str, host: str, port: str) -> "_Connection":
    loop = asyncio.get_running_loop()
    context = _tls() if scheme == "https" else None
    _, connection = await loop.create_connection(_Connection, host, int(port or _PORTS[scheme]), ssl=context)
    return connection


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


class _Connection(asyncio.Protocol):
    """One connection, with one request at a time. The methods with `on_` are called by httptools."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._asked: asyncio.Future[Answer] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._body = b""
        self._size = 0
        self._retry_after: str | None = None
        self.is_open = False
        self.used_at = 0.0

    async def ask(self, request: bytes) -> Answer:
        """Send a request and return its answer. Raises ConnectionError when the connection ends before."""
        if self._transport is None or not self.is_open:
            raise ConnectionResetError
        loop = asyncio.get_running_loop()
        self._body, self._size, self._retry_after = b"", 0, None
        self._asked = loop.create_future()
        self._transport.write(request)
        answer = await self._asked
        self.used_at = loop.time()
        return answer

    def close(self) -> None:
        """Close the connection."""
        self.is_open = False
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport, self.is_open = cast("asyncio.Transport", transport), True  # uvloop's is no subclass

    def connection_lost(self, error: Exception | None) -> None:
        """End."""
        self.is_open = False
        self._fail(error if isinstance(error, OSError) else ConnectionResetError())

    def data_received(self, data: bytes) -> None:
        """Read more of an answer; what was not asked for, or is too large, ends the connection."""
        self._size += len(data)
        if self._asked is None or self._size > _MAX_ANSWER:
            self._fail(ConnectionAbortedError())
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail(ConnectionAbortedError())
            self.close()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep what is asked about an answer."""
        if name.lower() == b"retry-after":
            self._retry_after = value.decode("latin-1")

    def on_body(self, part: bytes) -> None:
        """Keep a part of the body."""
        self._body += part

    def on_message_complete(self) -> None:
        """Give the answer to who asked."""
        asked, self._asked = self._asked, None
        if asked is None or not self._parser.should_keep_alive():
            self.is_open = False
        if asked is not None and not asked.done():
            asked.set_result(Answer(self._parser.get_status_code(), self._body, self._retry_after))

    def _fail(self, error: OSError) -> None:
        asked, self._asked = self._asked, None
        if asked is not None and not asked.done():
            asked.set_exception(error)
