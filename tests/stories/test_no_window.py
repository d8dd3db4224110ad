"""In a burst Slack opens no windows: a person who pressed something that opens one gets a message, and another way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stories.bad_cases import CLICKS, Click
from tests.stories.bad_input import BadInput, Sent, nothing_in_the_log, open_bad_input
from tests.stories.bad_values import good_parts
from tests.stories.test_bad_words import shortcut_of

OPENING = {
    *(
        "share.open",
        "share.edit",
        "share.dm.edit",
        "rate.set",
        "exchanges.about",
        "exchanges.more",
        "exchanges.new",
        "exchanges.edit",
    ),
    *("exchanges.dates", "exchanges.status", "home.comment", "home.ratings", "home.group", "home.about", "home.forget"),
    "moderate.queue",
}
WINDOWS = [(click, on) for click in CLICKS for on in click.on if click.name in OPENING]


@pytest.fixture
async def bad(tmp_path: Path) -> AsyncIterator[BadInput]:
    async with open_bad_input(tmp_path) as found:
        found.playground.allows_unanswered = False
        yield found


def no_windows(bad: BadInput) -> None:
    for method in ("views.open", "views.push", "views.update"):
        bad.playground.slack.faults.limit(method, times=99)


def look_at(sent: Sent) -> None:
    assert sent.status == 200
    assert sent.reply, "nobody is left without an answer"
    assert "Reference" not in sent.reply, "it is expected, no failure"


@pytest.mark.parametrize(("click", "on"), WINDOWS, ids=lambda each: getattr(each, "name", each))
async def test_who_pressed_something_gets_a_message_when_its_window_does_not_open(
    bad: BadInput, click: Click, on: str
) -> None:
    who = bad.moderator if click.for_moderators else bad.ana
    parts = await good_parts(bad, click.exchange, click.number) | click.good
    action = click.action(click.value.format(**parts), parts)
    opened = await bad.press(who, action, on)
    if opened.view is None:
        assert click.name == "exchanges.status", f"{click.name} opens a window on {on}"
        return
    no_windows(bad)
    with nothing_in_the_log():
        look_at(await bad.press(who, action, on))


@pytest.mark.parametrize("shortcut", ["share.anywhere", "share.message"])
async def test_a_shortcut_whose_form_does_not_open_offers_the_direct_message(bad: BadInput, shortcut: str) -> None:
    no_windows(bad)
    with nothing_in_the_log():
        sent = await bad.interact(bad.ana, shortcut_of(bad, bad.ana, shortcut, {}))
    look_at(sent)
    assert "direct message" in sent.reply


@pytest.mark.parametrize("line", ["share", "new", "results"])
async def test_a_command_whose_window_does_not_open_is_answered(bad: BadInput, line: str) -> None:
    no_windows(bad)
    with nothing_in_the_log():
        look_at(await bad.command(bad.moderator, line))
