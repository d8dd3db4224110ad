"""How far a name reaches: for how many of a group's comments it speaks, and whether all of it is about the group."""

from collections.abc import Sequence

from bot.core.themes.aptness import Aptness

_MIN_SHARE, _MIN_CONTRAST = 0.34, 0.8
"""Share of a theme's comments that a name should speak for, and what it should say of them, as a share of what it says
of others: names that do not come last."""

_MIN_LIFT = 2.0
"""How many times as much as of others a name should say of a theme's comments, and how many times as common among them
the words of each of two joined phrases must be: what is said everywhere names no theme."""

_CLOSE = 0.4
"""Cosine with the theme from which a phrase is about it although others say its words nearly as often."""

_MIN_COSINE, _MIN_NEARNESS = 0.2, 0.4
"""Cosine with the theme that each of two joined phrases should have, and as a share of the nearer one's: the lesser is
what the theme is about too, and no remark beside it."""


def reach(aptness: Aptness, group: int, name: Sequence[str]) -> int:
    """Return how far a name reaches, 0 to 2.

    0: it speaks for few of the group's comments, or rather for others; 2: it speaks much less for others.
    """
    here, there = aptness.covers(group, *name)
    if aptness.share(group, *name) < _MIN_SHARE:
        return 0
    return (here >= _MIN_CONTRAST * there) + (here >= _MIN_LIFT * there)


def are_near(aptness: Aptness, group: int, name: Sequence[str]) -> bool:
    """Return whether each phrase of a name is about what the group is about, and not the second only beside it."""
    near = [aptness.similarity(group, each) for each in name]
    return len(near) == 1 or min(near) >= max(_MIN_COSINE, _MIN_NEARNESS * max(near))


def belongs(aptness: Aptness, group: int, phrase: str) -> bool:
    """Return whether one of two phrases is about the group, by its words or by what it means."""
    here, there = aptness.literal(group, phrase)
    return here >= _MIN_LIFT * there or (here >= there and aptness.similarity(group, phrase) >= _CLOSE)


def largest_share(aptness: Aptness, group: int, names: Sequence[Sequence[str]]) -> float:
    """Return for which share of a group's comments its names speak, the one of them that speaks for most.

    Those that rather speak for others count only where there is nothing else: then it is the first one's.
    """
    shares = [aptness.share(group, *name) for name in names if reach(aptness, group, name)]
    return max(shares, default=aptness.share(group, *names[0]) if names else 0.0)
