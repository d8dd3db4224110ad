"""What seals cost: opening a million of them, a person's record, and a block of people.

.venv/bin/python benchmarks/seals.py

Prints processor time and sizes. The database's part is in rating_query.py.
"""

import random
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bot.keys import Keyring
from storage.participant_record import Participant, decode, encode
from storage.people_blocks import lay_out, open_block
from storage.scope import ExchangeScope
from storage.seals import SealPurpose, random_seal

MANY, BLOCK, TIMES = 1_000_000, 20, 300
_RING = Keyring("a secret of the benchmarks, long enough to be one")
SEALS, HERE = _RING.open(_RING.new()).seals, ExchangeScope(1, 2)


def took(work: Callable[[], object], times: int = 1) -> float:
    """Return processor milliseconds of one run."""
    start = time.process_time()
    for _ in range(times):
        work()
    return 1000 * (time.process_time() - start) / times


def measure_person(count: int) -> None:
    """Print what the record of a person costs who rated that many comments."""
    rated = frozenset(random.Random(1).sample(range(150_000), count))
    person = Participant(slack_user_id="U0123456789", group_name="Student", rated=rated)
    record = encode(person)
    reading, writing = took(lambda: decode(record), TIMES), took(lambda: encode(person), TIMES)
    print(f"record of {count:,} ratings: {len(record)} bytes, read in {reading:.3f} ms, written in {writing:.3f} ms")


def measure_block(ratings: int) -> None:
    """Print what a block costs whose people rated that many comments each."""
    draw = random.Random(1)
    people = (Participant(rated=frozenset(draw.sample(range(1_000), ratings))) for _ in range(BLOCK))
    layout, [block] = lay_out(SEALS, {secrets.token_bytes(16): encode(each) for each in people})
    stored = block.seal(SEALS, HERE, layout)
    again = took(lambda: open_block(SEALS, HERE, layout, stored).seal(SEALS, HERE, layout), TIMES)
    size = len(stored.sealed)
    print(f"block of {BLOCK} people with {ratings} ratings: {size} bytes, opened and sealed again in {again:.3f} ms")


def main() -> None:
    """Print all figures."""
    seals, ids = [random_seal()] * MANY, list(range(1, MANY + 1))
    print(f"{MANY:,} seals opened in {took(lambda: SEALS.open_seals(SealPurpose.RATING, ids, seals)):.0f} ms")
    print(f"seals of one act: {1000 * took(lambda: SEALS.seal_acts(7, 5), 10_000):.1f} µs")
    for count in (0, 30, 3_000):
        measure_person(count)
    for count in (0, 30, 300):
        measure_block(count)


if __name__ == "__main__":
    main()
