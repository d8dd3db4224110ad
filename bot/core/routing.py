"""Which comment a person is shown next: the one that waits most, drawn at random among equals."""

from collections.abc import Sequence
from random import Random

CANDIDATES = 20  # comments that storage hands over, the lowest queue keys first
_CLOSE = 1.0  # queue keys this near to the lowest count as equal


def choose(queue_keys: Sequence[float], rng: Random) -> int | None:
    """Return the place of the comment to show next, None when there is none.

    queue_keys: rising, as storage hands them over. Among those within one rating of the lowest the draw is
    even, so that a burst of people does not all meet the same comment.
    """
    if not queue_keys:
        return None
    near = [place for place, key in enumerate(queue_keys) if key - queue_keys[0] < _CLOSE]
    return rng.choice(near)
