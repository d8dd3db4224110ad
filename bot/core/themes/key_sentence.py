"""A theme's key sentence: the clause of one comment, as it was written, that says most of the theme."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from bot.core.themes.profanity import is_profane
from bot.core.themes.stopwords import STOP_WORDS, words_of
from bot.core.themes.words import is_unspaced, segments, stem, without_markup

MAX_LENGTH = 120
"""Characters of a key sentence, at most."""

MIN_RATINGS = 3
"""Ratings of the comment that a key sentence is taken from, where there are such comments."""

_MIN_WORDS, _GOOD_WORDS = 4, 14
_MIN_CHARACTERS, _GOOD_CHARACTERS = 6, 30
"""Words, or characters of a script without spaces, that make a sentence, and that are read at a glance."""

_MIN_CONTENT = 3
"""Different content words without which a clause says nothing ("a bus is a bus")."""

_PRICE_OF_EMPTY = 5.0

_MAX_REPEATED = 0.34
"""Share of a clause's content words, at most, that repeat an earlier one."""

_LOOKED_AT = 60
"""The most typical comments of a theme, from which one is chosen."""

_SENTENCE = re.compile(r"[^\n.!?。！？…]+(?:[.!?…]+(?!\s|$)[^\n.!?。！？…]+)*[.!?。！？…]*")
_PIECE = re.compile(r"(?:[,;:–—，；：]\s*|\s(?=(?:and|but|because|so|y|pero|porque|und|aber|weil)\s))")
_LEADING = re.compile(
    r"^(?:[\s\-–—•*>\"'“”‘’(),.;:0-9]+|(?:and|but|because|so|also|y|pero|porque|und|aber|weil)\s+)+", re.IGNORECASE
)
_ENDED = re.compile(r"^[\s\"”»)]*(?:[.!?。！？…\n]|$)|[.!?。！？…][\s\"”»)]*$")
_QUOTES = (("“", "”"), ("«", "»"), ("(", ")"))
_TRAILING = re.compile(r"[\s,;:–—\-\"“”(]+$")
_VAGUE = words_of(
    "it its it's this that these those they them he she his her their yes no which esto eso ellos sie er das dies "
    "also and but so because if then neither either both another ninguno ninguna ambos ambas otro otra"
)
_SUBORDINATE = words_of(
    "while when if although though since unless until as under with after before mientras cuando si aunque como wenn "
    "obwohl während"
)
_STOPS = frozenset().union(*STOP_WORDS.values())


def key_clause(text: str, phrases: Sequence[str]) -> tuple[int, int] | None:
    """Return where the clause of a comment begins and ends that says most of a theme; None where none fits.

    phrases: of the theme's headline. It has MAX_LENGTH characters or fewer, and no profanity; one that says something
    beyond the headline goes before one that does not.
    """
    wanted = {word for phrase in phrases for word in content_words(phrase)}

    def worth(span: tuple[int, int]) -> tuple[bool, float, int]:
        part = text[span[0] : span[1]]
        shared_words = len(wanted & {stem(word) for word in _words(part)}) / max(len(wanted), 1)
        return says_something(part, wanted), shared_words - awkwardness(text, span), -span[0]

    return max(clauses(text), key=worth, default=None)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a comment begins and ends, and of longer ones each run of clauses."""
    for sentence in _SENTENCE.finditer(text[:4000]):
        whole = _trimmed(text, sentence.start(), sentence.end())
        if whole[1] - whole[0] <= MAX_LENGTH:
            if is_civil_sentence(text[whole[0] : whole[1]]):
                yield whole
            continue
        borders = [
            sentence.start(),
            *(match.end() for match in _PIECE.finditer(text, *sentence.span())),
            sentence.end(),
        ]
        for first, start in enumerate(borders[:-1]):
            for end in borders[first + 1 :]:
                part = _trimmed(text, start, end)
                if part[1] - part[0] > MAX_LENGTH:
                    break
                if is_civil_sentence(text[part[0] : part[1]]):
                    yield part


def awkwardness(text: str, span: tuple[int, int]) -> float:
    """Return how much a clause lacks of a sentence that is read at a glance: 0 for nothing."""
    part = text[span[0] : span[1]]
    words = _words(part)
    unspaced = is_unspaced(part[0])
    length, good = (len(part), _GOOD_CHARACTERS) if unspaced else (len(words), _GOOD_WORDS)
    cut = 0.0 if span[0] == 0 or text[: span[0]].rstrip()[-1:] in ".!?。！？…\n" else 0.3
    vague = 0.4 if words and words[0].casefold() in _VAGUE else 0.0
    asked = 0.2 if part.endswith("?") else 0.0
    shouted = 0.5 if part.isupper() else 0.0
    is_open = not _ENDED.search(part) and _ENDED.match(text[span[1] :]) is None
    broken = 0.3 * is_open + 0.2 * (is_open and bool(words) and words[0].casefold() in _SUBORDINATE)
    broken += 0.3 * any(part.count(one) != part.count(other) for one, other in _QUOTES) + 0.3 * (part.count('"') % 2)
    return float(abs(length - good) / (3 * good) + cut + vague + asked + shouted + broken)


def says_something(part: str, known: Collection[str] = ()) -> bool:
    """Say whether a clause is no tautology, and says more than `known`, plain forms of a headline's words."""
    if part and is_unspaced(part[0]):
        return len(set(part)) > len(part) / 2
    words = [stem(word) for word in _words(part) if _is_content(word)]
    different = set(words)
    repeated = 1 - len(different) / max(len(words), 1)
    return len(different) >= _MIN_CONTENT and repeated <= _MAX_REPEATED and bool(different - set(known))


def is_civil_sentence(part: str) -> bool:
    """Say whether a clause has words enough, no profanity, and nothing but text."""
    words = _words(part)
    enough = len(part) >= _MIN_CHARACTERS if part and is_unspaced(part[0]) else len(words) >= _MIN_WORDS
    return enough and without_markup(part) == part and not any(is_profane(word) for word in words)


def choose_key(
    members: Sequence[int], texts: Sequence[str], phrases: Sequence[str], ratings: Sequence[int] | None = None
) -> int:
    """Return the member whose comment gives the key sentence: typical, short, civil, of what most speak of.

    members: the most typical first; the first 60 are considered, and of these those with MIN_RATINGS ratings or more
    where there are any. texts, ratings: of all comments.
    """
    looked_at = list(members[:_LOOKED_AT])
    if ratings is not None:
        looked_at = [member for member in members if ratings[member] >= MIN_RATINGS][:_LOOKED_AT] or looked_at
    spoken: Counter[str] = Counter()
    for member in looked_at:
        spoken.update(content_words(texts[member][:1000]))
    most = max(spoken.values(), default=1)
    wanted = {word for phrase in phrases for word in content_words(phrase)}

    def cost(position: int) -> tuple[float, int]:
        text = texts[looked_at[position]]
        span = key_clause(text, phrases)
        if span is None:
            return 10.0 + _rudeness(text), position
        words = content_words(text[span[0] : span[1]])
        shared = sum(spoken[word] / most for word in words) / max(len(words), 1) ** 0.5
        shared_words = len(wanted & words) / max(len(wanted), 1)
        empty = 0.0 if says_something(text[span[0] : span[1]], wanted) else _PRICE_OF_EMPTY
        return position / len(looked_at) + awkwardness(text, span) + empty - shared - shared_words, position

    return looked_at[min(range(len(looked_at)), key=cost)]


def content_words(text: str) -> set[str]:
    """Return the plain forms of a text's words that are no stop words of any language."""
    return {stem(word) for word in _words(text) if _is_content(word)}


def _is_content(word: str) -> bool:
    return word.casefold().replace("’", "'") not in _STOPS and not word.isdigit()


def _rudeness(text: str) -> float:
    words = _words(text[:1000])
    return 3.0 * any(is_profane(word) for word in words) + max(0, len(words) - _GOOD_WORDS) / _GOOD_WORDS


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for segment in segments(text) for word in segment)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the conjunctions, marks and spaces at its ends."""
    part = text[start:end]
    leading = _LEADING.match(part)
    start += leading.end() if leading else 0
    return start, max(start, start + len(_TRAILING.sub("", text[start:end])))
