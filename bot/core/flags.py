"""A flag of a subcommand: its names, and words for its values, in English and Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.words import SPANISH, fold, language_of

_MAX_WORD = 40  # characters; longer than any name


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag. name: the English one, without dashes, which is what is read; spanish: the first one is shown.

    takes_value: it is `--name=value`, else `--name` alone. values: Spanish words for each of a few English values;
    another value is read as it is written. bare: the English value that the name alone means; then a value follows "="
    only. sample: of a value that is none of a few, as it is shown.
    """

    name: str
    spanish: tuple[str, ...]
    takes_value: bool = True
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sample: str = ""
    bare: str = ""

    def name_in(self, locale: str | None) -> str:
        """Return the name that is shown to readers of a locale."""
        return self.spanish[0] if self.spanish and language_of(locale) == SPANISH else self.name

    def form_in(self, locale: str | None) -> str:
        """Return how readers of a locale write it: "--stars=agree|important", "--limit=500", "--review"."""
        values = "|".join(self.value_in(locale, value) for value in self.values)
        value = f"={self.sample or values or '…'}" if self.takes_value else ""
        return f"--{self.name_in(locale)}" + (f"[{value}]" if self.bare else value)

    def value_in(self, locale: str | None, value: str) -> str:
        """Return a value as readers of a locale write it."""
        words = self.values.get(value, ()) if language_of(locale) == SPANISH else ()
        return words[0] if words else value

    def is_called(self, word: str) -> bool:
        """Say whether a word names this flag; in small letters or capitals, with or without accents."""
        return fold(word[:_MAX_WORD]) in {fold(name) for name in (self.name, *self.spanish)}

    def value_of(self, written: str) -> str:
        """Return a value in English where it is one of a few words, every other as it is."""
        word = fold(written[:_MAX_WORD].strip())
        return next(
            (value for value, words in self.values.items() if word in {fold(each) for each in (value, *words)}), written
        )
