"""Sub-themes: the parts of a large theme, where the finder's own rule finds a split, with names."""

from collections.abc import Sequence

import numpy as np

from bot.core.themes import corpus as corpora
from bot.core.themes import grouping, key_sentence, naming
from bot.core.themes.corpus import Ints
from bot.core.themes.features import unit
from bot.core.themes.finder import PreparedComments
from bot.core.themes.grammar import Bools
from bot.core.themes.model import CommentId
from bot.core.themes.state import SubTheme

MIN_WITH_PARTS = 60
"""Comments of a theme from which on sub-themes are looked for."""


def find_subthemes(
    read: PreparedComments,
    mine: Sequence[int],
    ids: Sequence[CommentId],
    texts: Sequence[str],
    *,
    blocked: Bools,
    language: str = "en",
    headline: str = "",
) -> tuple[SubTheme, ...]:
    """Return the sub-themes of a theme, the largest first; none where no split is clear.

    mine: indices of its MIN_WITH_PARTS or more comments in ids and texts, the most typical first.
    language: ISO 639-1, of its headline. blocked: whether no name has it, for each word as written.
    Sub-themes are found from the same views as themes, and named by what sets them apart.
    """
    rows = np.unique(read.which[np.asarray(mine)])
    rows = rows[~read.wordless[rows]]
    if len(rows) < MIN_WITH_PARTS // 2:  # the same few words, again and again
        return ()
    labels = grouping.find_parts(unit(np.hstack([block[rows] for block in read.blocks])))
    if not labels.any():
        return ()
    of_row = np.full(len(read.wordless), -1, dtype=np.int64)
    of_row[rows] = labels
    names = _names(read, rows, of_row, blocked, language, headline)
    found = []
    for part in range(int(labels.max()) + 1):
        members = [at for at in mine if of_row[read.which[at]] == part]
        example = ids[key_sentence.choose_key(members, texts, names[part])]
        name = naming.as_headline(names[part], language) if names[part] else ""
        found.append(SubTheme(name, names[part], example, tuple(ids[at] for at in members)))
    return tuple(sorted(found, key=lambda part: -len(part.member_ids)))


def _names(
    read: PreparedComments, rows: Ints, of_row: Ints, blocked: Bools, language: str, headline: str
) -> "list[tuple[str, ...]]":
    """Return the phrases of each part, in contrast to the other parts."""
    within = np.flatnonzero(np.isin(read.fit, rows))
    number = int(of_row.max()) + 1
    names = naming.name_groups(
        corpora.only(read.named, within),
        of_row[read.fit[within]],
        languages=[language] * number,
        taken={headline.casefold()},
        blocked=blocked,
        meaning=None if read.meaning is None else read.meaning.take(within),
    )
    return [*names, *[()] * (number - len(names))]
