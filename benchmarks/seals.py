"""What seals cost: opening a million of them, a person's row, and a block of rows.

.venv/bin/python benchmarks/seals.py

Prints processor time and sizes. The database's part is in rating_query.py.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bot.keys import Keyring
from storage.participant_record import Participant, decode, encode
from storage.seals import SealPurpose, random_seal

MANY, BLOCK, TIMES = 1_000_000, 20, 300
_RING = Keyring("a secret of the benchmarks, long enough to be one")
SEALS = _RING.open(_RING.new()).seals


def took(work: Callable[[], object], times: int = 1) -> float:
    """Return processor milliseconds of one run."""
    start = time.process_time()
    for _ in range(times):
        work()
    return 1000 * (time.process_time() - start) / times


def measure_person(count: int) -> None:
    """Print what a person's row costs who rated that many comments."""
    rated = frozenset(random.Random(1).sample(range(150_000), count))
    person = Participant(slack_user_id="U0123456789", group_name="Student", rated=rated)
    sealed = SEALS.seal_row(encode(person), b"place")
    opening = took(lambda: decode(SEALS.open_row(sealed, b"place")), TIMES)
    sealing = took(lambda: SEALS.seal_row(encode(person), b"place"), TIMES)
    print(f"row of {count:,} ratings: {len(sealed)} bytes, opened in {opening:.3f} ms, sealed in {sealing:.3f} ms")


def main() -> None:
    """Print all figures."""
    seals, ids = [random_seal()] * MANY, list(range(1, MANY + 1))
    print(f"{MANY:,} seals opened in {took(lambda: SEALS.open_seals(SealPurpose.RATING, ids, seals)):.0f} ms")
    print(f"seals of one act: {1000 * took(lambda: SEALS.seal_acts(7, 5), 10_000):.1f} µs")
    for count in (0, 30, 3_000):
        measure_person(count)
    rows = [SEALS.seal_row(encode(Participant()), b"place") for _ in range(BLOCK)]
    again = took(lambda: [SEALS.seal_row(SEALS.open_row(each, b"place"), b"place") for each in rows], TIMES)
    print(f"block of {BLOCK} rows sealed again: {again:.3f} ms")


if __name__ == "__main__":
    main()
