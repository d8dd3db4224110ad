"""Noise on the sums that are published: the same people give the same noise, so asking again gives nothing.

Who knows all but one of the people behind a small figure reads the last one off it. Noise on the sum of stars hides
that one. Its seed follows from the set of people under a key (the cell key method of the Office for National
Statistics, 2021): the figure of the same people is the same everywhere and at all times, and no average of many
answers comes nearer to the truth.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.limits import CUT, DEVIATION

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Noise:
    """The noise of an exchange. key: secret; empty for none. deviation: stars.

    marks: people x 2, what each person adds to a seed, known to the key alone. names: what each comment is called for
    ever.
    """

    key: bytes
    deviation: float
    marks: Marks
    names: Sequence[int]

    def of_sums(self, cells: Ints, people: Ints, comment_of: Ints, *, purpose: bytes = b"sum") -> Floats:
        """Return the noise on the sum of each cell, in stars; 0 without people.

        cells: of each rating; people: who gave it, once in each cell. comment_of: the comment of each cell. purpose: of
        two figures of the same people that are no sums of the same stars, each has its own noise.
        """
        noise = np.zeros(len(comment_of))
        if not self.key or not len(cells):
            return noise
        order = np.argsort(cells, kind="stable")
        which, starts = np.unique(cells[order], return_index=True)
        sums = np.add.reduceat(self.marks[people[order]], starts, axis=0)  # modulo 2**64 each
        uniform = [
            self._uniform(purpose, self.names[comment], mark)
            for comment, mark in zip(comment_of[which].tolist(), sums, strict=True)
        ]
        noise[which] = self.deviation * _normal(np.array(uniform))
        return noise

    def _uniform(self, purpose: bytes, name: int, mark: Marks) -> float:
        digest = hmac.digest(self.key, purpose + b" " + name.to_bytes(8, "big") + mark.tobytes(), hashlib.sha256)
        return (int.from_bytes(digest[:7], "big") + 0.5) / 2**56


def make_noise(key: bytes, people: Sequence[str], names: Sequence[int], *, deviation: float = DEVIATION) -> Noise:
    """Return the noise of an exchange. people: what each person is called for ever. key: empty for no noise."""
    marks = np.zeros((len(people), 2), dtype=np.uint64)
    if key:
        digests = (hmac.digest(key, b"person " + each.encode(), hashlib.sha256)[:16] for each in people)
        marks = np.frombuffer(b"".join(digests), dtype="<u8").reshape(-1, 2)
    return Noise(key, deviation if key else 0.0, marks, names)


def _normal(uniform: Floats) -> Floats:
    """Return standard normal values cut at CUT, from uniform ones."""
    from scipy.special import ndtr, ndtri

    low = ndtr(-CUT)
    return np.asarray(ndtri(low + uniform * (1 - 2 * low)))
