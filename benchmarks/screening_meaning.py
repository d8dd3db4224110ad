"""How many signs of danger a sentence encoder finds that the rules miss: tried, and not part of the product yet.

    python benchmarks/screening_meaning.py FILE.csv …

Trains a logistic regression on the vectors of the labelled comments but `unseen` (tests/core/flag_comments) and of
every second comment of FILE.csv (column `text`; taken as harmless), and prints the share of `unseen` that it finds,
with the rules and without, where it holds 1 and 2 % of the other real comments.
"""

import csv
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.core.screening import find_danger  # noqa: E402
from bot.worker import encoder  # noqa: E402

RIDGE, WEIGHT, STEPS = 1.0, 2.0, 25  # of the regression; of a sign of danger against a harmless comment
UNSEEN = "unseen"


def main(files: list[str]) -> None:
    """Train, and print a line for each share of real comments that is held."""
    rows = []
    for path in sorted((ROOT / "tests/core/flag_comments").glob("*.tsv")):
        rows += [(path.stem, *line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]
    real = []
    for name in files:
        with Path(name).open(encoding="utf-8", newline="") as lines:
            real += [row["text"] for row in csv.DictReader(lines)]
    vectors, others = _encode([text for *_, text in rows]), _encode(real)
    is_danger = np.array([label == "danger" for _, label, _, _ in rows])
    is_test = np.array([name == UNSEEN for name, *_ in rows])
    language = np.array([each for _, _, each, _ in rows])
    by_rule = np.array([bool(find_danger(text)) for *_, text in rows])
    half = np.arange(len(real)) % 2 == 0
    weights = _fit(
        np.vstack([vectors[~is_test], others[half]]), np.r_[is_danger[~is_test], np.zeros(half.sum(), dtype=bool)]
    )
    for share in (0.01, 0.02):
        limit = np.quantile(others[~half] @ weights[:-1] + weights[-1], 1 - share)
        found = vectors @ weights[:-1] + weights[-1] > limit
        print(f"where {share:.0%} of the other real comments are held, of {UNSEEN}:")
        for each in ("en", "es"):
            wanted = is_test & is_danger & (language == each)
            alone, together = found[wanted].mean(), (found | by_rule)[wanted].mean()
            print(f"  {each}: by meaning {alone:.2f}, with the rules {together:.2f}")
        print(f"  harmless and other labels held: {(found | by_rule)[is_test & ~is_danger].mean():.2f}")


def _encode(texts: list[str]) -> Any:
    rows = np.asarray(encoder.encode([encoder.readable(text) for text in texts]), dtype=np.float32)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _fit(rows: Any, labels: Any) -> Any:
    """Return the weights of a logistic regression with a ridge, by Newton's method; the last one is the constant."""
    wide = np.hstack([rows, np.ones((len(rows), 1))])
    weights, weight_of = np.zeros(wide.shape[1]), np.where(labels, WEIGHT, 1.0)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-wide @ weights))
        slope = wide.T @ (weight_of * (chance - labels)) + RIDGE * np.r_[weights[:-1], 0]
        bend = (wide * (weight_of * chance * (1 - chance))[:, None]).T @ wide + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    main(sys.argv[1:])
