"""The chart of a digest is a picture of named themes; where Slack takes none, the digest comes with bars of text."""

import re

import pytest

from bot.digest import pictures
from bot.playground.state.models import File, Message
from tests.sentences import EN
from tests.stories.digest_helpers import (
    SIX,
    announced,
    order,
    posted,
    rate,
    rows,
    set_state,
    states,
    tick,
    tick_until_killed,
)
from tests.whole_bot import Playground, words

BARS = "██████████  1–5  4.0 ★  Door"


async def rated(playground: Playground) -> None:
    """Order a digest of two themes with stars."""
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 5], Door_locked=[0, 0, 0, 5, 0])
    await order(playground)


def picture(playground: Playground, message: Message) -> File:
    """Return the file of a digest's picture."""
    (block,) = [each for each in message.blocks if each["type"] == "image"]
    return playground.slack.world.files[block["slack_file"]["id"]]


def uploaded(playground: Playground) -> list[File]:
    return [each for each in playground.slack.world.files.values() if each.complete]


async def test_the_channel_sees_named_themes_and_hears_them_too(playground: Playground) -> None:
    await rated(playground)
    await tick(playground)
    (message,) = posted(playground)
    file = picture(playground, message)
    assert file.content.startswith(b"\x89PNG")
    assert file.mimetype == "image/png"
    (block,) = [each for each in message.blocks if each["type"] == "image"]
    title, lunch, door = block["alt_text"].splitlines()
    assert title == EN("digest.chart.largest_and_highest", theme="Lunch")
    for line, name, mean in ((lunch, "Lunch", "4.9"), (door, "Door", "4.0")):
        stars = EN.pattern("digest.chart.range", mean=mean)
        found = re.fullmatch(f"{name}: up to 5 comments, {stars}", line)
        assert found, line
    assert BARS in message.text, "the same in words, for who sees no blocks"
    assert BARS not in words(message), "the picture is in their place"


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_an_installation_without_the_scope_gets_bars_of_text(
    playground: Playground, method: str, capsys: pytest.CaptureFixture[str]
) -> None:
    await rated(playground)
    playground.slack.faults.answer(method, error="missing_scope")
    await tick(playground)
    (message,) = posted(playground)
    assert [each for each in message.blocks if each["type"] == "image"] == []
    assert BARS in words(message)
    assert await states(playground) == [("digest", "done")]
    logged = capsys.readouterr().out
    assert "chart_not_uploaded" in logged
    assert "missing_scope" in logged


async def test_a_slack_that_has_not_looked_at_the_file_yet_is_asked_again(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "PICTURE_WAITS", (0.0, 0.0))
    await rated(playground)
    playground.slack.faults.answer("chat.postMessage", error="invalid_blocks", times=2)
    await tick(playground)
    (message,) = posted(playground)
    assert picture(playground, message).complete
    assert len(uploaded(playground)) == 1


@pytest.mark.parametrize("error", ["invalid_blocks", "unsupported_block"])
async def test_where_slack_refuses_the_picture_its_bars_are_posted_as_text(
    playground: Playground, error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "PICTURE_WAITS", (0.0,))
    await rated(playground)
    playground.slack.faults.answer("chat.postMessage", error=error, times=2)
    await tick(playground)
    (message,) = posted(playground)
    assert all(block["type"] != "image" for block in message.blocks)
    assert BARS in words(message)


async def test_killed_between_the_upload_and_the_post_there_is_one_digest_and_a_file_that_nobody_sees(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await rated(playground)
    await tick_until_killed(playground, "get", monkeypatch)
    assert posted(playground) == []
    assert len(uploaded(playground)) == 1
    playground.clock.later(seconds=61)
    await tick(playground)
    (message,) = posted(playground)
    assert len(uploaded(playground)) == 2
    assert picture(playground, message) is uploaded(playground)[-1]
    assert await states(playground) == [("digest", "done")]


async def test_a_digest_whose_quote_had_to_go_keeps_its_picture(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 5], Door_locked=[0, 0, 0, 5, 0])
    await order(playground)
    await tick(playground)
    await set_state(playground, exchange, "Lunch longer", state="removed")
    await tick(playground)
    (message,) = posted(playground)
    assert "Lunch longer" not in words(message)
    assert picture(playground, message).content.startswith(b"\x89PNG")
    assert {row.state for row in await rows(playground)} == {"done"}


async def preview(playground: Playground) -> Message:
    """Return the preview that the moderator is shown."""
    assert await playground.moderator.runs("/exchange digest preview", "general")
    await playground.settle()
    return playground.moderator.ephemerals("general")[-1]


async def themed(playground: Playground) -> None:
    """Leave an exchange with two themes with stars, whose digest is posted."""
    await rated(playground)
    await tick(playground)


async def test_a_preview_has_the_picture_too_and_only_the_person_sees_it(playground: Playground) -> None:
    await themed(playground)
    shown = await preview(playground)
    assert picture(playground, shown).content.startswith(b"\x89PNG")
    (digest,) = posted(playground)
    assert picture(playground, shown) is not picture(playground, digest)
    everybody = [each for each in playground.slack.channel("general").messages.values() if each is not digest]
    assert all(block["type"] != "image" for each in everybody for block in each.blocks)


async def test_where_slack_refuses_the_picture_of_a_preview_its_bars_are_shown(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "PICTURE_WAITS", (0.0,))
    await themed(playground)
    playground.slack.faults.answer("response_url", error="invalid_blocks", times=2)
    shown = await preview(playground)
    assert all(block["type"] != "image" for block in shown.blocks)
    assert BARS in words(shown)
