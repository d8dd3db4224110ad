"""Slack's events: one delivery claims an event, its effect is made once, and a failure leaves it to the next."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.event_leases import is_over, new_lease
from bot.keys import Keyring
from storage import processed_events, tenants
from storage.models import event_lease, processed_event
from storage.processed_events import Claim, EventMarks
from storage.session import Storage

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FIRST = Claim(is_ours=True, is_done=False, has_effect=False)
ONE = EventMarks(b"e" * 16, b"l" * 16)
BUSY = Claim(is_ours=False, is_done=False, has_effect=False)


@pytest.fixture
async def tenant_id(storage: Storage) -> int:
    """A workspace."""
    async with storage.write() as db:
        return await tenants.ensure(db, enterprise_id="", team_id="T1", is_playground=True)


KEY = Keyring("a secret of the tests, long enough to be one").of_tenant(1)


async def claim(storage: Storage, tenant_id: int, now: datetime = NOW) -> Claim:
    async with storage.write() as db:
        lease, over = new_lease(KEY, now=now), is_over(KEY, now=now)
        return await processed_events.claim(db, tenant_id, ONE, sealed=lease, is_over=over)


async def record(storage: Storage, tenant_id: int) -> bool:
    async with storage.write() as db:
        return await processed_events.record_effect(db, tenant_id, ONE, now=NOW)


async def release(storage: Storage, tenant_id: int) -> None:
    async with storage.write() as db:
        await processed_events.delete_leases(db, tenant_id, await processed_events.list_leases(db, tenant_id))


async def test_of_deliveries_at_once_one_holds_the_claim(storage: Storage, tenant_id: int) -> None:
    found = await asyncio.gather(*(claim(storage, tenant_id) for _ in range(5)))
    assert sorted(each.is_ours for each in found) == [False, False, False, False, True]
    assert await claim(storage, tenant_id, NOW + timedelta(seconds=5)) == BUSY


async def test_a_failure_or_the_death_of_a_delivery_leaves_the_event_to_the_next(
    storage: Storage, tenant_id: int
) -> None:
    assert await claim(storage, tenant_id) == FIRST
    await release(storage, tenant_id)
    assert await claim(storage, tenant_id) == FIRST
    assert await claim(storage, tenant_id, NOW + timedelta(minutes=1)) == FIRST, "whoever held it died"


async def test_an_effect_is_found_by_the_delivery_that_follows_a_failure(storage: Storage, tenant_id: int) -> None:
    await claim(storage, tenant_id)
    assert await record(storage, tenant_id)
    await release(storage, tenant_id)
    assert await claim(storage, tenant_id) == Claim(is_ours=True, is_done=False, has_effect=True)
    assert not await record(storage, tenant_id), "made once"


async def test_an_effect_that_was_rolled_back_is_none(storage: Storage, tenant_id: int) -> None:
    await claim(storage, tenant_id)

    async def fails_after_it() -> None:
        async with storage.write() as db:
            assert await processed_events.record_effect(db, tenant_id, ONE, now=NOW)
            raise LookupError

    with pytest.raises(LookupError):
        await fails_after_it()
    assert await record(storage, tenant_id)


async def test_what_is_answered_is_answered_for_good(storage: Storage, tenant_id: int) -> None:
    await claim(storage, tenant_id)
    async with storage.write() as db:
        await processed_events.finish(db, tenant_id, ONE, now=NOW)
    await release(storage, tenant_id)
    found = await claim(storage, tenant_id, datetime(2030, 1, 1, tzinfo=UTC))
    assert (found.is_ours, found.is_done) == (False, True)


async def test_nothing_finer_than_the_hour_is_kept_once_an_event_is_answered(storage: Storage, tenant_id: int) -> None:
    moment = NOW + timedelta(minutes=31, seconds=4)
    await claim(storage, tenant_id, moment)
    async with storage.write() as db:
        await processed_events.record_effect(db, tenant_id, ONE, now=moment)
    async with storage.read() as db:
        assert [row.hour for row in await db.execute(select(processed_event.c.hour))] == [NOW]
    async with storage.write() as db:
        await processed_events.finish(db, tenant_id, ONE, now=moment)
    await release(storage, tenant_id)
    async with storage.read() as db:
        assert [row.hour for row in await db.execute(select(processed_event.c.hour))] == [NOW]
        assert not (await db.execute(select(event_lease))).all(), "its moment went with the lease"


async def test_a_lease_says_no_moment_and_under_another_secret_it_is_over(storage: Storage, tenant_id: int) -> None:
    await claim(storage, tenant_id)
    async with storage.read() as db:
        [(mark, sealed)] = await processed_events.list_leases(db, tenant_id)
    assert (mark, len(sealed)) == (ONE.lease, 8 + 4 + 28)
    assert not is_over(KEY, now=NOW + timedelta(seconds=29))(sealed)
    assert is_over(KEY, now=NOW + timedelta(seconds=31))(sealed)
    assert is_over(Keyring("another secret of the tests, long enough").of_tenant(1), now=NOW)(sealed)


async def test_what_is_too_old_and_what_a_dead_process_left_is_deleted(storage: Storage, tenant_id: int) -> None:
    await claim(storage, tenant_id)  # by a process that dies
    await record(storage, tenant_id)
    async with storage.write() as db:
        [dead] = await processed_events.list_leases(db, tenant_id)
    assert await claim(storage, tenant_id, NOW + timedelta(minutes=1)) == Claim(
        is_ours=True, is_done=False, has_effect=True
    )
    async with storage.write() as db:
        await processed_events.delete_leases(db, tenant_id, [dead])
        assert await processed_events.list_leases(db, tenant_id), "taken again meanwhile"
        await processed_events.delete_leases(db, tenant_id, await processed_events.list_leases(db, tenant_id))
        assert not await processed_events.list_leases(db, tenant_id)
        for before, is_old in ((NOW + timedelta(minutes=59), False), (NOW + timedelta(hours=1), True)):
            assert await processed_events.has_expired(db, tenant_id, before=before) is is_old
            await processed_events.delete_expired(db, tenant_id, before=before)
            assert ((await db.execute(select(processed_event))).first() is None) is is_old
