"""Consensus clustering: many quick groupings, their agreement, and the number of groups with the best silhouette."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.features import unit
from bot.core.themes.graph import k_means, members, nearest, neighbour_means, silhouette, smoothed

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
    rows = unit(np.hstack(blocks))
    nearness = np.empty((len(rows), len(centroids)), dtype=np.float32)
    for start in range(0, len(rows) if len(rows) > len(fit) else 0, _CHUNK):
        part = rows[start : start + _CHUNK]
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
    for round_number in range(QUICK):
        rows, near = views[round_number % len(views)]
        many = _neighbours(int(rng.choice(NEIGHBOURS)), count)
        looked = smoothed(rows, near[:, :many], int(rng.choice(ROUNDS)))
        number = int(rng.integers(min_groups, max_groups + 1))
        member = members(k_means(looked, number, rng), number)
        together += member @ member.T
    together /= QUICK
    return together


def best_cut(agreement: Floats, smooth: Floats) -> Ints:
    """Return labels 0.., the largest group first: the cut of the tree of agreement with the best silhouette.

    agreement: rows x rows, the share of quick groupings that agree. smooth: the rows' smoothed vectors.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    count = len(agreement)
    distance = 1 - agreement
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    similarity = smooth @ smooth.T
    usual = min(USUAL, max(2.0, count / COMMENTS_PER_THEME))
    min_themes = min(MIN_THEMES, max(2, round(usual / 2)))
    min_size = max(min(MIN_GROUP_SIZE, count // 4), int(MIN_SHARE * count), 1)
    best, best_worth = np.zeros(count, dtype=np.int64), -math.inf
    tried: set[int] = set()
    for wanted in range(2, min(_MAX_TREE_GROUPS, count)):
        labels = fcluster(tree, wanted, "maxclust").astype(np.int64) - 1
        number = int((np.bincount(labels) >= min_size).sum())
        # One outlying group can give two or three groups a high silhouette: too few, unless the exchange is small.
        if number in tried or not min_themes <= number <= MAX_THEMES:
            continue
        tried.add(number)
        labels = _merge_small(agreement, labels, min_size)
        worth = silhouette(similarity, labels) - PULL * abs(math.log2((int(labels.max()) + 1) / usual))
        if worth > best_worth:
            best, best_worth = labels, worth
    return best


def _merge_small(together: Floats, labels: Ints, min_size: int) -> Ints:
    """Return labels, the largest group first: small groups merged, each row in the group that it agrees with most."""
    sizes = np.bincount(labels)
    member = (labels[:, None] == np.flatnonzero(sizes >= min_size)[None, :]).astype(np.float32)
    settled = member.sum(axis=1) > 0
    labels = np.where(settled, np.argmax(member, axis=1), np.argmax(together @ member / member.sum(axis=0), axis=1))
    member = members(labels, member.shape[1])
    others = (together @ member - member) / np.maximum(member.sum(axis=0)[None, :] - member, 1)
    labels = np.argmax(others, axis=1)
    order = np.argsort(-np.bincount(labels, minlength=member.shape[1]), kind="stable")
    rank_of = np.empty(len(order), dtype=np.int64)
    rank_of[order] = np.arange(len(order))
    return np.asarray(np.unique(rank_of[labels], return_inverse=True)[1])
