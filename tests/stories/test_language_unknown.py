"""Slack does not say which language somebody reads, and exchanges of two languages are open: theirs decides."""

from typing import Any

from bot.playground.people.person import Person
from bot.share import blocks_offer
from bot.share.near_duplicates.blocks import NEAR_BACK
from bot.slack import action_ids
from storage import exchanges
from storage.exchanges import Exchange
from tests.sentences import EN, ES, english_words
from tests.stories.at_home import home_of
from tests.stories.digest_helpers import close, set_state
from tests.stories.test_receipts import receipts
from tests.whole_bot import Playground, words

GUARD = "Un guardia de tránsito en el cruce de la avenida"
LIKE_IT = "Hace falta un guardia de tránsito en el cruce"
SPANISH = "¿Qué nos mantiene seguros?"


async def opened(playground: Playground, *texts: str, **settings: Any) -> tuple[Exchange, Person]:
    """Open an exchange in English and one in Spanish; return that, and somebody of whom Slack does not speak."""
    await playground.exchange("What next?", language="en")
    exchange = await playground.exchange(
        SPANISH, *(texts or (GUARD, "Menos ruido")), language="es", slug="seguridad", **settings
    )
    for method in ("users.info", "users.list"):
        playground.slack.faults.answer(method, status=429, error="ratelimited")
    return exchange, playground.person("Luz", locale="es-MX")


async def press_in_home(playground: Playground, person: Person, exchange: Exchange, action_id: str) -> None:
    assert await person.clicks(await home_of(playground, person), action_id, value=str(exchange.exchange_id))
    await playground.settle()


async def _get(playground: Playground, question: str) -> Exchange:
    async with playground.starling.context.storage.read() as db:
        return next(each for each in await exchanges.list_all(db, playground.tenant_id) if each.question == question)


def form_of(person: Person) -> str:
    """Return what the form on top shows; it has no English word."""
    assert person.view
    assert not english_words(person.view.blocks)
    return words(person.view)


async def test_hints_and_errors_of_a_form_speak_as_the_form_does(playground: Playground) -> None:
    exchange, luz = await opened(playground)
    await press_in_home(playground, luz, exchange, action_ids.SHARE_OPEN)
    assert ES("share.form.title") in str(luz.view)
    assert await luz.submits(values={"share.text": f"{LIKE_IT}: 206-555-0142"})
    hint = form_of(luz)
    assert ES("share.near_hint") in hint
    assert ES("share.details.phone", n=1, found="*206-555-0142*") in hint
    assert luz.view
    assert await luz.clicks(luz.view, NEAR_BACK)
    await playground.settle()
    assert ES("share.comment_field.label") in form_of(luz)
    assert await luz.submits(values={"share.text": LIKE_IT})
    assert ES("share.near_hint") in form_of(luz)
    assert await luz.submits(values={})
    await playground.settle()
    [mine] = [each for each in await playground.comments(exchange) if not each.is_seed]
    assert ES("share.shared.live", number=mine.number) in form_of(luz)
    await luz.closes(whole=True)
    await press_in_home(playground, luz, exchange, action_ids.SHARE_OPEN)
    await close(playground, exchange)
    refused = await luz.submits(values={"share.text": "Más luz en la calle"})
    assert ES("exchange.not_open.closed") in str(refused.errors)


async def test_what_is_wrong_in_a_form_is_written_in_its_language(playground: Playground) -> None:
    exchange, luz = await opened(playground)
    mine = "Más luz en la calle"
    await luz.runs(f"/exchange share #{exchange.slug} {mine}", "general")
    await playground.settle()
    await set_state(playground, exchange, mine, state="hidden", reason="name")
    await playground.starling.scheduler.run_once("receipts")
    assert await luz.clicks(receipts(luz)[-1], "appeals.ask")
    assert ES("appeals.ask_form.label") in form_of(luz)
    refused = await luz.submits(values={"appeals.words": "\u2060"})  # Slack takes it, and nobody sees anything
    assert ES("appeals.no_words") in str(refused.errors)


async def test_offers_and_what_becomes_of_them_speak_the_language_of_the_exchange(playground: Playground) -> None:
    _, luz = await opened(playground)
    await luz.says("Más luz en la calle")
    await playground.settle()
    asking = luz.dm()[-1]
    assert EN("share.offer_where") in words(asking), "it can be either"
    english = await _get(playground, "What next?")
    await close(playground, english)
    await luz.says(LIKE_IT)
    await playground.settle()
    offer = luz.dm()[-1]
    assert not english_words(offer.blocks)
    assert ES("share.near_hint").split(".")[0].strip("*") in words(offer)
    assert await luz.clicks(offer, blocks_offer.DM_NO)
    await playground.settle()
    assert ES("share.not_shared") in words(luz.dm()[-1])


async def test_a_command_that_names_an_exchange_and_a_card_of_it_answer_in_its_language(
    playground: Playground,
) -> None:
    exchange, luz = await opened(playground)
    await luz.runs(f"/exchange share #{exchange.slug} {LIKE_IT}", "general")
    await playground.settle()
    assert ES("share.near_hint") in words(luz.ephemerals("general")[-1])
    await press_in_home(playground, luz, exchange, action_ids.RATE_START)
    card = luz.dm()[-1]
    assert not english_words(card.blocks)
    await close(playground, exchange)
    await luz.clicks(card, "rate.star.4")
    await playground.settle()
    assert ES("exchange.not_open.closed") in words(luz.dm()[-1])
