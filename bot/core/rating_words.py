"""Ratings that people type as a message: `4`, `****`, `4 stars`, `cuatro estrellas`, `skip`, `deshacer`."""

import re

from bot.core.words import RATINGS, fold, one_of

MAX_STARS = 5
_MAX_LENGTH = 60  # characters; longer text is a comment

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_SIGNS = re.compile(r"(?:\*|★|☆|⭐\ufe0f?|🌟|:star2?:|\s)+")
_ONE = re.compile(r"\*|★|☆|⭐|🌟|:star2?:")
_NUMBERS = {fold(word): number for words in RATINGS.values() for word, number in words.numbers.items()}
_ALONE = {fold(word) for words in RATINGS.values() for word in words.alone}
_ACTIONS = {
    fold(word): action for words in RATINGS.values() for action, listed in words.actions.items() for word in listed
}
_STARS = one_of(word for words in RATINGS.values() for word in words.stars)
_WITH_NOUN = re.compile(rf"(?P<number>{_NUMBER.pattern}|{one_of(_NUMBERS)})\s?{_STARS}")
_STRIPPED = "`\"'.!¡ "


def parse_rating(text: str) -> str:
    """Return "1".."5", "skip", "undo", "rate", "stop", "?" for a number or stars outside 1..5, "" for other text."""
    if len(text) > _MAX_LENGTH * MAX_STARS:
        return ""
    text = text.strip().strip(_STRIPPED)
    if text and _SIGNS.fullmatch(text.lower()):
        count = len(_ONE.findall(text.lower()))
        return str(count) if 1 <= count <= MAX_STARS else "?"
    # Slack turns ⭐ into :star:, and a row of * may arrive as an empty bold; the remainder is words.
    words = " ".join(fold(text).split())
    if words in _ACTIONS:
        return _ACTIONS[words]
    with_noun = _WITH_NOUN.fullmatch(words)
    number = with_noun["number"] if with_noun else words
    if _NUMBER.fullmatch(number):
        return number if number in {"1", "2", "3", "4", "5"} else "?"
    return str(_NUMBERS[number]) if with_noun or number in _ALONE else ""
