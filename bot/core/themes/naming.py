"""Names of themes: a phrase that commenters wrote, or two, which distinguish a group from the others."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.core.themes.corpus import Corpus, Ints
from bot.core.themes.grammar import JOINS, Bools
from bot.core.themes.key_sentence import content_words
from bot.core.themes.phrases import MIN_COMMENTS, Candidates, Phrases, Reals
from bot.core.themes.stopwords import WEAK_WORDS
from bot.core.themes.words import is_unspaced, segments, stem

_WEAK = frozenset(stem(word) for word in WEAK_WORDS)

CANDIDATES = 60
"""The best phrases of a group that are looked at one by one."""

_WORTH_OF_WEAK = 0.5
_WORTH_OF_OWN = 0.1
"""What a phrase's own occurrences count beside those of its words."""

_DILUTION = 0.5
"""Power of the number of words by which the sum of what they distinguish is divided."""

_WORTH_OF_COVERED = 0.6
_WORTH_OF_INEXACT = 0.7
"""Worth of a phrase that no two comments write in one form."""

_MIN_SECOND = 0.2
"""Minimum score of the second phrase, as a share of the first one's."""

_MIN_TELLING = 0.25
"""Minimum score of the best word in a phrase, as a share of the group's best one."""

_MAX_JOINED_WORDS, _MAX_JOINED = 8, 60
"""Maximum words and characters of two phrases that are joined."""

MIN_MATCHING = 0.03
"""Share of a theme's comments that must contain a word of its headline; with fewer it gets a new one."""

_LOOKED_AT = 1000

_COMMON_LETTERS = 4
"""Common first letters, at least, and at least three quarters of the shorter word, by which two words share a root."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A phrase that a group may be called by. words: its plain forms; score: of it; rows: comments with its words."""

    words: tuple[int, ...]
    shown: str
    score: float
    rows: frozenset[int]


def name_groups(
    corpus: Corpus,
    labels: Ints,
    *,
    languages: Sequence[str] = (),
    taken: Collection[str] = (),
    blocked: Bools | None = None,
) -> list[tuple[str, ...]]:
    """Return one or two phrases for each group, no two groups the same; () for a group without a fitting phrase.

    labels: 0.. for each comment, -1 for one that no name is taken from. languages: of each group, for the word that
    joins its two phrases. taken: headlines, case-folded, that no group gets. The larger group chooses first.
    blocked: whether no name has it, for each word as written; found from the corpus by default.
    """
    number = int(labels.max()) + 1 if len(labels) else 0
    sizes = np.bincount(labels[labels >= 0], minlength=number)
    phrases = Phrases(corpus, blocked)
    telling = _telling(corpus, phrases, labels, sizes)
    found = [(each, _score(corpus, each, telling, labels, sizes)) for each in phrases.find()]
    where = _positions(corpus)
    names: list[tuple[str, ...]] = [()] * number
    used = {each.casefold() for each in taken}
    for at in sorted(range(number), key=lambda group: (-int(sizes[group]), group)):
        language = languages[at] if at < len(languages) else "en"
        choices = _choices(phrases, found, where, telling[:, at], labels, at, language)
        names[at] = next(
            (name for name in _names(corpus, choices, language) if as_headline(name, language).casefold() not in used),
            (),
        )
        used.add(as_headline(names[at], language).casefold())
    return names


def _telling(corpus: Corpus, phrases: Phrases, labels: Ints, sizes: Ints) -> Reals:
    """Return plain forms x groups: how distinctive each word is of each group, by its coverage and its lift."""
    plains = phrases.plains
    usable = (plains >= 0) & (labels[np.minimum(corpus.rows, len(labels) - 1)] >= 0)
    pairs = np.unique(plains[usable] * (corpus.count + 1) + corpus.rows[usable])
    words, rows = pairs // (corpus.count + 1), pairs % (corpus.count + 1)
    inside = np.zeros((len(corpus.plain), len(sizes)))
    np.add.at(inside, (words, labels[rows]), 1)
    score = _distinction(inside, sizes, corpus.count)
    score[~phrases.content() | corpus.is_character] = 0
    score[[word in _WEAK for word in corpus.plain]] *= _WORTH_OF_WEAK
    return score


def _distinction(inside: Reals, sizes: Ints, count: int) -> Reals:
    """Return how distinctive each row is of each group, a power of its coverage times its log lift.

    inside: comments of each group that contain it. Coverage is the share of the group's comments that do, lift that
    share divided by the overall share; what is as common elsewhere scores 0.
    """
    coverage = inside / np.maximum(sizes, 1)
    usual = (inside.sum(axis=1, keepdims=True) + 1) / (count + 1)
    lift = np.log2(np.maximum(coverage / usual, 1))
    weight = 0.5 + sizes / max(count, 1)  # a large group has few distinctive words, so coverage counts more there
    score: Reals = np.where(inside >= MIN_COMMENTS, coverage**weight * lift, 0)
    return score


def _score(corpus: Corpus, each: Candidates, telling: Reals, labels: Ints, sizes: Ints) -> Reals:
    """Return candidates x groups: how distinctive its words are, and it itself, times its readability."""
    of_row = labels[corpus.rows[each.starts]]
    there = of_row >= 0
    pairs = np.unique(each.which[there] * (corpus.count + 1) + corpus.rows[each.starts][there])
    inside = np.zeros((len(each.words), len(sizes)))
    np.add.at(inside, (pairs // (corpus.count + 1), labels[pairs % (corpus.count + 1)]), 1)
    own = _distinction(inside, sizes, corpus.count)
    by_words = telling[each.words]  # candidates x length x groups
    content = ~corpus.is_stop[each.words]
    length = np.maximum(content.sum(axis=1), 1)[:, None]
    enough = by_words.max(axis=1) >= _MIN_TELLING * telling.max(axis=0)
    enough |= corpus.is_character[each.words[:, :1]]
    weak = np.asarray([word in _WEAK for word in corpus.plain], dtype=bool)
    strong = (content & ~weak[each.words]).sum(axis=1)[:, None] / length
    worth = each.readability[:, None] * (_WORTH_OF_WEAK + (1 - _WORTH_OF_WEAK) * strong)
    score: Reals = (by_words.sum(axis=1) / length**_DILUTION + _WORTH_OF_OWN * own) * worth
    return np.where((inside >= MIN_COMMENTS) & enough, score, 0)


def _positions(corpus: Corpus) -> tuple[Ints, Ints]:
    """Return plain forms in order, and the comment of each occurrence, to look up where a word is."""
    plains = corpus.plains
    order = np.argsort(plains, kind="stable")
    return plains[order], corpus.rows[order]


def _choices(
    phrases: Phrases,
    found: Sequence[tuple[Candidates, Reals]],
    where: tuple[Ints, Ints],
    telling: npt.NDArray[np.float64],
    labels: Ints,
    group: int,
    language: str,
) -> list[_Choice]:
    """Return the best phrases of a group, the best first."""
    best = [(float(value), at, row) for at, (_, score) in enumerate(found) for row, value in _top(score[:, group])]
    choices: list[_Choice] = []
    for value, at, row in sorted(best, key=lambda one: (-one[0], one[1], one[2]))[:CANDIDATES]:
        each = found[at][0]
        starts = each.starts[each.which == row]
        starts = starts[labels[phrases.corpus.rows[starts]] == group]
        shown, exact = phrases.shown(starts, each.words.shape[1])
        if language == "de" and shown.split()[-1].islower():  # its nouns have capitals
            continue
        words = tuple(each.words[row].tolist())
        if _has_echo(phrases.corpus, words):
            continue
        rows = [_rows_of(where, word) for word in words if telling[word] > 0] or [phrases.corpus.rows[starts]]
        here = np.unique(np.concatenate(rows))
        score = value if exact >= MIN_COMMENTS else value * _WORTH_OF_INEXACT
        choices.append(_Choice(words, shown, score, frozenset(here[labels[here] == group].tolist())))
    return sorted(choices, key=lambda one: -one.score)


def _top(scores: Reals) -> list[tuple[int, float]]:
    rows = np.flatnonzero(scores > 0)
    rows = rows[np.lexsort((rows, -scores[rows]))][:CANDIDATES]
    return [(int(row), float(scores[row])) for row in rows]


def _rows_of(where: tuple[Ints, Ints], word: int) -> Ints:
    plains, rows = where
    first, last = np.searchsorted(plains, [word, word + 1])
    return rows[first:last]


def _names(corpus: Corpus, choices: Sequence[_Choice], language: str) -> "list[tuple[str, ...]]":
    """Return the names that a group may have, the best first: each phrase with the one that goes best with it."""
    names: list[tuple[str, ...]] = []
    for first in choices[:10]:
        second = _second(corpus, first, choices, language)
        names += [(first.shown, second.shown)] if second else []
        names.append((first.shown,))
    return names


def _second(corpus: Corpus, first: _Choice, choices: Sequence[_Choice], language: str) -> _Choice | None:
    """Return the phrase that says best what the first does not, None where none does."""
    if corpus.is_character[first.words[0]] or language not in JOINS or _is_joined(first.shown, language):
        return None

    def score(one: _Choice) -> float:
        fresh = 1 - len(one.rows & first.rows) / max(len(one.rows), 1)
        return one.score * (1 - _WORTH_OF_COVERED + _WORTH_OF_COVERED * fresh)

    others = [
        one
        for one in choices
        if not _repeats(corpus, first.words, one.words)
        and len(first.words) + len(one.words) <= _MAX_JOINED_WORDS
        and len(first.shown) + len(one.shown) <= _MAX_JOINED
        and not _is_joined(one.shown, language)
        and not corpus.is_character[one.words[0]]
    ]
    best = max(others, key=score, default=None)
    return best if best is not None and score(best) >= _MIN_SECOND * first.score else None


def _is_joined(phrase: str, language: str) -> bool:
    return bool({JOINS[language], "or", "o", "oder", "ou"} & set(phrase.casefold().split()))


def _repeats(corpus: Corpus, one: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether two phrases share a word, or two words of one root ("legal", "legalise"; "W2", "W-2")."""
    firsts, seconds = (
        [corpus.plain[part].replace("-", "") for part in phrase if not corpus.is_stop[part]] for phrase in (one, other)
    )
    return any(_of_one_root(first, second) for first in firsts for second in seconds)


def _has_echo(corpus: Corpus, words: Sequence[int]) -> bool:
    """Return whether a word of a phrase begins like the one before it ("bus buses")."""
    pairs = [(corpus.plain[one], corpus.plain[other]) for one, other in pairwise(words) if not corpus.is_stop[one]]
    return (
        any(one.startswith(other) or other.startswith(one) for one, other in pairs)
        and not corpus.is_character[words[0]]
    )


def _of_one_root(first: str, second: str) -> bool:
    if first == second:
        return True
    shorter = min(len(first), len(second))
    needed = max(_COMMON_LETTERS, (3 * shorter + 3) // 4)
    return shorter >= needed and first[:needed] == second[:needed]


def as_headline(phrases: Sequence[str], language: str = "en") -> str:
    """Return one phrase, or two joined by "and" in the language, as one line that begins with a capital."""
    word = JOINS.get(language, JOINS["en"])
    if language == "es" and len(phrases) > 1 and re.match(r"h?[ií](?!e)", phrases[-1].casefold()):
        word = "e"
    line = f" {word} ".join(phrases)
    return line[:1].upper() + line[1:]


def still_fits(phrases: Sequence[str], texts: Sequence[str]) -> bool:
    """Return whether a headline's phrases still suit a theme's comments.

    Each is found in two of them, inflection and case apart, and a word of them in some share of all.
    """
    if not all(_is_found(phrase, texts) for phrase in phrases):
        return False
    wanted = {word for phrase in phrases for word in content_words(phrase)}
    needed = MIN_MATCHING * len(texts)
    return sum(bool(wanted & content_words(text)) for text in texts[:_LOOKED_AT]) >= min(needed, _LOOKED_AT)


def _is_found(phrase: str, texts: Sequence[str]) -> bool:
    found = 0
    wanted = f" {_plain(phrase)} "
    for text in texts:
        found += contains_phrase(text, [phrase]) or wanted in f" {_plain(text)} "
        if found >= MIN_COMMENTS:
            return True
    return False


def _plain(text: str) -> str:
    return " | ".join(" ".join(stem(word) for word in segment) for segment in segments(text))


def contains_phrase(text: str, phrases: Sequence[str]) -> bool:
    """Return whether a text holds one of the phrases, as whole words where the script has words."""
    low = text.casefold()
    for phrase in phrases:
        wanted = re.escape(phrase.casefold())
        if re.search(wanted if is_unspaced(phrase[0]) else rf"(?<!\w){wanted}(?!\w)", low):
            return True
    return False
