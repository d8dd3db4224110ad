"""What looks personal in a comment is pointed out to its author before it is shared; nothing is blocked."""

import json
import logging

import pytest
from structlog.testing import capture_logs

from bot.playground.world import Message
from storage import comments, exchanges
from tests.stories.moderating import shared
from tests.town import Town, words

PHONE = "Call my mom at 206-555-0142 when the bus is late"
NAMED = "Ms Kimura shouts at us"
PLAIN = "Longer lunch"


@pytest.fixture
async def open_town(town: Town) -> Town:
    town.person("Emi Kimura")
    await town.exchange("What keeps us safe?", comment_limit=3000)
    return town


async def texts(town: Town) -> list[str]:
    async with town.starling.kit.storage.read() as db:
        [exchange] = await exchanges.all_of(db, town.tenant_id)
        return [each.text for each in await comments.in_state(db, town.tenant_id, exchange.exchange_id, "live")]


async def last_dm(town: Town, name: str, text: str) -> Message:
    person = town.person(name)
    await person.says(text)
    await town.settle()
    return person.dm()[-1]


@pytest.mark.parametrize(("text", "told"), [(PHONE, "a phone number: *206-555-0142*"), (NAMED, "name: *Kimura*")])
async def test_by_message(open_town: Town, text: str, told: str) -> None:
    card = await last_dm(open_town, "Ana", text)
    assert told in words(card)
    assert "Share all the same" in words(card)
    assert "Take it out" in words(card)
    assert await open_town.person("Ana").clicks(card, "share.dm.yes")
    await open_town.settle()
    assert await texts(open_town) == [text]


async def test_by_message_it_can_be_taken_out(open_town: Town) -> None:
    ana = open_town.person("Ana")
    card = await last_dm(open_town, "Ana", PHONE)
    assert await ana.clicks(card, "share.dm.edit")
    assert await ana.submits(values={"share.text": "Call us when the bus is late"})
    await open_town.settle()
    assert await texts(open_town) == ["Call us when the bus is late"]


async def test_by_message_with_several_exchanges_open(open_town: Town) -> None:
    await open_town.exchange("How is lunch?")
    card = await last_dm(open_town, "Ana", PHONE)
    assert "206-555-0142" in words(card)
    assert "Share all the same" in words(card)


async def test_by_form_it_is_pointed_out_once(open_town: Town) -> None:
    ana = open_town.person("Ana")
    await ana.runs("/exchange share", "general")
    assert await ana.submits(values={"share.text": PHONE, "share.why": "Write to ana@example.org"})
    assert "a phone number: *206-555-0142*" in words(ana.view)
    assert "an e-mail address: *ana@example.org*" in words(ana.view)
    assert not await texts(open_town)
    assert await ana.submits(values={"share.text": PHONE, "share.why": "Write to ana@example.org"})
    assert "Shared as" in words(ana.view)
    assert await texts(open_town) == [PHONE]


async def test_what_was_not_pointed_out_yet_is_pointed_out_too(open_town: Town) -> None:
    ana = open_town.person("Ana")
    await ana.runs("/exchange share", "general")
    assert await ana.submits(values={"share.text": PHONE})
    assert await ana.submits(values={"share.text": NAMED})
    assert "name: *Kimura*" in words(ana.view)
    assert "206-555-0142" not in words(ana.view)
    assert await ana.submits(values={"share.text": PLAIN})
    assert "Shared as" in words(ana.view)
    assert await texts(open_town) == [PLAIN]


@pytest.mark.parametrize("text", [PHONE, NAMED + " every day, and nobody says a word about it"])
async def test_by_command(open_town: Town, text: str) -> None:
    ana = open_town.person("Ana")
    await ana.runs(f"/exchange share {text}", "general")
    await open_town.settle()
    card = ana.whispers("general")[-1]
    assert "This looks like" in words(card)
    assert not await texts(open_town)
    assert await ana.clicks(card, "share.near.share")
    await open_town.settle()
    assert await texts(open_town) == [text]


async def test_by_command_it_can_be_taken_out(open_town: Town) -> None:
    ana = open_town.person("Ana")
    await ana.runs(f"/exchange share {PHONE}", "general")
    await open_town.settle()
    assert await ana.clicks(ana.whispers("general")[-1], "share.near.edit")
    assert await ana.submits(values={"share.text": PLAIN})
    assert await texts(open_town) == [PLAIN]


async def test_by_command_with_more_words_than_a_button_carries(open_town: Town) -> None:
    ana = open_town.person("Ana")
    long = f"{PHONE} {'and so on ' * 190}".strip()
    await ana.runs(f"/exchange share {long}", "general")
    await open_town.settle()
    assert not await texts(open_town)
    assert "206-555-0142*" in words(ana.view), "the form opens"
    assert await ana.submits(values={})
    assert await texts(open_town) == [long]


async def test_by_shortcut(open_town: Town) -> None:
    ana = open_town.person("Ana")
    await ana.says(PHONE, "general")
    assert await ana.shortcut("share.message", ana.sees("general")[-1])
    assert await ana.submits(values={})
    assert "206-555-0142" in words(ana.view)
    assert not await texts(open_town)
    assert await ana.submits(values={})
    assert await texts(open_town) == [PHONE]


async def test_by_editing_only_what_is_new_is_pointed_out(open_town: Town) -> None:
    ana = open_town.person("Ana")
    await shared(open_town, "Ana", PLAIN)
    card = ana.whispers("general")[-1]
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": PHONE})
    assert "206-555-0142" in words(ana.view)
    assert await texts(open_town) == [PLAIN]
    assert await ana.submits(values={"share.text": PHONE})
    assert await texts(open_town) == [PHONE]
    await ana.closes()
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": f"{PHONE}!"})
    assert "has your new words" in words(ana.view), "what was shared all the same is not asked about again"


async def test_what_was_taken_out_by_editing_stands_on_no_card_any_more(open_town: Town) -> None:
    ana = open_town.person("Ana")
    assert await ana.clicks(await last_dm(open_town, "Ana", PHONE), "share.dm.yes")
    await open_town.settle()
    card = ana.dm()[-1]
    assert "206-555-0142" in words(card)
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": f"{PLAIN}, says Emi Kimura"})
    assert "This looks like" in words(ana.view)
    assert await ana.submits(values={"share.text": PLAIN})
    await open_town.settle()
    assert PLAIN in words(ana.dm()[-1])
    assert "206-555-0142" not in words(ana.dm()[-1])
    assert "Shared as" in words(ana.dm()[-1])
    assert len(ana.dm()) == 2, "her message, and the one card"


async def test_by_editing_the_message(open_town: Town) -> None:
    ana = open_town.person("Ana")
    card = await last_dm(open_town, "Ana", PLAIN)
    mine = next(each for each in ana.dm() if each.user == ana.id)
    assert await ana.clicks(card, "share.dm.yes")
    await open_town.settle()
    await ana.edits(mine, PHONE)
    await open_town.settle()
    asked = ana.dm()[-1]
    assert "206-555-0142*" in words(asked)
    assert "Use them all the same" in words(asked)
    assert await ana.clicks(asked, "share.dm.reword")
    await open_town.settle()
    assert await texts(open_town) == [PHONE]


async def test_what_is_not_personal_is_shared_without_a_question(open_town: Town) -> None:
    ana = open_town.person("Ana")
    card = await last_dm(open_town, "Ana", "Ticket 2026112810 and 40 more buses")
    assert "This looks like" not in words(card)
    await ana.runs("/exchange share", "general")
    assert await ana.submits(values={"share.text": PLAIN})
    assert "Shared as" in words(ana.view)


async def test_together_with_what_others_said(open_town: Town) -> None:
    await shared(open_town, "Ben", "A crossing guard at the corner of Main Street")
    ana = open_town.person("Ana")
    await ana.runs("/exchange share", "general")
    assert await ana.submits(values={"share.text": "A crossing guard at the corner of Main Street, call 206-555-0142"})
    assert "206-555-0142*" in words(ana.view)
    assert "Others said something like it" in words(ana.view), "one question, not two"


async def test_nothing_of_it_is_logged(open_town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with capture_logs() as lines, caplog.at_level(logging.INFO):
        card = await last_dm(open_town, "Ana", PHONE)
        assert await open_town.person("Ana").clicks(card, "share.dm.yes")
        await open_town.settle()
    assert "555" not in json.dumps(lines, default=str)
    assert "206-555" not in caplog.text


async def test_where_slack_tells_no_names_comments_are_shared_all_the_same(town: Town) -> None:
    town.person("Emi Kimura")
    await town.exchange("What keeps us safe?")
    town.playground.faults.answer("users.list", status=200, error="internal_error")
    card = await last_dm(town, "Ana", NAMED)
    assert "This looks like" not in words(card)
    assert await town.person("Ana").clicks(card, "share.dm.yes")
    await town.settle()
    assert await texts(town) == [NAMED]
