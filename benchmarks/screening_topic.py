"""Measure how well comments that are not about the question are found by meaning.

    python benchmarks/screening_topic.py FOLDER

FOLDER: of recorded data, with its folder `conversations` (comments.csv, summary.csv of each). A comment's nearness is
the larger of two: its vector's cosine with that of the question and what is said beside it, and the mean cosine with
the three comments of the conversation that are nearest. It is far if that is below a limit, and its language is clear
and one that the encoder knows. The limit for a
conversation is the nearness that SHARE of the comments of the others are below, so that none chooses its own. Printed
are the share of a conversation's own comments that are far (false alarms, but for what is off topic there too), and
the share of every third comment of the others, put into it, that are. The last row of each is with the limit that
is shipped, which is that of one in a hundred of all.
"""

import csv
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.core.screening.meaning import to_unit_length  # noqa: E402
from bot.core.screening.topic import LIMIT, nearness  # noqa: E402
from bot.worker import encoder  # noqa: E402

SHARES = (0.005, 0.01, 0.02, 0.05)
MAX_QUESTION = 600  # characters of the question and what is said beside it
CONVERSATIONS = (
    "15-per-hour-seattle",
    "bg2050-volunteers",
    "london.youth.policing",
    "scoop-hivemind.affordable-housing",
)
"""Those in a language that the encoder knows and whose question is kept."""


def main(folder: Path) -> None:
    """Print a table: a row for each conversation and share."""
    read = {name: read_conversation(folder / "conversations" / name) for name in CONVERSATIONS}
    near = {name: nearness_of_own(rows, question) for name, (question, rows, _) in read.items()}
    unread = {name: ~is_read for name, (*_, is_read) in read.items()}
    print("| conversation | comments | limit at | limit | own far | of others far |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, (question, rows, _) in read.items():
        strangers = np.vstack([each[::3] for other, (_, each, _) in read.items() if other != name])
        put_in = nearness(strangers, rows, question)
        put_in[np.concatenate([each[::3] for other, each in unread.items() if other != name])] = np.inf
        rest = np.concatenate([each for other, each in near.items() if other != name])
        limits = {f"{share:.1%}": float(np.quantile(rest, share)) for share in SHARES} | {"shipped": LIMIT}
        for label, limit in limits.items():
            own, others = ((near[name] < limit) & ~unread[name]).mean(), (put_in < limit).mean()
            print(f"| {name} | {len(rows)} | {label} | {limit:.2f} | {own:.1%} | {others:.0%} |")
    far = [(each < LIMIT) & ~unread[name] for name, each in near.items()]
    print(f"own comments far with the shipped limit: {sum(map(sum, far))} of {sum(map(len, far))}")


def read_conversation(folder: Path) -> tuple[Any, Any, Any]:
    """Return (vector of the question, of each comment, which comments are understood); vectors have length 1."""
    with (folder / "summary.csv").open(encoding="utf-8") as file:
        facts = {row[0]: row[1] for row in csv.reader(file) if len(row) > 1}
    question = f"{facts['topic']}. {facts.get('conversation-description', '')}"[:MAX_QUESTION]
    with (folder / "comments.csv").open(encoding="utf-8") as file:
        texts = [row["comment-body"] for row in csv.DictReader(file)]
    is_read = np.array([encoder.is_understood(text) for text in texts])
    return to_unit_length(encoder.encode([question]))[0], to_unit_length(encoder.encode(texts)), is_read


def nearness_of_own(rows: Any, question: Any) -> Any:
    """Return the nearness of each comment of a conversation to the others of it."""
    return np.concatenate(
        [nearness(rows[[place]], np.delete(rows, place, axis=0), question) for place in range(len(rows))]
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
