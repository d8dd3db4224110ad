"""Socket Mode: odd envelopes have no effect and end nothing, and a connection that died in silence is made again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.http.socket_mode import NotConnectedError, Socket
from tests.whole_bot import PATIENCE_S, Playground, open_playground, words

CANARY = "kingfisher"
QUICK: dict[str, float] = {"look_s": 0.01, "dead_after_s": 0.05}

ENVELOPES: dict[str, tuple[str, Any]] = {
    "no envelope": ("odd_envelope", {"words": CANARY}),
    "an envelope without an id": ("odd_envelope", {"type": "interactive", "payload": {"type": CANARY}}),
    "an id that is a list": ("odd_envelope", {"type": "interactive", "envelope_id": [CANARY], "payload": {}}),
    "another type": ("odd_envelope", {"type": CANARY, "envelope_id": "1", "payload": {}}),
    "a list as payload": ("no_object", {"type": "interactive", "envelope_id": "1", "payload": [CANARY]}),
    "words as payload": ("no_object", {"type": "slash_commands", "envelope_id": "1", "payload": CANARY}),
    "no payload": ("no_object", {"type": "events_api", "envelope_id": "1"}),
    "an empty payload": ("no_payload", {"type": "slash_commands", "envelope_id": "1", "payload": {}}),
    "a click of nobody": (
        "no_person",
        {"type": "interactive", "envelope_id": "1", "payload": {"type": "block_actions", "user": None}},
    ),
    "a list alone": ("odd_envelope", [CANARY]),
    "a word alone": ("odd_envelope", CANARY),
}


@pytest.fixture
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    """A playground whose bot listens by Socket Mode."""
    async with open_playground(tmp_path, mode="socket") as playground:
        yield playground


@pytest.mark.parametrize("name", ENVELOPES)
async def test_an_odd_envelope_has_no_effect_and_the_next_is_heard(
    playground: Playground, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    kind, envelope = ENVELOPES[name]
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    connection = playground.slack.sockets.choose()
    assert connection
    with capture_logs() as lines:
        await connection.wire.send_str(json.dumps(envelope))
        assert await ana.runs("/exchange share A crossing guard", "general")  # by the same connection, after it
        await playground.settle()
    assert [kept.text for kept in await playground.comments(exchange)] == ["A crossing guard"]
    refused = [line for line in lines if line["event"] == "request_refused"]
    assert [line["kind"] for line in refused] == [kind]
    assert CANARY not in str(lines) + caplog.text


async def test_an_envelope_that_cannot_be_kept_is_not_acknowledged_so_slack_repeats_it(tmp_path: Path) -> None:
    async with open_playground(tmp_path, mode="socket", ack_seconds=0.5) as playground:
        ana = playground.person("Ana")
        await playground.exchange("What keeps us safe?")
        playground.slack.faults.answer("chat.postMessage", status=500, times=1)
        assert (await ana.says("Longer lunch")).status == "timeout"
        await playground.settle()
        assert sum("Share this as a comment?" in words(each) for each in ana.dm()) == 1


@asynccontextmanager
async def connected(folder: Path) -> AsyncIterator[tuple[Playground, Socket]]:
    """A playground whose bot has one socket, with a quick watch."""
    async with open_playground(folder) as playground:
        playground.slack.deliver_to(None)
        app_token = playground.slack.app_token
        socket = Socket(playground.starling.dispatch, app_token, playground.web, **QUICK)  # type: ignore[arg-type]
        await socket.start()
        try:
            await until_connected(socket)
            yield playground, socket
        finally:
            await socket.stop()


async def until_connected(socket: Socket) -> None:
    """Wait until the bot itself takes the socket for connected."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                await socket.check()
            except NotConnectedError:
                await asyncio.sleep(0.01)
            else:
                return


async def die(playground: Playground, socket: Socket) -> None:
    """Lose the connection without slack_sdk's noticing, as after a long sleep of the machine."""
    for task in (socket.client.current_session_monitor, socket.client.message_receiver):
        assert task
        task.cancel()
    await playground.slack.sockets.close()
    session = socket.client.current_session
    assert session
    await session.close()


async def test_a_connection_that_died_in_silence_is_made_again(tmp_path: Path) -> None:
    async with connected(tmp_path) as (playground, socket):
        await socket.check()
        with capture_logs() as lines:
            await die(playground, socket)
            with pytest.raises(NotConnectedError):
                await socket.check()
            await until_connected(socket)
        assert {"event": "socket_dead", "log_level": "error"} in lines
        exchange = await playground.exchange("What keeps us safe?")
        assert await playground.person("Ana").runs("/exchange share A crossing guard", "general")
        assert [kept.text for kept in await playground.comments(exchange)] == ["A crossing guard"]


async def test_the_watch_goes_on_when_slack_does_not_let_it_connect(tmp_path: Path) -> None:
    async with connected(tmp_path) as (playground, socket):
        playground.slack.faults.answer("apps.connections.open", error="internal_error", times=2)
        with capture_logs() as lines:
            await die(playground, socket)
            await until_connected(socket)
        assert [line["event"] for line in lines].count("socket_failed") == 2
        assert await playground.person("Ana").runs("/exchange help", "general")


async def test_a_start_without_slack_is_tried_again_and_can_be_stopped(tmp_path: Path) -> None:
    async with open_playground(tmp_path) as playground:
        playground.slack.faults.answer("apps.connections.open", error="internal_error")
        token = playground.slack.app_token
        socket = Socket(playground.starling.dispatch, token, playground.web, **QUICK)  # type: ignore[arg-type]
        await socket.start()
        async with asyncio.timeout(PATIENCE_S):
            while not playground.slack.calls.list_for("apps.connections.open"):  # noqa: ASYNC110 - a call sets no event
                await asyncio.sleep(0.01)
        with pytest.raises(NotConnectedError):
            await socket.check()
        await socket.stop()


async def test_a_connection_that_is_open_and_silent_is_opened_again(tmp_path: Path) -> None:
    async with open_playground(tmp_path) as playground:
        playground.slack.deliver_to(None)
        facts: dict[str, Any] = QUICK | {"ping_s": 0.2}
        socket = Socket(playground.starling.dispatch, playground.slack.app_token, playground.web, **facts)
        await socket.start()
        try:
            await until_connected(socket)
            silent = playground.slack.sockets.choose()
            assert silent
            transport = silent.wire._req.transport  # type: ignore[union-attr]
            assert isinstance(transport, asyncio.Transport)
            transport.pause_reading()  # nothing is answered, pings neither, and nobody hears of it
            async with asyncio.timeout(PATIENCE_S):
                while playground.slack.sockets.count < 2:  # noqa: ASYNC110 - a new connection sets no event
                    await asyncio.sleep(0.01)
            transport.abort()
            ana = playground.person("Ana")
            async with asyncio.timeout(PATIENCE_S):  # on a busy machine a new connection may be late with its pong too
                while not await ana.runs("/exchange help", "general"):
                    await until_connected(socket)
                    await asyncio.sleep(0.01)
        finally:
            await socket.stop()
