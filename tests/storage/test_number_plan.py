"""A comment's number is looked up in all exchanges of a workspace along an index, not through all its comments."""

from typing import Any

from sqlalchemy import event

from storage import moderation
from storage.session import Storage
from tests.storage.test_ratings import place_with


async def test_a_number_is_found_in_all_exchanges_along_an_index(sqlite_storage: Storage) -> None:
    place = await place_with(sqlite_storage, 3)
    sent: list[tuple[str, Any]] = []
    async with sqlite_storage.read() as db:
        connection = db.sync_connection
        assert connection is not None

        def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            sent.append((statement, parameters))

        event.listen(connection, "before_cursor_execute", note)
        assert await moderation.list_exchanges_with(db, place.tenant_id, place.comments[0].number) == [
            place.exchange_id
        ]
        event.remove(connection, "before_cursor_execute", note)
        plans = []
        for statement, parameters in sent:
            rows = await db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append("\n".join(str(row.detail) for row in rows))
    assert any("exchange_id=? AND number=?" in plan for plan in plans), plans
