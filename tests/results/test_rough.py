"""A rough look at the comments: on a page of its own, labelled so, of enough comments, and without its list too."""

import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.published import Published
from bot.domain.published_load import load_published
from bot.results.page.rough import list_moods, list_words
from tests.results.district import District, Size, open_district
from tests.results.site import plain, reader_of
from tests.sentences import EN, ES

SMALL = Size(comments=60, people=320, ratings=6_000, releases=2)


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    async with open_district(tmp_path, SMALL) as found:
        yield found


async def load(district: District) -> Published:
    async with district.ctx.storage.read() as db:
        return await load_published(district.ctx, db, district.exchange)


async def test_it_is_on_its_own_page_says_that_it_is_rough_and_is_nowhere_else(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader_of(district.ctx, district.exchange) as reader:
        for language, texts in (("en", EN), ("es", ES)):
            words = plain(await reader.reads("rough", language=language))
            assert texts("rough.warning") in words
            assert texts("rough.words_how") in words
            for path in ("", "themes", "comments", "method"):
                assert texts("rough.words") not in plain(await reader.reads(path, language=language)), path
        assert "/rough" in await reader.reads("themes")
        html = await reader.reads("rough")
        assert 'class="w5"' in html
        assert "style=" not in html


async def test_words_of_few_comments_and_small_words_are_left_out(district: District) -> None:
    found = await load(district)
    texts = ["The Lunch is too short"] * 6 + ["Árboles que no están, don't cut"] * 5 + ["Secret word here"] * 4
    made = replace(found, comments=tuple(replace(each, text=text) for each, text in zip(found.comments, texts)))  # noqa: B905
    words = {each.word: each.comments for each in list_words(made)}
    assert words["lunch"] == 6
    assert words["árboles"] == 5
    assert "secret" not in words
    assert not {"the", "que", "don", "don't"} & set(words)
    assert list_words(replace(found, comments=())) == []
    strict = replace(made, about=replace(made.about, min_group_size=6))
    assert "árboles" not in {each.word for each in list_words(strict)}


async def test_moods_are_of_enough_english_comments_and_without_the_list_there_are_none(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await load(district)
    theme = found.themes[0]
    texts = (
        ["I love this great school, it makes me happy!"] * 3 + ["This is terrible and I hate it."] * 2 + ["At noon."]
    )
    inside = [found.by_number[number] for number in theme.comments]
    some = [replace(inside[at % len(inside)], number=at, text=text, language="en") for at, text in enumerate(texts)]
    english = replace(found, comments=tuple(some))
    [mood] = list_moods(english)
    assert (mood.theme.number, mood.glad, mood.neither, mood.sad) == (theme.number, 3, 1, 2)
    assert list_moods(replace(found, comments=tuple(some[:4]))) == []
    assert list_moods(replace(found, comments=tuple(replace(each, language="es") for each in some))) == []
    monkeypatch.setitem(sys.modules, "vader", None)
    assert list_moods(english) == []
