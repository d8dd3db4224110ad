"""How often guessed stars are right, and how often they would be if raters of a comment exchanged their stars."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from tests.attack.scoring import Result
from tests.attack.shown.case import STARS, Pair

_ROUNDS = 999


def score_stars(attack: str, guesses: Mapping[Pair, int], truth: Mapping[Pair, int], *, seed: int = 1) -> list[Result]:
    """Return the result of guessed stars; nothing where none of the guesses is of a rating that there is."""
    pairs = sorted(pair for pair in guesses if pair in truth)
    if not pairs:
        return []
    rng = np.random.default_rng(seed)
    of_comment: dict[int, list[int]] = defaultdict(list)
    for place, (_, number) in enumerate(pairs):
        of_comment[number].append(place)
    places = [np.array(each) for each in of_comment.values()]
    guessed, stars = (np.array([which[pair] for pair in pairs]) for which in (guesses, truth))
    right = int((guessed == stars).sum())
    hits = np.zeros(_ROUNDS)
    for each in places:
        mine = stars[each]
        hits += [(rng.permutation(mine) == guessed[each]).sum() for _ in range(_ROUNDS)]
    p = (1 + int((hits >= right).sum())) / (1 + _ROUNDS)
    return [Result(attack, STARS, right, len(pairs), float(hits.mean()) / len(pairs), p)]
