"""Quotes that together speak for many comments: of each theme, chosen over all themes, and what else people say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from bot.core.coverage import THRESHOLD, Bools, Floats, near
from bot.core.themes.features import unit
from bot.core.themes.key_sentence import MIN_RATINGS, awkwardness, content_words, key_clause
from bot.core.themes.model import CommentId, ThemeKind
from bot.core.themes.opposition import side_clause
from bot.core.themes.state import LastingTheme, ThemeState

_JUDGED = 4000
"""Comments by which candidates are judged, evenly drawn from all of a larger exchange."""

_CANDIDATES = 200
"""The most typical comments of a theme that are considered."""

_READ = 12
"""Of these, how many are read as clauses: those whose comments are near the most others."""

_CLUMSY = 0.6
"""How much of its worth a clause loses for each unit of awkwardness."""

_ELSEWHERE = 0.2
"""What a comment of another theme counts, beside one of its own."""

_TYPICAL = 8.0
"""Comments that a clause is worth which means the same as all of its theme, beside one that means nothing of it."""

_OFF_NAME = 0.3
"""What is left of the worth of a clause without a word of its theme's headline: readers would ask how it belongs."""

MIN_NEW = 3
"""Judged comments that a further quote must speak for, and no other does."""

_STAYS = 0.8
"""Part of the best gain from which the comment of the last run stays."""


def choose_examples(
    state: ThemeState,
    texts: Mapping[CommentId, str],
    vectors: Floats,
    encode: Callable[[Sequence[str]], Floats],
    *,
    ratings: Mapping[CommentId, int] | None = None,
    before: ThemeState | None = None,
) -> ThemeState:
    """Return the state with other comments for its key sentences, so that these together speak for more comments.

    Greedy, the largest theme first: each takes the comment of its own whose clause adds the most comments that no other
    key sentence speaks for, less where it reads badly. A comment needs MIN_RATINGS ratings where the theme has such.

    texts: of all comments, in the order of vectors, whose rows are zero without a vector. encode: returns the vectors
    of clauses. before: the last run, whose comments stay where they are nearly as good.
    """
    choice = _Choice(texts, vectors, encode, ratings)
    kept = {theme.number: theme.example_id for theme in before.themes} if before else {}
    chosen = [choice.of(theme, kept.get(theme.number)) for theme in state.themes]
    return replace(state, themes=tuple(chosen))


def choose_more(
    texts: Sequence[str],
    vectors: Floats,
    encode: Callable[[Sequence[str]], Floats],
    quotes: Sequence[str],
    *,
    candidates: Sequence[int],
    count: int,
) -> list[tuple[int, str]]:
    """Return up to `count` comments, each with its clause, that speak for most comments that the quotes do not.

    texts: of all comments, in the order of vectors; candidates: which of them may be quoted. Each adds MIN_NEW or more.
    """
    every: dict[CommentId, str] = dict(enumerate(texts))
    choice = _Choice(every, vectors, encode, None)
    choice.count(quotes)
    chosen: list[tuple[int, str]] = []
    left = list(candidates)
    while left and len(chosen) < count:
        found = choice.best(LastingTheme(0, "", members=tuple((each, 1.0) for each in left)), None, pool=len(left))
        if found is None or choice.count_new([found[1]]) < MIN_NEW:
            break
        choice.count([found[1]])
        chosen.append((int(found[0]), found[1]))
        left.remove(int(found[0]))
    return chosen


class _Choice:
    """What was chosen so far, and the comments that it does not speak for."""

    def __init__(
        self,
        texts: Mapping[CommentId, str],
        vectors: Floats,
        encode: Callable[[Sequence[str]], Floats],
        ratings: Mapping[CommentId, int] | None,
    ) -> None:
        self._texts, self._vectors, self._encode = texts, vectors, encode
        self._ratings = ratings or {}
        self._at = {each: at for at, each in enumerate(texts)}
        self._has_vector = np.any(vectors, axis=1)
        step = max(1, -(-len(texts) // _JUDGED))
        self._judged = _unit(vectors[::step])
        self._judged_at = np.arange(0, len(texts), step)
        self._open: Bools = self._has_vector[::step].copy()

    def of(self, theme: LastingTheme, last: CommentId | None) -> LastingTheme:
        """Return a theme with its quotes, and count what they speak for."""
        if theme.kind == ThemeKind.SILENT:
            return theme
        sides = self._sides(theme)
        if sides:
            self.count(sides)
            return theme
        found = self.best(theme, last)
        if found is None:
            return theme
        example, clause = found
        self.count([clause])
        return replace(theme, example_id=example)

    def _sides(self, theme: LastingTheme) -> list[str]:
        """Return the clauses for and against, where a theme has both."""
        found = []
        for comment_id, side in ((theme.for_id, "for"), (theme.against_id, "against")):
            text = self._texts.get(comment_id, "") if comment_id is not None else ""
            span = side_clause(text, theme.phrases, side)  # type: ignore[arg-type]
            found += [text[span[0] : span[1]]] if span else []
        return found if len(found) > 1 else []

    def best(
        self, theme: LastingTheme, last: CommentId | None, *, pool: int = _CANDIDATES
    ) -> tuple[CommentId, str] | None:
        """Return the comment of a theme that adds most, with its clause. pool: of how many, the most typical first."""
        clauses = self._candidates(theme, last, pool)
        if not clauses:
            return None
        gains = self._gains(theme, self._encode([clause for _, clause, _ in clauses]))
        worth = [gain * factor for gain, (_, _, factor) in zip(gains, clauses, strict=True)]
        best = max(range(len(worth)), key=lambda at: worth[at])
        stays = next((at for at, each in enumerate(clauses) if each[0] == last), None)
        if stays is not None and worth[stays] >= _STAYS * worth[best]:
            best = stays
        return clauses[best][0], clauses[best][1]

    def _gains(self, theme: LastingTheme, quotes: Floats) -> list[float]:
        """Return what each quote adds: comments that no quote speaks for yet, those of other themes for less.

        Of equals the one that is nearest to all is worth more.
        """
        own = [self._at[each] for each, _ in theme.members if each in self._at]
        weight = np.where(np.isin(self._judged_at, own), 1.0, _ELSEWHERE)
        similar = self._judged @ _unit(quotes).T
        counted = ((similar >= THRESHOLD) & self._open[:, None]) * weight[:, None]
        typical = similar[weight == 1.0].mean(axis=0) if own else similar.mean(axis=0)
        return [float(each) for each in counted.sum(axis=0) + _TYPICAL * (1 + typical)]

    def _candidates(self, theme: LastingTheme, last: CommentId | None, size: int) -> list[tuple[CommentId, str, float]]:
        """Return comments with their clauses and what their wording is worth, 0..1.

        These are the comments whose own vectors add the most, those with a word of the headline first; also the
        finder's choice and the one of the last run.
        """
        members = [each for each, _ in theme.members if each in self._at and self._has_vector[self._at[each]]]
        rated = [each for each in members if self._ratings.get(each, 0) >= MIN_RATINGS] or members
        pool = rated[:size]
        if not pool:
            return []
        gains = self._gains(theme, self._vectors[[self._at[each] for each in pool]])
        wanted_words = {word for phrase in theme.phrases for word in content_words(phrase)}
        off_name = [wanted_words.isdisjoint(content_words(self._texts[each])) for each in pool]
        order = np.lexsort((-np.asarray(gains), np.asarray(off_name))).tolist()
        wanted = [*([last] if last in rated else []), *([theme.example_id] if theme.example_id in rated else [])]
        wanted += [pool[at] for at in order]
        found: list[tuple[CommentId, str, float]] = []
        for each in dict.fromkeys(each for each in wanted if each is not None):
            text = self._texts[each]
            if span := key_clause(text, theme.phrases):
                clause = text[span[0] : span[1]]
                is_named = not wanted_words.isdisjoint(content_words(clause))
                factor = max(0.1, 1 - _CLUMSY * awkwardness(text, span)) * (1.0 if is_named else _OFF_NAME)
                found.append((each, clause, factor))
            if len(found) >= _READ:
                break
        return found

    def count_new(self, clauses: Sequence[str]) -> int:
        """Return how many judged comments these clauses speak for that nothing does yet."""
        return int((near(self._judged, self._encode(clauses)) & self._open).sum())

    def count(self, clauses: Sequence[str]) -> None:
        """Count what quotes speak for, so that it adds nothing any more."""
        if clauses:
            self._open &= ~near(self._judged, self._encode(clauses))


def _unit(vectors: Floats) -> Floats:
    return unit(np.asarray(vectors, dtype=np.float32))
