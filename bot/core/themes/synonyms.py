"""Words of kindred meaning, so that "kids" and "children", "pricey" and "cost" find each other.

The families stand in kin.txt. English only; other languages go by their words and spelling alone.
"""

from functools import cache
from importlib.resources import files

from bot.core.themes.words import stem


@cache
def synonyms_of() -> dict[str, tuple[int, ...]]:
    """Return, for each plain word, the numbers of the families of meaning that it is in."""
    found: dict[str, set[int]] = {}
    lines = files("bot.core.themes").joinpath("kin.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: tuple(sorted(numbers)) for word, numbers in found.items()}
