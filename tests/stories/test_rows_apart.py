"""What transactions leave: none says whose rating or comment it holds, and a click takes few statements."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from bot.domain.actor import Actor
from bot.domain.people_counts import EVERY
from bot.share import flow
from storage import participants, resting
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.people_blocks import MIN_PEOPLE, Layout, StoredBlock, open_block
from tests.attack.copies import sqlite_copy
from tests.stories.at_home import mine, rates, share
from tests.stories.people import read_person
from tests.whole_bot import Playground, open_playground

NAMES = [f"Person {number}" for number in range(12)]
WORDS = [
    "More counselors in each building",
    "Lamps along Elm Street",
    "A quiet room for the afternoon",
    "Doors that lock from inside",
    "Somebody to call at night",
    "Buses that wait for late students",
    "Fewer cameras",
    "Older students as mentors",
    "Parents at the gate",
    "Training for new teachers",
    "A nurse every day",
    "Rules that are the same for all",
]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Yield what is sent to any database meanwhile, a transaction's begin among it."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_a_star_is_one_transaction_that_reads_no_rating(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", *(f"Comment {number}" for number in range(9)))
    ana = playground.person("Ana")
    await rates(playground, ana, 4)
    with statements() as sent:
        playground.starling.context.batches.on_statement = sent.append
        assert await ana.clicks(ana.dm()[-1], "rate.star.5")
    begin, read, *written = [each for each in sent if not each.startswith("PRAGMA")]
    assert begin == "BEGIN IMMEDIATE", "nothing is read before"
    assert re.findall(r"FROM (\w+)", read) == ["participant", "exchange"], "no rating, no skip, no comment"
    assert [re.findall(r"(?:INTO|UPDATE) (\w+)", each)[0] for each in written] == ["rating", "comment", "participant"]


async def test_seconds_after_a_click_the_journal_says_nothing_of_it_though_no_job_ran(
    playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage, done = playground.starling.context.storage, asyncio.Event()
    rest = storage.resting._work

    async def rest_and_say_so() -> bool:
        is_done = await rest()
        done.set()
        return is_done

    await playground.exchange("What keeps us safe?", *(f"Comment {number}" for number in range(9)))
    ana = playground.person("Ana")
    await rates(playground, ana, 4)
    assert changes_of(tmp_path) >= {"rating", "participant"}, "there is something to hide"
    monkeypatch.setattr(storage.resting, "_work", rest_and_say_so)
    monkeypatch.setattr(resting, "IDLE_S", 0.0)
    await storage.resting.pause()
    assert await ana.clicks(ana.dm()[-1], "rate.star.5")
    await done.wait()
    await playground.settle()
    while changes_of(tmp_path):
        done.clear()
        await done.wait()
    assert len(sqlite_copy.read_copy(*sqlite_copy.take(tmp_path / "starling.sqlite")).rows("rating")) == 2


def changes_of(folder: Path) -> set[str]:
    """Return the tables of acts that a transaction in the journal wrote to."""
    copy = sqlite_copy.read_copy(*sqlite_copy.take(folder / "starling.sqlite"))
    return {change.table for change in copy.changes} & {"rating", "comment", "participant"}


@pytest.mark.postgres
async def test_a_transaction_with_a_rating_or_comment_says_of_no_fewer_than_eight_people_whose(
    tmp_path: Path, postgres_database: str
) -> None:
    """PostgreSQL keeps with each row which transaction wrote it last, and which locked it last: `xmin` and `xmax`."""
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Less noise")
        ctx, ana = playground.starling.context, playground.person(NAMES[0])
        key = ctx.key_of(exchange)
        others = [(key.person("T1", f"U{number}"), Participant()) for number in range(60)]
        async with ctx.storage.write() as db:
            await participants.add(db, exchange.scope, others)
        for name in NAMES:
            await rates(playground, playground.person(name), 4)
        texts = zip(NAMES, WORDS, strict=True)
        await asyncio.gather(*(share(playground, playground.person(name), words) for name, words in texts))
        acts = [await _people_beside(playground, exchange)]
        (own,) = await mine(playground, ana, exchange)
        who = Actor(playground.tenant_id, playground.slack.team_id, ana.id, is_stranger=False)
        here = (ctx, who, exchange.exchange_id, own.number)
        await flow.edit(*here, text="Other words", why=None, source=("view", "V1"))
        acts.append(await _people_beside(playground, exchange))
        await flow.withdraw(*here)
        acts.append(await _people_beside(playground, exchange))
        assert [each.state for each in await mine(playground, ana, exchange)] == ["withdrawn"]
    for beside in acts:
        assert beside, "the last act is there"
        assert min(beside) >= MIN_PEOPLE
        assert max(beside) < 60, "people are in several blocks"


async def _people_beside(playground: Playground, exchange: Exchange) -> list[int]:
    """Return how many people are in the blocks of each transaction that a rating or comment has to do with."""
    ids = "SELECT xmin::text AS x FROM {0} UNION ALL SELECT xmax::text FROM {0} WHERE xmax::text <> '0'"
    blocks = "SELECT number, layout, sealed, revision, xmin::text AS wrote, xmax::text AS held FROM participant"
    ctx = playground.starling.context
    people = Counter[str]()
    async with ctx.storage.read() as db:
        rows = (await db.execute(text(blocks))).all()
        for row in rows:
            stored, layout = StoredBlock(row.number, row.sealed, row.revision), Layout(row.layout, len(rows))
            block = open_block(ctx.key_of(exchange).seals, exchange.scope, layout, stored)
            for each in {row.wrote, row.held}:
                people[each] += len(block.records)
        acts = {row.x for table in ("rating", "comment") for row in await db.execute(text(ids.format(table)))}
    return [people[each] for each in acts if each in people]


async def test_how_many_take_part_is_counted_again_after_ten_minutes(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    playground.starling.context.people.every = EVERY
    await rates(playground, playground.person("Ana"), 4)
    assert (await playground.counts(exchange)).people == 1
    await rates(playground, playground.person("Ben"), 4)
    assert (await playground.counts(exchange)).people == 1, "a count that follows each act says when somebody came"
    playground.clock.later(seconds=EVERY.total_seconds())
    assert (await playground.counts(exchange)).people == 2


async def test_who_only_looks_has_a_record_like_everybody_and_takes_no_part(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    row = await read_person(playground, exchange, ana)
    assert row is not None
    assert (row.took_part, row.ratings, row.slack_user_id) == (False, 0, ana.id)
    assert (await playground.counts(exchange)).people == 0
    async with playground.starling.context.storage.read() as db:
        number = (await db.execute(text("SELECT count(*) FROM participant"))).scalar_one()
        everybody = await participants.list_all(db, exchange.scope, playground.starling.context.key_of(exchange).seals)
    assert (number, len(everybody)) == (1, 1)
