"""Lines in the terminal that say what takes its time. Needs no library, so that loading them can be such a line."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def doing(step: str) -> Iterator[None]:
    """Print what is being done and, on the same line, how long it took."""
    print(f"  {step} …", end=" ", flush=True)  # noqa: T201 - the command's own words
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("not finished", flush=True)  # noqa: T201
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)  # noqa: T201
