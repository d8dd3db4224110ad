"""What a look costs where vectors and languages are kept: `python benchmarks/themes_kept.py FILE.csv …`.

The comments of all files with a column `text`, and as many more as are wanted, each of halves of two of them. With
`--drawn`, vectors are drawn at random for each word instead of encoded: the second look costs the same.
"""

import argparse
import csv
import resource
import time
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from bot.core.themes import CommentId, follow
from bot.worker import encoder
from bot.worker.languages import detect

WORDS = 12


class DrawnVectors:
    """In the place of the encoder: the sum of vectors drawn at random for a text's first words."""

    def encode(self, texts: list[str]) -> Any:
        """Return texts x WIDTH."""
        rows = np.stack([sum((_drawn(word) for word in text.lower().split()[:WORDS]), _drawn("")) for text in texts])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@cache
def _drawn(word: str) -> Any:
    return np.random.default_rng(list(word.encode())).normal(size=encoder.WIDTH).astype(np.float32)


def main() -> None:
    """Print the CPU seconds of the first look and of the second, and the largest memory after each."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--comments", type=int, default=10_000)
    arguments.add_argument("--drawn", action="store_true")
    arguments.add_argument("files", nargs="+", type=Path)
    chosen = arguments.parse_args()
    if chosen.drawn:
        vars(encoder)["_encoder"] = DrawnVectors
    comments: list[tuple[CommentId, str]] = list(enumerate(written(chosen.files, chosen.comments)))
    texts = [text for _, text in comments]
    for look in ("first", "second"):
        before = time.process_time()
        spoken = detect(texts)
        follow(comments, languages=dict(enumerate(spoken)), meaning=encoder.understand(texts, spoken))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{look} look: {time.process_time() - before:.1f} CPU s, {memory} MiB", flush=True)


def written(files: list[Path], number: int) -> list[str]:
    """Return a number of comments, the same each time."""
    pool: set[str] = set()
    for path in files:
        with path.open(encoding="utf-8", newline="") as source:
            pool.update(row["text"] for row in csv.DictReader(source))
    rng, found = Random(11), sorted(pool)
    rng.shuffle(found)
    texts = found[:number]
    while len(texts) < number:
        one, other = rng.choice(found).split(), rng.choice(found).split()
        texts.append(" ".join(one[: len(one) // 2 + 1] + other[len(other) // 2 :]))
    return texts


if __name__ == "__main__":
    main()
