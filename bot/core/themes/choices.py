"""Phrases that each group may be called by: how distinctive they are of it, and how well they read."""

from collections.abc import Iterator, Sequence

import numpy as np

from bot.core.themes.corpus import Corpus, Ints
from bot.core.themes.grammar import Bools
from bot.core.themes.joining import Choice, has_echo, without_parts
from bot.core.themes.phrases import MIN_COMMENTS, Candidates, Phrases, Reals
from bot.core.themes.stopwords import WEAK_WORDS
from bot.core.themes.subjects import NO_SUBJECTS, SUBJECTS
from bot.core.themes.words import stem

_WEAK = frozenset(stem(word) for word in WEAK_WORDS)

CANDIDATES = 60
"""The best phrases of a group that are looked at one by one."""

_WORTH_OF_WEAK = 0.5
_WORTH_OF_OWN = 0.1
"""What a phrase's own occurrences count beside those of its words."""

_DILUTION = 0.5
"""Power of the number of words by which the sum of what they distinguish is divided."""

_WORTH_OF_INEXACT = 0.7
"""Worth of a phrase that no two comments write in one form."""

_MIN_TELLING = 0.25
"""Minimum score of the best word in a phrase, as a share of the group's best one."""

_MIN_ABBREVIATION = 3


class Chooser:
    """The phrases that groups of comments may be called by."""

    def __init__(self, corpus: Corpus, labels: Ints, blocked: Bools | None) -> None:
        """Find all phrases. labels: the group of each comment, -1 for none; blocked: as in `naming.name_groups`."""
        self._corpus, self._labels = corpus, labels
        self.number = int(labels.max()) + 1 if len(labels) else 0
        self._sizes: Ints = np.bincount(labels[labels >= 0], minlength=self.number)
        self._phrases = Phrases(corpus, blocked)
        self._telling = self._find_telling()
        found = [(each, *self._scores(each)) for each in self._phrases.find()]
        self._distinct = [(each, score) for each, score, _ in found]
        self._common = [(each, score) for each, _, score in found]
        plains = corpus.plains
        order = np.argsort(plains, kind="stable")
        self._where = plains[order], corpus.rows[order]

    def by_size(self) -> list[int]:
        """Return the groups, the largest first."""
        return sorted(range(self.number), key=lambda group: (-int(self._sizes[group]), group))

    def best(self, group: int, language: str) -> list[Choice]:
        """Return the most distinctive phrases of a group, the best first; common ones where none is distinctive."""
        return self._choices(self._distinct, group, language) or self._choices(self._common, group, language)

    def broad(self, group: int, language: str) -> list[Choice]:
        """Return the most distinctive phrases of a group, then its commonest, which may speak for more of it."""
        found = [*self.best(group, language), *self._choices(self._common, group, language)]
        return without_parts(list({one.shown: one for one in reversed(found)}.values())[::-1])

    def others(self, group: int, language: str) -> "Iterator[tuple[str, ...]]":
        """Yield common phrases of a group, then any words side by side in its comments, the best first."""
        yield from ((one.shown,) for one in self._choices(self._common, group, language, is_whole=False))
        anything = [(each, self._scores(each)[1]) for each in self._phrases.find(is_strict=False)]
        yield from ((one.shown,) for one in self._choices(anything, group, language, is_whole=False))

    def _find_telling(self) -> Reals:
        """Return plain forms x groups: how distinctive each word is of each group, by its coverage and its lift."""
        corpus, labels = self._corpus, self._labels
        plains = self._phrases.plains
        usable = (plains >= 0) & (labels[np.minimum(corpus.rows, len(labels) - 1)] >= 0)
        pairs = np.unique(plains[usable] * (corpus.count + 1) + corpus.rows[usable])
        words, rows = pairs // (corpus.count + 1), pairs % (corpus.count + 1)
        inside = np.zeros((len(corpus.plain), self.number))
        np.add.at(inside, (words, labels[rows]), 1)
        score = _distinction(inside, self._sizes, corpus.count)
        score[~self._phrases.content() | corpus.is_character] = 0
        score[[word in _WEAK for word in corpus.plain]] *= _WORTH_OF_WEAK
        return score

    def _scores(self, each: Candidates) -> tuple[Reals, Reals]:
        """Return candidates x groups twice: how distinctive its words are, and it itself, times its readability.

        The second is how common it is in the group, for one without anything distinctive.
        """
        corpus, labels, sizes, telling = self._corpus, self._labels, self._sizes, self._telling
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
        common: Reals = inside / np.maximum(sizes, 1) * worth
        is_here = inside >= MIN_COMMENTS
        return np.where(is_here & enough, score, 0), np.where(is_here, common, 0)

    def _choices(
        self, found: Sequence[tuple[Candidates, Reals]], group: int, language: str, *, is_whole: bool = True
    ) -> list[Choice]:
        """Return the phrases of a group with the best scores, the best first.

        found: candidates, and their scores, candidates x groups. is_whole: without mere parts of longer ones.
        """
        best = [(float(value), at, row) for at, (_, score) in enumerate(found) for row, value in _top(score[:, group])]
        first = sorted(best, key=lambda one: (-one[0], one[1], one[2]))[:CANDIDATES]
        choices = [self._choice(found[at][0], row, value, group, language) for value, at, row in first]
        fit = sorted((one for one in choices if one), key=lambda one: -one.score)
        return without_parts(fit) if is_whole else fit

    def _choice(self, each: Candidates, row: int, score: float, group: int, language: str) -> Choice | None:
        """Return a candidate as a group's comments write it; None where it is no name in this language."""
        words = tuple(each.words[row].tolist())
        starts = each.starts[each.which == row]
        starts = starts[self._labels[self._corpus.rows[starts]] == group]
        shown, exact = self._phrases.shown(starts, len(words))
        ends_badly = (
            shown.split()[-1].islower() if language == "de" else _is_lone_name(shown)
        )  # its nouns have capitals
        is_hollow = shown in NO_SUBJECTS and self._corpus.is_character[words[0]]
        if ends_badly or is_hollow or has_echo(self._corpus, words):
            return None
        rows = [self._rows_of(word) for word in words if self._telling[word, group] > 0]
        here = np.unique(np.concatenate(rows or [self._corpus.rows[starts]]))
        return Choice(
            words,
            shown,
            score if exact >= MIN_COMMENTS else score * _WORTH_OF_INEXACT,
            readability=float(each.readability[row]),
            rows=frozenset(here[self._labels[here] == group].tolist()),
            found=len(np.unique(self._corpus.rows[starts])),
            is_verbal=self._phrases.begins_with_verb(starts),
        )

    def _rows_of(self, word: int) -> Ints:
        plains, rows = self._where
        first, last = np.searchsorted(plains, [word, word + 1])
        return rows[first:last]


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


def _is_lone_name(shown: str) -> bool:
    """Return whether a phrase is one word with a capital, neither a subject nor an abbreviation ("SROs")."""
    is_abbreviation = len(shown) >= _MIN_ABBREVIATION and shown[:_MIN_ABBREVIATION].isupper()
    return " " not in shown and shown[0].isupper() and not is_abbreviation and shown.casefold() not in SUBJECTS


def _top(scores: Reals) -> list[tuple[int, float]]:
    rows = np.flatnonzero(scores > 0)
    rows = rows[np.lexsort((rows, -scores[rows]))][:CANDIDATES]
    return [(int(row), float(scores[row])) for row in rows]
