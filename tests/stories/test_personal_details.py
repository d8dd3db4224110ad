"""What looks personal in a comment is pointed out to its author before it is shared; nothing is blocked."""

import json
import logging

import pytest
from structlog.testing import capture_logs

from bot.playground.state.models import Message
from storage import comments, exchanges
from tests.stories.moderating import shared
from tests.whole_bot import Playground, words

PHONE = "Call my mom at 206-555-0142 when the bus is late"
NAMED = "Ms Kimura shouts at us"
PLAIN = "Longer lunch"


@pytest.fixture
async def open_playground(playground: Playground) -> Playground:
    playground.person("Emi Kimura")
    await playground.exchange("What keeps us safe?", comment_limit=3000)
    return playground


async def texts(playground: Playground) -> list[str]:
    async with playground.starling.context.storage.read() as db:
        [exchange] = await exchanges.list_all(db, playground.tenant_id)
        return [each.text for each in await comments.list_in_state(db, exchange.scope, "live")]


async def last_dm(playground: Playground, name: str, text: str) -> Message:
    person = playground.person(name)
    await person.says(text)
    await playground.settle()
    return person.dm()[-1]


@pytest.mark.parametrize(("text", "expected"), [(PHONE, "a phone number: *206-555-0142*"), (NAMED, "name: *Kimura*")])
async def test_by_message(open_playground: Playground, text: str, expected: str) -> None:
    card = await last_dm(open_playground, "Ana", text)
    assert expected in words(card)
    assert "Share all the same" in words(card)
    assert "Take it out" in words(card)
    assert await open_playground.person("Ana").clicks(card, "share.dm.yes")
    await open_playground.settle()
    assert await texts(open_playground) == [text]


async def test_by_message_it_can_be_taken_out(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    card = await last_dm(open_playground, "Ana", PHONE)
    assert await ana.clicks(card, "share.dm.edit")
    assert await ana.submits(values={"share.text": "Call us when the bus is late"})
    await open_playground.settle()
    assert await texts(open_playground) == ["Call us when the bus is late"]


async def test_by_message_with_several_exchanges_open(open_playground: Playground) -> None:
    await open_playground.exchange("How is lunch?")
    card = await last_dm(open_playground, "Ana", PHONE)
    assert "206-555-0142" in words(card)
    assert "Share all the same" in words(card)


async def test_by_form_it_is_pointed_out_once(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    await ana.runs("/exchange share", "general")
    assert await ana.submits(values={"share.text": PHONE, "share.why": "Write to ana@example.org"})
    assert "a phone number: *206-555-0142*" in words(ana.view)
    assert "an e-mail address: *ana@example.org*" in words(ana.view)
    assert not await texts(open_playground)
    assert await ana.submits(values={"share.text": PHONE, "share.why": "Write to ana@example.org"})
    assert "Shared as" in words(ana.view)
    assert await texts(open_playground) == [PHONE]


async def test_what_was_not_pointed_out_yet_is_pointed_out_too(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    await ana.runs("/exchange share", "general")
    assert await ana.submits(values={"share.text": PHONE})
    assert await ana.submits(values={"share.text": NAMED})
    assert "name: *Kimura*" in words(ana.view)
    assert "206-555-0142" not in words(ana.view)
    assert await ana.submits(values={"share.text": PLAIN})
    assert "Shared as" in words(ana.view)
    assert await texts(open_playground) == [PLAIN]


@pytest.mark.parametrize("text", [PHONE, NAMED + " every day, and nobody says a word about it"])
async def test_by_command(open_playground: Playground, text: str) -> None:
    ana = open_playground.person("Ana")
    await ana.runs(f"/exchange share {text}", "general")
    await open_playground.settle()
    card = ana.ephemerals("general")[-1]
    assert "This looks like" in words(card)
    assert not await texts(open_playground)
    assert await ana.clicks(card, "share.near.share")
    await open_playground.settle()
    assert await texts(open_playground) == [text]


async def test_by_command_it_can_be_taken_out(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    await ana.runs(f"/exchange share {PHONE}", "general")
    await open_playground.settle()
    assert await ana.clicks(ana.ephemerals("general")[-1], "share.near.edit")
    assert await ana.submits(values={"share.text": PLAIN})
    assert await texts(open_playground) == [PLAIN]


async def test_by_command_with_more_words_than_a_button_carries(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    long = f"{PHONE} {'and so on ' * 190}".strip()
    await ana.runs(f"/exchange share {long}", "general")
    await open_playground.settle()
    assert not await texts(open_playground)
    assert "206-555-0142*" in words(ana.view), "the form opens"
    assert await ana.submits(values={})
    assert await texts(open_playground) == [long]


async def test_by_shortcut(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    await ana.says(PHONE, "general")
    assert await ana.shortcut("share.message", ana.sees("general")[-1])
    assert await ana.submits(values={})
    assert "206-555-0142" in words(ana.view)
    assert not await texts(open_playground)
    assert await ana.submits(values={})
    assert await texts(open_playground) == [PHONE]


async def test_by_editing_only_what_is_new_is_pointed_out(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    await shared(open_playground, "Ana", PLAIN)
    card = ana.ephemerals("general")[-1]
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": PHONE})
    assert "206-555-0142" in words(ana.view)
    assert await texts(open_playground) == [PLAIN]
    assert await ana.submits(values={"share.text": PHONE})
    assert await texts(open_playground) == [PHONE]
    await ana.closes()
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": f"{PHONE}!"})
    assert "has your new words" in words(ana.view), "what was shared all the same is not asked about again"


async def test_what_was_taken_out_by_editing_is_on_no_card_any_more(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    assert await ana.clicks(await last_dm(open_playground, "Ana", PHONE), "share.dm.yes")
    await open_playground.settle()
    card = ana.dm()[-1]
    assert "206-555-0142" in words(card)
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": f"{PLAIN}, says Emi Kimura"})
    assert "This looks like" in words(ana.view)
    assert await ana.submits(values={"share.text": PLAIN})
    await open_playground.settle()
    assert PLAIN in words(ana.dm()[-1])
    assert "206-555-0142" not in words(ana.dm()[-1])
    assert "Shared as" in words(ana.dm()[-1])
    assert len(ana.dm()) == 2, "her message, and the one card"


async def test_by_editing_the_message(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    card = await last_dm(open_playground, "Ana", PLAIN)
    mine = next(each for each in ana.dm() if each.user == ana.id)
    assert await ana.clicks(card, "share.dm.yes")
    await open_playground.settle()
    await ana.edits(mine, PHONE)
    await open_playground.settle()
    asked = ana.dm()[-1]
    assert "206-555-0142*" in words(asked)
    assert "Use them all the same" in words(asked)
    assert await ana.clicks(asked, "share.dm.reword")
    await open_playground.settle()
    assert await texts(open_playground) == [PHONE]


async def test_what_is_not_personal_is_shared_without_a_question(open_playground: Playground) -> None:
    ana = open_playground.person("Ana")
    card = await last_dm(open_playground, "Ana", "Ticket 2026112810 and 40 more buses")
    assert "This looks like" not in words(card)
    await ana.runs("/exchange share", "general")
    assert await ana.submits(values={"share.text": PLAIN})
    assert "Shared as" in words(ana.view)


async def test_together_with_what_others_wrote(open_playground: Playground) -> None:
    await shared(open_playground, "Ben", "A crossing guard at the corner of Main Street")
    ana = open_playground.person("Ana")
    await ana.runs("/exchange share", "general")
    assert await ana.submits(values={"share.text": "A crossing guard at the corner of Main Street, call 206-555-0142"})
    assert "206-555-0142*" in words(ana.view)
    assert "Others said something like it" in words(ana.view), "one question, not two"


async def test_nothing_of_it_is_logged(open_playground: Playground, caplog: pytest.LogCaptureFixture) -> None:
    with capture_logs() as lines, caplog.at_level(logging.INFO):
        card = await last_dm(open_playground, "Ana", PHONE)
        assert await open_playground.person("Ana").clicks(card, "share.dm.yes")
        await open_playground.settle()
    assert "555" not in json.dumps(lines, default=str)
    assert "206-555" not in caplog.text


async def test_where_slack_gives_no_names_comments_are_shared_all_the_same(playground: Playground) -> None:
    playground.person("Emi Kimura")
    await playground.exchange("What keeps us safe?")
    playground.slack.faults.answer("users.list", status=200, error="internal_error")
    card = await last_dm(playground, "Ana", NAMED)
    assert "This looks like" not in words(card)
    assert await playground.person("Ana").clicks(card, "share.dm.yes")
    await playground.settle()
    assert await texts(playground) == [NAMED]
