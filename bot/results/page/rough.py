"""A rough look: the words that most comments have, and how comments of each theme sound; on a page of its own.

No other page shows it. Moods come from a list of English words (VADER, the extra `mood`), which knows nothing of irony,
schools, or whom a comment is about.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from bot.core.themes.stopwords import STOP_WORDS, stop_words_for
from bot.core.words import fold
from bot.domain.published import PublicComment, PublicTheme, Published

MAX_WORDS = 40
SIZES = 5
MAX_READ = 2_000
"""Comments that are read, those with the lowest numbers, which are random."""

MIN_COMMENTS = 5
"""English comments of a theme before anything is written about how they sound."""

_WORD = re.compile(r"(?<!['’])\b[^\W\d_]{3,}\b(?!['’][^\W\d_])")  # no part of "don't"
_SURE = 0.3  # of VADER's -1 to 1: less is neither
_KNOWN = "en"


@dataclass(frozen=True, slots=True)
class CommonWord:
    """A word. comments: that have it; size: 1 to SIZES."""

    word: str
    comments: int
    size: int


@dataclass(frozen=True, slots=True)
class Mood:
    """How the English comments of a theme sound, in counts."""

    theme: PublicTheme
    glad: int
    neither: int
    sad: int


def list_words(found: Published) -> list[CommonWord]:
    """Return the words that most comments have, by letter; none that fewer comments have than the smallest group."""
    comments: Counter[str] = Counter()
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in _read(found):
        forms = {fold(word): word.lower() for word in _WORD.findall(each.text)}
        comments.update(forms.keys())
        for folded, word in forms.items():
            written[folded][word] += 1
    stop = stop_words_for(comments, extra=STOP_WORDS["en"] | STOP_WORDS["es"])
    fewest = max(MIN_COMMENTS, found.about.min_group_size)
    fit = [(word, n) for word, n in comments.items() if n >= fewest and word not in stop]
    most = sorted(fit, key=lambda pair: (-pair[1], pair[0]))[:MAX_WORDS]
    if not most:
        return []
    top, low = most[0][1], most[-1][1]
    words = [
        CommonWord(min(written[word].items(), key=lambda pair: (-pair[1], pair[0]))[0], n, _size(n, low, top))
        for word, n in most
    ]
    return sorted(words, key=lambda each: fold(each.word))


def _read(found: Published) -> Sequence[PublicComment]:
    read = (each for each in found.comments if not each.is_withheld)
    return sorted(read, key=lambda each: each.number)[:MAX_READ]


def _size(n: int, low: int, top: int) -> int:
    return 1 + round((SIZES - 1) * ((n - low) / (top - low)) ** 0.5) if top > low else SIZES // 2 + 1


def has_moods() -> bool:
    """Say whether the list of words for moods is there."""
    return find_spec("vader") is not None


def list_moods(found: Published) -> list[Mood]:
    """Return how the comments of each theme sound, of themes with enough English ones; none without the list."""
    if not has_moods():
        return []
    from vader import polarity_scores

    inside: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for each in _read(found):
        if each.language == _KNOWN and each.theme in found.theme_by_number:
            inside[each.theme or 0][_side(polarity_scores(each.text))] += 1
    return [
        Mood(theme, counts["glad"], counts["neither"], counts["sad"])
        for theme in found.themes
        if (counts := inside[theme.number]).total() >= MIN_COMMENTS
    ]


def _side(scores: Mapping[str, float]) -> str:
    value = scores["compound"]
    return "glad" if value >= _SURE else "sad" if value <= -_SURE else "neither"
