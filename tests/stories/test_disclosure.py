"""Who can find out who wrote a comment: nobody, or two officers together; people read it before they write."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from structlog.testing import capture_logs

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.playground.people.person import Person
from bot.safety import disclosure
from bot.safety.payloads import request_value
from storage import disclosures
from storage.models import disclosure_request
from storage.models import exchange as table
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import only, reply_text, run_command
from tests.stories.moderating import shared
from tests.whole_bot import Playground, list_action_ids, words

ROOT = Path(__file__).parents[2]
HARD = "I want to die and nobody notices"
HELP = "Ms Vega, room 12, 555 0100"


async def opened(playground: Playground, disclosure: str) -> tuple[Person, Person]:
    """Open an exchange with two safety contacts; return them."""
    sam, vera = playground.person("Sam"), playground.person("Vera")
    contacts = f"@{sam.member.name} @{vera.member.name}"
    await run_command(
        playground,
        f'/exchange new "What keeps us safe?" --open=now --safety="{contacts}" --disclosure={disclosure} '
        f'--help-text="{HELP}"',
    )
    await playground.settle()
    return sam, vera


async def press(playground: Playground, person: Person, action_id: str) -> None:
    """Let somebody press a button on their last message that has it."""
    message = next(each for each in reversed(person.dm()) if action_id in list_action_ids(each))
    assert await person.clicks(message, action_id)
    await playground.settle()


async def all_refused(playground: Playground, exchange_id: int, number: int, first: Person, second: Person) -> None:
    """Ask for an author in every way, as clicks whose values are forged would."""
    ctx = playground.starling.context
    one, other = (
        Actor(playground.tenant_id, playground.slack.team_id, each.id, is_stranger=False) for each in (first, second)
    )
    for attempt in (
        disclosure.request(ctx, one, exchange_id, number),
        disclosure.confirm(ctx, other, exchange_id, number, 7),
        disclosure.reveal(ctx, one, exchange_id, number, 7),
    ):
        with pytest.raises(UserError) as refused:
            await attempt
        assert refused.value.code == "safety.disclosure_never"
    await playground.settle()


def everything(playground: Playground, person: Person) -> str:
    return json.dumps([each.blocks for each in person.dm()]) + " ".join(words(each) for each in person.dm())


async def test_two_officers_together_find_out_who_wrote_it_and_the_author_hears_of_it(playground: Playground) -> None:
    sam, vera = await opened(playground, "officers")
    ana, ben = playground.person("Ana"), playground.person("Ben", locale="es-LA")
    for person, texts in ((ana, EN), (ben, ES)):
        await person.runs("/exchange share", "general")
        people = texts("exchange.disclosure_officers", people=[f"<@{sam.id}>", f"<@{vera.id}>"])
        assert people.partition("<@")[0] in words(person.view)
        await person.closes()
    number = await shared(playground, "Ana", HARD)
    await playground.settle()

    await press(playground, sam, "safety.ask_author")
    exchange = await only(playground)
    async with playground.starling.context.storage.read() as db:
        (row,) = (await db.execute(select(disclosure_request))).mappings().all()
    assert (row["requested_by"], row["confirmed_by"]) == (sam.id, None)
    assert ana.id not in everything(playground, sam), "one officer alone sees nothing"
    value = request_value(exchange.exchange_id, number, row["request_id"])
    message = next(each for each in reversed(vera.dm()) if "safety.confirm_author" in list_action_ids(each))
    assert ana.id not in json.dumps(message.blocks)
    await sam.clicks(message, "safety.confirm_author", value=value)
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        (row,) = (await db.execute(select(disclosure_request))).mappings().all()
    assert row["confirmed_by"] is None, "nobody confirms their own request"

    await press(playground, vera, "safety.confirm_author")
    for officer in (sam, vera):
        assert ana.id not in everything(playground, officer), "no message names the author"
        await press(playground, officer, "safety.reveal")
        assert officer.view is not None
        assert f"<@{ana.id}>" in json.dumps(officer.view.blocks)
        await officer.closes()
    notice = next(words(each) for each in ana.dm() if HELP in words(each))
    assert f"#{number}" in notice
    notices = json.dumps([each.blocks for each in ana.dm()])
    assert sam.id in notices
    assert vera.id in notices
    other = playground.person("Cem")
    message = next(each for each in reversed(sam.dm()) if "safety.reveal" in list_action_ids(each))
    await other.clicks(message, "safety.reveal")
    assert other.view is None

    playground.clock.later(minutes=61)
    await sam.clicks(message, "safety.reveal")
    await playground.settle()
    assert sam.view is None, "after an hour it is over"
    await press(playground, vera, "safety.ask_author")
    playground.clock.later(minutes=61)
    late = next(each for each in reversed(sam.dm()) if "safety.confirm_author" in list_action_ids(each))
    await sam.clicks(late, "safety.confirm_author")
    await playground.settle()
    async with playground.starling.context.storage.read() as db:
        rows = (await db.execute(select(disclosure_request).order_by("requested_at"))).mappings().all()
    assert [each["confirmed_by"] for each in rows] == [vera.id, None], "each use stays"


async def test_once_it_is_decided_nobody_finds_out_any_more(playground: Playground) -> None:
    sam, _ = await opened(playground, "officers")
    number = await shared(playground, "Ana", HARD)
    await playground.settle()
    await reply_text(playground, f"/exchange keep #{number}")
    await press(playground, sam, "safety.ask_author")
    async with playground.starling.context.storage.read() as db:
        assert not (await db.execute(select(disclosure_request))).all()


async def test_where_it_is_nobody_the_product_and_the_database_refuse_it(playground: Playground) -> None:
    sam, vera = await opened(playground, "nobody")
    ana = playground.person("Ana")
    await ana.runs("/exchange share", "general")
    assert EN("exchange.disclosure_nobody") in words(ana.view)
    await ana.closes()
    number = await shared(playground, "Ana", HARD)
    await playground.settle()
    message = sam.dm()[-1]
    assert "safety.ask_author" not in list_action_ids(message)
    exchange = await only(playground)
    await all_refused(playground, exchange.exchange_id, number, sam, vera)
    ctx = playground.starling.context
    (comment,) = await playground.comments(exchange, "pending")
    with pytest.raises(IntegrityError):
        async with ctx.storage.write() as db:
            await disclosures.add(
                db, exchange.scope, comment.comment_id, requested_by=sam.id, requested_at=playground.clock.now()
            )
    async with ctx.storage.read() as db:
        assert not (await db.execute(select(disclosure_request))).all()
    assert ana.id not in everything(playground, sam) + everything(playground, vera)


@pytest.mark.parametrize("edited", ["disclosure", "contacts", "mark", "draft"])
async def test_a_row_that_was_edited_after_the_opening_lets_nobody_find_out(
    playground: Playground, edited: str
) -> None:
    sam, vera = await opened(playground, "nobody" if edited in {"disclosure", "draft"} else "officers")
    eve, ana = playground.person("Eve"), playground.person("Ana")
    number = await shared(playground, "Ana", HARD)
    exchange = await only(playground)
    values: dict[str, dict[str, Any]] = {
        "disclosure": {"disclosure": "officers"},
        "contacts": {"safety_contacts": f"{sam.id} {eve.id}"},
        "mark": {"disclosure_mac": "0" * 32},
        "draft": {"disclosure": "officers", "state": "draft"},
    }
    ctx = playground.starling.context
    async with ctx.storage.write() as db:
        of_it = table.c.exchange_id == exchange.exchange_id
        await db.execute(update(table).where(of_it).values(values[edited]))
    if edited == "draft":
        await reply_text(playground, f"/exchange open {exchange.slug}")
        await playground.settle()
        assert (await only(playground)).is_open
    with capture_logs() as lines:
        await all_refused(playground, exchange.exchange_id, number, sam, eve if edited == "contacts" else vera)
    assert sum(each["event"] == "disclosure_changed_after_opening" for each in lines) == 3
    async with ctx.storage.read() as db:
        assert not (await db.execute(select(disclosure_request))).all()
    assert ana.id not in everything(playground, sam) + everything(playground, vera) + everything(playground, eve)


async def test_two_officers_need_two_names(playground: Playground) -> None:
    reply = await reply_text(playground, '/exchange new "What keeps us safe?" --disclosure=officers')
    assert EN("draft_form.disclosure.too_few") in reply


def test_few_modules_open_the_seal_of_an_author() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if "SealPurpose.AUTHOR" in path.read_text(encoding="utf-8")
    }
    shown = {each for each in found if each.startswith("bot/safety/")}
    assert shown == {"bot/safety/disclosure.py"}


async def test_no_line_of_the_log_has_words_names_or_tokens(playground: Playground) -> None:
    with capture_logs() as lines:
        sam, vera = await opened(playground, "officers")
        await shared(playground, "Ana", f"{HARD}, said the kingfisher")
        await playground.settle()
        for person, action_id in (
            (sam, "safety.show"),
            (sam, "safety.take"),
            (sam, "safety.ask_author"),
            (vera, "safety.confirm_author"),
            (vera, "safety.reveal"),
        ):
            await press(playground, person, action_id)
            await person.closes()
    seen = repr(lines)
    for event in ("danger_alerted", "danger_taken", "disclosure_confirmed", "author_shown"):
        assert event in seen
    ana = playground.person("Ana")
    for mark in ("kingfisher", HARD, HELP, ana.id, sam.id, vera.id, "Ana", "Vera", playground.slack.bot_token):
        assert mark not in seen, mark
