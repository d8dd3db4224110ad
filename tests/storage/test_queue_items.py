"""Items of the queue: a mark that changes with all that a card shows."""

from storage import comments, queue_items
from storage.session import Storage
from tests.storage.test_moderation import change, report
from tests.storage.test_ratings import Place, place_with


async def mark(place: Place) -> str:
    async with place.storage.read() as db:
        return (await queue_items.list_marks(db, place.tenant_id)).get(place.exchange_id, "")


async def test_the_mark_changes_with_what_waits_and_with_nothing_else(storage: Storage) -> None:
    place = await place_with(storage, 4)
    seen = [await mark(place)]

    async def is_new() -> bool:
        seen.append(await mark(place))
        return seen[-1] not in seen[:-1]

    await change(place, 0, state="pending")
    assert await is_new()
    await report(place, 1, "ana")
    assert await is_new()
    await report(place, 1, "ben")
    assert await is_new()
    await change(place, 1, state="withdrawn")
    assert await is_new()
    await change(place, 2, state="removed")
    assert not await is_new(), "it waits for nobody"
    async with storage.write() as db:
        await comments.update_comment(db, place.scope, place.comments[0].comment_id, version=2)
    assert await is_new()
