"""The results as PDF: tagged, complete, with words that no sign in them spoils, and a way out without its library."""

import json
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.domain.published import Published
from bot.domain.published_load import load_published
from bot.domain.question_figures import QuestionFigures
from bot.domain.questions import ShortQuestion
from bot.results.page.site import Site
from bot.results.report.content import MAX_COMMENTS, make_report
from bot.results.report.letters import has_letters, setable
from bot.results.report.pdf import make_pdf
from tests.exports.released import SECRET, SLUG, address, released
from tests.results.district import Size, open_district
from tests.sentences import EN, ES

SMALL = Size(comments=60, people=320, ratings=6_000, releases=2)


@pytest.fixture
async def found(tmp_path: Path) -> AsyncIterator[Published]:
    async with open_district(tmp_path, SMALL) as district, district.ctx.storage.read() as db:
        yield await load_published(district.ctx, db, district.exchange)


async def test_the_report_is_tagged_has_all_comments_and_is_the_same_each_time(found: Published) -> None:
    for language, texts in (("en", EN), ("es", ES)):
        made, left_out = make_pdf(found, language)
        assert made.startswith(b"%PDF-")
        assert all(part in made for part in (b"/StructTreeRoot", b"/MarkInfo", b"pdfuaid:part>1<"))
        assert f"/Lang({language})".encode() in made.replace(b" ", b"")
        assert made == make_pdf(found, language)[0]
        assert left_out == ()
        written = json.dumps(make_report(Site(found, "", language, is_file=True)).data, ensure_ascii=False)
        assert texts("explorer.method.hidden_names") in written
        heads = {head["head"].split(" ")[0] for head in _comments(found, language)}
        assert {f"#{each.number}" for each in found.comments} == heads
        assert '"alt": ""' not in written


async def test_any_words_can_be_in_it_and_letters_without_a_font_are_named(found: Published) -> None:
    hard = {
        "#let x = 1 $5 and $6 *bold* @ref <a> // no \\": True,
        "</text>&amp;\x00\ufffe": True,
        "x" * 2_900: True,
        "Más árboles 🌳 ≥ 3 ★": True,
        "學校需要更多的輔導員": False,
        "👍👍": False,
    }
    comments = [replace(each, text=text) for each, text in zip(found.comments, hard, strict=False)]
    every = replace(found, comments=(*comments, *found.comments[len(hard) :]))
    theme = replace(found.themes[0], name="學校安全")
    where = QuestionFigures(ShortQuestion("Where, $5 #x?", ("North *hall*", "Gym", "Outside")), (20, None, None), 5)
    same = QuestionFigures(ShortQuestion("Which door?", ("Front", "Back")), (None, None), 35)
    odd = replace(
        every,
        themes=(theme, *found.themes[1:]),
        top=tuple(each.number for each in comments[:3]),
        questions=(where, same),
    )
    _, left_out = make_pdf(odd, "en")
    missing = [each.number for each, fits in zip(comments, hard.values(), strict=True) if not fits]
    assert set(left_out) == set(missing)
    shown = {each["text"] for each in _comments(odd, "en")}
    assert EN("report.no_letters") in shown
    assert "Más árboles ≥ 3 ★" in shown
    parts = make_report(Site(odd, "", "en", is_file=True)).data["parts"]
    who = json.dumps([each["content"] for each in parts if each["title"] == EN("explorer.people_title")])
    for words in (where.question.text, "North *hall*", "Gym + Outside", "Which door?", EN("questions.undivided", n=35)):
        assert words in who


def _comments(found: Published, language: str) -> list[dict[str, str]]:
    report = make_report(Site(found, "", language, is_file=True))
    return [each for part in report.data["parts"] for each in part["content"] if each["kind"] == "comment"]


async def test_before_the_first_comment_there_is_a_report_too_and_a_long_one_says_what_is_left_out(
    found: Published,
) -> None:
    empty = Published(found.about, found.counts)
    assert make_pdf(empty, "es")[0].startswith(b"%PDF-")
    written = json.dumps(make_report(Site(empty, "", "en", is_file=True)).data)
    assert EN("explorer.empty") in written
    many = MAX_COMMENTS + 1
    longer = replace(found, comments=tuple(replace(found.comments[0], number=at) for at in range(many)), top=())
    bare = replace(longer, themes=(), differences=(), common=(), consensus=(), opinion_groups=())
    report = json.dumps(make_report(Site(bare, "", "en", is_file=True)).data)
    assert EN("report.some", n=MAX_COMMENTS, total=many) in report


def test_letters_are_kept_or_marked() -> None:
    assert setable("a  b\n\n🌳c\u200d") == "a b\nc"
    assert setable("“學校 安全”: 12") == "“[…]”: 12"
    assert has_letters("مدرسة Ελληνικά ≥ ★")
    assert not has_letters("学")


def test_the_command_makes_it_and_without_the_library_says_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "here.sqlite"
    path.write_bytes(released())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STARLING_DATABASE_URL", address(path))
    monkeypatch.setenv("STARLING_SECRET_KEY", SECRET)
    assert main(["export", SLUG, "--as", "pdf", "--out", "town.pdf"]) == 0
    first = Path("town.pdf").read_bytes()
    assert first.startswith(b"%PDF-")
    monkeypatch.setitem(sys.modules, "typst", None)
    capsys.readouterr()
    assert main(["export", SLUG, "--as", "pdf", "--out", "town.pdf"]) != 0
    written = capsys.readouterr().err
    assert "starling[pdf]" in written
    assert "--as html" in written
    assert Path("town.pdf").read_bytes() == first, "what is there stays"
