"""An attacker with the whole database and Slack's own ids of people, but without the secret key.

They know no table by name: everything is read from the database itself, and every column is held against every other.
"""

import base64
import binascii
import json
import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, MetaData, select

from storage.session import Storage

Row = dict[str, Any]
RICH = 6  # characters: from here on an equal value is no coincidence
_RICH_NUMBER = 1_000_000
_MANY = 6  # rows of a table, to say what is common in it


@dataclass(frozen=True)
class Loot:
    """The database: each table with its rows, and the ids of workspaces and exchanges, which are no secret."""

    tables: dict[str, list[Row]]
    places: set[str]


@dataclass
class Truth:
    """What the attacker wants to learn, and what they know of people beforehand.

    tokens: by person, everything that Slack itself knows them by. comments, ratings: by person, the rows that are
    theirs, as (exchange, comment, seal). secrets: ids of comments, and seals as hexadecimal digits.
    """

    tokens: dict[str, set[str]] = field(default_factory=dict)
    comments: dict[str, set[tuple[int, int, bytes]]] = field(default_factory=dict)
    ratings: dict[str, set[tuple[int, int, bytes]]] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)


async def steal(storage: Storage) -> Loot:
    """Read every row of every table that is there, also of tables that the code knows nothing of."""

    def read(connection: Connection) -> Loot:
        found = MetaData()
        found.reflect(connection)
        tables = {
            name: [dict(row._mapping) for row in connection.execute(select(table))]
            for name, table in found.tables.items()
            if name != "alembic_version"
        }
        keys = [(name, column.name) for name in ("tenant", "exchange") for column in found.tables[name].primary_key]
        return Loot(tables, {str(row[column]) for name, column in keys for row in tables[name]})

    async with storage.read() as db:
        return await db.run_sync(read)


def leaks(loot: Loot, truth: Truth) -> list[str]:
    """Return everything that the attacker found out, in words; empty when it is nothing."""
    return [*written_out(loot, truth), *paths(loot, truth), *moments(loot, truth), *statistics(loot, truth)]


# What is there in plain or in a code that everybody reads ------------------------------------------------------------


def written_out(loot: Loot, truth: Truth) -> list[str]:
    """Return where something that names a person is inside a text, or beside what belongs to an exchange."""
    found = []
    named = {spelling: person for person, tokens in truth.tokens.items() for each in tokens for spelling in codes(each)}
    pattern = re.compile("|".join(re.escape(each) for each in sorted(named, key=len, reverse=True)))
    for table, rows in loot.tables.items():
        for row in rows:
            for column, value in row.items():
                for text in texts(value):
                    hit = pattern.search(text)
                    if hit is None:
                        continue
                    if hit[0] != text:
                        found.append(f"{table}.{column} has something of {named[hit[0]]} inside a text")
                    beside = [other for other in row if other == "exchange_id" or atoms(row[other]) & truth.secrets]
                    if beside:
                        found.append(f"{table}.{column} names {named[hit[0]]} beside {', '.join(beside)}")
    return found


def codes(token: str) -> set[str]:
    """Return the ways in which a token can be in a text: plain, base64, hexadecimal, a time as a number."""
    raw = token.encode()
    spellings = {token, raw.hex(), raw.hex().upper(), _number(token)}
    for start in range(3):  # base64 inside a longer text is shifted by one or two bytes
        code = base64.b64encode(b"\0" * start + raw).decode()
        whole = code[-(-start * 8 // 6) : (start + len(raw)) * 8 // 6]  # the digits that hold nothing else
        spellings |= {whole, whole.replace("+", "-").replace("/", "_")}
    return {each for each in spellings if len(each) >= RICH}


def _number(token: str) -> str:
    """Return a message's time as whole microseconds."""
    return token.replace(".", "") if re.fullmatch(r"\d{9,11}\.\d{6}", token) else token


def texts(value: Any) -> Iterator[str]:
    """Yield all that a cell says, as text: also what base64 in it says."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, bytes | memoryview):
        raw = bytes(value)
        yield raw.hex()
        yield raw.decode("latin-1")
    elif isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        seconds, micros = int(moment.timestamp()), moment.microsecond
        yield f"{seconds}{micros:06d}"
    elif isinstance(value, dict | list):
        yield json.dumps(value, ensure_ascii=False)
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)
    else:
        yield str(value)
        if isinstance(value, str) and len(value) >= RICH:
            try:
                yield base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError, ValueError):
                return


def atoms(value: Any) -> set[str]:
    """Return what a cell can be joined by when equal values are no coincidence."""
    return {each for each in texts(value) if (len(each) >= _DIGITS if each.isdigit() else len(each) >= RICH)}


_DIGITS = len(str(_RICH_NUMBER))


# Chains of joins on values that are no coincidence, of any length ----------------------------------------------------


def paths(loot: Loot, truth: Truth) -> list[str]:
    """Return the chains of equal values that lead from a person to a comment, an author or a rater.

    A value that a third of a table's rows share, as a zone or a group, distinguishes nobody: no chain goes over it.
    """
    rows = [(table, row) for table, all_rows in loot.tables.items() for row in all_rows]
    atoms_by_row = [set().union(*(atoms(value) for value in row.values())) for _, row in rows]
    common = set(loot.places)
    for table, all_rows in loot.tables.items():
        shared = Counter(
            atom for (name, _), mine in zip(rows, atoms_by_row, strict=True) if name == table for atom in mine
        )
        if len(all_rows) >= _MANY:
            common |= {atom for atom, count in shared.items() if count >= len(all_rows) / 3}
    holding: dict[str, list[int]] = {}
    atoms_by_row = [mine - common for mine in atoms_by_row]
    for place, mine in enumerate(atoms_by_row):
        for atom in mine:
            holding.setdefault(atom, []).append(place)
    found = []
    for person, tokens in truth.tokens.items():
        start = {_number(each) for each in tokens} | tokens
        way = _walk(start, holding, atoms_by_row, truth.secrets)
        if way:
            found.append(f"{person}: " + " > ".join(rows[place][0] for place in way))
    return found


def _walk(
    start: Iterable[str], holding: Mapping[str, list[int]], atoms_by_row: list[set[str]], goal: Collection[str]
) -> list[int]:
    """Return the rows of the shortest chain from a value to one of the goal, [] when there is none."""
    seen_atoms = set(start)
    came_from: dict[int, int | None] = {}
    waiting: deque[int] = deque()

    def visit(atom: str, source: int | None) -> None:
        for place in holding.get(atom, ()):
            if place not in came_from:
                came_from[place] = source
                waiting.append(place)

    for atom in list(seen_atoms):
        visit(atom, None)
    while waiting:
        place = waiting.popleft()
        if atoms_by_row[place] & set(goal):
            way: list[int] = []
            step: int | None = place
            while step is not None:
                way.insert(0, step)
                step = came_from[step]
            return way
        for atom in atoms_by_row[place] - seen_atoms:
            seen_atoms.add(atom)
            visit(atom, place)
    return []


# Times that are almost equal ------------------------------------------------------------------------------------------


def moments(loot: Loot, truth: Truth) -> list[str]:
    """Return the columns whose times reveal, within a second, when the person behind a row wrote a message."""
    found: dict[str, set[str]] = {}
    behind = {
        act[2]: person for kept in (truth.comments, truth.ratings) for person, acts in kept.items() for act in acts
    }
    sent_at = {
        person: sorted(float(ts) for ts in tokens if _TS.fullmatch(ts)) for person, tokens in truth.tokens.items()
    }
    for table, rows in loot.tables.items():
        for row in rows:
            person = next(
                (behind[value] for value in row.values() if isinstance(value, bytes) and value in behind), None
            )
            for column, value in row.items():
                second = _second(value)
                if person and second % 60 and any(abs(each - second) < 1 for each in sent_at[person]):
                    found.setdefault(f"{table}.{column}", set()).add(person)
    most = len(behind) and len(set(behind.values())) / 2
    return [f"{column} tells when people wrote" for column, people in found.items() if len(people) >= most]


_TS = re.compile(r"\d{9,11}\.\d{6}")


def _second(value: Any) -> float:
    """Return a cell as seconds since 1970, 0 when it is no time of these days."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    if isinstance(value, int | float):
        for unit in (1, 1_000, 1_000_000):
            if 1e9 <= value / unit < 1e10:
                return value / unit
    return 0.0


# Joins on any values, small numbers and flags too, held against the truth --------------------------------------------


def statistics(loot: Loot, truth: Truth) -> list[str]:
    """Return the joins, over one table in between or none, that separate people's comments or ratings.

    A join separates them when it leaves everybody what is theirs, and on the average no more than a third of all.
    """
    people = sorted(person for person in truth.tokens if truth.comments.get(person))
    found = []
    for table, start in _rows_of(loot, truth, people).items():
        for goal, who, mine in (("comment", "author_seal", truth.comments), ("rating", "rater_seal", truth.ratings)):
            ends = [(row["exchange_id"], row["comment_id"], row[who]) for row in loot.tables[goal]]
            wanted = np.array([[end in mine[person] for end in ends] for person in people])
            for way, reached in _joins(loot, start, goal):
                if reached[wanted].all() and reached.mean() <= 1 / 3:
                    found.append(f"{table} > {way}")
    return found


def _rows_of(loot: Loot, truth: Truth, people: list[str]) -> dict[str, list[Row]]:
    """Return, for each table that has one row a person, those rows in the order of the people."""
    found = {}
    for table, rows in loot.tables.items():
        own = []
        for person in people:
            theirs = [row for row in rows if truth.tokens[person] & {str(value) for value in row.values()}]
            own += theirs[:1]
        if own and len(own) == len(people):
            found[table] = own
    return found


def _joins(loot: Loot, start: list[Row], goal: str) -> Iterator[tuple[str, Any]]:
    """Yield each way from the people's rows to the goal's: people by rows, whether the joins lead there."""
    ends = _columns(loot.tables[goal])
    for name, column in _columns(start).items():
        for other, end in ends.items():
            yield f"{name} = {goal}.{other}", _equal(column, end)
        for table, rows in loot.tables.items():
            inner = _columns(rows)
            for here, values in inner.items():
                first = _equal(column, values)
                if first.mean() > 1 / 2 or not first.any(axis=1).all():
                    continue  # everybody's, or not for everybody: such a join reveals nothing further on
                for there, onward in inner.items():
                    if there == here:
                        continue
                    for other, end in ends.items():
                        way = f"{name} = {table}.{here}, {table}.{there} = {goal}.{other}"
                        yield way, (first.astype(np.int32) @ _equal(onward, end).astype(np.int32)) > 0


def _columns(rows: list[Row]) -> dict[str, list[str | None]]:
    names = rows[0] if rows else ()
    return {name: [None if row[name] is None else str(row[name]) for row in rows] for name in names}


def _equal(left: list[str | None], right: list[str | None]) -> Any:
    """Return a matrix: which of the left are equal to which of the right; nothing equals NULL."""
    values = {value: number for number, value in enumerate({*left, *right} - {None})}
    a = np.array([values.get(value, -1) for value in left])
    b = np.array([values.get(value, -2) for value in right])
    return a[:, None] == b[None, :]
