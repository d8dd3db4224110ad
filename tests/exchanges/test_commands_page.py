"""docs/commands.md names every verb and flag, and each of its examples is one that the grammar reads."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.digest_schedule import parse_every
from bot.core.errors import InputError
from bot.core.grammar import SUBCOMMANDS, parse
from bot.core.times import is_never, parse_moment
from bot.core.words import commands
from bot.exchanges.guide import LATER

PAGE = (Path(__file__).parent.parent.parent / "docs" / "commands.md").read_text()
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
EXAMPLES = re.findall(r"^    /exchange (.+)$", PAGE, re.MULTILINE)[1:]  # the first one is the form itself


def test_every_verb_and_flag_is_on_the_page() -> None:
    told = " ".join(re.findall(r"`([^`]+)`", PAGE))
    for verb in {*SUBCOMMANDS, *LATER, "share", "rate", "me", "about", "forget-me"}:
        assert re.search(rf"\b{verb}\b", told), verb
    new = SUBCOMMANDS["new"]
    assert new.values is not None
    for flag in new.values | new.switches:
        assert f"--{flag}" in told, flag


def test_every_spanish_word_is_on_the_page() -> None:
    shown = set(re.findall(r"`([^`]+)`", PAGE))
    words = [word for table in (commands.SUBCOMMANDS, commands.ACTIONS) for row in table.values() for word in row]
    words += [f"--{word}" for row in commands.FLAGS.values() for word in row]
    words += [word for values in commands.FLAG_VALUES.values() for row in values.values() for word in row]
    assert set(words) <= shown


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
    assert order.subcommand in SUBCOMMANDS
    assert order.words or order.ref
