"""Results: shown to those who rated a little, to moderators always, to everybody after the close."""

from sqlalchemy import update

from bot.slack import ids
from storage.models import participant
from tests.stories.digest_town import QUESTION, SIX, announced, close, rate, set_state, tick
from tests.town import Town, action_ids, words


async def ask(town: Town, name: str) -> str:
    """Return what somebody sees who asks for results: a window, or a private message."""
    person = town.person(name) if name != "moderator" else town.moderator
    for view in person.views:
        await person.closes(view)
    assert await person.runs("/exchange results", "general")
    await town.settle()
    return words(person.view) if person.view else words(person.whispers("general")[-1])


async def rated_so_far(town: Town, name: str, count: int) -> None:
    """Let somebody have rated so many: begin a card, then set what the database counts."""
    await town.person(name).runs("/exchange rate", "general")
    await town.settle()
    async with town.starling.kit.storage.write() as db:
        await db.execute(update(participant).values(ratings=count))


async def test_who_rated_too_few_is_asked_to_rate_first(town: Town) -> None:
    await announced(town, *SIX)
    text = await ask(town, "Ana")
    assert "once you have rated 5 comments" in text
    assert "rated 0 so far" in text
    ana = town.person("Ana")
    assert ana.view is None
    assert action_ids(ana.whispers("general")[-1]) == ["rate.start"]
    assert await ana.clicks(ana.whispers("general")[-1], "rate.start")
    await town.settle()
    assert QUESTION in words(ana.dm()[-1])


async def test_after_five_ratings_the_results_open(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 1, 9], Lunch_warmer=[0, 0, 0, 0, 5], Door_locked=[0, 0, 0, 0, 4])
    await town.moderator.runs("/exchange digest now", "general")
    await tick(town)
    await rated_so_far(town, "Ana", 4)
    assert "rated 4 so far" in await ask(town, "Ana")
    await rated_so_far(town, "Ana", 5)
    text = await ask(town, "Ana")
    for part in (QUESTION, "6 comments · 19 ratings · 4.9 ★", "t2  Lunch", "▰▰▰▰▰▰▰▰▰▰ 4.9 ★ · 3 comments",
                 "“Lunch longer”", "4.9 ★ · 10 ratings", "5.0 ★ · 5 ratings",
                 "within a few tenths of a star is not certain", "Stars = how important this is to you"):  # fmt: skip
        assert part in text
    assert text.index("Lunch longer") < text.index("Lunch warmer"), "few ratings are held back"
    assert "Door locked" not in text


async def test_who_has_rated_all_there_is_has_rated_enough(town: Town) -> None:
    exchange = await announced(town, "Lunch longer")
    ana = town.person("Ana")
    await ana.runs("/exchange rate", "general")
    await town.settle()
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    await town.settle()
    assert "1 comment · 1 rating · too few ratings yet" in await ask(town, "Ana")
    assert exchange.is_open


async def test_moderators_see_results_at_once(town: Town) -> None:
    await announced(town, *SIX)
    text = await ask(town, "moderator")
    assert "6 comments · 0 ratings" in text
    assert "Themes show with the first digest." in text
    assert "once some have 5 ratings" in text


async def test_before_the_first_comment_there_is_an_empty_page(town: Town) -> None:
    await announced(town)
    assert "No comment yet." in await ask(town, "Ana")


async def test_after_the_close_everybody_sees_results(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[5, 0, 0, 0, 0])
    await close(town, exchange)
    text = await ask(town, "Ana")
    assert "closed" in text
    assert "1.0 ★ · 5 ratings" in text
    assert "rate.start" not in action_ids(town.person("Ana").view)


async def test_a_hidden_or_reported_comment_is_not_among_the_highest(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 9], Lunch_warmer=[0, 0, 0, 0, 9], Door_locked=[0, 0, 0, 0, 9])
    await set_state(town, exchange, "Lunch longer", reports=1)
    await set_state(town, exchange, "Lunch warmer", state="removed")
    text = await ask(town, "moderator")
    assert "Door locked" in text
    assert "Lunch" not in text


async def test_the_button_under_a_digest_opens_them_and_where_no_window_opens_a_message_does(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 5], Door_locked=[0, 0, 5, 0, 0])
    await close(town, exchange)
    await tick(town)
    ana = town.person("Ana")
    digest = ana.sees("general")[-1]
    assert await ana.clicks(digest, ids.HOST_RESULTS)
    await town.settle()
    assert ana.view is not None
    assert "Lunch longer" in words(ana.view)
    await ana.closes()

    town.playground.faults.answer("views.open", status=503, times=1)
    assert await ana.clicks(digest, ids.HOST_RESULTS)
    await town.settle()
    assert ana.view is None
    message = ana.whispers("general")[-1]
    assert "Lunch longer" in words(message)
    assert [block["type"] for block in message.blocks].count("data_visualization") == 1


async def test_by_command_too_a_message_takes_the_window_s_place(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 5])
    town.playground.faults.answer("views.open", status=503, times=1)
    await close(town, exchange)
    assert "Lunch longer" in await ask(town, "Ana")
    assert town.person("Ana").view is None


async def test_what_cannot_be_shown_is_said(town: Town) -> None:
    ana = town.person("Ana")

    async def answer(line: str) -> str:
        await ana.runs(line, "general")
        await town.settle()
        return words(ana.whispers("general")[-1])

    assert "no exchange yet" in await answer("/exchange results")
    await announced(town, *SIX, state="draft", slug="later")
    assert "no exchange yet" in await answer("/exchange results")
    assert "no exchange `later`" in await answer("/exchange results later"), "a draft is its moderators' alone"
    await town.moderator.runs("/exchange results later", "general")
    await town.settle()
    assert "not opened yet" in words(town.moderator.whispers("general")[-1])
    assert "no exchange `nosuch`" in await answer("/exchange results nosuch")
    assert "no exchange `later`" in await answer("/exchange results later --group=Teacher")
