"""Statements are compiled once in a process, for every database of a kind."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, literal, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import asyncpg

from storage.compiled import CompiledStatements
from storage.session import Storage


async def test_what_one_database_compiled_another_uses_with_its_own_values(tmp_path: Path) -> None:
    cached: list[bool] = []

    def note(*facts: Any) -> None:
        _, _, statement, _, context, _ = facts
        if "lamp_of_this_test" in statement:
            cached.append(context.cache_hit is context.dialect.CACHE_HIT)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for number in (1, 2):
            storage = Storage(f"sqlite+aiosqlite:///{tmp_path}/{number}.sqlite")
            async with storage.write() as db:
                assert (await db.execute(select(literal(number).label("lamp_of_this_test")))).scalar_one() == number
            async with storage.read() as db:
                assert (
                    await db.execute(select(literal(number + 10).label("lamp_of_this_test")))
                ).scalar_one() == number + 10
            await storage.close()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert cached == [False, True, True, True]


def test_what_was_compiled_for_one_system_is_none_for_another() -> None:
    compiled, other = CompiledStatements(), asyncpg.dialect()  # type: ignore[no-untyped-call]
    compiled[(sqlite.dialect(), "a statement", True)] = "for SQLite"

    assert compiled.get((sqlite.dialect(), "a statement", True)) == "for SQLite"
    assert compiled.get((sqlite.dialect(), "a statement", False)) is None
    assert compiled.get((other, "a statement", True)) is None
