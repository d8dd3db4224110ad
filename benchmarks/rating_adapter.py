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
    """The promise queue, its keys in an array where production has a column."""

    def __init__(self, rng: Any, config: dict[str, Any]) -> None:
        self._random = Random(int(rng.integers(2**32)))
        self._promise = np.ones(0)
        self._level = routing.QualityThreshold()
        self._tie = np.zeros(0)
        self._wishes: dict[int, dict[int, int]] = {}
        self._groups = len(config["groups"])

    def on_comment(self, comment_id: int, state: Any) -> None:
        """Give a new comment an equal share, and a place at the very front."""
        _ = (comment_id, state)
        self._promise = np.append(self._promise, routing.UNKNOWN)
        self._tie = np.append(self._tie, self._random.random())

    def on_rating(self, participant_id: int, comment_id: int, stars: int, state: Any) -> None:
        """Draw the comment's promise anew, and count what a small group's member rated."""
        _ = stars
        self._promise[comment_id] = routing.sampling_weight(state.hist[comment_id].tolist(), self._level, self._random)
        wished = self._wishes.get(int(state.group[participant_id]))
        if wished and comment_id in wished:
            wished[comment_id] -= 1

    def refresh(self, state: Any) -> None:
        """Do what the scheduler does from time to time."""
        n = state.n_comments
        self._level = routing.quality_threshold(state.hist[:n])
        by_group, every = state.group_count[:n], int(state.hist[:n].sum())
        best = routing.best(state.hist[:n])
        self._wishes = {
            group: dict(routing.wished([(each, int(by_group[each, group])) for each in best]))
            for group in range(self._groups)
            if routing.is_small(int(by_group[:, group].sum()), every)
        }

    def next_comments(self, participant_id: int, n: int, state: Any) -> list[int]:
        """Return n comments to show."""
        free = np.flatnonzero(state.open_mask(participant_id))
        if not len(free):
            return []
        keys = routing.virtual_finish_time(state.count[free], self._promise[free])
        order = free[np.lexsort((self._tie[free], keys))]
        wished = self._wishes.get(int(state.group[participant_id]), {})
        places = sum(routing.wants_wish(self._random) for _ in range(n)) if wished else 0
        mine = [int(each) for each in order if wished.get(int(each), 0) > 0] if places else []
        shown = [mine[at] for at in routing.choose(len(mine), self._random, places=places)] if mine else []
        rest = [int(each) for each in order[: routing.SPREAD * n + len(shown)] if int(each) not in shown]
        return shown + [rest[at] for at in routing.choose(len(rest), self._random, places=n - len(shown))]


def estimate(ratings: dict[str, Any], participants: dict[str, Any], comments: dict[str, Any]) -> dict[str, Any]:
    """Return the score of each comment with its interval, what groups differ on, and what they all like."""
    c, p, y = (np.asarray(ratings[name], dtype=np.int64) for name in ("c", "p", "y"))
    found = fit(c, p, y, comment_count=comments["n"], rater_count=participants["n"])
    told: dict[str, Any] = {"score": found.stars, "lo": found.low, "hi": found.high}
    names = participants["group_names"]
    if names:
        groups = groups_of(found, c, p, y, np.asarray(participants["group"]), group_count=len(names))
        apart = groups.means - groups.others
        where = zip(*np.nonzero(groups.differs), strict=True)
        told["group_diff"] = [(int(at), int(group), float(apart[at, group])) for at, group in where]
        told["common_ground"] = groups.common_ground(least_members=COMMON_MEMBERS)
    return told
