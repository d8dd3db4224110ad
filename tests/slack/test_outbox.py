"""What is posted to a response_url arrives, or the log says why not: limited, failing, silent, while the bot stops."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, web
from slack_sdk.web.async_client import AsyncWebClient
from structlog.testing import capture_logs

from bot.slack import outbox, rate_limits
from bot.slack.card_posts import MAX_CONNECTIONS
from bot.slack.outbox import Outbox

Answer = tuple[int, str]  # a status, and Retry-After, "" for none
Lines = list[Any]


class PretendUrl:
    """A response_url of a test's own: it gives the answers that a test sets, in turn, and 200 from then on."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.texts: list[str] = []
        self.times: list[float] = []
        self.is_let = asyncio.Event()  # cleared, nothing is answered
        self.is_let.set()
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.times.append(time.monotonic())
        self.texts.append((await request.json())["text"])
        status, wait = self.answers.pop(0) if self.answers else (200, "")
        await self.is_let.wait()
        return web.Response(status=status, text="ok", headers={"Retry-After": wait} if wait else {})


@asynccontextmanager
async def serving(*answers: Answer) -> AsyncIterator[tuple[Outbox, PretendUrl]]:
    """Open an outbox and a URL to post to."""
    there = PretendUrl(*answers)
    app = web.Application()
    app.router.add_post("/", there.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    there.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        async with ClientSession() as session:
            sender = Outbox(session, lambda _: AsyncWebClient())
            yield sender, there
            await sender.close()
    finally:
        await runner.cleanup()


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What is logged."""
    with capture_logs() as lines:
        yield lines


def failures(lines: Lines) -> Lines:
    return [(line["what"], line["error"], line["reason"]) for line in lines if line["event"] == "background_failed"]


async def seen(condition: Callable[[], object]) -> None:
    """Wait until something is so; pytest's own limit ends a wait that is in vain."""
    while not condition():  # noqa: ASYNC110 - a request brings it about
        await asyncio.sleep(0.01)


async def test_it_waits_as_long_as_slack_asks_and_posts_again(lines: Lines) -> None:
    async with serving((429, "1"), (429, "0.5")) as (sender, there):
        sender.post_response(there.url, {"text": "Hello"})
        await sender.drain()
    first, second, third = there.times
    assert second - first >= 1
    assert third - second >= 0.5
    assert there.texts == ["Hello"] * 3
    assert not failures(lines)


async def test_a_wait_that_is_no_number_is_a_few_seconds(monkeypatch: pytest.MonkeyPatch, lines: Lines) -> None:
    monkeypatch.setattr(rate_limits, "_DEFAULT_S", 0.05)
    async with serving((429, "soon"), (429, "")) as (sender, there):
        sender.post_response(there.url, {"text": "Hello"})
        await sender.drain()
    assert there.texts == ["Hello"] * 3
    assert not failures(lines)


async def test_a_fault_of_slacks_is_not_repeated_and_is_logged_without_words(lines: Lines) -> None:
    async with serving((500, "")) as (sender, there):
        sender.post_response(there.url, {"text": "kingfisher"})
        await sender.drain()
    assert there.texts == ["kingfisher"], "Slack may have acted on it"
    assert failures(lines) == [("card", "MessageRefusedError", "status 500")]
    assert "kingfisher" not in str(lines)


async def test_a_card_is_posted_again_after_a_fault_of_slacks(monkeypatch: pytest.MonkeyPatch, lines: Lines) -> None:
    monkeypatch.setattr(outbox, "_WAITS_S", (0.01, 0.01))
    async with serving((500, ""), (503, "")) as (sender, there):
        sender.replace_message(there.url, "Hello", [])
        await sender.drain()
    assert there.texts == ["Hello"] * 3
    assert not failures(lines)


async def test_a_card_whose_place_was_taken_is_not_posted_again(monkeypatch: pytest.MonkeyPatch, lines: Lines) -> None:
    monkeypatch.setattr(outbox, "_WAITS_S", (0.01, 0.01))
    async with serving((500, ""), (429, "0.01")) as (sender, there):
        sender.replace_card(there.url, b'{"text": "first"}', lambda: False)
        await sender.drain()
        sender.replace_card(there.url, b'{"text": "second"}', lambda: False)
        await sender.drain()
    assert there.texts == ["first", "second"]
    assert not failures(lines)


async def test_a_card_that_slack_never_takes_is_given_up_and_logged(
    monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    monkeypatch.setattr(outbox, "_WAITS_S", (0.01, 0.01))
    async with serving(*[(500, "")] * 9) as (sender, there):
        sender.replace_message(there.url, "kingfisher", [])
        await sender.drain()
        assert there.texts == ["kingfisher"] * 3
        sender.replace_message(there.url.replace("http:", "ftp:"), "kingfisher", [])
        await sender.drain()
    assert [error for _, error, _ in failures(lines)] == ["FaultError", "NonHttpUrlClientError"]
    assert "kingfisher" not in str(lines)


async def test_what_slack_never_answers_is_given_up_and_logged(
    hurried: None, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    _ = hurried
    monkeypatch.setattr(outbox, "_SECONDS", 0.2)
    async with serving() as (sender, there):
        there.is_let.clear()
        sender.post_response(there.url, {"text": "Hello"})
        await sender.drain()
        there.is_let.set()
    assert failures(lines) == [("card", "TimeoutError", "")]


async def test_many_cards_wait_without_a_task_each(lines: Lines) -> None:
    async with serving() as (sender, there):
        there.is_let.clear()
        for number in range(100):
            sender.replace_card(there.url, b'{"text": "%d"}' % number)
        await seen(lambda: len(there.texts) == MAX_CONNECTIONS)
        assert len(sender._tasks) == MAX_CONNECTIONS
        there.is_let.set()
        await sender.drain()
    assert sorted(map(int, there.texts)) == list(range(100))
    assert not failures(lines)


async def test_of_too_many_sentences_about_clicks_the_last_ones_are_not_taken(
    monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    monkeypatch.setattr(outbox, "MAX_NOTES", 2)
    async with serving((500, ""), (200, "")) as (sender, there):
        assert [sender.note(there.url, f"Busy {number}") for number in range(4)] == [True, True, False, False]
        await sender.drain()
        assert there.texts == ["Busy 0", "Busy 1"]
        assert sender.note(there.url, "Busy again"), "there is room again"
    assert failures(lines) == [("card", "FaultError", "status 500")], "posted once: the person saw Slack's own sign"


async def test_a_stop_waits_for_the_posts_in_the_air(lines: Lines) -> None:
    async with serving() as (sender, there):
        there.is_let.clear()
        for number in range(3):
            sender.post_response(there.url, {"text": f"card {number}"})
        closing = asyncio.create_task(sender.close())
        await seen(lambda: len(there.texts) == 3)
        assert not closing.done()
        there.is_let.set()
        await closing
    assert sorted(there.texts) == ["card 0", "card 1", "card 2"]
    assert not failures(lines)


async def test_a_stop_does_not_wait_for_slacks_limit_and_says_what_was_lost(lines: Lines) -> None:
    async with serving((429, "100")) as (sender, there):
        sender.post_response(there.url, {"text": "Hello"})
        await seen(lambda: there.texts)
        began = time.monotonic()
        await sender.close()
        assert time.monotonic() - began < 60, "a hundred seconds would have been slept"
    assert failures(lines) == [("card", "RateLimitedError", "ratelimited")]


async def test_a_post_after_the_end_is_logged(lines: Lines) -> None:
    async with serving() as (sender, there):
        await sender.close()
        await sender._session.close()
        sender.post_response(there.url, {"text": "Hello"})
        await sender.drain()
    assert there.texts == []
    assert [error for _, error, _ in failures(lines)] == ["RuntimeError"]
