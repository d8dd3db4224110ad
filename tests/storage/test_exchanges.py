"""Exchanges in storage: drafts, dates, who holds an announcement, who is invited; on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from storage import bulk, exchange_removal, exchanges, seed_comments
from storage.comments import NewComment
from storage.exchanges import SlugTakenError
from storage.models import metadata
from storage.scope import ExchangeScope
from storage.session import Storage
from tests.storage.filled_database import NOON, House, house
from tests.storage.test_bulk import star

HOUR = timedelta(hours=1)


async def other(here: House, slug: str, **values: Any) -> int:
    """Return a second exchange of the same workspace."""
    facts: dict[str, Any] = {
        "slug": slug,
        "question": "Another?",
        "star_meaning": "agree",
        "groups": [],
        "is_anonymous": True,
        "moderation": "post",
        "comment_limit": 1000,
        "state": "draft",
        "zone": "UTC",
        "wrapped_key": b"k",
    }
    async with here.storage.write() as db:
        return await exchanges.insert(db, here.tenant_id, **(facts | values))


async def test_a_short_name_is_taken_once(storage: Storage) -> None:
    here = await house(storage, slug="sro")
    with pytest.raises(SlugTakenError):
        await other(here, "sro")
    draft = await other(here, "other")
    with pytest.raises(SlugTakenError):
        async with storage.write() as db:
            await exchanges.update_state(db, ExchangeScope(here.tenant_id, draft), was=("draft",), slug="sro")


async def test_what_is_due_is_found_and_turned_only_while_it_is(storage: Storage) -> None:
    here = await house(storage, closes_at=NOON)
    late = await other(here, "late", opens_at=NOON + HOUR)
    soon = await other(here, "soon", opens_at=NOON)
    await other(here, "never")
    async with storage.read() as db:
        due = await exchanges.list_due(db, here.tenant_id, now=NOON)
    assert {each.exchange_id for each in due} == {here.exchange_id, soon}
    async with storage.write() as db:
        assert await exchanges.update_state(
            db, ExchangeScope(here.tenant_id, soon), was=("draft",), opens_by=NOON, state="open"
        )
        assert not await exchanges.update_state(
            db, ExchangeScope(here.tenant_id, soon), was=("draft",), opens_by=NOON, state="open"
        )
        assert not await exchanges.update_state(
            db, ExchangeScope(here.tenant_id, late), was=("draft",), opens_by=NOON, state="open"
        )
        await exchanges.update_exchange(db, here.scope, closes_at=NOON + HOUR)
        assert not await exchanges.update_state(db, here.scope, was=("open",), closes_by=NOON, state="closed")


async def test_an_announcement_is_held_by_one_at_a_time(storage: Storage) -> None:
    here = await house(storage)
    async with storage.write() as db:
        first = await exchanges.claim_announcement(db, here.scope, now=NOON, until=NOON + HOUR)
    assert first
    assert first.announce_lease_until is None, "nobody held it before"
    async with storage.write() as db:
        assert await exchanges.claim_announcement(db, here.scope, now=NOON + HOUR / 2, until=NOON + 2 * HOUR) is None
    async with storage.write() as db:
        second = await exchanges.claim_announcement(db, here.scope, now=NOON + 2 * HOUR, until=NOON + 3 * HOUR)
    assert second
    assert second.announce_lease_until == NOON + HOUR, "the first did not come to its end"
    async with storage.write() as db:
        assert not await exchanges.end_announcing(db, here.scope, until=NOON + HOUR, announcement_ts="1.1"), "too late"
        assert await exchanges.end_announcing(db, here.scope, until=NOON + 3 * HOUR, announcement_ts="2.2")
    async with storage.read() as db:
        kept = await exchanges.get(db, here.scope)
    assert kept
    assert (kept.announcement_ts, kept.announce_lease_until) == ("2.2", None)


async def test_a_draft_goes_with_all_it_has_and_nothing_else_can_go(storage: Storage) -> None:
    here = await house(storage)
    draft = await other(here, "draft")
    async with storage.write() as db:
        await seed_comments.replace(
            db, ExchangeScope(here.tenant_id, draft), [NewComment("mark", "One", "", "live", NOON, is_seed=True)]
        )
    async with storage.write() as db:
        assert await exchange_removal.delete_draft(db, ExchangeScope(here.tenant_id, draft))
        assert not await exchange_removal.delete_draft(db, ExchangeScope(here.tenant_id, draft))
        assert not await exchange_removal.delete_draft(db, here.scope), "it is open"
        assert await exchanges.get(db, ExchangeScope(here.tenant_id, draft)) is None


async def test_an_exchange_that_is_deleted_leaves_no_row_of_its_own(storage: Storage) -> None:
    here = await house(storage)
    kept = await other(here, "kept")
    comment_id = await here.comment("words")
    async with storage.write() as db:
        await bulk.add_ratings(db, here.scope, [star(comment_id, "ana", 4, 1), star(comment_id, "ben", 2, 1)])
    of_it = [each for each in metadata.sorted_tables if "exchange_id" in each.c]

    async def list_tables() -> set[str]:
        async with storage.read() as db:
            rows = [(each.name, (await db.execute(select(each.c.exchange_id).distinct())).scalars()) for each in of_it]
        return {name for name, ids in rows if here.exchange_id in set(ids)}

    assert await list_tables() >= {"exchange", "comment", "rating"}
    async with storage.write() as db:
        assert await exchange_removal.delete_whole(db, here.scope)
    assert await list_tables() == set()
    async with storage.read() as db:
        assert await exchanges.get(db, ExchangeScope(here.tenant_id, kept)), "the other one stays"


async def test_comments_to_begin_with_are_replaced_as_a_whole_and_keep_their_order(storage: Storage) -> None:
    here = await house(storage)
    await here.comment("Of a person")
    for texts in (["One", "Two", "Three"], ["Four", "Two"]):
        new = [NewComment(f"m{n}", text, "", "live", NOON, is_seed=True) for n, text in enumerate(texts)]
        async with storage.write() as db:
            await seed_comments.replace(db, here.scope, new)
    async with storage.read() as db:
        assert await seed_comments.list_texts(db, here.scope, [f"m{n}" for n in range(9)]) == ["Four", "Two"]
        assert (await exchanges.get_counts(db, here.scope)).comments == 3


async def test_coverage_counts_live_comments_only(storage: Storage) -> None:
    here = await house(storage)
    await here.comment("Often", (1, 0, 2, 0, 4))
    await here.comment("Never")
    await here.comment("Held", state="pending")
    async with storage.read() as db:
        assert await exchanges.get_coverage(db, here.scope) == [0, 7]


async def test_closed_exchanges_are_looked_after_for_a_while(storage: Storage) -> None:
    here = await house(storage)
    await other(here, "old", state="closed", closed_at=NOON - 9 * HOUR, channel_id="C1")
    new = await other(here, "new", state="closed", closed_at=NOON, channel_id="C1")
    await other(here, "nowhere", state="open")
    async with storage.read() as db:
        shown = await exchanges.list_announced(db, here.tenant_id, closed_since=NOON - HOUR)
    assert {each.exchange_id for each in shown} == {here.exchange_id, new}
