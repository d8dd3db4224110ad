"""Forgetting in the database: words and ids go, the numbers of others stay right."""

import pytest
from sqlalchemy import func, select

from storage import comments, erasure, participants, ratings, reports
from storage.models import comment, rating, report, skip
from storage.session import Storage
from tests.storage.test_ratings import Place, place_with


async def act(place: Place) -> None:
    """Let ana rate three comments, skip one, report one, and have one lying open; ben rates one of them too."""
    async with place.storage.write() as db:
        await participants.ensure(db, place.scope, "ana")
    for index, stars in enumerate((5, 1, 5)):
        await place.rate(index, "ana", stars, 100)
    await place.rate(0, "ben", 5, 100)
    async with place.storage.write() as db:
        await ratings.save_skip(db, place.scope, place.comments[3].comment_id, "ana", "duplicate", 100)
        await reports.save(db, place.scope, place.comments[3].comment_id, "ana", "danger")
        await ratings.change_shown(db, place.scope, place.comments[4].comment_id, 1)
        await participants.update_participant(db, place.scope, "ana", open_comment_id=place.comments[4].comment_id)


@pytest.mark.parametrize("take_back", [True, False])
async def test_a_rater_is_forgotten_and_every_kept_count_is_right(storage: Storage, *, take_back: bool) -> None:
    place = await place_with(storage, 5)
    await act(place)
    async with storage.write() as db:
        await erasure.forget_rater(db, place.scope, "ana", take_back=take_back)
    async with storage.read() as db:
        assert await participants.get(db, place.scope, "ana") is None
        for table in (rating, skip, report):
            assert (await db.execute(select(table).where(table.c.rater_id == "ana"))).all() == []
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


async def test_the_rest_of_a_closed_exchange_keeps_its_pattern_under_another_id(storage: Storage) -> None:
    place = await place_with(storage, 5)
    await act(place)
    async with storage.write() as db:
        await erasure.forget_rater(db, place.scope, "ana", take_back=False)
        ids = {row.rater_id for row in await db.execute(select(rating.c.rater_id))}
        others = {row.rater_id for table in (skip, report) for row in await db.execute(select(table.c.rater_id))}
    assert "ben" in ids
    assert len(ids) == 2
    assert len(others) == 2
    assert not ids & others, "the stars are not told to be of who reported"


async def test_an_author_is_forgotten_in_every_version(storage: Storage) -> None:
    place = await place_with(storage, 2)
    await place.rate(0, "ben", 5, 100)
    async with storage.write() as db:
        old = await comments.get_by_number(db, place.scope, place.comments[0].number)
        assert old
        await comments.edit(db, place.scope, old, text="new words", why="why", source_mac="edit")
        erased = await erasure.forget_author(db, place.scope, old.author_id)
    assert len(erased) == 2
    async with storage.read() as db:
        rows = (await db.execute(select(comment).where(comment.c.number == old.number))).all()
        assert sorted((row.state, row.text, row.why) for row in rows) == [("superseded", "", ""), ("withdrawn", "", "")]
        assert len({row.author_id for row in rows} | {old.author_id}) == 3
        assert not {row.source_mac for row in rows} & {"source0", "edit"}
        other = await comments.get_by_number(db, place.scope, place.comments[1].number)
        assert other
        assert other.text == "words 1"
