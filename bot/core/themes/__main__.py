"""`python -m bot.core.themes`: comments as JSON lines on standard input, their themes on standard output."""

import sys

from bot.core.themes import run_lines

if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    run_lines(sys.stdin, sys.stdout)
