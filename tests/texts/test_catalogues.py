"""Both catalogues are whole and fit Slack, and the code names what is in them."""

import ast
import re
from pathlib import Path

import pytest

from bot.texts import LANGUAGES, check
from bot.texts.catalogue import CatalogueError, parse
from bot.texts.check import Use
from bot.texts.check_templates import uses_in_template

ROOT = Path(__file__).parent.parent.parent
MOVED = [
    "bot/ai",
    "bot/digest",
    "bot/domain",
    "bot/exchanges",
    "bot/help",
    "bot/home",
    "bot/http",
    "bot/moderate",
    "bot/rate",
    "bot/results",
    "bot/scores",
    "bot/share",
    "bot/slack",
    "bot/themes",
]
"""Packages all of whose sentences come from the catalogues."""

TYPED = {
    "bot/ai/prompts.py",
    "bot/help/words.py",
    "bot/moderate/words.py",
    "bot/themes/parse.py",
    "bot/themes/sets/parse.py",
}
"""Words that people type, in both languages, and what services are asked."""

LISTS = {"exchange.moderators", "exchange.owners"}
"""Lists of mentions."""

CATALOGUES = {language: check.load(language) for language in LANGUAGES}
CODE = [path for path in (ROOT / "bot").rglob("*.py") if "playground" not in path.parts]
TEMPLATES = sorted((ROOT / "bot").rglob("*.jinja"))
USES = [use for path in CODE for use in check.uses_in(path, str(path.relative_to(ROOT)))]
USES += [use for path in TEMPLATES for use in uses_in_template(path, str(path.relative_to(ROOT)))]


def test_both_languages_are_whole_and_fit_slack() -> None:
    assert check.check_catalogues(CATALOGUES) == []


def test_no_full_stop_follows_a_mention_since_a_name_may_end_with_one() -> None:
    found = {
        f"{language}: {code}"
        for language, catalogue in CATALOGUES.items()
        for code, pattern in catalogue.items()
        for form in check.variants(pattern)
        for name in re.findall(r"\{\$(\w+)\}[*_]*\.(?=\s|$)", form)
        if name in {"who", "moderator", "people"} or (name == "names" and code in LISTS)
    }
    assert found == set()


def test_spanish_is_in_the_words_of_the_americas() -> None:
    forms = [(code, form) for code, pattern in CATALOGUES["es"].items() for form in check.variants(pattern)]
    assert [code for code, form in forms if re.search(r"\bañad|\bpulsa|\bpulse\b|\bpinch", form, re.IGNORECASE)] == []


def test_the_code_names_sentences_that_exist_with_their_parameters() -> None:
    assert check.check_uses([use for use in USES if use.code], CATALOGUES["en"]) == []


@pytest.mark.parametrize("package", MOVED)
def test_a_feature_writes_the_ids_out(package: str) -> None:
    assert [use.where for use in USES if use.where.startswith(f"{package}/") and not use.code] == []


def test_every_sentence_is_used() -> None:
    assert check.check_unused(USES, CATALOGUES["en"]) == []


def test_the_tests_name_sentences_that_exist() -> None:
    paths = [path for path in (ROOT / "tests").rglob("*.py") if "texts" not in path.relative_to(ROOT).parts[1:-1]]
    uses = [use for path in paths for use in check.uses_in(path, str(path.relative_to(ROOT))) if use.code]
    assert check.check_uses(uses, CATALOGUES["en"]) == []


def test_the_story_in_the_browser_names_sentences_that_exist() -> None:
    tree = ast.parse((ROOT / "tests/browser/test_story.py").read_text(encoding="utf-8"))
    named = [
        argument.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if ast.unparse(call.func) in {"script.says", "script.text", "script.field"}
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]
    assert named
    assert [code for code in named if code not in CATALOGUES["en"]] == []


@pytest.mark.parametrize("package", MOVED)
def test_no_sentence_is_written_in_a_feature(package: str) -> None:
    assert [
        each
        for path in sorted((ROOT / package).rglob("*.py"))
        for each in literal_sentences(path)
        if path.relative_to(ROOT).as_posix() not in TYPED
    ] == []


def literal_sentences(path: Path) -> list[str]:
    """Return the strings of a file that look like words for people: two words, no docstring, no message of a fault.

    A message of a fault is raised, or named msg before it is: it is for programmers.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {
        id(node.value)
        for each in ast.walk(tree)
        if isinstance(each, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for node in each.body
        if isinstance(node, ast.Expr)
    } | {
        id(node)
        for each in ast.walk(tree)
        if isinstance(each, ast.Raise) or (isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "msg")
        for node in ast.walk(each)
    }
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents
        if sum(word.strip(".,:;!?*“”").isalpha() for word in node.value.split()) > 1
    ]


def complaints(text: str, language: str = "en", feature: str = "feature") -> list[str]:
    messages = parse(text, feature, where="here")
    return [each for code, pattern in messages.items() for each in check.check_message(code, pattern, language)]


@pytest.mark.parametrize(
    ("text", "language", "complaint"),
    [
        ("one = { $n ->\n    [one] comment\n   *[other] comments\n }", "en", ""),
        ("one = { $n ->\n   *[other] comments\n }", "en", "plural form [one] of $n is missing"),
        ("one = { $n ->\n    [one] uno\n   *[other] otros\n }", "es", "plural form [many] of $n is missing"),
        ("one = { $stars ->\n    [one] estrella\n   *[other] estrellas\n }", "es", ""),
        ("one = { $n ->\n    [few] a\n    [one] a\n   *[other] b\n }", "en", "en has no [few]"),
        ("skip =\n    .button = " + "a" * 76, "en", "takes 75 characters"),
        ("skip_option =\n    .unclear = " + "a" * 76, "en", "takes 75 characters"),
        ("home =\n    .title = 1234567890123456789012345", "en", "takes 24 characters"),
        ("one = a *bold word", "en", "* does not pair"),
        ("one = write `/exchange rate *`", "en", ""),
        ("one = “a word", "en", "do not pair"),
        ("one = a <b>word</b>", "en", "no HTML"),
        ("one = Quieres verlo?", "es", "¿ or ¡ is missing"),
        ("one = ¿Quieres verlo?", "es", ""),
        ("one = #{ $n } is gone", "en", "$number is a comment's"),
        ("one = #{ $number } is gone", "en", ""),
        ('one = { "" }', "en", "it is empty"),
        ("oneTwo = word", "en", "small letters"),
    ],
)  # fmt: skip
def test_the_checker_finds_it(text: str, language: str, complaint: str) -> None:
    found = complaints(text, language)
    assert complaint in " ".join(found)
    assert bool(found) == bool(complaint)


@pytest.mark.parametrize(
    "text",
    [
        "one = word\none = another",
        "one { word }",
        "-term = word\none = { -term }",
        "one = word\ntwo = { one }",
        "one = { NUMBER($n) }",
        "one = { $n ->\n    [one] a\n    [one] b\n   *[other] c\n }",
    ],
)
def test_what_our_catalogues_do_not_use_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError, match="here"):
        parse(text, "feature", where="here")


def test_languages_that_differ_are_found() -> None:
    english = parse("one = { $name } is here\ntwo = word", "f", where="en")
    spanish = parse("one = { $nombre } está\nthree = palabra", "f", where="es")
    assert check.check_catalogues({"en": english, "es": spanish}) == [
        "es: f.two is missing",
        "es: f.three is not in en",
        "es: f.one: the parameters are ['name'] in en",
    ]


def test_what_the_code_names_wrongly_is_found(tmp_path: Path) -> None:
    file = tmp_path / "code.py"
    file.write_text(
        'texts("f.one", name=1)\ntexts("f.one")\nraise UserError("f.none", block_id="b")\n'
        'self._texts(f"f.{kind}", name=1)\ntexts(code)\ntexts("f.two" if a else "f.one", **more)\n'
    )
    catalogue = parse("one = { $name } is here\ntwo = word\nthree = unused\n.button = x", "f", where="en") | parse(
        "other = { $name }", "g", where="en"
    )
    uses = list(check.uses_in(file, "code.py"))
    assert Use("code.py:4", "f\\.[a-z0-9_]+", frozenset({"name"}), is_pattern=True) in uses
    assert check.check_uses(uses, catalogue) == [
        "code.py:2: f.one takes ['name'], not []",
        "code.py:3: no sentence f.none",
        "code.py:4: f.two takes [], not ['name']",
        "code.py:4: f.three takes [], not ['name']",
        "code.py:5: the id has to be written here, as a literal or an f-string",
    ]
    assert check.check_unused(uses, catalogue) == ["nobody uses f.three.button", "nobody uses g.other"]
