"""Signs of danger by meaning, found in the worker process, where the sentence encoder is."""

from collections.abc import Sequence

from bot.worker.process import Worker, WorkerError

MAX_LENGTH = 60.0
"""Seconds of one try; a comment takes a few milliseconds, and the encoder a second or two to load."""


async def danger_in_worker(worker: Worker, texts: Sequence[str]) -> list[bool] | None:
    """Say of each text whether it means that somebody may be in danger; None where there is no encoder.

    Raises WorkerError when it could not be done in two tries.
    """
    found = await worker.call("danger", {"texts": list(texts)}, timeout=MAX_LENGTH)
    if found is None:
        return None
    if not isinstance(found, list) or len(found) != len(texts):
        raise WorkerError("the worker answered with something that is no answer to these texts")
    return [bool(each) for each in found]
