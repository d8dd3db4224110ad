"""Comments that are not about the question, found in the worker process, where the sentence encoder is."""

from collections.abc import Sequence

from bot.worker.process import Worker, WorkerError

MAX_LENGTH = 60.0
"""Seconds of one try."""


async def off_topic_in_worker(
    worker: Worker, about: str, texts: Sequence[str], places: Sequence[int]
) -> list[bool] | None:
    """Say of the texts at these places whether they are far from the question and all other texts.

    about: the question and what is said beside it. None where there is no encoder. Raises WorkerError when it could
    not be done in two tries.
    """
    asked = {"about": about, "texts": list(texts), "places": list(places)}
    found = await worker.call("off_topic", asked, timeout=MAX_LENGTH)
    if found is None:
        return None
    if not isinstance(found, list) or len(found) != len(places):
        raise WorkerError("the worker answered with something that is no answer to these texts")
    return [bool(each) for each in found]
