"""Print the themes of comment files, to be read by eye: `python benchmarks/themes.py FILE.csv`, any number of files.

Each file has a column `text` (or `comment-body`). Of each theme: its size, its headline, its example
and two more of its most typical comments; then the CPU seconds it took.
"""

import csv
import sys
import time
from pathlib import Path

from bot.core.themes import find_themes

SHOWN = 160


def main() -> None:
    """Print the themes of every file named."""
    for name in sys.argv[1:]:
        with Path(name).open(encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        texts = {number: row.get("text") or row.get("comment-body") or "" for number, row in enumerate(rows)}
        before = time.process_time()
        found = find_themes(list(texts.items()))
        print(f"\n{Path(name).stem}: {len(texts)} comments, {time.process_time() - before:.1f} CPU s")
        for theme in found.themes:
            print(f"  {len(theme.member_ids):5d}  {theme.headline}")
            others = [member for member in theme.member_ids if member != theme.example_id][:2]
            for member in (theme.example_id, *others):
                print(f"         – {texts[int(member)][:SHOWN]}")


if __name__ == "__main__":
    main()
