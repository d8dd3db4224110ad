"""Five at a time: a page of comments, and the stars that come back with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.ratings import save_rating
from bot.rate.card_time import from_clock, from_slack_time
from bot.rate.flow import to_microseconds
from bot.rate.turn import RatingTurn, take_turn
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a page of stars. saved: ratings; edited: comments whose words the person has not seen."""

    saved: int
    edited: tuple[Comment, ...] = ()


async def list_waiting(
    ctx: Context, actor: Actor, exchange_id: int, *, max_comments: int, first: Sequence[Comment] = ()
) -> tuple[Exchange, list[Comment]]:
    """Return the next comments for a page of stars. first: those that come before all others."""

    async def work(turn: RatingTurn) -> tuple[Exchange, list[Comment]]:
        found = await turn.choose_comments(max_comments)
        shown = {each.comment_id for each in first}
        return turn.exchange, [*first, *(each for each in found if each.comment_id not in shown)][:max_comments]

    seen = from_clock(to_microseconds(ctx.clock()))
    return await take_turn(ctx, actor, exchange_id, seen, work, hold=False)


async def rate_all(
    ctx: Context, actor: Actor, exchange_id: int, stars: Sequence[tuple[int, int, int]], clicked_at: int
) -> BatchResult:
    """Save a page of stars, (number, version, stars) each; those on comments that are gone are left out.

    Stars for words that their author has changed since are not saved. Raises UserError when the exchange is closed.
    """

    async def work(turn: RatingTurn) -> BatchResult:
        found = await _find_others(turn, stars)
        there = await turn.lock(*(each for each, _, _ in found))
        edited = tuple(each for each, version, _ in found if each.version != version)
        rated = [(there[each.comment_id], given) for each, version, given in found if each.version == version]
        saved = 0
        changes: dict[str, object] = {}
        for comment, given in sorted(rated, key=lambda pair: pair[0].comment_id):
            placed, person = await save_rating(ctx.rng, turn.rows, turn.exchange, turn.rater, comment, given)
            turn = turn.with_person(person)
            saved += placed.counted
            if turn.is_on_card(comment):
                changes |= await turn.change_card(None)
        if saved:
            changes |= {"took_part": True}
        await turn.save(changes)
        return BatchResult(saved, edited)

    seen = from_slack_time(clicked_at)
    return await take_turn(ctx, actor, exchange_id, seen, work, changes_home=True)


async def _find_others(turn: RatingTurn, stars: Sequence[tuple[int, int, int]]) -> list[tuple[Comment, int, int]]:
    """Return the live comments of others among those of a page, each with its version and stars there."""
    found = [(await turn.rows.get_newest(number), version, given) for number, version, given in sorted(stars)]
    return [
        (each, version, given)
        for each, version, given in found
        if each and each.state == CommentState.LIVE and not turn.person.wrote(each)
    ]
