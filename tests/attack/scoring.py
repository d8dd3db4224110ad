"""How often guesses are right, and how often they would be by chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import beta

from tests.attack.case import GOALS, Guesses, Truth, Weights
from tests.attack.copies.records import Key

_ROUNDS = (999, 9_999)
ALARM = 1e-3
"""A success that chance reaches no more often than this is a suspicion; the same one in two trials is a leak."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one attack did for one goal. right, of: guesses. chance: share right by chance, `p`: to be as often right."""

    attack: str
    goal: str
    right: int
    of: int
    chance: float
    p: float

    @property
    def success(self) -> float:
        """The share of guesses that were right; 0 when there were none."""
        return self.right / self.of if self.of else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """The exact binomial bounds of 95 % (Clopper and Pearson) for the share of right guesses."""
        return clopper_pearson(self.right, self.of)

    @property
    def is_chance(self) -> bool:
        """Whether it is right no more often than chance."""
        return self.p > ALARM or self.bounds[0] <= self.chance

    def __str__(self) -> str:
        low, high = self.bounds
        return (
            f"{self.attack}, {self.goal}: {self.right} of {self.of} ({self.success:.2f}, {low:.2f} to {high:.2f}; "
            f"chance {self.chance:.3f}, p {self.p:.2g})"
        )


def clopper_pearson(right: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact bounds of a share. right, of: counts; level: of confidence, both sides together."""
    tail = (1 - level) / 2
    low = float(beta.ppf(tail, right, of - right + 1)) if right else 0.0
    high = float(beta.ppf(1 - tail, right + 1, of - right)) if right < of else 1.0
    return low, high


def score(
    attack: str, guesses: Guesses, truth: Truth, *, seed: int = 1, rounds: Sequence[int] = _ROUNDS
) -> list[Result]:
    """Return a result for each goal that the guesses are about.

    rounds: of permutations; more only where the fewer ones hardly reach the success.
    """
    found = []
    for goal in GOALS:
        known = {key for key, _ in truth.answers(goal)}
        mine = {key: weights for (of, key), weights in guesses.items() if of == goal and key in known and weights}
        if mine:
            found.append(_score(attack, goal, mine, truth, seed, rounds))
    return found


def _score(
    attack: str, goal: str, mine: Mapping[Key, Weights], true: Truth, seed: int, all_rounds: Sequence[int]
) -> Result:
    rng = np.random.default_rng(seed)
    candidates = {each: number for number, each in enumerate(dict.fromkeys(true.candidates(goal)))}
    answers = true.answers(goal)
    truth = np.array([candidates[answer] for _, answer in answers])
    likeliest = _Likeliest()
    chosen = np.array([_choose(likeliest.of(mine.get(key)), candidates, true, rng) for key, _ in answers])
    right, of = int((chosen == truth).sum()), sum(key in mine for key, _ in answers)
    chance, p = _chance(chosen, truth, len(candidates), right, rng, all_rounds)
    return Result(attack, goal, right, of, chance / of, p)


class _Likeliest:
    """Finds for whom most speaks, once where many rows have the very same weights."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Weights, list[object]]] = {}

    def of(self, weights: Weights | None) -> list[object]:
        """Return the candidates for whom most speaks, [] for no guess."""
        if not weights:
            return []
        if id(weights) not in self._known:
            most = max(weights.values())
            best = [each for each, weight in weights.items() if weight >= most * (1 - 1e-9)]
            self._known[id(weights)] = weights, best
        return self._known[id(weights)][1]


def _choose(best: list[object], candidates: Mapping[object, int], true: Truth, rng: np.random.Generator) -> int:
    """Return one of the best candidates by lot; -1 for no guess, -2 where it is none of whom it can be."""
    if not best:
        return _NO_GUESS
    chosen = best[rng.integers(len(best))]
    inside = true.records(chosen) if isinstance(chosen, tuple) else []
    return candidates.get(inside[rng.integers(len(inside))] if inside else chosen, -2)


def _chance(
    chosen: np.ndarray, truth: np.ndarray, people: int, right: int, rng: np.random.Generator, all_rounds: Sequence[int]
) -> tuple[float, float]:
    """Return how many are right by chance, and how often chance is as good, by two kinds of permutation.

    One gives people each other's names: right where guesses about many rows of one person hang together. The other
    gives rows each other's owners: right where it is public that some people wrote more. The larger figures count.
    """
    mean, p = 0.0, 1.0
    guessed = chosen != _NO_GUESS
    mine, named = chosen[guessed], truth[guessed]
    for rounds in all_rounds:
        names = np.array([(rng.permutation(people)[named] == mine).sum() for _ in range(rounds)])
        owners = np.array([(_draw(truth, len(mine), rng) == mine).sum() for _ in range(rounds)])
        mean = max(float(names.mean()), float(owners.mean()))
        p = max((1 + int((hits >= right).sum())) / (1 + rounds) for hits in (names, owners))
        if p > _LOSES / rounds or rounds * len(mine) > _MOST:
            break
    return mean, p


def _draw(truth: np.ndarray, number: int, rng: np.random.Generator) -> np.ndarray:
    """Return owners of a number of rows, when all rows exchange theirs: few are drawn without a permutation of all."""
    few = number * _FEW < len(truth)
    drawn: np.ndarray = rng.choice(truth, number, replace=False) if few else rng.permutation(truth)[:number]
    return drawn


_NO_GUESS = -1
_FEW = 8
_LOSES = 10  # rounds that are as good as the attack: then more rounds change nothing
_MOST = 100_000_000  # names given in one kind of permutation
