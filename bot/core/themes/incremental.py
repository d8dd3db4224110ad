"""Themes followed as comments come and go: the same finder, from where it stood."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.themes.finder import MIN_COMMENTS, in_order
from bot.core.themes.model import ALL_COMMENTS, CommentId
from bot.core.themes.state import Event, ThemeState

if TYPE_CHECKING:
    from bot.core.themes.corpus import Floats
    from bot.core.themes.language_run import LanguageRun

Comments = Sequence[tuple[CommentId, str]]


def follow(
    comments: Comments,
    before: ThemeState | None = None,
    *,
    languages: Mapping[CommentId, str] | None = None,
    extra: "Floats | None" = None,
) -> tuple[ThemeState, tuple[Event, ...]]:
    """Return the themes as they stand now, and what changed since `before`.

    comments: all (id, text) there are now; who is not among them any more has left its theme.
    languages: ISO 639-1 by id, "" or absent where it is not known; None where languages are not to be told apart.
    extra: comments x numbers, vectors of the comments from elsewhere, in their order.
    With no themes standing this is `find_themes`. Otherwise new comments join, and splits, merges, new themes and moves
    happen as far as `settling` allows; what moderators decided stays (`StandingTheme`). A theme keeps its headline and
    example, unless hardly any of its comments speaks so any more, or the example is gone. Pure and deterministic.

    Raises ValueError when an id comes twice.
    """
    if len({comment_id for comment_id, _ in comments}) != len(comments):
        raise ValueError("a comment's id comes twice")
    from bot.core.themes.language_run import LanguageRun

    places = in_order(comments)
    ids = [comments[place][0] for place in places]
    texts = [comments[place][1] for place in places]
    rows = None if extra is None else extra[places]
    standing = _without_the_one(before or ThemeState(), set(ids))
    spoken = _languages(ids, standing, languages or {})
    sizes = Counter(spoken)
    groups = sorted(sizes, key=lambda language: (-sizes[language], language)) or [""]
    parts: list[LanguageRun] = []
    number = standing.next_number
    for language in groups:
        mine = [at for at, one in enumerate(spoken) if one == language]
        themes = [
            theme
            for theme in standing.themes
            if (theme.language if theme.language in groups else groups[0]) == language
        ]
        part = LanguageRun(
            [ids[at] for at in mine],
            [texts[at] for at in mine],
            None if rows is None else rows[mine],
            themes,
            language=language,
            is_alone=len(groups) == 1,
            next_number=number,
            settled_at=_settled_at(standing, language),
            taken={theme.headline.casefold() for theme in standing.themes}
            | {theme.headline.casefold() for earlier in parts for theme in earlier.themes},
        )
        part.run()
        number = part.next_number
        parts.append(part)
    return _put_together(parts, standing, number)


def _put_together(
    parts: "list[LanguageRun]", standing: ThemeState, number: int
) -> tuple[ThemeState, tuple[Event, ...]]:
    themes = [theme for part in parts for theme in part.themes]
    known = {theme.number for theme in themes}
    events = [event for part in parts for event in part.events]
    told = {event.number for event in events if event.kind == "merge"}
    events += [Event("gone", theme.number) for theme in standing.themes if theme.number not in known | told]
    after = ThemeState(
        themes=tuple(sorted(themes, key=lambda theme: (-len(theme.members), theme.number))),
        second={comment_id: other for part in parts for comment_id, other in part.second.items()},
        next_number=number,
        memory={"settled_at": {part.language: part.settled_at for part in parts if part.settled_at}},
    )
    return after, tuple(events)


def _without_the_one(standing: ThemeState, here: set[CommentId]) -> ThemeState:
    """Return what stands, without comments that are gone, and without the one theme of a set too small for themes."""
    themes = tuple(
        replace(
            theme,
            members=tuple((member, sure) for member, sure in theme.members if member in here),
            pinned=frozenset(theme.pinned & here),
        )
        for theme in standing.themes
        if theme.is_decided or not theme.headline.startswith(ALL_COMMENTS)
    )
    return replace(standing, themes=themes)


def _settled_at(standing: ThemeState, language: str) -> int:
    known = standing.memory.get("settled_at")
    value = known.get(language, 0) if isinstance(known, Mapping) else 0
    return value if isinstance(value, int) else 0


def _languages(ids: Sequence[CommentId], standing: ThemeState, languages: Mapping[CommentId, str]) -> list[str]:
    """Return the language that each comment is grouped with.

    What is not told, or spoken by too few, goes with the commonest; what a moderator placed, with its theme.
    """
    placed = {
        member: theme.language
        for theme in standing.themes
        for member, _ in theme.members
        if theme.is_locked or theme.is_whole or member in theme.pinned
    }
    told = [placed.get(comment_id) or languages.get(comment_id, "") for comment_id in ids]
    sizes = Counter(language for language in told if language)
    if not sizes:
        return [""] * len(ids)
    main = min(sizes, key=lambda language: (-sizes[language], language))
    return [language if sizes.get(language, 0) >= MIN_COMMENTS else main for language in told]
