"""Senders other than Slack are refused before anything of theirs is parsed; nonsense that is signed has no effect."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote_plus

import pytest
from structlog.testing import capture_logs

from bot.slack import errors
from tests.slack_requests import FORM, JSON, Reply, Request, encode, send, sign
from tests.whole_bot import Playground

CANARY = "kingfisher"
MAX_BODY = 1024 * 1024
EMPTY_401 = Reply(401, "")


@pytest.fixture
def nothing_is_written(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Any:
    """Return a context in which one line a refusal is logged, with its kind and status only, and nothing else."""
    caplog.set_level(logging.DEBUG)

    @contextmanager
    def watch(*kinds: str) -> Iterator[None]:
        capfd.readouterr()
        caplog.clear()
        with capture_logs() as lines:
            errors.log.info("heard")
            yield
        assert lines.pop(0)["event"] == "heard"
        assert [line["kind"] for line in lines] == list(kinds)
        assert all(line.keys() == {"event", "kind", "status", "log_level"} for line in lines)
        # By the standard log nobody but the sender writes: no body, no header, no traceback.
        written = "".join(capfd.readouterr()) + "".join(str(each.msg) for each in caplog.records if "bot" in each.name)
        assert CANARY not in written
        assert "Traceback" not in written

    return watch


def command(playground: Playground, text: str) -> bytes:
    """Return a command as Slack sends it."""
    fields = {
        "command": "/exchange",
        "text": text,
        "trigger_id": "1.1.1",
        "user_id": playground.moderator.id,
        "channel_id": "C1",
        "team_id": playground.slack.team_id,
        "response_url": f"{playground.slack.url}/response/x",
    }
    return "&".join(f"{name}={quote_plus(value)}" for name, value in fields.items()).encode()


def with_headers(request: Request, **headers: str | None) -> Request:
    """Return a request with other headers, or without (None). Names with _ for -."""
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    kept = request.headers | {name: value for name, value in changed.items() if value is not None}
    return Request(request.body, {name: value for name, value in kept.items() if changed.get(name, "") is not None})


STAMP, SIGNATURE = "X_Slack_Request_Timestamp", "X_Slack_Signature"
HEADERS: dict[str, tuple[str, dict[str, str | None]]] = {
    "no timestamp": ("unsigned", {STAMP: None}),
    "no signature": ("unsigned", {SIGNATURE: None}),
    "a timestamp of words": ("malformed_signature", {STAMP: "yesterday"}),
    "a timestamp of other digits": ("malformed_signature", {STAMP: "١٧٦٤٥٠٠٠٠٠"}),
    "a timestamp below zero": ("malformed_signature", {STAMP: "-5"}),
    "a timestamp without end": ("malformed_signature", {STAMP: "9" * 5000}),
    "an empty timestamp": ("malformed_signature", {STAMP: ""}),
    "a signature not in ASCII": ("malformed_signature", {SIGNATURE: "v0=" + "é" * 64}),
    "a signature of another version": ("malformed_signature", {SIGNATURE: "v1=" + "0" * 64}),
    "a signature that is too short": ("malformed_signature", {SIGNATURE: "v0=00"}),
    "a signature in capitals": ("malformed_signature", {SIGNATURE: "v0=" + "A" * 64}),
    "a signature of something else": ("wrong_signature", {SIGNATURE: "v0=" + "0" * 64}),
}


@pytest.mark.parametrize("name", HEADERS)
async def test_a_signature_that_is_none_is_refused(playground: Playground, name: str, nothing_is_written: Any) -> None:
    kind, headers = HEADERS[name]
    exchange = await playground.exchange("What keeps us safe?")
    good = sign(playground, command(playground, f"share A {CANARY}"))
    with nothing_is_written(kind):
        assert await send(playground, with_headers(good, **headers)) == EMPTY_401
    assert not await playground.comments(exchange)
    assert (await send(playground, good)).status == 200
    assert [kept.text for kept in await playground.comments(exchange)] == [f"A {CANARY}"], "Slack's own is heard"


async def test_a_forged_request_and_one_more_than_five_minutes_off_are_refused(
    playground: Playground, nothing_is_written: Any
) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    body, now = command(playground, f"share A {CANARY}"), int(time.time())
    with nothing_is_written("wrong_signature", "stale_signature", "stale_signature"):
        assert await send(playground, sign(playground, body, secret="not Slack's")) == EMPTY_401
        assert await send(playground, sign(playground, body, stamp=str(now - 360))) == EMPTY_401
        assert await send(playground, sign(playground, body, stamp=str(now + 360))) == EMPTY_401
    assert not await playground.comments(exchange)
    assert (await send(playground, sign(playground, body, stamp=str(now - 200)))).status == 200


async def test_a_body_that_was_changed_on_the_way_is_refused(playground: Playground, nothing_is_written: Any) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    good = sign(playground, command(playground, "share A crossing guard"))
    with nothing_is_written("wrong_signature"):
        assert await send(playground, Request(good.body.replace(b"crossing", b"crooked"), good.headers)) == EMPTY_401
    assert not await playground.comments(exchange)


BODIES: dict[str, tuple[bytes, str]] = {
    "broken JSON": (b'{"type": ' + CANARY.encode(), JSON),
    "a broken form": (b"payload=%7B%" + CANARY.encode(), FORM),
    "a JSON array": (json.dumps([CANARY]).encode(), JSON),
    "bad UTF-8": (b'{"type": "\xff\xfe' + CANARY.encode() + b'"}', JSON),
    "an unknown charset": (json.dumps({"type": CANARY}).encode(), JSON + "; charset=ebcdic-7"),
    "JSON nested 100,000 deep": (b"[" * 100_000, JSON),
    "objects nested 100,000 deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, JSON),
    "900 KB of percent signs": (b"payload=" + b"%" * 900_000, FORM),
    "900 KB of escapes": (b"payload=" + b"%25" * 300_000, FORM),
    "a form of 100,000 fields": (b"&".join([b"a=1"] * 100_000), FORM),
    "no object": (b"null", JSON),
    "a form without a payload": (f"words={CANARY}".encode(), FORM),
    "a payload that is no JSON": (f"payload={CANARY}".encode(), FORM),
    "a payload that is an array": (b"payload=%5B%5D", FORM),
    "nothing": (b"", FORM),
    "plain text": (CANARY.encode(), "text/plain"),
    "a number without end": (b'{"type": ' + b"9" * 100_000 + b"}", JSON),
    "not a number": (b'{"type": NaN}', JSON),
}


@pytest.mark.parametrize("name", BODIES)
async def test_nonsense_is_refused_unsigned_before_it_is_parsed_and_signed_without_effect(
    playground: Playground, name: str, nothing_is_written: Any
) -> None:
    body, kind = BODIES[name]
    unsigned = Request(body, {"Content-Type": kind})
    forged = sign(playground, body, kind, secret="not Slack's")
    with nothing_is_written("unsigned", "wrong_signature"):
        assert await send(playground, unsigned) == EMPTY_401
        assert await send(playground, forged) == EMPTY_401
    with capture_logs() as lines:
        reply = await send(playground, sign(playground, body, kind))
    assert reply.status in {400, 415}
    assert reply.body == ""
    assert [line["event"] for line in lines] == ["request_refused"]
    assert CANARY not in str(lines)


ODD: dict[str, dict[str, Any]] = {
    "empty actions": {"type": "block_actions", "actions": []},
    "no user": {"type": "block_actions", "user": None},
    "a user that is a word": {"type": "block_actions", "user": "U1"},
    "a user with the id of a book": {"type": "block_actions", "user": {"id": "U" * 33}},
    "a channel with the id of a book": {"type": "block_actions", "channel": {"id": "C" * 33}},
    "an event of a user with the id of a book": {
        "type": "event_callback",
        "event_id": "Ev1",
        "event": {"type": "message", "channel": "D1", "user": "U" * 33},
    },
    "an action without an id": {"type": "block_actions", "actions": [{"type": "button", "block_id": "b"}]},
    "no actions": {"type": "block_actions"},
    "a view without an id": {"type": "view_submission", "view": {}},
    "a view that is a list": {"type": "view_closed", "view": []},
    "a message shortcut without a message": {"type": "message_action", "callback_id": "share.message"},
    "an event without an id": {"type": "event_callback", "event": {"type": "message"}},
    "an event with an id that is a book": {"type": "event_callback", "event_id": "E" * 65, "event": {"type": "x"}},
    "an event that is a word": {"type": "event_callback", "event_id": "Ev1", "event": "message"},
    "a team that is a list": {"type": "shortcut", "callback_id": "share.anywhere", "team": ["T1"]},
    "a click with an event that is null": {"type": "block_actions", "event": None},
    "a shortcut with an event that is a word": {
        "type": "shortcut",
        "callback_id": "share.anywhere",
        "event": "message",
    },
    "a check of the address with an event that is null": {"type": "url_verification", "challenge": "c", "event": None},
    "a type that is a list": {"type": ["block_actions"]},
    "a command with no person": {"command": "/exchange", "text": "help"},
    "a command with an event": {
        "command": "/exchange",
        "text": "help",
        "user_id": "U1",
        "channel_id": "C1",
        "team_id": "T1",
        "trigger_id": "1.1.1",
        "response_url": "http://127.0.0.1/x",
        "event": "message",
    },
}


def wrapped(playground: Playground, name: str) -> dict[str, Any]:
    """Return an odd payload, with all around it as Slack sends it."""
    whole = {
        "user": {"id": playground.moderator.id},
        "team": {"id": playground.slack.team_id},
        "trigger_id": "1.1.1",
        "response_url": f"{playground.slack.url}/response/x",
        "actions": [{"type": "button", "action_id": "share.open", "block_id": "b", "value": "1"}],
    }
    return ODD[name] if "command" in ODD[name] or name == "no actions" else whole | ODD[name]


@pytest.mark.parametrize("name", ODD)
async def test_a_signed_payload_of_no_shape_of_slacks_has_no_effect(playground: Playground, name: str) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    with capture_logs() as lines:
        reply = await send(playground, encode(playground, wrapped(playground, name)))
    assert (reply.status, reply.body) == (400, "")
    assert [line["event"] for line in lines] == ["request_refused"]
    await playground.settle()
    assert not await playground.comments(exchange)


async def test_more_than_a_mebibyte_is_not_read(playground: Playground, nothing_is_written: Any) -> None:
    with nothing_is_written("too_large"):
        assert await send(playground, sign(playground, b"x" * (MAX_BODY + 1))) == Reply(413, "")
    with nothing_is_written("too_large"):
        assert await send(playground, sign(playground, b"x" * (MAX_BODY + 1)), is_chunked=True) == Reply(413, "")


async def test_a_compressed_body_is_refused_as_it_is(playground: Playground, nothing_is_written: Any) -> None:
    with nothing_is_written("compressed"):
        request = with_headers(sign(playground, b"x" * 100), Content_Encoding="gzip")
        assert await send(playground, request) == Reply(415, "")


async def test_a_check_of_our_certificate_is_harmless_signed_or_not(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    check = b"token=x&ssl_check=1"
    assert await send(playground, Request(check, {"Content-Type": FORM})) == Reply(200, "")
    assert await send(playground, sign(playground, check)) == Reply(200, "")
    disguised = command(playground, f"share A {CANARY}") + b"&ssl_check=1"
    assert await send(playground, Request(disguised, {"Content-Type": FORM})) == Reply(200, "")
    assert not await playground.comments(exchange)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_and_addresses_are_refused_without_a_word(playground: Playground, method: str) -> None:
    nothing = Request(b"", {})
    assert await send(playground, nothing, method=method) == Reply(405, "")
    assert await send(playground, nothing, method=method, path="/slack") == Reply(404, "")
    assert await send(playground, nothing, method=method, path="/%2e%2e/etc/passwd") == Reply(404, "")
