"""HTTP on bare sockets, so that the load costs little beside what it measures."""

import asyncio
import re
from collections.abc import Callable

_STATUS = re.compile(rb"HTTP/1\.\d (\d{3})")
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)

OnAnswer = Callable[[int], None]
"""Takes the status of an answer; 0 where the connection ended without one."""


class ClientConnection(asyncio.Protocol):
    """One connection with keep-alive to the bot: one request at a time."""

    def __init__(self, idle: list["ClientConnection"]) -> None:
        self._idle = idle
        self._buffer = b""
        self._on_answer: OnAnswer | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return
        length = _LENGTH.search(head)
        if len(body) < (int(length[1]) if length else 0):
            return
        status = _STATUS.match(head)
        self._buffer = b""
        answer, self._on_answer = self._on_answer, None
        if b"connection: close" not in head.lower():
            self._idle.append(self)
        if answer:
            answer(int(status[1]) if status else 0)

    def connection_lost(self, exc: Exception | None) -> None:
        _ = exc
        if self in self._idle:
            self._idle.remove(self)
        answer, self._on_answer = self._on_answer, None
        if answer:
            answer(0)

    def send(self, request: bytes, on_answer: OnAnswer) -> None:
        """Send a request."""
        assert self._transport
        self._on_answer = on_answer
        self._transport.write(request)

    def give_up(self) -> None:
        """Hang up, as Slack does after three seconds."""
        self._on_answer = None
        if self._transport:
            self._transport.abort()


class Connections:
    """Connections to one port: as many as are needed at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[ClientConnection] = []

    async def take(self) -> ClientConnection:
        """Return a free connection. Raises OSError when nobody listens."""
        while self._idle:
            found = self._idle.pop()
            if found._transport and not found._transport.is_closing():
                return found
        loop = asyncio.get_running_loop()
        _, made = await loop.create_connection(lambda: ClientConnection(self._idle), "127.0.0.1", self._port)
        return made

    def close(self) -> None:
        """Close those that are free."""
        for each in list(self._idle):
            each.give_up()


Respond = Callable[[str, bytes], "bytes | float | None"]
"""Takes the path and body of a post; returns the answer's bytes, seconds to wait before a good one, None for never."""

GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
LIMITED = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
BROKEN = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"


class PostReceiver(asyncio.Protocol):
    """One connection of the bot to the stub of response_url."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            length = _LENGTH.search(head)
            size = int(length[1]) if length else 0
            if not end or len(rest) < size:
                return
            body, self._buffer = rest[:size], rest[size:]
            self._answer(self._respond(head.split(b" ", 2)[1].decode(), body))

    def _answer(self, answer: bytes | float | None) -> None:
        if isinstance(answer, bytes):
            self._write(answer)
        elif answer is not None:
            asyncio.get_running_loop().call_later(answer, self._write, GOOD)

    def _write(self, answer: bytes) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(answer)
