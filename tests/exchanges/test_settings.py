"""Every setting of an exchange is declared whole, and what is written of it is what is stored and shown again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.flags import Flag
from bot.exchanges import blocks_form
from bot.exchanges.draft import Draft
from bot.exchanges.flow import list_seed_texts, to_draft
from bot.exchanges.form_steps import SHORT, STEPS
from bot.exchanges.form_values import read_view
from bot.exchanges.origin import Origin
from bot.exchanges.parse_draft import from_form, from_line
from bot.exchanges.settings import declared, shown
from bot.exchanges.settings.declared import FLAGS, SETTINGS
from bot.exchanges.settings.kinds import Channel, Choice, Lines, Moment, Number
from bot.exchanges.settings.people import People
from bot.exchanges.settings.setting import Setting, Writer, no_facts
from bot.help import guide
from bot.playground.block_kit.interactive import content_of, state_values
from bot.slack.commands import Role
from bot.texts import LANGUAGES, check
from storage.models import exchange
from tests.commands import ALL, parse
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import now_shown, only, sends_form
from tests.whole_bot import Playground

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)
GENERAL = "C0GENERAL"
CATALOGUES = {language: check.load(language) for language in LANGUAGES}
NO_FLAG = (declared.QUESTION, declared.QUESTIONS, declared.SEEDS)
FLAGGED = [setting for setting in SETTINGS if setting.flag]


def writer(locale: str = "en-US", here: str = "") -> Writer:
    return Writer("UTC", NOON, locale, here)


def another(  # noqa: PLR0911 - one for each kind
    setting: Setting, *, now: datetime = NOON, channel_id: str = GENERAL
) -> Any:
    """Return a value that is not the default."""
    match setting:
        case Choice():
            return next(value for value in setting.options.values() if value != setting.default_for(writer()))
        case Number():
            return next((each for each in setting.choices if each != setting.default_for(writer())), setting.max_value)
        case Channel():
            return channel_id
        case Moment():
            return now + timedelta(days=9 if setting is declared.CLOSES else 2)
        case Lines():
            return ("One", "Two")
        case People():
            return "U0SAM U0VERA"
    return "sample"


def draft(*settings: Setting, **others: Any) -> Draft:
    """Return a draft in which these settings are not the default."""
    return Draft(**({"question": "Why?"} | {each.name: another(each, **others) for each in settings}))


def filled_form(written: Draft) -> dict[str, Any]:
    """Return what Slack sends of the form that is filled with a draft, when nothing is changed in it."""
    views = [blocks_form.form(EN, written, Origin(1), is_new=False)]
    views += [blocks_form.step_form(EN, written, Origin(1), place) for place in range(len(STEPS))]
    values = [state_values(view["blocks"], {}) for view in views]
    return {"view": {"state": {"values": {name: held for each in values for name, held in each.items()}}}}


def read(body: dict[str, Any], who: Writer) -> Draft:
    return from_form(read_view(body), who, Draft("", language=who.language))


def line(setting: Setting, locale: str) -> str:  # noqa: PLR0911 - one for each kind
    """Return how another value is written behind `new`."""
    assert setting.flag
    name, value = setting.flag.name_in(locale), another(setting)
    match setting:
        case Choice():
            written = next(word for word, stored in setting.options.items() if stored == value)
            return f'--{name}="{setting.flag.value_in(locale, written)}"' if setting.flag.takes_value else f"--{name}"
        case Number():
            return f"--{name}={value}{setting.unit}"
        case Channel():
            return f"--{name}=<#{value}|general>"
        case Moment():
            return f'--{name}="{value:%Y-%m-%d %H:%M}"'
        case Lines():
            return f'--{name}="{", ".join(value)}"'
        case People():
            return f'--{name}="{" ".join(f"<@{each}>" for each in value.split())}"'
    return f'--{name}="{value}"'


def test_settings_are_called_by_names_of_their_own() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert len({setting.block_id for setting in SETTINGS}) == len(SETTINGS)
    words = [word for flag in FLAGS for word in (flag.name, *flag.spanish)]
    assert len(set(words)) == len(words)


def test_each_setting_has_one_place_in_the_form_and_the_form_itself_asks_four() -> None:
    places = [*SHORT, *(setting for step in STEPS for setting in step.settings)]
    assert sorted(each.name for each in places) == sorted(each.name for each in SETTINGS)
    assert len(SHORT) == 4


def test_a_draft_is_made_of_the_settings() -> None:
    assert {setting.name for setting in SETTINGS} == set(Draft.__dataclass_fields__) - {"zone"}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_setting_is_declared_whole(setting: Setting) -> None:
    assert setting.name in exchange.c or setting is declared.SEEDS, "a column; first comments are comments"
    flag = setting.flag
    assert setting in NO_FLAG or (isinstance(flag, Flag) and flag.spanish)
    needed = {"label"} | ({"hint"} if setting.has_hint else set())
    if isinstance(setting, Choice):
        needed |= {f"{written}_{part}" for written in setting.options for part in ("option", "description")}
        needed |= {"unknown"} if flag and flag.takes_value else set()
    if isinstance(setting, Number) and setting.choices:
        needed |= {f"{name}_option" for name in setting.choices.values()} | {"option"}
    for catalogue in CATALOGUES.values():
        assert {f"draft_form.{setting.name}.{part}" for part in needed} <= set(catalogue)
        assert not isinstance(setting, Number) or f"draft.range.{setting.name}" in catalogue


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_what_is_written_about_a_setting_has_its_place(setting: Setting) -> None:
    assert (setting.card is not no_facts) == (setting in shown.ON_CARD)
    assert (setting.about is not no_facts) == (setting in shown.IN_ABOUT)
    assert (setting.status is not no_facts) == (setting in shown.IN_STATUS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_form_shows_a_value_and_reads_it_again(setting: Setting) -> None:
    written = draft(setting)
    assert getattr(written, setting.name) != setting.default_for(writer())
    assert read(filled_form(written), writer()) == written


@pytest.mark.parametrize("locale", ["en-US", "es-MX"])
@pytest.mark.parametrize("setting", FLAGGED, ids=lambda setting: setting.name)
def test_a_line_says_what_the_form_says(setting: Setting, locale: str) -> None:
    parsed = parse(f'new "Why?" {line(setting, locale)}', locale)
    got, opens_now = from_line(parsed, writer(), command="/exchange")
    assert got == draft(setting)
    assert not opens_now


def test_what_nobody_wrote_is_the_default_in_the_form_and_in_a_line() -> None:
    spaniard = writer("es-ES", GENERAL)
    got, _ = from_line(parse('new "¿Por qué?"', "es-ES"), spaniard, command="/exchange")
    assert got == Draft("¿Por qué?", language="es", channel_id=GENERAL)
    nothing: dict[str, Any] = {declared.QUESTION.block_id: {declared.QUESTION.block_id: {"value": "Why?"}}}
    nothing |= {declared.STARS.block_id: {declared.STARS.block_id: {"selected_option": {"value": "important"}}}}
    assert read({"view": {"state": {"values": nothing}}}, writer("es-ES")) == Draft("Why?", language="es")


@pytest.mark.parametrize("texts", [EN, ES], ids=["en", "es"])
def test_help_shows_how_each_flag_is_written(texts: Any) -> None:
    _, shown = guide.page(texts, ALL, "new", "/exchange", Role.MODERATOR)
    for flag in FLAGS:
        assert f"`{flag.form_in(texts.language)}`" in str(shown)


@pytest.mark.parametrize("texts", [EN, ES], ids=["en", "es"])
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_value_is_shown_in_a_few_words(setting: Setting, texts: Any) -> None:
    assert setting.show(texts, another(setting))
    assert setting.show(texts, setting.default_for(writer()))


async def test_what_a_moderator_writes_is_stored_and_is_in_the_form_again(playground: Playground) -> None:
    imani, channel = playground.moderator, playground.slack.channel("general")
    written = draft(*SETTINGS, now=playground.clock.now().replace(microsecond=0), channel_id=channel.id)
    sent = filled_form(written)["view"]["state"]["values"]
    assert await imani.runs("/exchange new", "general")
    assert await sends_form(imani, {name: content_of(held[name]) for name, held in sent.items()})
    await playground.settle()

    kept = await only(playground)
    stored = to_draft(kept, await list_seed_texts(playground.starling.context, kept))
    assert {each.name: getattr(stored, each.name) for each in SETTINGS} == {
        each.name: getattr(written, each.name) for each in SETTINGS
    }
    assert await imani.clicks(imani.ephemerals("general")[-1], "exchanges.edit")
    assert imani.view
    shown = state_values(imani.view.blocks, {})
    for step in STEPS:
        assert await imani.clicks(now_shown(imani, imani.views[0]), f"exchanges.step.{step.name}")
        assert imani.view
        shown |= state_values(imani.view.blocks, {})
        assert await imani.closes()
    assert shown == sent


def test_after_the_opening_only_the_close_date_and_the_retention_change() -> None:
    assert [setting for setting in SETTINGS if setting.changes_later] == [declared.CLOSES, declared.RETENTION]
