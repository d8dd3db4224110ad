"""How often a comment's tier is right: synthetic exchanges whose true values are known.

python benchmarks/rating_tiers.py ../shared/tools/simulate_rating.py --seeds 600-607
"""

import argparse
import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.rating_adapter import Router
from bot.core.limits import LIKELY, TIERS, TOP
from bot.core.ordinal_model import fit
from bot.core.tiers import tiers, top_probability


def play(simulator: Any, seed: int, size: dict[str, int]) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Return counts of (tier, true quarter), and of comments called likely in the top ten, of those and right ones."""
    world = simulator.make_world(seed, **size)
    state, _ = simulator.run(world, Router, seed)
    rated, people, comments = simulator.pack(world, state)
    columns = (np.asarray(rated[name], dtype=np.int64) for name in ("c", "p", "y"))
    by, raters, stars = columns
    found = fit(by, raters, stars, comment_count=comments["n"], rater_count=people["n"])
    count = np.bincount(by, minlength=comments["n"])
    quarter = 3 - np.searchsorted(np.quantile(world.truth, (0.25, 0.5, 0.75)), world.truth, side="right")
    placed = tiers(found.stars, found.low, found.high, count)
    pairs: Counter[tuple[str, str]] = Counter(
        (tier, TIERS[true]) for tier, true in zip(placed, quarter.tolist(), strict=True) if tier
    )
    likely = top_probability(found.location, found.location_sd, count) >= LIKELY
    best = world.truth >= np.sort(world.truth)[-TOP]
    top = Counter({"called": int(likely.sum()), "right": int((likely & best).sum()), "worlds": 1})
    near = world.truth >= np.sort(world.truth)[-2 * TOP]
    top["in_top_20"] = int((likely & near).sum())
    return pairs, top


def main() -> None:
    """Print the share of each tier's comments by their true quarter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("simulator", type=Path)
    parser.add_argument("--seeds", default="600-607")
    parser.add_argument("--people", type=int)
    parser.add_argument("--comments", type=int)
    parser.add_argument("--ratings", type=int)
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("simulate_rating", options.simulator)
    if spec is None or spec.loader is None:
        parser.error("there is no simulator at that path")
    simulator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(simulator)
    first, last = (int(each) for each in options.seeds.split("-"))
    size = {name: value for name in ("people", "comments", "ratings") if (value := getattr(options, name))}
    pairs: Counter[tuple[str, str]] = Counter()
    top: Counter[str] = Counter()
    for seed in range(first, last + 1):
        found, likely = play(simulator, seed, size)
        pairs, top = pairs + found, top + likely
    total = sum(pairs.values())
    for tier in TIERS:
        of_tier = sum(pairs[tier, true] for true in TIERS)
        shares = "  ".join(f"{true} {pairs[tier, true] / max(of_tier, 1):.3f}" for true in TIERS)
        print(f"{tier:7} {of_tier / total:.3f} of all; true quarter: {shares}")
    exact = sum(pairs[tier, tier] for tier in TIERS) / total
    near = (
        sum(count for (tier, true), count in pairs.items() if abs(TIERS.index(tier) - TIERS.index(true)) <= 1) / total
    )
    print(f"exact {exact:.3f}, at most one tier off {near:.3f}; likely in the top {TOP}: {dict(top)}")


if __name__ == "__main__":
    main()
