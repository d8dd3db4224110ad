"""Ratings: one for each person and comment, the later click wins, the kept counts never drift."""

import asyncio
import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, NoResultFound

from bot.keys import ExchangeKey, Keyring
from storage import comments, exchanges, participants, ratings, reports, routing_queue, tenants
from storage.comments import Comment, NewComment
from storage.models import comment as comment_table
from storage.models import rating as rating_table
from storage.participant_record import Participant
from storage.ratings import Star
from storage.scope import ExchangeScope
from storage.seals import ActSeals, PersonKey
from storage.session import Db, Storage
from tests.templates import migrated

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RING = Keyring("a secret of the tests, long enough to be one")
WRAPPED = RING.new()
KEY: ExchangeKey = RING.open(WRAPPED)


def number_of(name: str) -> int:
    """Return the number that a person's seals carry in these tests."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:6], "big")


def who(name: str) -> PersonKey:
    """Return by what a person is found."""
    return KEY.person("T1", name)


@dataclass
class Place:
    """An exchange with comments to rate."""

    storage: Storage
    tenant_id: int = 0
    exchange_id: int = 0
    comments: list[Comment] = field(default_factory=list)

    @property
    def scope(self) -> ExchangeScope:
        """What queries inside its exchange take."""
        return ExchangeScope(self.tenant_id, self.exchange_id)

    async def rate(self, number: int, rater: str, stars: int, at: int) -> ratings.Placed:
        async with self.storage.write() as db:
            star = Star(self.comments[number].comment_id, self.seals(number, rater), stars, at)
            return await ratings.save(db, self.scope, star)

    def seals(self, number: int, name: str) -> ActSeals:
        """Return a person's seals on a comment."""
        return KEY.seals.seal_acts(self.comments[number].comment_id, number_of(name))

    async def join(self, name: str, **facts: Any) -> Participant:
        """Save a person's row; return it."""
        async with self.storage.write() as db:
            person = await participants.hold(db, self.scope, who(name))
            person = replace(person, person=number_of(name), **facts)
            return await participants.save(db, self.scope, who(name), person)

    async def histogram(self, number: int) -> tuple[int, ...]:
        async with self.storage.read() as db:
            found = await comments.get_by_id(db, self.scope, self.comments[number].comment_id)
        assert found
        return found.histogram


async def place_with(storage: Storage, count: int, slug: str = "sro") -> Place:
    place = Place(storage)
    async with storage.write() as db:
        place.tenant_id = await tenants.ensure(db, enterprise_id="", team_id="T1", is_playground=True)
        place.exchange_id = await exchanges.insert(
            db,
            place.tenant_id,
            slug=slug,
            question="What keeps us safe?",
            star_meaning="agree",
            groups=[],
            is_anonymous=True,
            moderation="post",
            comment_limit=1000,
            state="open",
            zone="UTC",
            wrapped_key=WRAPPED,
        )
        for number in range(count):
            new = NewComment(f"source{number}", f"words {number}", "", "live", NOW)
            made, is_new = await comments.add(db, place.scope, new)
            assert is_new
            place.comments.append(made)
    return place


async def test_the_later_click_wins_whatever_arrives_first(storage: Storage) -> None:
    place = await place_with(storage, 1)
    assert (await place.rate(0, "ana", 4, 100)).before is None
    assert (await place.rate(0, "ana", 2, 300)).before == 4
    late = await place.rate(0, "ana", 5, 200)
    assert (late.before, late.counted) == (2, False)
    assert await place.histogram(0) == (0, 1, 0, 0, 0)


async def test_the_same_click_twice_counts_once(storage: Storage) -> None:
    place = await place_with(storage, 1)
    assert (await place.rate(0, "ana", 4, 100)).counted
    assert not (await place.rate(0, "ana", 4, 100)).counted
    assert await place.histogram(0) == (0, 0, 0, 1, 0)


async def test_fifty_clicks_at_once_leave_the_last(storage: Storage) -> None:
    place = await place_with(storage, 1)
    await asyncio.gather(*(place.rate(0, "ana", at % 5 + 1, at) for at in range(1, 51)))
    assert sum(await place.histogram(0)) == 1
    assert (await place.histogram(0))[50 % 5] == 1


async def test_what_was_taken_back_is_offered_again_and_an_older_click_cannot_bring_it_back(storage: Storage) -> None:
    place = await place_with(storage, 2)
    await place.rate(0, "ana", 4, 100)
    async with storage.write() as db:
        undone = await ratings.undo(db, place.scope, place.comments[0].comment_id, place.seals(0, "ana"), 200)
    assert undone == ratings.Undone(counted=True, stars=4)
    assert await place.histogram(0) == (0, 0, 0, 0, 0)
    assert not (await place.rate(0, "ana", 5, 150)).counted
    async with storage.read() as db:
        ana = Participant(undone=frozenset({place.comments[0].position}))
        waiting = await routing_queue.list_next(db, place.scope, ana, limit=5)
    assert {found.number for found in waiting} == {found.number for found in place.comments}
    assert (await place.rate(0, "ana", 5, 300)).counted


async def test_ones_own_rated_and_skipped_comments_are_not_shown(storage: Storage) -> None:
    place = await place_with(storage, 4)
    await place.rate(0, "ana", 4, 100)
    async with storage.write() as db:
        await ratings.save_skip(db, place.scope, place.comments[1].comment_id, place.seals(1, "ana"), "duplicate", 100)
        rated, skipped, own, _ = place.comments
        ana = Participant(
            rated=frozenset({rated.position}), skipped=frozenset({skipped.position}), own=frozenset({own.number})
        )
        waiting = await routing_queue.list_next(db, place.scope, ana, limit=5)
    assert [found.number for found in waiting] == [place.comments[3].number]


async def test_stars_beyond_five_and_unknown_comments_are_refused(storage: Storage) -> None:
    place = await place_with(storage, 1)
    with pytest.raises(IntegrityError):
        await place.rate(0, "ana", 6, 100)
    unknown = Star(12345, KEY.seals.seal_acts(12345, 1), 3, 100)
    with pytest.raises(NoResultFound):
        async with storage.write() as db:
            await ratings.save(db, place.scope, unknown)

    async def save_then_count(db: Db) -> None:
        await ratings.save_row(db, place.scope, unknown)
        await ratings.count(db, place.scope, unknown, None, weight=4.0)

    with pytest.raises(NoResultFound):
        await storage.transact(save_then_count)
    async with storage.read() as db:
        assert (await db.execute(select(rating_table))).all() == []
    assert await place.histogram(0) == (0, 0, 0, 0, 0)


async def test_another_tenant_sees_nothing(storage: Storage) -> None:
    place = await place_with(storage, 1)
    async with storage.write() as db:
        other = await tenants.ensure(db, enterprise_id="", team_id="T2", is_playground=True)
        foreign = ExchangeScope(other, place.exchange_id)
        assert await exchanges.get(db, foreign) is None
        assert await comments.get_by_number(db, foreign, place.comments[0].number) is None
        assert not await routing_queue.list_next(db, foreign, Participant(), limit=5)


async def test_reports_count_once_a_person(storage: Storage) -> None:
    place = await place_with(storage, 1)
    async with storage.write() as db:
        this = (db, place.scope, place.comments[0].comment_id)
        ana, ben = (place.seals(0, name).report for name in ("ana", "ben"))
        assert await reports.save(*this, ana, "rude")
        assert not await reports.save(*this, ana, "spam")
        assert await reports.save(*this, ben, "name")
        found = await comments.get_by_id(*this)
    assert found
    assert found.reports == 2


acts = st.lists(
    st.tuples(
        st.sampled_from(["rate", "undo", "skip"]),
        st.integers(0, 2),
        st.sampled_from(["ana", "ben"]),
        st.integers(1, 5),
        st.integers(1, 9),
    ),
    max_size=25,
)


@given(acts=acts)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
async def test_kept_counts_equal_the_rows_after_any_clicks(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, str, int, int]]
) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('counts')}/test.sqlite"))
    place = await place_with(storage, 3)
    latest: dict[tuple[int, str], tuple[int, int | None]] = {}
    for what, number, rater, stars, at in acts:
        this = place.comments[number].comment_id
        at_before, _ = latest.get((number, rater), (0, None))
        if what == "rate":
            placed = await place.rate(number, rater, stars, at)
            if placed.counted:
                assert at >= at_before
                latest[number, rater] = (at, stars)
        elif what == "undo":
            async with storage.write() as db:
                undone = await ratings.undo(db, place.scope, this, place.seals(number, rater), at)
            if undone.stars is not None:
                latest[number, rater] = (at, None)
        else:
            async with storage.write() as db:
                await ratings.save_skip(db, place.scope, this, place.seals(number, rater), "skip", at)
    for number, made in enumerate(place.comments):
        expected = [0] * 5
        for (which, _), (_, given_stars) in latest.items():
            if which == number and given_stars:
                expected[given_stars - 1] += 1
        assert list(await place.histogram(number)) == expected
        async with storage.read() as db:
            rows = await db.execute(select(func.count()).where(rating_table.c.comment_id == made.comment_id))
            key = await db.execute(
                select(comment_table.c.virtual_finish_time * comment_table.c.sampling_weight).where(
                    comment_table.c.comment_id == made.comment_id
                )
            )
        assert rows.scalar_one() == sum(expected)
        assert key.scalar_one() == sum(expected)
    await storage.close()


async def test_a_participant_is_made_once(storage: Storage) -> None:
    place = await place_with(storage, 0)

    async def offer(db: Db) -> int:
        person = await participants.hold(db, place.scope, who("ana"))
        if not person.thread_offered:
            await participants.save(db, place.scope, who("ana"), replace(person, thread_offered=True))
        return person.person

    assert len(set(await asyncio.gather(*(storage.transact(offer) for _ in range(10))))) == 1
    async with storage.read() as db:
        (ana,) = await participants.list_all(db, place.scope, KEY.seals)
    assert ana.thread_offered


async def test_the_next_comment_is_read_along_the_queue_and_nothing_is_sorted(storage: Storage) -> None:
    place = await place_with(storage, 40)
    asked: list[str] = []
    async with storage.read() as db:
        for group, after in ((None, None), (None, (0.0, 0.5, 7)), ("Student", None)):
            built, parameters = routing_queue.build_query(place.scope, limit=2, deficit_of=group, after=after)
            query = built.params(parameters)
            sql = str(query.compile(dialect=db.dialect, compile_kwargs={"literal_binds": True}))
            is_sqlite = storage.url.get_backend_name() == "sqlite"
            if not is_sqlite:
                await db.execute(text("SET LOCAL enable_seqscan = off"))  # so small a table would be read whole
            rows = await db.execute(text(f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{sql}"))
            asked.append("\n".join(str(row[-1]) for row in rows))
    first, following, for_group = asked
    for plan in (first, following):
        assert "ix_comment_queue" in plan
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan
    for plan in (first, following, for_group):
        assert "SCAN comment" not in plan.replace("Index Scan", "")
        assert "Seq Scan" not in plan


WHO, WHICH, STARS = st.sampled_from(["ana", "ben", "kim"]), st.integers(0, 9), st.integers(1, 5)
ACTS = st.tuples(
    st.sampled_from(["share", "rate", "skip", "undo", "withdrawn", "removed", "hidden", "live"]), WHO, WHICH, STARS
)


@given(acts=st.lists(ACTS, min_size=1, max_size=25))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
async def test_what_is_shown_next_is_never_ones_own_gone_rated_or_skipped_and_nothing_is_forgotten(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str, int, int]]
) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('queue')}/q.sqlite"))
    place = await place_with(storage, 2)
    there = {made.comment_id: (f"author{number}", "live") for number, made in enumerate(place.comments)}
    seen: dict[tuple[str, int], str] = {}
    people = {name: Participant(person=number_of(name)) for name in ("ana", "ben", "kim")}
    for clock, (act, who, which, stars) in enumerate(acts, start=1):
        number = which % len(there)
        comment, comment_id = place.comments[number], place.comments[number].comment_id
        seals, changes = place.seals(number, who), dict[str, Any]()
        async with storage.write() as db:
            if act == "share":
                new = NewComment(f"mark {clock}", f"words {clock}", "", "live", NOW)
                made, _ = await comments.add(db, place.scope, new)
                place.comments.append(made)
                there[made.comment_id] = (f"author of {who}", "live")
                changes = {"own": people[who].own | {made.number}}
            elif act == "rate":
                is_first = not people[who].has_acted_on(comment)
                star = Star(comment_id, seals, stars, clock, is_first=is_first)
                placed = await ratings.save_row(db, place.scope, star)
                if placed.counted:
                    await ratings.count(db, place.scope, star, placed.before, weight=1 + stars)
                seen[who, comment_id] = "rated" if placed.counted else seen.get((who, comment_id), "")
                changes = people[who].rated_sets(comment) if placed.counted else {}
            elif act == "skip":
                if await ratings.save_skip(db, place.scope, comment_id, seals, "skip", clock):
                    seen[who, comment_id] = "skipped"
                    changes = people[who].skipped_sets(comment)
            elif act == "undo":
                if (await ratings.undo(db, place.scope, comment_id, seals, clock)).counted:
                    changes = people[who].undone_sets(comment)
                seen.pop((who, comment_id), None)
            else:
                await comments.update_comment(db, place.scope, comment_id, state=act)
                there[comment_id] = (there[comment_id][0], act)
        people[who] = replace(people[who], **changes)
    async with storage.read() as db:
        for who in ("ana", "ben", "kim"):
            found = await routing_queue.list_next(db, place.scope, people[who], limit=99)
            wanted = {
                comment_id
                for comment_id, (author, state) in there.items()
                if state == "live" and author != f"author of {who}" and not seen.get((who, comment_id))
            }
            assert {each.comment_id for each in found} == wanted
            keys = [each.virtual_finish_time for each in found]
            assert keys == sorted(keys)
    await storage.close()
