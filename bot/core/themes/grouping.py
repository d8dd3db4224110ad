"""Consensus clustering: many quick groupings, their agreement, and the number of groups with the best silhouette."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.features import unit
from bot.core.themes.graph import (
    Smoothing,
    k_means,
    members,
    nearest,
    neighbour_means,
    silhouette,
    smoothed,
    tree_labels,
)

MAX_SAMPLE = 2500
"""Comments that groups are found from; of more, a seeded sample, and the others join the groups of their neighbours."""

VIEWS = 6
"""Number of weighted mixtures of the two vectors that the quick groupings use; VIEWS_VARY is how much they differ."""
VIEWS_VARY = 0.3

QUICK = 60
"""Number of quick groupings; they differ in view, number of neighbours, rounds of smoothing, and k."""
NEIGHBOURS = (7, 10, 15)
ROUNDS = (1, 2, 3)
QUICK_GROUPS = (4, 16)

MIN_THEMES, MAX_THEMES = 4, 20
USUAL = 8
PULL = 0.08
"""The usual number of themes, and the penalty in silhouette for doubling or halving it. Readers distinguish
few themes more easily, so a larger number needs evidence."""

COMMENTS_PER_THEME = 8
"""Comments for each theme in a small exchange; half as many themes are the minimum."""

MAX_PARTS_SAMPLE = 1000
"""Comments of one group that its parts are found from."""

MIN_PARTS, USUAL_PARTS, MAX_PARTS = 2, 3, 6
"""Number of parts of one group."""

MIN_WORTH = 0.2
"""Silhouette, less the pull, from which a group has parts: vectors at random reach .13, real themes .27 to .75."""

LARGE_SHARE = 0.3
MIN_LIMITED = 300
"""Share of all comments above which a theme is split where it has parts, and of how many comments on that holds."""

MIN_SHARE = 0.02
MIN_GROUP_SIZE = 3
"""Comments below which a group is merged into the others."""

_MAX_TREE_GROUPS = 70
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each row is in.

    labels: 0.. for each row. nearness: rows x groups, cosine similarity to each group's centroid, after smoothing.
    """

    labels: Ints
    nearness: Floats


def sample(count: int, *, max_count: int = MAX_SAMPLE) -> Ints:
    """Return the rows that groups are found from: all, or a seeded sample."""
    if count <= max_count:
        return np.arange(count)
    return np.sort(np.random.default_rng(7).choice(count, max_count, replace=False))


def group(blocks: list[Floats], fit: Ints, choose: Callable[[Floats, Floats], Ints] | None = None) -> Grouping:
    """Return the groups of the rows; their number is found from the data.

    blocks: vectors of each row from different views, with length equal to their weight.
    fit: the rows that groups are found from, 6 or more.
    choose: maps the sample's agreement and smoothed vectors to labels 0.., each used; `best_cut` by default.
    """
    views = _views([block[fit] for block in blocks])
    plain, near = views[0]
    smooth = smoothed(plain, near[:, : _neighbours(NEIGHBOURS[1], len(fit))], ROUNDS[1])
    labels = (choose or best_cut)(agreement(views), smooth)

    centroids = unit(members(labels, int(labels.max()) + 1).T @ smooth)
    count = len(blocks[0])
    nearness = np.empty((count, len(centroids)), dtype=np.float32)
    for start in range(0, count if count > len(fit) else 0, _CHUNK):
        part = unit(np.hstack([block[start : start + _CHUNK] for block in blocks]))
        neighbours = nearest(part, plain, min(NEIGHBOURS[1], len(fit) - 1), exclude_self=False)
        nearness[start : start + _CHUNK] = unit(0.5 * part + 0.5 * neighbour_means(smooth, neighbours)) @ centroids.T
    nearness[fit] = smooth @ centroids.T
    every = np.argmax(nearness, axis=1)
    every[fit] = labels
    return Grouping(every, nearness)


def _neighbours(wanted: int, count: int) -> int:
    """Return the number of neighbours to use: at most a quarter of all rows, at least two."""
    return max(2, min(wanted, count // 4))


def _views(blocks: list[Floats]) -> list[tuple[Floats, Ints]]:
    """Return weighted mixtures of the blocks, the unweighted one first, each with every row's nearest rows."""
    rng = np.random.default_rng(0)
    many = _neighbours(max(NEIGHBOURS), len(blocks[0]))
    views = []
    for number in range(VIEWS):
        weights = np.exp(rng.normal(0, VIEWS_VARY, len(blocks))) if number else np.ones(len(blocks))
        rows = unit(np.hstack([float(weight) * block for weight, block in zip(weights, blocks, strict=True)]))
        views.append((rows, nearest(rows, rows, many, exclude_self=True)))
    return views


def agreement(views: list[tuple[Floats, Ints]]) -> Floats:
    """Return rows x rows: the share of the quick groupings that put both in one group."""
    rng = np.random.default_rng(1)
    count = len(views[0][0])
    max_groups = min(QUICK_GROUPS[1], max(2, count // 3))
    min_groups = min(QUICK_GROUPS[0], max_groups)
    together = np.zeros((count, count), dtype=np.float32)
    smoothing = Smoothing(views)
    for round_number in range(QUICK):
        many = _neighbours(int(rng.choice(NEIGHBOURS)), count)
        looked = smoothing.rows(round_number % len(views), many, int(rng.choice(ROUNDS)))
        number = int(rng.integers(min_groups, max_groups + 1))
        member = members(k_means(looked, number, rng), number)
        together += member @ member.T
    together /= QUICK
    return together


def best_cut(agreement: Floats, smooth: Floats) -> Ints:
    """Return labels 0.., the largest group first: the cut of the tree of agreement with the best silhouette.

    Groups of more than LARGE_SHARE of MIN_LIMITED rows or more are split where they have parts.
    agreement: rows x rows, the share of quick groupings that agree. smooth: the rows' smoothed vectors.
    """
    count = len(agreement)
    usual = min(USUAL, max(2.0, count / COMMENTS_PER_THEME))
    # One outlying group can give two or three groups a high silhouette: too few, unless the exchange is small.
    min_themes = min(MIN_THEMES, max(2, round(usual / 2)))
    min_size = max(min(MIN_GROUP_SIZE, count // 4), int(MIN_SHARE * count), 1)
    labels, _ = _best_cut(agreement, smooth, usual=usual, numbers=(min_themes, MAX_THEMES), min_size=min_size)
    return _split_large(labels, smooth) if count >= MIN_LIMITED else labels


def _best_cut(
    agreement: Floats, smooth: Floats, *, usual: float, numbers: tuple[int, int], min_size: int
) -> tuple[Ints, float]:
    """Return the labels of the best cut with as many groups, the largest first, and its silhouette less the pull."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    count = len(agreement)
    distance = 1 - agreement
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    similarity = smooth @ smooth.T
    best, best_worth = np.zeros(count, dtype=np.int64), -math.inf
    tried: set[int] = set()
    for labels in tree_labels(tree, min(_MAX_TREE_GROUPS, count) - 1):
        number = int((np.bincount(labels) >= min_size).sum())
        if number in tried or not numbers[0] <= number <= numbers[1]:
            continue
        tried.add(number)
        merged = _merge_small(agreement, labels, min_size)
        worth = silhouette(similarity, merged) - PULL * abs(math.log2((int(merged.max()) + 1) / usual))
        if worth > best_worth:
            best, best_worth = merged, worth
    return best, best_worth


def find_parts(rows: Floats) -> Ints:
    """Return the parts of one group, 0.. with the largest first; all 0 where no split passes the finder's own rule.

    rows: vectors of its comments; of more than MAX_PARTS_SAMPLE, the others join the part nearest to them.
    """
    parts, worth = best_parts(rows)
    return parts if worth >= MIN_WORTH else np.zeros(len(rows), dtype=np.int64)


def best_parts(rows: Floats) -> tuple[Ints, float]:
    """Return the best split of one group into parts, 0.. with the largest first, and its silhouette less the pull."""
    fit = sample(len(rows), max_count=MAX_PARTS_SAMPLE)
    own = unit(rows - rows[fit].mean(axis=0))
    looked = own[fit]
    near = nearest(looked, looked, _neighbours(max(NEIGHBOURS), len(fit)), exclude_self=True)
    smooth = smoothed(looked, near[:, : _neighbours(NEIGHBOURS[1], len(fit))], ROUNDS[1])
    min_size = max(2 * MIN_GROUP_SIZE, len(fit) // (3 * MAX_PARTS))
    labels, worth = _best_cut(
        agreement([(looked, near)]), smooth, usual=USUAL_PARTS, numbers=(MIN_PARTS, MAX_PARTS), min_size=min_size
    )
    centroids = unit(members(labels, int(labels.max()) + 1).T @ smooth)
    every: Ints = np.argmax(own @ centroids.T, axis=1)
    every[fit] = labels
    return every, worth


def _split_large(labels: Ints, smooth: Floats) -> Ints:
    """Return labels, the largest group first: those of too many rows are split as long as they have parts."""
    whole: set[int] = set()
    labels = labels.copy()
    while True:
        sizes = np.bincount(labels)
        large = [each for each in np.flatnonzero(sizes > LARGE_SHARE * len(labels)).tolist() if each not in whole]
        if not large:
            break
        rows = np.flatnonzero(labels == large[0])
        parts = find_parts(smooth[rows])
        if not parts.any():
            whole.add(large[0])
        labels[rows] = np.where(parts > 0, len(sizes) - 1 + parts, large[0])
    return _by_size(labels)


def _by_size(labels: Ints) -> Ints:
    """Return labels 0.. without gaps, the largest group first."""
    order = np.argsort(-np.bincount(labels), kind="stable")
    rank_of = np.empty(len(order), dtype=np.int64)
    rank_of[order] = np.arange(len(order))
    return np.asarray(np.unique(rank_of[labels], return_inverse=True)[1])


def _merge_small(together: Floats, labels: Ints, min_size: int) -> Ints:
    """Return labels, the largest group first: small groups merged, each row in the group that it agrees with most."""
    sizes = np.bincount(labels)
    member = (labels[:, None] == np.flatnonzero(sizes >= min_size)[None, :]).astype(np.float32)
    settled = member.sum(axis=1) > 0
    labels = np.where(settled, np.argmax(member, axis=1), np.argmax(together @ member / member.sum(axis=0), axis=1))
    member = members(labels, member.shape[1])
    others = (together @ member - member) / np.maximum(member.sum(axis=0)[None, :] - member, 1)
    return _by_size(np.argmax(others, axis=1))
