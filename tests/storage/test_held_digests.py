"""Held digests in the database: of two changes at once one counts, a skip is undone until its time, versions go."""

from datetime import timedelta

from storage import deliveries, digests, held_digests
from storage.deliveries import Delivery
from storage.digests import Digest, DigestBody, DigestFacts
from storage.enums import DeliveryState, MadeAgain
from storage.held_digests import HeldDigest
from storage.session import Storage
from tests.storage.filled_database import NOON, House, house

HOLD = 7
DUE = NOON + timedelta(hours=4)


async def make(here: House, version: int) -> Digest:
    async with here.storage.write() as db:
        return await digests.save(
            db,
            here.scope,
            slot=held_digests.slot_of(HOLD, version),
            made_at=NOON,
            facts=DigestFacts(),
            body=DigestBody("", []),
            quoted=(),
        )


async def read(here: House) -> tuple[HeldDigest, Delivery]:
    async with here.storage.read() as db:
        found = await held_digests.get(db, here.scope, HOLD)
    assert found
    return found


async def test_of_two_changes_one_counts_and_versions_go_at_the_end(storage: Storage) -> None:
    here = await house(storage)
    first, second = await make(here, 0), await make(here, 1)
    async with storage.write() as db:
        slot = held_digests.scheduled_slot(DUE)
        delivery_id = await deliveries.add(db, here.scope, slot=slot, channel_id="C1", due_at=DUE)
        assert delivery_id
        await held_digests.begin(db, here.scope, HOLD, delivery_id=delivery_id, digest_id=first.digest_id)
    held, posting = await read(here)
    assert (held.version, posting.digest_id) == (0, first.digest_id)
    assert held_digests.moment_of(slot) == DUE

    async def change(words: str) -> bool:
        async with storage.write() as db:
            return await held_digests.save_version(
                db,
                held,
                posting,
                digest_id=second.digest_id,
                base_id=second.digest_id,
                introduction=words,
                left_out=[3, 2],
                reason=MadeAgain.FIGURES,
            )

    assert await change("One")
    assert not await change("Two"), "it was read before the first change"
    held, posting = await read(here)
    assert (held.introduction, list(held.left_out), held.version) == ("One", [2, 3], 1)

    async with storage.write() as db:
        assert await held_digests.skip(db, posting)
        assert not await held_digests.skip(db, posting)
    held, posting = await read(here)
    assert posting.state == DeliveryState.DROPPED
    async with storage.write() as db:
        assert not await held_digests.undo_skip(db, posting, now=DUE)
        assert await held_digests.undo_skip(db, posting, now=NOON)
    async with storage.write() as db:
        [(open_one, _)] = await held_digests.list_open(db, here.tenant_id)
        await held_digests.save_shown(db, here.scope, open_one, "done", keep=second.digest_id)
        assert await held_digests.list_open(db, here.tenant_id) == []
        assert await digests.get(db, here.scope, first.digest_id) is None
        assert await digests.get(db, here.scope, second.digest_id) is not None
