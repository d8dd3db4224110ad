"""Themes, found in the worker process."""

from collections.abc import Sequence

from bot.core.themes import CommentId, ThemeSet
from bot.worker.process import Worker, WorkerError

LONGEST = 300.0
"""Seconds of one try; 100,000 comments take well under a minute of computing on one core."""


async def find_themes_in_worker(
    worker: Worker,
    comments: Sequence[tuple[CommentId, str]],
    *,
    timeout: float = LONGEST,  # noqa: ASYNC109 - handed on
) -> ThemeSet:
    """Return the themes of the comments (id, text), as `bot.core.themes.find_themes` does, without keeping the loop.

    Raises WorkerError when it could not be done in two tries.
    """
    found = await worker.call("themes", {"comments": [list(comment) for comment in comments]}, timeout=timeout)
    try:
        return ThemeSet.from_json(found)
    except (KeyError, TypeError, ValueError) as error:
        raise WorkerError("the worker answered with something that is no theme set") from error
