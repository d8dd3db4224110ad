"""Kept forms go on their day, each on its own, on both databases."""

from datetime import UTC, datetime, timedelta

from storage import kept_forms
from storage.kept_forms import KeptFormRow
from storage.session import Storage
from tests.storage.filled_database import house

DAY = datetime(2026, 12, 3, tzinfo=UTC)


async def test_each_form_goes_on_its_own_day(storage: Storage) -> None:
    here = await house(storage)
    holder = bytes(16)
    listed, begun = (KeptFormRow(here.tenant_id, bytes([n]) * 16, holder, b"sealed") for n in (1, 2))
    async with storage.write() as db:
        await kept_forms.save(db, listed, DAY)
        await kept_forms.save(db, begun, DAY + timedelta(days=29))
    for now, left in ((DAY - timedelta(seconds=1), [listed, begun]), (DAY, [begun]), (DAY + timedelta(days=29), [])):
        async with storage.write() as db:
            assert await kept_forms.has_over(db, here.tenant_id, now) == (now >= DAY)
            await kept_forms.delete_over(db, here.tenant_id, now)
            found = await kept_forms.list_of_holder(db, here.tenant_id, holder)
        assert sorted(found, key=lambda each: each.form_mark) == left
