"""Limits of what is published: the numbers that are also explained to people, without what computes with them.

The bot's own process explains them and computes nothing: it does not load numpy, which is 17 MiB.
"""

from typing import Literal, get_args

MIN_NEW = 5
"""People never counted before whom a figure that was shown already needs to change; the first needs the exchange's
smallest group."""

DEVIATION, STRICT_DEVIATION = 2.0, 3.0
"""Standard deviation of the noise on a sum, in stars; the second where an exchange chose it."""

MIN_EXACT = 40
"""Ratings from which a sum is published without noise: rounding to a tenth hides one person there."""

Tier = Literal["top", "high", "middle", "low"]

TIERS: tuple[Tier, ...] = get_args(Tier)
"""The tiers, the highest first."""

MIN_RATINGS = 10
"""Ratings a comment needs before it has a tier."""

TOP = 10
"""Comments among which one is likely to be."""

LIKELY = 0.5
"""Probability from which a comment is called likely among the top TOP."""

MIN_MEMBERS = 10
"""Raters of a group before its differences are computed."""

MIN_LISTED = 10
"""Ratings of a group, and of everybody else, before a comment is listed as the group's, or as one it differs on."""

LIKED = 3.0
"""Stars above which a comment counts as liked: the middle of the scale."""

CUT = 3.0
"""Standard deviations beyond which there is no noise."""

SEED = 20_261_129
"""Of the draws behind "likely top ten"."""
