"""Whose words leave the workspace, where an exchange asks its authors: the one place that takes the others out.

What is public is made of what this leaves. Comments of others keep their number, day and figures, and a sentence is
in the place of their words. Comments to begin with are nobody's, and always quoted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.themes import ThemeKind
from bot.core.themes.key_sentence import content_words
from bot.texts import texts_for
from storage.exchanges import Exchange
from storage.published import LiveComment, StoredTheme


def list_withheld(exchange: Exchange, live: Iterable[LiveComment]) -> frozenset[int]:
    """Return the ids of the comments whose authors were asked and did not agree."""
    if not exchange.asks_before_quotes:
        return frozenset()
    return frozenset(each.comment_id for each in live if not each.is_quotable and not each.is_seed)


def withhold(
    exchange: Exchange, live: Sequence[LiveComment], themes: Sequence[StoredTheme]
) -> tuple[Sequence[LiveComment], Sequence[StoredTheme]]:
    """Return comments and themes without the words of those who did not agree; as they are where nobody is asked.

    A theme or sub-theme loses a name with a word that neither a comment that may be quoted has, nor as many comments of
    it as the exchange's smallest group has people: such a word is a few people's own. A moderator's name stays.
    """
    hidden = list_withheld(exchange, live)
    if not hidden:
        return live, themes
    texts = texts_for(exchange.language)
    sentence = texts("quotes.withheld")
    quoted = [
        replace(each, text=sentence, why="", language=None) if each.comment_id in hidden else each for each in live
    ]
    inside = defaultdict[int | None, list[LiveComment]](list)
    for each in live:
        inside[each.theme_id].append(each)
    fewest = exchange.min_group_size
    return quoted, [_without_own_words(each, inside[each.theme_id], hidden, fewest) for each in themes]


def _without_own_words(
    theme: StoredTheme, comments: Sequence[LiveComment], hidden: frozenset[int], fewest: int
) -> StoredTheme:
    """Return a theme without names that are a few people's own words. comments: its live ones."""
    parts = tuple(
        part
        for part in theme.parts
        if is_shared(part[0], [each for each in comments if each.comment_id in set(part[1])], hidden, fewest)
    )
    is_named = theme.kind == ThemeKind.NAMED and not theme.has_manual_name
    if is_named and not is_shared(" ".join(theme.phrases), comments, hidden, fewest):
        return replace(theme, name="", kind=ThemeKind.UNNAMED.value, parts=parts)
    return replace(theme, parts=parts)


def list_common(names: Iterable[str], texts: Iterable[str], fewest: int) -> frozenset[str]:
    """Return the names with words that are each in as many texts as that, so that none is a few people's own."""
    wanted = {name: content_words(name) for name in names}
    every = frozenset().union(*wanted.values())
    counts = Counter(word for text in texts for word in every & content_words(text))
    return frozenset(name for name, words in wanted.items() if all(counts[word] >= fewest for word in words))


def is_shared(name: str, comments: Iterable[LiveComment], hidden: frozenset[int], fewest: int) -> bool:
    """Say whether each word of a name is in a comment that may be quoted, or in enough of the others."""
    wanted = content_words(name)
    counts: Counter[str] = Counter()
    for each in comments:
        for word in wanted & content_words(each.text):
            counts[word] += 1 if each.comment_id in hidden else fewest
    return all(counts[word] >= fewest for word in wanted)
