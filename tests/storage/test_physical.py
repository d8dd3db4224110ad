"""What files keep beside rows: deleted words, and the order and company in which rows were written."""

import itertools
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from storage import physical
from storage.models import comment, rating
from storage.scope import in_exchange
from storage.session import Storage
from tests.storage.test_ratings import Place, place_with

WORDS = "marmalade on the fire escape"


async def write_and_delete(place: Place) -> None:
    """Store words in a comment, then delete them."""
    async with place.storage.write() as db:
        await db.execute(
            comment.update().where(comment.c.comment_id == place.comments[0].comment_id).values(text=WORDS)
        )
    async with place.storage.write() as db:
        await db.execute(comment.update().where(comment.c.comment_id == place.comments[0].comment_id).values(text=""))


def files(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(folder.glob("test.sqlite*")))


async def test_a_truncated_journal_holds_no_deleted_word_while_the_bot_runs(
    sqlite_storage: Storage, tmp_path: Path
) -> None:
    place = await place_with(sqlite_storage, 3)
    await write_and_delete(place)
    assert WORDS.encode() in files(tmp_path), "what is to be taken away is there"
    assert await physical.truncate(sqlite_storage)
    assert WORDS.encode() not in files(tmp_path)
    assert (tmp_path / "test.sqlite-wal").stat().st_size == 0


async def test_a_reader_keeps_the_journal_and_that_is_reported(sqlite_storage: Storage, tmp_path: Path) -> None:
    place = await place_with(sqlite_storage, 3)
    async with sqlite_storage.read() as db:
        await db.execute(select(comment.c.text))
        await write_and_delete(place)
        assert not await physical.truncate(sqlite_storage, tries=2)
        assert WORDS.encode() in files(tmp_path)
        async with sqlite_storage.write() as writing:  # a write does not wait for that reader
            await writing.execute(comment.update().values(why="because"))
    assert await physical.truncate(sqlite_storage)
    assert WORDS.encode() not in files(tmp_path)


async def test_writes_go_on_as_before_after_a_truncation(sqlite_storage: Storage) -> None:
    place = await place_with(sqlite_storage, 1)
    await physical.truncate(sqlite_storage)
    async with sqlite_storage.write() as db:
        assert (await db.execute(text("PRAGMA busy_timeout"))).scalar_one() == 5_000
        assert (await db.execute(text("PRAGMA journal_size_limit"))).scalar_one() == 0
    await place.rate(0, "ana", 5, 100)
    async with sqlite_storage.read() as db:
        assert (await db.execute(select(rating.c.stars))).scalar_one() == 5


@pytest.mark.parametrize("deleted", [True, False])
async def test_a_dead_row_of_postgresql_goes_once_nobody_reads_what_is_older(
    postgres_storage: Storage, *, deleted: bool
) -> None:
    place = await place_with(postgres_storage, 3)
    async with postgres_storage.read() as db:
        await db.execute(select(comment.c.text))
        await write_and_delete(place)
        if deleted:
            async with postgres_storage.write() as writing:
                await writing.execute(delete(comment).where(in_exchange(comment, place.scope)))
        assert not await physical.truncate(postgres_storage, tries=2)
    assert await physical.truncate(postgres_storage)
    async with postgres_storage.write() as db:
        pages = "SELECT pg_relation_size('comment') / current_setting('block_size')::int"
        size = (await db.execute(text(pages))).scalar_one()
    assert size == (0 if deleted else 1), "an empty table gives its pages back"


async def test_after_a_rewrite_neither_transaction_nor_place_reveals_an_order(postgres_storage: Storage) -> None:
    place = await place_with(postgres_storage, 30)
    for number in range(30):
        await place.rate(number, "ana", 1 + number % 5, number)
    apart = text("SELECT count(DISTINCT xmin::text), bool_and(xmax::text = '0') FROM rating")
    by_place = text("SELECT comment_id FROM rating ORDER BY ctid")
    async with postgres_storage.read() as db:
        assert (await db.execute(apart)).one()[0] == 30, "each transaction is seen before"
        came = [row[0] for row in await db.execute(by_place)]
    assert came != sorted(came)
    async with postgres_storage.alone() as run:
        await run("VACUUM (FREEZE) rating")
    async with postgres_storage.read() as db:
        assert (await db.execute(apart)).one()[0] == 30, "freezing alone leaves each transaction to be read"
    async with postgres_storage.read() as db:
        await db.execute(apart)
        with pytest.raises(physical.StillReadError):
            await physical.rewrite(postgres_storage, place.scope)
    done = await physical.rewrite(postgres_storage, place.scope)
    assert done.tables >= 5
    async with postgres_storage.read() as db:
        assert tuple((await db.execute(apart)).one()) == (1, True)
        assert [row[0] for row in await db.execute(by_place)] == sorted(came), "in the order of random keys"
        assert (await db.execute(text("SELECT count(*) FROM comment"))).scalar_one() == 30
    await place.rate(0, "ben", 4, 100)


async def test_a_rewrite_of_sqlite_lays_rows_in_the_order_of_their_keys(
    sqlite_storage: Storage, tmp_path: Path
) -> None:
    place = await place_with(sqlite_storage, 60)
    for number, each in enumerate(place.comments):
        async with sqlite_storage.write() as db:
            await db.execute(
                comment.update().where(comment.c.comment_id == each.comment_id).values(text=f"marked{number:03}")
            )
    await physical.truncate(sqlite_storage)
    keys = sorted(range(60), key=lambda number: place.comments[number].comment_id)
    assert order(tmp_path) != keys
    await physical.rewrite(sqlite_storage, place.scope)
    assert sorted(order(tmp_path)) == sorted(keys)
    assert runs(order(tmp_path), keys) <= 3, "each page holds its keys in their order, whatever page lies first"


def order(folder: Path) -> list[int]:
    """Return the comments in the order in which their words lie in the file."""
    data = (folder / "test.sqlite").read_bytes()
    found = [(data.index(f"marked{number:03}".encode()), number) for number in range(60)]
    page = 4096
    return [number for _, number in sorted(found, key=lambda each: (each[0] // page, -(each[0] % page)))]


def runs(found: list[int], keys: list[int]) -> int:
    """Return into how many ascending pieces of the keys' order a list falls."""
    places = [keys.index(each) for each in found]
    return 1 + sum(after < before for before, after in itertools.pairwise(places))


async def test_a_server_that_keeps_removed_data_is_named(postgres_storage: Storage) -> None:
    async with postgres_storage.read() as db:
        assert await physical.list_keepers(db) == []
        await db.execute(text("SET log_min_duration_statement = 0"))
        assert await physical.list_keepers(db) == ["statements"]


async def test_sqlite_has_nothing_beside_the_file(sqlite_storage: Storage) -> None:
    async with sqlite_storage.read() as db:
        assert await physical.list_keepers(db) == []


def test_the_tables_of_acts_are_those_without_a_row_order() -> None:
    names = {each.name for each in physical.tables_of_acts()}
    assert {"comment", "rating", "participant", "skip", "report"} <= names
    assert "exchange" not in names


async def test_a_rewrite_waits_for_no_table_for_long_so_that_clicks_do_not_wait_behind_it(
    postgres_storage: Storage,
) -> None:
    place = await place_with(postgres_storage, 2)
    async with postgres_storage.write() as db:
        await db.execute(text("LOCK TABLE comment IN ROW EXCLUSIVE MODE"))  # as a click does that is not over
        with pytest.raises(physical.StillReadError):
            await physical.rewrite(postgres_storage, place.scope)
    assert (await physical.rewrite(postgres_storage, place.scope)).tables
