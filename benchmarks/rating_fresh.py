"""Measure what a weight of new and guest accounts in the fit would do against a flood of them, and to honest ones.

    python benchmarks/rating_fresh.py

A world: 200 honest people give 15 of 60 comments stars. Some of them are marked as new or guests; in two of three
worlds these have a taste of their own. The attack: 40 marked accounts give the middle comment 5 stars, and six others
what they are worth. Each way to weigh is fitted with the attack, and without it. Printed are means over WORLDS: the
pushed comment's rank of 60 (about 31 where nobody pushes); without the attack how the order agrees with the true one
(Kendall's tau; true is what all honest people would give, each counted once), the share of marked people's own taste
that is left in the stars (1 where all count the same), and of how many full ratings 40 ratings of a comment still are.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bot.core.coordinated_raters import find_coordinated
from bot.core.ordinal_model import fit

WORLDS = 16
HONEST, FRESH, COMMENTS, EACH, BESIDE = 200, 40, 60, 15, 6
COMMENT_SD, RATER_SD, REST_SD, TASTE_SD, MIDDLE = 0.44, 0.48, 1.04, 0.4, 3.3  # stars
KINDS = {
    "15 % marked, same taste": (0.15, 0.0),
    "15 % marked, own taste": (0.15, TASTE_SD),
    "half marked, own taste": (0.5, TASTE_SD),
}
WAYS = ("all the same", "weight .5", "weight .25", "weight .1", "no more than elsewhere")
SEVERAL = 1.5  # times the share elsewhere that marked ratings of a comment may have before they weigh less


@dataclass(frozen=True)
class World:
    """An exchange. rows, pushed: comments, raters, stars, of honest people and of the attack. truth: stars.

    taste: what marked people like more, in stars. marked: of each rater.
    """

    rows: Any
    pushed: Any
    truth: Any
    taste: Any
    marked: Any
    target: int


def make_world(seed: int, share: float, taste_sd: float) -> World:
    """Return a world."""
    rng = np.random.default_rng(seed)
    appeal, taste = rng.normal(0, COMMENT_SD, COMMENTS), rng.normal(0, 1, COMMENTS) * taste_sd
    marked = np.concatenate([np.arange(HONEST) < share * HONEST, np.ones(FRESH, dtype=bool)])
    mean = MIDDLE + appeal[None, :] + rng.normal(0, RATER_SD, HONEST)[:, None] + marked[:HONEST, None] * taste[None, :]
    given = np.clip(np.round(mean + rng.normal(0, REST_SD, mean.shape)), 1, 5).astype(np.int64)
    truth = given.mean(axis=0)
    target = int(np.argsort(-truth)[COMMENTS // 2])
    rated = np.stack([rng.choice(COMMENTS, EACH, replace=False) for _ in range(HONEST)])
    people = np.repeat(np.arange(HONEST), EACH)
    pushed = [(target, HONEST + each, 5) for each in range(FRESH)]
    others = np.delete(np.arange(COMMENTS), target)
    for each in range(FRESH):
        for comment in rng.choice(others, BESIDE, replace=False).tolist():
            stars = np.clip(np.round(MIDDLE + appeal[comment] + rng.normal(0, REST_SD)), 1, 5)
            pushed.append((comment, HONEST + each, int(stars)))
    rows = (rated.ravel(), people, given[people, rated.ravel()])
    return World(rows, tuple(np.array(pushed).T), truth, taste, marked, target)


def weigh(way: str, comments: Any, is_marked: Any) -> Any:
    """Return the weight of each rating. is_marked: of its rater."""
    if way == "all the same":
        return np.ones(len(comments))
    if way != "no more than elsewhere":
        return np.where(is_marked, float(way.split()[1]), 1.0)
    there = np.bincount(comments[is_marked], minlength=COMMENTS)
    every = np.bincount(comments, minlength=COMMENTS)
    here = (there.sum() - there) / np.maximum(every.sum() - every, 1)  # share of marked ratings in all other comments
    share = np.minimum(SEVERAL * here, 0.95)
    room = share / (1 - share) * (every - there)
    return np.where(is_marked, np.minimum(room / np.maximum(there, 1), 1.0)[comments], 1.0)


def tau(one: Any, other: Any) -> float:
    """Return Kendall's tau of two orders."""
    rows, columns = np.triu_indices(len(one), 1)
    return float((np.sign(one[rows] - one[columns]) * np.sign(other[rows] - other[columns])).mean())


def main() -> None:
    """Print a table: a row for each kind of world and way to weigh."""
    print("| world | way | rank, pushed | rank, not pushed | tau, honest | taste left | 40 ratings are |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for kind, (share, taste_sd) in KINDS.items():
        found: defaultdict[str, list[tuple[float, ...]]] = defaultdict(list)
        for seed in range(WORLDS):
            world = make_world(seed, share, taste_sd)
            for way in WAYS:
                found[way].append(measure(world, way))
        for way in WAYS:
            pushed, plain, agreed, left, full = np.array(found[way]).mean(axis=0)
            shown = f"{left / np.array(found['all alike']).mean(axis=0)[3]:.2f}" if taste_sd else ""
            print(f"| {kind} | {way} | {pushed:.1f} | {plain:.1f} | {agreed:.3f} | {shown} | {full:.0f} |")
    worlds = [make_world(seed, *next(iter(KINDS.values()))) for seed in range(WORLDS)]
    alarms = [
        find_coordinated(*attack(each), comment_count=COMMENTS, rater_count=len(each.marked)).sum() for each in worlds
    ]
    print(f"accounts that the alarm about coordinated raters names: {sum(alarms)} of {FRESH * WORLDS}")


def attack(world: World) -> Any:
    """Return the rows of honest people and of the attack."""
    return tuple(np.concatenate(each) for each in zip(world.rows, world.pushed, strict=True))


def measure(world: World, way: str) -> tuple[float, ...]:
    """Return the pushed comment's rank with and without the attack, tau, the taste left, and full ratings of 40."""

    def stars_of(rows: Any) -> tuple[Any, Any]:
        weights = weigh(way, rows[0], world.marked[rows[1]])
        found = fit(*rows, comment_count=COMMENTS, rater_count=len(world.marked), weights=weights)
        return found.stars, weights

    attacked, _ = stars_of(attack(world))
    plain, weights = stars_of(world.rows)
    ranks = [float((each > each[world.target]).sum() + 1) for each in (attacked, plain)]
    left = np.polyfit(world.taste, plain - world.truth, 1)[0] if world.taste.any() else 0.0
    # What a taste adds to the truth is the share of marked people times it; to the stars, the share that they weigh.
    kept = left + world.marked[:HONEST].mean()
    return (*ranks, tau(plain, world.truth), kept, 40 * float(weights.mean()))


if __name__ == "__main__":
    main()
