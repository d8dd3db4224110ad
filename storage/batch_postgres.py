"""What a batch of acts reads and writes on PostgreSQL: three statements of asyncpg, prepared once, rows as arrays.

SQLAlchemy stays the schema and every other query; why it is passed by here, storage/batch_sqlite.py says. Locks are
taken in the order of storage/locks.py: the exchange's shared one, blocks of people in the order of marks, comments in
the order of ids. Ratings and skips are inserted in the order of comments and seals, which says nothing of when.
"""

from collections.abc import Sequence
from typing import Any

from storage.batch_changes import Changes, Missing, NotInBatchError, SavedSkip, SavedStar
from storage.batch_reading import ChangedError, Found, LayoutError, Layouts, places_of
from storage.batch_sqlite import Note
from storage.known_comments import NAMES, read_known
from storage.loaded_rows import Loaded
from storage.locks import state_number
from storage.people_blocks import Layout, StoredBlock
from storage.scope import ExchangeScope
from storage.seals import PersonKey

_HERE = "tenant_id = $1 AND exchange_id = $2"
FINGERPRINT = "SELECT exchange::text FROM exchange WHERE tenant_id = :tenant_id AND exchange_id = :exchange_id"
"""All that is stored of an exchange, as one text: by it a process sees whether what it remembers is true."""

_OF_EXCHANGE = FINGERPRINT.replace(":tenant_id", "$1").replace(":exchange_id", "$2")
_COMMENT = ", ".join(f"comment.{name}" for name in NAMES)
_LAYOUT = f"SELECT layout, count(*) FROM participant WHERE {_HERE} GROUP BY layout"  # noqa: S608 - constants
_BLOCKS = f"""
WITH shared AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared($3)::text AS done)
SELECT held.number, held.sealed, held.revision
FROM shared, LATERAL (
  SELECT number, sealed, revision FROM participant
  WHERE {_HERE} AND layout = $4 AND number = ANY($5::int[]) AND shared.done = ''
  ORDER BY number FOR UPDATE
) AS held"""  # noqa: S608 - constants
_QUEUE = (
    f"SELECT {_COMMENT} FROM comment WHERE {_HERE} AND state = 'live' "  # noqa: S608 - constants
    "ORDER BY virtual_finish_time, tie_breaker, comment_id LIMIT "
)
_DEFICITS = f"SELECT group_name, comment_id FROM group_deficit WHERE {_HERE}"  # noqa: S608 - constants
_NEWEST = (
    f"SELECT DISTINCT ON (number) {_COMMENT} FROM comment WHERE {_HERE} AND number = ANY($3::int[]) "  # noqa: S608
    "ORDER BY number, version DESC"
)
_BY_ID = f"SELECT {_COMMENT} FROM comment WHERE {_HERE} AND comment_id = ANY($3::bigint[])"  # noqa: S608 - constants
_ACTS = f"{_HERE} AND comment_id = ANY($3::bigint[]) AND rater_seal = ANY($4::bytea[])"
_STARS = f"SELECT comment_id, rater_seal, stars, clicked_at FROM rating WHERE {_ACTS}"  # noqa: S608 - constants
_SKIPS = f"SELECT comment_id, rater_seal, reason, clicked_at FROM skip WHERE {_ACTS}"  # noqa: S608 - constants
_STILL_LIVE = (
    f"SELECT count(*) FROM comment JOIN unnest($3::bigint[], $4::int[]) AS seen (id, words) ON comment_id = id "  # noqa: S608
    f"WHERE {_HERE} AND version = words AND state = 'live'"
)
_UPSERT_SKIPS = """
INSERT INTO skip (tenant_id, exchange_id, comment_id, rater_seal, reason, clicked_at)
SELECT $1, $2, * FROM unnest($3::bigint[], $4::bytea[], $5::text[], $6::bigint[])
ON CONFLICT (tenant_id, exchange_id, comment_id, rater_seal)
DO UPDATE SET reason = excluded.reason, clicked_at = excluded.clicked_at"""
_RECORD_EVENTS = (
    "INSERT INTO processed_event (tenant_id, event_mark, hour) "
    "SELECT $1, * FROM unnest($2::bytea[], $3::timestamptz[]) ON CONFLICT DO NOTHING RETURNING 1"
)
_DELETE_STARS = f"DELETE FROM rating WHERE {_ACTS}"  # noqa: S608 - constants
_DELETE_SKIPS = f"DELETE FROM skip WHERE {_ACTS}"  # noqa: S608 - constants
_WRITE = f"""
WITH stars AS (
  INSERT INTO rating (tenant_id, exchange_id, comment_id, rater_seal, stars, clicked_at)
  SELECT $1, $2, * FROM unnest($3::bigint[], $4::bytea[], $5::int[], $6::bigint[])
  ON CONFLICT (tenant_id, exchange_id, comment_id, rater_seal)
  DO UPDATE SET stars = excluded.stars, clicked_at = excluded.clicked_at
), people AS (
  UPDATE participant SET sealed = new.sealed, revision = new.revision
  FROM unnest($7::int[], $8::bytea[], $9::bytea[]) AS new (block, sealed, revision)
  WHERE {_HERE} AND number = new.block
), held AS MATERIALIZED (
  SELECT comment_id AS id FROM comment WHERE {_HERE} AND comment_id = ANY($10::bigint[])
  ORDER BY comment_id FOR NO KEY UPDATE
)
UPDATE comment SET n1 = n1 + d1, n2 = n2 + d2, n3 = n3 + d3, n4 = n4 + d4, n5 = n5 + d5,
  skips = skips + passed, open_cards = open_cards + shown, sampling_weight = coalesce(weight, sampling_weight),
  virtual_finish_time =
    (n1 + n2 + n3 + n4 + n5 + open_cards + d1 + d2 + d3 + d4 + d5 + shown) / coalesce(weight, sampling_weight)
FROM held JOIN unnest($10::bigint[], $11::int[], $12::int[], $13::int[], $14::int[], $15::int[], $16::int[],
  $17::int[], $18::int[], $19::float8[]) AS new (id, seen, d1, d2, d3, d4, d5, passed, shown, weight) USING (id)
WHERE {_HERE} AND comment_id = id AND (seen IS NULL OR (version = seen AND state = 'live'))
RETURNING comment_id, n1, n2, n3, n4, n5, open_cards, sampling_weight"""  # noqa: S608 - constants


class PostgresBatch:
    """One batch's transaction. driver: asyncpg's connection; note: takes each statement."""

    def __init__(self, driver: Any, layouts: Layouts, note: Note) -> None:
        self._driver = driver
        self._layouts = layouts
        self._note = note

    async def begin(self, scope: ExchangeScope, people: Sequence[PersonKey]) -> Found:
        """Begin, and return what is stored of the exchange, and the blocks of these people, which are locked.

        Raises NotInBatchError where the exchange has none, and LayoutError where they are others than is remembered.
        """
        here = (scope.tenant_id, scope.exchange_id)
        await self._driver.execute("BEGIN")  # before anything: a pooler keeps its connection to us from here on
        if scope not in self._layouts:
            if not (read := await self._send(_LAYOUT, *here)):
                raise NotInBatchError
            [(salt, blocks)] = read
            self._layouts[scope] = Layout(salt, blocks)
        layout = self._layouts[scope]
        places = places_of(layout, people)
        numbers = sorted(set(places.values()))
        rows = await self._send(_BLOCKS, *here, state_number(scope.exchange_id), layout.salt, numbers)
        if len(rows) != len(numbers):
            raise LayoutError
        # After the lock, so that it sees what a concurrent close did.
        found = await self._send(_OF_EXCHANGE, *here)
        held = [StoredBlock(number, sealed, revision) for number, sealed, revision in rows]
        return Found(found[0][0] if found else None, layout, places, held)

    async def load(self, scope: ExchangeScope, missing: Missing, loaded: Loaded) -> None:
        """Read what is missing, but for the queue."""
        here = (scope.tenant_id, scope.exchange_id)
        if missing.numbers:
            numbers = {row["number"]: row for row in await self._send(_NEWEST, *here, sorted(missing.numbers))}
            loaded.numbers |= {each: _known(numbers.get(each)) for each in missing.numbers}
        if missing.ids:
            ids = {row["comment_id"]: row for row in await self._send(_BY_ID, *here, sorted(missing.ids))}
            loaded.ids |= {each: _known(ids.get(each)) for each in missing.ids}
        if missing.acts:
            ids_of = [each for each, _ in missing.sorted_acts]
            stars = await self._send(_STARS, *here, ids_of, [each.rating for _, each in missing.sorted_acts])
            skips = await self._send(_SKIPS, *here, ids_of, [each.skip for _, each in missing.sorted_acts])
            loaded.stars |= dict.fromkeys(((each, seals.rating) for each, seals in missing.acts), None)
            loaded.skips |= dict.fromkeys(((each, seals.skip) for each, seals in missing.acts), None)
            loaded.stars |= {(each, seal): SavedStar(given, at) for each, seal, given, at in stars}
            loaded.skips |= {(each, seal): SavedSkip(reason, at) for each, seal, reason, at in skips}

    async def load_head(self, scope: ExchangeScope, size: int) -> tuple[list[Any], list[Any]]:
        """Return the rows of the queue's head with NAMES, and (group, comment id) of all deficits.

        size: how many rows; few sizes, since each is a statement.
        """
        here = (scope.tenant_id, scope.exchange_id)
        return await self._send(_QUEUE + str(size), *here), await self._send(_DEFICITS, *here)

    async def write(self, scope: ExchangeScope, changes: Changes, blocks: Sequence[StoredBlock]) -> list[Any]:
        """Write and commit; return (comment id, counts of stars, cards, weight) of the comments that changed.

        Raises ChangedError where a comment is not what an act saw.
        """
        here = (scope.tenant_id, scope.exchange_id)
        await self._check_seen(here, changes)
        await self._write_others(here, changes)
        saved = [(*act, each.stars, each.clicked_at) for act, each in sorted(changes.stars.items()) if each]
        people = [(each.number, each.sealed, each.revision) for each in blocks]
        counted = [
            (comment_id, changes.seen.get(comment_id), *each.stars, each.skips, each.cards, each.weight)
            for comment_id, each in sorted(changes.comments.items())
        ]
        arrays = (*_columns(saved, 4), *_columns(people, 3), *_columns(counted, 10))
        counts = await self._send(_WRITE, *here, *arrays)
        if len(counts) != len(counted):
            raise ChangedError
        await self._driver.execute("COMMIT")
        return counts

    async def rollback(self) -> None:
        """Undo everything."""
        if self._driver.is_in_transaction():
            await self._driver.execute("ROLLBACK")

    async def _check_seen(self, here: tuple[int, int], changes: Changes) -> None:
        others = sorted((each, version) for each, version in changes.seen.items() if each not in changes.comments)
        if others:
            [(number,)] = await self._send(_STILL_LIVE, *here, *_columns(others, 2))
            if number != len(others):
                raise ChangedError

    async def _write_others(self, here: tuple[int, int], changes: Changes) -> None:
        """Write what is rare: events, stars and skips that go, and skips. Raises NotInBatchError for an old event."""
        if changes.events:
            events = sorted(changes.events.items())
            if len(await self._send(_RECORD_EVENTS, here[0], *_columns(events, 2))) != len(events):
                raise NotInBatchError
        if away := sorted(act for act, saved in changes.stars.items() if saved is None):
            await self._send(_DELETE_STARS, *here, *_columns(away, 2))
        if away := sorted(act for act, saved in changes.skips.items() if saved is None):
            await self._send(_DELETE_SKIPS, *here, *_columns(away, 2))
        passed = [(*act, each.reason, each.clicked_at) for act, each in sorted(changes.skips.items()) if each]
        if passed:
            await self._send(_UPSERT_SKIPS, *here, *_columns(passed, 4))

    async def _send(self, sql: str, *parameters: Any) -> list[Any]:
        self._note(sql)
        rows: list[Any] = await self._driver.fetch(sql, *parameters)
        return rows


def _known(row: Any) -> Any:
    return read_known(tuple(row)) if row is not None else None


def _columns(rows: Sequence[Sequence[Any]], number: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(number)]
