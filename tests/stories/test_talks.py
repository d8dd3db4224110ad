"""A moderator and an author who stays unknown talk through the bot, as long as the author wants."""

from datetime import datetime

from sqlalchemy import select

from bot.playground.people.person import Person
from bot.receipts.talks.state import open_talk
from storage import moderation_log, talks
from storage.models import metadata, talk
from tests.sentences import EN, ES
from tests.stories.moderating import add_moderator, queue_of, shared
from tests.stories.test_home_forget import forgets
from tests.whole_bot import Playground, list_action_ids, words

RUDE = "This schedule is bullshit"
QUESTION, ANSWER = "Which schedule do you mean?", "El de los martes, zarzamora"


async def carried(playground: Playground, minutes: float = 0) -> None:
    playground.clock.later(minutes=minutes)
    await playground.starling.scheduler.run_once("talks")
    await playground.settle()


async def begins(playground: Playground, moderator: Person, number: int, text: str) -> None:
    card = await queue_of(playground, moderator)
    block = next(
        each
        for each in card.blocks
        for element in each.get("elements", [])
        if element.get("action_id") == "talks.begin" and element["value"].endswith(f":{number}")
    )
    assert await moderator.clicks(card, "talks.begin", block_id=block["block_id"])
    await moderator.submits(values={"talks.words": text})
    await playground.settle()
    await carried(playground)


def heard(person: Person, text: str) -> list[str]:
    return [words(each) for each in person.dm() if text in words(each)]


async def test_both_sides_talk_and_neither_the_moderator_nor_the_database_learns_who_it_is(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    luz = playground.person("Luz", locale="es-ES")
    number = await shared(playground, "Luz", RUDE)
    await carried(playground)
    await begins(playground, maya, number, QUESTION)
    (message,) = [each for each in luz.dm() if QUESTION in words(each)]
    assert ES("talks.to_author", number=number) in words(message)
    assert maya.id not in str(message.blocks)
    assert await luz.clicks(message, "talks.reply")
    assert QUESTION in words(luz.view)
    await luz.submits(values={"talks.words": ANSWER})
    await playground.settle()
    await carried(playground, 1)
    assert not heard(maya, ANSWER), "it waits for the end of ten minutes"
    await carried(playground, 10)
    (answer,) = [each for each in maya.dm() if ANSWER in words(each)]
    assert EN("talks.to_moderator", number=number) in words(answer)
    for each in (luz.id, "Luz"):
        assert each not in str(answer.blocks)
    async with playground.starling.context.storage.read() as db:
        (row,) = (await db.execute(select(talk))).all()
        log = await moderation_log.list_all(db, exchange.scope)
        everything = str([(await db.execute(select(each))).all() for each in metadata.tables.values()])
    for each in (luz.id, maya.id, ANSWER, QUESTION):
        assert each.encode() not in row.sealed
    assert "zarzamora" not in everything
    assert [each.act for each in log] == ["hold", "talk"], "an act without words"


async def test_the_author_ends_it_and_nobody_can_write_to_them_about_it_again(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya, mo = await add_moderator(playground, "Maya"), await add_moderator(playground, "Mo")
    ana = playground.person("Ana")
    number = await shared(playground, "Ana", RUDE)
    await carried(playground)
    await begins(playground, maya, number, QUESTION)
    card = await queue_of(playground, mo)
    await mo.clicks(card, "talks.begin")
    await playground.settle()
    assert mo.view is None, "one moderator talks with an author"
    (message,) = [each for each in ana.dm() if QUESTION in words(each)]
    assert await ana.clicks(message, "talks.end")
    await playground.settle()
    await carried(playground, 10)
    assert heard(maya, EN("talks.author_ended", number=number))
    assert EN("talks.over", number=number) in words(next(each for each in ana.dm() if each.ts == message.ts))
    before = len(ana.dm())
    card = await queue_of(playground, maya)
    await maya.clicks(card, "talks.begin")
    await playground.settle()
    assert EN("talks.ended", number=number) in words(maya.ephemerals("general")[-1])
    await carried(playground, 10)
    assert len(ana.dm()) == before
    async with playground.starling.context.storage.read() as db:
        log = await moderation_log.list_all(db, exchange.scope)
    ended = next(each for each in log if each.act == "talk_ended")
    assert (ended.acted_at, ended.acted_on, ended.encrypted_moderator) == (None, None, None)


async def test_an_end_leaves_the_talk_the_lease_under_which_its_words_may_still_go_out(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya, ana = await add_moderator(playground, "Maya"), playground.person("Ana")
    number = await shared(playground, "Ana", RUDE)
    await carried(playground)
    await begins(playground, maya, number, QUESTION)
    (message,) = [each for each in ana.dm() if QUESTION in words(each)]
    playground.slack.faults.answer("chat.postMessage", where={"channel": ana.id})
    await begins(playground, maya, number, "And since when?")
    playground.slack.faults.clear()
    ctx = playground.starling.context

    async def lease_end() -> datetime | None:
        async with ctx.storage.read() as db:
            stored = await talks.get(db, exchange.scope, number)
        assert stored
        return open_talk(ctx.key_of(exchange), stored).lease_until

    until = await lease_end()
    assert until is not None, "Slack may still act on it"
    assert await ana.clicks(message, "talks.end")
    await playground.settle()
    assert await lease_end() == until
    await carried(playground, 21)
    assert len(heard(maya, EN("talks.author_ended", number=number))) == 1
    assert not heard(ana, "And since when?")


async def test_a_moderator_writes_twice_at_most_before_an_answer_and_in_measure(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    number = await shared(playground, "Ana", RUDE)
    await carried(playground)
    await begins(playground, maya, number, QUESTION)
    await begins(playground, maya, number, "And since when?")
    card = await queue_of(playground, maya)
    await maya.clicks(card, "talks.begin")
    await playground.settle()
    assert EN("talks.wait", number=number) in words(maya.ephemerals("general")[-1])
    ana = playground.person("Ana")
    message = next(each for each in ana.dm() if "talks.reply" in list_action_ids(each))
    await ana.clicks(message, "talks.reply")
    await ana.submits(values={"talks.words": "x" * 601})
    await playground.settle()
    assert ana.view
    assert ana.view.errors, "Slack's own limit"
    ben = playground.person("Ben")
    assert not heard(ben, QUESTION)


async def test_who_forgets_themselves_takes_the_talk_along(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    number = await shared(playground, "Ana", RUDE)
    await carried(playground)
    await begins(playground, maya, number, QUESTION)
    ana = playground.person("Ana")
    await forgets(playground, ana)
    async with playground.starling.context.storage.read() as db:
        assert (await db.execute(select(talk))).all() == []
