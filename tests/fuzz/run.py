"""Nonsense at every entrance for some minutes: `make fuzz`, or `python -m tests.fuzz.run --minutes 10 [--seed 7]`.

No answer may be 500 or above, none may take long, nothing without a signature may change a row, no error may be
logged. What is found is printed with its seed; `--only NAME --at SEED` does that round again. Exit code 1 where
anything was found.
"""

import argparse
import asyncio
import logging
import os
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

from bot.__main__ import main as starling
from tests.exports.released import SECRET, SLUG, address, released
from tests.fuzz.entrances import EVERY, once, open_fuzz_world, rows_of

_ALLOWED = {"request_of_another_workspace", "background_failed"}
"""Errors that are logged on purpose: what was sent names another workspace, or an address that nobody answers."""


def make_bundle(folder: Path) -> bytes:
    """Return a good bundle."""
    path = folder / "released.sqlite"
    path.write_bytes(released())
    before = dict(os.environ)
    os.environ |= {"STARLING_DATABASE_URL": address(path), "STARLING_SECRET_KEY": SECRET}
    try:
        assert starling(["export", SLUG, "--as", "bundle", "--out", str(folder / "bundle.json")]) == 0
    finally:
        os.environ.clear()
        os.environ.update(before)
    return (folder / "bundle.json").read_bytes()


async def fuzz(
    folder: Path, bundle: bytes, *, seconds: float, seed: str, names: list[str]
) -> tuple[Counter[str], list[str]]:
    """Return how many rounds were done at each entrance, and what was found."""
    done: Counter[str] = Counter()
    found: list[str] = []
    errors: list[str] = []

    def note(_logger: object, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if level == "error" and event["event"] not in _ALLOWED:
            errors.append(str({name: event[name] for name in event if name in {"event", "error", "where", "kind"}}))
        raise structlog.DropEvent

    async with open_fuzz_world(folder, bundle) as world:
        structlog.configure(processors=[note], cache_logger_on_first_use=False)
        until, number = time.monotonic() + seconds, 0
        while time.monotonic() < until or number < len(names):  # each at least once, however slow the machine is
            name, number = names[number % len(names)], number + 1
            before = await rows_of(world.playground) if name in {"unsigned", "raw bytes"} else None
            fault = await once(world, name, f"{seed}.{number}")
            done[name] += 1
            if before is not None and await rows_of(world.playground) != before:
                found.append(f"{name}, seed {seed}.{number}: rows changed without a signature")
            found += [fault] if fault else []
            found += [f"{name}, seed {seed}.{number}: logged {each}" for each in errors]
            errors.clear()
        await world.playground.settle()
    return done, found


def main() -> int:
    """Print what was done and found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", default="", help="what the nonsense is made from (default: another each time)")
    parser.add_argument("--only", choices=sorted(EVERY), help="one entrance")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    seed, names = options.seed or secrets.token_hex(4), [options.only] if options.only else list(EVERY)
    with tempfile.TemporaryDirectory(prefix="starling-fuzz-") as folder:
        bundle = make_bundle(Path(folder))
        done, found = asyncio.run(fuzz(Path(folder), bundle, seconds=options.minutes * 60, seed=seed, names=names))
    print(f"seed {seed}: {dict(done)}")
    for each in dict.fromkeys(found):
        print(each)
    print("nothing found" if not found else f"{len(found)} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
