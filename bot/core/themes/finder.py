"""The theme finder: comments in, themes out. The same comments give the same themes, in whatever order they come."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.core.themes.model import ALL_COMMENTS, OTHER_COMMENTS, CommentId, Theme, ThemeSet

if TYPE_CHECKING:
    from bot.core.themes.corpus import Floats, Ints

FEWEST_COMMENTS = 6
"""Fewer comments than these are one theme: there is nothing to tell apart yet."""

_LONGEST_FALLBACK = 60


def find_themes(comments: Sequence[tuple[CommentId, str]]) -> ThemeSet:
    """Return the themes of the comments: how many is for the data to say, and every comment lies in one.

    comments: (id, text); ids differ from each other. Any Unicode, empty texts and repeated texts are fine.
    Fewer than 6 comments, or fewer than 6 that differ in their words, are one theme with the headline ALL_COMMENTS;
    no comments, no themes. Pure and deterministic; the order of the comments plays no part. Loads numpy and scipy.

    Raises ValueError when an id comes twice.
    """
    if len({comment_id for comment_id, _ in comments}) != len(comments):
        raise ValueError("a comment's id comes twice")
    ordered = sorted(comments, key=lambda comment: (comment[1].casefold().split(), comment[1], str(comment[0])))
    ids = [comment_id for comment_id, _ in ordered]
    texts = [text for _, text in ordered]
    if not ids:
        return ThemeSet()
    if len(ids) < FEWEST_COMMENTS:
        return _one_theme(ids, texts)
    return _grouped(ids, texts)


def _grouped(ids: Sequence[CommentId], texts: Sequence[str]) -> ThemeSet:
    """Return the themes of enough comments, sorted by text."""
    import numpy as np

    from bot.core.themes import corpus as corpora
    from bot.core.themes import features, grouping, naming

    same = ["\0".join(text.casefold().split()) for text in texts]
    _, first, which = np.unique(np.asarray(same, dtype=object), return_index=True, return_inverse=True)
    corpus = corpora.read([texts[place] for place in first.tolist()])
    worded = np.flatnonzero(np.bincount(corpus.rows[corpus.words >= 0], minlength=corpus.count) > 0)
    if len(worded) < FEWEST_COMMENTS:
        return _one_theme(ids, texts)
    fit = worded[grouping.sample(len(worded))]
    blocks = features.vectors(corpus, fit)
    if not blocks:  # no two comments share as much as three letters
        return _one_theme(ids, texts)
    found = grouping.group(blocks, fit)

    labels, nearness = found.labels.copy(), found.nearness
    wordless = np.ones(corpus.count, dtype=bool)
    wordless[worded] = False
    number = nearness.shape[1]
    labels[wordless] = number
    named = naming.name_groups(corpora.only(corpus, fit), labels[fit])
    return _assembled(ids, texts, labels[which], nearness[which], named)


def _assembled(
    ids: Sequence[CommentId], texts: Sequence[str], labels: "Ints", nearness: "Floats", named: list[tuple[str, ...]]
) -> ThemeSet:
    """Return the set, the largest theme first, each with its example, and how sure each comment is."""
    import numpy as np

    from bot.core.themes import naming

    number = nearness.shape[1]
    rows = np.arange(len(labels))
    own = np.where(labels < number, nearness[rows, np.minimum(labels, number - 1)], 0)
    others = nearness.copy()
    others[rows, np.minimum(labels, number - 1)] = 0
    sure = np.clip((own - others.max(axis=1)) / np.maximum(own, 1e-6), 0, 1)
    groups = []
    for label in np.unique(labels).tolist():
        rows = np.flatnonzero(labels == label)
        typical = nearness[rows, label] if label < number else np.zeros(len(rows))
        members = rows[np.lexsort((rows, -np.round(typical, 5)))].tolist()
        phrases = named[label] if label < len(named) else ()
        groups.append((members, phrases, label == number))
    groups.sort(key=lambda one: (-len(one[0]), one[0]))
    themes, taken = [], set()
    for place, (members, phrases, wordless) in enumerate(groups, start=1):
        shown = naming.example(members, texts, phrases)
        headline = OTHER_COMMENTS if wordless else naming.as_headline(phrases) or _fallback(texts[shown])
        while headline.casefold() in taken:
            headline = f"{headline} ({place})"
        taken.add(headline.casefold())
        member_ids = tuple(ids[member] for member in members)
        themes.append(Theme(f"t{place}", headline, tuple(phrases), ids[shown], member_ids))
    if len(themes) == 1:
        sure = sure * 0 + 1
    return ThemeSet(tuple(themes), {key: round(float(value), 4) for key, value in zip(ids, sure, strict=True)})


def _fallback(text: str) -> str:
    """Return the beginning of a comment as a headline, for a group in which no phrase comes twice."""
    from bot.core.themes.words import segments

    words = [word for segment in segments(text[:500]) for word in segment]
    line = ""
    for word in words:
        if len(line) + len(word) >= _LONGEST_FALLBACK:
            return f"{line}…" if line else OTHER_COMMENTS
        line = f"{line} {word}".strip()
    return line[:1].upper() + line[1:] or OTHER_COMMENTS


def _one_theme(ids: Sequence[CommentId], texts: Sequence[str]) -> ThemeSet:
    """Return all comments as one theme."""
    from bot.core.themes import naming

    shown = naming.example(range(len(ids)), texts, ())
    theme = Theme("t1", ALL_COMMENTS, (), ids[shown], tuple(ids))
    return ThemeSet((theme,), dict.fromkeys(ids, 1.0))
