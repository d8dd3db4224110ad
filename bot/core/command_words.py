"""Names of subcommands, flags and actions, in English or Spanish, with or without accents."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Literal

from bot.core.words import SPANISH, commands, fold, language_of

Kind = Literal["subcommand", "flag", "action"]
_TABLES: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    "subcommand": commands.SUBCOMMANDS,
    "flag": commands.FLAGS,
    "action": commands.ACTIONS,
}


def _by_alias(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): name for name, row in table.items() for word in (name, *row)}


_NAMES = {kind: _by_alias(table) for kind, table in _TABLES.items()}
_VALUES = {flag: _by_alias(table) for flag, table in commands.FLAG_VALUES.items()}
_MOST_WORDS = max(name.count("-") + 1 for name in _NAMES["subcommand"])
_MAX_WORD = 40  # characters; longer than any name


def subcommand_of(word: str) -> str:
    """Return the English name of a subcommand, "" for a word that is none."""
    return _NAMES["subcommand"].get(fold(word[:_MAX_WORD].strip()), "")


def subcommand_in_words(text: str) -> tuple[str, str]:
    """Return the English name that a text begins with in several words ("borrar mis datos") and the rest; else ""."""
    for count in range(_MOST_WORDS, 1, -1):
        words = text.split(maxsplit=count)
        if len(words) >= count and (name := subcommand_of("-".join(words[:count]))):
            return name, "".join(words[count:]).strip()
    return "", text


def flag_of(word: str) -> str:
    """Return the English name of a flag without its dashes, an unknown one as it is written."""
    return _NAMES["flag"].get(fold(word[:_MAX_WORD]), word.lower())


def action_of(word: str) -> str:
    """Return the English name of a word after `digest`, `theme`, `mod` or `outside`; an unknown one as it is."""
    return _NAMES["action"].get(fold(word[:_MAX_WORD].strip()), word.lower())


def flag_value_of(flag: str, value: str) -> str:
    """Return a flag's value in English where it is one of a few words, every other as it is."""
    return _VALUES.get(flag, {}).get(fold(value[:_MAX_WORD].strip()), value)


def name_in(locale: str | None, name: str, kind: Kind = "subcommand") -> str:
    """Return the name that is shown to readers of a locale: the first Spanish one, or the English one."""
    row = _TABLES[kind].get(name, ()) if language_of(locale) == SPANISH else ()
    return row[0] if row else name


def value_in(locale: str | None, flag: str, value: str) -> str:
    """Return a flag's value as readers of a locale write it: the first Spanish word, or the English one."""
    row = commands.FLAG_VALUES.get(flag, {}).get(value, ()) if language_of(locale) == SPANISH else ()
    return row[0] if row else value


def nearest(word: str, known: Collection[str], *, kind: Kind = "subcommand") -> str:
    """Return the name, English or Spanish, of one of `known` that is most like a word; "" when none is."""
    names = {alias for alias, name in _NAMES[kind].items() if name in known} | set(known)
    near = get_close_matches(fold(word[:_MAX_WORD]), sorted(names), n=1)
    return near[0] if near else ""
