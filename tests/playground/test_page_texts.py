"""The catalogues of the playground's page: both languages are whole, and the page says nothing that is not in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.playground.page import assets, clock
from bot.playground.page.texts import LANGUAGES, Text, language_of, load_texts, preferred_language, translate_step
from tests.playground.test_start import STEPS

EN, ES = (load_texts(language) for language in LANGUAGES)
FORMS = {"en": {"one", "other"}, "es": {"one", "many", "other"}}
UNCOUNTED = {"time.at"}  # chosen by an hour of the day: there are no millions of hours
SCRIPTS = sorted((assets.STATIC / "js").glob("*.js"))
HTML = sorted(assets.STATIC.glob("*.html"))
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`' + r"|'((?:[^'\\\n]|\\.)*)'")
ID = re.compile(r'"([a-z]+(?:\.[a-z_]+)+)"')
MADE = re.compile(r"t\(`([a-z.]+\.)\$\{|= `([a-z.]+\.)\$\{")  # the start of an id that is put together
PATTERN = re.compile(r"(?<=[\s(,\[!])/(?![/\s])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*(?=[\s),.;\]])")
SELECTOR = re.compile(r"[.\[:#]")
KEYS = re.compile(r"Arrow\w+|Backspace|Enter|Escape|Tab|Home|End|UTC|Slackbot|PDF")


def texts_of(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def facts_of(text: Text) -> set[str]:
    return {name for form in texts_of(text) for name in re.findall(r"\{(\w+)\}", form)}


def code_of(script: Path) -> str:
    """Return a script without its comments and regular expressions."""
    text = re.sub(r"/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
    return PATTERN.sub("x", re.sub(r"(?m)(?:^|(?<=\s))//.*$", "", text))


def literals(code: str) -> Iterator[tuple[str, str]]:
    """Yield each string of a script, without what it puts in, and the code in front of it."""
    for found in LITERAL.finditer(code):
        words = next(each for each in found.groups() if each is not None)
        yield re.sub(r"\$\{[^}]*\}", "", words), code[max(0, found.start() - 40) : found.start()]


def used_ids() -> set[str]:
    areas = {each.partition(".")[0] for each in EN}
    quoted = {each for script in SCRIPTS for each in ID.findall(code_of(script))}
    ids = {each for each in quoted if each.partition(".")[0] in areas and not each.endswith(".js")}
    return ids.union(
        *(re.findall(r"\{\{ ([a-z_.]+\.[a-z_.]+) \}\}", each.read_text(encoding="utf-8")) for each in HTML)
    )


def made_prefixes() -> set[str]:
    return {one or other for script in SCRIPTS for one, other in MADE.findall(code_of(script))}


def test_both_languages_have_the_same_sentences_with_the_same_facts() -> None:
    assert list(EN) == list(ES)
    assert {each for each in EN if facts_of(EN[each]) != facts_of(ES[each])} == set()
    assert [each for texts in (EN, ES) for each, text in texts.items() if not all(map(str.strip, texts_of(text)))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_is_there(language: str) -> None:
    for each, text in load_texts(language).items():
        if isinstance(text, dict):
            assert set(text) == FORMS[language] - ({"many"} if each in UNCOUNTED else set()), each
            assert isinstance(EN[each], dict), each


def test_the_page_names_sentences_that_exist_and_all_of_them() -> None:
    used, made = used_ids(), made_prefixes()
    assert used - EN.keys() == set()
    assert made == {"due.", "clock.error."}
    rest = {each for each in EN.keys() - used if not each.startswith((*made, "step.", "consent.role."))}
    assert rest == set()


def test_each_reason_of_the_clock_has_a_sentence() -> None:
    codes = set(re.findall(r'TimeError\("(\w+)"', Path(clock.__file__).read_text(encoding="utf-8")))
    assert {f"clock.error.{each}" for each in codes} == {each for each in EN if each.startswith("clock.error.")}


def test_each_step_of_the_start_is_written_in_both_languages() -> None:
    steps = ["Starting", *STEPS[1:]]  # the first is over before there is a page
    assert [translate_step(each, "en") for each in steps] == steps
    spanish = [translate_step(each, "es") for each in steps]
    assert not set(spanish) & set(steps)
    assert "216" in next(each for each in spanish if each.startswith("Escribiendo"))
    assert translate_step("Something else", "es") == "Something else"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda each: each.name)
def test_no_sentence_is_written_in_a_script(script: Path) -> None:
    found = [
        words
        for words, before in literals(code_of(script))
        if re.match(r"\s*[(@]?[A-Z][a-z]", words)
        or re.search(r"[a-z]{2,} [a-z]{2,}.*[.?!…]|^ ?\(?[a-z]+\)$|^ [a-z]+", words)
        if not KEYS.fullmatch(words)
        and not SELECTOR.match(words)
        and not re.search(r"class: [^,]*$|css = $|`\s*$", before)
    ]
    assert found == []


@pytest.mark.parametrize("page", HTML, ids=lambda each: each.name)
def test_no_sentence_is_written_in_the_pages(page: Path) -> None:
    bare = re.sub(r"<[^>]*>|\{\{ [a-z_.]+ \}\}", "", page.read_text(encoding="utf-8"))
    assert re.findall(r"\w+", bare) == []


def test_the_language_follows_locales_and_browsers() -> None:
    assert [language_of(each) for each in ("es-LA", "es_MX", "ES", "en-GB", "fr-FR", "est", "")] == [
        *("es", "es", "es", "en", "en", "en", "en")
    ]
    headers = ("es-MX,es;q=0.9,en;q=0.8", "fr-FR,fr;q=0.9,es;q=0.5", "en-US,es;q=0.5", "de", "*", "")
    assert [preferred_language(each) for each in headers] == ["es", "es", "en", "en", "en", "en"]


async def test_before_a_person_is_known_the_page_is_in_the_browsers_language() -> None:
    app = web.Application()
    app.add_routes(assets.routes())
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        for header, language in (("es-MX,es;q=0.9", "es"), ("fr", "en")):
            async with client.get("/", headers={"Accept-Language": header}) as answer:
                text = await answer.text()
                assert answer.headers["Content-Language"] == language
                assert f'<html lang="{language}"' in text
                assert str(load_texts(language)["page.skip"]) in text
                assert "{{" not in text
        async with client.get("/static/index.html") as answer:
            assert answer.status == 404
        async with client.get("/static/texts.json") as answer:
            assert await answer.json() == {"en": EN, "es": ES}
