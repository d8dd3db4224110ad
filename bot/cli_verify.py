"""`starling verify`: says whether a bundle is good; needs no database and no settings."""

import argparse
import sys
from pathlib import Path

from bot.exports.verify import verify


def run(chosen: argparse.Namespace) -> int:
    """Verify a file; return 0 for a good bundle, 1 for every other. Raises OSError where it cannot be read."""
    found = verify(Path(chosen.file).read_bytes(), chosen.root)
    for problem in found.problems:
        sys.stderr.write(f"{chosen.file}: {problem}\n")
    if not found.is_good:
        sys.stderr.write(f"{chosen.file}: refused\n")
        return 1
    hint = "" if chosen.root else " (compare it with the one in the digest, or give it with --root)"
    lines = [
        f"{chosen.file}: good, a {found.kind} bundle of release {found.release}",
        f"root {found.root}{hint}",
        f"{found.figures} figures have the root's hashes, {found.withheld} more are withheld since",
        f"{found.recomputed} numbers were computed again from them, and agree",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
