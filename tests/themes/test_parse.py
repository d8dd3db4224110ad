"""What is written behind `theme` is read, or refused in a sentence that says what to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import InputError
from bot.themes.parse import FORMS, ThemeCommand, parse_theme
from tests.sentences import EN, ES


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", ThemeCommand("list")),
        ("list", ThemeCommand("list")),
        ("sro list", ThemeCommand("list", "sro")),
        ("list sro", ThemeCommand("list", "sro")),
        ("show t3", ThemeCommand("show", themes=(3,))),
        ("show sro/t3", ThemeCommand("show", "sro", (3,))),
        ("rename t3 “Training and cost”", ThemeCommand("rename", themes=(3,), name="Training and cost")),
        ('rename t3 "Bus\u202e stops\x07"', ThemeCommand("rename", themes=(3,), name="Bus stops")),
        ("RENAME T3 t5 buses", ThemeCommand("rename", themes=(3,), name="t5 buses")),
        ("merge t3 t5", ThemeCommand("merge", themes=(3, 5))),
        ("sro merge t3 sro/t5", ThemeCommand("merge", "sro", (3, 5))),
        ("move #412 t3", ThemeCommand("move", themes=(3,), comment=412)),
        ("move sro#412 t3", ThemeCommand("move", "sro", (3,), 412)),
        ("lock t3", ThemeCommand("lock", themes=(3,))),
        ("undo", ThemeCommand("undo")),
        ("lista", ThemeCommand("list")),
        ("sro unir t3 sro/t5", ThemeCommand("merge", "sro", (3, 5))),
        ("mover sro#412 t3", ThemeCommand("move", "sro", (3,), 412)),
        ("Renombrar t3 Autobuses y paradas", ThemeCommand("rename", themes=(3,), name="Autobuses y paradas")),
        ("deshacer", ThemeCommand("undo")),
        ('seed "Buses" bus, stop bus', ThemeCommand("seed", name="Buses", words=("bus", "stop"))),
    ],
)
def test_what_is_written_is_read(written: str, meant: ThemeCommand) -> None:
    assert parse_theme(written) == meant


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("sro nosuch", "I understand"),
        ("merge t3", "`/exchange theme merge t3 t5`"),
        ("show", "`/exchange theme show t3`"),
        ("show t3 t4", "one word too many"),
        ("move t3", "`/exchange theme move #412 t3`"),
        ("rename t3", "1 to 60 characters"),
        ("rename t3 " + "x" * 61, "1 to 60 characters"),
        ('rename t3 "\u200b\u2060"', "1 to 60 characters"),
        ('seed "Buses"', "example words"),
        ("merge sro/t3 lunch/t5", "two exchanges"),
        ("#412 t3", "write first what to do"),
    ],
)
def test_what_cannot_be_read_is_answered_with_how_to_write(written: str, answer: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_theme(written)
    assert answer in EN.error(refusal.value)


def test_what_cannot_be_read_is_answered_in_spanish_with_spanish_words() -> None:
    with pytest.raises(InputError) as refusal:
        parse_theme("unir t3", "es-US")
    assert ES.error(refusal.value) == ES("grammar.theme_form", form="`/exchange tema unir t3 t5`")


@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from([*FORMS, "t3", "#4", "a/t2", '"x y"', "z"])).map(" ".join))
)
def test_whatever_is_written_is_read_or_refused_in_a_sentence(written: str) -> None:
    try:
        order = parse_theme(written)
    except InputError as refusal:
        assert len(EN.error(refusal)) < 500  # noqa: PT017 - a sentence, not a page
    else:
        assert order.what in FORMS
