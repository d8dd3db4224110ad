"""Many rows at once are the rows that clicks leave one by one."""

from random import Random
from typing import Any

import pytest
from sqlalchemy import Table, select
from sqlalchemy.exc import IntegrityError

from storage import bulk, comments, ratings
from storage.comments import NewComment
from storage.models import comment, rating
from storage.ratings import Star
from storage.session import Storage
from tests.storage.filled_database import NOON, House, house
from tests.storage.test_ratings import KEY, number_of

PEOPLE = [f"rater{number}" for number in range(9)]
CHANCE = {
    "exchange_id",
    "comment_id",
    "number",
    "position",
    "tie_breaker",
    "author_seal",
    "rater_seal",
}  # another in each exchange


def new_comments(count: int) -> list[NewComment]:
    return [NewComment(f"source{n}", f"words {n}", "because" if n % 2 else "", "live", NOON) for n in range(count)]


def drawn() -> list[tuple[int, str, int, int]]:
    """Return who gives which comment how many stars, and when: (comment's place, rater, stars, moment)."""
    rng = Random(1)
    pairs = [(place, who) for place in range(12) for who in PEOPLE if rng.random() < 0.6]
    return [(place, who, rng.randint(1, 5), moment) for moment, (place, who) in enumerate(pairs)]


def star(comment_id: int, who: str, stars: int, moment: int) -> Star:
    return Star(comment_id, KEY.seals.seal_acts(comment_id, number_of(who)), stars, moment)


async def one_by_one(here: House) -> None:
    async with here.storage.write() as db:
        at = (db, here.scope)
        made = [(await comments.add(*at, new))[0].comment_id for new in new_comments(12)]
        for place, who, stars, moment in drawn():
            await ratings.save(*at, star(made[place], who, stars, moment))


async def at_once(here: House) -> None:
    async with here.storage.write() as db:
        at = (db, here.scope)
        made = await bulk.add_comments(*at, new_comments(12))
        stars = [star(made[place].comment_id, who, stars, moment) for place, who, stars, moment in drawn()]
        await bulk.add_ratings(*at, stars)


async def rows(here: House, table: Table) -> list[dict[str, Any]]:
    """Return the rows of this exchange in a table, without what is random; a comment is named by its source."""
    async with here.storage.read() as db:
        sources = {
            row.comment_id: row.source_mac
            for row in await db.execute(select(comment).where(comment.c.exchange_id == here.exchange_id))
        }
        found = (await db.execute(select(table).where(table.c.exchange_id == here.exchange_id))).mappings()
        kept = [
            {name: value for name, value in row.items() if name not in CHANCE}
            | {"of": sources.get(row.get("comment_id", 0), "")}
            for row in found
        ]
    return sorted(kept, key=repr)


async def test_rows_written_at_once_are_those_written_one_by_one(storage: Storage) -> None:
    slow, quick = await house(storage, "slow"), await house(storage, "quick")
    await one_by_one(slow)
    await at_once(quick)

    for table in (comment, rating):
        assert await rows(quick, table) == await rows(slow, table), table.name
    assert len(await rows(quick, rating)) == len(drawn()) > 50


async def test_comments_come_back_in_their_order_each_with_a_number_of_its_own(storage: Storage) -> None:
    here = await house(storage)
    async with storage.write() as db:
        made = await bulk.add_comments(db, here.scope, new_comments(60))

    assert [each.text for each in made] == [f"words {n}" for n in range(60)]
    numbers = [each.number for each in made]
    assert len(set(numbers)) == 60
    assert numbers != sorted(numbers), "numbers tell no order"


async def test_stars_twice_by_one_person_are_refused_and_nothing_is_kept(storage: Storage) -> None:
    here = await house(storage)
    comment_id = await here.comment("words")
    twice = [star(comment_id, "ana", stars, 1) for stars in (4, 5)]

    with pytest.raises(IntegrityError):
        async with storage.write() as db:
            await bulk.add_ratings(db, here.scope, twice)

    assert await rows(here, rating) == []
