"""How much of one person's stars figures give away: an attacker on simulated exchanges, with controls that must fail.

python benchmarks/releases.py                 # the full form, about ten minutes
python benchmarks/releases.py --exchanges 60  # a short one
python benchmarks/releases.py --strict        # the strict setting's noise
python benchmarks/releases.py --close         # the last one to four raters of each comment, whom the close counts
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bot.core.findings import findings
from bot.core.findings_data import Findings, Given
from bot.core.limits import DEVIATION, STRICT_DEVIATION

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

SHARES = (0.11, 0.16, 0.24, 0.32, 0.17)
"""How often each star is given; who knows nothing is right with the commonest, .32."""

SIZES = (5, 10, 20, 40)
PEOPLE, COMMENTS, BATCH, DAYS = 70, 8, 5, 9
GROUP_DAYS = (1, 3, 5)
MOVES, LEAVES = 0.05, 0.03
"""The share of those counted before who change their stars, or leave, before each release."""

CLOSED_AT = (5, 10, 20, 30)
"""Raters who were counted before the close; from 40 on it counts no fewer than five more."""

_BINS = 40
_RIDGE = 1e-3
_PRIOR = 5  # samples that the shares of all stars are worth in each bin


@dataclass(frozen=True, slots=True)
class Exchange:
    """One simulated exchange: every comment gets five new raters a day. rater: comments x places; stars: the same."""

    rater: Ints
    stars: Ints
    group: Ints
    published: Sequence[Findings]
    exact: Sequence[tuple[Floats, Floats]]  # by day: each comment's mean before and after its last new rating
    at: Sequence[Ints]  # by day: comments x places, the stars that count then, 0 for none


def play(rng: np.random.Generator, *, noise: float, days: int = DAYS, last: int = BATCH) -> Exchange:
    """Play an exchange with its releases. noise: standard deviation on sums in stars, 0 for none.

    days: the last of them is the close; last: new raters of each comment on it.
    """
    places = BATCH * days
    rater = np.array([rng.permutation(PEOPLE)[:places] for _ in range(COMMENTS)])
    stars = rng.choice(5, (COMMENTS, places), p=np.array(SHARES)) + 1
    group = rng.integers(0, 2, PEOPLE)
    key = rng.bytes(32).hex() if noise else ""
    now, published, exact, at = np.zeros_like(stars), [], [], []
    state = ""
    for day in range(days):
        old = slice(0, day * BATCH)
        _move_and_leave(rng, now[:, old])
        end = day * BATCH + (last if day == days - 1 else BATCH)
        now[:, old.stop : end] = stars[:, old.stop : end]
        before = np.where(np.arange(places) < end - 1, now, 0)
        exact.append(tuple(each.sum(axis=1) / np.maximum((each > 0).sum(axis=1), 1) for each in (before, now)))
        at.append(now.copy())
        comments, place = np.nonzero(now)
        given = Given(
            comments=comments,
            raters=rater[comments, place],
            stars=now[comments, place],
            near=np.zeros(len(comments), dtype=np.int64),
            group=group,
            comment_count=COMMENTS,
            group_count=2,
            min_group_size=BATCH,
            theme=np.arange(COMMENTS) % 3,
            theme_count=3,
            before=state,
            day=day,
            has_groups=day in GROUP_DAYS or day == days - 1,
            is_close=day == days - 1,
            noise_key=key,
            noise_deviation=noise or DEVIATION,
            people=[str(each) for each in range(PEOPLE)],
            names=list(range(COMMENTS)),
        )
        found = findings(given)
        state = found.state
        published.append(found)
    return Exchange(rater, stars, group, published, exact, at)


def _move_and_leave(rng: np.random.Generator, now: Ints) -> None:
    moved = (rng.random(now.shape) < MOVES) & (now > 0)
    now[moved] = rng.choice(5, int(moved.sum()), p=np.array(SHARES)) + 1
    now[rng.random(now.shape) < LEAVES] = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """One target: what the attacker sees and knows, and the stars to be guessed."""

    seen: list[float]
    known: list[float]
    exact: list[float]
    stars: int


def samples(exchange: Exchange, size: int, *, new: int = BATCH) -> Iterator[Sample]:
    """Return a target in each comment that has this many raters after a release: one of the new ones in it."""
    day = -(-size // BATCH) - 1
    place = day * BATCH + new - 1  # the order within a day is random
    for comment in range(COMMENTS):
        group = int(exchange.group[exchange.rater[comment, place]])
        yield Sample(
            [value for each in _days(exchange, day) for value in _surfaces(exchange, each, comment, group)],
            _known(exchange, comment, range(day * BATCH, place), group),
            [float(values[comment]) for values in exchange.exact[day]],
            int(exchange.stars[comment, place]),
        )


def _days(exchange: Exchange, day: int) -> list[int]:
    """Return the releases that are combined: the one before, the target's own, and those after it."""
    last = len(exchange.published) - 1
    return [each for each in (day - 1, day, day + 1, day + 2, last) if 0 <= each <= last]


def _surfaces(exchange: Exchange, day: int, comment: int, group: int) -> list[float]:
    """Return everything that a release shows of the comment, its theme, all, and the comment by the target's group."""
    published = exchange.published[day]
    cell, other = (
        next((each.mean for each in published.cells if (each.comment, each.group) == (comment, which)), 3.0)
        for which in (group, 1 - group)
    )
    tier = published.tiers[comment]
    return [
        published.stars[comment] or 3.0,
        published.low[comment] or 1.0,
        published.high[comment] or 5.0,
        published.ratings[comment],
        float(("low", "middle", "high", "top").index(tier)) if tier else 1.5,
        published.position[comment],
        published.themes[comment % 3].stars or 3.0,
        published.themes[comment % 3].agreement or 0.5,
        published.mean.stars or 3.0,
        published.mean.agreement or 0.5,
        float(comment in {each for each, _ in published.divided}),
        cell,
        other,
    ]


def _known(exchange: Exchange, comment: int, places: range, group: int) -> list[float]:
    """Return what is known of the other new ones: their stars, and the sum of those of the target's group."""
    stars = [float(exchange.stars[comment, place]) for place in places]
    same = [float(exchange.group[exchange.rater[comment, place]] == group) for place in places]
    return [sum(stars), sum(a * b for a, b in zip(stars, same, strict=True)), sum(same)]


def success(train: Sequence[Sample], test: Sequence[Sample], columns: Sequence[str]) -> float:
    """Return how often the attacker is right on test, having learned on exchanges of its own.

    It estimates the stars from all it sees by a linear model, and from that estimate guesses the likeliest star.
    """
    x, y = _matrix(train, columns)
    u, v = _matrix(test, columns)
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    used = deviation > 0
    x, u = ((each[:, used] - mean[used]) / deviation[used] for each in (x, u))
    x, u = (np.column_stack([each, np.ones(len(each))]) for each in (x, u))
    weights = np.linalg.solve(x.T @ x + _RIDGE * np.eye(x.shape[1]), x.T @ y)
    edges = np.unique(np.round(np.quantile(x @ weights, np.arange(1, _BINS) / _BINS), 9))
    bins, places = np.searchsorted(edges, x @ weights), np.searchsorted(edges, u @ weights)
    counts = np.zeros((len(edges) + 1, 5))
    np.add.at(counts, (bins, y.astype(np.int64) - 1), 1)
    prior = np.bincount(y.astype(np.int64), minlength=6)[1:] / len(y)
    guess = np.argmax(counts + _PRIOR * prior, axis=1) + 1
    return float((guess[places] == v).mean())


def _matrix(rows: Sequence[Sample], columns: Sequence[str]) -> tuple[Floats, Floats]:
    values = [[value for name in columns for value in getattr(row, name)] for row in rows]
    return np.array(values, dtype=np.float64), np.array([row.stars for row in rows], dtype=np.float64)


def bound(share: float, count: int) -> float:
    """Return the half width of the 95 % interval of a share of `count` samples."""
    return float(1.96 * np.sqrt(share * (1 - share) / max(count, 1)))


@dataclass(frozen=True, slots=True)
class Result:
    """How often it is right at one size: live exact means, no noise, knowing four of five, knowing nobody."""

    size: int
    live: float
    no_noise: float
    knowing: float
    not_knowing: float
    count: int


def attack(
    seed: int,
    exchanges: int,
    *,
    noise: float,
    sizes: Sequence[int] = SIZES,
    with_plain: bool = True,
    days: int = DAYS,
) -> list[Result]:
    """Attack twice as many exchanges: one half to learn from, the other to be attacked.

    with_plain: also exchanges whose figures have no noise; without them `no_noise` is NaN. days: with a release each.
    """
    rng = np.random.default_rng(seed)
    blurred = [play(rng, noise=noise, days=days) for _ in range(2 * exchanges)]
    plain = [play(rng, noise=0.0, days=days) for _ in range(exchanges)] if with_plain else []
    results = []
    for size in sizes:
        train, test = (
            [s for each in part for s in samples(each, size)] for part in (blurred[:exchanges], blurred[exchanges:])
        )
        half = exchanges // 2
        learn, try_on = ([s for each in part for s in samples(each, size)] for part in (plain[:half], plain[half:]))
        results.append(
            Result(
                size,
                success(train, test, ["seen", "known", "exact"]),
                success(learn, try_on, ["seen", "known"]) if with_plain else float("nan"),
                success(train, test, ["seen", "known"]),
                success(train, test, ["seen"]),
                len(test),
            )
        )
    return results


def attack_close(seed: int, exchanges: int, *, noise: float, sizes: Sequence[int] = CLOSED_AT) -> list[Result]:
    """Attack the release at the close: `size` raters counted before, and one to four more whom the close counts.

    Returns two results for each size: of one of the last five counted before, and of one of those last few.
    """
    rng = np.random.default_rng(seed)
    results = []
    for size in sizes:
        days = size // BATCH + 1
        played = [
            (last, play(rng, noise=noise, days=days, last=last)) for last in (1, 2, 3, 4) for _ in range(exchanges // 2)
        ]
        order = rng.permutation(len(played)).tolist()
        played, half = [played[each] for each in order], len(played) // 2
        for is_last in (False, True):
            train, test = (
                [
                    sample
                    for last, each in part
                    for sample in (samples(each, size + last, new=last) if is_last else samples(each, size))
                ]
                for part in (played[:half], played[half:])
            )
            shares = (
                success(train, test, columns) for columns in (["seen", "known", "exact"], ["seen", "known"], ["seen"])
            )
            live, knowing, not_knowing = shares
            results.append(Result(size, live, float("nan"), knowing, not_knowing, len(test)))
    return results


def main() -> None:
    """Print the table of attacks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exchanges", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--close", action="store_true")
    options = parser.parse_args()
    noise = STRICT_DEVIATION if options.strict else DEVIATION
    find = attack_close if options.close else attack
    print("ratings  live, exact  batches, no noise  knowing 4 of 5  knowing nobody  samples")
    for each in find(options.seed, options.exchanges, noise=noise):
        published = (f"{share:.3f} ± {bound(share, each.count):.3f}" for share in (each.knowing, each.not_knowing))
        print(f"{each.size:7}  {each.live:11.2f}  {each.no_noise:17.2f}  {'   '.join(published)}  {each.count:7}")


if __name__ == "__main__":
    main()
