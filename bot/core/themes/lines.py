"""Theme finding on JSON lines: {id, text} in, {id, theme, label, key_sentence, parent, subtheme} out."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from bot.core.themes.incremental import follow
from bot.core.themes.key_sentence import key_clause
from bot.core.themes.model import CommentId
from bot.core.themes.state import LastingTheme, SubTheme, ThemeState

if TYPE_CHECKING:
    from bot.core.themes.meaning import Meaning

Detect = Callable[[Sequence[str]], list[str]]
Encode = Callable[[Sequence[str]], Any]
Understand = Callable[[Sequence[str], Sequence[str]], "Meaning | None"]


def run_lines(
    source: IO[str],
    target: IO[str],
    before: ThemeState | None = None,
    *,
    detect: Detect | None = None,
    encode: Encode | None = None,
    understand: Understand | None = None,
    name: Callable[[LastingTheme], str] = lambda theme: theme.headline,
) -> ThemeState:
    """Read comments as JSON lines {"id", "text"}, write {"id", "theme", "label", …} of each, return the themes.

    before: the state after the last run. detect: returns the languages of texts; each is grouped separately. encode:
    returns vectors of texts, comments x width, from the operator's own model; without one, understand: returns the
    sentence encoder's vectors of texts and their languages.
    name: returns the name of a theme, its label. Beside it are its key sentence, as it was written, and `subtheme`,
    the same of the sub-theme that the comment is in, with `parent`, the key of the theme around it; None without one.
    Empty lines are skipped. Raises ValueError, with the number of the line, on one that is not such an object.
    """
    comments: list[tuple[CommentId, str]] = []
    for number, line in enumerate(source, start=1):
        if line.strip():
            comments.append(_comment(line, number))
    languages: Mapping[CommentId, str] | None = None
    written = [text for _, text in comments]
    meaning = None
    if detect:
        spoken = detect(written)
        languages = dict(zip((comment_id for comment_id, _ in comments), spoken, strict=True))
        meaning = understand(written, spoken) if understand and not encode else None
    extra = encode(written) if encode and comments else None
    state, _ = follow(comments, before, languages=languages, extra=extra, meaning=meaning)
    texts = dict(comments)
    key_of = {member: theme.key for theme in state.themes for member, _ in theme.members}
    names = {
        theme.key: {"label": name(theme), "key_sentence": _key_sentence(theme, texts), "parent": None}
        for theme in state.themes
    }
    within = {member: row for theme in state.themes for member, row in _subthemes(theme, texts)}
    for comment_id, _ in comments:
        row = {
            "id": comment_id,
            "theme": key_of[comment_id],
            **names[key_of[comment_id]],
            "subtheme": within.get(comment_id),
        }
        target.write(json.dumps(row, ensure_ascii=False) + "\n")
    return state


def _subthemes(theme: LastingTheme, texts: Mapping[CommentId, str]) -> Iterator[tuple[CommentId, dict[str, Any]]]:
    """Yield each comment in a sub-theme with what is written of that: its key is the theme's and its place, t3.1."""
    for place, part in enumerate(theme.parts, start=1):
        row = {
            "theme": f"{theme.key}.{place}",
            "label": part.headline,
            "key_sentence": _key_sentence(part, texts),
            "parent": theme.key,
        }
        for member in part.member_ids:
            yield member, row


def _key_sentence(theme: LastingTheme | SubTheme, texts: Mapping[CommentId, str]) -> str | None:
    text = "" if theme.example_id is None else texts[theme.example_id]
    span = key_clause(text, theme.phrases)
    return text[span[0] : span[1]] if span else None


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
