"""Whose Slack is in Spanish moderates, is alerted and is helped without meeting an English word."""

import pytest

from bot.playground.people.person import Person
from bot.playground.state.models import Message
from tests.sentences import EN, ES, english_words
from tests.stories.digest_helpers import moderator_is
from tests.stories.moderating import pick, press, reported, shared, states
from tests.whole_bot import Playground, words

QUESTION = "¿Qué nos mantiene seguros?"


@pytest.fixture
async def rosa(playground: Playground) -> Person:
    """A moderator by name, beside one who reads English."""
    rosa = playground.person("Rosa", locale="es-MX")
    await moderator_is(playground, "Rosa")
    await moderator_is(playground, "Maya")
    return rosa


async def answer(playground: Playground, person: Person, line: str) -> Message:
    """Run a command and return what it answers; it has no English word."""
    assert await person.runs(line, "general")
    return await shown(playground, person)


async def shown(playground: Playground, person: Person) -> Message:
    await playground.settle()
    message = person.ephemerals("general")[-1]
    assert not english_words(message.blocks)
    return message


async def test_the_queue_and_the_decisions(playground: Playground, rosa: Person) -> None:
    exchange = await playground.exchange(QUESTION, "Buen trabajo", moderation="pre")
    assert ES("moderate.waiting", n=0) in words(await answer(playground, rosa, "/exchange cola"))
    first = await shared(playground, "Rosa", "Bancos en el patio")
    second = await shared(playground, "Ana", "Un guardia")
    await reported(playground, "Ben", "name")
    card = await answer(playground, rosa, "/exchange cola")
    assert ES("moderate.waiting", n=3) in words(card)
    assert ES("moderate.own_card") in words(card)
    assert await rosa.clicks(card, "moderate.keep", **press(card, "moderate.keep", second))
    card = await shown(playground, rosa)
    assert await rosa.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "name"))
    assert "nombra a alguien" in words(await shown(playground, rosa))
    assert dict(await states(playground, exchange))["Buen trabajo"] == ("hidden", "name")

    for line in (f"mantener #{first}", f"mantener #{second}", f"ocultar #{second}", f"quitar #{second} grosero"):
        await answer(playground, rosa, f"/exchange {line}")
    for line in ("ocultar #999", "ocultar #100 --motivo=feo", "restaurar", "cola nada", "moderador", "mod quién"):
        await answer(playground, rosa, f"/exchange {line}")
    card = await answer(playground, rosa, f"/exchange ocultar #{second}")
    await rosa.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "spam"))
    assert "spam" in words(await shown(playground, rosa))


async def test_reports_reach_each_moderator_in_their_language_and_the_author_in_theirs(
    playground: Playground, rosa: Person
) -> None:
    await playground.exchange(QUESTION)
    ana = playground.person("Ana", locale="es-US")
    await shared(playground, "Ana", "No me siento bien")
    await reported(playground, "Ben", "danger")
    for person, texts in ((rosa, ES), (playground.person("Maya"), EN)):
        alert = person.dm()[-1]
        assert texts("moderate.danger_heading", n=1).strip("*") in words(alert)
        assert bool(english_words(alert.blocks)) == (texts is EN)
    message = ana.dm()[-1]
    assert ES("moderate.help_private") in words(message)
    assert not english_words(message.blocks)
    assert await rosa.clicks(rosa.dm()[-1], "moderate.queue")
    assert rosa.view
    assert not english_words(rosa.view.source)


async def test_a_new_moderator_reads_in_their_language_what_they_can_do(playground: Playground) -> None:
    luz = playground.person("Luz", locale="es-CO")
    await playground.moderator.runs(f"/exchange mod add @{luz.member.name}", "general")
    await playground.settle()
    assert ES("moderate.mod_welcome", who=f"<@{playground.moderator.id}>") in words(luz.dm()[-1])
    refusal = await answer(playground, luz, f"/exchange moderador agregar @{luz.member.name}")
    assert "permiso" in words(refusal) or "derecho" in words(refusal)
