"""The attempt log: one flushed line for every attempt of every act, so that a loss can be proven."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from bot.playground.people.outcome import Outcome
from bot.playground.state.app_response import TIMEOUT, UNREACHABLE, UNSENT

ACKED, REFUSED, UNKNOWN = "acked", "refused", "unknown"
_SERVER_ERRORS = 500


def classify(outcome: Outcome) -> str:
    """Return the result of an attempt: acked, refused or unknown.

    An answer of 5xx is unknown too: it can follow a commit, so the act is repeated like one without an answer.
    """
    if outcome.ok:
        return ACKED
    if outcome.status in {TIMEOUT, UNREACHABLE}:
        return UNKNOWN
    if isinstance(outcome.status, int) and outcome.status >= _SERVER_ERRORS:
        return UNKNOWN
    return REFUSED


class AttemptLog:
    """Writes and counts attempts. It contains no text that people wrote."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.results: Counter[str] = Counter()
        self.refused = 0
        self._ms: defaultdict[str, list[float]] = defaultdict(list)
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        self._file = self.path.open("a", encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def attempt(self, act: str, person: str, outcome: Outcome, **about: object) -> str:
        """Write one attempt; return its result: acked, refused or unknown.

        act: message, share, form, open, rate, star …; about: which comment and stars.
        """
        result = classify(outcome)
        self.results[result] += 1
        if result == ACKED and outcome.status != UNSENT:
            self._ms[act].append(outcome.ack_ms)
        if result == REFUSED:
            self.refused += 1
        facts = {"act": act, "person": person, **about, "result": result, "status": outcome.status}
        if outcome.error:
            facts["error"] = outcome.error
        self._write(facts | {"ms": round(outcome.ack_ms, 1)})
        return result

    def refused_later(self, act: str, person: str) -> None:
        """Write that an act was acknowledged and then refused by a message."""
        self.refused += 1
        self._write({"act": act, "person": person, "result": REFUSED, "status": "message"})

    @property
    def retries(self) -> int:
        """The number of attempts that were not answered, and so were repeated."""
        return self.results[UNKNOWN]

    @property
    def acks(self) -> dict[str, int]:
        """The number of acknowledged acts of each kind."""
        return {act: len(ms) for act, ms in sorted(self._ms.items())}

    def ack_ms(self, part: float) -> float:
        """Return a quantile of the acknowledged acts' ms. part: 0..1. 0 when there are none."""
        every = sorted(ms for times in self._ms.values() for ms in times)
        return round(every[min(len(every) - 1, int(part * len(every)))], 1) if every else 0.0

    def _write(self, facts: dict[str, object]) -> None:
        if self._file is not None:
            self._file.write(json.dumps(facts) + "\n")
            self._file.flush()
