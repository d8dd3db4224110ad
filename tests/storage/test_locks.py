"""Transactions that meet on PostgreSQL: none is refused for another's sake, and nobody waits for ever."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage import comments, exchanges, locks, moderation, participants
from storage.participant_record import Participant
from storage.seals import PersonKey, random_seal
from storage.session import ConflictError, Db, Storage
from tests.storage.filled_database import House, house
from tests.storage.test_ratings import KEY
from tests.whole_bot import PATIENCE_S

ANA, BEN = (KEY.person("T1", name) for name in ("ana", "ben"))


async def test_two_who_wait_for_each_other_both_come_through(postgres_storage: Storage) -> None:
    place = await house(postgres_storage)
    ids = [await place.comment(f"Comment {number}") for number in range(2)]
    async with postgres_storage.write() as db:
        await participants.add(db, place.scope, [(who, Participant()) for who in (ANA, BEN)])
    both_hold_one = asyncio.Barrier(2)
    first_runs = {ANA, BEN}

    async def count_a_skip(who: PersonKey, first: int, second: int) -> None:
        async def work(db: Db) -> None:
            await comments.lock(db, place.scope, [], [first])
            if who in first_runs:
                first_runs.discard(who)
                await both_hold_one.wait()
            await comments.lock(db, place.scope, [], [second])
            person = await participants.hold(db, place.scope, who)
            await participants.save(db, place.scope, who, replace(person, skips=person.skips + 1))

        await postgres_storage.transact(work)

    await asyncio.gather(count_a_skip(ANA, *ids), count_a_skip(BEN, *reversed(ids)))
    async with postgres_storage.read() as db:
        kept = [await participants.get(db, place.scope, who) for who in (ANA, BEN)]
    assert [person.skips for person in kept if person] == [1, 1], "each ran whole, once"
    assert postgres_storage.repeats == 1


async def test_two_acts_in_one_block_follow_each_other(postgres_storage: Storage) -> None:
    place = await house(postgres_storage)
    async with postgres_storage.write() as db:
        await participants.add(db, place.scope, [(who, Participant()) for who in (ANA, BEN)])
    holds = asyncio.Event()

    async def act(who: PersonKey, *, then: asyncio.Event | None = None) -> set[str]:
        async with postgres_storage.write() as db:
            person = await participants.hold(db, place.scope, who)
            holds.set()
            if then:
                await then.wait()
            await participants.save(db, place.scope, who, person)
        return await _writers(postgres_storage)

    goes_on = asyncio.Event()
    first = asyncio.create_task(act(ANA, then=goes_on))
    await holds.wait()
    second = asyncio.create_task(act(BEN))
    await asyncio.sleep(0.1)
    assert not second.done(), "else it wrote what the first left, and was of few"
    goes_on.set()
    await first
    assert len(await second) == 1


async def _writers(storage: Storage) -> set[str]:
    """Return which transactions wrote the rows of people as they are now."""
    async with storage.read() as db:
        return {row.x for row in await db.execute(text("SELECT xmin::text AS x FROM participant"))}


async def test_what_is_no_fault_of_another_is_not_tried_again(storage: Storage) -> None:
    runs: list[str] = []

    async def twice_the_same(db: Db) -> None:
        runs.append("run")
        for _ in range(2):
            await db.execute(text("INSERT INTO tenant (tenant_id, enterprise_id, team_id) VALUES (1, '', 'T1')"))

    with pytest.raises(IntegrityError):
        await storage.transact(twice_the_same)
    assert runs == ["run"]

    async def never_fits(_db: Db) -> None:
        runs.append("run")
        raise ConflictError

    with pytest.raises(ConflictError):
        await storage.transact(never_fits)
    assert len(runs) == 1 + 5, "a few times, then it is told"


async def test_an_exchange_is_changed_while_clicks_on_it_never_end(postgres_storage: Storage) -> None:
    place = await house(postgres_storage)
    is_changed = asyncio.Event()
    overlapping = asyncio.Semaphore(0)

    async def click() -> None:
        while not is_changed.is_set():
            async with postgres_storage.write() as db:
                assert await exchanges.get(db, place.scope, hold=True)
                overlapping.release()
                await asyncio.sleep(0.03)

    async def close() -> None:
        for _ in range(12):
            await overlapping.acquire()
        async with asyncio.timeout(PATIENCE_S):
            async with postgres_storage.write() as db:
                assert await exchanges.update_state(db, place.scope, was=("open",), state="closed")
        is_changed.set()

    async def begin_later(delay: float) -> None:
        await asyncio.sleep(delay)
        await click()

    await asyncio.gather(close(), *(begin_later(0.01 * number) for number in range(4)))


async def test_whoever_waited_for_a_close_sees_that_it_is_closed(postgres_storage: Storage) -> None:
    place = await house(postgres_storage)

    async def look() -> str:
        async with postgres_storage.write() as db:
            found = await exchanges.get(db, place.scope, hold=True)
        assert found is not None
        return found.state

    async with postgres_storage.write() as db:
        await exchanges.update_state(db, place.scope, was=("open",), state="closed")
        waiting = asyncio.create_task(look())
        await asyncio.sleep(0.1)
        assert not waiting.done()
    assert await waiting == "closed"


async def test_themes_change_while_people_click_and_one_after_the_other(postgres_storage: Storage) -> None:
    place = await house(postgres_storage)
    async with postgres_storage.write() as clicking, postgres_storage.write() as arranging:
        assert await exchanges.get(clicking, place.scope, hold=True)
        await locks.take_themes(arranging, place.exchange_id)
        assert await exchanges.get(clicking, place.scope, hold=True)

        async def arrange_too() -> None:
            async with postgres_storage.write() as db:
                await locks.take_themes(db, place.exchange_id)

        second = asyncio.create_task(arrange_too())
        await asyncio.sleep(0.1)
        assert not second.done()
    await second


async def test_words_that_changed_after_they_were_read_are_noticed_at_the_lock(postgres_storage: Storage) -> None:
    place = await house(postgres_storage)
    comment_id = await place.comment("Longer lunch")
    async with postgres_storage.write() as db:
        read = await comments.get_by_id(db, place.scope, comment_id)
        await comments.lock(db, place.scope, [read, None], [None])
    async with postgres_storage.write() as db:
        await place.change_comment(comment_id, n5=1)
        await comments.lock(db, place.scope, [read])  # stars of others are no reason
    await place.change_comment(comment_id, text="Shorter lunch", version=2)
    async with postgres_storage.write() as db:
        with pytest.raises(ConflictError):
            await comments.lock(db, place.scope, [read])


async def test_comments_are_locked_in_one_order_whatever_order_they_are_named_in(postgres_storage: Storage) -> None:
    place = await house(postgres_storage)
    ids = [await place.comment(f"Comment {number}") for number in range(6)]

    async def lock(wanted: list[int]) -> None:
        for _ in range(10):
            async with postgres_storage.write() as db:
                await comments.lock(db, place.scope, [], wanted)

    await asyncio.gather(*(lock(ids if number % 2 else ids[::-1]) for number in range(8)))
    assert await _deadlocks(postgres_storage) == 0


async def test_a_moderator_decides_beside_ratings_of_every_version(postgres_storage: Storage) -> None:
    place = await house(postgres_storage)
    numbers = await _reworded(place, 4)

    async def decide() -> None:
        for number in numbers * 3:
            async with postgres_storage.write() as db:
                assert await moderation.get_case(db, place.scope, number, hold=True)

    async def rate() -> None:
        for number in numbers * 3:
            async with postgres_storage.write() as db:
                versions = await comments.list_in_state(db, place.scope, "live", "superseded")
                await comments.lock(db, place.scope, [each for each in versions if each.number == number])

    await asyncio.gather(*(decide() for _ in range(3)), *(rate() for _ in range(3)))
    assert await _deadlocks(postgres_storage) == 0


async def _reworded(place: House, count: int) -> list[int]:
    numbers = []
    for each in range(count):
        comment_id = await place.comment(f"Comment {each}", (0, 0, 0, 0, 1))
        async with place.storage.write() as db:
            old = await comments.get_by_id(db, place.scope, comment_id)
            assert old is not None
            other: dict[str, Any] = {"comment_id": 1_000 + each, "author_seal": random_seal()}
            await comments.edit(db, place.scope, old, text=f"Better {each}", why="", source_mac=f"mark {each}", **other)
            numbers.append(old.number)
    return numbers


async def _deadlocks(storage: Storage) -> int:
    async with storage.read() as db:
        await db.execute(text("SELECT pg_stat_force_next_flush()"))
        query = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int((await db.execute(query)).scalar_one())
