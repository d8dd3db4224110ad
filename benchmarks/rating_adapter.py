"""What the rating simulator calls: the very functions that production calls, and nothing tuned here.

python ../shared/tools/simulate_rating.py --router benchmarks/rating_adapter.py:Router \
        --estimator benchmarks/rating_adapter.py:estimate --seeds 16 --attack
"""

import sys
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bot.core import routing
from bot.core.differences import groups_of
from bot.core.ordinal_model import fit

COMMON_MEMBERS = 30  # whose groups the simulator's common ground is of


class Router:
    """The production router, with queue keys in an array instead of a column."""

    def __init__(self, rng: Any, config: dict[str, Any]) -> None:
        self._random = Random(int(rng.integers(2**32)))
        self._weight = np.ones(0)
        self._quality = routing.QualityThreshold()
        self._tie = np.zeros(0)
        self._deficits: dict[int, dict[int, int]] = {}
        self._groups = len(config["groups"])

    def on_comment(self, comment_id: int, state: Any) -> None:
        """Give a new comment the weight of an unrated one, so that it comes first."""
        _ = (comment_id, state)
        self._weight = np.append(self._weight, routing.UNKNOWN)
        self._tie = np.append(self._tie, self._random.random())

    def on_rating(self, participant_id: int, comment_id: int, stars: int, state: Any) -> None:
        """Draw a new sampling weight for the comment, and count a small group's rating."""
        _ = stars
        self._weight[comment_id] = routing.sampling_weight(state.hist[comment_id].tolist(), self._quality, self._random)
        deficits = self._deficits.get(int(state.group[participant_id]))
        if deficits and comment_id in deficits:
            deficits[comment_id] -= 1

    def refresh(self, state: Any) -> None:
        """Update the threshold and the deficits, as the scheduler does."""
        n = state.n_comments
        histograms = state.hist[:n].tolist()
        self._quality = routing.quality_threshold(histograms)
        by_group, every = state.group_count[:n], int(state.hist[:n].sum())
        best = routing.best(histograms)
        self._deficits = {
            group: {
                each: routing.ENOUGH - int(by_group[each, group])
                for each in routing.group_deficits([(each, int(by_group[each, group])) for each in best])
            }
            for group in range(self._groups)
            if routing.is_small(int(by_group[:, group].sum()), every)
        }

    def next_comments(self, participant_id: int, n: int, state: Any) -> list[int]:
        """Return n comments to show."""
        free = np.flatnonzero(state.open_mask(participant_id))
        if not len(free):
            return []
        keys = routing.virtual_finish_time(state.count[free], self._weight[free])
        order = free[np.lexsort((self._tie[free], keys))]
        deficits = self._deficits.get(int(state.group[participant_id]), {})
        places = sum(routing.serves_deficit(self._random) for _ in range(n)) if deficits else 0
        mine = [int(each) for each in order if deficits.get(int(each), 0) > 0] if places else []
        shown = [mine[at] for at in routing.choose(len(mine), self._random, places=places)] if mine else []
        rest = [int(each) for each in order[: routing.SPREAD * n + len(shown)] if int(each) not in shown]
        return shown + [rest[at] for at in routing.choose(len(rest), self._random, places=n - len(shown))]


def estimate(ratings: dict[str, Any], participants: dict[str, Any], comments: dict[str, Any]) -> dict[str, Any]:
    """Return the score of each comment with its interval, what groups differ on, and what they all like."""
    c, p, y = (np.asarray(ratings[name], dtype=np.int64) for name in ("c", "p", "y"))
    found = fit(c, p, y, comment_count=comments["n"], rater_count=participants["n"])
    result: dict[str, Any] = {"score": found.stars, "lo": found.low, "hi": found.high}
    names = participants["group_names"]
    if names:
        groups = groups_of(found, c, p, y, np.asarray(participants["group"]), group_count=len(names))
        difference = groups.means - groups.others
        where = zip(*np.nonzero(groups.differs), strict=True)
        result["group_diff"] = [(int(at), int(group), float(difference[at, group])) for at, group in where]
        result["common_ground"] = groups.common_ground(min_members=COMMON_MEMBERS)
    return result
