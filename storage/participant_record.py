"""The record of a person inside an exchange, as it is sealed into their block: fixed fields, texts, lists of numbers.

How a list is written: storage/number_lists.py. Nothing is filled up here: that is done for the whole block
(storage/people_blocks.py).
"""

import secrets
import struct
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, Protocol

from storage.copies import copy_with
from storage.number_lists import decode_number, decode_numbers, encode_numbers

RECORD_VERSION = 4
MAX_FIRST_THEMES = 3  # that somebody can choose to rate first
MAX_QUESTIONS = 3  # short ones, that an exchange asks before the first comment or star
PERSON_BITS = 48

# version, flags, person, open comment and its version, last comment, card serial, skips, danger hides, card times
_FIXED = struct.Struct(">BHQQIQIIIQQQ")
# themes to rate first, whether the short questions were asked, the answer to each; 0 where there is none
_CHOICES = struct.Struct(f">{MAX_FIRST_THEMES}IB{MAX_QUESTIONS}B")
_WITHOUT_CHOICES = 3  # the version before these
_LONGEST_ID, _LONGEST_GROUP = 30, 318  # bytes of a text, its length before it
_LENGTH = struct.Struct(">H")
_LONG = struct.Struct(">I")
_FLAGS = (
    *("group_asked", "took_part", "thread_offered", "was_invited", "is_forgetting"),
    *("was_reminded", "was_reminded_twice", "is_reminding"),
)
_HAS_GROUP, _HAS_CARD, _IS_STOPPED, _IS_INVITING = (1 << (len(_FLAGS) + place) for place in range(4))
_FLAG_BITS = [1 << place for place in range(len(_FLAGS))]
_ALL_FLAGS = sum(_FLAG_BITS)
_NO_CHOICES = bytes(_CHOICES.size)


class RecordVersionError(Exception):
    """A record was written by a newer build of Starling; the message says what to do."""


class Placed(Protocol):
    """A comment, as far as a record knows comments."""

    @property
    def number(self) -> int:
        """What people call it."""
        ...

    @property
    def position(self) -> int:
        """Its place in records."""
        ...


@dataclass(frozen=True, slots=True)
class CardTime:
    """The time of a rating card. Times are microseconds since 1970.

    at: of the act that brought it. seen_from: words typed before were not about it.
    typed_at: of the message by which the last comment was rated or skipped; 0 when it was no message.
    is_stopped: the person stopped, so no card waits for a typed word.
    """

    at: int
    seen_from: int
    typed_at: int = 0
    is_stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person inside one exchange: all that is kept of them there, in their block, sealed.

    person: a random number of 48 bits that their seals carry.
    revision: of the block that this was read from, b"" of none.
    """

    person: int = field(default_factory=lambda: secrets.randbits(PERSON_BITS))
    slack_user_id: str = ""
    group_name: str | None = None
    group_asked: bool = False
    took_part: bool = False  # shared or rated, not only looked
    thread_offered: bool = False  # the offer to share a thread reply was made
    was_invited: bool = False
    is_inviting: bool = False  # their invitation is on its way; after a crash it is looked for in Slack
    was_reminded: bool = False
    was_reminded_twice: bool = False
    is_reminding: bool = False  # a reminder is on its way; after a crash it is looked for in Slack
    is_forgetting: bool = False  # they asked to be forgotten: nothing is added, and what is left is deleted
    skips: int = 0
    danger_hides: int = 0  # comments hidden by their reports of danger
    card_serial: int = 0  # which card message is the present one
    open_comment_id: int | None = None  # on that card
    open_version: int | None = None  # of its words, as the card shows them
    card_time: CardTime | None = None
    last_comment_id: int | None = None  # what undo takes back
    near: frozenset[int] = frozenset()  # positions of comments rated beside their own words, so chosen by nobody
    own: frozenset[int] = frozenset()  # numbers of the comments they wrote
    reported: frozenset[int] = frozenset()  # ids of comments
    undone: frozenset[int] = frozenset()  # positions of what they took back: it may be shown again
    skipped: frozenset[int] = frozenset()  # positions
    rated: frozenset[int] = frozenset()  # positions
    first_themes: tuple[int, ...] = ()  # numbers of the themes that they chose to rate first
    questions_asked: bool = False  # the short questions were before them: they answered or passed on
    answers: tuple[int, ...] = ()  # to the short questions, each a place from 1; 0 for none
    letters: bytes = b""  # which messages they have of their comments: storage/letters.py
    rating_count: int | None = None  # where `rated` was not read
    revision: bytes = b""

    @property
    def ratings(self) -> int:
        """Number of their ratings."""
        return len(self.rated) if self.rating_count is None else self.rating_count

    def wrote(self, comment: Placed) -> bool:
        """Say whether a comment is theirs, whichever of its versions."""
        return comment.number in self.own

    def has_seen(self, comment: Placed) -> bool:
        """Say whether they rated or skipped these words, and did not take it back."""
        return comment.position in self.rated or comment.position in self.skipped

    def has_acted_on(self, comment: Placed) -> bool:
        """Say whether they ever rated or skipped these words."""
        return self.has_seen(comment) or comment.position in self.undone

    def rated_sets(self, comment: Placed, *, is_near: bool = False) -> dict[str, object]:
        """Return what a rating changes in the record."""
        this = {comment.position}
        return {
            "took_part": True,
            "rated": self.rated | this,
            "skipped": self.skipped - this,
            "undone": self.undone - this,
            "near": self.near | this if is_near else self.near - this,
        }

    def skipped_sets(self, comment: Placed) -> dict[str, object]:
        """Return what a skip changes in the record."""
        this = {comment.position}
        return {"skipped": self.skipped | this, "undone": self.undone - this}

    def undone_sets(self, comment: Placed) -> dict[str, object]:
        """Return what taking back a rating or skip changes in the record."""
        this = {comment.position}
        return {
            "rated": self.rated - this,
            "skipped": self.skipped - this,
            "near": self.near - this,
            "undone": self.undone | this,
        }


_SETS = ("near", "own", "reported", "undone", "skipped", "rated")
_READ_SETS, _READ_FLAGS = attrgetter(*_SETS), attrgetter(*_FLAGS)
_NOBODY = Participant(person=0)


def encode(person: Participant) -> bytes:
    """Return the bytes of a record."""
    flags = 0
    for is_set, bit in zip(_READ_FLAGS(person), _FLAG_BITS, strict=True):
        if is_set:
            flags |= bit
    group = (person.group_name or "").encode()
    card = person.card_time or CardTime(0, 0)
    flags |= _HAS_GROUP * (person.group_name is not None) | _HAS_CARD * (person.card_time is not None)
    flags |= _IS_STOPPED * card.is_stopped | _IS_INVITING * person.is_inviting
    fixed = _FIXED.pack(
        RECORD_VERSION,
        flags,
        person.person,
        person.open_comment_id or 0,
        person.open_version or 0,
        person.last_comment_id or 0,
        person.card_serial,
        person.skips,
        person.danger_hides,
        card.at,
        card.seen_from,
        card.typed_at,
    )
    texts = _text(person.slack_user_id.encode(), _LONGEST_ID) + _text(group, _LONGEST_GROUP)
    texts += _LONG.pack(len(person.letters)) + person.letters
    return b"".join([fixed, _encode_choices(person), texts, *map(encode_numbers, _READ_SETS(person))])


def _encode_choices(person: Participant) -> bytes:
    if not (person.first_themes or person.questions_asked or person.answers):
        return _NO_CHOICES
    themes = (*person.first_themes, *[0] * MAX_FIRST_THEMES)[:MAX_FIRST_THEMES]
    answers = (*person.answers, *[0] * MAX_QUESTIONS)[:MAX_QUESTIONS]
    return _CHOICES.pack(*themes, person.questions_asked, *answers)


def decode(raw: bytes, *, revision: bytes = b"", has_rated: bool = True) -> Participant:
    """Return the record of these bytes.

    has_rated: False leaves out which comments were rated, the longest list; their number is read.
    Raises RecordVersionError for a record of a newer build.
    """
    if raw[0] not in {_WITHOUT_CHOICES, RECORD_VERSION}:
        raise RecordVersionError("a participant's record was written by a newer build of Starling: start that one")
    _, flags, person, open_id, open_version, last_id, serial, skips, hides, at, seen_from, typed_at = (
        _FIXED.unpack_from(raw)
    )
    changes, place = _read_choices(raw, _FIXED.size)
    slack_user_id, place = _read_text(raw, place)
    group, place = _read_text(raw, place)
    (length,) = _LONG.unpack_from(raw, place)
    place += _LONG.size
    letters = raw[place : place + length]
    place += length
    count = 0
    for name in _SETS:
        if raw[place] == 0:  # most lists have nothing
            count, place = 0, place + 1
            continue
        count, place = decode_number(raw, place)
        count, is_short = count >> 1, bool(count & 1)
        if count and (has_rated or name != "rated"):
            changes[name], place = decode_numbers(raw, place, count, is_short=is_short)
    if flags & _HAS_CARD:
        changes["card_time"] = CardTime(at, seen_from, typed_at, bool(flags & _IS_STOPPED))
    return copy_with(
        _NOBODY,
        {
            **_flags_of(flags & _ALL_FLAGS),
            **changes,
            "person": person,
            "slack_user_id": slack_user_id,
            "group_name": group if flags & _HAS_GROUP else None,
            "skips": skips,
            "danger_hides": hides,
            "card_serial": serial,
            "open_comment_id": open_id or None,
            "open_version": open_version or None,
            "last_comment_id": last_id or None,
            "letters": letters,
            "rating_count": None if has_rated else count,
            "is_inviting": bool(flags & _IS_INVITING),
            "revision": revision,
        },
    )


@cache
def _flags_of(flags: int) -> dict[str, bool]:
    """Return the flags of a record by name; it is not changed."""
    return {name: flags & bit != 0 for name, bit in zip(_FLAGS, _FLAG_BITS, strict=True)}


def _read_choices(raw: bytes, place: int) -> tuple[dict[str, Any], int]:
    """Return (what somebody chose, by its fields; place behind it). A record of before has nothing of it."""
    if raw[0] == _WITHOUT_CHOICES:
        return {}, place
    end = place + _CHOICES.size
    if raw[place:end] == _NO_CHOICES:
        return {}, end
    *themes, was_asked, one, two, three = _CHOICES.unpack_from(raw, place)
    answers = (one, two, three) if one or two or three else ()
    chosen = tuple(each for each in themes if each)
    return {"first_themes": chosen, "questions_asked": bool(was_asked), "answers": answers}, end


def _text(text: bytes, longest: int) -> bytes:
    if len(text) > longest:
        msg = f"{len(text)} bytes do not fit into {longest}"
        raise ValueError(msg)
    return _LENGTH.pack(len(text)) + text


def _read_text(raw: bytes, place: int) -> tuple[str, int]:
    """Return (text, place behind it)."""
    (length,) = _LENGTH.unpack_from(raw, place)
    start = place + _LENGTH.size
    return raw[start : start + length].decode(), start + length
