"""Hits: how often what is remembered answered a question, and how often it had to be asked."""

from dataclasses import dataclass


@dataclass(slots=True)
class Hits:
    """The count of one cache since the start."""

    hits: int = 0
    misses: int = 0

    def count(self, *, is_hit: bool) -> None:
        """Count one question."""
        if is_hit:
            self.hits += 1
        else:
            self.misses += 1
