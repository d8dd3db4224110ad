"""Digests and themes in Spanish: the exchange's language in the channel, the moderator's own in what only they see."""

import pytest

from bot.playground.people.person import Person
from bot.playground.state.models import Message
from storage.exchanges import Exchange
from tests.sentences import EN, ES, english_words
from tests.stories.digest_helpers import announced, posted, rate, tick
from tests.whole_bot import Playground, words

PREGUNTA = "¿Qué nos mantiene seguros?"
DOCE = (
    *("Comida caliente", "Comida larga", "Comida afuera", "Comida fresca", "Comida barata", "Comida sana"),
    *("Puertas cerradas", "Puertas vigiladas", "Puertas nuevas", "Puertas anchas", "Puertas claras", "Puertas fuertes"),
)


@pytest.fixture
async def rosa(playground: Playground) -> Person:
    """A moderator in Mexico City."""
    return playground.person("Rosa", locale="es-MX", tz="America/Mexico_City", is_admin=True)


async def answer(playground: Playground, person: Person, line: str) -> Message:
    """Run a command and return what it answers; it has no English word."""
    assert await person.runs(line, "general")
    return await shown(playground, person)


async def shown(playground: Playground, person: Person) -> Message:
    await playground.settle()
    message = person.ephemerals("general")[-1]
    assert not english_words(message.blocks)
    return message


async def in_spanish(playground: Playground) -> Exchange:
    """Return an open exchange whose messages in its channel are in Spanish."""
    exchange = await announced(playground, *DOCE, question=PREGUNTA, language="es")
    await rate(playground, exchange, Comida_caliente=[0, 0, 0, 1, 9], Puertas_cerradas=[5, 0, 0, 0, 5])
    return exchange


async def test_a_digest_is_in_the_exchanges_language_and_a_preview_in_the_moderators(
    playground: Playground, rosa: Person
) -> None:
    exchange = await in_spanish(playground)
    assert await playground.moderator.runs("/exchange digest preview", "general")
    await playground.settle()
    preview = words(playground.moderator.ephemerals("general")[-1])
    assert EN("digest.open.header") in preview
    assert "in Spanish" in preview

    own = words(await answer(playground, rosa, "/exchange resumen previa"))
    assert ES("digest.open.header") in own

    line = ES("digest.on_its_way.thread", question=exchange.question, channel=f"<#{exchange.channel_id}>")
    assert line in words(await answer(playground, rosa, "/exchange resumen ahora"))
    await tick(playground)
    (message,) = posted(playground)
    assert not english_words(message.blocks)
    for part in (
        ES("digest.open.header"),
        ES("digest.themes"),
        ES("digest.order.rated"),
        ES("digest.rate.button"),
        ES("digest.quotes", min=5),
    ):
        assert part in words(message)


async def test_schedules_are_read_and_shown_in_spanish(playground: Playground, rosa: Person) -> None:
    await in_spanish(playground)
    set_for = words(await answer(playground, rosa, '/exchange resumen cada "lunes y jueves 16:30"'))
    assert "lun, jue 16:30" in set_for
    assert "lun, jue 16:30" in words(await answer(playground, rosa, "/exchange resumen"))
    await answer(playground, rosa, "/exchange resumen desactivar")
    assert ES("digest.unscheduled", command="/exchange") in words(await answer(playground, rosa, "/exchange resumen"))


async def test_themes_are_arranged_in_spanish(playground: Playground, rosa: Person) -> None:
    await in_spanish(playground)
    await answer(playground, rosa, "/exchange tema lista")
    await answer(playground, rosa, "/exchange resumen ahora")
    await tick(playground)
    assert "t1  Comida" in words(await answer(playground, rosa, "/exchange tema lista"))
    await answer(playground, rosa, "/exchange tema mostrar t1")
    await answer(playground, rosa, "/exchange tema mostrar t9")
    card = await answer(playground, rosa, "/exchange tema renombrar t1 Almuerzo")
    assert await rosa.clicks(card, "themes.apply")
    card = await shown(playground, rosa)
    assert ES("themes.done_rename", key="t1", name="Almuerzo") in words(card)
    assert await rosa.clicks(card, "themes.undo")
    await shown(playground, rosa)

    assert await rosa.opens_home()
    await playground.settle()
    assert rosa.home
    assert await rosa.clicks(rosa.home, "themes.open")
    await playground.settle()
    assert rosa.view
    assert not english_words(rosa.view.source)
