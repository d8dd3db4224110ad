"""The theme finder: comments in, themes out, independent of the order of the comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.themes.model import CommentId, Theme, ThemeKind, ThemeSet
from bot.core.themes.silence import is_empty_answer

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from bot.core.themes.corpus import Corpus, Floats, Ints
    from bot.core.themes.meaning import Meaning

WORTH_BESIDE_EXTRA = 1.5
"""Weight of wording and spelling beside external vectors, which have weight 1."""

MIN_COMMENTS = 12
"""Comments of an exchange below which all are one theme: of fewer, themes would be of two or three comments each, and
their names say less than the comments themselves."""

MIN_GROUPED = 6
"""Comments, different in their words, that can be grouped at all: also those of one theme that a moderator splits."""

_MAX_FALLBACK_LENGTH = 60

BOTH = 0.6
"""Similarity to a second theme, as a share of that to its own, from which a comment may belong to both."""


def find_themes(
    comments: Sequence[tuple[CommentId, str]], *, extra: "Floats | None" = None, meaning: "Meaning | None" = None
) -> ThemeSet:
    """Return the themes of the comments; their number is found from the data, and every comment is in one.

    comments: (id, text); ids differ from each other. Any Unicode, empty texts and repeated texts are fine.
    Fewer than MIN_GROUPED comments, or fewer that differ in their words, are one theme of the kind ALL;
    no comments, no themes. extra: comments x width, external vectors of the comments, in their order.
    meaning: a sentence encoder's vectors of the comments, in their order.
    Pure, deterministic, independent of the order of the comments. Imports numpy and scipy.

    Raises ValueError when an id comes twice.
    """
    if len({comment_id for comment_id, _ in comments}) != len(comments):
        raise ValueError("a comment's id comes twice")
    order = in_order(comments)
    ids = [comments[index][0] for index in order]
    texts = [comments[index][1] for index in order]
    if not ids:
        return ThemeSet()
    if len(ids) < MIN_GROUPED:
        return _one_theme(ids, texts)
    return _find(ids, texts, None if extra is None else extra[order], None if meaning is None else meaning.take(order))


def in_order(comments: Sequence[tuple[CommentId, str]]) -> list[int]:
    """Return the indices of the comments sorted by text, which makes the order of arrival irrelevant."""

    def key(index: int) -> tuple[list[str], str, str]:
        comment_id, text = comments[index]
        return text.casefold().split(), text, str(comment_id)

    return sorted(range(len(comments)), key=key)


@dataclass(frozen=True, slots=True)
class PreparedComments:
    """Comments prepared for grouping.

    which: the row of each comment; equal texts share a row. wordless: rows without usable words or without content.
    apart: rows that are a set of their own, and not grouped.
    fit: the rows that groups are found from. blocks: vectors of all rows. named: the corpus of the fit rows, and
    meaning: a sentence encoder's vectors of these, if there are any.
    """

    which: "Ints"
    wordless: "npt.NDArray[np.bool_]"
    apart: "npt.NDArray[np.bool_]"
    fit: "Ints"
    blocks: "list[Floats]"
    named: "Corpus"
    meaning: "Meaning | None" = None


def prepare(
    texts: Sequence[str],
    extra: "Floats | None" = None,
    meaning: "Meaning | None" = None,
    *,
    apart: Sequence[bool] | None = None,
) -> PreparedComments | None:
    """Return the prepared comments; None when they are too few or too similar to be grouped.

    texts: sorted. extra: comments x width, their external vectors. meaning: a sentence encoder's. apart: of each
    text, whether it is one of a set of their own, the same for equal ones.
    """
    import numpy as np

    from bot.core.themes import corpus as corpora
    from bot.core.themes import features, grouping

    same = ["\0".join(text.casefold().split()) for text in texts]
    _, first, which = np.unique(np.asarray(same, dtype=object), return_index=True, return_inverse=True)
    corpus = corpora.read(["" if is_empty_answer(texts[index]) else texts[index] for index in first.tolist()])
    has_words = np.bincount(corpus.rows[corpus.words >= 0], minlength=corpus.count) > 0
    is_apart = np.zeros(corpus.count, dtype=bool) if apart is None else np.asarray(apart, dtype=bool)[first]
    worded = np.flatnonzero(has_words & ~is_apart)
    if len(worded) < MIN_GROUPED:
        return None
    fit = worded[grouping.sample(len(worded))]
    blocks = features.vectors(corpus, fit)
    if extra is not None:
        blocks = [*(WORTH_BESIDE_EXTRA * block for block in blocks), _centre(extra[first], fit)]
    if meaning is not None:
        from bot.core.themes.meaning import views

        blocks += views(meaning.take(first), corpus, fit)
    if not blocks:  # no two comments share even three letters
        return None
    named = None if meaning is None else meaning.take(first[fit])
    return PreparedComments(
        which.ravel(), ~has_words, is_apart & has_words, fit, blocks, corpora.only(corpus, fit), named
    )


def _centre(extra: "Floats", fit: "Ints") -> "Floats":
    import numpy as np

    from bot.core.themes.features import unit

    rows = np.asarray(extra, dtype=np.float32)
    return unit(rows - rows[fit].mean(axis=0))


def _find(
    ids: Sequence[CommentId], texts: Sequence[str], extra: "Floats | None", meaning: "Meaning | None"
) -> ThemeSet:
    """Return the themes of MIN_GROUPED comments or more, sorted by text."""
    from bot.core.themes import grouping, naming

    prepared = prepare(texts, extra, meaning)
    if prepared is None:
        return _one_theme(ids, texts)
    found = grouping.group(prepared.blocks, prepared.fit)
    labels, nearness = found.labels.copy(), found.nearness
    labels[prepared.wordless] = nearness.shape[1]
    names = naming.name_groups(prepared.named, labels[prepared.fit], meaning=prepared.meaning)
    return _assemble(ids, texts, labels[prepared.which], nearness[prepared.which], names)


def _assemble(
    ids: Sequence[CommentId], texts: Sequence[str], labels: "Ints", nearness: "Floats", named: list[tuple[str, ...]]
) -> ThemeSet:
    """Return the themes, the largest first, with their examples and each comment's membership confidence."""
    import numpy as np

    from bot.core.themes import key_sentence, naming

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
    for position, (label, members) in enumerate(groups, start=1):
        phrases = named[label] if label < len(named) else ()
        shown = key_sentence.choose_key(members, texts, phrases)
        kind = ThemeKind.SILENT if label == number else ThemeKind.NAMED if phrases else ThemeKind.UNNAMED
        headline = "" if kind == ThemeKind.SILENT else naming.as_headline(phrases) or fallback(texts[shown])
        while headline and headline.casefold() in taken:
            headline = f"{headline} ({position})"
        taken.add(headline.casefold())
        mine = tuple(ids[member] for member in members)
        themes[label] = Theme(f"t{position}", headline, phrases, ids[shown], mine, kind)

    next_one = np.argmax(others, axis=1)
    near = np.flatnonzero((others[rows, next_one] >= BOTH * own) & (labels < number) & (number > 1))
    second = {
        ids[row]: themes[next_one[row]].key
        for row in near.tolist()
        if next_one[row] in themes and naming.contains_phrase(texts[row], themes[next_one[row]].phrases[:1])
    }
    if len(themes) == 1:
        sure = np.ones(len(ids))
    confidence = {key: round(float(value), 4) for key, value in zip(ids, sure, strict=True)}
    return ThemeSet(tuple(themes.values()), confidence, second)


def fallback(text: str) -> str:
    """Return the beginning of a comment as the headline of a group without a distinctive phrase; "" if no word fits."""
    from bot.core.themes.blocked_words import blocked_words
    from bot.core.themes.corpus import read

    alone = read([text[:500]])
    blocked = blocked_words(alone)
    line, before = "", ""
    for word in alone.words[alone.words >= 0].tolist():
        written = alone.written[word]
        if len(line) + len(written) >= _MAX_FALLBACK_LENGTH:
            line = f"{line}…"
            break
        if not blocked[word] and not (before and written.casefold().startswith(before)):
            line, before = f"{line} {written}".strip(), written.casefold()
    return line[:1].upper() + line[1:]


def _one_theme(ids: Sequence[CommentId], texts: Sequence[str]) -> ThemeSet:
    """Return all comments as one theme."""
    from bot.core.themes import key_sentence

    shown = key_sentence.choose_key(range(len(ids)), texts, ())
    theme = Theme("t1", "", (), ids[shown], tuple(ids), ThemeKind.ALL)
    return ThemeSet((theme,), dict.fromkeys(ids, 1.0))
