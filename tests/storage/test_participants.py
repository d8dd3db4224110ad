"""Rows of people: written with those of their block, never lost, and nothing of anybody in plain."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from storage import participants
from storage.models import participant
from storage.participant_record import Participant
from storage.participants import MIN_BLOCK
from storage.seals import PersonKey
from storage.session import ConflictError, Db, Storage
from tests.storage.filled_database import House, house
from tests.storage.test_ratings import KEY

ANA = KEY.person("T1", "U0ANA")


def people(count: int) -> list[PersonKey]:
    return [KEY.person("T1", f"U{number}") for number in range(count)]


async def rows(place: House) -> dict[bytes, tuple[bytes, bytes]]:
    """Return (sealed, revision) by mark."""
    async with place.storage.read() as db:
        found = await db.execute(select(participant))
        return {bytes(row.person_mark): (bytes(row.sealed), bytes(row.revision)) for row in found}


async def fill(place: House, everybody: Sequence[PersonKey]) -> None:
    async with place.storage.write() as db:
        await participants.add(
            db, place.scope, [(who, Participant(slack_user_id=who.slack_user_id)) for who in everybody]
        )


async def skip_once_more(place: House, who: PersonKey) -> None:
    async def work(db: Db) -> None:
        person = await participants.hold(db, place.scope, who)
        await participants.save(db, place.scope, who, replace(person, skips=person.skips + 1))

    await place.storage.transact(work)


async def changed_by(place: House, who: PersonKey) -> set[bytes]:
    before = await rows(place)
    await skip_once_more(place, who)
    return {mark for mark, row in (await rows(place)).items() if before.get(mark) != row}


async def test_the_first_person_is_among_rows_of_nobody(storage: Storage) -> None:
    place = await house(storage)
    await skip_once_more(place, ANA)
    there = await rows(place)
    assert len(there) == MIN_BLOCK
    assert {len(sealed) for sealed, _ in there.values()} == {512}
    async with storage.read() as db:
        (ana,) = await participants.list_all(db, place.scope, KEY.seals)
        assert (ana.slack_user_id, ana.skips) == ("U0ANA", 1)
        found = await participants.get(db, place.scope, ANA)
        assert found
        assert (found.person, found.revision) == (ana.person, there[ANA.mark][1])
        assert await participants.get(db, place.scope, KEY.person("T1", "U0BEN")) is None
        both = await participants.list_by_mark(db, place.scope, KEY.seals, [ANA.mark, b"\0" * 16])
        assert set(both) == {ANA.mark}


@pytest.mark.parametrize("count", [1, 9, 400])
async def test_whoever_acts_writes_a_whole_block_and_always_the_same_one(storage: Storage, count: int) -> None:
    place = await house(storage)
    everybody = people(count)
    await fill(place, everybody)
    await skip_once_more(place, everybody[0])  # adds rows of nobody where a block is small
    seen: dict[bytes, set[bytes]] = {}
    for who in sorted(everybody, key=lambda each: each.mark)[:60]:
        await skip_once_more(place, who)
        seen[who.mark] = await changed_by(place, who)
        assert who.mark in seen[who.mark]
        assert len(seen[who.mark]) >= MIN_BLOCK
    blocks = list(seen.values())
    for mark, block in seen.items():
        assert [each for each in blocks if mark in each] == [each for each in blocks if each >= block], (
            "blocks do not overlap, so that no two acts of one person name them"
        )
    assert max(len(block) for block in blocks) <= 48


async def test_who_rated_far_more_than_others_does_not_stand_out_by_size(storage: Storage) -> None:
    place = await house(storage)
    everybody = people(9)
    for who in everybody:
        await skip_once_more(place, who)

    async def rate_much(db: Db) -> None:
        person = await participants.hold(db, place.scope, everybody[3])
        await participants.save(db, place.scope, everybody[3], replace(person, rated=frozenset(range(0, 90_000, 100))))

    async def sizes() -> set[int]:
        return {len(sealed) for sealed, _ in (await rows(place)).values()}

    assert await sizes() == {512}
    await place.storage.transact(rate_much)
    assert await sizes() == {2048}, "all rows of the block grew with theirs"
    await skip_once_more(place, ANA)
    await skip_once_more(place, everybody[0])
    async with storage.write() as db:
        await participants.remove(db, place.scope, everybody[1])
    assert await sizes() == {2048}, "who acts, comes or goes is as large as the others"
    async with storage.read() as db:
        heavy = await participants.get(db, place.scope, everybody[3])
    assert heavy
    assert heavy.ratings == 900


async def test_rows_written_beside_others_keep_what_they_hold_and_look_new(storage: Storage) -> None:
    place = await house(storage)
    await fill(place, people(9))
    before = await rows(place)
    async with storage.read() as db:
        held = {each.slack_user_id: each.person for each in await participants.list_all(db, place.scope, KEY.seals)}
    await skip_once_more(place, people(9)[3])
    after = await rows(place)
    assert not {sealed for sealed, _ in before.values()} & {sealed for sealed, _ in after.values()}
    assert not {revision for _, revision in before.values()} & {revision for _, revision in after.values()}
    async with storage.read() as db:
        found = await participants.list_all(db, place.scope, KEY.seals)
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
    async with storage.read() as db:
        found = await participants.list_all(db, place.scope, KEY.seals)
    assert {each.slack_user_id: each.skips for each in found} == {who.slack_user_id: 4 for who in everybody}


async def test_a_row_that_is_removed_leaves_one_of_nobody(storage: Storage) -> None:
    place = await house(storage)
    await fill(place, [ANA, *people(9)])
    before = await rows(place)
    async with storage.write() as db:
        await participants.remove(db, place.scope, ANA)
        await participants.remove(db, place.scope, ANA)
    after = await rows(place)
    assert ANA.mark not in after
    assert len(after) == len(before)
    async with storage.read() as db:
        found = await participants.list_all(db, place.scope, KEY.seals)
    assert {each.slack_user_id for each in found} == {who.slack_user_id for who in people(9)}


async def test_no_column_says_anything_of_a_person(storage: Storage) -> None:
    assert set(participant.columns.keys()) == {"tenant_id", "exchange_id", "person_mark", "sealed", "revision"}
    place = await house(storage)
    facts = {"group_name": "Member of the board", "was_invited": True, "thread_offered": True, "took_part": True}
    async with storage.write() as db:
        row = Participant(slack_user_id="U0ANA", rated=frozenset(range(100)), **facts)  # type: ignore[arg-type]
        await participants.add(db, place.scope, [(ANA, row), *((who, Participant()) for who in people(9))])
    there = await rows(place)
    assert {(len(sealed), len(revision)) for sealed, revision in there.values()} == {(512, 8)}
    assert not [sealed for sealed, _ in there.values() if b"board" in sealed or b"U0ANA" in sealed]


async def test_a_row_that_is_moved_to_another_mark_or_exchange_does_not_open(storage: Storage) -> None:
    place, other = await house(storage), await house(storage, "other")
    await fill(place, [ANA, *people(9)])
    there = await rows(place)
    async with storage.write() as db:
        moved = {"sealed": there[ANA.mark][0], "revision": b"r" * 8, "person_mark": ANA.mark}
        await db.execute(participant.insert().values(**other.scope.columns, **moved))
        with pytest.raises(Exception, match="another place"):
            await participants.get(db, other.scope, ANA)
