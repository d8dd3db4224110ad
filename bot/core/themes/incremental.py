"""Incremental theme finding: update the themes of an exchange as comments come and go."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.themes.finder import MIN_COMMENTS, in_order
from bot.core.themes.model import CommentId, ThemeKind
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
    """Return the new state of the themes, and the events since `before`.

    comments: all present (id, text); a comment that is missing has left its theme.
    languages: ISO 639-1 by id, "" or absent where unknown; None to group all languages together.
    extra: comments x width, external vectors of the comments, in their order.
    Without previous themes this is `find_themes`. Otherwise new comments join, and splits, merges, new themes and moves
    happen as far as `stabilise` allows; moderators' decisions stay (`LastingTheme`). A theme keeps its headline and
    example, unless hardly any comment contains its phrases, or the example is gone. Pure and deterministic.

    Raises ValueError when an id comes twice.
    """
    if len({comment_id for comment_id, _ in comments}) != len(comments):
        raise ValueError("a comment's id comes twice")
    from bot.core.themes.language_run import LanguageRun

    order = in_order(comments)
    ids = [comments[index][0] for index in order]
    texts = [comments[index][1] for index in order]
    rows = None if extra is None else extra[order]
    state = _without_the_one(before or ThemeState(), set(ids))
    language_of = _languages(ids, state, languages or {})
    sizes = Counter(language_of)
    groups = sorted(sizes, key=lambda language: (-sizes[language], language)) or [""]
    runs: list[LanguageRun] = []
    number = state.next_number
    for language in groups:
        members = [at for at, one in enumerate(language_of) if one == language]
        themes = [
            theme for theme in state.themes if (theme.language if theme.language in groups else groups[0]) == language
        ]
        run = LanguageRun(
            [ids[at] for at in members],
            [texts[at] for at in members],
            None if rows is None else rows[members],
            themes,
            language=language,
            is_alone=len(groups) == 1,
            next_number=number,
            settled_at=_settled_at(state, language),
            taken={theme.headline.casefold() for theme in state.themes}
            | {theme.headline.casefold() for earlier in runs for theme in earlier.themes},
        )
        run.run()
        number = run.next_number
        runs.append(run)
    return _assemble(runs, state, number)


def _assemble(runs: "list[LanguageRun]", state: ThemeState, number: int) -> tuple[ThemeState, tuple[Event, ...]]:
    themes = [theme for run in runs for theme in run.themes]
    present = {theme.number for theme in themes}
    events = [event for run in runs for event in run.events]
    merged = {event.number for event in events if event.kind == "merge"}
    events += [Event("gone", theme.number) for theme in state.themes if theme.number not in present | merged]
    after = ThemeState(
        themes=tuple(sorted(themes, key=lambda theme: (-len(theme.members), theme.number))),
        second={comment_id: other for run in runs for comment_id, other in run.second.items()},
        next_number=number,
        memory={"settled_at": {run.language: run.settled_at for run in runs if run.settled_at}},
    )
    return after, tuple(events)


def _without_the_one(state: ThemeState, here: set[CommentId]) -> ThemeState:
    """Return the state without removed comments, and without the one theme of a set too small for themes."""
    themes = tuple(
        replace(
            theme,
            members=tuple((member, sure) for member, sure in theme.members if member in here),
            pinned=frozenset(theme.pinned & here),
        )
        for theme in state.themes
        if theme.is_decided or theme.kind not in {ThemeKind.ALL, ThemeKind.LANGUAGE}
    )
    return replace(state, themes=themes)


def _settled_at(state: ThemeState, language: str) -> int:
    by_language = state.memory.get("settled_at")
    value = by_language.get(language, 0) if isinstance(by_language, Mapping) else 0
    return value if isinstance(value, int) else 0


def _languages(ids: Sequence[CommentId], state: ThemeState, languages: Mapping[CommentId, str]) -> list[str]:
    """Return the language that each comment is grouped with.

    An unknown or rare language counts as the commonest; a comment that a moderator placed has its theme's language.
    """
    placed = {
        member: theme.language
        for theme in state.themes
        for member, _ in theme.members
        if theme.is_locked or theme.is_merged or member in theme.pinned
    }
    spoken = [placed.get(comment_id) or languages.get(comment_id, "") for comment_id in ids]
    sizes = Counter(language for language in spoken if language)
    if not sizes:
        return [""] * len(ids)
    main = min(sizes, key=lambda language: (-sizes[language], language))
    return [language if sizes.get(language, 0) >= MIN_COMMENTS else main for language in spoken]
