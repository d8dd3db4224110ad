"""Names of themes: the phrases that distinguish a group from the others, and one short, typical comment."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.core.themes.blocked_words import is_profane
from bot.core.themes.corpus import Corpus, Ints
from bot.core.themes.phrases import Phrases, Plain
from bot.core.themes.stopwords import WEAK_WORDS
from bot.core.themes.words import is_unspaced, segments, stem

Bools = npt.NDArray[np.bool_]

_WEAK = frozenset(stem(word) for word in WEAK_WORDS)

MAX_PHRASES = 3
CANDIDATES = 80
_WORTH_OF_LENGTH = (1.0, 1.3, 1.4)
_WORTH_OF_WEAK = 0.6
_WORTH_OF_COVERED = 0.5
_MIN_SCORE = (0.0, 0.2, 0.4)
"""Minimum score of the first, second and third phrase, as a share of the first one's score."""

_MIN_COVERAGE = 0.05
"""Smallest share of a group's comments that contain a phrase of its name."""

_MOSTLY = 0.75
"""Share of a phrase's uses inside a longer phrase from which the longer one is shown."""

_COMMON_LETTERS = 4
"""Common first letters, at least, and at least three quarters of the shorter word, by which two words share a root."""

_GOOD_LENGTH = (5, 25)
"""Words of an example comment: long enough to be informative, short enough to read at a glance."""


def name_groups(corpus: Corpus, labels: Ints) -> list[tuple[str, ...]]:
    """Return one to three phrases for each group, no two groups the same; () without a distinctive phrase.

    labels: 0.. for each comment. The larger group chooses first.
    """
    number = int(labels.max()) + 1 if len(labels) else 0
    sizes = np.bincount(labels, minlength=number)
    phrases = Phrases(corpus)
    found = phrases.found(min_comments=2) or phrases.found(min_comments=1)
    plains = list(found)
    worth = _score(corpus, found, labels, sizes)
    names: list[tuple[str, ...]] = [()] * number
    taken: set[frozenset[str]] = set()
    for at in sorted(range(number), key=lambda group: (-int(sizes[group]), group)):
        order = np.lexsort((np.arange(len(plains)), -worth[:, at]))[:CANDIDATES]
        left = {plains[index]: float(worth[index, at]) for index in order.tolist() if worth[index, at] > 0}
        name = _choose(corpus, left, found, labels == at, phrases)
        while left and name and frozenset(name) in taken:
            left.pop(next(iter(left)))
            name = _choose(corpus, left, found, labels == at, phrases)
        if name:
            taken.add(frozenset(name))
        names[at] = name
    return names


def _score(corpus: Corpus, found: dict[Plain, Ints], labels: Ints, sizes: Ints) -> npt.NDArray[np.float64]:
    """Return phrases x groups: how distinctive each phrase is, a power of its coverage times its log lift.

    Coverage is the share of the group's comments that contain the phrase, lift that share divided by the overall share;
    a phrase that is as common elsewhere scores 0.
    """
    inside = np.zeros((len(found), len(sizes)))
    length = np.ones(len(found))
    weak = np.asarray([word in _WEAK for word in corpus.plain], dtype=bool)
    for row, (plain, rows) in enumerate(found.items()):
        inside[row] = np.bincount(labels[rows], minlength=len(sizes))
        length[row] = _WORTH_OF_LENGTH[min(len(plain), len(_WORTH_OF_LENGTH)) - 1]
        if all(weak[part] for part in plain):
            length[row] *= _WORTH_OF_WEAK
    coverage = inside / np.maximum(sizes, 1)
    usual = (inside.sum(axis=1, keepdims=True) + 1) / (corpus.count + 1)
    lift = np.log2(np.maximum(coverage / usual, 1))
    weight = 0.5 + sizes / max(
        corpus.count, 1
    )  # a large group has few distinctive phrases, so coverage counts more there
    is_usable = (inside > 0) & (coverage >= _MIN_COVERAGE)
    worth: npt.NDArray[np.float64] = np.where(is_usable, coverage**weight * lift * length[:, None], 0)
    return worth


def _choose(
    corpus: Corpus, left: dict[Plain, float], found: dict[Plain, Ints], member: Bools, phrases: Phrases
) -> tuple[str, ...]:
    """Return the best phrases without repeated words, preferring phrases of comments that are not yet covered."""
    left = dict(left)
    chosen: list[Plain] = []
    covered = np.zeros(len(member), dtype=bool)
    best_of_all = 0.0

    def now(plain: Plain) -> float:
        mine = found[plain][member[found[plain]]]
        fresh = 1 - covered[mine].mean() if len(mine) else 0.0
        return left[plain] * float(1 - _WORTH_OF_COVERED + _WORTH_OF_COVERED * fresh)

    while left and len(chosen) < MAX_PHRASES:
        best = max(left, key=now)
        if now(best) < _MIN_SCORE[len(chosen)] * best_of_all:
            break
        best_of_all = best_of_all or now(best)
        grown = _extend(best, found)
        if not any(_repeats(corpus, grown, earlier) for earlier in chosen):
            best = grown
        chosen.append(best)
        covered[found[best]] = True
        left = {plain: value for plain, value in left.items() if not _repeats(corpus, best, plain)}
    return tuple(phrases.shown(plain) for plain in chosen)


def _extend(plain: Plain, found: dict[Plain, Ints]) -> Plain:
    """Return the longest phrase that this one is nearly always a part of, so that no name or word is cut in half."""
    size = len(plain)
    whole = [
        longer
        for longer, rows in found.items()
        if len(longer) > size
        and len(rows) >= _MOSTLY * len(found[plain])
        and any(longer[at : at + size] == plain for at in range(len(longer) - size + 1))
    ]
    return max(whole, key=lambda longer: (len(longer), len(found[longer]), longer), default=plain)


def _repeats(corpus: Corpus, one: Plain, other: Plain) -> bool:
    """Return whether two phrases share a word, or two words of one root ("legal", "legalise"; "W2", "W-2")."""
    if set(one) & set(other):
        return True
    firsts, seconds = ([corpus.plain[part].replace("-", "") for part in phrase] for phrase in (one, other))
    return any(_of_one_root(first, second) for first in firsts for second in seconds)


def _of_one_root(first: str, second: str) -> bool:
    if first == second:
        return True
    shorter = min(len(first), len(second))
    needed = max(_COMMON_LETTERS, (3 * shorter + 3) // 4)
    return shorter >= needed and first[:needed] == second[:needed]


def as_headline(phrases: Sequence[str]) -> str:
    """Return the phrases as one line that begins with a capital."""
    line = ", ".join(phrases)
    return line[:1].upper() + line[1:]


def contains_phrase(text: str, phrases: Sequence[str]) -> bool:
    """Return whether a text holds one of the phrases, as whole words where the script has words."""
    low = text.casefold()
    for phrase in phrases:
        wanted = re.escape(phrase.casefold())
        if re.search(wanted if is_unspaced(phrase[0]) else rf"(?<!\w){wanted}(?!\w)", low):
            return True
    return False


def example(members: Sequence[int], texts: Sequence[str], phrases: Sequence[str]) -> int:
    """Return the member whose comment represents the theme best: typical, short, civil, with words of the headline.

    members: the most typical first; the first 30 are considered.
    """
    few, many = _GOOD_LENGTH
    wanted = [phrase.casefold() for phrase in phrases]

    def cost(position: int) -> tuple[float, int]:
        text = texts[members[position]]
        words = [word for segment in segments(text[:1000]) for word in segment]
        length = len(words)
        awkward = max(0, few - length) / few + max(0, length - many) / many
        missing = sum(phrase not in text.casefold() for phrase in wanted) / max(len(wanted), 1)
        rude = any(is_profane(word) for word in words)
        return (position / looked_at + awkward + missing + 3 * rude, position)

    looked_at = min(len(members), 30)
    return members[min(range(looked_at), key=cost)]
