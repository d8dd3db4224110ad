"""Forgetting in the database: words and seals go, the numbers of others stay right."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from storage import comments, erasure, participants, ratings, reports
from storage.models import comment, participant, rating, report, skip
from storage.participant_record import Participant
from storage.seals import NOBODY, SealPurpose, random_seal
from storage.session import Storage
from tests.storage.test_ratings import KEY, Place, number_of, place_with, who

PURPOSES = ((rating, SealPurpose.RATING), (skip, SealPurpose.SKIP), (report, SealPurpose.REPORT))


async def act(place: Place) -> Participant:
    """Let ana rate three comments, skip one, report one, and have one lying open; ben rates one of them too."""
    for index, stars in enumerate((5, 1, 5)):
        await place.rate(index, "ana", stars, 100)
    await place.rate(0, "ben", 5, 100)
    passed = place.comments[3]
    async with place.storage.write() as db:
        seals = place.seals(3, "ana")
        await ratings.save_skip(db, place.scope, passed.comment_id, seals, "duplicate", 100)
        await reports.save(db, place.scope, passed.comment_id, seals.report, "danger")
        await ratings.change_shown(db, place.scope, place.comments[4].comment_id, 1)
    return await place.join(
        "ana",
        rated=frozenset(each.position for each in place.comments[:3]),
        skipped=frozenset({passed.position}),
        reported=frozenset({passed.comment_id}),
        open_comment_id=place.comments[4].comment_id,
    )


async def forget(place: Place, ana: Participant, *, take_back: bool) -> None:
    """Forget ana, in steps."""
    async with place.storage.write() as db:
        await erasure.close_card(db, place.scope, ana)
    for _ in range(2):  # it is safe to repeat
        async with place.storage.write() as db:
            await erasure.forget_acts(db, place.scope, KEY.seals, ana, take_back=take_back)
    async with place.storage.write() as db:
        await participants.remove(db, place.scope, who("ana"))


async def raters(place: Place) -> dict[str, list[int]]:
    """Return whose the rows of each table are, by table."""
    found = {}
    async with place.storage.read() as db:
        for table, purpose in PURPOSES:
            rows = (await db.execute(select(table.c.comment_id, table.c.rater_seal))).all()
            ids, seals = [row[0] for row in rows], [bytes(row[1]) for row in rows]
            found[table.name] = sorted(KEY.seals.open_seals(purpose, ids, seals).tolist())
    return found


@pytest.mark.parametrize("take_back", [True, False])
async def test_a_rater_is_forgotten_and_every_kept_count_is_right(storage: Storage, *, take_back: bool) -> None:
    place = await place_with(storage, 5)
    ana = await act(place)
    assert number_of("ana") in (await raters(place))["rating"], "the test looks in the right place"
    await forget(place, ana, take_back=take_back)
    assert not [table for table, people in (await raters(place)).items() if number_of("ana") in people]
    async with storage.read() as db:
        assert await participants.get(db, place.scope, who("ana")) is None
        assert len((await db.execute(select(participant))).all()) == 1, "how many were here does not show"
        stars = [row.stars for row in await db.execute(select(rating.c.stars).order_by(rating.c.stars))]
        assert stars == ([5] if take_back else [1, 5, 5, 5])
        assert len((await db.execute(select(report))).all()) == 1, "a moderator may still have to look"
        for row in await db.execute(select(comment)):
            kept = await db.execute(select(func.count()).where(rating.c.comment_id == row.comment_id))
            assert sum((row.n1, row.n2, row.n3, row.n4, row.n5)) == kept.scalar_one()
            assert row.virtual_finish_time == (row.n1 + row.n2 + row.n3 + row.n4 + row.n5) / row.sampling_weight, (
                "nothing lies open"
            )
            assert row.open_cards == 0
        skips = (await db.execute(select(func.sum(comment.c.skips)))).scalar_one()
        assert skips == (0 if take_back else 1)


async def test_the_rest_of_a_closed_exchange_is_of_nobody_and_no_two_rows_of_one(storage: Storage) -> None:
    place = await place_with(storage, 5)
    ana = await act(place)
    await forget(place, ana, take_back=False)
    assert await raters(place) == {
        "rating": [NOBODY] * 3 + [number_of("ben")],
        "skip": [NOBODY],
        "report": [NOBODY],
    }
    async with storage.read() as db:
        seals = [bytes(row[0]) for table, _ in PURPOSES for row in await db.execute(select(table.c.rater_seal))]
    assert len(set(seals)) == len(seals)


async def test_an_author_is_forgotten_in_every_version(storage: Storage) -> None:
    place = await place_with(storage, 2)
    await place.rate(0, "ben", 5, 100)
    async with storage.write() as db:
        old = await comments.get_by_number(db, place.scope, place.comments[0].number)
        assert old
        new = {"comment_id": 77, "author_seal": random_seal()}
        await comments.edit(db, place.scope, old, text="new words", why="why", source_mac="edit", **new)  # type: ignore[arg-type]
        ana = replace(Participant(), own=frozenset({old.number}))
        erased = await erasure.forget_words(db, place.scope, ana)
    assert len(erased) == 2
    async with storage.read() as db:
        rows = (await db.execute(select(comment).where(comment.c.number == old.number))).all()
        assert sorted((row.state, row.text, row.why) for row in rows) == [("superseded", "", ""), ("withdrawn", "", "")]
        assert len({bytes(row.author_seal) for row in rows} | {old.author_seal, new["author_seal"]}) == 4
        assert not {row.source_mac for row in rows} & {"source0", "edit"}
        other = await comments.get_by_number(db, place.scope, place.comments[1].number)
        assert other
        assert other.text == "words 1"
