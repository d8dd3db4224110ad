"""Names of themes as earlier releases gave them: shown as long as live comments have their words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.core.themes import ThemeKind
from bot.core.themes.key_sentence import content_words
from storage.published import LiveComment, StoredTheme


def without_lost_names(themes: Iterable[StoredTheme], live: Iterable[LiveComment]) -> list[StoredTheme]:
    """Return the themes of a release, without names with a word that none of their live comments has any more.

    What was withdrawn or removed is so gone from a name too. A moderator's name stays; a sub-theme goes with its name.
    """
    texts = defaultdict[int | None, dict[int, str]](dict)
    for each in live:
        texts[each.theme_id][each.comment_id] = each.text
    return [_without_lost_names(each, texts[each.theme_id]) for each in themes]


def _without_lost_names(theme: StoredTheme, texts: Mapping[int, str]) -> StoredTheme:
    """Return a theme without lost names. texts: of its live comments, by their ids."""
    parts = tuple(part for part in theme.parts if not is_lost(part[0], [texts[at] for at in part[1] if at in texts]))
    is_named = theme.kind == ThemeKind.NAMED and not theme.has_manual_name
    if is_named and is_lost(" ".join(theme.phrases), list(texts.values())):
        return replace(theme, name="", kind=ThemeKind.UNNAMED.value, parts=parts)
    return replace(theme, parts=parts)


def list_lost(names: Iterable[str], texts: Sequence[str]) -> list[str]:
    """Return the names with a word that no live comment of the exchange has any more."""
    return [name for name in names if is_lost(name, texts)]


def is_lost(name: str, texts: Iterable[str]) -> bool:
    """Say whether any word of a name is in none of the texts, inflection and case apart."""
    missing = content_words(name)
    for text in texts:
        if not missing:
            return False
        missing -= content_words(text)
    return bool(missing)
