"""Moderation in the database: the order of the queue, decisions that settle, two moderators at once."""

import asyncio
from datetime import timedelta
from typing import Any

from storage import comments, exchanges, moderation, reports, tenants
from storage.models import comment as comment_table
from storage.models import report as report_table
from storage.moderation_log import Act
from storage.scope import ExchangeScope
from storage.seals import random_seal
from storage.session import Storage
from tests.storage.test_ratings import NOW, WRAPPED, Place, place_with

OTHER: dict[str, Any] = {"comment_id": 77, "author_seal": random_seal()}


async def report(place: Place, index: int, *reporters: str, reason: str = "rude") -> None:
    async with place.storage.write() as db:
        for reporter in reporters:
            comment_id = place.comments[index].comment_id
            await reports.save(db, place.scope, comment_id, place.seals(index, reporter).report, reason)


async def change(place: Place, index: int, **values: object) -> None:
    async with place.storage.write() as db:
        await comments.update_comment(db, place.scope, place.comments[index].comment_id, **values)


async def queue(place: Place) -> list[str]:
    """Return the words of all that waits, in order."""
    async with place.storage.read() as db:
        found = []
        for rank, day, exchange_id, number in await moderation.list_waiting(db, place.tenant_id):
            case = await moderation.get_case(db, ExchangeScope(place.tenant_id, exchange_id), number)
            assert case
            assert (case.rank, case.comment.shared_on, case.waits) == (rank, day, True)
            found.append(case.comment.text)
    return found


async def test_danger_comes_first_then_the_reported_then_what_waits_oldest_first(storage: Storage) -> None:
    place = await place_with(storage, 7)
    await change(place, 0, state="pending", shared_on=NOW.date())
    await change(place, 1, state="pending", shared_on=NOW.date() - timedelta(days=1))
    await report(place, 2, "ana", "ben")
    await report(place, 3, "ana", reason="danger")
    for index, state in ((4, "removed"), (5, "withdrawn")):
        await report(place, index, "ana")
        await change(place, index, state=state)
    await report(place, 1, "cem")
    await report(place, 1, "dora", reason="danger")
    assert await queue(place) == ["words 1", "words 3", "words 2", "words 0"]
    async with storage.read() as db:
        assert await moderation.count_waiting(db, place.tenant_id) == 4
        assert await moderation.count_waiting(db, place.tenant_id, place.exchange_id) == 4
        assert await moderation.count_waiting(db, place.tenant_id, place.exchange_id + 1) == 0


async def test_the_queue_is_read_in_a_moment_with_thousands_of_comments(storage: Storage) -> None:
    place = await place_with(storage, 1)
    many = 4_000
    async with storage.write() as db:
        here = {
            "tenant_id": place.tenant_id,
            "exchange_id": place.exchange_id,
            "shared_on": NOW.date(),
            "tie_breaker": 0.5,
        }
        rows = [
            here
            | {
                "comment_id": n,
                "number": many + n,
                "position": 1_000_000 + n,  # beyond those that are drawn at random
                "author_seal": random_seal(),
                "source_mac": f"{n:032x}",
                "text": "words",
            }
            | {"state": "pending" if n % 5 == 0 else "live"}
            for n in range(1, many)
        ]
        await db.execute(comment_table.insert(), rows)
        here = {"tenant_id": place.tenant_id, "exchange_id": place.exchange_id, "rater_seal": random_seal()}
        rows = [here | {"comment_id": n, "reason": "danger" if n == many - 2 else "rude"} for n in range(3, many, 5)]
        await db.execute(report_table.insert(), rows)
    async with asyncio.timeout(10), storage.read() as db:  # asked for each comment alone it took minutes
        assert await moderation.count_waiting(db, place.tenant_id) == 1599
        first, second, *_ = await moderation.list_waiting(db, place.tenant_id)
    assert (first[3], second[3]) == (2 * many - 2, many + 3)


async def test_another_workspace_sees_no_queue(storage: Storage) -> None:
    place = await place_with(storage, 1)
    await report(place, 0, "ana")
    async with storage.write() as db:
        other = await tenants.ensure(db, enterprise_id="", team_id="T2", is_playground=True)
        assert await moderation.list_waiting(db, other) == []
        assert await moderation.get_case(db, ExchangeScope(other, place.exchange_id), place.comments[0].number) is None
        assert await moderation.list_exchanges_with(db, other, place.comments[0].number) == []


async def test_reports_on_older_words_wait_with_the_new_ones_and_are_settled_together(storage: Storage) -> None:
    place = await place_with(storage, 1)
    await place.rate(0, "cem", 3, 100)
    await report(place, 0, "ana", reason="name")
    async with storage.write() as db:
        old = await comments.get_by_number(db, place.scope, place.comments[0].number)
        assert old
        new = await comments.edit(db, place.scope, old, text="new words", why="", source_mac="edit", **OTHER)
        await reports.save(db, place.scope, new.comment_id, random_seal(), "rude")
    assert await queue(place) == ["new words"]
    async with storage.write() as db:
        case = await moderation.get_case(db, place.scope, new.number, hold=True)
        assert case
        assert (case.comment.version, case.reasons, case.waits) == (2, {"name": 1, "rude": 1}, True)
        await moderation.decide(db, place.scope, case.comment, state="live", act=Act("keep", "", b"sealed", NOW))
    assert await queue(place) == []
    async with storage.read() as db:
        rows = await db.execute(comment_table.select())
        assert [row.reports for row in rows] == [0, 0]
        case = await moderation.get_case(db, place.scope, new.number)
        assert case
        assert (case.acts, case.last and case.last.act, case.waits) == (1, "keep", False)
        assert await moderation.was_kept(db, place.scope, new)
        assert not await moderation.was_kept(db, place.scope, old), "these words nobody kept"


async def test_of_two_moderators_at_once_one_decides(storage: Storage) -> None:
    place = await place_with(storage, 1)
    await report(place, 0, "ana")

    async def decide(state: str, act: str) -> bool:
        async with storage.write() as db:
            case = await moderation.get_case(db, place.scope, place.comments[0].number, hold=True)
            assert case
            if case.acts:
                return False
            await asyncio.sleep(0)
            await moderation.decide(db, place.scope, case.comment, state=state, act=Act(act, "rude", b"sealed", NOW))
            return True

    done = await asyncio.gather(*(decide(*each) for each in [("live", "keep"), ("hidden", "hide")] * 4))
    assert sum(done) == 1
    async with storage.read() as db:
        case = await moderation.get_case(db, place.scope, place.comments[0].number)
    assert case
    assert case.acts == 1


async def test_the_same_number_in_two_exchanges_is_found_in_both(storage: Storage) -> None:
    place = await place_with(storage, 1)
    number = place.comments[0].number
    async with storage.write() as db:
        other = await exchanges.insert(
            db,
            place.tenant_id,
            slug="other",
            question="Another?",
            star_meaning="agree",
            groups=[],
            is_anonymous=True,
            moderation="post",
            comment_limit=1000,
            state="open",
            zone="UTC",
            wrapped_key=WRAPPED,
        )
        new = comments.NewComment("source", "words", "", "live", NOW)
        made, _ = await comments.add(db, ExchangeScope(place.tenant_id, other), new)
        await comments.update_comment(db, ExchangeScope(place.tenant_id, other), made.comment_id, number=number)
        assert await moderation.list_exchanges_with(db, place.tenant_id, number) == sorted([place.exchange_id, other])
