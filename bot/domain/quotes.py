"""Quotes: chooses comments to quote, and formats them."""

from collections.abc import Iterable, Mapping

from bot.core.summary import QuotableComment
from bot.domain.figures import Figures
from storage.scores import Score
from storage.themes import Rated

MIN_RATINGS_SHOWN = 3
"""Ratings a comment needs before it is quoted as one of the highest."""

QUOTE_LENGTH = 300
"""Characters; a quote is never cut before these."""

_CUT_WITHIN = 60  # characters past QUOTE_LENGTH in which a space is looked for
_JOINED = {"\u200d", "\ufe0f", "\ufe0e"}  # what holds one sign together


def choose_quotes(rated: Iterable[Rated], scores: Mapping[int, Score], max_quotes: int) -> list[Rated]:
    """Return the highest comments in the order of the last release; of equals the shortest, and last those without."""

    def order(each: Rated) -> tuple[bool, int, float, int, int]:
        found = scores.get(each.comment_id)
        place = (found.position, -found.stars) if found else (0, 0.0)
        return (found is None, *place, each.length, each.number)

    return sorted(rated, key=order)[:max_quotes]


def quotable_comments(
    rated: Iterable[Rated], words: Mapping[int, str], figures: Figures
) -> tuple[QuotableComment, ...]:
    """Return the comments whose words there are, each once."""
    every = {each.comment_id: each for each in rated if each.comment_id in words}
    return tuple(_quotable_comment(each, words[each.comment_id], figures) for each in every.values())


def _quotable_comment(rated: Rated, text: str, figures: Figures) -> QuotableComment:
    score = figures.published(rated.comment_id)
    if score is None:
        return QuotableComment(rated.comment_id, text)
    spread = figures.spread(rated.comment_id)
    facts = (score.stars, score.low, score.high, score.ratings, score.position)
    return QuotableComment(rated.comment_id, text, spread, *facts)


def quote_text(text: str) -> str:
    """Return words in quotation marks: unchanged, or their first 300 characters and a little more.

    A cut falls between two words where it can, and its ellipsis is outside the marks.
    """
    if len(text) <= QUOTE_LENGTH + _CUT_WITHIN:
        return f"“{text}”"
    near = text[QUOTE_LENGTH : QUOTE_LENGTH + _CUT_WITHIN]
    place = next((n for n, sign in enumerate(near) if sign.isspace()), 0) + QUOTE_LENGTH
    while place < len(text) and (text[place] in _JOINED or text[place - 1] == "\u200d"):
        place += 1
    return f"“{text[:place]}” …"
