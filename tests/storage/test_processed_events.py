"""Slack's events: one delivery claims an event, its effect is made once, and a failure leaves it to the next."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from storage import processed_events, tenants
from storage.processed_events import Claim
from storage.session import Storage

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FIRST = Claim(is_ours=True, is_done=False, has_effect=False)
BUSY = Claim(is_ours=False, is_done=False, has_effect=False)


@pytest.fixture
async def tenant_id(storage: Storage) -> int:
    """A workspace."""
    async with storage.write() as db:
        return await tenants.ensure(db, enterprise_id="", team_id="T1", is_playground=True)


async def claim(storage: Storage, tenant_id: int, now: datetime = NOW) -> Claim:
    async with storage.write() as db:
        return await processed_events.claim(db, tenant_id, "Ev1", now=now)


async def record(storage: Storage, tenant_id: int) -> bool:
    async with storage.write() as db:
        return await processed_events.record_effect(db, tenant_id, "Ev1")


async def test_of_deliveries_at_once_one_holds_the_claim(storage: Storage, tenant_id: int) -> None:
    found = await asyncio.gather(*(claim(storage, tenant_id) for _ in range(5)))
    assert sorted(each.is_ours for each in found) == [False, False, False, False, True]
    assert await claim(storage, tenant_id, NOW + timedelta(seconds=5)) == BUSY


async def test_a_failure_or_the_death_of_a_delivery_leaves_the_event_to_the_next(
    storage: Storage, tenant_id: int
) -> None:
    assert await claim(storage, tenant_id) == FIRST
    async with storage.write() as db:
        await processed_events.release(db, tenant_id, "Ev1")
    assert await claim(storage, tenant_id) == FIRST
    assert await claim(storage, tenant_id, NOW + timedelta(minutes=1)) == FIRST, "whoever held it died"


async def test_an_effect_is_found_by_the_delivery_that_follows_a_failure(storage: Storage, tenant_id: int) -> None:
    await claim(storage, tenant_id)
    assert await record(storage, tenant_id)
    async with storage.write() as db:
        await processed_events.release(db, tenant_id, "Ev1")
    assert await claim(storage, tenant_id) == Claim(is_ours=True, is_done=False, has_effect=True)
    assert not await record(storage, tenant_id), "made once"


async def test_an_effect_that_was_rolled_back_is_none(storage: Storage, tenant_id: int) -> None:
    await claim(storage, tenant_id)

    async def fails_after_it() -> None:
        async with storage.write() as db:
            assert await processed_events.record_effect(db, tenant_id, "Ev1")
            raise LookupError

    with pytest.raises(LookupError):
        await fails_after_it()
    assert await record(storage, tenant_id)


async def test_what_is_answered_is_answered_for_good(storage: Storage, tenant_id: int) -> None:
    await claim(storage, tenant_id)
    async with storage.write() as db:
        await processed_events.finish(db, tenant_id, "Ev1")
        await processed_events.release(db, tenant_id, "Ev1")
    found = await claim(storage, tenant_id, datetime(2030, 1, 1, tzinfo=UTC))
    assert (found.is_ours, found.is_done) == (False, True)
