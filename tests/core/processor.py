"""Processor time of a piece of work: what a busy machine does not stretch."""

import time
from collections.abc import Callable


def processor_ms(work: Callable[[], object]) -> float:
    """Return how long this thread worked, in milliseconds."""
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000
