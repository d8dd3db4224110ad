"""Processor time of sealing preferences and vectors, which docs/decisions/0022-slack-side.md quotes.

.venv/bin/python benchmarks/slack_side.py
"""

import secrets
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bot.keys import ExchangeKey, Keyring
from bot.sealing import Cipher

WISHES, VECTORS, WIDTH = 20_000, 100_000, 1_536


def measure(name: str, cipher: Cipher, count: int, size: int, step: int) -> None:
    """Print what sealing and opening cost, in microseconds of processor time for each."""
    plain, about = secrets.token_bytes(size), secrets.token_bytes(16)
    began = time.process_time()
    sealed = [cipher.seal(plain, about, step=step) for _ in range(count)]
    between = time.process_time()
    for each in sealed:
        cipher.open(each, about)
    ended = time.process_time()
    seal, opened = (between - began) / count * 1e6, (ended - between) / count * 1e6
    print(
        f"{name}: {count:,} of {len(sealed[0]):,} bytes; sealed in {seal:.1f} us each, "
        f"opened in {opened:.1f} us each, {ended - between:.2f} s in all"
    )


if __name__ == "__main__":
    keys = Keyring("a secret of the benchmark, long enough to be one")
    measure("preferences", keys.of_tenant(1).cipher("preferences"), WISHES, 12, 64)
    measure("vectors", ExchangeKey(secrets.token_bytes(32)).cipher("vectors"), VECTORS, 32 + WIDTH * 2, 1)
