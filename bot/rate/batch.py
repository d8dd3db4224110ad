"""Five at a time: a page of comments, and the stars that come back with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Context
from bot.domain.access import admit
from bot.domain.actor import Actor
from bot.domain.exchanges import require_open
from bot.domain.ratings import save_rating
from bot.rate.flow import blind_timestamp, choose_comments, close_card
from storage import comments, participants
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.ratings import Star
from storage.session import Db


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a page of stars. kept: ratings; reworded: comments whose words the person has not seen."""

    kept: int
    reworded: tuple[Comment, ...] = ()


async def list_waiting(
    ctx: Context, actor: Actor, exchange_id: int, *, most: int, first: Sequence[Comment] = ()
) -> tuple[Exchange, list[Comment]]:
    """Return the next comments for a page of stars. first: those that come before all others."""
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> tuple[Exchange, list[Comment]]:
        exchange = await require_open(db, admission)
        key = ctx.key_of(exchange)
        person = await participants.ensure(db, actor.tenant_id, exchange_id, actor.rater_id(key))
        found = await choose_comments(ctx, db, exchange, person, actor.author_id(key), places=most)
        shown = [each.comment_id for each in first]
        return exchange, [*first, *(each for each in found if each.comment_id not in shown)][:most]

    return await ctx.storage.transact(work)


async def rate_all(
    ctx: Context, actor: Actor, exchange_id: int, stars: Sequence[tuple[int, int, int]], clicked_at: int
) -> BatchResult:
    """Keep a page of stars, (number, version, stars) each; those on comments that are gone are left out.

    Stars for words that their author has changed since are not kept. Raises KindError when the exchange is closed.
    """
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> BatchResult:
        exchange = await require_open(db, admission, hold=True)
        key = ctx.key_of(exchange)
        author_id = actor.author_id(key)
        person = await participants.ensure(db, actor.tenant_id, exchange_id, actor.rater_id(key))
        kept = fresh = 0
        found = [
            (await comments.get_by_number(db, actor.tenant_id, exchange_id, number), version, given)
            for number, version, given in sorted(stars)
        ]
        there = [(each, version, given) for each, version, given in found if each and each.state == "live"]
        others = [(each, version, given) for each, version, given in there if each.author_id != author_id]
        await comments.lock(db, actor.tenant_id, exchange_id, [each for each, _, _ in others], [person.open_comment_id])
        reworded = tuple(each for each, version, _ in others if each.version != version)
        rated = [(each, given) for each, version, given in others if each.version == version]
        for comment, given in sorted(rated, key=lambda pair: pair[0].comment_id):
            star = Star(
                comment.comment_id, person.rater_id, given, blind_timestamp(key, person, comment, clicked_at), "set"
            )
            placed = await save_rating(ctx, db, exchange, person, star)
            kept += placed.counted
            fresh += placed.counted and placed.before is None
            if comment.comment_id == person.open_comment_id:
                await close_card(db, actor, exchange, person)
        if kept:
            await participants.update_participant(
                db,
                actor.tenant_id,
                exchange_id,
                person.rater_id,
                took_part=True,
                ratings=person.ratings + fresh,
            )
        return BatchResult(kept, reworded)

    return await ctx.commit(actor, work)
