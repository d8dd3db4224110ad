"""Whose Slack is in Spanish rates, skips, reports and types stars without meeting an English word."""

import pytest

from bot.playground.people.person import Person
from bot.playground.state.models import Message
from bot.slack import action_ids
from storage import exchanges
from storage.enums import ReportReason
from storage.exchanges import Exchange
from tests.sentences import EN, ES, english_words
from tests.stories.at_home import home_of
from tests.whole_bot import Playground, words

QUESTION = "¿Qué nos mantiene seguros?"
SEEDS = [f"Más luz en el patio {number}" for number in range(1, 9)]
FOUR = "★★★★☆ (4)"


@pytest.fixture
def rosa(playground: Playground) -> Person:
    return playground.person("Rosa", locale="es-MX")


async def last_card(playground: Playground, person: Person) -> Message:
    """Return the last card in the person's messages with the bot; it has no English word."""
    await playground.settle()
    card = person.dm()[-1]
    assert not english_words(card.blocks)
    assert not english_words({"text": card.text})
    return card


async def opened(playground: Playground, question: str = QUESTION) -> Exchange:
    channel = playground.slack.channel("general").id
    return await playground.exchange(question, *SEEDS, channel_id=channel, groups=["Familia", "Alumnado"])


async def card_of(playground: Playground, person: Person) -> Message:
    await person.runs("/exchange rate", "general")
    card = await last_card(playground, person)
    answer = person.ephemerals("general")[-1]
    assert not english_words(answer.blocks)
    assert ES("common.own_messages") in words(answer)
    return card


async def test_a_card_is_rated_taken_back_skipped_and_stopped(playground: Playground, rosa: Person) -> None:
    await opened(playground)
    card = await card_of(playground, rosa)
    assert ES("rate.rated_goal", n=0, goal=8) in words(card)
    assert ES("rate.typing") in words(card)

    assert await rosa.clicks(card, "rate.star.4")
    assert ES("rate.last", given=FOUR) in words(await last_card(playground, rosa))
    assert await rosa.clicks(rosa.dm()[-1], "rate.undo")
    assert ES("rate.undone") in words(await last_card(playground, rosa))
    assert await rosa.chooses(rosa.dm()[-1], "rate.more", ES("rate.skip_option.duplicate"))
    assert ES("rate.skipped") in words(await last_card(playground, rosa))
    assert await rosa.chooses(rosa.dm()[-1], "rate.more", ES("rate.stop.option"))
    assert ES("rate.stopped", n=0) in words(await last_card(playground, rosa))


async def test_a_report_shows_the_reasons_and_who_can_help(playground: Playground, rosa: Person) -> None:
    await opened(playground)
    for reason in (ReportReason.RUDE, ReportReason.DANGER):
        assert await rosa.chooses(await card_of(playground, rosa), "rate.more", ES("rate.report.option"))
        card = await last_card(playground, rosa)
        assert ES("rate.report_which") in words(card)
        assert await rosa.clicks(card, f"rate.report.{reason}")
        card = await last_card(playground, rosa)
    assert ES("rate.danger") in words(card)
    assert ES("rate.danger_next") in words(card)


async def test_typed_words_are_answered_in_spanish(playground: Playground, rosa: Person) -> None:
    await opened(playground)
    await rosa.says("parar")
    assert ES("rate.no_stop") in words(await last_card(playground, rosa))
    await rosa.says("valorar")
    await last_card(playground, rosa)
    await rosa.says("cuatro estrellas")
    assert ES("rate.last", given=FOUR) in words(await last_card(playground, rosa))
    folded = [each for each in rosa.dm() if f"{FOUR} · {ES('rate.rated', n=1)}" == words(each).strip()]
    assert folded
    await rosa.says("7")
    assert ES("rate.only_stars") in words(await last_card(playground, rosa))
    await opened(playground, "¿Y el comedor?")
    await rosa.runs("/exchange rate", "general")
    await playground.settle()
    answer = rosa.ephemerals("general")[-1]
    assert ES("rate.which") in words(answer)
    assert not english_words(answer.blocks)


async def test_five_at_a_time_and_a_closed_exchange(playground: Playground, rosa: Person) -> None:
    exchange = await opened(playground)
    card = await card_of(playground, rosa)
    await rosa.clicks(await home_of(playground, rosa), action_ids.RATE_SET)
    assert rosa.view
    assert not english_words(rosa.view.source)
    fields = [block for block in rosa.view.blocks if block["type"] == "input"]
    await rosa.submits(rosa.view, values={each["block_id"]: each["element"]["options"][3] for each in fields})
    assert ES("rate.set_saved", n=5) in words(rosa.view)
    assert not english_words(rosa.view.source)
    closed = {"state": "closed", "closed_at": playground.clock.now()}
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, **closed)
    await rosa.clicks(card, "rate.star.4")
    assert ES("exchange.not_open.closed") in words(await last_card(playground, rosa))


async def test_others_read_english_at_the_same_time(playground: Playground, rosa: Person) -> None:
    await opened(playground)
    await card_of(playground, rosa)
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    assert EN("rate.typing") in words(ana.dm()[-1])
