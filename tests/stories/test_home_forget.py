"""Somebody asks to be forgotten: their words go, and nothing leads from what stays back to them."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.preferences import Preferences, load_preferences
from bot.home import erase
from bot.playground.people.person import Person
from storage import exchanges, participants
from storage.exchanges import Exchange
from storage.models import comment, metadata, participant, rating, report
from tests.sentences import EN
from tests.stories import digest_helpers
from tests.stories.at_home import home_of, mine, rates, share, workspace
from tests.stories.moderating import reported
from tests.stories.people import read_person
from tests.whole_bot import Playground, list_action_ids, words


async def forgets(playground: Playground, person: Person) -> None:
    assert await person.clicks(await home_of(playground, person), "home.forget")
    assert await person.submits()
    assert await person.submits()
    await playground.settle()


async def close(playground: Playground, exchange: Exchange) -> None:
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, state="closed")


async def every_value(playground: Playground) -> set[Any]:
    """Return every value of every column of every table."""
    found: set[Any] = set()
    async with playground.starling.context.storage.read() as db:
        for table in metadata.sorted_tables:
            for row in await db.execute(select(table)):
                found |= {value if not isinstance(value, dict | list) else str(value) for value in row}
    return found


async def test_two_questions_come_first_and_say_what_goes_and_stays(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    done = await playground.exchange("And before?", "Another idea", slug="before")
    ana = playground.person("Ana")
    await ana.runs("/exchange share #before Words of mine", "general")
    await playground.settle()
    await ana.runs("/exchange rate before", "general")
    await playground.settle()
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    await playground.settle()
    await close(playground, done)
    await rates(playground, ana, 5)
    home = await home_of(playground, ana)
    assert await ana.clicks(home, "home.forget")
    shown = words(ana.view)
    assert EN("home.traces", n=2) in shown
    assert EN("home.goes_comments", n=1) in shown
    assert EN("home.goes_ratings", n=1) in shown
    assert EN("home.stays_ratings", n=1) in shown
    assert await ana.submits()
    assert EN("home.sure_text", n=1) in words(ana.view)
    await ana.closes()
    assert [each.text for each in await mine(playground, ana, done)] == ["Words of mine"], "nothing happened yet"
    assert (await playground.counts(exchange)).ratings == 1


async def test_comments_are_withdrawn_and_their_words_are_nowhere(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", is_anonymous=False)
    ana, ben = playground.person("Ana"), playground.person("Ben")
    await share(playground, ana, "A sentence of my own")
    await rates(playground, ben, 4)
    (own,) = await mine(playground, ana, exchange)
    await forgets(playground, ana)
    assert EN("home.forgotten_text") in words(ana.view)
    assert [each.text for each in await playground.comments(exchange)] == ["Longer lunch"]
    async with playground.starling.context.storage.read() as db:
        row = (await db.execute(select(comment).where(comment.c.number == own.number))).one()
    assert (row.state, row.text, row.why, row.encrypted_name) == ("withdrawn", "", "", None)
    values = await every_value(playground)
    assert not [value for value in values if isinstance(value, str) and "sentence of my own" in value]
    assert own.author_seal not in values
    await ana.closes()
    assert EN("home.welcome.comment") in words(ana.home), "Home is a newcomer's again"


async def test_no_id_of_theirs_is_left_even_for_who_holds_the_key(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", groups=["Parent"])
    done = await playground.exchange("And before?", "Another idea", slug="before")
    ana = playground.person("Ana")
    await ana.says("Written by message")
    await playground.settle()
    offer = ana.dm()[-1]
    await ana.chooses(offer, "share.which", str(exchange.exchange_id))
    await ana.clicks(offer, "share.dm.yes")
    await playground.settle()
    await ana.runs("/exchange rate before", "general")
    await playground.settle()
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    await playground.settle()
    await close(playground, done)
    await reported(playground, "Ana", "danger")
    await rates(playground, ana, 5)
    await home_of(playground, ana)
    before = await every_value(playground)
    async with playground.starling.context.storage.read() as db:
        blocks = [bytes(row.sealed) for row in await db.execute(select(participant.c.sealed))]
    for each in (exchange, done):
        assert ana.id in await sealed_ids(playground, each), "the test looks in the right place"
    assert [block[-200:] in read_files(playground) for block in blocks] == [True, True]
    await forgets(playground, ana)
    after = await every_value(playground)
    files = read_files(playground)
    assert not [each for block in blocks for each in (block[:200], block[-200:]) if each in files], (
        "nor what was sealed"
    )
    for each in (exchange, done):
        key = playground.starling.context.key_of(each)
        mark = key.person(workspace(playground), ana.id).mark
        assert mark not in before | after, "it is under the seal only"
        assert ana.id not in await sealed_ids(playground, each)
    assert ana.id not in after
    async with playground.starling.context.storage.read() as db:
        assert await load_preferences(playground.starling.context, db, playground.tenant_id, ana.id) == Preferences()
        reports = (await db.execute(select(report.c.reason, report.c.is_settled))).all()
        stars = (await db.execute(select(rating.c.exchange_id, rating.c.stars))).all()
    assert [tuple(row) for row in reports] == [("danger", False)], "somebody may be in danger: a moderator still looks"
    assert [tuple(row) for row in stars] == [(done.exchange_id, 4)], "a number of nobody"
    assert (await playground.counts(done)).ratings == 1


def read_files(playground: Playground) -> bytes:
    """Return the bytes of the database's file and journal."""
    path = Path(str(playground.starling.context.storage.url.database))
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


async def sealed_ids(playground: Playground, exchange: Exchange) -> set[str]:
    """Return the Slack ids that the rows of an exchange hold, for who has its key."""
    ctx = playground.starling.context
    async with ctx.storage.read() as db:
        people = await participants.list_all(db, exchange.scope, ctx.key_of(exchange).seals)
    return {each.slack_user_id for each in people}


async def test_being_forgotten_gives_no_second_vote(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    for _ in range(3):
        await rates(playground, ana, 5)
        await forgets(playground, ana)
        await ana.closes()
    (kept,) = await playground.comments(exchange)
    assert kept.histogram == (0, 0, 0, 0, 0)
    assert kept.virtual_finish_time == 0
    await rates(playground, ana, 5)
    assert (await playground.comments(exchange))[0].histogram == (0, 0, 0, 0, 1)
    assert (await playground.counts(exchange)).people == 1


async def test_a_card_that_lies_open_is_given_back(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    card = ana.dm()[-1]
    await forgets(playground, ana)
    async with playground.starling.context.storage.read() as db:
        row = (await db.execute(select(comment.c.open_cards, comment.c.virtual_finish_time))).one()
    assert tuple(row) == (0, 0)
    assert await ana.clicks(card, "rate.star.3"), "who comes back takes part as somebody new"
    await playground.settle()
    assert (await playground.counts(exchange)).ratings == 1


async def test_forget_me_by_command_leads_to_the_questions(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await rates(playground, ana, 5)
    await ana.runs("/exchange forget-me", "general")
    await playground.settle()
    answer = ana.ephemerals("general")[-1]
    assert list(list_action_ids(answer)) == ["home.forget"]
    assert await ana.clicks(answer, "home.forget")
    assert EN("home.traces", n=1) in words(ana.view)


async def test_who_has_nothing_here_can_be_forgotten_too(playground: Playground) -> None:
    await forgets(playground, playground.person("Ana"))
    assert EN("home.forgotten_text") in words(playground.person("Ana").view)


async def test_their_words_leave_the_digest_that_was_posted_and_the_one_that_is_kept(playground: Playground) -> None:
    exchange = await digest_helpers.announced(playground, *digest_helpers.SIX)
    ana = playground.person("Ana")
    await share(playground, ana, "Lunch with candles")
    await digest_helpers.rate(playground, exchange, Lunch_with_candles=(0, 0, 0, 0, 9), Door_locked=(0, 0, 0, 4, 0))
    await playground.moderator.runs("/exchange digest now", "general")
    await digest_helpers.tick(playground)
    assert any("with candles" in words(each) for each in digest_helpers.posted(playground))
    await forgets(playground, ana)
    await digest_helpers.tick(playground)
    assert not any("with candles" in words(each) for each in digest_helpers.posted(playground))
    assert not [value for value in await every_value(playground) if "with candles" in str(value)]


@pytest.mark.parametrize("steps", [1, 2, 3])
async def test_a_forgetting_that_a_crash_interrupted_is_finished_after_the_start(
    playground: Playground, steps: int
) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    await share(playground, ana, "A sentence of my own")
    await rates(playground, ana, 5)
    ctx = playground.starling.context
    key = ctx.key_of(exchange)
    who = key.person(workspace(playground), ana.id)
    for step in erase.list_steps(ctx, exchange, key, who)[:steps]:
        await ctx.storage.transact(step)
    there = await playground.comments(exchange, "live", "withdrawn")
    assert ("A sentence of my own" in {each.text for each in there}) == (steps == 1), "what came first is done"
    assert sum(each.ratings for each in there) == (steps < 3)

    erasures = erase.InterruptedErasures(ctx)
    for _ in range(2):
        await erasures.tick(ctx.workspace(playground.tenant_id))
    there = await playground.comments(exchange, "live", "withdrawn")
    assert not [each for each in there if "sentence of my own" in each.text or each.ratings]
    assert await read_person(playground, exchange, ana) is None
    await rates(playground, ana, 4)
    assert (await playground.counts(exchange)).ratings == 1, "who comes back takes part as somebody new"
