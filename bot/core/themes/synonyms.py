"""Synonyms, which relate "kids" to "children" and "pricey" to "cost".

The families are in synonyms.txt. English only; other languages rely on words and spelling alone.
"""

from functools import cache
from importlib.resources import files

from bot.core.themes.words import stem


@cache
def synonyms_of() -> dict[str, tuple[int, ...]]:
    """Return, for each plain word, the numbers of the synonym families that contain it."""
    found: dict[str, set[int]] = {}
    lines = files("bot.core.themes").joinpath("synonyms.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: tuple(sorted(numbers)) for word, numbers in found.items()}
