"""Coverage: from which cosine on two comments say the same, and what quotes cover (benchmarks/coverage.md).

`python -m benchmarks.coverage threshold FOLDER` reads sets with human labels, a column `text` and one `label`;
`python -m benchmarks.coverage digest FILE.csv` reads comments alone.
"""

import csv
import sys
from pathlib import Path
from random import Random

import numpy as np

from bot.core.coverage import THRESHOLD, choose_covering, covered, sample_coverage
from bot.core.themes import CommentId, follow
from bot.core.themes.features import unit
from bot.worker.encoder import understand
from bot.worker.languages import detect

MAX_ROWS = 600
QUOTES, THEMES = 2, 8
GRID = np.arange(0.1, 0.8, 0.02)


def vectors(texts: list[str]) -> np.ndarray:
    """Return the vectors of texts."""
    found = understand(texts, detect(texts))
    assert found is not None
    return unit(found.rows.astype(np.float32))


def read(path: Path) -> list[dict[str, str]]:
    """Return a random sample of the rows of a set."""
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    return Random(1).sample(rows, min(MAX_ROWS, len(rows)))


def curves(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return for each threshold the share of pairs of one theme, and of two themes, that are at least so near."""
    rows = [row for row in read(path) if row.get("label")]
    found = vectors([row["text"] for row in rows])
    labels = np.array([row["label"] for row in rows])
    upper = np.triu_indices(len(rows), 1)
    cosine, same = (found @ found.T)[upper], (labels[:, None] == labels[None])[upper]
    return tuple(np.array([(cosine[which] >= at).mean() for at in GRID]) for which in (same, ~same))  # type: ignore[return-value]


def threshold(folder: Path) -> None:
    """Choose the threshold on every other set, and look at the rest."""
    paths = [
        path
        for path in sorted(folder.glob("*.csv"))
        if "label" in path.open(encoding="utf-8").readline() and not path.stem.startswith("open_")
    ]
    halves = {"chosen on": paths[::2], "looked at": paths[1::2]}
    at = None
    for name, half in halves.items():
        found = [curves(path) for path in half]
        same, other = (np.mean([each[side] for each in found], axis=0) for side in (0, 1))
        at = int(np.argmax(same - other)) if at is None else at
        print(f"{name}: {len(half)} sets, threshold {GRID[at]:.2f}: same theme {same[at]:.3f}, others {other[at]:.3f}")
        for path, (mine, others) in zip(half, found, strict=True):
            print(f"  {path.stem:45s} {mine[at]:.3f} {others[at]:.3f}")


def digest(path: Path) -> None:
    """Compare quotes of each theme, chosen in several ways, with a random sample of as many comments."""
    with path.open(encoding="utf-8", newline="") as source:
        texts = [row.get("text") or row.get("comment-body") or "" for row in csv.DictReader(source)]
    found = vectors(texts)
    languages: dict[CommentId, str] = dict(enumerate(detect(texts)))
    state, _ = follow(list(enumerate(texts)), languages=languages, meaning=understand(texts, detect(texts)))
    members = [[int(member) for member, _ in theme.members] for theme in state.themes[:THEMES]]
    rng = Random(2)
    rated = {index for index in range(len(texts)) if rng.random() < 0.5}  # those with enough ratings
    pools = [[each for each in some if each in rated] or some for some in members]
    by_chance = [each for pool in pools for each in rng.sample(pool, min(QUOTES, len(pool)))]
    typical = [each for pool in pools for each in pool[:QUOTES]]
    within = [each for some, pool in zip(members, pools, strict=True) for each in _within(found, some, pool)]
    size = len(within)
    print(f"{path.stem}: {len(texts)} comments, {size} quotes of {len(members)} themes, threshold {THRESHOLD}")
    print(f"  random sample        {sample_coverage(found, size, 3):.3f}")
    for name, chosen in (("random of each theme", by_chance), ("typical of each", typical), ("greedy in each", within)):
        print(f"  {name:20s} {covered(found, chosen).mean():.3f}")
    print(f"  greedy over all      {covered(found, choose_covering(found, sorted(rated), size)).mean():.3f}")


def _within(found: np.ndarray, members: list[int], pool: list[int]) -> list[int]:
    place = {each: at for at, each in enumerate(members)}
    return [members[each] for each in choose_covering(found[members], [place[each] for each in pool], QUOTES)]


if __name__ == "__main__":
    {"threshold": threshold, "digest": digest}[sys.argv[1]](Path(sys.argv[2]))
