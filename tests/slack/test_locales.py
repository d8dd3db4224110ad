"""In which language somebody is answered, without a call to Slack that nobody needs."""

from datetime import UTC, datetime

import pytest

from bot.domain.errors import FormError, UserError
from bot.slack.blocks import when
from bot.slack.errors import error_fields, error_text
from bot.slack.locales import Locales
from bot.texts import texts_for
from storage import exchanges, slack_people
from tests.whole_bot import Playground

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def asked(playground: Playground) -> int:
    return playground.slack.calls.count("users.info")


async def test_whose_language_slack_sent_is_not_asked_about_again(playground: Playground) -> None:
    rosa, ctx = playground.person("Rosa", locale="es-LA"), playground.starling.context
    locales = Locales(ctx)
    assert await locales.find(playground.tenant_id, rosa.id) == "es-LA"
    before = asked(playground)
    playground.clock.later(days=3)
    assert await locales.find(playground.tenant_id, rosa.id) == "es-LA"
    assert asked(playground) == before


async def test_what_is_kept_of_somebody_is_enough(playground: Playground) -> None:
    rosa, ctx = playground.person("Rosa", locale="es-LA"), playground.starling.context
    await ctx.storage.transact(lambda db: slack_people.save(db, playground.tenant_id, rosa.id, locale="es-LA"))
    before = asked(playground)
    assert await Locales(ctx).find(playground.tenant_id, rosa.id) == "es-LA"
    assert asked(playground) == before


async def test_where_slack_does_not_say_it_is_english(playground: Playground) -> None:
    rosa, ctx = playground.person("Rosa", locale="es-LA"), playground.starling.context
    playground.slack.faults.answer("users.info", status=500)
    found = await Locales(ctx).find(playground.tenant_id, rosa.id)
    assert found is None
    assert texts_for(found).language == "en"


async def test_where_many_come_at_once_all_are_read_in_the_background(playground: Playground) -> None:
    ctx = playground.starling.context
    people = [playground.person(f"Person {number}", locale="es-MX") for number in range(35)]
    locales, before = Locales(ctx), asked(playground)
    found = [await locales.find(playground.tenant_id, person.id) for person in people]
    assert found[:30] == ["es-MX"] * 30
    assert None in found
    assert asked(playground) - before <= 30, "Slack takes some hundred questions a minute, and others ask too"
    await playground.settle()
    assert [await locales.find(playground.tenant_id, person.id) for person in people] == ["es-MX"] * 35
    assert asked(playground) - before <= 30


async def test_a_star_asks_slack_nothing_for_its_language(playground: Playground) -> None:
    general = playground.slack.channel("general").id
    await playground.exchange("What keeps us safe?", "Longer lunch", "Warm rooms", "Doors", channel_id=general)
    rosa = playground.person("Rosa", locale="es-LA")
    await rosa.runs("/exchange rate", "general")
    await playground.settle()
    before = asked(playground)
    await rosa.clicks(rosa.dm()[-1], "rate.star.4")
    await playground.settle()
    assert asked(playground) == before


@pytest.mark.parametrize(("locale", "language"), [("es-ES", "es"), ("de-DE", "en")])
async def test_an_exchange_speaks_its_creators_language(playground: Playground, locale: str, language: str) -> None:
    playground.moderator.member.locale = locale
    await playground.moderator.runs('/exchange new "What keeps us safe?"', "general")
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        [exchange] = await exchanges.list_all(db, playground.tenant_id)
    assert exchange.language == language


def test_an_error_shows_its_moment_in_the_readers_zone_where_slack_can() -> None:
    error = UserError("exchange.sharing_ended_until", name="x", until=NOON)
    english, spanish = texts_for("en"), texts_for("es-MX")
    assert when(NOON) in error_text(english, error)
    assert "30 de noviembre de 2026, 12:00 p.m. UTC" in error_text(spanish, error, is_form=True)
    form = FormError({"a": error, "b": UserError("home.not_yours", number=1234, block_id="elsewhere")})
    fields = error_fields(english, form, is_form=True)
    assert list(fields) == ["a", "b"]
    assert fields["b"] == "#1234 is not a comment of yours."
