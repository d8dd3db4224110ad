"""Themes, found in the worker process."""

import base64
from collections.abc import Sequence
from typing import Any

from bot.core.themes import CommentId, Event, ThemeSet, ThemeState
from bot.core.vectors import Vectors
from bot.worker.process import Worker, WorkerError

MAX_LENGTH = 300.0
"""Seconds of one try; 100,000 comments take well under a minute of computing on one core."""


async def find_themes_in_worker(
    worker: Worker,
    comments: Sequence[tuple[CommentId, str]],
    *,
    timeout: float = MAX_LENGTH,  # noqa: ASYNC109 - handed on
) -> ThemeSet:
    """Return the themes of the comments (id, text), as `bot.core.themes.find_themes` does, without keeping the loop.

    Raises WorkerError when it could not be done in two tries.
    """
    found = await worker.call("themes", {"comments": [list(comment) for comment in comments]}, timeout=timeout)
    try:
        return ThemeSet.from_json(found)
    except (KeyError, TypeError, ValueError) as error:
        raise WorkerError("the worker answered with something that is no theme set") from error


async def follow_in_worker(
    worker: Worker,
    comments: Sequence[tuple[CommentId, str]],
    before: ThemeState,
    *,
    extra: Vectors | None = None,
    ratings: Sequence[int] | None = None,
    is_multilingual: bool = False,
    timeout: float = MAX_LENGTH,  # noqa: ASYNC109 - handed on
) -> tuple[ThemeState, list[Event]]:
    """Return the themes and the events, as `bot.core.themes.follow` does, each language separately.

    ratings: how many each comment has, in their order.
    extra: vectors from elsewhere, in the comments' order; is_multilingual: these know many languages.
    Raises WorkerError when it could not be done in two tries.
    """
    payload: dict[str, Any] = {
        "comments": [list(comment) for comment in comments],
        "before": before.as_json(),
        "multilingual": is_multilingual and extra is not None,
        "extra": None,
        "ratings": None if ratings is None else list(ratings),
    }
    if extra is not None:
        payload["extra"] = {"numbers": base64.b64encode(extra.half).decode("ascii"), "width": extra.width}
    found = await worker.call("follow", payload, timeout=timeout)
    try:
        events = [Event(kind, int(number), other, evidence) for kind, number, other, evidence in found["events"]]
        return ThemeState.from_json(found["standing"]), events
    except (KeyError, TypeError, ValueError) as error:
        raise WorkerError("the worker answered with something that is no set of themes") from error


async def languages_in_worker(worker: Worker, texts: Sequence[str]) -> list[str]:
    """Return the language of each text as ISO 639-1, "" where it is not clear.

    Raises WorkerError when it could not be done in two tries.
    """
    found = await worker.call("languages", {"texts": list(texts)}, timeout=MAX_LENGTH)
    return [str(each) for each in found]


async def languages_alone_in_worker(worker: Worker, texts: Sequence[str]) -> list[str]:
    """Return the language of each text by itself, whatever the others are in; "" where it is not clear.

    Raises WorkerError when it could not be done in two tries.
    """
    found = await worker.call("languages_alone", {"texts": list(texts)}, timeout=MAX_LENGTH)
    return [str(each) for each in found]


async def split_in_worker(worker: Worker, comments: Sequence[tuple[int, str]]) -> list[tuple[str, tuple[int, ...]]]:
    """Return the parts of one theme's comments (id, text), each with a name, the largest first; one part is no split.

    A part without a distinctive phrase has the name "".

    Raises WorkerError when it could not be done in two tries.
    """
    found = await find_themes_in_worker(worker, comments)
    return [
        (theme.headline if theme.phrases else "", tuple(int(member) for member in theme.member_ids))
        for theme in found.themes
    ]


async def vectors_in_worker(worker: Worker, folder: str, comments: Sequence[tuple[int, str]]) -> Vectors:
    """Return the vectors of comments (id, text) by the model in a folder.

    Raises WorkerError when it could not be done in two tries.
    """
    payload = {"folder": folder, "texts": [text for _, text in comments]}
    found = await worker.call("vectors", payload, timeout=MAX_LENGTH)
    try:
        return Vectors(base64.b64decode(found["numbers"]), int(found["width"]))
    except (KeyError, TypeError, ValueError) as error:
        raise WorkerError("the worker answered with something that is no set of vectors") from error
