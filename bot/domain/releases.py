"""Releases as they are stored: ids of people, comments and themes become the numbers from 0 that the core counts with.

The record of whom figures count lies in one value, sealed under the exchange's key. Numbers keep their meaning from one
release to the next: who is new gets the next one. A person is the number that their seals carry; of somebody who is no
participant any more it is replaced, so that nothing says whose stars they were.
"""

import base64
import json
import secrets
import struct
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self, TypeVar

from bot.core.findings_data import Given
from bot.core.limits import DEVIATION, STRICT_DEVIATION
from bot.core.release_times import Due
from bot.keys import ExchangeKey
from storage.exchanges import Exchange
from storage.scores import LiveRating

if TYPE_CHECKING:
    from bot.core.release_noise import Noise

PURPOSE = "releases"
"""What the record is sealed for."""

_NOISE = "noise"
_STEP = 4096  # bytes
_LENGTH = struct.Struct(">I")

Id = TypeVar("Id")


@dataclass(frozen=True, slots=True)
class Record:
    """Whom figures count. people, comments, themes: by their numbers. state: of bot/core/release_state.py.

    answered: by short question, the people whose answers are counted.
    """

    people: tuple[int | str, ...] = ()
    comments: tuple[int, ...] = ()
    themes: tuple[int, ...] = ()
    state: bytes = b""
    answered: tuple[tuple[int, ...], ...] = ()

    def seal(self, exchange: Exchange, key: ExchangeKey) -> bytes:
        """Return it sealed to its exchange, in a size that says little."""
        ids = json.dumps([self.people, self.comments, self.themes, self.answered], separators=(",", ":")).encode()
        head = zlib.compress(ids, 6)
        plain = _LENGTH.pack(len(head)) + head + self.state
        return key.cipher(PURPOSE).seal(plain, _about(exchange), step=_STEP)

    @classmethod
    def open(cls, exchange: Exchange, key: ExchangeKey, sealed: bytes | None) -> Self:
        """Return what was sealed; an empty record before the first. Raises WrongSealError."""
        if sealed is None:
            return cls()
        raw = key.cipher(PURPOSE).open(sealed, _about(exchange))
        (length,) = _LENGTH.unpack_from(raw)
        head, state = raw[_LENGTH.size : _LENGTH.size + length], raw[_LENGTH.size + length :]
        people, comments, themes, *rest = json.loads(zlib.decompress(head))
        answered = tuple(map(tuple, rest[0])) if rest else ()
        return cls(tuple(people), tuple(comments), tuple(themes), state, answered)

    def with_state(self, state: str) -> Self:
        """Return it with the state that a release left. state: in base64."""
        return replace(self, state=base64.b64decode(state))


@dataclass(frozen=True, slots=True)
class Ratings:
    """The ratings of now. groups: of every participant, by person, "" for none. placed: the theme of each comment.

    Rows of a person below zero are of somebody who was forgotten: they count no longer.
    """

    rows: Sequence[LiveRating]
    groups: Mapping[int, str]
    placed: Mapping[int, int]


def prepare(exchange: Exchange, key: ExchangeKey, record: Record, ratings: Ratings, due: Due) -> tuple[Record, Given]:
    """Return the record with everybody and everything that is there now, and what the core is given."""
    rows = [row for row in ratings.rows if row.person >= 0]
    there: set[int | str] = {row.person for row in rows}
    present = there | ratings.groups.keys()
    kept = (person if person in present else _nobody() for person in record.people)
    people = _with_new(kept, sorted(there))
    comments = _with_new(record.comments, sorted({row.comment_id for row in rows}))
    themes = _with_new(record.themes, sorted(set(ratings.placed.values())))
    who, at, theme_at = ({each: number for number, each in enumerate(some)} for some in (people, comments, themes))
    names = {name: index for index, name in enumerate(exchange.groups)}
    given = Given(
        comments=array("q", [at[row.comment_id] for row in rows]),
        raters=array("q", [who[row.person] for row in rows]),
        stars=array("q", [row.stars for row in rows]),
        near=array("q", [row.is_near for row in rows]),
        group=[names.get(ratings.groups.get(person, ""), -1) if isinstance(person, int) else -1 for person in people],
        comment_count=len(comments),
        group_count=len(names),
        min_group_size=exchange.min_group_size,
        theme=[theme_at.get(ratings.placed.get(comment_id, 0), -1) for comment_id in comments],
        theme_count=len(themes),
        excludes_coordinated=exchange.excludes_coordinated,
        before=base64.b64encode(record.state).decode("ascii"),
        day=due.day,
        has_groups=due.has_groups,
        is_close=due.is_close,
        is_for_new_themes=due.is_for_new_themes,
        noise_key=_noise_key(key).hex(),
        noise_deviation=_deviation(exchange),
        people=[str(person) for person in people],
        names=comments,
    )
    answered = tuple(tuple(each for each in some if each in present) for some in record.answered)
    return Record(people, comments, themes, record.state, answered), given


def noise_of(exchange: Exchange, key: ExchangeKey, record: Record) -> "Noise":
    """Return the noise of an exchange's figures, for those whom a record counts. Loads numpy."""
    from bot.core.release_noise import make_noise

    people = [str(person) for person in record.people]
    return make_noise(_noise_key(key), people, record.comments, deviation=_deviation(exchange))


def _noise_key(key: ExchangeKey) -> bytes:
    return key.cipher(_NOISE).mark("key")


def _deviation(exchange: Exchange) -> float:
    return STRICT_DEVIATION if exchange.has_strict_protection else DEVIATION


def _with_new(known: Iterable[Id], now: Iterable[Id]) -> tuple[Id, ...]:
    """Return what is known, in its order, and what is not behind it."""
    return tuple(dict.fromkeys([*known, *now]))


def _about(exchange: Exchange) -> bytes:
    return f"{exchange.tenant_id} {exchange.exchange_id}".encode()


def _nobody() -> str:
    """Return what is in the place of somebody who was forgotten."""
    return f"nobody {secrets.token_hex(16)}"
