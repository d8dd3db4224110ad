"""Hints show whole commands: typed as they are written they reach the bot, and not the channel."""

import ast
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.command_words import action_in, action_of
from bot.core.errors import InputError
from bot.help import guide
from bot.slack.commands import Role
from bot.subcommands import SUBCOMMANDS
from bot.texts import LANGUAGES, check
from bot.themes.parse import FORMS, parse_theme
from tests.commands import ALL, named, parse
from tests.sentences import EN, ES

BOT = Path(__file__).parent.parent / "bot"
TYPED = {"rate", "valorar", "results", "resultados", "stop", "skip", "undo"}  # written to the app as a message
_SPAN = re.compile(r"`([^`\n]+)`")
_AFTER_COMMAND = re.compile(r"(?:/exchange|\{\$command\}|\{\}) ([^`\n]+)")
_ALTERNATIVES = re.compile(r" [|·] ")
_FLAG = re.compile(r"--([\w-]+)")
_ANY_FLAG = "grammar.flag_unreadable"  # it shows how flags are written, by one that there is not
_FLAGS = {name: flag for each in SUBCOMMANDS for flag in each.syntax.flags for name in (flag.name, *flag.spanish)}
_THEME = {"rename", "merge", "split", "move", "lock", "unlock", "seed"}


def faults(text: str) -> list[str]:
    """Return the hints in a text that begin with a subcommand and lack the command."""
    found = []
    for span in _SPAN.findall(text):
        first = span.split()[0] if span.split() else ""
        if (first in _THEME or ALL.names.find(first)) and span not in TYPED:
            found.append(span)
    return found


def texts_in(source: str) -> Iterator[str]:
    """Yield the texts of a module but for docstrings; what is filled in is {}."""
    tree = ast.parse(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    docs |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(each) for each in node.values}
            yield "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | inside:
            yield node.value


def test_every_hint_in_the_code_is_a_whole_command() -> None:
    found = {}
    seen = 0
    for path in sorted(BOT.rglob("*.py")):
        if "playground" in path.parts:
            continue
        for text in texts_in(path.read_text(encoding="utf-8")):
            seen += len(_SPAN.findall(text))
            if faults(text):
                found[f"{path.relative_to(BOT)}: {text[:60]}"] = faults(text)
    for language in LANGUAGES:
        for code, pattern in check.load(language).items():
            for text in check.variants(pattern):
                seen += len(_SPAN.findall(text))
                if faults(text):
                    found[f"{language} {code}"] = faults(text)
    assert seen > 100, "the search finds hints"
    assert not found


def words_with_meanings(text: str, language: str) -> Iterator[tuple[str, str | None]]:
    """Yield the subcommands, actions and flags in a text, each with what it is called in a language; None: no flag."""
    for line in _AFTER_COMMAND.findall(text):
        for part in _ALTERNATIVES.split(line):
            first, second = [*part.split(), "", ""][:2]
            if name := ALL.names.find(first):
                yield first, named(name).syntax.name_in(language)
                action = action_of(second.strip("[,.`"))
                if action in named(name).syntax.actions:
                    yield second.strip("[,.`"), action_in(language, action)
    for word in _FLAG.findall(text):
        flag = _FLAGS.get(word)
        yield word, flag.name_in(language) if flag else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_names_subcommands_actions_and_flags_in_its_own_language(language: str) -> None:
    sentences = {code: check.variants(pattern) for code, pattern in check.load(language).items() if code != _ANY_FLAG}
    sentences["banner"] = json.loads((BOT / "playground/example/banner.json").read_text(encoding="utf-8"))[language][
        "steps"
    ]
    shown = [
        (code, word, meant)
        for code, texts in sentences.items()
        for text in texts
        for word, meant in words_with_meanings(text, language)
    ]
    assert len(shown) > 50, "the search finds commands"
    assert [(code, word) for code, word, meant in shown if word != meant] == []


def test_no_subcommand_is_named_in_the_code_for_people_to_read() -> None:
    written = [
        f"{path.relative_to(BOT)}: {text}"
        for path in sorted(BOT.rglob("*.py"))
        if "playground" not in path.parts
        for text in texts_in(path.read_text(encoding="utf-8"))
        if any(ALL.names.find(line.split()[0]) for line in _AFTER_COMMAND.findall(text) if line.split())
    ]
    assert written == []


@pytest.mark.parametrize("rest", ["sro nosuch", "merge t3", "show", "show t3 t4", "move t3", "rename t3", "#412 t3"])
def test_what_is_written_about_a_theme_command_shows_it_whole(rest: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_theme(rest)
    assert not faults(EN.error(refused.value))
    assert "`/exchange theme" in EN.error(refused.value) or "characters" in EN.error(refused.value)


@pytest.mark.parametrize("subcommand", [each.name for each in SUBCOMMANDS])
def test_what_is_written_about_a_flag_shows_the_command_whole(subcommand: str) -> None:
    with pytest.raises(InputError) as refused:
        parse(f"{subcommand} --nosuch")
    assert not faults(EN.error(refused.value))
    assert f"`/exchange {subcommand}`" in EN.error(refused.value)


def test_every_form_of_a_theme_command_begins_with_theme() -> None:
    assert all(form.startswith(f"theme {name}") for name, form in FORMS.items())


def test_all_help_shows_whole_commands() -> None:
    shown = []
    for texts, role in itertools.product((EN, ES), (Role.OWNER, Role.MODERATOR, None)):
        shown.append(guide.overview(texts, ALL, "/exchange", role))
        names = [each.name for each in ALL.allowed_to(role)]
        shown += [guide.page(texts, ALL, name, "/exchange", role) for name in (*names, "nosuch", "shaer")]
    assert not [each for each in shown if faults(str(each))]
