"""What an exchange keeps between two releases: who is counted where, and what was published of it; as compact bytes."""

import json
import struct
import zlib
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.core.release import Counted, nothing_counted

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_FORMAT = 1
_LENGTH = struct.Struct(">I")


class UnreadableStateError(Exception):
    """These bytes are no state that this version wrote."""


@dataclass(frozen=True, slots=True)
class Published:
    """The present figures, not yet rounded; nan where there are none.

    stars, low, high, order, spread, ratings: of each comment; order: what places it among the others. theme_*: of each
    theme; theme_width: half of the range of its stars. whole_*: of all comments. cells: comments, groups and means of
    what groups gave. noise, noise_deviation: error of the sum that a comment's figures were read with, in stars, and
    its standard deviation; never shown.
    """

    stars: Floats
    low: Floats
    high: Floats
    order: Floats
    spread: Floats
    ratings: Ints
    theme_stars: Floats
    theme_width: Floats
    theme_agreement: Floats
    theme_ratings: Ints
    cell_comments: Ints
    cell_groups: Ints
    cell_means: Floats
    noise: Floats
    noise_deviation: Floats
    whole_stars: float = np.nan
    whole_agreement: float = np.nan
    whole_ratings: int = 0

    def for_size(self, comment_count: int, theme_count: int) -> "Published":
        """Return it with room for all comments and themes that there are now."""
        by_comment = ("stars", "low", "high", "order", "spread", "ratings", "noise", "noise_deviation")
        by_theme = ("theme_stars", "theme_width", "theme_agreement", "theme_ratings")
        longer: dict[str, Any] = {name: _longer(getattr(self, name), comment_count) for name in by_comment}
        return replace(self, **longer, **{name: _longer(getattr(self, name), theme_count) for name in by_theme})


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """Both together."""

    counted: Counted
    published: Published

    def to_bytes(self) -> bytes:
        """Return it as bytes: about 4 for each counted pair."""
        facts: dict[str, Any] = {"format": _FORMAT}
        arrays: dict[str, Any] = {}
        for part in (self.counted, self.published):
            for name, value in ((each.name, getattr(part, each.name)) for each in fields(part)):
                if isinstance(value, np.ndarray):
                    arrays[name] = value
                else:
                    facts[name] = None if value != value else value  # noqa: PLR0124 - nan, which JSON has not
        width = max(len(self.counted.group_of), 1)
        if width * (int(self.counted.comments.max(initial=0)) + 1) < 2**62:
            # Ascending pairs are small steps, which need few bytes.
            steps = np.diff(self.counted.comments * width + self.counted.people, prepend=0)
            arrays |= {"comments": steps, "people": np.zeros(0, dtype=np.int64)}
            facts["width"] = width
        packed = {name: _pack(each) for name, each in arrays.items()}
        facts["arrays"] = {name: [code, length, len(data)] for name, (code, length, data) in packed.items()}
        head = json.dumps(facts).encode()
        body = b"".join(data for _, _, data in packed.values())
        return zlib.compress(_LENGTH.pack(len(head)) + head + body, 6)

    @classmethod
    def from_bytes(cls, kept: bytes) -> "ReleaseState":
        """Return the state that `to_bytes` wrote; an empty one from no bytes. Raises UnreadableStateError."""
        if not kept:
            return empty_state()
        try:
            raw = zlib.decompress(kept)
            (length,) = _LENGTH.unpack_from(raw)
            facts = json.loads(raw[_LENGTH.size : _LENGTH.size + length])
            if facts.pop("format") != _FORMAT:
                raise UnreadableStateError
            return cls._read(facts, memoryview(raw)[_LENGTH.size + length :])
        except (zlib.error, struct.error, KeyError, TypeError, ValueError) as error:
            raise UnreadableStateError from error

    @classmethod
    def _read(cls, facts: dict[str, Any], body: memoryview) -> "ReleaseState":
        at, values = 0, dict(facts)
        for name, (code, length, size) in values.pop("arrays").items():
            values[name] = _unpack(code, length, body[at : at + size])
            at += size
        if width := values.pop("width", None):
            keys = np.cumsum(values["comments"])
            values |= {"comments": keys // width, "people": keys % width}
        values = {name: np.nan if value is None else value for name, value in values.items()}
        values.setdefault("has_closed", False)  # states from before the first close had none
        for name in ("noise", "noise_deviation"):  # nor had those that kept no noise
            values.setdefault(name, np.full(len(values["stars"]), np.nan))
        counted = {each.name: values[each.name] for each in fields(Counted)}
        return cls(Counted(**counted), Published(**{each.name: values[each.name] for each in fields(Published)}))


def empty_state() -> ReleaseState:
    """Return the state before the first release."""
    none, counts = np.zeros(0), np.zeros(0, dtype=np.int64)
    published = Published(
        none, none, none, none, none, counts, none, none, none, counts, counts, counts, none, none, none
    )
    return ReleaseState(nothing_counted(), published)


def _longer(values: Any, length: int) -> Any:
    fill = 0 if values.dtype.kind == "i" else np.nan
    return np.concatenate([values, np.full(max(length - len(values), 0), fill, dtype=values.dtype)])


def _pack(values: Any) -> tuple[str, int, bytes]:
    """Return type, length and bytes of the narrowest type: the first bytes of all values, then all second ones."""
    if values.dtype.kind == "f":
        kept = values.astype("<f4")
    else:
        extent = (int(values.min(initial=0)), int(values.max(initial=0)))
        fitting = ("<i1", "<i2", "<i4", "<i8")
        kept = values.astype(next(c for c in fitting if np.iinfo(c).min <= extent[0] and extent[1] <= np.iinfo(c).max))
    planes = np.frombuffer(kept.tobytes(), dtype=np.uint8).reshape(-1, kept.dtype.itemsize).T
    return kept.dtype.str, len(kept), planes.tobytes()


def _unpack(code: str, length: int, data: memoryview) -> Any:
    kept = np.dtype(code)
    raw = np.frombuffer(data, dtype=np.uint8).reshape(kept.itemsize, length).T.tobytes()
    values = np.frombuffer(raw, dtype=kept)
    if kept.kind == "f":
        return values.astype(np.float64)
    return values.astype(np.int64)
