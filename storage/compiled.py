"""Compiled SQL: each statement is compiled once in a process, for reading and for writing, whatever the database."""

from collections.abc import Iterator, MutableMapping
from typing import Any

from sqlalchemy.util import LRUCache

MAX_KEPT = 2000
"""Compiled statements in memory, of some 10 kB each; the bot has several hundred."""


class CompiledStatements(MutableMapping[Any, Any]):
    """What SQLAlchemy keeps for one engine, kept for all engines of a kind.

    Its keys begin with an engine's dialect, an object of that engine alone; here they begin with the dialect's class.
    All engines of `storage` are made in the same way: what is compiled for one of a class is right for the others.
    """

    def __init__(self) -> None:
        self._kept: LRUCache[Any, Any] = LRUCache(MAX_KEPT)

    def __getitem__(self, key: Any) -> Any:
        return self._kept[_of_class(key)]

    def get(self, key: Any, default: Any = None) -> Any:
        """Return what was compiled, or the default."""
        return self._kept.get(_of_class(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        self._kept[_of_class(key)] = compiled

    def __delitem__(self, key: Any) -> None:
        del self._kept[_of_class(key)]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _of_class(key: Any) -> Any:
    dialect, *rest = key
    return (type(dialect), *rest)


OPTIONS = {"compiled_cache": CompiledStatements()}
"""Execution options of an engine that shares what it compiles."""
