"""What SQLite's storage does by itself when nobody has written for a while, whatever jobs run."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from storage import migrate, physical, ratings, resting
from storage.enums import SkipReason
from storage.models import comment, rating, skip
from storage.session import Storage
from tests.attack.copies import sqlite_copy
from tests.storage.test_ratings import Place, place_with

_OLD, _NEW = 480, 60  # ratings, of 24 comments
_FOUND = 0.25  # of the new ones: by their place .33 to .7 of them before, .05 to .2 afterwards, and by lot .11


def resting_at_once(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Awaitable[None]]:
    """Let a storage rest right after a write; return what waits until it has."""
    monkeypatch.setattr(resting, "IDLE_S", 0.0)
    done, work = asyncio.Event(), storage.resting._work

    async def rest() -> bool:
        try:
            return await work()
        finally:
            done.set()

    async def wait() -> None:
        await done.wait()
        done.clear()

    monkeypatch.setattr(storage.resting, "_work", rest)
    return wait


async def rate_many(place: Place, first: int, number: int) -> set[bytes]:
    """Let many people rate, each one comment; return the seals."""
    found = set()
    for each in range(first, first + number):
        await place.rate(each % len(place.comments), f"person {each}", 1 + each % 5, each)
        found.add(place.seals(each % len(place.comments), f"person {each}").rating)
    return found


def newest_by_place(folder: Path) -> set[bytes]:
    """Return the seals of the ratings that lie as what came last lies, as many as are new."""
    rows = sqlite_copy.read_copy(*sqlite_copy.take(folder / "test.sqlite")).rows("rating")
    return {bytes(row.key[-1]) for row in sorted(rows, key=lambda row: -row.rank)[:_NEW]}


async def test_the_journal_is_empty_some_time_after_a_click_without_any_job(
    sqlite_storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = await place_with(sqlite_storage, 3)
    await place.rate(0, "ana", 4, 1)
    assert (tmp_path / "test.sqlite-wal").stat().st_size
    wait = resting_at_once(sqlite_storage, monkeypatch)
    await sqlite_storage.resting.pause()
    await place.rate(1, "ana", 2, 2)
    await wait()
    assert (tmp_path / "test.sqlite-wal").stat().st_size == 0
    async with sqlite_storage.read() as db:
        assert sorted((await db.execute(select(rating.c.stars))).scalars()) == [2, 4]


async def test_where_it_lies_does_not_say_which_ratings_came_last(sqlite_storage: Storage, tmp_path: Path) -> None:
    place = await place_with(sqlite_storage, 24)
    await rate_many(place, 0, _OLD)
    await physical.rewrite(sqlite_storage, place.scope)
    new = await rate_many(place, _OLD, _NEW)
    assert len(newest_by_place(tmp_path) & new) / _NEW > _FOUND, "nothing to hide"
    rows = select(*rating.columns).order_by(*rating.primary_key)
    async with sqlite_storage.read() as db:
        before = [tuple(row) for row in await db.execute(rows)]
    assert await sqlite_storage.rest()
    assert len(newest_by_place(tmp_path) & new) / _NEW < _FOUND
    async with sqlite_storage.read() as db:
        assert [tuple(row) for row in await db.execute(rows)] == before


async def test_a_stop_right_after_clicks_leaves_no_trace_of_which_came_last(tmp_path: Path) -> None:
    storage = Storage(f"sqlite+aiosqlite:///{tmp_path}/test.sqlite")
    await migrate.upgrade(storage)
    place = await place_with(storage, 24)
    await rate_many(place, 0, _OLD)
    await physical.rewrite(storage, place.scope)
    new = await rate_many(place, _OLD, _NEW)
    await storage.close()
    assert len(newest_by_place(tmp_path) & new) / _NEW < _FOUND
    assert not (tmp_path / "test.sqlite-wal").exists()


async def test_a_closed_storage_does_not_begin_again(sqlite_storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    place = await place_with(sqlite_storage, 3)
    await place.rate(0, "ana", 4, 1)
    monkeypatch.setattr(sqlite_storage.resting, "_work", refuse)
    await sqlite_storage.resting.close()
    sqlite_storage.resting.note_write()
    assert sqlite_storage.resting._timer is None


async def refuse() -> bool:
    """Do nothing, as where a reader keeps the storage from it."""
    return False


async def test_a_skip_takes_another_place_too(sqlite_storage: Storage) -> None:
    place = await place_with(sqlite_storage, 2)
    async with sqlite_storage.write() as db:
        assert await ratings.save_skip(
            db, place.scope, place.comments[0].comment_id, place.seals(0, "ana"), SkipReason.UNDONE, 5
        )
    assert [row[0] for row in sqlite_storage.resting.take_rows()] == ["skip"]
    assert sqlite_storage.resting.take_rows() == []


async def test_what_so_many_did_in_so_short_a_time_is_left_to_the_next_rewrite(sqlite_storage: Storage) -> None:
    place = await place_with(sqlite_storage, 5)
    await rate_many(place, 0, resting.MOST_ROWS + 5)
    assert sqlite_storage.resting.take_rows() == []
    await place.rate(0, "ben", 3, 1)
    assert len(sqlite_storage.resting.take_rows()) == 1, "and begins again"


async def test_after_a_rewrite_nothing_needs_another_place(sqlite_storage: Storage) -> None:
    place = await place_with(sqlite_storage, 3)
    await place.rate(0, "ana", 4, 1)
    await physical.rewrite(sqlite_storage, place.scope)
    assert sqlite_storage.resting.take_rows() == []


async def test_it_rests_while_people_go_on_for_long(sqlite_storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    place = await place_with(sqlite_storage, 3)
    await sqlite_storage.resting.pause()
    wait = resting_at_once(sqlite_storage, monkeypatch)
    monkeypatch.setattr(resting, "IDLE_S", 1_000.0)
    monkeypatch.setattr(resting, "AT_LATEST_S", 0.0)
    await place.rate(0, "ana", 4, 1)
    sqlite_storage.resting._look(asyncio.get_running_loop())
    await wait()
    assert sqlite_storage.resting.take_rows() == []


async def test_a_reader_puts_it_off_and_it_is_tried_again(
    sqlite_storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = await place_with(sqlite_storage, 3)
    await sqlite_storage.resting.pause()
    wait = resting_at_once(sqlite_storage, monkeypatch)
    async with sqlite_storage.read() as db:
        await db.execute(select(comment.c.text))
        await place.rate(0, "ana", 4, 1)
        await wait()
        assert (tmp_path / "test.sqlite-wal").stat().st_size
    await wait()
    while (tmp_path / "test.sqlite-wal").stat().st_size:
        await wait()


async def test_a_failure_is_logged_with_its_kind_and_the_next_write_tries_again(
    sqlite_storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = await place_with(sqlite_storage, 3)
    await sqlite_storage.resting.pause()
    wait = resting_at_once(sqlite_storage, monkeypatch)

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(resting, "change_places", fail)
    with capture_logs() as lines:
        await place.rate(0, "ana", 4, 1)
        await wait()
        await sqlite_storage.resting.pause()
    assert [(line["event"], line["kind"]) for line in lines] == [("storage_did_not_rest", "OSError")]
    monkeypatch.undo()
    await place.rate(1, "ana", 4, 2)
    assert await sqlite_storage.rest()


async def test_rows_stay_where_laying_them_down_fails(sqlite_storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    place = await place_with(sqlite_storage, 3)
    await place.rate(0, "ana", 4, 1)
    monkeypatch.setitem(resting._INSERT, "rating", "INSERT INTO rating (stars) VALUES (9)")
    with pytest.raises(Exception, match="binding"):
        await sqlite_storage.rest()
    async with sqlite_storage.write() as db:
        assert list((await db.execute(select(rating.c.stars))).scalars()) == [4]
        assert (await db.execute(select(skip.c.reason))).first() is None
    async with sqlite_storage.write() as db:
        assert (await db.exec_driver_sql("PRAGMA synchronous")).scalar_one() == 2, "FULL, as it was"


async def test_postgresql_has_no_journal_of_this_kind(postgres_storage: Storage) -> None:
    place = await place_with(postgres_storage, 1)
    await place.rate(0, "ana", 4, 1)
    assert postgres_storage.resting.take_rows() == []
    assert postgres_storage.resting._timer is None
