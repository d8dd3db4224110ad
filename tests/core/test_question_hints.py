"""Hints on a question: each rule in both languages, and open questions without any."""

import pytest

from bot.core.question_hints import Hint, find_hints


@pytest.mark.parametrize(
    "question",
    [
        "What keeps us safe at school?",
        "How should we spend the money for the library?",
        "Why do you think lunch is too short?",
        "At our school, what helps you to learn?",
        "What should we keep in mind about safety and order?",
        "¿Qué nos mantiene seguros en la escuela?",
        "¿Cómo deberíamos usar el dinero y el tiempo?",
        "¿Qué es lo que más le ayuda?",
        "",
        "What matters most to you and your family?",
    ],
)
def test_an_open_question_has_no_hint(question: str) -> None:
    assert find_hints(question) == ()


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("Should lunch be longer?", Hint.YES_NO),
        ("Is the library open long enough?", Hint.YES_NO),
        ("¿Debe ser más largo el recreo?", Hint.YES_NO),
        ("¿Está usted contento con el horario?", Hint.YES_NO),
        ("Don’t you agree that lunch is too short?", Hint.LEADING),
        ("How great is our new schedule?", Hint.LEADING),
        ("What, obviously, should change?", Hint.LEADING),
        ("¿No cree que el recreo es corto?", Hint.LEADING),
        ("¿Qué cambiaría, sin duda, primero?", Hint.LEADING),
        ("What should change and how do we pay for it?", Hint.DOUBLE),
        ("What helps? What hinders?", Hint.DOUBLE),
        ("¿Qué ayuda y cómo lo pagamos?", Hint.DOUBLE),
        ("¿Qué ayuda? ¿Qué estorba?", Hint.DOUBLE),
        ("What " + "and so on " * 9 + "helps?", Hint.LONG),
    ],
)
def test_each_rule_finds_what_it_is_for(question: str, hint: Hint) -> None:
    assert hint in find_hints(question)


def test_hints_come_in_one_order_and_case_and_accents_do_not_matter() -> None:
    assert find_hints("SHOULD we? And how?") == (Hint.DOUBLE, Hint.YES_NO)
    assert find_hints("¿DEBERÍA ser así?") == find_hints("¿deberia ser asi?") == (Hint.YES_NO,)
