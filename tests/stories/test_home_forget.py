"""Somebody asks to be forgotten: their words go, and nothing leads from what stays back to them."""

from typing import Any

from sqlalchemy import select

from bot.playground.person import Person
from storage import exchanges, tenants
from storage.exchanges import Exchange
from storage.models import comment, metadata, rating, report
from tests.stories import digest_town
from tests.stories.at_home import home_of, mine, rates, share, workspace
from tests.stories.moderating import reported
from tests.town import Town, action_ids, words


async def forgets(town: Town, person: Person) -> None:
    assert await person.clicks(await home_of(town, person), "home.forget")
    assert await person.submits()
    assert await person.submits()
    await town.settle()


async def close(town: Town, exchange: Exchange) -> None:
    async with town.starling.kit.storage.write() as db:
        await exchanges.change(db, town.tenant_id, exchange.exchange_id, state="closed")


async def every_value(town: Town) -> set[Any]:
    """Return every value of every column of every table."""
    found: set[Any] = set()
    async with town.starling.kit.storage.read() as db:
        for table in metadata.sorted_tables:
            for row in await db.execute(select(table)):
                found |= {value if not isinstance(value, dict | list) else str(value) for value in row}
    return found


async def test_two_questions_come_first_and_say_what_goes_and_stays(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch")
    done = await town.exchange("And before?", "Another idea", slug="before")
    ana = town.person("Ana")
    await ana.runs("/exchange share #before Words of mine", "general")
    await town.settle()
    await ana.runs("/exchange rate before", "general")
    await town.settle()
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    await town.settle()
    await close(town, done)
    await rates(town, ana, 5)
    home = await home_of(town, ana)
    assert await ana.clicks(home, "home.forget")
    shown = words(ana.view).replace("*", "")
    assert "in 2 exchanges" in shown
    assert "1 comment: withdrawn, and their words erased" in shown
    assert "1 rating in open exchanges: taken back" in shown
    assert "1 rating in closed exchanges: the stars stay as numbers" in shown
    assert await ana.submits()
    assert "cannot be taken back" in words(ana.view)
    await ana.closes()
    assert [each.text for each in await mine(town, ana, done)] == ["Words of mine"], "nothing happened yet"
    assert (await town.counts(exchange)).ratings == 1


async def test_comments_are_withdrawn_and_their_words_are_nowhere(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch", names_hidden=False)
    ana, ben = town.person("Ana"), town.person("Ben")
    await share(town, ana, "A sentence of my own")
    await rates(town, ben, 4)
    (own,) = await mine(town, ana, exchange)
    await forgets(town, ana)
    assert "You are forgotten" in words(ana.view)
    assert [each.text for each in await town.comments(exchange)] == ["Longer lunch"]
    async with town.starling.kit.storage.read() as db:
        row = (await db.execute(select(comment).where(comment.c.number == own.number))).one()
    assert (row.state, row.text, row.why, row.sealed_name) == ("withdrawn", "", "", None)
    values = await every_value(town)
    assert not [value for value in values if isinstance(value, str) and "sentence of my own" in value]
    assert own.author_id not in values
    await ana.closes()
    assert "Your first step" in words(ana.home), "Home is a newcomer's again"


async def test_no_id_of_theirs_is_left_even_for_who_holds_the_key(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", groups=["Parent"])
    done = await town.exchange("And before?", "Another idea", slug="before")
    ana = town.person("Ana")
    await ana.says("Written by message")
    await town.settle()
    offer = ana.dm()[-1]
    await ana.chooses(offer, "share.which", str(exchange.exchange_id))
    await ana.clicks(offer, "share.dm.yes")
    await town.settle()
    await ana.runs("/exchange rate before", "general")
    await town.settle()
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    await town.settle()
    await close(town, done)
    await reported(town, "Ana", "danger")
    await rates(town, ana, 5)
    await home_of(town, ana)
    before = await every_value(town)
    await forgets(town, ana)
    after = await every_value(town)
    for each in (exchange, done):
        key = town.starling.kit.key_of(each)
        for one in (key.rater_id(workspace(town), ana.id), key.author_id(workspace(town), ana.id)):
            assert one not in after
        assert key.rater_id(workspace(town), ana.id) in before, "the test looks in the right place"
    assert ana.id not in after
    async with town.starling.kit.storage.read() as db:
        assert await tenants.person_facts(db, town.tenant_id, ana.id) == {}
        reports = (await db.execute(select(report.c.reason, report.c.is_settled))).all()
        stars = (await db.execute(select(rating.c.exchange_id, rating.c.stars))).all()
    assert [tuple(row) for row in reports] == [("danger", False)], "somebody may be in danger: a moderator still looks"
    assert [tuple(row) for row in stars] == [(done.exchange_id, 4)], "a number of nobody"
    assert (await town.counts(done)).ratings == 1


async def test_being_forgotten_gives_no_second_vote(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch")
    ana = town.person("Ana")
    for _ in range(3):
        await rates(town, ana, 5)
        await forgets(town, ana)
        await ana.closes()
    (kept,) = await town.comments(exchange)
    assert kept.histogram == (0, 0, 0, 0, 0)
    assert kept.queue_key == 0
    await rates(town, ana, 5)
    assert (await town.comments(exchange))[0].histogram == (0, 0, 0, 0, 1)
    assert (await town.counts(exchange)).people == 1


async def test_a_card_that_lies_open_is_given_back(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch")
    ana = town.person("Ana")
    await ana.runs("/exchange rate", "general")
    await town.settle()
    card = ana.dm()[-1]
    await forgets(town, ana)
    async with town.starling.kit.storage.read() as db:
        row = (await db.execute(select(comment.c.shown, comment.c.queue_key))).one()
    assert tuple(row) == (0, 0)
    assert await ana.clicks(card, "rate.star.3"), "who comes back takes part as somebody new"
    await town.settle()
    assert (await town.counts(exchange)).ratings == 1


async def test_forget_me_by_command_leads_to_the_questions(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Longer lunch")
    ana = town.person("Ana")
    await rates(town, ana, 5)
    await ana.runs("/exchange forget-me", "general")
    await town.settle()
    answer = ana.whispers("general")[-1]
    assert list(action_ids(answer)) == ["home.forget"]
    assert await ana.clicks(answer, "home.forget")
    assert "This is what there is of you" in words(ana.view)


async def test_who_has_nothing_here_can_be_forgotten_too(town: Town) -> None:
    await forgets(town, town.person("Ana"))
    assert "You are forgotten" in words(town.person("Ana").view)


async def test_their_words_leave_the_digest_that_was_posted_and_the_one_that_is_kept(town: Town) -> None:
    exchange = await digest_town.announced(town, *digest_town.SIX)
    ana = town.person("Ana")
    await share(town, ana, "Lunch with candles")
    await digest_town.rate(town, exchange, Lunch_with_candles=(0, 0, 0, 0, 9), Door_locked=(0, 0, 0, 4, 0))
    await town.moderator.runs("/exchange digest now", "general")
    await digest_town.tick(town)
    assert any("with candles" in words(each) for each in digest_town.posted(town))
    await forgets(town, ana)
    await digest_town.tick(town)
    assert not any("with candles" in words(each) for each in digest_town.posted(town))
    assert not [value for value in await every_value(town) if "with candles" in str(value)]
