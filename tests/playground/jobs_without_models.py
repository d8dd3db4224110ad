"""The playground's jobs where no model can be loaded: for a worker that must need none."""

from typing import NoReturn

from bot.playground.example.prepared import JOBS
from bot.worker import encoder, languages

__all__ = ["JOBS"]


def _refuse() -> NoReturn:
    raise AssertionError("a model was loaded")


encoder._encoder = _refuse  # type: ignore[assignment]
languages._identifier = _refuse  # type: ignore[assignment]
