"""What counts as a typed rating, in English and Spanish, and which words ask for help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rating_words import parse_rating
from bot.core.words import RATINGS
from bot.help.words import ENGLISH, HELP, RESULTS, SPANISH, read_request
from tests.core.processor import processor_ms


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("4", "4"),
        (" 5 ", "5"),
        ("****", "4"),
        ("* * *", "3"),
        ("⭐⭐⭐⭐", "4"),
        ("⭐️⭐️", "2"),
        (":star::star::star:", "3"),
        ("★", "1"),
        ("Skip", "skip"),
        ("undo.", "undo"),
        ("rate", "rate"),
        ("0", "?"),
        ("6", "?"),
        ("412", "?"),
        ("3.5", "?"),
        ("-1", "?"),
        ("******", "?"),
        ("4 more crossing guards", ""),
        ("skip the assembly", ""),
        ("", ""),
        ("four", ""),
        ("4 stars", "4"),
        ("one star!", "1"),
        ("four stars", "4"),
        ("6 stars", "?"),
        ("4 estrellas", "4"),
        ("1 estrella", "1"),
        ("cuatro", "4"),
        ("Cuatro estrellas.", "4"),
        ("una estrella", "1"),
        ("0 estrellas", "?"),
        ("una", ""),
        ("¡Saltar!", "skip"),
        ("omitir", "skip"),
        ("deshacer", "undo"),
        ("calificar", "rate"),
        ("siguiente", "rate"),
        ("parar", "stop"),
        ("Basta", "stop"),
        ("stop for now", "stop"),
        ("next", "rate"),
        ("cuatro guardias más", ""),
        ("estrellas", ""),
        ("4" * 10_000, ""),
        ("*" * 100, "?"),
    ],
)
def test_a_typed_rating(text: str, word: str) -> None:
    assert parse_rating(text) == word


@given(st.text(max_size=400))
def test_any_message_is_a_rating_or_words_and_never_slow(text: str) -> None:
    assert parse_rating(text) in {"1", "2", "3", "4", "5", "?", "", "skip", "undo", "rate", "stop"}
    assert min(processor_ms(lambda: parse_rating(text)) for _ in range(3)) < 5


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Help!", (HELP, ENGLISH)),
        ("¿Ayuda?", (HELP, SPANISH)),
        ("Buenos días", (HELP, SPANISH)),
        ("buen dia", (HELP, SPANISH)),
        ("Ayúdeme, por favor", (HELP, SPANISH)),
        ("No entiendo", (HELP, SPANISH)),
        ("¿Qué es esto?", (HELP, SPANISH)),
        ("resultados", (RESULTS, SPANISH)),
        ("Ver los resultados", (RESULTS, SPANISH)),
        ("show me the results", (RESULTS, ENGLISH)),
        ("?", (HELP, ENGLISH)),
        ("Ayuda a los nuevos", None),
        ("", None),
    ],
)
def test_words_to_the_app_are_known_in_both_languages(text: str, asked: tuple[str, str] | None) -> None:
    assert read_request(text) == asked


def test_no_word_is_a_rating_and_a_call_for_help() -> None:
    for words in RATINGS.values():
        for listed in words.actions.values():
            assert not [each for each in listed if read_request(each)]
        assert not [each for each in words.alone if read_request(each)]
