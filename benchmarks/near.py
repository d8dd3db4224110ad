"""How good and how quick the hint at near comments is: `python benchmarks/near.py FOLDER`, the folder of comment sets.

How the pairs are made: each ArgKP set is one topic, and people gave each of its comments one key point. Two comments of
a topic are near when they have the same key point and their words overlap: Jaccard of the words as they are written,
in lower case and without English stop words, at .4 or more. (The index weighs stems, synonyms and runs of letters;
the rule knows none of these.)

Each comment is asked against all others of its topic, three hints at most, as in Slack:
  precision   share of all hints that have the same key point
  recall      near ones hinted, of those that there are (of each comment three at most)
  found       comments that have a near one and are shown one
  hinted      share of comments that get any hint
Constants were chosen on the first half of the sets (every second by name), the other half was looked at once.

Time: 10,000 comments, the texts of all sets in the folder taken in turn, and 300 of them asked.
"""

import csv
import re
import sys
import time
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.core.near_duplicates import LIMIT, THRESHOLD, Index
from bot.core.themes.stopwords import STOP_WORDS

NEAR = 0.4  # Jaccard
MANY, ASKED = 10_000, 300
THRESHOLDS = (0.30, 0.34, 0.36, THRESHOLD, 0.40, 0.45, 0.50)
_WORD = re.compile(r"[^\W_]+")

Rows = list[tuple[str, str]]


def main() -> None:
    """Print quality by halves, then time and memory."""
    folder = Path(sys.argv[1])
    topics = [read(file) for file in sorted(folder.glob("argkp_*.csv"))]
    for name, half in (("first half", topics[0::2]), ("other half", topics[1::2])):
        print(f"\n{name}: {len(half)} sets, {sum(map(len, half))} comments")
        asked = [each for rows in half for each in ask_all(rows)]
        print("  threshold  precision  recall  found  hinted  hints  near pairs among hints")
        for threshold in THRESHOLDS:
            print("  " + quality(asked, threshold) + (" <- chosen" if threshold == THRESHOLD else ""))
    texts = list(dict.fromkeys(text for file in sorted(folder.glob("*.csv")) for text, _ in read(file)))
    speed((texts * (MANY // len(texts) + 1))[:: max(1, len(texts) // MANY)][:MANY])


def read(file: Path) -> Rows:
    """Return (text, label) of a set."""
    with file.open(encoding="utf-8", newline="") as source:
        return [(row["text"], row["label"]) for row in csv.DictReader(source)]


def words_of(text: str) -> frozenset[str]:
    """Return the words that the rule counts."""
    return frozenset(_WORD.findall(text.casefold())) - STOP_WORDS["en"]


@dataclass(slots=True)
class Asking:
    """What one comment was shown, likeliest first: (likeness, has its key point, is near by the rule); and is due."""

    shown: list[tuple[float, bool, bool]]
    near: int


def ask_all(rows: Rows) -> list[Asking]:
    """Ask each comment of a topic against all others."""
    words = [words_of(text) for text, _ in rows]
    index: Index[int] = Index()
    for place, (text, _) in enumerate(rows):
        index.add(place, text)
    asked = []
    for place, (text, label) in enumerate(rows):
        index.remove(place)
        same = [other for other, (_, theirs) in enumerate(rows) if other != place and theirs == label]
        near = {other for other in same if is_near(words[place], words[other])}
        shown = index.near(text, LIMIT, threshold=0)
        asked.append(
            Asking([(similarity, rows[other][1] == label, other in near) for other, similarity in shown], len(near))
        )
        index.add(place, text)
    return asked


def quality(asked: list[Asking], threshold: float) -> str:
    """Return one line of figures."""
    shown = [[each for each in one.shown if each[0] >= threshold] for one in asked]
    hints = [each for one in shown for each in one]
    right = sum(is_due for _, _, is_due in hints)
    due = [(one, each) for one, each in zip(asked, shown, strict=True) if one.near]
    precision = sum(is_same for _, is_same, _ in hints) / len(hints)
    recall = right / sum(min(LIMIT, one.near) for one in asked)
    found = sum(any(is_due for _, _, is_due in each) for _, each in due) / len(due)
    hinted = sum(map(bool, shown)) / len(asked)
    return (
        f"{threshold:9.2f}  {precision:9.2f}  {recall:6.2f}  {found:5.2f}  {hinted:6.2f}"
        f"  {len(hints):5d}  {right / len(hints):.2f}"
    )


def is_near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two comments' words overlap enough."""
    return len(one & other) >= NEAR * len(one | other) > 0


def speed(texts: list[str]) -> None:
    """Print how long building and asking take, and how much memory the index holds."""
    tracemalloc.start()
    held: Index[int] = Index()
    for place, text in enumerate(texts):
        held.add(place, text)
    size = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    began = time.process_time()
    index: Index[int] = Index()
    for place, text in enumerate(texts):
        index.add(place, text)
    built = time.process_time() - began
    took = []
    for place in range(0, len(texts), len(texts) // ASKED):
        text = texts[place]
        index.remove(place)
        began = time.process_time()
        index.near(text)
        took.append((time.process_time() - began) * 1000)
        index.add(place, text)
    took.sort()
    print(f"\n{len(texts):,} comments: built in {built:.1f} CPU s, {size:.0f} MiB")
    late = took[int(0.99 * len(took))]
    print(f"asked, CPU: median {median(took):.0f} ms, 99 of 100 within {late:.0f} ms, most {took[-1]:.0f} ms")


if __name__ == "__main__":
    main()
