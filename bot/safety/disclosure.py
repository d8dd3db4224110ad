"""Two officers together find out who wrote a comment that is held for danger: asked, confirmed, shown for an hour.

Only this module opens the seal of an author to show who it is, and only behind `_require`, which every path passes:
the exchange allows it and did when it opened, the comment is held for danger now, and the person is one of its
officers. Why so, and what the database itself refuses: docs/decisions/0035-disclosure.md.
"""

from datetime import timedelta

import structlog

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.disclosure import can_disclose, is_as_opened
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.moderation_log import record
from bot.domain.roles import is_present
from bot.safety import blocks
from bot.slack.locales import find_texts
from storage import danger_cases, disclosures, moderation, participants
from storage.comments import Comment
from storage.disclosures import DisclosureRequest
from storage.enums import ActKind, CommentState, ExchangeState
from storage.exchanges import Exchange
from storage.seals import NOBODY, SealPurpose
from storage.session import Db

log = structlog.get_logger()

VALID = timedelta(hours=1)
"""For which a request can be confirmed, and then who wrote it be seen."""


async def _require(ctx: Context, db: Db, actor: Actor, exchange_id: int, number: int) -> tuple[Exchange, Comment]:
    """Return the exchange and the comment. Raises UserError where this officer cannot ask who wrote it."""
    exchange = await get_exchange(db, actor, exchange_id)
    if exchange.state == ExchangeState.DRAFT or not can_disclose(exchange):
        raise UserError("safety.disclosure_never")
    if not is_as_opened(exchange, ctx.key_of(exchange)):
        log.error("disclosure_changed_after_opening", exchange_id=exchange_id)
        raise UserError("safety.disclosure_never")
    is_here = not actor.is_stranger and await is_present(ctx, actor.tenant_id, actor.slack_user_id)
    if not is_here or actor.slack_user_id not in exchange.contacts:
        raise UserError("safety.officers_only")
    case = await moderation.get_case(db, exchange.scope, number)
    comment = case.comment if case else None
    if case is None or comment is None or not case.waits or comment.is_seed:
        raise UserError("safety.not_held")
    is_held = comment.state in {CommentState.PENDING, CommentState.HIDDEN}
    if not is_held or await danger_cases.get(db, exchange.scope, comment.comment_id) is None:
        raise UserError("safety.not_held")
    return exchange, comment


async def request(ctx: Context, actor: Actor, exchange_id: int, number: int) -> None:
    """Ask the other officers to confirm that this one learns who wrote a comment. Raises UserError."""

    async def work(db: Db) -> tuple[Exchange, DisclosureRequest]:
        exchange, comment = await _require(ctx, db, actor, exchange_id, number)
        now = ctx.clock()
        for each in await disclosures.list_for(db, exchange.scope, comment.comment_id):
            if each.requested_by == actor.slack_user_id and each.requested_at > now - VALID:
                raise UserError("safety.disclosure_asked")
        made = await disclosures.add(
            db, exchange.scope, comment.comment_id, requested_by=actor.slack_user_id, requested_at=now
        )
        await record(ctx, db, exchange, comment.comment_id, ActKind.ASK_AUTHOR, actor=actor)
        return exchange, made

    exchange, made = await ctx.storage.transact(work)
    log.info("disclosure_requested", exchange_id=exchange_id)
    for officer in exchange.contacts:
        if officer != actor.slack_user_id and await is_present(ctx, actor.tenant_id, officer):
            texts = await find_texts(ctx, actor.tenant_id, officer, usual=exchange.language)
            card = blocks.confirmation(texts, exchange, number, made.request_id, by=actor.slack_user_id)
            ctx.outbox.post_message(actor.tenant_id, officer, *card)


async def confirm(ctx: Context, actor: Actor, exchange_id: int, number: int, request_id: int) -> None:
    """Confirm another officer's request: both can see who wrote it for an hour, and the author reads it. UserError."""

    async def work(db: Db) -> tuple[Exchange, Comment, DisclosureRequest]:
        exchange, comment = await _require(ctx, db, actor, exchange_id, number)
        asked = await disclosures.get(db, exchange.scope, request_id)
        if asked is None or asked.comment_id != comment.comment_id:
            raise UserError("safety.outdated")
        if asked.requested_by == actor.slack_user_id:
            raise UserError("safety.disclosure_not_alone")
        if asked.requested_by not in exchange.contacts:
            raise UserError("safety.outdated")
        now = ctx.clock()
        is_ours = await disclosures.confirm(
            db, exchange.scope, request_id, confirmed_by=actor.slack_user_id, confirmed_at=now, since=now - VALID
        )
        if not is_ours:
            raise UserError("safety.disclosure_over")
        await record(ctx, db, exchange, comment.comment_id, ActKind.SHOW_AUTHOR, actor=actor)
        return exchange, comment, asked

    exchange, comment, asked = await ctx.storage.transact(work)
    log.info("disclosure_confirmed", exchange_id=exchange_id)
    officers = [asked.requested_by, actor.slack_user_id]
    for officer in officers:
        texts = await find_texts(ctx, actor.tenant_id, officer, usual=exchange.language)
        ctx.outbox.post_message(actor.tenant_id, officer, *blocks.confirmed(texts, exchange, number, request_id))
    async with ctx.storage.read() as db:
        author = await _find_author(ctx, db, exchange, comment)
    if author:
        texts = await find_texts(ctx, actor.tenant_id, author, usual=exchange.language)
        ctx.outbox.post_message(actor.tenant_id, author, *blocks.author_notice(texts, exchange, number, officers))


async def reveal(ctx: Context, actor: Actor, exchange_id: int, number: int, request_id: int) -> tuple[Exchange, str]:
    """Return the author of a comment, by their Slack id, "" where they were forgotten. Raises UserError."""
    async with ctx.storage.read() as db:
        exchange, comment = await _require(ctx, db, actor, exchange_id, number)
        asked = await disclosures.get(db, exchange.scope, request_id)
        if asked is None or asked.comment_id != comment.comment_id or asked.confirmed_at is None:
            raise UserError("safety.outdated")
        if actor.slack_user_id not in {asked.requested_by, asked.confirmed_by}:
            raise UserError("safety.officers_only")
        if asked.confirmed_at <= ctx.clock() - VALID:
            raise UserError("safety.disclosure_over")
        author = await _find_author(ctx, db, exchange, comment)
    log.info("author_shown", exchange_id=exchange_id)
    return exchange, author


async def _find_author(ctx: Context, db: Db, exchange: Exchange, comment: Comment) -> str:
    """Return who wrote a comment; "" where they were forgotten."""
    seals = ctx.key_of(exchange).seals
    (person,) = seals.open_seals(SealPurpose.AUTHOR, [comment.comment_id], [comment.author_seal]).tolist()
    people = await participants.list_all(db, exchange.scope, seals) if person != NOBODY else []
    return next((each.slack_user_id for each in people if each.person == person), "")
