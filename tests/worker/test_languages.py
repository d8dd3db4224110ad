"""Which language a comment is in: found from enough words, else that of the exchange."""

import pytest

from bot.worker import languages
from bot.worker.languages import detect

ENGLISH = [
    "The buses in the morning come far too late for us", "We need more counsellors who listen to students",
    "Lunch breaks are too short to eat and to talk", "There should be a crossing guard at the front gate",
    "Please let us use the library after school hours", "Teachers should give less homework before exams",
    "The heating in the gym has been broken for weeks",
]  # fmt: skip
SPANISH = [
    "Los autobuses de la mañana llegan demasiado tarde", "Necesitamos más consejeros que escuchen a los alumnos",
    "El almuerzo es demasiado corto para comer tranquilos", "Debería haber un guardia en la puerta de la escuela",
    "La biblioteca debería abrir también por las tardes", "Los profesores dan demasiada tarea antes de los exámenes",
    "La calefacción del gimnasio lleva semanas sin funcionar",
]  # fmt: skip
SHORT = ["ok", "pizza on fridays", "No", "sí", "More lunch", "WiFi", "Phones!", "good teachers", "no no no no no no"]
WORDLESS = [
    "😀😀😀",
    "😀 😀 😀 😀 😀",
    "❤️",
    ":heart: :heart: :heart: :heart:",
    "...",
    "",
    "12345 67 89 10",
    "👍 👍 👍 👍",
]


@pytest.mark.parametrize(("long", "language"), [(ENGLISH, "en"), (SPANISH, "es")])
@pytest.mark.parametrize("little", [SHORT, WORDLESS, WORDLESS * 20])
def test_what_is_short_or_wordless_has_the_language_of_the_exchange(
    long: list[str], language: str, little: list[str]
) -> None:
    assert set(detect([*long, *little])) == {language}


def test_where_all_are_short_their_words_together_tell() -> None:
    short = [
        "More lunch",
        "better teachers",
        "Phones in class",
        "Longer recess",
        "warm food",
        "the old gym",
        "ok",
        "😀😀😀",
    ]
    assert set(detect(short)) == {"en"}


def test_where_there_are_no_words_no_language_is_found() -> None:
    assert set(detect(WORDLESS)) == {""}
    assert detect([]) == []


def test_two_languages_that_enough_people_write_stay_apart() -> None:
    found = detect([*ENGLISH, *SPANISH, "pizza on fridays"])
    assert found == ["en"] * 7 + ["es"] * 7 + ["en"]


def test_the_order_plays_no_part() -> None:
    texts = [*ENGLISH, *SPANISH, *SHORT, *WORDLESS]
    assert detect(texts[::-1]) == detect(texts)[::-1]


def test_other_letters_tell_their_language_from_few_words() -> None:
    assert detect([*ENGLISH, "Нам нужно больше времени на обед, потому что очереди длинные"])[-1] == "ru"


def test_what_was_found_once_is_remembered_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*ENGLISH, *SPANISH, *SHORT, *WORDLESS, "我们需要更多的时间", "Больше времени"]
    kept: dict[bytes, bytes] = {}
    monkeypatch.setattr(languages, "_kept", kept)
    fresh = detect(texts)
    assert len(kept) == len(set(texts))
    assert not any(text and text.encode() in b"".join([*kept, *kept.values()]) for text in texts)
    monkeypatch.setattr(languages, "_likely", {}.__getitem__)  # asked of nothing again
    assert detect(texts[::-1])[::-1] == fresh


def test_only_so_many_texts_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[bytes, bytes] = {}
    monkeypatch.setattr(languages, "_kept", kept)
    monkeypatch.setattr(languages, "MAX_KEPT", 3)
    detect(ENGLISH)
    assert len(kept) == 3


def test_an_unclear_chinese_comment_is_in_the_language_of_the_others_in_its_script() -> None:
    clear = [f"我覺得政府應該制定新的法規來保障每一位乘客的安全，這是第{at}個理由" for at in "一二三四五六七"]
    found = detect([*ENGLISH, *clear, "Uber 很好", "交通部"])
    assert found[-2:] == ["zh", "zh"]
    assert detect([*ENGLISH, "交通部"])[-1] != "en"
