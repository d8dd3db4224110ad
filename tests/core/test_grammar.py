"""The grammar of the command: what moderators write on keyboards and phones, and answers that say what to correct."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import InputError
from bot.core.grammar import CommandRef, ParsedCommand, Word, read_ref, split_named
from bot.core.slug_rules import RESERVED, is_slug
from bot.core.words import commands, fold
from bot.domain.report_reasons import REASONS
from bot.moderate.words import REASON
from bot.subcommands import SUBCOMMANDS
from bot.themes.parse import FORMS
from tests.commands import ALL, named, parse
from tests.core.processor import processor_ms
from tests.sentences import EN, ES

slugs = st.from_regex(r"[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,8}){0,2}", fullmatch=True).filter(is_slug)
numbers = st.integers(0, 999_999_999)
refs = st.one_of(
    st.builds(CommandRef, slugs),
    st.builds(lambda number: CommandRef("", number), numbers),
    st.builds(CommandRef, slugs, numbers),
    st.builds(lambda slug, theme: CommandRef(slug, None, theme), slugs, st.integers(0, 9999)),
)
written_texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=80
)
quotable = written_texts.filter(lambda text: text == text.strip() and text and not set(text) & set('"“”„‟»'))


@pytest.mark.parametrize(
    ("text", "subcommand", "rest"),
    [
        ("", "", ""),
        ("   ", "", ""),
        ("Help", "help", ""),
        ("share  Longer lunch ", "share", "Longer lunch"),
    ],
)
def test_the_subcommand_comes_first_and_the_rest_is_left_alone(text: str, subcommand: str, rest: str) -> None:
    assert ALL.names.split(text) == (subcommand, rest)


@pytest.mark.parametrize(
    ("text", "ref", "args"),
    [
        ("close sro", CommandRef("sro"), ()),
        ("close SRO", CommandRef("sro"), ()),
        ("close", None, ()),
        ("hide #412", CommandRef("", 412), ()),
        ("hide sro#412", CommandRef("sro", 412), ()),
        ("hide sro #412", CommandRef("sro", 412), ()),
        ("answer sro/t3", CommandRef("sro", None, 3), ()),
        ("extend sro 2026-12-11 17:00", CommandRef("sro"), ("2026-12-11", "17:00")),
        ("extend 2026-12-11 17:00", None, ("2026-12-11", "17:00")),
        ("extend fri 17:00", None, ("fri", "17:00")),
        ("extend in 3d", None, ("in", "3d")),
        ("extend 3d", None, ("3d",)),
        ("extend 5pm", None, ("5pm",)),
        ("extend viernes 17:00", None, ("viernes", "17:00")),
        ("prorrogar el viernes a las 17:00", None, ("el", "viernes", "a", "las", "17:00")),
        ("extend a las 17:00", None, ("a", "las", "17:00")),
        ("extend a 17:00", CommandRef("a"), ("17:00",)),
        ("extend dec 11", None, ("dec", "11")),
        ("extend sro mañana", CommandRef("sro"), ("mañana",)),
        ("cerrar sro", CommandRef("sro"), ()),
        ('resumen cada "lunes 9:00"', None, ("every", "lunes 9:00")),
        ("resumen sro ahora", CommandRef("sro"), ("now",)),
        ("moderador agregar <@U1|kim>", None, ("add", "<@U1|kim>")),
        ("extend tomorrow 9:00", None, ("tomorrow", "9:00")),
        ("extend safe-routes in 2h", CommandRef("safe-routes"), ("in", "2h")),
        ('digest every "mon 09:00"', None, ("every", "mon 09:00")),
        ("digest off", None, ("off",)),
        ("digest sro now", CommandRef("sro"), ("now",)),
        ("theme rename t3 “Training”", None, ("rename", "t3", "Training")),
        ("help close", None, ("close",)),
        ("mod add <@U1|kim>", None, ("add", "<@U1|kim>")),
        ('close "sro"', None, ("sro",)),
    ],
)
def test_a_reference_is_distinguished_from_times_and_words(
    text: str, ref: CommandRef | None, args: tuple[str, ...]
) -> None:
    order = parse(text)
    assert (order.ref, order.args) == (ref, args)


@pytest.mark.parametrize(
    "text",
    [
        'new "What keeps us safe?" --close="fri 17:00"',
        "new “What keeps us safe?” --close=“fri 17:00”",
        "new ”What keeps us safe?” —close=”fri 17:00”",
        "new „What keeps us safe?“ –close=„fri 17:00“",
        "new «What keeps us safe?» --close=«fri 17:00»",
        "new 'What keeps us safe?' --close='fri 17:00'",
        "new ‘What keeps us safe?’ --close ‘fri 17:00’",
        '--close = "fri 17:00" "What keeps us safe?"',
        'new "What keeps us safe?"\n--CLOSE="fri 17:00"',
    ],
)
def test_every_sort_of_quote_and_dash_that_a_keyboard_makes_is_read(text: str) -> None:
    order = parse(text if text.startswith("new") else f"new {text}")
    assert order.words == (Word("What keeps us safe?", is_quoted=True),)
    assert order.flags == {"close": "fri 17:00"}


def test_apostrophes_are_letters() -> None:
    assert parse('new "What’s it like in Ana\'s class?"').args == ("What’s it like in Ana's class?",)
    assert parse("new 'tis odd").args == ("'tis", "odd")


def test_a_whole_new_exchange_on_one_line() -> None:
    order = parse(
        'new "What matters?" --close="fri 17:00" --open=now --channel=<#C1|staff> --stars=agree '
        '--groups="Student, Parent" --names=shown --review --hide-reported --limit=300 --slug=sro --background="a=b"'
    )
    assert order == ParsedCommand(
        "new",
        None,
        (Word("What matters?", is_quoted=True),),
        {
            "close": "fri 17:00",
            "open": "now",
            "channel": "<#C1|staff>",
            "stars": "agree",
            "groups": "Student, Parent",
            "names": "shown",
            "review": "all",
            "hide-reported": "first",
            "limit": "300",
            "slug": "sro",
            "background": "a=b",
        },
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('new "What keeps us safe?', "are not closed"),
        ("new “What keeps us safe?", "are not closed"),
        ('new "Why?" --clos="fri"', "Did you mean `--close`?"),
        ('new "Why?" --estrela=agree', "Did you mean `--stars`?"),
        ('new "Why?" --zzz', "It knows `--ask-to-quote`, `--background`"),
        ("close sro --now", "`/exchange close` takes no flags"),
        ('new "Why?" --close', '`--close` needs a value: `--close="…"`'),
        ('new "Why?" --close --review', "`--close` needs a value"),
        ('new "Why?" --close=', "`--close` needs a value"),
        ('new "Why?" --strict=yes', "takes no value"),
        ('new "Why?" --review --review', "twice"),
        ('new "Why?" --review --revisar', "twice"),
        ('new "Why?" --close=fri 17:00', '`--close="fri 17:00"`'),
        ('new "Why?" --review"x"', "I cannot read"),
    ],
)
def test_what_is_wrong_is_answered_with_what_to_write(text: str, answer: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse(text)
    assert answer in EN.error(refusal.value)


def test_a_new_exchange_on_one_line_in_spanish() -> None:
    written = (
        'nueva "¿Qué nos mantiene seguros?" --cierra="viernes 17:00" --abre=ahora --canal=aquí --estrellas=acuerdo '
        '--grupos="Alumnos, Familias" --nombres=visibles --revisar --ocultar-reportados --límite=300 '
        '--nombre-corto=sro --contexto="a=b" --valorar-al-final=10% --grupo-minimo=6 --publicar-grupos '
        '--texto-de-ayuda="Aula 12"'
    )
    assert parse(written) == ParsedCommand(
        "new",
        None,
        (Word("¿Qué nos mantiene seguros?", is_quoted=True),),
        {
            "close": "viernes 17:00",
            "open": "ahora",
            "channel": "here",
            "stars": "agree",
            "groups": "Alumnos, Familias",
            "names": "shown",
            "review": "all",
            "hide-reported": "first",
            "limit": "300",
            "slug": "sro",
            "background": "a=b",
            "rate-last": "10%",
            "smallest-group": "6",
            "tell-groups": "",
            "help-text": "Aula 12",
        },
    )


def test_every_action_has_a_spanish_name() -> None:
    assert {action for each in SUBCOMMANDS for action in each.syntax.actions} == set(commands.ACTIONS)
    assert set(named("theme").syntax.actions) == set(FORMS)


def test_no_word_of_the_command_means_two_things() -> None:
    meanings: dict[str, set[str]] = {}
    flags = [flag for each in SUBCOMMANDS for flag in each.syntax.flags]
    rows = [(each.name, each.syntax.other_names) for each in SUBCOMMANDS]
    rows += [(flag.name, flag.spanish) for flag in flags] + list(commands.ACTIONS.items())
    for name, row in rows:
        for word in (name, *row):
            meanings.setdefault(fold(word), set()).add(name)
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}
    for flag in flags:
        named = [fold(word) for name, row in flag.values.items() for word in (name, *row)]
        assert len(named) == len(set(named))


def test_a_spanish_subcommand_is_read_with_and_without_accents_and_the_nearest_is_named() -> None:
    assert ALL.names.split("Olvídame") == ("forget-me", "")
    assert ALL.names.split("OLVIDAME") == ("forget-me", "")
    assert ALL.names.split("comentar Más tiempo para comer") == ("share", "Más tiempo para comer")
    assert ALL.names.split("borrar mis datos") == ("forget-me", "") == ALL.names.split("Forget  me ")
    assert ALL.names.split("borrar sro") == ("delete", "sro")
    assert ALL.names.split("mostrar de nuevo sro#412") == ("restore", "sro#412")
    assert ALL.names.split("temas sro") == ("theme", "sro") == ALL.names.split("themes sro")
    assert ALL.names.split("cerar sro") == ("cerar", "sro")
    assert [ALL.nearest("cerar", "owner", each) for each in ("es", "en")] == ["cerrar", "close"]
    assert [ALL.nearest("clos", "owner", each) for each in ("es", "en")] == ["cerrar", "close"]
    assert ALL.names.nearest("cerar", {"open"}, "es") == "", "only what is known is offered"
    assert ALL.nearest("x" * 8000, "owner", "en") == ""
    close = named("close").syntax
    assert (close.name_in("es-MX"), close.name_in("en-US")) == ("cerrar", "close")
    assert (REASON.value_in("es-MX", "rude"), REASON.value_in(None, "rude")) == ("grosero", "rude")
    assert all(REASON.value_of(REASON.value_in("es", each)) == each for each in REASONS)


@pytest.mark.parametrize(
    ("language", "written", "meant"),
    [
        ("en", "comment", "share"),
        ("en", "vote", "rate"),
        ("en", "withdraw", "me"),
        ("en", "unsubscribe", "me"),
        ("en", "raet", "rate"),
        ("es", "comentario", "compartir"),
        ("es", "salir", "yo"),
        ("es", "olvidar", "borrar-mis-datos"),
        ("es", "hola", "ayuda"),
        ("es", "idioma", ""),
    ],
)
def test_what_a_newcomer_writes_is_answered_with_what_they_are_likely_to_mean(
    language: str, written: str, meant: str
) -> None:
    assert ALL.nearest(written, None, language) == meant


def test_every_meaning_is_of_a_subcommand_and_is_none_itself() -> None:
    for name, written in commands.MEANT.items():
        assert ALL.names.find(name) == name
        assert not [word for word in written if ALL.names.find(word)]


def test_flags_are_named_to_spanish_readers_in_spanish() -> None:
    with pytest.raises(InputError) as refusal:
        parse("moderador lista --nadie", "es-MX")
    assert ES.error(refusal.value) == ES(
        "grammar.unknown_flag", command="/exchange moderador", flag="nadie", flags="`--propietario`, `--rol`"
    )
    with pytest.raises(InputError) as refusal:
        parse('nueva "¿Por qué?" --estrellas=acuerdo total', "es-MX")
    assert '`--estrellas="acuerdo total"`' in ES.error(refusal.value)
    with pytest.raises(InputError) as refusal:
        parse('nueva "¿Por qué?" --cierra', "es-MX")
    assert "`--cierra`" in ES.error(refusal.value)


@given(refs)
def test_any_ref_is_read_back_as_it_is_written(ref: CommandRef) -> None:
    assert read_ref(str(ref)) == ref
    assert parse(f"close {ref}").ref == ref
    assert parse(f"close {ref} fri 17:00").args == ("fri", "17:00")


@given(quotable, quotable, st.sampled_from(['""', "“”", "””", "„“"]))
def test_quoted_words_come_back_letter_by_letter(question: str, background: str, quotes: str) -> None:
    first, last = quotes[0], quotes[1]
    order = parse(f"new {first}{question}{last} --background={first}{background}{last} --review")
    assert order.words == (Word(question, is_quoted=True),)
    assert order.flags == {"background": background, "review": "all"}


@given(written_texts)
def test_whatever_is_typed_is_read_or_refused_in_a_short_sentence(text: str) -> None:
    for subcommand in (each.name for each in SUBCOMMANDS):
        try:
            order = parse(f"{subcommand} {text}")
        except InputError as refusal:
            assert all(10 < len(texts.error(refusal)) < 600 for texts in (EN, ES))  # noqa: PT017
        else:
            assert all(word.text or word.is_quoted for word in order.words)


@pytest.mark.parametrize("unit", ["'a ", "’a ", '"a" ', "--close ", "<@", "a-", "#1", "—x=", "‘"])
def test_a_command_of_any_length_is_read_or_refused_at_once(unit: str) -> None:
    text = f"new {unit * (8000 // len(unit))}"

    def attempt() -> None:
        with suppress(InputError):
            parse(text)

    assert min(processor_ms(attempt) for _ in range(5)) < 50  # as long as Slack allows; a line takes 0.05 ms


def test_no_exchange_is_called_like_a_time_or_a_word_of_the_grammar() -> None:
    for word in (*RESERVED, "2026-12-11", "3d", "17", "t3", "a" * 41, "", "a--b", "-a", "Ä"):
        assert not is_slug(word), word
        assert read_ref(word) is None or word == "Ä", word
    for word in ("sro", "safe-routes", "2026-budget", "friday-club", "a"):
        assert is_slug(word), word


def test_a_name_that_later_became_a_word_of_a_command_still_names_its_exchange_behind_a_hash() -> None:
    assert "first" in RESERVED
    assert not is_slug("first")
    assert read_ref("#first") == CommandRef("first")
    assert read_ref("first") is None
    assert split_named("#first More buses") == ("first", "More buses")
    assert split_named("#412 More buses") == ("", "#412 More buses")
