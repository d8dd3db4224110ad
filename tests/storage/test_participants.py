"""People in blocks: written with the others of their block, never lost, and nothing of anybody in plain."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from storage import participants
from storage.models import participant
from storage.participant_record import Participant
from storage.people_blocks import MIN_PEOPLE, MIN_SIZE, ONE_BLOCK
from storage.seals import PersonKey
from storage.session import ConflictError, Db, Storage
from tests.storage.filled_database import House, house
from tests.storage.test_ratings import KEY

ANA = KEY.person("T1", "U0ANA")
BEN = KEY.person("T1", "U0BEN")


def people(count: int) -> list[PersonKey]:
    return [KEY.person("T1", f"U{number}") for number in range(count)]


async def rows(place: House) -> dict[int, tuple[bytes, bytes]]:
    """Return (sealed, revision) by the block's number."""
    async with place.storage.read() as db:
        found = await db.execute(select(participant))
        return {row.number: (bytes(row.sealed), bytes(row.revision)) for row in found}


async def layouts(place: House) -> set[bytes]:
    async with place.storage.read() as db:
        return {bytes(row.layout) for row in await db.execute(select(participant.c.layout))}


async def fill(place: House, everybody: Sequence[PersonKey]) -> None:
    async with place.storage.write() as db:
        await participants.add(
            db, place.scope, [(who, Participant(slack_user_id=who.slack_user_id)) for who in everybody]
        )


async def divide_again(place: House) -> None:
    await place.storage.transact(lambda db: participants.divide_again(db, place.scope, KEY.seals))


async def skip_once_more(place: House, who: PersonKey) -> None:
    async def work(db: Db) -> None:
        person = await participants.hold(db, place.scope, who)
        await participants.save(db, place.scope, who, replace(person, skips=person.skips + 1))

    await place.storage.transact(work)


async def changed_by(place: House, who: PersonKey) -> set[int]:
    before = await rows(place)
    await skip_once_more(place, who)
    return {number for number, row in (await rows(place)).items() if before.get(number) != row}


async def everybody_in(place: House) -> list[Participant]:
    async with place.storage.read() as db:
        return await participants.list_all(db, place.scope, KEY.seals)


async def test_how_many_people_there_are_does_not_show(storage: Storage) -> None:
    place = await house(storage)
    await skip_once_more(place, ANA)
    [(sealed, revision)] = (await rows(place)).values()
    assert len(sealed) == MIN_SIZE
    async with storage.read() as db:
        (ana,) = await participants.list_all(db, place.scope, KEY.seals)
        assert (ana.slack_user_id, ana.skips) == ("U0ANA", 1)
        found = await participants.get(db, place.scope, ANA)
        assert found
        assert (found.person, found.revision) == (ana.person, revision)
        assert await participants.get(db, place.scope, BEN) is None
        both = await participants.list_by_mark(db, place.scope, KEY.seals, [ANA.mark, BEN.mark])
        assert set(both) == {ANA.mark}
    for who in people(11):
        await skip_once_more(place, who)
    assert [len(sealed) for sealed, _ in (await rows(place)).values()] == [MIN_SIZE], "who comes is under the seal"


async def test_whoever_acts_writes_one_block_and_it_is_of_eight_people_or_more(storage: Storage) -> None:
    place = await house(storage)
    everybody = people(200)
    await fill(place, everybody)
    blocks: dict[int, int] = {}
    for who in everybody:
        [number] = await changed_by(place, who)
        blocks[number] = blocks.get(number, 0) + 1
    assert set(blocks) == set(await rows(place))
    assert min(blocks.values()) >= MIN_PEOPLE
    assert max(blocks.values()) <= ONE_BLOCK
    assert sorted(each.skips for each in await everybody_in(place)) == [1] * 200


async def test_a_crowded_block_is_divided_before_the_next_act(storage: Storage) -> None:
    place = await house(storage)
    everybody = people(130)
    for who in everybody[: ONE_BLOCK + 1]:
        await skip_once_more(place, who)
    assert len(await rows(place)) == 1
    before = await layouts(place)
    await skip_once_more(place, everybody[0])
    assert len(await rows(place)) == 2
    assert not await layouts(place) & before
    await asyncio.gather(*(skip_once_more(place, who) for who in everybody))
    assert len(await rows(place)) >= 5
    assert {each.slack_user_id for each in await everybody_in(place)} == {who.slack_user_id for who in everybody}
    assert sum(each.skips for each in await everybody_in(place)) == ONE_BLOCK + 2 + 130


async def test_people_are_divided_again_while_they_act_and_nothing_is_lost(storage: Storage) -> None:
    place = await house(storage)
    everybody = people(60)
    await fill(place, everybody)
    before = await rows(place)
    acts = [skip_once_more(place, who) for who in everybody * 2]
    await asyncio.gather(*acts[:60], *(divide_again(place) for _ in range(4)), *acts[60:])
    assert {each.slack_user_id: each.skips for each in await everybody_in(place)} == {
        who.slack_user_id: 2 for who in everybody
    }
    assert not set(before.values()) & set((await rows(place)).values())
    assert len(await layouts(place)) == 1
    async with storage.read() as db:
        found = await participants.list_in_exchanges(db, place.tenant_id, {place.exchange_id: everybody[5]})
    assert found[place.exchange_id].slack_user_id == "U5"


async def test_who_rated_far_more_than_others_does_not_stand_out_by_size(storage: Storage) -> None:
    place = await house(storage)
    everybody = people(100)
    await fill(place, everybody)

    async def rate_much(db: Db) -> None:
        person = await participants.hold(db, place.scope, everybody[3])
        await participants.save(db, place.scope, everybody[3], replace(person, rated=frozenset(range(0, 90_000, 30))))

    async def sizes() -> list[int]:
        return sorted(len(sealed) for sealed, _ in (await rows(place)).values())

    assert len(set(await sizes())) == 1
    await place.storage.transact(rate_much)
    *others, large = await sizes()
    assert len(set(others)) == 1
    assert large > others[0], "the block of theirs grew, until rows are rewritten"
    await divide_again(place)
    assert len(set(await sizes())) == 1
    assert sorted(each.ratings for each in await everybody_in(place))[-2:] == [0, 3_000]


async def test_others_of_a_block_keep_what_they_hold_and_look_new(storage: Storage) -> None:
    place = await house(storage)
    await fill(place, people(9))
    before = await rows(place)
    held = {each.slack_user_id: each.person for each in await everybody_in(place)}
    await skip_once_more(place, people(9)[3])
    after = await rows(place)
    assert not {sealed for sealed, _ in before.values()} & {sealed for sealed, _ in after.values()}
    assert not {revision for _, revision in before.values()} & {revision for _, revision in after.values()}
    found = await everybody_in(place)
    assert {each.slack_user_id: each.person for each in found} == held
    assert {each.slack_user_id for each in found if each.skips} == {"U3"}


async def test_a_person_who_was_read_before_another_write_is_not_written_back(storage: Storage) -> None:
    place = await house(storage)
    await fill(place, [ANA, *people(3)])
    async with storage.read() as db:
        old = await participants.get(db, place.scope, ANA)
    assert old
    await skip_once_more(place, people(3)[0])
    with pytest.raises(ConflictError):
        async with storage.write() as db:
            await participants.save(db, place.scope, ANA, replace(old, skips=9))
    async with storage.read() as db:
        found = await participants.get(db, place.scope, ANA)
    assert found
    assert found.skips == 0


async def test_clicks_at_once_of_all_people_of_a_block_are_all_kept(storage: Storage) -> None:
    place = await house(storage)
    everybody = people(10)
    await asyncio.gather(*(skip_once_more(place, who) for who in everybody * 4))
    found = await everybody_in(place)
    assert {each.slack_user_id: each.skips for each in found} == {who.slack_user_id: 4 for who in everybody}


async def test_who_is_removed_leaves_no_gap(storage: Storage) -> None:
    place = await house(storage)
    await fill(place, [ANA, *people(99)])
    before = await rows(place)
    for _ in range(2):
        await storage.transact(lambda db: participants.remove(db, place.scope, ANA))
    after = await rows(place)
    assert len({len(sealed) for sealed, _ in after.values()}) == 1
    assert not set(before.values()) & set(after.values()), "nothing says in which block they were"
    assert {each.slack_user_id for each in await everybody_in(place)} == {who.slack_user_id for who in people(99)}


async def test_who_is_there_is_not_added_again(storage: Storage) -> None:
    place = await house(storage)
    await fill(place, [ANA, BEN])
    with pytest.raises(ValueError, match="already"):
        await fill(place, [BEN])
    await fill(place, people(50))
    assert len(await everybody_in(place)) == 52
    assert len(await rows(place)) == 3


async def test_no_column_says_anything_of_a_person(storage: Storage) -> None:
    assert set(participant.columns.keys()) == {"tenant_id", "exchange_id", "number", "layout", "sealed", "revision"}
    place = await house(storage)
    facts = {"group_name": "Member of the board", "was_invited": True, "thread_offered": True, "took_part": True}
    async with storage.write() as db:
        row = Participant(slack_user_id="U0ANA", rated=frozenset(range(100)), **facts)  # type: ignore[arg-type]
        await participants.add(db, place.scope, [(ANA, row), *((who, Participant()) for who in people(9))])
    there = await rows(place)
    assert {(len(sealed), len(revision)) for sealed, revision in there.values()} == {(MIN_SIZE, 8)}
    found = [b"board", b"U0ANA", ANA.mark]
    assert not [sealed for sealed, _ in there.values() if any(each in sealed for each in found)]


async def test_a_block_that_is_moved_to_another_exchange_does_not_open(storage: Storage) -> None:
    place, other = await house(storage), await house(storage, "other")
    await fill(place, [ANA, *people(9)])
    there, [layout] = await rows(place), await layouts(place)
    await fill(other, [ANA, *people(9)])
    async with storage.write() as db:
        this = participant.c.exchange_id == other.exchange_id
        await db.execute(participant.update().where(this).values(sealed=there[0][0], layout=layout))
        with pytest.raises(Exception, match="another place"):
            await participants.get(db, other.scope, ANA)
