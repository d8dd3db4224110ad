"""A school whose Slack is in Spanish sees the screens of an exchange without a word of English."""

import re

import pytest

from bot.domain.preferences import save_preferences
from bot.exchanges.form_steps import STEPS
from bot.playground.people.person import Person
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import announcements, fields, only, run_command, sends_form
from tests.whole_bot import Playground, words

QUESTION = "¿Qué nos mantiene seguros?"
_ENGLISH = re.compile(
    r"\b(about|and|are|at|by|closed?|closes|comments?|draft|each|everybody|exchange|for|from|groups?|how|i|is|it|its|"
    r"moderators?|more|name|not|of|opens?|or|people|rate|ratings?|stars|the|this|to|until|want|what|when|who|with|you|"
    r"your)\b"
)


@pytest.fixture
def rosa(playground: Playground) -> Person:
    """A moderator in Mexico City."""
    return playground.person("Rosa", locale="es-MX", tz="America/Mexico_City", is_admin=True)


def english_in(text: str) -> set[str]:
    """Return the English words of a screen; commands, dates and links are none."""
    return set(_ENGLISH.findall(re.sub(r"`[^`]*`|<[^>]*>|:[a-z_]+:|/exchange\b", " ", text.lower())))


async def test_families_read_the_announcement_the_invitation_and_about_in_spanish(
    playground: Playground, rosa: Person
) -> None:
    ana = playground.person("Ana", locale="es-LA")
    await save_preferences(playground.starling.context, playground.tenant_id, ana.id, is_subscribed=True)
    card = await run_command(
        playground, f'/exchange nueva "{QUESTION}" --cierra="en 7 días" --grupos="Familia,Escuela"', rosa
    )
    assert ES("draft.fixed_later") in words(card)
    assert english_in(words(card)) == set()
    assert (await only(playground)).language == "es"

    assert await rosa.clicks(card, "exchanges.open")
    await playground.settle()
    [announcement] = announcements(playground)
    assert ES("announcement.no_comment.open") in words(announcement)
    assert english_in(words(announcement)) == set()

    await playground.starling.scheduler.run_once()
    await playground.settle()
    assert ES("announcement.invitation_text", question=QUESTION) in str(ana.dm()[-1])
    assert english_in(words(ana.dm()[-1])) == set()

    assert await ana.clicks(announcement, "exchanges.more", option=ES("announcement.about.option"))
    assert ana.view
    assert ES("about.help") in words(ana.view)
    assert english_in(words(ana.view)) == set()


async def test_who_reads_english_is_invited_in_english_to_an_exchange_in_spanish(
    playground: Playground, rosa: Person
) -> None:
    ben = playground.person("Ben")
    await save_preferences(playground.starling.context, playground.tenant_id, ben.id, is_subscribed=True)
    await run_command(playground, f'/exchange nueva "{QUESTION}" --abre=ahora', rosa)
    await playground.starling.scheduler.run_once()
    await playground.settle()
    assert "A new exchange is open" in words(ben.dm()[-1])


async def test_a_moderator_reads_every_screen_in_spanish(playground: Playground, rosa: Person) -> None:
    assert await rosa.runs("/exchange nueva", "general")
    assert english_in(words(rosa.view)) == set()
    form = rosa.view
    assert form
    read: list[str] = []
    for step in STEPS:
        assert await rosa.clicks(form, f"exchanges.step.{step.name}")
        assert english_in(words(rosa.view)) == set()
        read.append(words(rosa.view))
        assert await rosa.closes()
    assert ES("draft_form.language.label") in "".join(read)
    outcome = await sends_form(rosa, fields(question=QUESTION, groups="Familia"))
    assert ES("draft.one_group").replace("`", "") in outcome.errors["exchanges.groups"]
    assert await sends_form(rosa, fields(question=QUESTION, groups="Familia\nEscuela", language="en"))
    await playground.settle()
    assert (await only(playground)).language == "en", "as was chosen"

    for line in ("abrir", "estado", "prorrogar en 3 días", "cerrar", "reabrir", "ayuda", "ayuda nueva", "ayuda pausar"):
        assert english_in(words(await run_command(playground, f"/exchange {line}", rosa))) == set(), line
    assert "/exchange abrir | cerrar" in words(await run_command(playground, "/exchange ayuda", rosa))


async def test_the_language_of_the_announcement_is_a_choice(playground: Playground) -> None:
    card = await run_command(playground, f'/exchange new "{QUESTION}" --language=es')
    assert EN("draft.posted_in", language="Spanish") in words(card)
    assert await playground.moderator.clicks(card, "exchanges.open")
    await playground.settle()
    assert ES("announcement.no_comment.open") in words(announcements(playground)[0])
    assert EN("draft_form.language.unknown") in words(
        await run_command(playground, '/exchange new "Why?" --language=klingon')
    )
