"""Reviews of themes' names in the database: due once, asked by one process, and over with one answer."""

from datetime import datetime, timedelta

from storage import deliveries, name_reviews, schedules
from storage.name_reviews import DueReview
from storage.schedules import Schedule
from storage.session import Storage
from tests.storage.filled_database import NOON, House, house

DAY = timedelta(days=1)
LEASE = timedelta(minutes=2)


async def due(here: House, before: datetime = NOON + DAY) -> list[DueReview]:
    async with here.storage.read() as db:
        return await name_reviews.list_due(db, here.tenant_id, before=before)


async def claim(here: House, now: datetime = NOON) -> bool:
    async with here.storage.write() as db:
        return await name_reviews.claim(db, here.scope, until=NOON + 2 * DAY, now=now, lease_until=now + LEASE)


async def test_moderators_are_due_to_be_asked_before_the_first_of_what_brings_a_digest(storage: Storage) -> None:
    here = await house(storage, reviews_theme_names=True, announcement_ts="1.1", closes_at=NOON + DAY)
    other = await house(storage, "other", announcement_ts="1.2", closes_at=NOON)
    assert await due(here) == [], "it closes no earlier than that"
    assert await due(here, NOON + 2 * DAY) == [DueReview(here.exchange_id, NOON + DAY)]
    async with storage.write() as db:
        for each in (here, other):
            every = Schedule(each.exchange_id, "C1", "daily 9:00", "UTC", NOON + timedelta(hours=9))
            await schedules.upsert(db, each.tenant_id, every)
    assert await due(here) == [DueReview(here.exchange_id, NOON + timedelta(hours=9))]
    async with storage.write() as db:
        await deliveries.enqueue(db, here.scope, slot="now-1", channel_id="C1", due_at=NOON)
    assert await due(here) == [DueReview(here.exchange_id, NOON)]
    await here.change(state="closed")
    assert await due(here) == [DueReview(here.exchange_id, NOON)], "what is enqueued still comes"
    async with storage.write() as db:
        (one,) = await deliveries.claim(db, here.tenant_id, now=NOON, lease_until=NOON + LEASE, limit=1)
        await deliveries.finish(db, one, "dropped")
    assert await due(here, NOON + 9 * DAY) == [], "a closed exchange has no more of them"


async def test_one_process_asks_and_another_after_its_lease(storage: Storage) -> None:
    here = await house(storage, reviews_theme_names=True)
    assert await claim(here)
    assert not await claim(here, NOON + LEASE / 2)
    assert await claim(here, NOON + LEASE)
    async with storage.write() as db:
        await name_reviews.finish_asking(db, here.scope, is_reached=True)
    assert not await claim(here, NOON + 2 * LEASE)
    async with storage.read() as db:
        review = await name_reviews.get(db, here.scope)
    assert review is not None
    assert (review.is_asked, review.is_over, review.until) == (True, False, NOON + 2 * DAY)


async def test_the_first_answer_in_time_is_the_only_one(storage: Storage) -> None:
    here = await house(storage, reviews_theme_names=True)
    await claim(here)
    async with storage.write() as db:
        assert not await name_reviews.end(db, here.scope, now=NOON + 2 * DAY), "too late"
        assert await name_reviews.end(db, here.scope, now=NOON + DAY)
        assert not await name_reviews.end(db, here.scope, now=NOON + DAY)
    async with storage.write() as db:
        await deliveries.enqueue(db, here.scope, slot="now-1", channel_id="C1", due_at=NOON)
    assert await due(here) == []


async def test_an_answer_lets_what_waits_for_it_go_and_nothing_else(storage: Storage) -> None:
    here = await house(storage)
    async with storage.write() as db:
        for slot, reason in (("now-1", deliveries.NO_NAMES_YET), ("now-2", deliveries.NO_THEMES_YET)):
            await deliveries.enqueue(db, here.scope, slot=slot, channel_id="C1", due_at=NOON)
            (one,) = await deliveries.claim(db, here.tenant_id, now=NOON, lease_until=NOON + LEASE, limit=1)
            await deliveries.reschedule(db, one, until=NOON + DAY, error=reason, is_try=False)
        await deliveries.release(db, here.scope, deliveries.NO_NAMES_YET)
        (one,) = await deliveries.claim(db, here.tenant_id, now=NOON, lease_until=NOON + LEASE, limit=9)
    assert one.slot == "now-1"
