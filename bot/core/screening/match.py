"""A match of a rule in a text, and the folding of text that the rules read."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from threading import Lock

_LETTERS = str.maketrans("’‘`´", "''''")
_KEPT = "\u0303"  # the tilde of ñ, without which "año" and "coño" would be other words


class Rule(StrEnum):
    """What a rule looks for. The values are stored with a comment that waits."""

    DANGER = "danger"
    RUDE = "rude"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    LINK = "link"
    SHOUTING = "shouting"
    WORDS = "words"  # the workspace's own
    NAME = "name"  # of somebody of the workspace
    SPAM = "spam"  # repeated words, gibberish
    SAME = "same"  # nearly a comment that is there
    OFF_TOPIC = "off_topic"  # by meaning, after it is saved, where moderators want it


@dataclass(frozen=True, slots=True)
class Match:
    """text: what was found, as it is in the folded text or, for contacts, as it was written."""

    rule: Rule
    text: str


def fold(text: str) -> str:
    """Return text in lower case without accents, with the ñ kept and spaces single."""
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS).casefold())
    kept = "".join(
        letter
        for before, letter in zip(" " + letters, letters, strict=False)
        if not unicodedata.combining(letter) or (letter == _KEPT and before == "n")
    )
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", kept)).strip()


def _expand(line: str) -> str:
    """Return a line of a list as a regular expression: between two words anything that is no letter."""
    return line.replace(" … ", r"(?:\W+[\w'ñ]+){0,4}?\W+").replace(" ?", r"\W?").replace(" ", r"\W+")


class Lists(StrEnum):
    """The lists beside this module."""

    DANGER_EN = "danger_en.txt"
    DANGER_ES = "danger_es.txt"
    DANGER_BARE = "danger_bare.txt"
    RUDE_EN = "rude_en.txt"
    RUDE_ES = "rude_es.txt"


_preparing = Lock()
_prepared: set[Lists] = set()


def prepare_patterns() -> None:
    """Compile what is in the lists, some 50 ms of CPU the first time: for a thread, so that the event loop goes on."""
    with _preparing:
        for each in Lists:
            load_pattern(each)
            _prepared.add(each)


def are_patterns_prepared() -> bool:
    """Say whether `prepare_patterns` was done in this process."""
    return len(_prepared) == len(Lists)


@cache
def load_pattern(name: Lists) -> re.Pattern[str]:
    """Return one pattern of all lines of a list beside this module.

    A line is a regular expression over folded text that begins and ends at the border of a word; "#" begins a
    comment; "…" means up to four words in between.
    """
    written = files("bot.core.screening").joinpath(name).read_text(encoding="utf-8").splitlines()
    lines = [line.partition("#")[0].strip() for line in written]
    forms = "|".join(_expand(line) for line in lines if line)
    return re.compile(rf"(?<![\wñ])(?:{forms})(?![\wñ])")
