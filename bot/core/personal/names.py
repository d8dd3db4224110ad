"""Names of the workspace's members in a text: full names, and parts of names that are no everyday words."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from bot.core.personal.detail import PERSON, Detail

_MIN_PART = 3  # letters
_MIN_HANDLE = 4
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TITLE_WORDS = (
    "mr mrs ms miss mx dr prof coach principal officer teacher nurse counselor sr sra srta senor senora senorita don "
    "dona profe profesor profesora maestro maestra director directora doctor doctora"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_SENTENCE_ENDS = frozenset('.!?:;¿¡“”"(\n')
_MAX_CAPITAL = 0.5  # of the words of a text; above it, capitals mean nothing
_MAX_WORDS = 4  # of a full name


@dataclass(slots=True)
class NameIndex:
    """Names to search for, folded to lower case without accents.

    whole: full names by their first word, the longest first. distinct: parts that are no everyday words, and handles.
    common: parts that are everyday words, of people who also have a distinct part.
    """

    whole: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    distinct: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, people: Iterable[Sequence[str]]) -> "NameIndex":
        """Return the index of people, each given as their names: display name, full name, handle."""
        index = cls()
        for names in people:
            for name in names:
                index._add(name)
        for listed in index.whole.values():
            listed.sort(key=len, reverse=True)
        return index

    def _add(self, name: str) -> None:
        parts = tuple(fold(found[0]) for found in _TOKEN.finditer(name))[:_MAX_WORDS]
        if len(parts) == 1 and len(parts[0]) < _MIN_HANDLE and not name[:1].isupper():
            return  # a handle of two or three letters
        if len(parts) > 1 and parts not in self.whole.setdefault(parts[0], []):
            self.whole[parts[0]].append(parts)
        long = [part for part in parts if len(part) >= _MIN_PART]
        distinct = [part for part in long if not is_common(part)]
        self.distinct.update(distinct)
        if distinct:
            self.common.update(part for part in long if is_common(part))


def find_names(text: str, index: NameIndex) -> list[Detail]:
    """Return the names of people in a text, each once, by position."""
    tokens = [(found[0], fold(_without_genitive(found[0])), found.start()) for found in _TOKEN.finditer(text)]
    capital = sum(written[:1].isupper() for written, _, _ in tokens)
    has_mixed_case = capital <= _MAX_CAPITAL * len(tokens)
    found: dict[str, Detail] = {}
    position = 0
    while position < len(tokens):
        size = _full_name_length(tokens, position, index)
        if size == 0 and _is_part(text, tokens, position, index, has_mixed_case=has_mixed_case):
            size = 1
        if size:
            start = tokens[position][2]
            last, _, last_start = tokens[position + size - 1]
            written = text[start : last_start + len(_without_genitive(last))]
            found.setdefault(fold(written), Detail(PERSON, written, start))
        position += max(size, 1)
    return list(found.values())


def fold(text: str) -> str:
    """Return text in lower case without accents: "Muñoz" and "munoz" are one name."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("’", "'")


def is_common(word: str) -> bool:
    """Say whether a folded word is an everyday word of English or Spanish, or the plural of one."""
    words = _common_words()
    return word in words or word.removesuffix("s") in words or word.removesuffix("es") in words


@cache
def _common_words() -> frozenset[str]:
    lines = files("bot.core.personal").joinpath("common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _without_genitive(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _full_name_length(tokens: Sequence[tuple[str, str, int]], position: int, index: NameIndex) -> int:
    """Return the number of words of the full name at this position; 0 for none."""
    for name in index.whole.get(tokens[position][1], ()):
        words = tokens[position : position + len(name)]
        if tuple(folded for _, folded, _ in words) != name:
            continue
        if all(is_common(part) or len(part) < _MIN_PART for part in name) and not all(
            written[:1].isupper() for written, _, _ in words
        ):
            continue  # "front office" and "will park" are words before they are names
        return len(name)
    return 0


def _is_part(
    text: str, tokens: Sequence[tuple[str, str, int]], position: int, index: NameIndex, *, has_mixed_case: bool
) -> bool:
    """Say whether the word at this position names somebody on its own."""
    written, folded, start = tokens[position]
    if folded in index.distinct:
        return True
    if folded not in index.common:
        return False
    if position:
        before, title, before_start = tokens[position - 1]
        if title in _TITLES and text[before_start + len(before) : start] in {" ", ". ", "."}:
            return True
    return has_mixed_case and written[:1].isupper() and not _begins_sentence(text, start)


def _begins_sentence(text: str, start: int) -> bool:
    position = start - 1
    while position >= 0 and text[position] == " ":
        position -= 1
    return position < 0 or text[position] in _SENTENCE_ENDS
