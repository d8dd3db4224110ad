"""Every subcommand as it is declared: whole in both languages, read by its own grammar, and used in a story."""

import inspect
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.command_words import action_in, action_of
from bot.help import guide
from bot.slack.blocks import Block
from bot.slack.commands import Role, Subcommand, Subcommands
from bot.subcommands import SUBCOMMANDS
from bot.texts import Texts
from tests.commands import ALL, READY, parse
from tests.sentences import EN, ES
from tests.whole_bot import Playground

STORIES = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "stories").glob("test_*.py"))
ROLES = [None, Role.MODERATOR, Role.OWNER]
BOTH = pytest.mark.parametrize("texts", [EN, ES], ids=["en", "es"])


def lines(shown: list[Block]) -> list[str]:
    text: str = shown[0]["text"]["text"]
    return text.split("\n")


def test_a_subcommand_is_declared_once() -> None:
    assert len({each.name for each in SUBCOMMANDS}) == len(SUBCOMMANDS)
    assert all(each.syntax.spanish for each in SUBCOMMANDS)


@BOTH
@pytest.mark.parametrize("subcommand", READY, ids=lambda each: each.name)
def test_its_form_and_example_are_read_by_its_own_grammar(subcommand: Subcommand, texts: Texts) -> None:
    assert subcommand.purpose(texts)
    assert subcommand.form(texts, "/exchange").split()[:2] == subcommand.written(texts, "/exchange").split()
    parsed = parse(subcommand.example(texts, "/exchange").removeprefix("/exchange "), texts.language)
    assert parsed.subcommand == subcommand.name
    form = subcommand.form(texts, "/exchange").removeprefix(subcommand.written(texts, "/exchange"))
    actions = [word for word in re.findall(r"[\w-]+", form) if action_of(word) in subcommand.syntax.actions]
    assert actions == [action_in(texts.language, action_of(word)) for word in actions]
    if subcommand.syntax.actions:
        assert actions
        assert parsed.args[0] in subcommand.syntax.actions


@BOTH
@pytest.mark.parametrize("subcommand", SUBCOMMANDS, ids=lambda each: each.name)
def test_help_has_a_page_for_it_and_hides_it_from_who_may_not(subcommand: Subcommand, texts: Texts) -> None:
    for role in ROLES:
        for name in (subcommand.name, *subcommand.syntax.other_names):
            text, shown = guide.page(texts, ALL, name, "/exchange", role)
            is_shown = subcommand.written(texts, "/exchange") in str(shown) and texts("guide.heading") not in text
            is_refused = text in {
                texts("guide.unknown", name=name, command="/exchange"),
                texts(
                    "guide.unknown_near", name=name, command="/exchange", near=ALL.nearest(name, role, texts.language)
                ),
            }
            assert (is_shown, is_refused) == (subcommand.is_for(role), not subcommand.is_for(role))


@pytest.mark.parametrize("subcommand", SUBCOMMANDS, ids=lambda each: each.name)
def test_a_story_uses_it(subcommand: Subcommand) -> None:
    names = "|".join(map(re.escape, (subcommand.name, *subcommand.syntax.spanish)))
    assert re.search(rf"""/exchange ({names})\b|["'(]({names})["']""", STORIES)


@BOTH
@pytest.mark.parametrize("role", ROLES)
def test_help_names_all_that_the_asker_may_do_in_twelve_lines(texts: Texts, role: Role | None) -> None:
    _, shown = guide.overview(texts, ALL, "/exchange", role)
    assert len(lines(shown)) <= guide.MAX_LINES
    named_there = set(re.findall(r"[\w-]+", "\n".join(line.split("`")[1] for line in lines(shown))))
    for subcommand in READY:
        assert (subcommand.syntax.name_in(texts.language) in named_there) == subcommand.is_for(role), subcommand.name


def test_help_for_more_than_its_lines_names_all_in_the_last() -> None:
    own_lines = Subcommands([replace(each, group=None) for each in SUBCOMMANDS])
    _, shown = guide.overview(EN, own_lines, "/exchange", Role.OWNER)
    assert len(lines(shown)) == guide.MAX_LINES
    assert all(f"`/exchange {each.name}`" in lines(shown)[-1] for each in READY)


def test_help_offers_the_nearest_that_the_asker_may_use() -> None:
    text, _ = guide.page(EN, ALL, "clsoe", "/exchange", Role.MODERATOR)
    assert text == EN("guide.unknown_near", name="clsoe", near="close", command="/exchange")
    text, _ = guide.page(ES, ALL, "cerar", "/exchange", Role.OWNER)
    assert text == ES("guide.unknown_near", name="cerar", near="cerrar", command="/exchange")
    text, _ = guide.page(EN, ALL, "clsoe", "/exchange", None)
    assert "close" not in text.replace("clsoe", "")


def test_a_page_has_an_example_and_what_else_to_know() -> None:
    _, shown = guide.page(EN, ALL, "extend", "/exchange", Role.MODERATOR)
    assert EN("guide.example", example="/exchange extend sro 2026-12-11 17:00") in lines(shown)
    assert EN("commands.extend.note", command="/exchange") in str(shown)


async def test_each_handler_is_handed_what_it_asks_for(playground: Playground) -> None:
    provided = set(playground.starling.context.provided)
    for subcommand in SUBCOMMANDS:
        request, *wanted = inspect.signature(subcommand.handler).parameters
        assert request == "request"
        assert set(wanted) <= provided, subcommand.name
