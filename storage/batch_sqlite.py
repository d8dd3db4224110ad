"""What a batch of acts reads and writes on SQLite: plain statements on the writing connection, one call of its thread.

SQLAlchemy stays the schema and every other query. It is passed by here because a statement costs it twenty times what
SQLite takes, and each by itself another change of thread (benchmarks/star.md). tests/rate/test_batches.py compares
with SQLAlchemy's statements for the same acts. The connection is the one of all other writes, in turn with them.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from functools import cache
from typing import Any, TypeVar

from storage.batch_changes import Changes, Missing, NotInBatchError, SavedSkip, SavedStar
from storage.batch_reading import ChangedError, Found, LayoutError, Layouts, places_of
from storage.known_comments import NAMES, read_known
from storage.loaded_rows import Loaded
from storage.models import exchange
from storage.people_blocks import Layout, StoredBlock
from storage.scope import ExchangeScope
from storage.seals import PersonKey

Note = Callable[[str], None]
R = TypeVar("R")

_HERE = "tenant_id = ? AND exchange_id = ?"
_EVERYTHING = " || ',' || ".join(f"quote({column.name})" for column in exchange.columns)
FINGERPRINT = f"SELECT {_EVERYTHING} FROM exchange WHERE tenant_id = :tenant_id AND exchange_id = :exchange_id"  # noqa: S608 - names of columns
"""All that is stored of an exchange, as one text: by it a process sees whether what it remembers is true."""

_COMMENT = ", ".join(f"comment.{name}" for name in NAMES)
_LAYOUT = f"SELECT layout, count(*) FROM participant WHERE {_HERE} GROUP BY layout"  # noqa: S608 - constants
_OF_EXCHANGE = FINGERPRINT.replace(":tenant_id", "?1").replace(":exchange_id", "?2")
_QUEUE = (
    f"SELECT {_COMMENT} FROM comment WHERE {_HERE} AND state = 'live' "  # noqa: S608 - constants
    "ORDER BY virtual_finish_time, tie_breaker, comment_id LIMIT "
)
_DEFICITS = f"SELECT group_name, comment_id FROM group_deficit WHERE {_HERE}"  # noqa: S608 - constants
_NEWEST = f"SELECT {_COMMENT} FROM comment WHERE {_HERE} AND number = ? ORDER BY version DESC LIMIT 1"  # noqa: S608
_BY_ID = f"SELECT {_COMMENT} FROM comment WHERE {_HERE} AND comment_id = ?"  # noqa: S608 - constants
_ACT = f"{_HERE} AND comment_id = ? AND rater_seal = ?"
_STAR = f"SELECT stars, clicked_at FROM rating WHERE {_ACT}"  # noqa: S608 - constants
_SKIP = f"SELECT reason, clicked_at FROM skip WHERE {_ACT}"  # noqa: S608 - constants
_DELETE_STAR = f"DELETE FROM rating WHERE {_ACT}"  # noqa: S608 - constants
_RECORD_EVENT = (  # the hour as SQLAlchemy writes it
    "INSERT INTO processed_event (tenant_id, event_mark, hour) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1"
)
_DELETE_SKIP = f"DELETE FROM skip WHERE {_ACT}"  # noqa: S608 - constants


# Statements of many rows. Each step of SQLite lets the interpreter go and asks for it again, which takes longer than a
# row does while the event loop computes; and a statement of every number of rows would be another one to prepare.


def _values(rows: int, columns: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return ", ".join([row] * rows)


@cache
def _still_live(rows: int) -> str:
    """Return the statement that counts how many of `rows` pairs (id, version) are live."""
    return (
        f"WITH seen (id, words) AS (VALUES {_values(rows, 2)}) SELECT count(*) FROM seen "  # noqa: S608 - constants
        f"CROSS JOIN comment WHERE {_HERE} AND comment_id = id AND version = words AND state = 'live'"
    )


@cache
def _upsert_stars(rows: int) -> str:
    """Return the statement that saves `rows` ratings."""
    return (
        "INSERT INTO rating (tenant_id, exchange_id, comment_id, rater_seal, stars, clicked_at) "  # noqa: S608
        f"VALUES {_values(rows, 6)} "
        "ON CONFLICT DO UPDATE SET stars = excluded.stars, clicked_at = excluded.clicked_at"
    )


@cache
def _upsert_skips(rows: int) -> str:
    """Return the statement that saves `rows` skips."""
    return (
        "INSERT INTO skip (tenant_id, exchange_id, comment_id, rater_seal, reason, clicked_at) "  # noqa: S608
        f"VALUES {_values(rows, 6)} "
        "ON CONFLICT DO UPDATE SET reason = excluded.reason, clicked_at = excluded.clicked_at"
    )


@cache
def _write_blocks(rows: int) -> str:
    """Return the statement that writes `rows` blocks of people."""
    return (
        f"WITH new (block, sealed, revision) AS (VALUES {_values(rows, 3)}) "  # noqa: S608 - constants
        f"UPDATE participant SET sealed = new.sealed, revision = new.revision FROM new WHERE {_HERE} AND number = block"
    )


@cache
def _select_blocks(rows: int) -> str:
    """Return the statement that reads `rows` blocks of people, then the exchange in one more row."""
    return (
        "SELECT number, sealed, revision FROM participant WHERE tenant_id = ?1 AND exchange_id = ?2 "  # noqa: S608
        f"AND layout = ?3 AND number IN ({', '.join('?' * rows)}) "
        f"UNION ALL SELECT NULL, ({_OF_EXCHANGE}), NULL"
    )


def _split(rows: Sequence[R]) -> Iterator[Sequence[R]]:
    """Yield rows in parts whose lengths are powers of two, so that few statements are prepared."""
    at = 0
    while at < len(rows):
        end = at + (1 << ((len(rows) - at).bit_length() - 1))
        yield rows[at:end]
        at = end


class SqliteBatch:
    """One batch's transaction, in the connection's thread: nothing here waits. note: takes each statement."""

    def __init__(self, connection: sqlite3.Connection, layouts: Layouts, note: Note) -> None:
        self._connection = connection
        self._layouts = layouts
        self._note = note

    async def begin(self, scope: ExchangeScope, people: Sequence[PersonKey]) -> Found:
        """Begin, and return what is stored of the exchange, and the blocks of these people.

        Raises NotInBatchError where the exchange has none, and LayoutError where they are others than is remembered.
        """
        return self._begin(scope, people)

    async def load(self, scope: ExchangeScope, missing: Missing, loaded: Loaded) -> None:
        """Read what is missing, but for the queue."""
        self._load(scope, missing, loaded)

    async def load_head(self, scope: ExchangeScope, size: int) -> tuple[list[Any], list[Any]]:
        """Return the rows of the queue's head with NAMES, and (group, comment id) of all deficits.

        size: how many rows; few sizes, since each is a statement.
        """
        here = (scope.tenant_id, scope.exchange_id)
        return self._send(_QUEUE + str(size), here), self._send(_DEFICITS, here)

    async def write(self, scope: ExchangeScope, changes: Changes, blocks: Sequence[StoredBlock]) -> None:
        """Write and commit. Nobody else writes, so that the counts of comments are what the acts made of them.

        Raises ChangedError where a comment is not what an act saw.
        """
        self._write(scope, changes, blocks)

    async def rollback(self) -> None:
        """Undo everything."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _send(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        self._note(sql)
        rows: list[Any] = self._connection.execute(sql, parameters).fetchall()
        return rows

    def _send_many(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        if parameters:
            self._note(sql)
            self._connection.executemany(sql, parameters)

    def _send_rows(
        self, make: Callable[[int], str], rows: Sequence[Sequence[Any]], here: Sequence[Any] = ()
    ) -> list[Any]:
        """Send a statement of many rows, and return what it returns.

        make: returns the statement for a number of rows. here: its last parameters.
        """
        found: list[Any] = []
        for part in _split(rows):
            found += self._send(make(len(part)), [*_flat(part), *here])
        return found

    def _begin(self, scope: ExchangeScope, people: Sequence[PersonKey]) -> Found:
        here = (scope.tenant_id, scope.exchange_id)
        self._send("BEGIN IMMEDIATE")
        if scope not in self._layouts:
            if not (read := self._send(_LAYOUT, here)):
                raise NotInBatchError
            [(salt, blocks)] = read
            self._layouts[scope] = Layout(salt, blocks)
        layout = self._layouts[scope]
        places = places_of(layout, people)
        numbers = sorted(set(places.values()))
        asked = 1 << (len(numbers) - 1).bit_length()  # some twice
        *rows, (_, fingerprint, _) = self._send(
            _select_blocks(asked), (*here, layout.salt, *numbers, *numbers[: asked - len(numbers)])
        )
        if len(rows) != len(numbers):
            raise LayoutError
        return Found(
            fingerprint, layout, places, [StoredBlock(number, sealed, revision) for number, sealed, revision in rows]
        )

    def _load(self, scope: ExchangeScope, missing: Missing, loaded: Loaded) -> None:
        here = (scope.tenant_id, scope.exchange_id)
        for number in sorted(missing.numbers):
            found = self._send(_NEWEST, (*here, number))
            loaded.numbers[number] = read_known(found[0]) if found else None
        for comment_id in sorted(missing.ids):
            found = self._send(_BY_ID, (*here, comment_id))
            loaded.ids[comment_id] = read_known(found[0]) if found else None
        for comment_id, seals in missing.sorted_acts:
            star = self._send(_STAR, (*here, comment_id, seals.rating))
            skip = self._send(_SKIP, (*here, comment_id, seals.skip))
            loaded.stars[comment_id, seals.rating] = SavedStar(*star[0]) if star else None
            loaded.skips[comment_id, seals.skip] = SavedSkip(*skip[0]) if skip else None

    def _write(self, scope: ExchangeScope, changes: Changes, blocks: Sequence[StoredBlock]) -> None:
        here = (scope.tenant_id, scope.exchange_id)
        seen = [each for each in sorted(changes.seen.items()) if each[0] not in changes.comments]
        if sum(number for (number,) in self._send_rows(_still_live, seen, here)) != len(seen):
            raise ChangedError
        self._record_events(scope.tenant_id, changes)
        self._write_acts(here, changes)
        self._write_comments(here, changes)
        self._send_rows(_write_blocks, [(each.number, each.sealed, each.revision) for each in blocks], here)
        self._connection.execute("COMMIT")

    def _record_events(self, tenant_id: int, changes: Changes) -> None:
        """Record events that have their effect here. Raises NotInBatchError where one had it before."""
        for mark, hour in sorted(changes.events.items()):
            if not self._send(_RECORD_EVENT, (tenant_id, mark, f"{hour.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}")):
                raise NotInBatchError

    def _write_acts(self, here: tuple[int, int], changes: Changes) -> None:
        stars, skips = sorted(changes.stars.items()), sorted(changes.skips.items())
        self._send_many(_DELETE_STAR, [(*here, *act) for act, saved in stars if saved is None])
        self._send_many(_DELETE_SKIP, [(*here, *act) for act, saved in skips if saved is None])
        new = [(*here, *act, saved.stars, saved.clicked_at) for act, saved in stars if saved]
        self._send_rows(_upsert_stars, new)
        passed = [(*here, *act, saved.reason, saved.clicked_at) for act, saved in skips if saved]
        self._send_rows(_upsert_skips, passed)

    def _write_comments(self, here: tuple[int, int], changes: Changes) -> None:
        values = [
            (comment_id, changes.seen.get(comment_id), *each.stars, each.skips, each.cards, each.weight)
            for comment_id, each in sorted(changes.comments.items())
        ]
        before = self._connection.total_changes
        self._send_rows(_count_comments, values, here)
        if self._connection.total_changes - before != len(values):
            raise ChangedError


def _flat(rows: Iterable[Sequence[Any]]) -> list[Any]:
    return [value for row in rows for value in row]


@cache
def _count_comments(number: int) -> str:
    """Return the statement that adds to the counts of that many comments."""
    return (
        f"WITH new (id, seen, d1, d2, d3, d4, d5, passed, shown, weight) AS (VALUES {_values(number, 10)}) "  # noqa: S608
        "UPDATE comment SET n1 = n1 + d1, n2 = n2 + d2, n3 = n3 + d3, n4 = n4 + d4, n5 = n5 + d5, "
        "skips = skips + passed, open_cards = open_cards + shown, "
        "sampling_weight = coalesce(weight, sampling_weight), virtual_finish_time = "
        "(n1 + n2 + n3 + n4 + n5 + open_cards + d1 + d2 + d3 + d4 + d5 + shown) / coalesce(weight, sampling_weight) "
        f"FROM new WHERE {_HERE} AND comment_id = id AND (seen IS NULL OR (version = seen AND state = 'live'))"
    )
