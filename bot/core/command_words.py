"""Names of subcommands and of the words behind them, in English or Spanish, with or without accents."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from bot.core.words import SPANISH, commands, fold, language_of

_MAX_WORD = 40  # characters; longer than any name
_LIKE, _VERY_LIKE = 0.6, 0.75  # of 1; the second for names in the language that the reader does not read


def _by_alias(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): name for name, row in table.items() for word in (name, *row)}


_ACTIONS = _by_alias(commands.ACTIONS)
_MEANT = _by_alias(commands.MEANT)


def action_of(word: str) -> str:
    """Return the English name of a word after a subcommand with actions; an unknown one as it is."""
    return _ACTIONS.get(fold(word[:_MAX_WORD].strip()), word.lower())


def action_in(locale: str | None, action: str) -> str:
    """Return an action as it is shown to readers of a locale: the first Spanish word, or the English one."""
    words = commands.ACTIONS.get(action, ()) if language_of(locale) == SPANISH else ()
    return words[0] if words else action


def nearest(word: str, names: Iterable[str], *, least: float = _LIKE) -> str:
    """Return the name that is most like a word; "" when none is. least: how like it has to be, 0 to 1."""
    folded = {fold(name): name for name in names}
    near = get_close_matches(fold(word[:_MAX_WORD]), sorted(folded), n=1, cutoff=least)
    return folded[near[0]] if near else ""


class SubcommandNames:
    """The names of all subcommands. table: the other names, Spanish ones first, by the English one."""

    def __init__(self, table: Mapping[str, tuple[str, ...]]) -> None:
        self._table = table
        self._names = _by_alias(table)
        self._most_words = max((name.count("-") + 1 for name in self._names), default=1)

    def find(self, word: str) -> str:
        """Return the English name of a subcommand, "" for a word that is none."""
        return self._names.get(fold(word[:_MAX_WORD].strip()), "")

    def split(self, text: str) -> tuple[str, str]:
        """Return the subcommand by its English name and the rest, untouched. Both are empty for an empty text.

        A name with hyphens may be written with spaces: `forget me`. A word that names no subcommand comes back as it is
        written, in small letters.
        """
        for count in range(self._most_words, 1, -1):
            words = text.split(maxsplit=count)
            if len(words) >= count and (name := self.find("-".join(words[:count]))):
                return name, "".join(words[count:]).strip()
        first, _, rest = text.strip().partition(" ")
        return self.find(first) or first.lower(), rest.strip()

    def nearest(self, word: str, among: Collection[str], language: str) -> str:
        """Return the English name of the one of these subcommands that a word is likely to mean; "" for none.

        That is what people mean by the word, else the name that is most like it, in the reader's language first.
        """
        meant = _MEANT.get(fold(word[:_MAX_WORD].strip()), "")
        if meant in among:
            return meant
        english, others = list(among), [alias for name in among for alias in self._table.get(name, ())]
        own, other = (others, english) if language == SPANISH else (english, others)
        return self.find(nearest(word, own) or nearest(word, other, least=_VERY_LIKE))
