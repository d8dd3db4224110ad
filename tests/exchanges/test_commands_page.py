"""docs/commands.md names every verb and flag, and each of its examples is one that the grammar reads."""

import re
from pathlib import Path

import pytest

from bot.core.grammar import SUBCOMMANDS, parse
from bot.exchanges.guide import LATER

PAGE = (Path(__file__).parent.parent.parent / "docs" / "commands.md").read_text()
EXAMPLES = re.findall(r"^    /exchange (.+)$", PAGE, re.MULTILINE)[1:]  # the first one is the form itself


def test_every_verb_and_flag_is_on_the_page() -> None:
    told = " ".join(re.findall(r"`([^`]+)`", PAGE))
    for verb in {*SUBCOMMANDS, *LATER, "share", "rate", "me", "about", "forget-me"}:
        assert re.search(rf"\b{verb}\b", told), verb
    new = SUBCOMMANDS["new"]
    assert new.values is not None
    for flag in new.values | new.switches:
        assert f"--{flag}" in told, flag


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_read(example: str) -> None:
    order = parse(example)
    assert order.subcommand in SUBCOMMANDS
    assert order.words or order.ref
