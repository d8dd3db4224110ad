"""Vectors into groups: many quick groupings, what they agree on, and the number of groups that holds together best."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.features import unit
from bot.core.themes.graph import k_means, members, middles, nearest, silhouette, smoothed

MAX_SAMPLE = 2500
"""Comments that groups are found from; more are a seeded sample, and the rest joins the groups of its nearest ones."""

VIEWS = 6
"""Mixtures of the two vectors that the quick groupings look at, and how much they differ."""
VIEWS_VARY = 0.3

QUICK = 60
"""Quick groupings; what changes from one to the next: the view, how many neighbours smooth it how often, and k."""
NEIGHBOURS = (7, 10, 15)
ROUNDS = (1, 2, 3)
QUICK_GROUPS = (4, 16)

FEWEST, MOST = 4, 20
USUAL = 8
PULL = 0.08
"""The usual number of themes, and what a doubling or halving of it costs in silhouette: with fewer, readers keep them
apart; so the data must speak for more."""

COMMENTS_A_THEME = 8
"""A small exchange has fewer themes: one for so many comments is usual, and half as many are the fewest."""

MIN_SHARE = 0.02
MIN_GROUP_SIZE = 3
"""A group of fewer comments joins the others."""

_CUTS = 70
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each row is in.

    labels: 0.. for each row. nearness: rows x groups, the cosine to each group's middle, after smoothing.
    """

    labels: Ints
    nearness: Floats


def sample(count: int, *, at_most: int = MAX_SAMPLE) -> Ints:
    """Return the rows to fit on: all, or a seeded choice."""
    if count <= at_most:
        return np.arange(count)
    return np.sort(np.random.default_rng(7).choice(count, at_most, replace=False))


def group(blocks: list[Floats], fit: Ints, choose: Callable[[Floats, Floats], Ints] | None = None) -> Grouping:
    """Return the groups that the data show; never asks how many.

    blocks: vectors of each row from different views, their length what they count.
    fit: the rows that groups are found from, 6 or more.
    choose: from the agreement of the fit rows and their smoothed vectors to labels 0.., each used; best_cut by itself.
    """
    views = _views([block[fit] for block in blocks])
    plain, near = views[0]
    smooth = smoothed(plain, near[:, : _neighbours(NEIGHBOURS[1], len(fit))], ROUNDS[1])
    labels = (choose or best_cut)(agreement(views), smooth)

    middle = unit(members(labels, int(labels.max()) + 1).T @ smooth)
    rows = unit(np.hstack(blocks))
    nearness = np.empty((len(rows), len(middle)), dtype=np.float32)
    for start in range(0, len(rows) if len(rows) > len(fit) else 0, _CHUNK):
        part = rows[start : start + _CHUNK]
        beside = nearest(part, plain, min(NEIGHBOURS[1], len(fit) - 1), but_itself=False)
        nearness[start : start + _CHUNK] = unit(0.5 * part + 0.5 * middles(smooth, beside)) @ middle.T
    nearness[fit] = smooth @ middle.T
    every = np.argmax(nearness, axis=1)
    every[fit] = labels
    return Grouping(every, nearness)


def _neighbours(wanted: int, count: int) -> int:
    """Return how many neighbours make sense: no more than a quarter of all, and two."""
    return max(2, min(wanted, count // 4))


def _views(blocks: list[Floats]) -> list[tuple[Floats, Ints]]:
    """Return mixtures of the blocks, the plain one first, each with the nearest rows of each row."""
    rng = np.random.default_rng(0)
    many = _neighbours(max(NEIGHBOURS), len(blocks[0]))
    views = []
    for number in range(VIEWS):
        weights = np.exp(rng.normal(0, VIEWS_VARY, len(blocks))) if number else np.ones(len(blocks))
        rows = unit(np.hstack([float(weight) * block for weight, block in zip(weights, blocks, strict=True)]))
        views.append((rows, nearest(rows, rows, many, but_itself=True)))
    return views


def agreement(views: list[tuple[Floats, Ints]]) -> Floats:
    """Return for each two rows the share of the quick groupings that put them together."""
    rng = np.random.default_rng(1)
    count = len(views[0][0])
    most = min(QUICK_GROUPS[1], max(2, count // 3))
    least = min(QUICK_GROUPS[0], most)
    together = np.zeros((count, count), dtype=np.float32)
    for turn in range(QUICK):
        rows, near = views[turn % len(views)]
        many = _neighbours(int(rng.choice(NEIGHBOURS)), count)
        looked = smoothed(rows, near[:, :many], int(rng.choice(ROUNDS)))
        number = int(rng.integers(least, most + 1))
        member = members(k_means(looked, number, rng), number)
        together += member @ member.T
    together /= QUICK
    return together


def best_cut(together: Floats, smooth: Floats) -> Ints:
    """Return labels 0.. (the largest group first): of the tree of agreement, the cut whose groups hold together best.

    together: rows x rows, the share of groupings that agree. smooth: the rows, to judge the cuts by.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    count = len(together)
    apart = 1 - together
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "average")
    alike = smooth @ smooth.T
    usual = min(USUAL, max(2.0, count / COMMENTS_A_THEME))
    fewest = min(FEWEST, max(2, round(usual / 2)))
    least = max(min(MIN_GROUP_SIZE, count // 4), int(MIN_SHARE * count), 1)
    best, best_worth = np.zeros(count, dtype=np.int64), -math.inf
    tried: set[int] = set()
    for wanted in range(2, min(_CUTS, count)):
        labels = fcluster(tree, wanted, "maxclust").astype(np.int64) - 1
        number = int((np.bincount(labels) >= least).sum())
        # One far-off group can make two or three groups look neat: not enough, unless the exchange is small.
        if number in tried or not fewest <= number <= MOST:
            continue
        tried.add(number)
        labels = _gathered(together, labels, least)
        worth = silhouette(alike, labels) - PULL * abs(math.log2((int(labels.max()) + 1) / usual))
        if worth > best_worth:
            best, best_worth = labels, worth
    return best


def _gathered(together: Floats, labels: Ints, least: int) -> Ints:
    """Return the labels with groups under `least` given to the others, and each row where most agree; largest first."""
    sizes = np.bincount(labels)
    member = (labels[:, None] == np.flatnonzero(sizes >= least)[None, :]).astype(np.float32)
    settled = member.sum(axis=1) > 0
    labels = np.where(settled, np.argmax(member, axis=1), np.argmax(together @ member / member.sum(axis=0), axis=1))
    member = members(labels, member.shape[1])
    others = (together @ member - member) / np.maximum(member.sum(axis=0)[None, :] - member, 1)
    labels = np.argmax(others, axis=1)
    order = np.argsort(-np.bincount(labels, minlength=member.shape[1]), kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return np.asarray(np.unique(place[labels], return_inverse=True)[1])
