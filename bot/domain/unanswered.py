"""The highest comments of an exchange that nobody has answered yet."""

from bot.domain.public_counts import ratings_for_stars
from storage import answers, comments, scores
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.session import Db

FIRST = 10
"""Highest comments that should have an answer."""


async def list_unanswered(db: Db, exchange: Exchange) -> list[int]:
    """Return the numbers of those among the first ten that others see and that have no answer, the highest first."""
    best = await scores.list_best(db, exchange.scope, min_ratings=ratings_for_stars(exchange), limit=FIRST)
    there = await comments.get_by_ids(db, exchange.scope, [each.comment_id for each in best])
    shown = {each.comment_id: each.number for each in there if each.state == CommentState.LIVE}
    answered = {each.number for each in await answers.list_for(db, exchange.scope)}
    highest = [shown[each.comment_id] for each in best if each.comment_id in shown]
    return [number for number in highest if number not in answered]
