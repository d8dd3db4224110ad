"""A sentence in the reader's language: parameters, plurals, lists, numbers, moments, and what is missing."""

from datetime import UTC, date, datetime, timedelta

import pytest
import structlog

from bot.domain.errors import FormError, UserError
from bot.texts import Message, Texts, TextsError, load_all, texts_for
from bot.texts.catalogue import Format, compile_pattern, parse

NNBSP = "\u202f"


def spoken(text: str, language: str = "en", **params: object) -> str:
    """Return the first message of a catalogue's text."""
    [pattern, *_] = parse(text, "f", where="here").values()
    found: str | Format = compile_pattern(pattern, language)
    return found if isinstance(found, str) else found(texts_for(language)._show, params)


@pytest.mark.parametrize(
    ("locale", "language", "number"),
    [
        ("en-US", "en", "12,345"), ("en-GB", "en", "12,345"), ("es-MX", "es", "12,345"), ("es-LA", "es", "12,345"),
        ("es", "es", "12,345"), ("es-ES", "es", "12.345"), ("es_ES", "es", "12.345"), ("de-DE", "en", "12,345"),
        (None, "en", "12,345"), ("", "en", "12,345"), ("zz-../..", "en", "12,345"),
    ],
)  # fmt: skip
def test_a_locale_of_slack_chooses_language_and_numbers(locale: str | None, language: str, number: str) -> None:
    texts = texts_for(locale)
    assert (texts.language, texts.number(12345)) == (language, number)


def test_spain_writes_no_sign_in_four_digits_and_a_comma_before_the_fraction() -> None:
    spain = texts_for("es-ES")
    assert [spain.number(1234), spain.number(1234.5, 1), spain.number(4.2, 1), spain.number(-12345)] == [
        "1234", "1234,5", "4,2", "-12.345",
    ]  # fmt: skip
    assert [texts_for("es-MX").number(1234.5, 1), texts_for("en").number(4, 1)] == ["1,234.5", "4.0"]


def test_plurals_are_chosen_by_the_language() -> None:
    hours = [texts_for("en")("common.hours", n=n) for n in (0, 1, 2, 1_000_000)]
    assert hours == ["0 hours", "1 hour", "2 hours", "1,000,000 hours"]
    hours = [texts_for("es")("common.hours", n=n) for n in (0, 1, 2, 1_000_000)]
    assert hours == ["0 horas", "1 hora", "2 horas", "1,000,000 de horas"]


def test_a_choice_is_also_by_exact_number_by_word_and_by_yes_or_no() -> None:
    text = "one = { $n ->\n    [0] none\n    [one] one\n   *[other] many\n }"
    assert [spoken(text, n=n) for n in (0, 1, 5)] == ["none", "one", "many"]
    text = "one = { $state ->\n    [open] is open\n   *[closed] is { $until }\n }"
    assert spoken(text, state="open") == "is open"
    assert spoken(text, state="elsewhere", until="over") == "is over"
    assert spoken("one = { $is_open ->\n    [true] yes\n   *[false] no\n }", is_open=True) == "yes"


@pytest.mark.parametrize("words", ["{ $n }", "{ -term }", '{ "x" }', "%(n)s %s {0}", "a\n    b = c", "[one] *[other]"])
def test_somebody_s_words_are_never_read_as_markup(words: str) -> None:
    assert spoken("one = They wrote: { $words }.", words=words) == f"They wrote: {words}."


def test_a_comment_s_number_is_not_grouped() -> None:
    assert spoken("one = #{ $number } of { $n }", number=1234, n=1234) == "#1234 of 1,234"


def test_lists_in_both_languages() -> None:
    english, spanish = texts_for("en"), texts_for("es")
    assert [english.list(each) for each in ([], ["a"], ["a", "b"], ["a", "b", 3])] == ["", "a", "a and b", "a, b and 3"]
    assert spanish.list(["Ana", "Luis", "Iván"]) == "Ana, Luis e Iván"
    assert [spanish.list(["x", each]) for each in ("Hilda", "hielo", "“ir”", "yo", "uno")] == [
        "x e Hilda", "x y hielo", "x e “ir”", "x y yo", "x y uno",
    ]  # fmt: skip
    assert [spanish.list(["x", each], last="or") for each in ("ocho", "hora", "8", "una")] == [
        "x u ocho", "x u hora", "x u 8", "x o una",
    ]  # fmt: skip
    assert english.list(["x", "y"], last="or") == "x or y"


def test_days_times_and_weekdays() -> None:
    moment = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)
    assert texts_for("en-US").moment(moment, "America/Los_Angeles") == "November 29, 2026, 5:05 PM PST"
    assert texts_for("es-MX").moment(moment, "America/Mexico_City") == "29 de noviembre de 2026, 7:05 p.m. CST"
    assert texts_for("es-ES").moment(moment, "Europe/Madrid") == "30 de noviembre de 2026, 2:05 CET"
    assert texts_for("en-GB").day(date(2026, 11, 30), style="full") == "Monday, 30 November 2026"
    assert [texts_for(each).weekday(0) for each in ("en", "es")] == ["Monday", "lunes"]
    assert NNBSP not in texts_for("en").time(moment, "UTC")


@pytest.mark.parametrize(
    ("duration", "english", "spanish"),
    [
        (timedelta(seconds=1), "1 minute", "1 minuto"),
        (timedelta(minutes=119), "119 minutes", "119 minutos"),
        (timedelta(hours=21), "21 hours", "21 horas"),
        (timedelta(hours=35), "35 hours", "35 horas"),
        (timedelta(days=3, hours=5), "3 days", "3 días"),
    ],
)
def test_a_duration_is_in_one_unit(duration: timedelta, english: str, spanish: str) -> None:
    assert [texts_for("en").duration(duration), texts_for("es").duration(duration)] == [english, spanish]


def test_languages_are_called_as_the_reader_calls_them() -> None:
    assert [texts_for("en").language_name("es"), texts_for("es").language_name("en-US")] == ["Spanish", "inglés"]
    assert texts_for("en").language_name("zz9") == "zz9"


def test_an_error_becomes_a_sentence_where_it_is_read() -> None:
    error = UserError("common.hours", block_id="a.field", n=2)
    assert [texts_for(each).error(error) for each in ("en", "es")] == ["2 hours", "2 horas"]
    assert error.block_id == "a.field"
    assert texts_for("es").list([Message("common.days", {"n": 1}), "x"]) == "1 día y x"
    form = FormError({"first": UserError("common.hours", n=1), "second": error})
    assert (form.block_id, form.code, list(form.errors)) == ("first", "common.hours", ["first", "second"])


def test_a_fault_of_the_code_is_loud_here_and_never_an_empty_message_there(monkeypatch: pytest.MonkeyPatch) -> None:
    spanish = texts_for("es")
    with pytest.raises(TextsError):
        spanish("common.nothing")
    with pytest.raises(TextsError, match="n"):
        spanish("common.hours")
    with pytest.raises(TextsError):
        spanish("nofeature.nothing")
    with pytest.raises(TextsError):
        spanish.show(1.5)
    monkeypatch.setattr(Texts, "is_strict", False)
    with structlog.testing.capture_logs() as logs:
        assert Texts("es")("common.nothing") == "common.nothing"
        assert spanish("common.hours") == "… hours"
        assert spanish("../../settings.nothing") == "../../settings.nothing"
    assert [each["event"] for each in logs] == ["sentence_unknown", "sentence_lacks_parameter", "sentence_unknown"]


def test_a_sentence_without_a_translation_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_english(language: str, feature: str) -> dict[str, str]:
        return {f"{feature}.one": "a word"} if language == "en" else {}

    monkeypatch.setattr("bot.texts.texts.compiled", only_english)
    assert Texts("es")("feature.one") == "a word"


def test_all_catalogues_can_be_compiled() -> None:
    load_all()


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("Now you act as { $name }.", "Tobias L.", "Now you act as Tobias L."),
        ("Now you act as { $name }.", "Tobias", "Now you act as Tobias."),
        ("*{ $name }*. It is new.", "What keeps us safe?", "*What keeps us safe?* It is new."),
        ("New: { $name }. See below.", "*Lunch*, *Why so early?*", "New: *Lunch*, *Why so early?* See below."),
        ("It is cut: { $name }.", "What keeps…", "It is cut: What keeps…"),
        ("In “{ $name }”.", "Why?", "In “Why?”."),
        ("As in { $name }.csv", "a.", "As in a..csv"),
        ("{ $n ->\n    [one] one\n   *[other] of { $name }.\n } It ends.", "Tobias L.", "of Tobias L. It ends."),
    ],
)
def test_what_ends_with_a_full_stop_or_a_question_mark_gets_none_behind_it(text: str, value: str, shown: str) -> None:
    assert spoken(f"one = {text}", name=value, n=2) == shown
