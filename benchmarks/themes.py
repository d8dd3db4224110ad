"""Print the themes of comment files, to be read by eye: `python benchmarks/themes.py FILE.csv`, any number of files.

Each file has a column `text` (or `comment-body`). Of each theme: its size, its headline, its example
and two more of its most typical comments; then the CPU seconds it took.
"""

import csv
import sys
import time
from pathlib import Path

from bot.core.themes import CommentId, follow
from bot.worker.encoder import understand
from bot.worker.languages import detect

SHOWN = 160


def main() -> None:
    """Print the themes of every file named."""
    for name in sys.argv[1:]:
        with Path(name).open(encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        texts: dict[CommentId, str] = {
            number: row.get("text") or row.get("comment-body") or "" for number, row in enumerate(rows)
        }
        before = time.process_time()
        spoken = detect(list(texts.values()))
        meaning = understand(list(texts.values()), spoken)
        found, _ = follow(list(texts.items()), languages=dict(zip(texts, spoken, strict=True)), meaning=meaning)
        print(f"\n{Path(name).stem}: {len(texts)} comments, {time.process_time() - before:.1f} CPU s")
        for theme in found.themes:
            mark = f"  ({theme.language})" if len({each.language for each in found.themes}) > 1 else ""
            print(f"  {len(theme.members):5d}  {theme.headline}{mark}")
            others = [member for member, _ in theme.members if member != theme.example_id][:2]
            for member in (*([] if theme.example_id is None else [theme.example_id]), *others):
                print(f"         – {' '.join(texts[member].split())[:SHOWN]}")


if __name__ == "__main__":
    main()
