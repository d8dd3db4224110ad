"""Comments: kept once each, numbered without order, reworded without losing ratings."""

import asyncio
import itertools
from datetime import date
from typing import Any

from storage import comments
from storage.comments import NewComment
from storage.models import comment as comment_table
from storage.seals import random_seal
from storage.session import Storage
from tests.storage.test_ratings import NOW, place_with

OTHER: dict[str, Any] = {"comment_id": 77, "author_seal": random_seal()}


async def test_the_same_source_gives_the_same_comment(storage: Storage) -> None:
    place = await place_with(storage, 0)

    async def add() -> tuple[int, bool]:
        async with storage.write() as db:
            new = NewComment("one modal", "words", "", "live", NOW)
            made, is_new = await comments.add(db, place.scope, new)
            return made.number, is_new

    found = await asyncio.gather(*(add() for _ in range(8)))
    assert len({number for number, _ in found}) == 1
    assert sum(is_new for _, is_new in found) == 1


async def test_numbers_tell_no_order(storage: Storage) -> None:
    place = await place_with(storage, 60)
    numbers = [made.number for made in place.comments]
    assert len(set(numbers)) == 60
    rising = sum(a < b for a, b in itertools.pairwise(numbers))
    assert 15 < rising < 45, "drawn at random, about half of the steps rise"


async def test_an_unrated_comment_is_reworded_in_place(storage: Storage) -> None:
    place = await place_with(storage, 1)
    async with storage.write() as db:
        new = await comments.edit(
            db, place.scope, place.comments[0], text="better words", why="", source_mac="e1", **OTHER
        )
    assert (new.version, new.text, new.comment_id) == (2, "better words", place.comments[0].comment_id)


async def test_a_rated_comment_becomes_a_new_version_and_its_ratings_stay_with_the_old(storage: Storage) -> None:
    place = await place_with(storage, 1)
    await place.rate(0, "ana", 5, 100)
    async with storage.write() as db:
        old = await comments.get_by_number(db, place.scope, place.comments[0].number)
        assert old
        new = await comments.edit(db, place.scope, old, text="new words", why="", source_mac="e1", **OTHER)
        again = await comments.edit(db, place.scope, old, text="new words", why="", source_mac="e1", **OTHER)
        kept = await comments.get_by_number(db, place.scope, old.number, 1)
    assert (new.version, new.number, new.ratings) == (2, old.number, 0)
    assert again.comment_id == new.comment_id
    assert kept
    assert (kept.state, kept.ratings, kept.text) == ("superseded", 1, "words 0")


async def test_of_the_time_only_the_day_is_kept(storage: Storage) -> None:
    place = await place_with(storage, 1)
    async with storage.read() as db:
        found = await comments.get_by_id(db, place.scope, place.comments[0].comment_id)
    assert found
    assert (type(found.shared_on), found.shared_on) == (date, NOW.date())
    assert "source_mac" in comment_table.c
