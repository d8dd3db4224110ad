"""Five at a time: a page of comments, and the stars that come back with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rate.flow import candidates, close_card, veil
from bot.slack.access import admit
from bot.slack.exchanges import opened
from bot.slack.kit import Kit
from bot.slack.speaker import Speaker
from bot.slack.starring import keep_star
from storage import comments, participants
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.ratings import Star


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a page of stars. kept: ratings; reworded: comments whose words the person has not seen."""

    kept: int
    reworded: tuple[Comment, ...] = ()


async def waiting(
    kit: Kit, speaker: Speaker, exchange_id: int, *, most: int, first: Sequence[Comment] = ()
) -> tuple[Exchange, list[Comment]]:
    """Return the next comments for a page of stars. first: those that come before all others."""
    admission = await admit(kit, speaker, exchange_id)
    async with kit.storage.write() as db:
        exchange = await opened(db, admission)
        key = kit.key_of(exchange)
        person = await participants.ensure(db, speaker.tenant_id, exchange_id, speaker.rater_id(key))
        found = await candidates(kit, db, exchange, person, speaker.author_id(key), places=most)
        shown = [each.comment_id for each in first]
        return exchange, [*first, *(each for each in found if each.comment_id not in shown)][:most]


async def give_all(
    kit: Kit, speaker: Speaker, exchange_id: int, stars: Sequence[tuple[int, int, int]], clicked_at: int
) -> Kept:
    """Keep a page of stars, (number, version, stars) each; those on comments that are gone are left out.

    Stars for words that their author has changed since are not kept. Raises KindError when the exchange is closed.
    """
    kept = fresh = 0
    reworded: list[Comment] = []
    admission = await admit(kit, speaker, exchange_id)
    async with kit.storage.write() as db:
        exchange = await opened(db, admission, hold=True)
        key = kit.key_of(exchange)
        author_id = speaker.author_id(key)
        person = await participants.ensure(db, speaker.tenant_id, exchange_id, speaker.rater_id(key))
        for number, version, given in sorted(stars):
            comment = await comments.newest(db, speaker.tenant_id, exchange_id, number)
            if comment is None or comment.state != "live" or comment.author_id == author_id:
                continue
            if comment.version != version:
                reworded.append(comment)
                continue
            star = Star(comment.comment_id, person.rater_id, given, veil(key, person, comment, clicked_at), "set")
            placed = await keep_star(kit, db, exchange, person, star)
            kept += placed.counted
            fresh += placed.counted and placed.before is None
            if comment.comment_id == person.open_comment_id:
                await close_card(db, speaker, exchange, person)
        if kept:
            await participants.change(
                db,
                speaker.tenant_id,
                exchange_id,
                person.rater_id,
                took_part=True,
                ratings=person.ratings + fresh,
            )
    return Kept(kept, tuple(reworded))
