"""In which language somebody is answered, without a call to Slack that nobody needs."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.domain.errors import FormError, UserError
from bot.slack.blocks import when
from bot.slack.errors import error_fields, error_text
from bot.slack.locales import Locales, find_texts
from bot.slack.profiles import Profiles, UnknownPersonError
from bot.texts import texts_for
from storage import exchanges
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


async def test_after_a_restart_slack_is_asked_once_about_somebody_however_many_clicks_wait(
    playground: Playground,
) -> None:
    rosa, ctx = playground.person("Rosa", locale="es-LA"), playground.starling.context
    before = asked(playground)
    found = await asyncio.gather(*(Locales(ctx).find(playground.tenant_id, rosa.id) for _ in range(6)))
    assert found == ["es-LA"] * 6
    assert asked(playground) == before + 1, "one question at a time for each person"


async def test_where_the_first_who_asks_gives_up_another_asks(playground: Playground) -> None:
    rosa, profiles = playground.person("Rosa", locale="es-LA"), profiles_of(playground)
    first = asyncio.create_task(profiles.ask(rosa.id))
    second = asyncio.create_task(profiles.ask(rosa.id))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).locale == "es-LA"
    assert first.cancelled() or first.done()


async def test_where_slack_fails_all_who_wait_hear_so_by_one_question(playground: Playground) -> None:
    rosa, profiles = playground.person("Rosa", locale="es-LA"), profiles_of(playground)
    playground.slack.faults.answer("users.info", status=500)
    before = asked(playground)
    found = await asyncio.gather(*(profiles.ask(rosa.id) for _ in range(5)), return_exceptions=True)
    assert [type(each) for each in found] == [UnknownPersonError] * 5
    assert asked(playground) == before + 1
    assert (await profiles.profile(rosa.id)).locale == "en-US", "English where nobody knows"


async def test_jobs_leave_slacks_questions_to_those_who_wait_for_an_answer(playground: Playground) -> None:
    people, profiles = [playground.person(f"Person {number}") for number in range(61)], profiles_of(playground)
    assert all(profiles.has_room(person.id) for person in people)
    for person in people[:60]:
        await profiles.ask(person.id)
    assert not profiles.has_room(people[60].id)
    assert profiles.has_room(people[0].id), "what Slack said a moment ago costs nothing"
    assert (await profiles.ask(people[60].id)).is_full_member, "whoever waits for an answer is asked about"
    playground.clock.later(minutes=1)
    assert profiles.has_room(people[0].id)


async def test_of_many_who_are_written_to_all_languages_are_read_at_once(playground: Playground) -> None:
    people, ctx = (
        [playground.person(f"Person {number}", locale="es-MX") for number in range(62)],
        playground.starling.context,
    )
    english, before = playground.person("Emil"), asked(playground)
    found = [await find_texts(ctx, playground.tenant_id, person.id) for person in (*people, english)]
    assert [each.language for each in found] == ["es"] * 62 + ["en"]
    assert asked(playground) - before == 60, "the others are left to those who wait for an answer"


async def test_as_many_are_remembered_as_there_is_room_for(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.profiles._MAX_PEOPLE", 3)
    people, profiles = (
        [playground.person(f"Person {number}", locale="es-MX") for number in range(5)],
        profiles_of(playground),
    )
    for person in people:
        await profiles.ask(person.id)
    assert [profiles.known_locale(person.id) for person in people] == [None, None, "es-MX", "es-MX", "es-MX"]


def profiles_of(playground: Playground) -> Profiles:
    return playground.starling.context.workspace(playground.tenant_id).profiles


async def test_where_slack_does_not_say_it_is_english(playground: Playground) -> None:
    rosa, ctx = playground.person("Rosa", locale="es-LA"), playground.starling.context
    playground.slack.faults.answer("users.info", status=500)
    found = await Locales(ctx).find(playground.tenant_id, rosa.id)
    assert found is None
    assert texts_for(found).language == "en"


@pytest.mark.parametrize(("languages", "expected"), [(("es", "es"), "es"), (("es", "en"), "en"), ((), "en")])
async def test_who_is_not_known_reads_what_all_open_exchanges_are_in(
    playground: Playground, languages: tuple[str, ...], expected: str
) -> None:
    ctx, locales = playground.starling.context, Locales(playground.starling.context)
    for number, language in enumerate(languages):
        await playground.exchange(f"What keeps us safe? {number}", language=language)
    assert texts_for(await locales.find_usual(playground.tenant_id)).language == expected
    await playground.exchange("And next?", language="en" if expected == "es" else "es")
    assert texts_for(await locales.find_usual(playground.tenant_id)).language == expected, "read once a minute"
    rosa = playground.person("Rosa", locale="en-US")
    playground.slack.faults.answer("users.info", status=500)
    assert (await find_texts(ctx, playground.tenant_id, rosa.id, usual="es")).language == "es"
    playground.slack.faults.clear()
    assert (await find_texts(ctx, playground.tenant_id, rosa.id, usual="es")).language == "en", "her own is known now"


async def test_where_many_come_at_once_all_are_read_in_the_background(playground: Playground) -> None:
    ctx = playground.starling.context
    people = [playground.person(f"Person {number}", locale="es-MX") for number in range(35)]
    locales, before = Locales(ctx), asked(playground)
    found = [await locales.find(playground.tenant_id, person.id) for person in people]
    assert found == ["es-MX"] * 35, "nobody reads English because the bot was started again"
    assert asked(playground) - before <= 30, "Slack takes some hundred questions a minute, and others ask too"
    assert playground.slack.calls.count("users.list") >= 1
    await playground.settle()
    assert [await locales.find(playground.tenant_id, person.id) for person in people] == ["es-MX"] * 35
    assert asked(playground) - before <= 30


@pytest.mark.usefixtures("hurried")
async def test_where_reading_all_takes_too_long_or_fails_it_is_english_for_now(playground: Playground) -> None:
    ctx = playground.starling.context
    people = [playground.person(f"Person {number}", locale="es-MX") for number in range(32)]
    playground.slack.faults.delay("users.list", 3)
    locales = Locales(ctx)
    found = [await locales.find(playground.tenant_id, person.id) for person in people]
    assert found[30:] == [None, None]
    await playground.settle()
    assert await locales.find(playground.tenant_id, people[31].id) == "es-MX"


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
