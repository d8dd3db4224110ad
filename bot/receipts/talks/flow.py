"""What happens in a talk: a moderator begins or goes on, the author answers or ends it; each is one short write.

The author is found by the job alone, when it sends. Here they prove that the comment is theirs by their own record.
"""

from dataclasses import dataclass, replace

from bot.context import Context
from bot.domain.access import admit, get_started
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.moderation_log import record
from bot.receipts.talks.state import (
    AUTHOR,
    MAX_MESSAGES,
    MAX_UNANSWERED,
    MAX_WORDS,
    MODERATOR,
    Talk,
    TalkMessage,
    open_talk,
    seal_talk,
)
from bot.slack.mrkdwn import tidy
from storage import comments, participants, talks
from storage.comments import Comment
from storage.enums import ActKind, CommentState
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.seals import PersonKey
from storage.session import Db
from storage.talks import StoredTalk

_GONE = {CommentState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Case:
    """A talk before one of its sides: the comment, never its author. talk: None where none was begun."""

    exchange: Exchange
    comment: Comment
    talk: Talk | None


def check_words(words: str, *, block_id: str) -> str:
    """Return words, tidied. Raises UserError where there are none or too many."""
    words = tidy(words)
    if not words:
        raise UserError("appeals.no_words", block_id=block_id)
    if len(words) > MAX_WORDS:
        raise UserError("appeals.too_long", over=len(words) - MAX_WORDS, max=MAX_WORDS, block_id=block_id)
    return words


async def _load(ctx: Context, db: Db, exchange: Exchange, number: int) -> tuple[Case, StoredTalk | None]:
    comment = await comments.get_newest(db, exchange.scope, number)
    if comment is None:
        raise UserError("moderate.no_comment_here", number=number)
    stored = await talks.get(db, exchange.scope, number)
    talk = open_talk(ctx.key_of(exchange), stored) if stored else None
    return Case(exchange, comment, talk), stored


async def _require_writable(ctx: Context, db: Db, actor: Actor, case: Case) -> None:
    """Raise UserError where this moderator cannot write to the author."""
    number = case.comment.number
    if case.comment.is_seed:
        raise UserError("moderate.refused.seed", number=number)
    if case.comment.state in _GONE:
        raise UserError("moderate.refused.withdrawn", number=number)
    person = await participants.get(db, case.exchange.scope, actor.person(ctx.key_of(case.exchange)))
    if person is not None and person.wrote(case.comment):
        raise UserError("moderate.own_comment", number=number)
    talk = case.talk
    if talk is None:
        return
    if talk.is_ended:
        raise UserError("talks.ended", number=number)
    if talk.moderator != actor.slack_user_id:
        raise UserError("talks.another", number=number, moderator=f"<@{talk.moderator}>")
    if talk.unanswered >= MAX_UNANSWERED or len(talk.messages) >= MAX_MESSAGES:
        raise UserError("talks.wait", number=number)


async def get_for_moderator(ctx: Context, actor: Actor, exchange_id: int, number: int) -> Case:
    """Return a comment to whose author this moderator can write. Raises UserError."""
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        case, _ = await _load(ctx, db, exchange, number)
        await _require_writable(ctx, db, actor, case)
    return case


async def write(ctx: Context, actor: Actor, exchange_id: int, number: int, words: str, *, block_id: str) -> Case:
    """Save a moderator's message; it goes out by the job. Raises UserError."""

    async def work(db: Db) -> Case:
        exchange = await get_exchange(db, actor, exchange_id)
        case, stored = await _load(ctx, db, exchange, number)
        await _require_writable(ctx, db, actor, case)
        talk = case.talk or Talk(actor.slack_user_id)
        message = TalkMessage(MODERATOR, check_words(words, block_id=block_id))
        talk = replace(talk, messages=(*talk.messages, message))
        await _save(ctx, db, exchange, number, talk, stored)
        if stored is None:
            await record(ctx, db, exchange, case.comment.comment_id, ActKind.TALK, actor=actor)
        return replace(case, talk=talk)

    case = await ctx.storage.transact(work)
    ctx.wake()
    return case


async def get_for_author(ctx: Context, actor: Actor, exchange_id: int, number: int) -> Case:
    """Return a talk about one's own comment that one can answer. Raises UserError."""
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await get_started(db, admission)
        person = await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange)))
        case, _ = await _load(ctx, db, exchange, number)
        _require_own(case, person)
        _require_open(case)
    return case


async def answer(ctx: Context, actor: Actor, exchange_id: int, number: int, words: str, *, block_id: str) -> None:
    """Save the author's answer; the moderator has it within ten minutes. Raises UserError."""
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> None:
        exchange = await get_started(db, admission)
        who, person = await _hold_author(ctx, db, actor, exchange)
        case, stored = await _load(ctx, db, exchange, number)
        _require_own(case, person)
        talk = _require_open(case)
        if len(talk.messages) >= MAX_MESSAGES:
            raise UserError("talks.full", number=number)
        message = TalkMessage(AUTHOR, check_words(words, block_id=block_id))
        talk = replace(talk, messages=(*talk.messages, message))
        await _save(ctx, db, exchange, number, talk, stored)
        await participants.save(db, exchange.scope, who, person)  # so that rows are known to be others than before

    await ctx.commit(actor, work)


async def end(ctx: Context, actor: Actor, exchange_id: int, number: int) -> Exchange:
    """End a talk about one's own comment: all that was said goes; ending it again changes nothing. Raises UserError."""
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> Exchange:
        exchange = await get_started(db, admission)
        who, person = await _hold_author(ctx, db, actor, exchange)
        case, stored = await _load(ctx, db, exchange, number)
        _require_own(case, person)
        if case.talk is None or stored is None:
            raise UserError("talks.none", number=number)
        if not case.talk.is_ended:
            # A process may be sending now, or its message be in doubt: nobody else begins until its lease is over.
            ended = Talk(case.talk.moderator, is_ended=True, lease_until=case.talk.lease_until)
            await _save(ctx, db, exchange, number, ended, stored)
            await record(ctx, db, exchange, case.comment.comment_id, ActKind.TALK_ENDED)
            await participants.save(db, exchange.scope, who, person)  # as in `answer`
        return exchange

    return await ctx.commit(actor, work)


async def _save(ctx: Context, db: Db, exchange: Exchange, number: int, talk: Talk, was: StoredTalk | None) -> None:
    sealed = seal_talk(ctx.key_of(exchange), exchange.exchange_id, number, talk)
    if not await talks.save(db, exchange.scope, number, sealed, was=was):
        raise UserError("talks.again")


async def _hold_author(ctx: Context, db: Db, actor: Actor, exchange: Exchange) -> tuple[PersonKey, Participant]:
    """Return the person, locked, so that they are not forgotten meanwhile. Raises UserError where nothing is theirs."""
    who = actor.person(ctx.key_of(exchange))
    person = await participants.hold_any(db, exchange.scope, who)
    if person is None or person.is_forgetting:
        raise UserError("appeals.not_yours")
    return who, person


def _require_own(case: Case, person: Participant | None) -> None:
    if person is None or not person.wrote(case.comment):
        raise UserError("appeals.not_yours")


def _require_open(case: Case) -> Talk:
    if case.talk is None or case.talk.is_ended:
        raise UserError("talks.none", number=case.comment.number)
    return case.talk
