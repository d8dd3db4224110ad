"""What quotes speak for, found in the worker process, where the sentence encoder is."""

from dataclasses import asdict

from bot.core.coverage_data import Coverage, CoverageRequest, MoreRequest
from bot.worker.process import Worker, WorkerError

MAX_LENGTH = 60.0
"""Seconds of one try; 5,000 comments that were not encoded before take ten."""


async def cover_in_worker(worker: Worker, asked: CoverageRequest) -> list[Coverage]:
    """Return the coverage of each list of quotes; none where there is no encoder.

    Raises WorkerError when it could not be done in two tries.
    """
    found = await worker.call("cover", asdict(asked), timeout=MAX_LENGTH)
    try:
        return [Coverage.from_json(each) for each in found or ()]
    except (KeyError, TypeError, ValueError) as error:
        raise WorkerError("the worker answered with something that is no coverage") from error


async def choose_in_worker(worker: Worker, asked: MoreRequest) -> list[tuple[int, str]]:
    """Return further comments to quote, by their place, each with its clause; none where there is no encoder.

    Raises WorkerError when it could not be done in two tries.
    """
    found = await worker.call("choose", asdict(asked), timeout=MAX_LENGTH)
    try:
        return [(int(place), str(clause)) for place, clause in found]
    except (TypeError, ValueError) as error:
        raise WorkerError("the worker answered with something that is no choice of quotes") from error
