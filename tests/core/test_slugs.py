"""Short names, as they are made and as moderators write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.slug_rules import is_slug
from bot.core.slugs import free_slug, make_slug, tidy_slug


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("What keeps us safe at school?", "keeps-safe-school"),
        ("What should we keep in mind about the School Resource Officer contract?", "keep-school-resource"),
        ("Was hältst du von größeren Klassen?", "haeltst-du-von"),
        ("Что важно?", "exchange"),
        ("¿Qué nos da seguridad en la escuela?", "da-seguridad-escuela"),
        ("¿Debería la escuela renovar el contrato?", "escuela-renovar-contrato"),
        ("¿Cómo está usted?", "como-esta-usted"),
        ("How are you?", "how-are-you"),
        ("How is lunch?", "how-is-lunch"),
        ("Now?", "exchange"),
        ("Supercalifragilisticexpialidocious!", "supercalifragilisticexpi"),
        ("2026-12-11", "exchange"),
        ("", "exchange"),
    ],
)
def test_a_question_gives_a_short_name(question: str, slug: str) -> None:
    assert make_slug(question) == slug


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("Año nuevo, ¿qué cambiamos?", "anyo-nuevo-cambiamos"),
        ("An\u0303o nuevo", "anyo-nuevo"),  # as a Mac writes it: n and a sign
        ("Ano nuevo en la escuela", "nuevo-escuela"),  # without an ñ on the keyboard
        ("¿Cuántos años tienen los niños?", "anyos-ninyos"),
        ("Schwül im Klassenraum?", "schwuel-im-klassenraum"),
        ("Straße und Fußweg", "strasse-und-fussweg"),
        ("Pingüino y vergüenza", "pinguino-verguenza"),
        ("Caça aqui", "aqui"),
        ("Çok sık otobüs", "cok-otobues"),
        ("Łódź to school", "lodz-school"),
        ("Blåbærgrød for lunch", "blaabaergroed-lunch"),
        ("¿Culo?", "exchange"),
    ],
)
def test_a_letter_is_written_as_its_language_spells_it_out_and_makes_no_coarse_word(question: str, slug: str) -> None:
    assert make_slug(question) == slug


def test_a_taken_name_gets_a_number() -> None:
    assert free_slug("sro", []) == "sro"
    assert free_slug("sro", ["sro", "sro-2"]) == "sro-3"
    assert free_slug("a" * 40, ["a" * 40]) == "a" * 38 + "-2"


def test_what_a_moderator_writes_is_mended_or_refused() -> None:
    assert tidy_slug("SRO Contract!") == "sro-contract"
    assert tidy_slug("fri") == ""
    assert tidy_slug("ü" * 50) == "ue" * 20


@given(st.text(max_size=300))
def test_every_made_name_is_one_that_commands_understand(question: str) -> None:
    assert is_slug(make_slug(question))
    assert tidy_slug(question) == "" or is_slug(tidy_slug(question))
