"""What the worker process can do. Runs there, and nowhere else: the libraries it loads stay out of the bot."""

from collections.abc import Callable, Mapping
from typing import Any


def themes(payload: Any) -> Any:
    """Return the themes of payload["comments"], pairs of id and text."""
    from bot.core.themes import find_themes

    return find_themes([(comment_id, text) for comment_id, text in payload["comments"]]).as_json()


JOBS: Mapping[str, Callable[[Any], Any]] = {"themes": themes}
