"""In front of a comment an exchange is named with `#` alone; the words of a comment are never altered."""

import pytest

from bot.core.grammar import CommandRef, read_ref, split_named
from storage.exchanges import Exchange
from tests.whole_bot import Playground, words

LIFELINE = "phones are a lifeline"


@pytest.mark.parametrize(
    ("written", "named", "left"),
    [
        (f"#phones {LIFELINE}", "phones", LIFELINE),
        (f"  #Two-Words   {LIFELINE}", "two-words", LIFELINE),
        ("#phones", "phones", ""),
        (LIFELINE, "", LIFELINE),
        ("#412 is right", "", "#412 is right"),
        ("#t3 is right", "", "#t3 is right"),
        ("#phones, please", "", "#phones, please"),
        ("# phones", "", "# phones"),
        ("the #phones", "", "the #phones"),
    ],
)
def test_only_a_name_behind_a_hash_is_taken_off(written: str, named: str, left: str) -> None:
    assert split_named(written) == (named, left)


def test_a_hash_names_an_exchange_for_every_subcommand() -> None:
    assert read_ref("#sro") == CommandRef("sro")
    assert read_ref("#412") == CommandRef("", 412)


async def asked(playground: Playground, line: str) -> str:
    ana = playground.person("Ana")
    await ana.runs(line, "general")
    await playground.settle()
    return words(ana.ephemerals("general")[-1])


async def texts(playground: Playground, exchange: Exchange) -> list[str]:
    return [each.text for each in await playground.comments(exchange)]


async def test_no_first_word_is_dropped_where_one_exchange_is_open(playground: Playground) -> None:
    exchange = await playground.exchange("Phones in class?", slug="phones")
    await asked(playground, f"/exchange share {LIFELINE}")
    assert await texts(playground, exchange) == [LIFELINE]


async def test_no_first_word_is_dropped_where_a_name_has_a_hyphen(playground: Playground) -> None:
    exchange = await playground.exchange("Phones in class?", slug="late-buses")
    await asked(playground, "/exchange share late-buses annoy me")
    assert await texts(playground, exchange) == ["late-buses annoy me"]


async def test_no_first_word_is_dropped_where_several_are_open(playground: Playground) -> None:
    exchange = await playground.exchange("Phones in class?", slug="phones")
    await playground.exchange("How is lunch?", slug="lunch")
    await asked(playground, f"/exchange share {LIFELINE}")
    ana = playground.person("Ana")
    assert LIFELINE in words(ana.dm()[-1]), "asked where, with the words whole"
    await ana.chooses(ana.dm()[-1], "share.which", "Phones in class?")
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await playground.settle()
    assert await texts(playground, exchange) == [LIFELINE]


@pytest.mark.parametrize("where", ["phones", "lunch"])
async def test_a_named_exchange_gets_the_words_without_its_name(playground: Playground, where: str) -> None:
    exchanges = {
        "phones": await playground.exchange("Phones in class?", slug="phones"),
        "lunch": await playground.exchange("How is lunch?", slug="lunch"),
    }
    await asked(playground, f"/exchange share #{where} {LIFELINE}")
    assert await texts(playground, exchanges.pop(where)) == [LIFELINE]
    [other] = exchanges.values()
    assert not await texts(playground, other)


async def test_a_name_that_is_a_channel_too_names_the_exchange(playground: Playground) -> None:
    exchange = await playground.exchange("What else?", slug="general")
    await playground.exchange("How is lunch?", slug="lunch")
    await asked(playground, f"/exchange share #general {LIFELINE}")  # Slack sends a channel
    assert await texts(playground, exchange) == [LIFELINE]


async def test_a_hash_that_names_no_exchange_belongs_to_the_words(playground: Playground) -> None:
    exchange = await playground.exchange("Phones in class?", slug="phones")
    await playground.exchange("Not yet?", slug="secret", state="draft")
    for text in ("#metoo matters here", "#secret is no secret"):
        await asked(playground, f"/exchange share {text}")
    assert set(await texts(playground, exchange)) == {"#metoo matters here", "#secret is no secret"}


async def test_a_closed_exchange_that_is_named_takes_no_words_and_no_other_gets_them(playground: Playground) -> None:
    exchange = await playground.exchange("Phones in class?", slug="phones")
    await playground.exchange("How was lunch?", slug="lunch", state="closed")
    assert "closed" in await asked(playground, f"/exchange share #lunch {LIFELINE}")
    assert not await texts(playground, exchange)
