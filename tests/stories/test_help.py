"""Who writes "help" to the app is helped; the word is not offered as a comment."""

import pytest

from tests.sentences import EN, ES
from tests.whole_bot import Playground, list_action_ids, words


@pytest.mark.parametrize("written", ["help", "Help!", "help me", "?"])
async def test_a_word_to_the_app_is_no_comment(playground: Playground, written: str) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await ana.says(written)
    await playground.settle()
    answers = [words(each) for each in ana.dm() if each.bot_id]
    assert not any("Share this as a comment?" in each for each in answers)


async def replies_to(playground: Playground, name: str, text: str) -> list[str]:
    """Let somebody write to the app; return what it answers."""
    person = playground.person(name)
    before = len(person.dm())
    await person.says(text)
    await playground.settle()
    return [words(each) for each in person.dm()[before:] if each.bot_id]


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("hi", EN("help.how.hidden")),
        ("Hello 👋", EN("help.how.hidden")),
        ("¿Ayuda?", ES("help.how.hidden")),
        ("¡Hola!", ES("help.how.hidden")),
        ("results", EN("help.results")),
        ("resultados", ES("help.results")),
        ("stop", "There is nothing to stop"),
        ("thanks!", EN("help.how.hidden")),
    ],
)
async def test_what_is_asked_of_the_app_is_answered(playground: Playground, written: str, answer: str) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    [reply] = await replies_to(playground, "Ana", written)
    assert answer in reply
    assert "Share this" not in reply
    assert len(await playground.comments(exchange)) == 1


@pytest.mark.parametrize("written", ["Help each other more", "More help in math", "Hi-vis vests", "Stop the bullying"])
async def test_a_comment_that_begins_like_a_request_is_offered(playground: Playground, written: str) -> None:
    await playground.exchange("What keeps us safe?")
    [reply] = await replies_to(playground, "Ana", written)
    assert "Share this as a comment?" in reply
    assert written in reply


async def test_help_has_buttons_to_begin_with(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await replies_to(playground, "Ana", "help")
    card = ana.dm()[-1]
    assert {"share.open", "rate.start", "exchanges.results"} <= set(list_action_ids(card))
    assert await ana.clicks(card, "share.open")
    assert ana.view


async def test_help_says_so_where_nothing_is_open(playground: Playground) -> None:
    [reply] = await replies_to(playground, "Ana", "help")
    assert EN("help.none_open") in reply


async def test_stop_stops_the_card(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", "Warm rooms")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    card = ana.dm()[-1]
    [reply] = await replies_to(playground, "Ana", "Stop!")
    assert "Your place is kept" in reply
    assert "rate.star.3" not in list_action_ids(card), "the card above is folded"


async def test_a_mention_in_a_channel_is_answered_privately(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", channel_id=playground.slack.channel("general").id)
    ana, ben = playground.person("Ana"), playground.person("Ben")
    before = len(ben.sees("general"))
    assert await ana.says(f"<@{playground.slack.bot_user_id}> help", "general")
    await playground.settle()
    assert EN("help.how.hidden") in words(ana.ephemerals("general")[-1])
    assert len(ben.sees("general")) == before + 1, "the answer is for who wrote it"


async def test_a_mention_in_a_thread_is_answered_in_the_thread(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("Lunch plans", "general")
    first = ana.sees("general")[-1]
    await ana.says(f"<@{playground.slack.bot_user_id}> ayuda", "general", thread_ts=first.ts)
    await playground.settle()
    answer = ana.ephemerals("general")[-1]
    assert answer.thread_ts == first.ts
    assert ES("help.how.hidden") in words(answer)


async def test_whose_slack_is_in_spanish_is_helped_in_spanish(playground: Playground) -> None:
    await playground.exchange(
        "What keeps us safe?", channel_id=playground.slack.channel("general").id, is_anonymous=False
    )
    rosa = playground.person("Rosa", locale="es-ES")
    for written in ("help", "hola"):
        [reply] = await replies_to(playground, "Rosa", written)
        assert ES("help.how.shown") in reply
        assert ES("help.exact") in reply
    assert await rosa.says(f"<@{playground.slack.bot_user_id}> what now", "general")
    await playground.settle()
    assert ES("help.how.shown") in words(rosa.ephemerals("general")[-1])


async def test_what_is_kept_of_people_is_one_press_away_in_both_languages(playground: Playground) -> None:
    playground.person("Rosa", locale="es-MX")
    for name, texts, word in (("Ana", EN, "help"), ("Rosa", ES, "ayuda")):
        person = playground.person(name)
        await replies_to(playground, name, word)
        assert await person.clicks(person.dm()[-1], "help.data")
        assert texts("data_page.lead") in words(person.view)
        for part in ("topic.stars", "kept.key", "readers.server"):
            assert texts(f"data_page.{part}") in words(person.view)
        await person.closes()
        await person.runs(f"/exchange {word}", "general")
        await playground.settle()
        assert await person.clicks(person.ephemerals()[-1], "help.data")
        assert texts("data_page.lead") in words(person.view)
        await person.closes()
        await person.opens_home()
        await playground.settle()
        assert person.home
        assert await person.clicks(person.home, "home.about")
        assert person.view
        assert await person.clicks(person.view, "help.data")
        assert len(person.views) == 2, "it is over About, which is there again when it is closed"
        await person.closes(whole=True)
