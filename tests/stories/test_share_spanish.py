"""Whose Slack is in Spanish shares, edits and withdraws without meeting an English word."""

from typing import Any

import pytest

from bot.playground.people.person import Person
from bot.playground.state.models import Message
from storage.exchanges import Exchange
from tests.sentences import EN, ES, english_words
from tests.whole_bot import Playground, words

GUARD = "Un guardia de tránsito en el cruce de la avenida"
LIKE_IT = "Hace falta un guardia de tránsito en el cruce"


@pytest.fixture
def rosa(playground: Playground) -> Person:
    return playground.person("Rosa", locale="es-MX")


async def opened(playground: Playground, question: str = "¿Qué nos mantiene seguros?", **settings: Any) -> Exchange:
    channel = playground.slack.channel("general").id
    return await playground.exchange(question, GUARD, channel_id=channel, groups=["Familia", "Alumnado"], **settings)


async def card_after(playground: Playground, person: Person, text: str) -> Message:
    await person.says(text)
    await playground.settle()
    return last_card(person)


def last_card(person: Person) -> Message:
    """Return the last card in the person's messages with the bot; it has no English word."""
    card = person.dm()[-1]
    assert not english_words(card.blocks)
    return card


def form_of(person: Person) -> str:
    """Return what the form says that the person sees; it has no English word."""
    assert person.view
    assert not english_words(person.view.source)
    return str(person.view.source)


async def test_a_direct_message_is_shared_edited_and_withdrawn(playground: Playground, rosa: Person) -> None:
    exchange = await opened(playground)
    card = await card_after(playground, rosa, "Más luz en el patio")
    assert ES("share.offer") in words(card)
    assert await rosa.clicks(card, "share.dm.yes")
    await playground.settle()
    [kept] = [each for each in await playground.comments(exchange) if not each.is_seed]
    card = last_card(rosa)
    assert ES("share.shared.live", number=kept.number) in words(card)

    assert await rosa.clicks(card, "share.edit")
    assert ES("share.edit_field.hint") in form_of(rosa)
    assert await rosa.submits(values={"share.text": "Más luz en el patio, y bancos"})
    assert ES("share.edited.live", number=kept.number) in words(rosa.view)
    form_of(rosa)
    await rosa.closes()
    await playground.settle()

    mine = next(each for each in rosa.dm() if each.user == rosa.id)
    await rosa.edits(mine, "Más luz")
    await playground.settle()
    assert ES("share.edited_offer", number=kept.number) in words(last_card(rosa))
    await rosa.deletes(mine)
    await playground.settle()
    card = last_card(rosa)
    assert ES("share.deleted_offer", number=kept.number) in words(card)
    assert await rosa.clicks(card, "share.withdraw")
    await playground.settle()
    assert ES("share.withdrawn_text", number=kept.number) in words(last_card(rosa))


async def test_the_form_shows_what_others_wrote_and_what_looks_personal(playground: Playground, rosa: Person) -> None:
    exchange = await opened(playground)
    await rosa.runs("/exchange share", "general")
    assert ES("share.comment_field.hint", max=exchange.comment_limit) in form_of(rosa)
    assert await rosa.submits(values={"share.text": f"{LIKE_IT}: 206-555-0142"})
    hint = form_of(rosa)
    assert ES("share.near_hint") in hint
    assert ES("share.details.phone", n=1, found="*206-555-0142*") in hint
    assert await rosa.submits()
    form_of(rosa)
    assert len(await playground.comments(exchange)) == 2


async def test_too_long_a_comment_and_the_choice_of_an_exchange(playground: Playground, rosa: Person) -> None:
    await opened(playground, comment_limit=140)
    await rosa.says("muy " * 40)
    await playground.settle()
    assert ES("share.too_long", n=159, max=140, over=19) in words(last_card(rosa))
    await opened(playground, "¿Y el comedor?", comment_limit=140)
    assert ES("share.offer_where") in words(await card_after(playground, rosa, "Menos ruido"))
    await rosa.runs("/exchange share Menos ruido", "general")
    await playground.settle()
    answer = rosa.ephemerals("general")[-1]
    assert not english_words(answer.blocks)
    assert ES("common.own_messages") in words(answer)


async def test_others_read_english_at_the_same_time(playground: Playground, rosa: Person) -> None:
    await opened(playground)
    card = await card_after(playground, rosa, "Más luz")
    assert ES("share.yes.button") in words(card)
    ana = playground.person("Ana")
    await ana.says("More light")
    await playground.settle()
    assert EN("share.yes.button") in words(ana.dm()[-1])
    assert english_words(ana.dm()[-1].blocks)
