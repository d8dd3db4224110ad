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
