"""Headlines as people see them: the example's comments, by meaning and by wording alone."""

import json
from pathlib import Path

import pytest

from bot.core.themes import ThemeKind, ThemeState, follow
from bot.core.themes.key_sentence import key_clause, says_something
from bot.core.themes.words import segments, stem
from bot.playground.example.loader import HERE
from bot.worker.encoder import understand
from bot.worker.languages import detect

TEXTS = [row["text"] for row in json.loads((Path(HERE) / "comments.json").read_text(encoding="utf-8"))["comments"]]


def found(*, by_meaning: bool) -> ThemeState:
    """Return the themes of the example."""
    spoken = detect(TEXTS)
    meaning = understand(TEXTS, spoken) if by_meaning else None
    return follow(list(enumerate(TEXTS)), languages=dict(enumerate(spoken)), meaning=meaning)[0]


def plain(text: str) -> str:
    """Return a text's words without inflection, phrase by phrase."""
    return " | ".join(" ".join(stem(word) for word in segment) for segment in segments(text))


@pytest.mark.parametrize("by_meaning", [True, False])
def test_every_headline_is_one_or_two_phrases_that_two_commenters_of_the_theme_wrote(*, by_meaning: bool) -> None:
    state = found(by_meaning=by_meaning)

    named = [theme for theme in state.themes if theme.kind not in {ThemeKind.SILENT, ThemeKind.LANGUAGE}]
    assert len(named) >= 4
    for theme in named:
        assert theme.kind == ThemeKind.NAMED
        assert not set(",;:…0123456789") & set(theme.headline)
        assert theme.headline.casefold().replace(" y ", " and ").replace(" e ", " and ") == (
            " and ".join(theme.phrases).casefold().replace(" y ", " and ")
        )
        for phrase in theme.phrases:
            assert 1 <= len(phrase.split()) <= 6
            having = [member for member, _ in theme.members if f" {plain(phrase)} " in f" {plain(TEXTS[int(member)])} "]
            assert len(having) >= 2, phrase
    assert len({theme.headline.casefold() for theme in named}) == len(named)


def test_key_sentences_say_more_than_the_headline() -> None:
    for theme in found(by_meaning=True).themes:
        assert theme.example_id is not None
        text = TEXTS[int(theme.example_id)]
        start, end = key_clause(text, theme.phrases) or (0, 0)
        assert says_something(text[start:end]), text
        assert text[start:end].casefold() != theme.headline.casefold()


SPANISH = [
    "El recreo es muy corto para comer y jugar",
    "Queremos un recreo más largo, por favor",
    "Con un recreo más largo mi hijo comería mejor",
    "El recreo debería ser al aire libre todos los días",
    "En el recreo no hay sombra ni agua",
    "Que el recreo no se quite como castigo",
    "Faltan consejeros que hablen español",
    "Mi hija necesita consejeros en su escuela",
    "Dos consejeros no alcanzan para tantos alumnos",
    "Los consejeros ayudan más que los castigos",
    "Más consejeros y menos exámenes",
    "Los consejeros deberían visitar a las familias",
    "Los baños están sucios por la tarde",
    "Falta jabón en los baños de la escuela",
    "Los baños del segundo piso no cierran",
    "Limpien los baños dos veces al día, por favor",
    "Nadie usa los baños porque huelen mal",
    "Los baños necesitan puertas y luz",
]


@pytest.mark.parametrize("by_meaning", [True, False])
def test_headlines_of_spanish_comments_are_spanish(*, by_meaning: bool) -> None:
    """Joined by "y" or "e", one capital, no article or preposition at an end, and of words that people wrote."""
    languages = ["es"] * len(SPANISH)
    meaning = understand(SPANISH, languages) if by_meaning else None
    state, _ = follow(list(enumerate(SPANISH)), languages=dict(enumerate(languages)), meaning=meaning)

    assert len(state.themes) >= 2
    for theme in state.themes:
        assert theme.language == "es"
        words = theme.headline.split()
        assert not {"and", "the", "of"} & set(words)
        assert theme.headline[1:] == theme.headline[1:].lower()
        assert not {"el", "la", "los", "las", "de", "del", "en", "y", "que", "un", "una"} & {
            words[0].lower(),
            words[-1],
        }
        texts = [SPANISH[int(member)] for member, _ in theme.members]
        for phrase in theme.phrases:
            assert sum(f" {plain(phrase)} " in f" {plain(text)} " for text in texts) >= 2, phrase
    named = " ".join(theme.headline.lower() for theme in state.themes)
    assert all(word in named for word in ("recreo", "consejeros", "baños")), named
