"""Score findings as JSON: comments by their ids, groups by their names."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.core.findings import Findings
from bot.core.ranking import bands, mean_alignment

BANDED = 60
"""Comments, the highest, whose ranks are kept."""


def to_json(found: Findings, ids: Sequence[int], groups: Sequence[str]) -> dict[str, Any]:
    """Return findings as they are kept: comments by their ids, groups by their names."""
    return {
        "bands": [[ids[at], *band] for at, band in _bands(found)],
        "cells": [[ids[each.comment], groups[each.group], each.mean, each.ratings] for each in found.cells],
        "differences": [[ids[each.comment], groups[each.group], each.mean, each.others] for each in found.differences],
        "alike": found.coordinated,
        "camps": list(found.opinion_groups),
        "divides": [[ids[comment], camp, more] for comment, camp, more in found.divisive],
        "unites": [ids[comment] for comment in found.consensus],
        "common": [[ids[comment], stars] for comment, stars in found.common],
        "equal": [[ids[comment], stars] for comment, stars in found.equal],
    }


def agreement_by_theme(
    histograms: Mapping[int, Sequence[int]], placed: Mapping[int, int], *, least: int
) -> list[tuple[int, float]]:
    """Return (theme id, agreement) of each theme with comments that are rated enough.

    placed: theme of each comment. least: as for `mean_alignment`.
    """
    members: dict[int, list[Sequence[int]]] = {}
    for comment_id, theme_id in placed.items():
        if comment_id in histograms:
            members.setdefault(theme_id, []).append(histograms[comment_id])
    found = {theme_id: mean_alignment(mine, least=least) for theme_id, mine in members.items()}
    return [(theme_id, round(value, 3)) for theme_id, value in sorted(found.items()) if value is not None]


def _bands(found: Findings) -> list[tuple[int, tuple[int, int]]]:
    """Return the ranks of the comments that stand highest."""
    stars, low, high = (np.array(each) for each in (found.stars, found.low, found.high))
    ranks = bands(stars, low, high, np.array(found.ratings))
    highest = np.argsort(-stars, kind="stable")[:BANDED]
    return [(int(at), rank) for at in highest if (rank := ranks[int(at)]) is not None]
