"""docs/commands.md is made from the declarations of subcommands, and the grammar reads each of its examples."""

import re
from datetime import UTC, datetime

import pytest

from bot.core.digest_schedule import parse_every
from bot.core.errors import InputError
from bot.core.times import is_never, parse_moment
from tests import commands_page
from tests.commands import named, parse
from tests.commands_page import generate

PAGE = commands_page.PAGE.read_text(encoding="utf-8")
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
EXAMPLES = re.findall(r"^    /exchange (.+)$", PAGE, re.MULTILINE)[1:]  # the first one is the form itself


def test_the_page_is_as_the_subcommands_are_declared() -> None:
    assert generate(PAGE) == PAGE, "make docs writes it again"


def test_the_flags_of_new_are_explained() -> None:
    explained = PAGE[PAGE.index("Flags of `new`") : PAGE.index("## Examples")]
    for flag in named("new").syntax.flags:
        assert f"--{flag.name}" in explained, flag.name


def test_every_spanish_time_on_the_page_is_read_or_refused_as_it_says() -> None:
    times = PAGE[PAGE.index("usted escribe") : PAGE.index("Rated by message")]
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]+) \|$", times, re.MULTILINE)
    assert len(rows) > 7
    for written, meaning in rows:
        for text in re.findall(r"`([^`]+)`", written):
            if "digest" in meaning:
                parse_every(text)
            elif meaning.startswith("refused"):
                with pytest.raises(InputError):
                    parse_moment(text, zone="UTC", now=NOW, locale="es-MX")
            elif not is_never(text):
                parse_moment(text, zone="UTC", now=NOW, locale="es-MX")


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_read(example: str) -> None:
    order = parse(example)
    assert order.words or order.ref or not named(order.subcommand).syntax.takes_ref
