"""The chart and the table that the results send: a private message, with lines of text where Slack takes no block."""

from storage.exchanges import Exchange
from tests.sentences import EN, ES
from tests.stories.digest_helpers import SIX, announced, close, order, rate, set_state, tick
from tests.stories.test_results import ask
from tests.whole_bot import Playground, list_action_ids, words


async def rated(playground: Playground) -> Exchange:
    exchange = await announced(playground, *SIX)
    few = [0, 4, 0, 0, 0]
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 9], Door_locked=[0, 0, 5, 0, 4], Lunch_warmer=few)
    return exchange


async def press(playground: Playground, name: str) -> str:
    """Ask for the results, press the button in their window, and return what the window over it says."""
    await ask(playground, name)
    person = playground.person(name)
    assert person.view
    assert await person.clicks(person.view, "results.sheet")
    await playground.settle()
    return words(person.view)


async def test_who_may_see_results_is_sent_the_chart_and_the_highest_comments_as_a_table(
    playground: Playground,
) -> None:
    exchange = await rated(playground)
    await order(playground)
    await tick(playground)
    await close(playground, exchange)
    assert EN("results.sheet.sent") in await press(playground, "Ana")
    message = playground.person("Ana").dm()[-1]
    [table] = [each for each in message.blocks if each["type"] == "data_table"]
    heading, first, second = table["rows"]
    assert [cell["text"] for cell in heading][1:3] == [EN("results.sheet_head.comment"), EN("results.sheet_head.stars")]
    assert first[1]["text"] == "Lunch longer"
    assert first[2]["value"] > second[2]["value"], "a number, which Slack sorts as one"
    assert "Lunch warmer" not in str(table), "four ratings are too few"
    [chart] = [each for each in message.blocks if each["type"] == "image"]
    assert "Lunch" in chart["alt_text"]
    assert playground.slack.world.files[chart["slack_file"]["id"]].content.startswith(b"\x89PNG")


async def test_where_slack_takes_no_table_there_are_lines_and_nothing_of_what_is_reported(
    playground: Playground,
) -> None:
    exchange = await rated(playground)
    await close(playground, exchange)
    await set_state(playground, exchange, "Door locked", reports=1)
    playground.slack.faults.answer("chat.postMessage", error="invalid_blocks", times=1)
    await press(playground, "Ana")
    message = playground.person("Ana").dm()[-1]
    assert all(each["type"] != "data_table" for each in message.blocks)
    assert "Lunch longer" in words(message)
    assert "Door locked" not in str(message.blocks)


async def test_where_slack_takes_no_file_the_themes_are_bars_of_text(playground: Playground) -> None:
    exchange = await rated(playground)
    await order(playground)
    await tick(playground)
    await close(playground, exchange)
    playground.slack.faults.answer("files.getUploadURLExternal", error="missing_scope")
    rosa = playground.person("Rosa")
    rosa.member.locale = "es-MX"
    assert ES("results.sheet.sent") in await press(playground, "Rosa")
    message = rosa.dm()[-1]
    assert "▰" in words(message)
    assert ES("results.sheet_head.tier") in str(message.blocks)


async def test_before_there_are_stars_there_is_no_button(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await ask(playground, "moderator")
    assert "results.sheet" not in list_action_ids(playground.moderator.view)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 9], Door_locked=[0, 0, 5, 0, 4])
    await ask(playground, "moderator")
    assert "results.sheet" in list_action_ids(playground.moderator.view)
