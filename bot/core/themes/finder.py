"""The theme finder: comments in, themes out. The same comments give the same themes, in whatever order they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.themes.model import ALL_COMMENTS, OTHER_COMMENTS, CommentId, Theme, ThemeSet
from bot.core.themes.silence import says_nothing

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from bot.core.themes.corpus import Corpus, Floats, Ints

WORTH_BESIDE_EXTRA = 1.5
"""What wording and spelling count beside vectors from elsewhere, which count 1."""

MIN_COMMENTS = 6
"""Fewer comments than these are one theme: there is nothing to tell apart yet."""

_MAX_FALLBACK_LENGTH = 60

BOTH = 0.6
"""A second theme is named when the comment lies this near to it, beside its own, and says its first phrase."""


def find_themes(comments: Sequence[tuple[CommentId, str]], *, extra: "Floats | None" = None) -> ThemeSet:
    """Return the themes of the comments: how many is for the data to say, and every comment lies in one.

    comments: (id, text); ids differ from each other. Any Unicode, empty texts and repeated texts are fine.
    Fewer than 6 comments, or fewer than 6 that differ in their words, are one theme with the headline ALL_COMMENTS;
    no comments, no themes. extra: comments x numbers, vectors of the comments from elsewhere, in their order.
    Pure and deterministic; the order of the comments plays no part. Loads numpy and scipy.

    Raises ValueError when an id comes twice.
    """
    if len({comment_id for comment_id, _ in comments}) != len(comments):
        raise ValueError("a comment's id comes twice")
    places = in_order(comments)
    ids = [comments[place][0] for place in places]
    texts = [comments[place][1] for place in places]
    if not ids:
        return ThemeSet()
    if len(ids) < MIN_COMMENTS:
        return _one_theme(ids, texts)
    return _grouped(ids, texts, None if extra is None else extra[places])


def in_order(comments: Sequence[tuple[CommentId, str]]) -> list[int]:
    """Return the places of the comments sorted by text, so that the order of arrival plays no part."""

    def key(place: int) -> tuple[list[str], str, str]:
        comment_id, text = comments[place]
        return text.casefold().split(), text, str(comment_id)

    return sorted(range(len(comments)), key=key)


@dataclass(frozen=True, slots=True)
class Read:
    """Comments made ready to be grouped. which: the row of each comment, equal texts being one row.

    wordless: rows without a word to go by, or that say nothing. fit: the rows that groups are found from. named: their
    words.
    """

    which: "Ints"
    wordless: "npt.NDArray[np.bool_]"
    fit: "Ints"
    blocks: "list[Floats]"
    named: "Corpus"


def prepared(texts: Sequence[str], extra: "Floats | None" = None) -> Read | None:
    """Return comments made ready; None when they are too few, or too much alike, to be told apart.

    texts: sorted. extra: comments x numbers, vectors of theirs from elsewhere.
    """
    import numpy as np

    from bot.core.themes import corpus as corpora
    from bot.core.themes import features, grouping

    same = ["\0".join(text.casefold().split()) for text in texts]
    _, first, which = np.unique(np.asarray(same, dtype=object), return_index=True, return_inverse=True)
    corpus = corpora.read(["" if says_nothing(texts[place]) else texts[place] for place in first.tolist()])
    worded = np.flatnonzero(np.bincount(corpus.rows[corpus.words >= 0], minlength=corpus.count) > 0)
    if len(worded) < MIN_COMMENTS:
        return None
    fit = worded[grouping.sample(len(worded))]
    blocks = features.vectors(corpus, fit)
    if extra is not None:
        blocks = [*(WORTH_BESIDE_EXTRA * block for block in blocks), _centred(extra[first], fit)]
    if not blocks:  # no two comments share as much as three letters
        return None
    wordless = np.ones(corpus.count, dtype=bool)
    wordless[worded] = False
    return Read(which.ravel(), wordless, fit, blocks, corpora.only(corpus, fit))


def _centred(extra: "Floats", fit: "Ints") -> "Floats":
    import numpy as np

    from bot.core.themes.features import unit

    rows = np.asarray(extra, dtype=np.float32)
    return unit(rows - rows[fit].mean(axis=0))


def _grouped(ids: Sequence[CommentId], texts: Sequence[str], extra: "Floats | None") -> ThemeSet:
    """Return the themes of enough comments, sorted by text."""
    from bot.core.themes import grouping, naming

    read = prepared(texts, extra)
    if read is None:
        return _one_theme(ids, texts)
    found = grouping.group(read.blocks, read.fit)
    labels, nearness = found.labels.copy(), found.nearness
    labels[read.wordless] = nearness.shape[1]
    named = naming.name_groups(read.named, labels[read.fit])
    return _assembled(ids, texts, labels[read.which], nearness[read.which], named)


def _assembled(
    ids: Sequence[CommentId], texts: Sequence[str], labels: "Ints", nearness: "Floats", named: list[tuple[str, ...]]
) -> ThemeSet:
    """Return the set, the largest theme first, each with its example, and how sure each comment is."""
    import numpy as np

    from bot.core.themes import naming

    number = nearness.shape[1]
    rows, mine = np.arange(len(labels)), np.minimum(labels, number - 1)
    own = np.where(labels < number, nearness[rows, mine], 0)
    others = nearness.copy()
    others[rows, mine] = 0
    sure = np.clip((own - others.max(axis=1)) / np.maximum(own, 1e-6), 0, 1)
    groups = []
    for label in np.unique(labels).tolist():
        of_label = np.flatnonzero(labels == label)
        typical = nearness[of_label, label] if label < number else np.zeros(len(of_label))
        members = of_label[np.lexsort((of_label, -np.round(typical, 5)))].tolist()
        groups.append((label, members))
    groups.sort(key=lambda one: (-len(one[1]), one[1]))

    themes: dict[int, Theme] = {}
    taken: set[str] = set()
    for place, (label, members) in enumerate(groups, start=1):
        phrases = named[label] if label < len(named) else ()
        shown = naming.example(members, texts, phrases)
        headline = OTHER_COMMENTS if label == number else naming.as_headline(phrases) or fallback(texts[shown])
        while headline.casefold() in taken:
            headline = f"{headline} ({place})"
        taken.add(headline.casefold())
        themes[label] = Theme(f"t{place}", headline, phrases, ids[shown], tuple(ids[member] for member in members))

    next_one = np.argmax(others, axis=1)
    near = np.flatnonzero((others[rows, next_one] >= BOTH * own) & (labels < number) & (number > 1))
    second = {
        ids[row]: themes[next_one[row]].key
        for row in near.tolist()
        if next_one[row] in themes and naming.says(texts[row], themes[next_one[row]].phrases[:1])
    }
    if len(themes) == 1:
        sure = np.ones(len(ids))
    sureness = {key: round(float(value), 4) for key, value in zip(ids, sure, strict=True)}
    return ThemeSet(tuple(themes.values()), sureness, second)


def fallback(text: str) -> str:
    """Return the beginning of a comment as a headline, for a group in which no phrase tells it from the others."""
    from bot.core.themes.blocked_words import blocked_words
    from bot.core.themes.corpus import read

    alone = read([text[:500]])
    unfit = blocked_words(alone)
    line = ""
    for word in alone.words[alone.words >= 0].tolist():
        if len(line) + len(alone.written[word]) >= _MAX_FALLBACK_LENGTH:
            line = f"{line}…"
            break
        if not unfit[word]:
            line = f"{line} {alone.written[word]}".strip()
    return line[:1].upper() + line[1:] or OTHER_COMMENTS


def _one_theme(ids: Sequence[CommentId], texts: Sequence[str]) -> ThemeSet:
    """Return all comments as one theme."""
    from bot.core.themes import naming

    shown = naming.example(range(len(ids)), texts, ())
    theme = Theme("t1", ALL_COMMENTS, (), ids[shown], tuple(ids))
    return ThemeSet((theme,), dict.fromkeys(ids, 1.0))
