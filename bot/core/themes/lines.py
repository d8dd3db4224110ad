"""Themes as a filter of lines: JSON {id, text} in, JSON {id, theme, label} out."""

import json
from typing import IO

from bot.core.themes.finder import find_themes
from bot.core.themes.model import CommentId


def run_lines(source: IO[str], target: IO[str]) -> None:
    """Read comments as JSON lines {"id", "text"} and write each one's theme as {"id", "theme", "label"}.

    The label is the theme's name as people see it: the headline, and one short comment as it was written.
    Empty lines are skipped. Raises ValueError, with the number of the line, on one that is not such an object.
    """
    comments: list[tuple[CommentId, str]] = []
    for number, line in enumerate(source, start=1):
        if line.strip():
            comments.append(_comment(line, number))
    found = find_themes(comments)
    theme_of = found.theme_of()
    texts = dict(comments)
    labels = {theme.key: f"{theme.headline} – {texts[theme.example_id]}" for theme in found.themes}
    for comment_id, _ in comments:
        key = theme_of[comment_id]
        row = {"id": comment_id, "theme": key, "label": labels[key]}
        target.write(json.dumps(row, ensure_ascii=False) + "\n")


def _comment(line: str, number: int) -> tuple[CommentId, str]:
    try:
        row = json.loads(line)
        comment_id, text = row["id"], row["text"]
    except (ValueError, TypeError, KeyError) as error:
        msg = f'line {number} is not {{"id": …, "text": …}}'
        raise ValueError(msg) from error
    if not isinstance(comment_id, str | int) or not isinstance(text, str):
        msg = f"line {number}: id is a text or a number, and text is a text"
        raise ValueError(msg)  # noqa: TRY004 - wrong input, whatever part of it
    return comment_id, text
