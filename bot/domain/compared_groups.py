"""Which groups "all groups" are: those of whom enough people rated. All surfaces name them by this module."""

from collections.abc import Sequence

from bot.texts import Texts


def names_of(texts: Texts, every: Sequence[str], compared: Sequence[str]) -> str:
    """Return the groups that "all groups" leaves others out of, "" where it leaves none out or that was not kept.

    every: all groups of the exchange. compared: those of enough people, as a release kept them.
    """
    return "" if not compared or set(every) <= set(compared) else texts.list(compared)


def in_each_text(texts: Texts, stars: float, every: Sequence[str], compared: Sequence[str]) -> str:
    """Return the words beside a comment that all groups like: the least stars, and the names of these groups."""
    names, mean = names_of(texts, every, compared), texts.number(stars, 1)
    return texts("between.in_each", stars=mean, groups=names) if names else texts("explorer.in_every_group", stars=mean)


def left_out(every: Sequence[str], compared: Sequence[str]) -> list[str]:
    """Return the groups of too few people, in their order; none where that was not kept.

    Their names alone: how few they are stays hidden.
    """
    return [name for name in every if name not in compared] if compared else []
