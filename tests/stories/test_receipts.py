"""Each author has one private message about a comment, which changes with what becomes of it and ends at the close."""

import sqlite3
from pathlib import Path

from structlog.testing import capture_logs

from bot.playground.people.person import Person
from bot.playground.state.models import Message
from bot.receipts.job import EVENT, list_due
from storage import participants
from storage.letters import read_letters
from tests.sentences import EN, ES
from tests.stories.at_home import home_of, starred
from tests.stories.exchange_helpers import only, run_command
from tests.stories.moderating import asked, pick, queue_of, shared
from tests.stories.people import read_person
from tests.stories.test_rows_apart import WORDS
from tests.whole_bot import Playground, open_playground, words


async def opened(playground: Playground, flags: str = "") -> None:
    await run_command(playground, f'/exchange new "What keeps us safe?" --open=now {flags}')
    await ticks(playground)


async def ticks(playground: Playground, rounds: int = 1) -> None:
    for _ in range(rounds):
        await playground.starling.scheduler.run_once()
        await playground.settle()


def receipts(person: Person) -> list[Message]:
    return [each for each in person.dm() if (each.metadata or {}).get("event_type") == EVENT]


async def rated(playground: Playground, text: str, people: int) -> None:
    """Let people rate a comment, and the next day's release be made."""
    exchange = await only(playground)
    comment = next(each for each in await playground.comments(exchange) if each.text == text)
    await starred(playground, exchange, comment, *([4] * people))
    playground.clock.later(days=1)
    await ticks(playground, 2)


async def test_the_log_says_of_one_that_failed_neither_when_nor_in_which_exchange(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "More counselors")
    playground.slack.faults.answer("chat.postMessage", times=1)
    grid = 600
    playground.clock.ahead += grid - playground.clock.now().timestamp() % grid + 60  # a minute into ten minutes
    with capture_logs() as lines:
        await playground.starling.scheduler.run_once("receipts")
        playground.clock.later(minutes=1)
        await playground.starling.scheduler.run_once("receipts")
    assert not [each for each in lines if "receipt" in each["event"]], "nothing at its moment"
    with capture_logs() as lines:
        playground.clock.later(minutes=9)
        await playground.starling.scheduler.run_once("receipts")
        playground.clock.later(minutes=11)
        await playground.starling.scheduler.run_once("receipts")
    (line,) = [each for each in lines if "receipt" in each["event"]]
    assert line["errors"], "what it was is known"
    assert not {"exchange_id", "tenant_id", "team_id"} & set(line)


async def test_one_message_follows_a_comment_to_its_end(playground: Playground) -> None:
    await opened(playground)
    number = await shared(playground, "Ana", "More counselors")
    ana = playground.person("Ana")
    assert not receipts(ana), "nothing goes out at the act itself"
    await ticks(playground)
    (receipt,) = receipts(ana)
    for line in (f"#{number}", "More counselors", EN("receipts.state.live"), EN("receipts.only_you")):
        assert line in words(receipt)
    assert await ana.clicks(receipt, "home.comment")
    assert "More counselors" in words(ana.view)
    await ana.closes()

    for people, step in ((5, 5), (8, 5), (12, 10), (31, 30)):
        await rated(playground, "More counselors", people)
        assert EN("receipts.rated", n=step) in words(receipts(ana)[0])
    calls = playground.slack.calls.count("chat.update")
    await ticks(playground, 2)
    assert playground.slack.calls.count("chat.update") == calls, "no post and no edit where nothing changed"

    await asked(playground, playground.moderator, f"/exchange answer #{number} Two come in March. --status=planned")
    await ticks(playground)
    assert "Two come in March." in words(receipts(ana)[0])
    await asked(playground, playground.moderator, f"/exchange hide #{number} rude")
    await ticks(playground)
    assert EN("receipts.state_for.hidden", reason=EN("reasons.reason.rude")) in words(receipts(ana)[0])
    await asked(playground, playground.moderator, f"/exchange restore #{number}")
    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await ticks(playground, 2)
    (receipt,) = receipts(ana)
    assert EN("receipts.end.live") in words(receipt)
    assert "★" in words(receipt)
    assert await ana.clicks(receipt, "home.sign_up")


async def test_every_comment_ends_and_who_wants_no_messages_has_none(playground: Playground) -> None:
    await opened(playground, "--review=all")
    eva = playground.person("Eva")
    eva.member.locale = "es-MX"
    names = ("Ana", "Ben", "Cho", "Dan", "Eva", "Fay")
    kept = {name: await shared(playground, name, text) for name, text in zip(names, WORDS, strict=False)}
    dan = playground.person("Dan")
    await dan.chooses(await home_of(playground, dan), "home.notifications", ["muted"])
    fay = playground.person("Fay")
    await ticks(playground)
    assert ES("receipts.state.pending") in words(receipts(eva)[0])
    (gone,) = receipts(fay)
    await fay.clicks(await home_of(playground, fay), "home.forget")
    await fay.submits()
    await fay.submits()
    await playground.settle()
    assert not receipts(fay), "the message goes with the person"
    assert gone.ts

    imani = playground.moderator
    await asked(playground, imani, f"/exchange keep #{kept['Ana']}")
    queue = await queue_of(playground)
    await imani.clicks(queue, "moderate.remove", **pick(queue, "moderate.remove", "name", kept["Ben"]))
    cho = playground.person("Cho")
    home = await home_of(playground, cho)
    await cho.clicks(home, "home.comment")
    assert cho.view
    await cho.clicks(cho.view, "share.withdraw")
    await imani.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await ticks(playground, 2)
    ends = {name: words(receipts(playground.person(name))[0]) for name in ("Ana", "Ben", "Cho", "Eva")}
    assert EN("receipts.end.live") in ends["Ana"]
    assert EN("receipts.state_for.removed", reason=EN("reasons.reason.name")) in ends["Ben"]
    assert EN("receipts.state.withdrawn") in ends["Cho"]
    assert ES("receipts.end.pending") in ends["Eva"]
    assert not receipts(dan)
    exchange, ctx = await only(playground), playground.starling.context
    due = await list_due(ctx, ctx.workspace(playground.tenant_id), exchange, ctx.key_of(exchange))
    assert not due, "all of them, and none is left"


async def test_who_is_asked_for_other_words_has_that_message_alone(playground: Playground) -> None:
    await opened(playground)
    await playground.starling.scheduler.stop()  # rounds come by `ticks` alone
    imani = playground.moderator
    numbers = {
        name: await shared(playground, name, f"This {what} is bullshit")
        for name, what in (("Ana", "schedule"), ("Ben", "lunch"))
    }
    for number in numbers.values():
        queue = await queue_of(playground)
        await imani.chooses(queue, "moderate.ask", **pick(queue, "moderate.ask", "rude", number))
        await playground.settle()
    await ticks(playground)
    playground.clock.later(seconds=61)
    await ticks(playground, 2)
    ana, ben = playground.person("Ana"), playground.person("Ben")
    for person in (ana, ben):
        assert not receipts(person)
        [message] = [each for each in person.dm() if "bullshit" in words(each)]
        assert EN("moderate.rephrase_asked", number=numbers[person.name]) in words(message)
    assert await ana.clicks(next(each for each in ana.dm() if "bullshit" in words(each)), "share.edit")
    assert await ana.submits(values={"share.text": "The bells are too early"})
    await ticks(playground)
    [receipt] = receipts(ana)
    assert EN("receipts.state.pending") in words(receipt)
    await imani.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await ticks(playground, 2)
    [receipt] = receipts(ben)
    assert EN("receipts.state_for.hidden", reason=EN("reasons.reason.rude")) in words(receipt), "it ends for all"


async def test_a_lost_answer_of_slack_posts_no_second_one(playground: Playground) -> None:
    await opened(playground)
    for name, text in zip(("Ana", "Ben", "Cho"), WORDS, strict=False):
        await shared(playground, name, text)
    playground.slack.faults.drop("chat.postMessage")
    await ticks(playground)
    playground.clock.later(minutes=5)
    await ticks(playground, 3)
    assert [len(receipts(playground.person(name))) for name in ("Ana", "Ben", "Cho")] == [1, 1, 1]
    await asked(playground, playground.moderator, f"/exchange hide #{await number_of(playground, 'Ana')} rude")
    await ticks(playground)
    assert EN("receipts.state_for.hidden", reason=EN("reasons.reason.rude")) in words(
        receipts(playground.person("Ana"))[0]
    )


async def number_of(playground: Playground, name: str) -> int:
    row = await read_person(playground, await only(playground), playground.person(name))
    assert row
    return next(iter(row.own))


async def test_nothing_outside_a_sealed_record_leads_from_a_comment_to_its_message(tmp_path: Path) -> None:
    async with open_playground(tmp_path) as playground:
        await opened(playground)
        names = [f"Person {n}" for n in range(12)]
        for name, text in zip(names, WORDS, strict=True):
            await shared(playground, name, text)
        await ticks(playground, 3)
        exchange = await only(playground)
        key = playground.starling.context.key_of(exchange)
        async with playground.starling.context.storage.read() as db:
            people = await participants.list_all(db, exchange.scope, key.seals)
        kept = [read_letters(each.letters) for each in people]
        addresses = {each.channel_id for each in kept} | {one.ts for each in kept for one in each.receipts.values()}
        assert len(addresses) == 2 * len(names)

        before = blocks(tmp_path)
        await asked(playground, playground.moderator, f"/exchange hide #{await number_of(playground, names[0])} rude")
        await ticks(playground)
        after = blocks(tmp_path)
        assert not before & after, "the records of all people are written, not those of one"
        stored = everything(tmp_path)
        assert not [each for each in addresses if each.encode() in stored]


def everything(folder: Path) -> bytes:
    """Return all that is on the disk."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def blocks(folder: Path) -> set[bytes]:
    with sqlite3.connect(f"file:{folder}/starling.sqlite?mode=ro", uri=True) as db:
        return {bytes(row[0]) for row in db.execute("SELECT sealed FROM participant")}
