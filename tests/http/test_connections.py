"""Connections: requests that arrive as usual are read without aiohttp, and answered in the same way."""

import asyncio
import hashlib
import hmac
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from bot.http.connections import MAX_WHOLE, Connections
from bot.http.health import Health
from bot.http.server import Server, make_app
from bot.http.slack_requests import SlackRequests

SECRET = "the signing secret of a test"
WAITS = b"text=wait"


class Echo:
    """In the place of Bolt: answers with the text of a command; one that says "wait" waits for an event."""

    def __init__(self) -> None:
        self.has_begun, self.may_answer = asyncio.Event(), asyncio.Event()

    async def answer(self, body: dict[str, Any]) -> BoltResponse:
        """Return the text."""
        if body["text"] == "wait":
            self.has_begun.set()
            await self.may_answer.wait()
        return BoltResponse(status=200, body=f"text {body['text']}")


@asynccontextmanager
async def serving(echo: Echo, *, is_direct: bool) -> AsyncIterator[Server]:
    """Run a server; is_direct: it reads Slack's requests itself, where it can."""
    requests = SlackRequests(echo, SECRET)  # type: ignore[arg-type]
    server = Server(make_app(requests, Health({})), requests if is_direct else None)
    await server.start("127.0.0.1", 0)
    yield server
    await server.stop()


def post(
    body: bytes, more: bytes = b"", *, line: bytes = b"POST /slack/events HTTP/1.1", secret: str = SECRET
) -> bytes:
    """Return a signed request. more: header lines."""
    stamp = str(int(time.time())).encode()
    mac = hmac.new(secret.encode(), b"v0:" + stamp + b":" + body, hashlib.sha256).hexdigest().encode()
    length = b"" if b"chunked" in more else b"Content-Length: %d\r\n" % len(body)
    sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if b"chunked" in more else body
    return (
        line + b"\r\nHost: bot\r\nContent-Type: application/x-www-form-urlencoded\r\n" + length + more
        + b"X-Slack-Request-Timestamp: " + stamp + b"\r\nX-Slack-Signature: v0=" + mac + b"\r\n\r\n" + sent
    )  # fmt: skip


async def answer_of(reader: asyncio.StreamReader) -> tuple[int, bytes] | None:
    """Return the status and the body of the next answer, None at the end of the connection."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
    except asyncio.IncompleteReadError:
        return None
    status = int(head.split(b" ", 2)[1])
    if status == 100:
        return await answer_of(reader)
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
    return status, await reader.readexactly(length)


async def answers_to(port: int, *pieces: bytes) -> list[tuple[int, bytes]]:
    """Return all answers to what is sent over one connection, which the sender then half closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    writer.write(
        post(
            b"command=/x&text=last&user_id=U&channel_id=C&team_id=T&trigger_id=1&response_url=u",
            b"Connection: close\r\n",
        )
    )
    found = []
    while (answer := await answer_of(reader)) is not None:
        found.append(answer)
    writer.close()
    return found


def command(text: str) -> bytes:
    """Return the body of a command."""
    return f"command=/x&text={text}&user_id=U&channel_id=C&team_id=T&trigger_id=1&response_url=u".encode()


ONE, TWO = command("one"), command("two")
LONG = command("l" * MAX_WHOLE)
CASES: dict[str, tuple[bytes, ...]] = {
    "one": (post(ONE),),
    "two in turn": (post(ONE), post(TWO)),
    "two at once": (post(ONE) + post(TWO),),
    "one and a half at once": (post(ONE) + post(TWO)[:100], post(TWO)[100:]),
    "in pieces": (post(ONE)[:10], post(ONE)[10:80], post(ONE)[80:-5], post(ONE)[-5:]),
    "one after the other in three pieces": (post(ONE), post(TWO)[:300], post(TWO)[300:]),
    "then another page": (post(ONE), b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n", post(TWO)),
    "another page first": (b"GET /nothing HTTP/1.1\r\nHost: bot\r\n\r\n", post(ONE)),
    "another method": (b"GET /slack/events HTTP/1.1\r\nHost: bot\r\n\r\n", post(ONE)),
    "with a query": (post(ONE, line=b"POST /slack/events?a=b HTTP/1.1"),),
    "of another version": (post(ONE, line=b"POST /slack/events HTTP/1.0"),),
    "in chunks": (post(ONE, b"Transfer-Encoding: chunked\r\n"), post(TWO)),
    "that waits to be asked": (post(ONE, b"Expect: 100-continue\r\n"),),
    "with two lengths": (post(ONE, b"Content-Length: 5\r\n"),),
    "with two signatures": (post(ONE, b"X-Slack-Signature: v0=" + b"0" * 64 + b"\r\n"),),
    "with a length and chunks": (post(ONE, b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),),
    "compressed": (post(ONE, b"Content-Encoding: gzip\r\n"),),
    "forged": (post(ONE, secret="another"), post(TWO)),
    "unsigned": (b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 3\r\n\r\na=b", post(ONE)),
    "a check of the certificate": (
        b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 11\r\n\r\nssl_check=1",
    ),
    "without a length": (b"POST /slack/events HTTP/1.1\r\nHost: bot\r\n\r\n", post(ONE)),
    "long": (post(LONG), post(ONE)),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",),
    "a broken header": (post(ONE, b"No colon here\r\n"),),
}


@pytest.mark.parametrize("name", CASES)
async def test_a_sender_gets_the_same_answers_as_from_aiohttp(name: str) -> None:
    async with serving(Echo(), is_direct=True) as direct, serving(Echo(), is_direct=False) as plain:
        found = await answers_to(direct.port, *CASES[name])
        assert [status for status, _ in found] == [status for status, _ in await answers_to(plain.port, *CASES[name])]
        assert found


async def test_what_comes_while_a_request_is_answered_waits_for_its_turn() -> None:
    echo = Echo()
    async with serving(echo, is_direct=True) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(post(command("wait")))
        await echo.has_begun.wait()
        writer.write(post(ONE))
        writer.write(post(TWO, b"Expect: 100-continue\r\n"))
        await writer.drain()
        echo.may_answer.set()
        assert [await answer_of(reader) for _ in range(3)] == [
            (200, b"text wait"),
            (200, b"text one"),
            (200, b"text two"),
        ]
        writer.close()


async def test_a_stop_closes_what_is_idle_and_finishes_what_is_being_answered() -> None:
    echo = Echo()
    async with serving(echo, is_direct=True) as server:
        idle, other = await asyncio.open_connection("127.0.0.1", server.port)
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(post(command("wait")))
        await echo.has_begun.wait()
        stopping = asyncio.create_task(server.stop())
        assert await idle.read() == b"", "closed at once"
        assert not stopping.done()
        echo.may_answer.set()
        assert await answer_of(reader) == (200, b"text wait")
        assert await reader.read() == b""
        await stopping
        other.close()
        writer.close()


async def test_who_drains_answers_everything_and_ends_each_connection_with_its_answer_and_says_so() -> None:
    echo = Echo()
    async with serving(echo, is_direct=True) as server:
        waiting, there = await asyncio.open_connection("127.0.0.1", server.port)
        there.write(post(command("wait")))
        await echo.has_begun.wait()
        idle, late = await asyncio.open_connection("127.0.0.1", server.port)
        server.drain()
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(post(ONE))
        late.write(post(TWO))
        echo.may_answer.set()
        for answers, text in ((waiting, b"text wait"), (idle, b"text two"), (reader, b"text one")):
            head, _, body = (await answers.read()).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            assert b"Connection: close" in head, "the balancer sends nothing more on it"
            assert body == text, "and it is closed"
        for each in (there, late, writer):
            each.close()


async def test_only_what_is_unusual_goes_to_aiohttp(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[bytes] = []
    make = Connections.__init__

    def noting(self: Connections, path: str, answer: Any, other: Any) -> None:
        def noted() -> Any:
            handed.append(b"")
            return other()

        make(self, path, answer, noted)

    monkeypatch.setattr(Connections, "__init__", noting)
    async with serving(Echo(), is_direct=True) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(post(ONE))
        assert await answer_of(reader) == (200, b"text one")
        writer.write(post(TWO)[:200])
        await writer.drain()
        writer.write(post(TWO)[200:])
        assert await answer_of(reader) == (200, b"text two")
        assert not handed
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n")
        assert (await answer_of(reader) or (0,))[0] == 200
        assert len(handed) == 1
        writer.close()
