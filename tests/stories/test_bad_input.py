"""Whatever is clicked, however crafted: nothing changes that should not, and the person reads a kind sentence."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground.people.person import Person
from tests.listeners import registered_in
from tests.stories.bad_cases import BOXES, CLICKS, MENU, Click
from tests.stories.bad_input import SECRET, THEIRS, BadInput, Sent, nothing_in_the_log, open_bad_input
from tests.stories.bad_values import crafted, good_parts, parts

EVERYWHERE = {"value:words", "exchange:closed", "exchange:foreign", "without a value"}  # tried wherever it may be shown
FAILED = "Reference"  # a word of the sentence after a failure


@pytest.fixture
async def bad(tmp_path: Path) -> AsyncIterator[BadInput]:
    """A bot that has an address, so that every button does something."""
    async with open_bad_input(tmp_path, starling_base_url="https://starling.example.org") as found:
        yield found


def name_of(listener: Any) -> str:
    """Return how a listener was registered, as text."""
    return listener.pattern if isinstance(listener, re.Pattern) else str(listener)


async def test_everything_that_can_be_clicked_has_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = await registered_in(tmp_path, monkeypatch)
    registered = sorted(name_of(each) for each in found["action"])
    assert registered == sorted(click.listener for click in CLICKS)


@pytest.mark.slow  # some 2,000 clicks
@pytest.mark.parametrize("click", CLICKS, ids=lambda click: click.name)
async def test_only_the_click_that_is_meant_counts(bad: BadInput, click: Click) -> None:
    who = bad.moderator if click.for_moderators else bad.ana
    good = await good_parts(bad, click.exchange, click.number) | click.good
    value = click.value.format(**good)
    refusals = set()
    kept_before = bad.kept(looked=click.looked)
    with nothing_in_the_log():
        for name, action in wrong_actions(bad, click, good):
            for on in click.on if name in EVERYWHERE else click.on[:1]:
                sent = await tried(bad, click, who, action, on, name, kept_before)
                refusals.add(sent.reply)
        for on in click.on:
            stranger = await tried(bad, click, bad.stranger, click.action(value, good), on, "stranger", bad.kept())
            assert "members of this workspace" in stranger.reply or click.is_free
            if click.for_moderators:
                other = await tried(bad, click, bad.ana, click.action(value, good), on, "participant", kept_before)
                assert re.match(r"Only (moderators|owners) can", other.reply)
        before = bad.kept()
        counted = await bad.press(who, click.action(value, good), click.on[0])
    assert counted.status == 200
    assert FAILED not in counted.reply
    if not click.is_free:
        assert counted.reply not in refusals, "a click that counts is answered otherwise"
        assert counted.reply or bad.kept() != before, "it does something"


async def tried(
    bad: BadInput, click: Click, who: Person, action: dict[str, Any], on: str, name: str, kept_before: Any
) -> Sent:
    """Send what must not count and look at what came of it."""
    about = f"{click.name}, {name}, {on}, {action}"
    sent = await bad.press(who, action, on)
    assert sent.status == 200, about
    assert FAILED not in sent.reply, about
    assert sent.reply or click.is_silent, f"not a word: {about}"
    assert THEIRS not in sent.reply, about
    assert SECRET not in sent.reply or who is bad.moderator, about
    if who is bad.stranger:
        assert bad.kept() == kept_before, about
    elif not click.is_free:
        assert bad.kept(looked=click.looked) == kept_before, about
    return sent


def wrong_actions(bad: BadInput, click: Click, good: dict[str, str]) -> list[tuple[str, dict[str, Any]]]:
    """Return (what is wrong, action) for everything that can be wrong with a click."""
    value = click.value.format(**good)
    found = [
        (name, click.action(wrong, good)) for name, wrong in crafted(bad, click.value, good) if name not in click.fine
    ]
    found += [
        (f"comment {number}", click.action(click.value.format(**good | {"number": str(number)}), good))
        for number in click.wrong_numbers
    ]
    for part in re.findall(r"{(\w+)}", click.press + click.block_id):
        for name, wrong in parts(bad, part, good[part]).items():
            if f"{part}:{name}" not in click.fine and "{" + part + "}" not in click.value:
                found.append((f"id {part}:{name}", click.action(value, good | {part: wrong})))
    without = click.action(value, good)
    without.pop("selected_option" if click.kind == MENU else "value", None)
    if click.kind != BOXES:  # nothing ticked is a choice
        found.append(("without a value", without))
    found.append(("null", click.action(None, good)))
    if click.is_free:
        return [(name, action) for name, action in found if name != "value:words"][:6]
    return found
