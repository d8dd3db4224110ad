"""Incremental theme finding: update the themes of an exchange as comments come and go."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.themes.finder import MIN_GROUPED, in_order
from bot.core.themes.model import CommentId, ThemeKind
from bot.core.themes.silence import is_empty_answer
from bot.core.themes.state import Event, LastingTheme, ThemeState

if TYPE_CHECKING:
    from bot.core.themes.corpus import Floats
    from bot.core.themes.language_run import LanguageRun
    from bot.core.themes.meaning import Meaning

SHARED = "*"
"""The group of all languages that the sentence encoder knows."""

Comments = Sequence[tuple[CommentId, str]]


def follow(
    comments: Comments,
    before: ThemeState | None = None,
    *,
    languages: Mapping[CommentId, str] | None = None,
    extra: "Floats | None" = None,
    meaning: "Meaning | None" = None,
    ratings: Sequence[int] | None = None,
) -> tuple[ThemeState, tuple[Event, ...]]:
    """Return the new state of the themes, and the events since `before`.

    comments: all present (id, text); a comment that is missing has left its theme.
    languages: ISO 639-1 by id, "" or absent where unknown; None to group all languages together.
    extra: comments x width, external vectors of the comments, in their order.
    meaning: a sentence encoder's vectors, in the same order; languages that it knows are grouped together.
    ratings: how many each comment has, in the same order; key sentences are taken from those with three or more.
    Without previous themes this is `find_themes`, from MIN_COMMENTS comments on. Otherwise new comments join, and
    splits, merges, new themes and moves happen as far as `stabilise` allows; moderators' decisions stay
    (`LastingTheme`). A theme keeps its headline and example, unless hardly any comment contains its phrases, or the
    example is gone (by meaning also where another speaks for many more: `covering`). Pure and deterministic.

    Raises ValueError when an id comes twice.
    """
    if len({comment_id for comment_id, _ in comments}) != len(comments):
        raise ValueError("a comment's id comes twice")
    from bot.core.themes.language_run import LanguageRun

    order = in_order(comments)
    ids = [comments[index][0] for index in order]
    texts = [comments[index][1] for index in order]
    rows = None if extra is None else extra[order]
    meant = None if meaning is None else meaning.take(order)
    state = _without_the_one(before or ThemeState(), set(ids))
    known = meaning.languages if meaning is not None and languages else frozenset()
    spoken = [(languages or {}).get(comment_id, "") for comment_id in ids]
    group_of = _groups(ids, texts, spoken, state, known)
    sizes = Counter(group_of)
    groups = sorted(sizes, key=lambda group: (-sizes[group], group)) or [""]
    runs, number = list[LanguageRun](), state.next_number
    for group in groups:
        members = [at for at, one in enumerate(group_of) if one == group]
        themes = [theme for theme in state.themes if _home(_group(theme.language, known), groups) == group]
        run = LanguageRun(
            [ids[at] for at in members],
            [texts[at] for at in members],
            None if rows is None else rows[members],
            None if meant is None else meant.take(members),
            themes,
            language=group,
            spoken=[spoken[at] for at in members] if group == SHARED else None,
            is_alone=len(groups) == 1,
            next_number=number,
            settled_at=_settled_at(state, group),
            taken=_headlines(state.themes, *(earlier.themes for earlier in runs)),
            ratings=None if ratings is None else [ratings[order[at]] for at in members],
        )
        run.run()
        number = run.next_number
        runs.append(run)
    return _with_quotes(_assemble(runs, state, number), state, zip(ids, texts, strict=True), meant, ratings, order)


def _with_quotes(
    found: tuple[ThemeState, tuple[Event, ...]],
    before: ThemeState,
    comments: Iterable[tuple[CommentId, str]],
    meant: "Meaning | None",
    ratings: Sequence[int] | None,
    order: Sequence[int],
) -> tuple[ThemeState, tuple[Event, ...]]:
    """Return what was found with key sentences that together speak for many comments, where an encoder is there.

    comments, meant: in this order; ratings: in that of the comments as they were given.
    """
    if meant is None:
        return found
    from bot.core.themes.covering import choose_examples

    texts = dict(comments)
    counts = None if ratings is None else {each: ratings[at] for each, at in zip(texts, order, strict=True)}
    return choose_examples(found[0], texts, meant.rows, meant.words, ratings=counts, before=before), found[1]


def _headlines(*several: Sequence[LastingTheme]) -> set[str]:
    return {theme.headline.casefold() for themes in several for theme in themes}


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


def _group(language: str, known: frozenset[str]) -> str:
    """Return what comments in a language, or a theme's languages, are grouped with."""
    return SHARED if any(code in known for code in language.split()) else language


def _home(group: str, groups: Sequence[str]) -> str:
    """Return the group that a theme belongs to; of one that is gone, the largest."""
    return group if group in groups else groups[0]


def _groups(
    ids: Sequence[CommentId], texts: Sequence[str], spoken: Sequence[str], state: ThemeState, known: frozenset[str]
) -> list[str]:
    """Return the group of each comment: its language, or SHARED.

    An unknown or rare language counts as the commonest group, and so does a comment without content, so that these are
    one set; a comment that a moderator placed has its theme's.
    """
    placed = {
        member: _group(theme.language, known)
        for theme in state.themes
        for member, _ in theme.members
        if theme.is_locked or theme.is_merged or member in theme.pinned
    }
    wanted = [placed.get(each) or _group(language, known) for each, language in zip(ids, spoken, strict=True)]
    sizes = Counter(group for group in wanted if group)
    if not sizes:
        return [""] * len(ids)
    main = min(sizes, key=lambda group: (-sizes[group], group))
    groups = [group if sizes.get(group, 0) >= MIN_GROUPED else main for group in wanted]
    for at, group in enumerate(groups):
        if group != main and ids[at] not in placed and is_empty_answer(texts[at]):
            groups[at] = main
    return groups
