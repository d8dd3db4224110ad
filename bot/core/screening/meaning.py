"""Signs of danger by what a comment means: a linear classifier over the vectors of the sentence encoder.

It is beside the phrases of `danger.py` and finds what they cannot list. Its weights are data that `make danger`
computes (benchmarks/screening_meaning.py); how well it does is in benchmarks/screening.md.
"""

import base64
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

WEIGHTS = "danger_meaning.json"
WIDTH = 512  # numbers of a vector

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained classifier. numbers: WIDTH floats in base64, little-endian; limit: a score above it is a sign.

    inputs: a hash of each file that it was trained on, and of how, by which a test knows that it is current.
    """

    numbers: str
    constant: float
    limit: float
    inputs: dict[str, str]


@cache
def load_weights() -> Weights:
    """Return the shipped weights."""
    return Weights(**json.loads(files("bot.core.screening").joinpath(WEIGHTS).read_text(encoding="utf-8")))


def score_danger(rows: Any) -> Any:
    """Return a score of each vector, higher where danger is likelier. rows: texts x WIDTH."""
    import numpy as np

    weights = load_weights()
    numbers = np.frombuffer(base64.b64decode(weights.numbers), dtype="<f4")
    return to_unit_length(rows) @ numbers + weights.constant


def mean_danger(rows: Any) -> list[bool]:
    """Say of each vector whether it is a sign that somebody may be in danger. rows: texts x WIDTH."""
    return [bool(each) for each in score_danger(rows) > load_weights().limit]


def to_unit_length(rows: Any) -> Any:
    """Return vectors of length 1 in single precision; those without any direction stay zero."""
    import numpy as np

    rows = np.asarray(rows, dtype=np.float32)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _TINY)
