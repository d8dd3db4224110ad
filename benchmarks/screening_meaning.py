"""Train the classifier of signs of danger by meaning, and print how well it does.

    python benchmarks/screening_meaning.py FOLDER [--write]

FOLDER: of recorded data, with its folder `themes` of files with a column `text`. Every second comment of its
conversations, hospital replies and arguments is taken as harmless, beside the labelled comments
(tests/core/flag_comments without `unseen`, tests/core/lookalikes/known.tsv). The limit is the score above which SHARE
of the other real comments are, those of arguments left out: they were written for a topic. RIDGE and SHARE were chosen
on what is trained on alone, by leaving one fifth of it out at a time. Printed are the shares of
`unseen` that are found, with the rules and without, and what is wrongly held. --write: ship these weights.
"""

import base64
import csv
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.core.screening import find_danger  # noqa: E402
from bot.core.screening.meaning import WEIGHTS, Weights, to_unit_length  # noqa: E402
from bot.worker import encoder  # noqa: E402

RIDGE, OF_DANGER, OF_LABELLED, STEPS = 1.0, 2.0, 2.0, 25
"""Of the regression; weights of a sign of danger, and of a labelled comment that is none, against a real comment."""

SHARE = 0.0075
"""Of real comments that are held."""

LABELLED, LOOKALIKES = ROOT / "tests/core/flag_comments", ROOT / "tests/core/lookalikes"
TRAINED_ON = [*(LABELLED / f"{name}.tsv" for name in ("fresh", "kinds", "known", "put_away")), LOOKALIKES / "known.tsv"]
KINDS = ("open_", "nhs_", "argkp_")
ARGUMENTS = "argkp_"
LISTED, LENGTH = 40, 110


def main(folder: Path, *, writes: bool) -> None:
    """Train, print the figures and what is wrongly held, and keep the weights where that is asked for."""
    paths = sorted(path for path in (folder / "themes").glob("*.csv") if path.name.startswith(KINDS))
    real = {path.stem: read_real(path) for path in paths}
    rows = {name: encode(texts) for name, texts in real.items()}
    labelled = [each for path in TRAINED_ON for each in read_labelled(path)]
    labels = np.array([label == "danger" for label, _, _ in labelled])
    halves = [each[::2] for each in rows.values()]
    harmless = np.zeros(sum(map(len, halves)), dtype=bool)
    weight_of = np.r_[np.where(labels, OF_DANGER, OF_LABELLED), np.ones(len(harmless))]
    found = fit(np.vstack([encode([text for *_, text in labelled]), *halves]), np.r_[labels, harmless], weight_of)
    held_out = np.concatenate(
        [score(found, each[1::2]) for name, each in rows.items() if not name.startswith(ARGUMENTS)]
    )
    limit = float(np.quantile(held_out, 1 - SHARE))
    print_figures(found, limit, {name: (real[name], rows[name]) for name in rows})
    if writes:
        weights = Weights(
            base64.b64encode(found[:-1].astype("<f4").tobytes()).decode("ascii"),
            float(found[-1]),
            limit,
            hash_inputs([*TRAINED_ON, *paths]),
        )
        text = json.dumps({name: getattr(weights, name) for name in Weights.__dataclass_fields__}, indent=1)
        (ROOT / "bot/core/screening" / WEIGHTS).write_text(text + "\n", encoding="utf-8")


def print_figures(found: Any, limit: float, real: dict[str, tuple[list[str], Any]]) -> None:
    """Print the shares of `unseen` that are found, and what is held of look-alikes and of real comments."""
    unseen = read_labelled(LABELLED / "unseen.tsv")
    meant = score(found, encode([text for *_, text in unseen])) > limit
    both = meant | np.array([bool(find_danger(text)) for *_, text in unseen])
    is_danger = np.array([label == "danger" for label, _, _ in unseen])
    languages = np.array([language for _, language, _ in unseen])
    for language in ("en", "es"):
        wanted = is_danger & (languages == language)
        print(f"unseen {language}: by meaning {meant[wanted].mean():.2f}, with the rules {both[wanted].mean():.2f}")
    print(f"unseen, harmless and other labels: held {both[~is_danger].mean():.2f}")
    similar = read_labelled(LOOKALIKES / "put_away.tsv")
    held = score(found, encode([text for *_, text in similar])) > limit
    held |= np.array([bool(find_danger(text)) for *_, text in similar])
    for kind in dict.fromkeys(kind for kind, _, _ in similar):
        print(f"look-alikes, {kind}: held {held[[each == kind for each, _, _ in similar]].mean():.2f}")
    for (kind, _, text), is_held in zip(similar, held, strict=True):
        if is_held:
            print(f"  {kind}: {text}")
    for name, (texts, rows) in real.items():
        scores = score(found, rows)
        by_rule = np.array([bool(find_danger(text)) for text in texts])
        held = (scores > limit) | by_rule
        if name.startswith(ARGUMENTS) and not held.any():
            continue
        print(f"{name}: {held.sum()} of {len(texts)} held, {by_rule.sum()} by the rules ({held.mean():.1%})")
        worst = np.argsort(-scores)[: min(LISTED, int(held.sum()))]
        print("".join(f"  {texts[at][:LENGTH]!r}\n" for at in worst if not name.startswith(ARGUMENTS)), end="")


def read_labelled(path: Path) -> list[tuple[str, str, str]]:
    """Return label or kind, language and words of each labelled comment."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(label, language, text) for label, language, text in rows]


def read_real(path: Path) -> list[str]:
    """Return the comments of a file of recorded data."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["text"] for row in csv.DictReader(lines)]


def encode(texts: list[str]) -> Any:
    """Return the vectors of texts, each of length 1."""
    return to_unit_length(encoder.encode(texts))


def score(found: Any, rows: Any) -> Any:
    """Return the score of each vector. found: weights, and the constant at the end."""
    return rows @ found[:-1] + found[-1]


def fit(rows: Any, labels: Any, weight_of: Any) -> Any:
    """Return the weights of a logistic regression with a ridge, by Newton's method; the last one is the constant."""
    wide = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(wide.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-wide @ weights))
        slope = wide.T @ (weight_of * (chance - labels)) + RIDGE * np.r_[weights[:-1], 0]
        bend = (wide * (weight_of * chance * (1 - chance))[:, None]).T @ wide + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def hash_inputs(paths: Iterable[Path]) -> dict[str, str]:
    """Return a hash of each file that the weights come from, and of how they are made."""
    settings = f"{RIDGE} {OF_DANGER} {OF_LABELLED} {STEPS} {SHARE} {encoder.WIDTH}"
    found = {"settings": hashlib.sha256(settings.encode()).hexdigest()[:16]}
    for path in paths:
        folder = path.parent.name
        found[f"{folder}/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), writes="--write" in sys.argv[2:])
