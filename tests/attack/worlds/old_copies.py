"""A copy of the database of `old_bot.py`, taken while that bot runs."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.attack.case import Case, Truth
from tests.attack.copies.records import Copy
from tests.attack.copies.sqlite_copy import read_copy, take
from tests.attack.worlds.old_bot import OldBot, Transaction, script, tables

World = tuple[Case, Truth]


class Database:
    """A SQLite database of a bot that runs: the log is on disk, and nothing is checkpointed before it is large."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path, self._db = path, db
        for pragma in ("journal_mode=WAL", "secure_delete=ON"):
            db.execute(f"PRAGMA {pragma}")
        db.executescript(tables(is_sqlite=True))

    def run(self, transactions: Iterable[Transaction]) -> None:
        """Run transactions one after the other."""
        self._db.executescript(script(list(transactions)))

    def copy(self, *, with_changes: bool = True) -> Copy:
        """Return a copy, taken while the bot runs. with_changes: with what each transaction did."""
        return read_copy(*take(self._path), with_changes=with_changes)


@contextmanager
def running() -> Iterator[Database]:
    """Yield the database of a bot that begins."""
    with tempfile.TemporaryDirectory(prefix="starling-control-") as folder:
        path = Path(folder) / "old.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            yield Database(path, db)


def play(bot: OldBot) -> World:
    """Return the world after a whole plan."""
    with running() as database:
        database.run([*bot.before(), *bot.acts()])
        return Case(database.copy(), bot.public()), bot.truth()
