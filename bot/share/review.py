"""What the author of a comment is asked about before it is shared: once, and it can be shared all the same."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Context
from bot.core.personal import Detail
from bot.domain.access import admit
from bot.domain.actor import Actor
from bot.domain.exchanges import require_accepting_comments
from bot.share.details import find_details, format_marks, select_unseen
from bot.share.flow import check_length, check_why, parse_source
from bot.share.near_duplicates.index import NearComment, NearComments
from bot.share.screening import prepare_rules
from bot.share.topic_hint import seems_off_topic
from bot.slack.mrkdwn import tidy
from storage import comments
from storage.exchanges import Exchange


@dataclass(frozen=True, slots=True)
class Review:
    """What the author of a comment is asked about before it is shared.

    near: comments of others that say nearly the same. details: what looks personal in the words and was not pointed
    out yet. marks: of all that looks personal. is_off_topic: it seems to be about something else than the question. At
    least one of near, details and that is there.
    """

    exchange: Exchange
    near: Sequence[NearComment]
    details: Sequence[Detail]
    marks: str
    is_off_topic: bool = False


async def review(
    ctx: Context,
    near_comments: NearComments,
    actor: Actor,
    exchange_id: int,
    *,
    text: str,
    why: str = "",
    mark: str,
    marks: str = "",
    is_first_look: bool = True,
    block_id: str | None = None,
) -> Review | None:
    """Return what the author is asked about before a comment is shared; None where it can be shared at once.

    A comment that came by this mark before is asked nothing: it is shared already.
    mark: what it comes by, as `parse_source` takes it. marks: of the details that were pointed out.
    is_first_look: False once something was shown; then only what looks personal and is new is.
    block_id: the field of a complaint about the words.
    Raises UserError as `bot.share.flow.share` does.
    """
    found = await find_details(ctx, actor, tidy(text), tidy(why))
    details = select_unseen(found, marks)
    if not is_first_look and not details:
        return None
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await require_accepting_comments(db, admission, now=ctx.clock())
        check_length(exchange, text, block_id=block_id)
        check_why(why)
        mac = ctx.key_of(exchange).source_mac(*parse_source(mark))
        if await comments.get_by_source(db, actor.scope(exchange_id), mac):
            return None
    near: Sequence[NearComment] = ()
    is_off_topic = False
    if is_first_look:
        near, is_off_topic = await find_hints(ctx, near_comments, actor, exchange, text, why)
    if not (near or details or is_off_topic):
        return None
    return Review(exchange, near, details, format_marks(found), is_off_topic)


async def find_hints(
    ctx: Context, near_comments: NearComments, actor: Actor, exchange: Exchange, text: str, why: str = ""
) -> tuple[Sequence[NearComment], bool]:
    """Return (comments of others that say nearly the same, whether it seems to be about something else).

    Both are looked for at once, no longer than a second; what others said like it is not off topic.
    """
    prepare_rules(ctx)
    near, is_off_topic = await asyncio.gather(
        near_comments.find_near(actor, exchange, text), seems_off_topic(ctx, exchange, text, why)
    )
    return near, is_off_topic and not near
