"""Digests in the database: enqueued once, claimed by one, found again after a death, and free of what must go."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from storage import closings, deliveries, digests, schedules
from storage.deliveries import Delivery
from storage.digests import Digest, DigestBody, DigestFacts
from storage.models import comment, digest, digest_quote
from storage.schedules import Schedule
from storage.session import Storage
from tests.storage.filled_database import NOON, House, house

LEASE = timedelta(seconds=60)
EMPTY = DigestBody("", [])
EDITED = DigestBody("", [], revision=1)


async def owe(here: House, slot: str, channel_id: str = "C1", *, minutes: int = 0) -> bool:
    async with here.storage.write() as db:
        due_at = NOON + timedelta(minutes=minutes)
        return await deliveries.enqueue(db, here.scope, slot=slot, channel_id=channel_id, due_at=due_at)


async def claim(here: House, *, seconds: float = 0, limit: int = 100, storage: Storage | None = None) -> list[Delivery]:
    now = NOON + timedelta(seconds=seconds)
    async with (storage or here.storage).write() as db:
        return await deliveries.claim(db, here.tenant_id, now=now, lease_until=now + LEASE, limit=limit)


async def say(here: House, slot: str, *quoted: int, **body: Any) -> Digest:
    async with here.storage.write() as db:
        return await digests.save(
            db,
            here.scope,
            slot=slot,
            made_at=NOON,
            facts=DigestFacts(comments=len(quoted)),
            body=replace(EMPTY, **body),
            quoted=quoted,
        )


async def receipt(here: House, one: Delivery, made: Digest, ts: str = "1.1", revision: int | None = 0) -> bool:
    async with here.storage.write() as db:
        return await digests.save_receipt(db, one, digest_id=made.digest_id, message_ts=ts, revision=revision, now=NOON)


async def test_a_slot_is_enqueued_for_a_channel_once(storage: Storage) -> None:
    here = await house(storage)
    assert await owe(here, "2026-11-23")
    assert not await owe(here, "2026-11-23", minutes=90)
    assert await owe(here, "2026-11-23", "C2")
    assert await owe(here, "2026-11-24")
    async with storage.read() as db:
        assert await deliveries.list_enqueued_channels(db, here.scope, "2026-11-23") == {
            "C1",
            "C2",
        }


async def test_two_takers_at_once_never_take_the_same(storage: Storage) -> None:
    here = await house(storage)
    for day in range(10, 30):
        await owe(here, f"2026-11-{day}")
    # On SQLite no second process writes: there all takers are of one.
    other = storage if storage.is_sqlite else Storage(storage.url.render_as_string(hide_password=False))
    try:
        rounds = await asyncio.gather(
            *(claim(here, limit=5, storage=taker) for taker in (storage, other) for _ in range(4))
        )
    finally:
        if other is not storage:
            await other.close()
    taken = [one.delivery_id for some in rounds for one in some]
    assert len(taken) == len(set(taken))
    taken += [one.delivery_id for one in await claim(here)]
    assert len(set(taken)) == len(taken) == 20


async def test_what_is_not_due_yet_waits(storage: Storage) -> None:
    here = await house(storage)
    await owe(here, "2026-11-24", minutes=1)
    assert await claim(here, seconds=59) == []
    assert len(await claim(here, seconds=60)) == 1


async def test_after_a_death_the_lease_runs_out_and_another_takes_it(storage: Storage) -> None:
    here = await house(storage)
    await owe(here, "2026-11-23")
    (first,) = await claim(here)
    assert (first.attempt, first.claimed_at, first.state) == (1, NOON, "claimed")
    assert await claim(here, seconds=59) == []
    (second,) = await claim(here, seconds=60)
    assert (second.attempt, second.claimed_at) == (2, NOON)

    made = await say(here, "2026-11-23")
    async with storage.write() as db:
        assert not await deliveries.extend_lease(db, first, lease_until=NOON + 2 * LEASE)
        assert not await deliveries.finish(db, first, "failed", error="late")
        assert not await deliveries.reschedule(db, first, until=NOON, error="late")
    assert not await receipt(here, first, made, "1.1")
    assert await receipt(here, second, made, "1.2")
    assert await claim(here, seconds=3600) == []
    async with storage.read() as db:
        (kept,) = await deliveries.list_recent(db, here.scope, limit=5)
    assert (kept.state, kept.message_ts, kept.digest_id) == ("done", "1.2", made.digest_id)


async def test_a_longer_lease_keeps_others_away(storage: Storage) -> None:
    here = await house(storage)
    await owe(here, "2026-11-23")
    (one,) = await claim(here)
    async with storage.write() as db:
        assert await deliveries.extend_lease(db, one, lease_until=NOON + 3 * LEASE)
    assert await claim(here, seconds=179) == []
    assert len(await claim(here, seconds=180)) == 1


async def test_what_slack_put_off_comes_again_after_its_time(storage: Storage) -> None:
    here = await house(storage)
    await owe(here, "2026-11-23")
    (one,) = await claim(here)
    async with storage.write() as db:
        assert await deliveries.reschedule(db, one, until=NOON + timedelta(seconds=30), error="ratelimited")
    assert await claim(here, seconds=29) == []
    (again,) = await claim(here, seconds=30)
    assert (again.attempt, again.error) == (2, "ratelimited")


async def test_what_failed_is_never_taken_again(storage: Storage) -> None:
    here = await house(storage)
    await owe(here, "2026-11-23")
    (one,) = await claim(here)
    async with storage.write() as db:
        assert await deliveries.finish(db, one, "failed", error="is_archived")
    assert await claim(here, seconds=10_000) == []


async def test_a_digest_is_made_once_for_a_slot(storage: Storage) -> None:
    here = await house(storage)
    first = await say(here, "2026-11-23", text="first")
    second = await say(here, "2026-11-23", text="second")
    assert second == first
    assert second.body.text == "first"


async def test_what_is_new_is_counted_since_the_last_digest_of_that_channel(storage: Storage) -> None:
    here = await house(storage)
    await owe(here, "2026-11-22", "C1")
    await owe(here, "2026-11-22", "C2")
    made = await say(here, "2026-11-22")
    one = next(each for each in await claim(here) if each.channel_id == "C1")
    await receipt(here, one, made)
    async with storage.read() as db:
        assert await digests.get_last_in(db, here.scope, "C1") == made
        assert await digests.get_last_in(db, here.scope, "C2") is None


async def test_a_later_scheduled_digest_takes_the_place_of_one_never_posted(storage: Storage) -> None:
    here = await house(storage)
    await owe(here, "2026-11-22", minutes=-1440)
    await owe(here, "2026-11-23")
    await owe(here, "now-1", minutes=1)
    await owe(here, "2026-11-25", "C2", minutes=2)
    old, new = await claim(here)
    async with storage.read() as db:
        assert await deliveries.is_superseded(db, old)
        assert not await deliveries.is_superseded(db, new)


async def test_a_removed_comment_is_found_in_every_digest_that_quotes_it(storage: Storage) -> None:
    here = await house(storage)
    kept, removed, erased = [await here.comment(text) for text in ("kept", "removed", "erased")]
    one, two = await say(here, "one", kept, removed), await say(here, "two", removed, erased)
    async with storage.read() as db:
        assert await digests.list_withdrawn_quotes(db, here.tenant_id, limit=9) == {}
    await here.change_comment(removed, state="removed")
    async with storage.write() as db:
        await db.execute(delete(comment).where(comment.c.comment_id == erased))
    async with storage.read() as db:
        assert await digests.list_withdrawn_quotes(db, here.tenant_id, limit=9) == {
            (here.exchange_id, one.digest_id): [removed],
            (here.exchange_id, two.digest_id): sorted([removed, erased]),
        }
        assert await digests.list_withdrawn_quotes(db, here.tenant_id + 1, limit=9) == {}
        first = await digests.list_withdrawn_quotes(db, here.tenant_id, limit=1)
        assert sum(map(len, first.values())) == 1, "the rest comes when this one is edited out"


async def test_every_message_that_shows_a_gone_quote_gets_one_pending_edit(storage: Storage) -> None:
    here = await house(storage)
    gone = await here.comment("gone")
    for channel_id in ("C1", "C2", "C3"):
        await owe(here, "2026-11-23", channel_id)
    made = await say(here, "2026-11-23", gone)
    for one in await claim(here):
        if one.channel_id != "C3":  # still under way there
            await receipt(here, one, made, f"ts in {one.channel_id}")
    await here.change_comment(gone, state="hidden")
    for _ in range(2):
        async with storage.write() as db:
            await digests.update_body(
                db,
                here.scope,
                made.digest_id,
                body=EDITED,
                gone=[gone],
                now=NOON,
            )
    async with storage.read() as db:
        assert await digests.list_withdrawn_quotes(db, here.tenant_id, limit=9) == {}
    claimed = await claim(here)
    assert {(one.kind, one.channel_id, one.message_ts, one.digest_id) for one in claimed} == {
        ("redact", "C1", "ts in C1", made.digest_id),
        ("redact", "C2", "ts in C2", made.digest_id),
    }


async def test_a_quote_that_goes_while_the_message_is_under_way_is_edited_out_after(storage: Storage) -> None:
    here = await house(storage)
    gone = await here.comment("gone")
    await owe(here, "2026-11-23")
    made = await say(here, "2026-11-23", gone)
    (one,) = await claim(here)  # posts the body of revision 0 now
    async with storage.write() as db:
        await digests.update_body(db, here.scope, made.digest_id, body=EDITED, gone=[gone], now=NOON)
    assert await claim(here) == []
    assert await receipt(here, one, made, "1.5", revision=0)
    (edit,) = await claim(here)
    assert (edit.kind, edit.message_ts) == ("redact", "1.5")


async def test_a_second_edit_is_not_lost_in_the_first(storage: Storage) -> None:
    here = await house(storage)
    await owe(here, "2026-11-23")
    made = await say(here, "2026-11-23")
    (one,) = await claim(here)
    await receipt(here, one, made)

    async def body(revision: int) -> None:
        async with storage.write() as db:
            await digests.update_body(
                db,
                here.scope,
                made.digest_id,
                body=replace(EMPTY, revision=revision),
                gone=[],
                now=NOON,
            )

    await body(1)
    (first,) = await claim(here)
    await body(2)  # while the first edit is on its way
    (second,) = await claim(here)
    async with storage.write() as db:
        assert not await deliveries.finish(db, first, "done")
        assert await deliveries.finish(db, second, "done")
    assert await claim(here, seconds=3600) == []


async def test_a_closed_exchange_has_its_last_digest_pending(storage: Storage) -> None:
    here = await house(storage)
    day = timedelta(days=1)
    async with storage.read() as db:
        assert await closings.list_since(db, here.tenant_id, NOON - day) == []
    await here.change(state="closed", closed_at=NOON)
    async with storage.read() as db:
        assert await closings.list_since(db, here.tenant_id, NOON - day) == [], "nobody was told of it"
    await here.change(announcement_ts="1.2")
    async with storage.read() as db:
        (closed,) = await closings.list_since(db, here.tenant_id, NOON - day)
        assert await closings.list_since(db, here.tenant_id, NOON + day) == [closed], "it closed while nobody ran"
    assert (closed.exchange_id, closed.channel_id, closed.closed_at) == (here.exchange_id, "C1", NOON)
    async with storage.write() as db:
        slot = f"{deliveries.CLOSING}{NOON.isoformat()}"
        await deliveries.enqueue(db, here.scope, slot=slot, channel_id="C1", due_at=NOON)
    async with storage.read() as db:
        assert await closings.list_since(db, here.tenant_id, NOON) == [], "it is claimed"


async def test_a_channel_has_one_schedule_which_moves_once(storage: Storage) -> None:
    here = await house(storage)
    async with storage.write() as db:
        await schedules.upsert(
            db, here.tenant_id, Schedule(here.exchange_id, "C1", "mon 08:00", "Europe/Berlin", NOON + LEASE)
        )
        await schedules.upsert(db, here.tenant_id, Schedule(here.exchange_id, "C1", "mon 09:00", "Europe/Berlin", NOON))
        await schedules.upsert(db, here.tenant_id, Schedule(here.exchange_id, "C2", "daily 09:00", "UTC", NOON + LEASE))
    async with storage.read() as db:
        (due,) = await schedules.list_due(db, here.tenant_id, now=NOON)
        assert await schedules.list_due(db, here.tenant_id + 1, now=NOON) == []
    assert (due.every, due.zone, due.state) == ("mon 09:00", "Europe/Berlin", "open")
    week = NOON + timedelta(days=7)
    async with storage.write() as db:
        assert await schedules.move(db, here.tenant_id, due, next_at=week)
        assert not await schedules.move(db, here.tenant_id, due, next_at=week)
    async with storage.write() as db:
        assert [(each.channel_id, each.next_at) for each in await schedules.list_for(db, here.scope)] == [
            ("C2", NOON + LEASE),
            ("C1", week),
        ]
        assert await schedules.delete_schedules(db, here.scope, "C9") == []
        assert await schedules.delete_schedules(db, here.scope) == ["C1", "C2"]
        assert await schedules.list_for(db, here.scope) == []


def test_a_digest_names_no_person_and_a_delivery_no_comment() -> None:
    held = {column.name for table in (digest, digest_quote) for column in table.columns}
    assert not {name for name in held if "slack" in name or "channel" in name or "_ts" in name or "rater" in name}
    assert not {name for name in Delivery.__dataclass_fields__ if "comment" in name or "author" in name}
