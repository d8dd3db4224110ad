"""Reviews of the themes' names by moderators: when they are asked, and how long the first digest waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.themes import ThemeKind
from storage import name_reviews
from storage.exchanges import Exchange
from storage.session import Db
from storage.theme_snapshots import StoredTheme
from storage.themes import Theme

AHEAD = timedelta(hours=24)
"""How long before a digest that is due at a known time moderators are asked."""

GRACE = timedelta(hours=24)
"""How long after its time a digest waits for their answer."""

_LOOK_AGAIN = timedelta(minutes=1)  # where they are not asked yet


@dataclass(frozen=True, slots=True)
class NamesWait:
    """A digest's wait for an answer. until: the latest moment; again_at: when to look, where nobody says before."""

    until: datetime
    again_at: datetime


def have_names(themes: Sequence[Theme | StoredTheme]) -> bool:
    """Say whether there is anything to look at: more than the comments that say nothing."""
    return any(each.kind != ThemeKind.SILENT for each in themes)


async def find_wait(
    db: Db, exchange: Exchange, themes: Sequence[Theme], *, due_at: datetime, now: datetime
) -> NamesWait | None:
    """Return how long a digest of these themes waits for moderators, None where it does not. due_at: of the digest."""
    if not exchange.reviews_theme_names or not have_names(themes):
        return None
    review = await name_reviews.get(db, exchange.scope)
    until = due_at + GRACE if review is None else min(review.until, due_at + GRACE)
    if until <= now or (review is not None and review.is_over):
        return None
    is_asked = review is not None and review.is_asked
    return NamesWait(until, until if is_asked else min(until, now + _LOOK_AGAIN))
