"""How well the rules over comments find what they are for, on labelled comments; and how many real comments they hold.

    python benchmarks/screening.py [FILE.csv …]

Labelled comments are in tests/core/flag_comments: a label, a language and the words on each line. `known` and `kinds`
were read while the rules were chosen, `put_away` and `fresh` were not. FILE.csv: comments with a column `text`, without
labels; what is found in them is listed, at most five of a rule and file.
"""

import csv
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.core.screening import HOLDING, Rule, screen  # noqa: E402

LABELLED = sorted((ROOT / "tests/core/flag_comments").glob("*.tsv"))
LISTED, LENGTH = 5, 100


def main(files: list[str]) -> None:
    """Print recall and precision of each rule, language and labelled file, then what is found in the others."""
    print("| comments | rule | language | found | missed | false | recall | precision |")
    print("|---|---|---|--:|--:|--:|--:|--:|")
    for path in LABELLED:
        _measure(path)
    for name in files:
        _count(Path(name))


def _measure(path: Path) -> None:
    seen: Counter[tuple[str, str, bool, bool]] = Counter()
    wrong = []
    for line in path.read_text(encoding="utf-8").splitlines():
        label, language, text = line.split("\t")
        found = {each.rule for each in screen(text)}
        for rule in HOLDING:
            seen[rule, language, label == rule, rule in found] += 1
        wrong += [f"missed {label}: {text}"] * (label in list(Rule) and label not in found)
        wrong += [f"false {rule}: {text}" for rule in found if label != rule]
    for rule in HOLDING:
        for language in ("en", "es"):
            right, missed, false = (
                seen[rule, language, *case] for case in ((True, True), (True, False), (False, True))
            )
            if right + missed:
                recall, precision = right / (right + missed), right / max(1, right + false)
                counts = f"{right} | {missed} | {false} | {recall:.2f} | {precision:.2f}"
                print(f"| {path.stem} | {rule} | {language} | {counts} |")
    print("".join(f"  {each}\n" for each in wrong), end="")


def _count(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)]
    held: dict[str, list[str]] = defaultdict(list)
    began = time.process_time()
    for text in texts:
        for rule in {each.rule for each in screen(text)}:
            held[rule].append(text)
    spent = (time.process_time() - began) / max(1, len(texts))
    shares = ", ".join(f"{rule} {len(found)}" for rule, found in sorted(held.items())) or "none"
    print(f"\n{path.name}: {len(texts)} comments, {spent * 1e3:.2f} ms of CPU each, held: {shares}")
    for name, found in sorted(held.items()):
        print("".join(f"  {name}: {text[:LENGTH]}\n" for text in found[:LISTED]), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
