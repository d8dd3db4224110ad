"""What the rating simulator calls for figures after release: a release a day over two weeks, by production's functions.

python ../shared/tools/simulate_rating.py --router benchmarks/rating_adapter.py:Router \
        --estimator benchmarks/rating_release.py:estimate --seeds 16
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bot.core.findings import findings
from bot.core.findings_data import Given

DAYS = 14
GROUP_DAYS = (4, 7, 11)
MIN_PEOPLE = 5


def estimate(
    ratings: dict[str, Any], participants: dict[str, Any], comments: dict[str, Any], *, noise: int = 0
) -> dict[str, Any]:
    """Return the place of each comment after the last release, with its published interval. noise: which of many."""
    c, p, y = (np.asarray(ratings[name], dtype=np.int64) for name in ("c", "p", "y"))
    day_of = np.minimum((np.asarray(ratings["t"]) * DAYS).astype(np.int64) + 1, DAYS)
    names = participants["group_names"]
    state = ""
    for day in range(1, DAYS + 1):
        there = day_of <= day
        found = findings(
            Given(
                comments=c[there],
                raters=p[there],
                stars=y[there],
                near=np.zeros(int(there.sum()), dtype=np.int64),
                group=np.asarray(participants["group"]) if len(names) else np.full(participants["n"], -1),
                comment_count=comments["n"],
                group_count=len(names),
                min_group_size=MIN_PEOPLE,
                before=state,
                day=day,
                has_groups=day in GROUP_DAYS or day == DAYS,
                is_close=day == DAYS,
                noise_key=f"{noise:032x}{len(c):032x}",
                people=[str(each) for each in range(participants["n"])],
                names=list(range(comments["n"])),
            )
        )
        state = found.state
    low, high = (np.array(each, dtype=np.float64) for each in (found.low, found.high))
    result: dict[str, Any] = {
        "score": -np.asarray(found.position, dtype=np.float64),
        "lo": np.nan_to_num(low, nan=1.0),
        "hi": np.nan_to_num(high, nan=5.0),
    }
    if len(names):
        result["group_diff"] = [(each.comment, each.group, each.mean - each.others) for each in found.differences]
    return result
