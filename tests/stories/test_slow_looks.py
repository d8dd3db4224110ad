"""A look for a message that takes longer than the lease: nothing is sent after it, and once by who looks next."""

from collections.abc import Awaitable, Callable

import pytest

from tests.sentences import EN
from tests.stories.moderating import add_moderator, pick, queue_of, reported, shared
from tests.stories.test_alerts import DANGER, read_by
from tests.stories.test_appeals import appeal, cards, hidden
from tests.stories.test_lost_answers import POST, pass_time
from tests.stories.test_safety_contacts import HARD, alerts_to, opened
from tests.stories.test_talks import QUESTION, RUDE, begins, heard
from tests.whole_bot import Playground

OPEN = "conversations.open"
LOOK_S = 25 * 60  # longer than every lease

Count = Callable[[], int]


async def appeal_waits(playground: Playground) -> Count:
    maya = await add_moderator(playground, "Maya")
    await hidden(playground, playground.moderator)
    playground.slack.faults.answer(POST)
    await appeal(playground)
    return lambda: len(cards(maya))


async def talk_waits(playground: Playground) -> Count:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya, ana = await add_moderator(playground, "Maya"), playground.person("Ana")
    number = await shared(playground, "Ana", RUDE)
    playground.slack.faults.answer(POST)
    await begins(playground, maya, number, QUESTION)
    return lambda: len(heard(ana, QUESTION))


async def question_for_other_words_waits(playground: Playground) -> Count:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya, ana = await add_moderator(playground, "Maya"), playground.person("Ana")
    number = await shared(playground, "Ana", RUDE)
    card = await queue_of(playground, maya)
    await maya.chooses(card, "moderate.ask", **pick(card, "moderate.ask", "rude"))
    await playground.settle()
    playground.slack.faults.answer(POST)
    playground.clock.later(seconds=61)
    await playground.starling.scheduler.run_once("rephrase")
    return lambda: len(heard(ana, EN("moderate.rephrase_asked", number=number)))


async def alert_waits(playground: Playground) -> Count:
    await playground.exchange("What keeps us safe?", "Everything is too heavy for me")
    maya = await add_moderator(playground, "Maya")
    playground.slack.faults.answer(POST, where={"channel": maya.id})
    await reported(playground, "Ben", "danger")
    await playground.starling.scheduler.run_once("alerts")
    return lambda: len(read_by(maya, DANGER))


async def danger_case_waits(playground: Playground) -> Count:
    sam = playground.person("Sam")
    await opened(playground, "Sam", more="--review=none")
    playground.slack.faults.answer(POST)
    await shared(playground, "Ana", HARD)
    await playground.starling.scheduler.run_once("danger cases")
    return lambda: len(alerts_to(sam))


@pytest.mark.parametrize(
    ("job", "prepare"),
    [
        ("appeals", appeal_waits),
        ("talks", talk_waits),
        ("rephrase", question_for_other_words_waits),
        ("alerts", alert_waits),
        ("danger cases", danger_case_waits),
    ],
)
async def test_after_a_look_that_outlasted_its_lease_nothing_is_sent(
    playground: Playground, job: str, prepare: Callable[[Playground], Awaitable[Count]]
) -> None:
    count = await prepare(playground)
    await playground.settle()
    await playground.starling.scheduler.stop()  # what the acts above woke
    faults, calls, run = playground.slack.faults, playground.slack.calls, playground.starling.scheduler._jobs[job]
    faults.clear()
    playground.clock.later(seconds=LOOK_S)
    faults._sleep = pass_time(playground)
    faults.delay(OPEN, LOOK_S, times=1)
    looks, posts = calls.count(OPEN), calls.count(POST)
    await run()
    await playground.settle()
    assert calls.count(OPEN) > looks
    assert calls.count(POST) == posts, "another process may have the lease by now"
    faults.clear()
    playground.clock.later(seconds=LOOK_S)
    await run()
    await playground.settle()
    assert count() == 1
