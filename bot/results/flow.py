"""What results hold, and who may look: after rating a little, so that nobody rates what the crowd rated."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.core.scoring import FEWEST_RATINGS, PRIOR_MEAN, PRIOR_WEIGHT
from bot.slack.errors import KindError
from bot.slack.exchanges import known
from bot.slack.kit import Kit
from bot.slack.moderators import role_of
from bot.slack.quotes import best
from bot.slack.speaker import Speaker
from storage import exchanges, participants, ratings, themes
from storage.exchanges import Counts, Exchange
from storage.session import Db
from storage.themes import Rated, Theme

RATE_FIRST = 5
"""Ratings of one's own before results show, while an exchange is open."""

TOP = 5
_CANDIDATES = 40
_ROLE_SECONDS = 1.0  # of the 3 s in which a window must open


@dataclass(frozen=True, slots=True)
class Top:
    """One of the highest comments. mean: of its ratings, plain."""

    number: int
    text: str
    ratings: int
    mean: float


@dataclass(frozen=True, slots=True)
class Results:
    """What came out so far. found_at: when the themes were found, None without any."""

    exchange: Exchange
    counts: Counts
    themes: list[Theme]
    top: list[Top]
    found_at: datetime | None


@dataclass(frozen=True, slots=True)
class Gate:
    """Not yet: this person rated too few."""

    exchange: Exchange
    rated: int


async def look(kit: Kit, speaker: Speaker, exchange_id: int) -> Results | Gate:
    """Return the results, or how much is missing to see them. Raises KindError before the opening."""
    async with kit.storage.read() as db:
        exchange = await known(db, speaker.tenant_id, exchange_id)
        if exchange.state == "draft":
            raise KindError("This exchange has not opened yet, so there are no results.")
        missing = await _missing(kit, db, speaker, exchange)
    if missing is not None and not await _moderates(kit, speaker):
        return missing
    here = (speaker.tenant_id, exchange_id)
    async with kit.storage.read() as db:
        counts = await exchanges.counts(db, *here)
        found = await themes.of(db, *here)
        rated = await themes.rated(db, *here, least=FEWEST_RATINGS, best=(PRIOR_MEAN, PRIOR_WEIGHT, _CANDIDATES))
        highest = best(rated, TOP)
        words = await themes.words(db, *here, [each.comment_id for each in highest])
    top = [_top(each, words[each.comment_id]) for each in highest if each.comment_id in words]
    return Results(exchange, counts, found, top, found[0].found_at if found else None)


async def _missing(kit: Kit, db: Db, speaker: Speaker, exchange: Exchange) -> Gate | None:
    """Return the gate where it is shut. Who has rated all there is for them has rated enough."""
    if not exchange.is_open:
        return None
    key = kit.key_of(exchange)
    here = (speaker.tenant_id, exchange.exchange_id)
    rater_id = speaker.rater_id(key)
    person = await participants.get(db, *here, rater_id)
    count = person.ratings if person else 0
    if count >= RATE_FIRST:
        return None
    left = await ratings.next_for(db, *here, rater_id=rater_id, author_id=speaker.author_id(key), limit=1)
    return Gate(exchange, count) if left else None


async def _moderates(kit: Kit, speaker: Speaker) -> bool:
    try:
        async with asyncio.timeout(_ROLE_SECONDS):
            return await role_of(kit, speaker) is not None
    except TimeoutError:
        return False


def _top(each: Rated, text: str) -> Top:
    count = sum(each.histogram)
    total = sum(stars * number for stars, number in enumerate(each.histogram, start=1))
    return Top(each.number, text, count, total / count)
