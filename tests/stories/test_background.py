"""What is done after the answer: limited, it comes later; failed, the log says what and where, and no words."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.log import report_lost
from bot.playground.faults import ALWAYS
from bot.scheduler import Scheduler
from bot.slack import outbox
from tests.whole_bot import PATIENCE_S, Playground, words

CANARY = "kingfisher"
Lines = list[Any]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What is logged."""
    with capture_logs() as lines:
        yield lines


def failures(lines: Lines) -> Lines:
    """Return what failed in the background, without the place."""
    names = ("what", "error", "reason")
    return [tuple(line[name] for name in names) for line in lines if line["event"] == "background_failed"]


async def breaks() -> None:
    """Fail as no network does."""
    raise KeyError(CANARY)


async def test_an_error_that_nobody_expected_is_logged_with_kind_and_place(
    playground: Playground, lines: Lines
) -> None:
    playground.starling.context.outbox.spawn(breaks(), "preview")
    await playground.settle()
    assert failures(lines) == [("preview", "KeyError", "")]
    assert "test_background.py:breaks" in lines[-1]["where"]
    assert lines[-1]["log_level"] == "error"
    assert CANARY not in str(lines)


async def test_a_job_that_fails_is_logged_with_kind_and_place(lines: Lines) -> None:
    await Scheduler({"breaks": breaks}, seconds=3600).run_once()
    assert [(line["event"], line["error"]) for line in lines] == [("job_failed", "KeyError")]
    assert "test_background.py:breaks" in lines[-1]["where"]
    assert CANARY not in str(lines)


def fails() -> None:
    """Fail outside of every task."""
    raise KeyError(CANARY)


async def test_what_no_task_caught_is_logged_too(lines: Lines) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report_lost)
    loop.call_soon(fails)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [(line["event"], line["error"]) for line in lines] == [("unhandled_in_background", "KeyError")]
    assert "test_background.py" in lines[-1]["where"]
    assert CANARY not in str(lines)


async def rated(playground: Playground) -> str:
    """Have Ana rate the comment on her card, and return what she has before her then."""
    await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Warm rooms")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    card = ana.dm()[-1]
    before = words(card)
    assert await ana.clicks(card, "rate.star.4")
    await playground.settle()
    return "" if words(ana.dm()[-1]) == before else words(ana.dm()[-1])


async def test_a_card_that_slack_limits_twice_comes_all_the_same(playground: Playground, lines: Lines) -> None:
    playground.slack.faults.limit("response_url", times=2, retry_after=0)
    assert "★" in await rated(playground)
    assert not failures(lines)


async def test_a_card_that_slack_limits_for_ever_is_given_up_loudly(playground: Playground, lines: Lines) -> None:
    playground.slack.faults.limit("response_url", times=ALWAYS, retry_after=0)
    assert not await rated(playground)
    assert failures(lines) == [("card", "RateLimitedError", "ratelimited")]


async def test_a_card_that_would_come_too_late_is_given_up_at_once(playground: Playground, lines: Lines) -> None:
    playground.slack.faults.limit("response_url", times=ALWAYS, retry_after=3600)
    assert not await rated(playground)
    assert failures(lines) == [("card", "RateLimitedError", "ratelimited")]


async def test_a_card_that_waits_when_the_bot_stops_is_given_up_loudly(playground: Playground, lines: Lines) -> None:
    playground.slack.faults.limit("chat.postMessage", times=ALWAYS, retry_after=100)
    cards = playground.starling.context.outbox
    cards.post_message(playground.tenant_id, playground.person("Ana").id, "Hello")
    await asyncio.wait_for(cards.close(), PATIENCE_S)
    assert failures(lines) == [("message", "RateLimitedError", "ratelimited")]


async def test_a_no_with_200_is_a_no(playground: Playground, lines: Lines) -> None:
    playground.slack.faults.answer("response_url", error="used_url", times=1)
    assert not await rated(playground)
    assert failures(lines) == [("card", "MessageRefusedError", "used_url")]


@pytest.mark.parametrize("times", [1, 2, ALWAYS])
async def test_a_card_comes_after_a_fault_of_slacks_that_passes_and_one_that_stays_is_logged(
    playground: Playground, times: int, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_WAITS_S", (0.01, 0.01))
    playground.slack.faults.answer("response_url", status=502, times=times)
    if times == ALWAYS:
        assert not await rated(playground)
        assert failures(lines) == [("card", "FaultError", "status 502")]
    else:
        assert "★" in await rated(playground)
        assert not failures(lines)


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update", "views.publish"])
async def test_what_is_written_beside_an_answer_waits_as_slack_asks(
    playground: Playground, method: str, lines: Lines
) -> None:
    ana = playground.person("Ana")
    cards = playground.starling.context.outbox
    found: list[tuple[str, str]] = []
    cards.post_message(
        playground.tenant_id, ana.id, "Before", on_posted=lambda channel, ts: found.append((channel, ts))
    )
    await playground.settle()
    playground.slack.faults.limit(method, times=3, retry_after=0)
    cards.post_message(playground.tenant_id, ana.id, "A message")
    cards.update_message(playground.tenant_id, *found[0], "After", [])
    await ana.opens_home()
    await playground.settle()
    assert {each.text for each in ana.dm()} == {"After", "A message"}
    assert ana.home
    assert not failures(lines)


async def test_a_message_whose_answer_got_lost_is_not_written_twice(playground: Playground, lines: Lines) -> None:
    ana = playground.person("Ana")
    playground.slack.faults.drop("chat.postMessage")
    playground.starling.context.outbox.post_message(playground.tenant_id, ana.id, "Hello")
    await playground.settle()
    assert [each.text for each in ana.dm()] == ["Hello"]
    assert [what for what, *_ in failures(lines)] == ["message"]


async def test_home_that_cannot_be_drawn_is_logged(playground: Playground, lines: Lines) -> None:
    playground.slack.faults.answer("views.publish", error="internal_error", times=1)
    await playground.person("Ana").opens_home()
    await playground.settle()
    assert failures(lines) == [("home", "SlackApiError", "internal_error")]
