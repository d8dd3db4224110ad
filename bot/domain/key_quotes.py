"""What is quoted of a theme: its key sentence, or one comment for and one against where people oppose each other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.themes.key_sentence import key_clause
from bot.core.themes.opposition import Side, side_clause
from bot.texts import Texts
from storage import themes
from storage.scope import ExchangeScope
from storage.session import Db


class Quoted(Protocol):
    """A theme, as far as its quotes go."""

    @property
    def number(self) -> int:
        """As in t3."""
        ...

    @property
    def phrases(self) -> tuple[str, ...]:
        """Of its name."""
        ...

    @property
    def example_id(self) -> int | None:
        """The comment of its key sentence."""
        ...

    @property
    def for_id(self) -> int | None:
        """A comment for what its name says."""
        ...

    @property
    def against_id(self) -> int | None:
        """A comment against it."""
        ...


@dataclass(frozen=True, slots=True)
class KeyQuote:
    """A clause of a comment, unchanged. side: whether it is for or against what the theme's name says, or neither."""

    comment_id: int
    number: int
    text: str
    side: Side | None = None


def key_quotes(theme: Quoted, words: Mapping[int, tuple[int, str]]) -> tuple[KeyQuote, ...]:
    """Return the quotes of a theme, none where no comment gives one. words: number and words by comment's id.

    The clause is found in the words of now, so that nothing is quoted that was withdrawn or reworded.
    """
    sides: tuple[tuple[int | None, Side], ...] = ((theme.for_id, "for"), (theme.against_id, "against"))
    opposed = [
        KeyQuote(comment_id, words[comment_id][0], words[comment_id][1][span[0] : span[1]], side)
        for comment_id, side in sides
        if comment_id is not None
        and comment_id in words
        and (span := side_clause(words[comment_id][1], theme.phrases, side))
    ]
    if len(opposed) == len(sides):
        return tuple(opposed)
    if theme.example_id is None or theme.example_id not in words:
        return ()
    number, text = words[theme.example_id]
    found = key_clause(text, theme.phrases)
    return (KeyQuote(theme.example_id, number, text[found[0] : found[1]]),) if found else ()


async def load_key_quotes(
    db: Db, scope: ExchangeScope, found: Sequence[Quoted], *, only: Collection[int] | None = None
) -> dict[int, tuple[KeyQuote, ...]]:
    """Return the quotes of themes by their number. only: ids of the comments that may be quoted; None for any live one.

    A comment with an open report is quoted nowhere.
    """
    ids = {each for theme in found for each in (theme.example_id, theme.for_id, theme.against_id) if each is not None}
    words = await themes.get_quotable(db, scope, ids if only is None else ids & set(only))
    return {theme.number: key_quotes(theme, words) for theme in found}


def side_text(texts: Texts, side: Side | None) -> str:
    """Return the word before a quote that is for or against, with a space; "" before others."""
    if side is None:
        return ""
    return f"{texts('themes.quote_for' if side == 'for' else 'themes.quote_against')} "
