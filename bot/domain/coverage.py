"""What is said of quotes: for how many comments and people they speak, in a digest and in results."""

from collections.abc import Sequence

from bot.core.coverage_data import Share
from bot.texts import Texts

_OF_COMMENTS = 2


def percents(comments: Share, people: Share | None) -> tuple[int, ...]:
    """Return per cent of comments, and of as many random ones; after these the same of people, where it is known."""
    shares = [comments, *([] if people is None else [people])]
    return tuple(percent(each) for share in shares for each in (share.quotes, share.by_chance))


def percent(share: float) -> int:
    """Return a share, 0..1, per cent."""
    return round(100 * share)


def coverage_sentence(texts: Texts, found: Sequence[int]) -> str:
    """Return the sentence beside quotes. found: as `percents` returns it."""
    shares = {"n": found[0], "chance": found[1]}
    if len(found) == _OF_COMMENTS:
        return texts("coverage.comments", **shares)
    return texts("coverage.people", **shares, people=found[2], otherwise=found[3])
