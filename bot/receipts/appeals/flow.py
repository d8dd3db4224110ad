"""What happens with an appeal: the author asks once a comment; a moderator who did not decide before answers once."""

from dataclasses import dataclass

from bot.context import Context
from bot.domain.access import admit, get_started
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, load_exchange
from bot.domain.moderation_log import find_moderator, make_moderators_act, record
from bot.slack.mrkdwn import tidy
from storage import appeals, comments, moderation, moderation_log, participants
from storage.appeals import Appeal
from storage.comments import Comment
from storage.enums import ActKind, AppealState, CommentState
from storage.exchanges import Exchange
from storage.moderation import ReportedComment
from storage.scope import ExchangeScope
from storage.session import Db

MAX_WORDS = 600
"""Characters of an appeal, and of its answer."""

_MODERATOR = "moderator"
_AWAY = {CommentState.HIDDEN, CommentState.REMOVED}
_SETTLED = {CommentState.LIVE, CommentState.WITHDRAWN}
DECISIONS = (AppealState.UPHELD, AppealState.RESTORED)


@dataclass(frozen=True, slots=True)
class Case:
    """An appeal before a moderator: never its author. decided_by: Slack id of the moderator who did, "" for nobody."""

    exchange: Exchange
    comment: Comment
    appeal: Appeal
    decided_by: str

    @property
    def is_needless(self) -> bool:
        """Whether nobody has to look any more: others see the comment again, or its author withdrew it."""
        return self.comment.state in _SETTLED


def check_words(words: str, *, block_id: str) -> str:
    """Return words, tidied. Raises UserError where there are none or too many."""
    words = tidy(words)
    if not words:
        raise UserError("appeals.no_words", block_id=block_id)
    if len(words) > MAX_WORDS:
        raise UserError("appeals.too_long", over=len(words) - MAX_WORDS, max=MAX_WORDS, block_id=block_id)
    return words


async def get_own(ctx: Context, actor: Actor, exchange_id: int, number: int) -> tuple[Exchange, Comment]:
    """Return one's own comment, about which one may appeal. Raises UserError."""
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await get_started(db, admission)
        person = await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange)))
        comment = await comments.get_newest(db, exchange.scope, number)
        if comment is None or person is None or not person.wrote(comment):
            raise UserError("appeals.not_yours")
        await _require_appealable(db, exchange, comment)
    return exchange, comment


async def ask(ctx: Context, actor: Actor, exchange_id: int, number: int, words: str, *, block_id: str) -> None:
    """Save an appeal about one's own comment; moderators hear of it in the morning. Raises UserError."""
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> None:
        exchange = await get_started(db, admission)
        who = actor.person(ctx.key_of(exchange))
        person = await participants.hold_any(db, exchange.scope, who)
        comment = await comments.get_newest(db, exchange.scope, number)
        if comment is None or person is None or person.is_forgetting or not person.wrote(comment):
            raise UserError("appeals.not_yours")
        await _require_appealable(db, exchange, comment)
        await appeals.add(db, exchange.scope, number, check_words(words, block_id=block_id))
        await participants.save(db, exchange.scope, who, person)  # so that rows are known to be others than before

    await ctx.commit(actor, work)
    ctx.wake()  # the receipt shows it


async def _require_appealable(db: Db, exchange: Exchange, comment: Comment) -> None:
    earlier = await appeals.get(db, exchange.scope, comment.number)
    if earlier is not None and earlier.state != AppealState.DROPPED:
        raise UserError("appeals.asked_before")
    if comment.state not in _AWAY:
        raise UserError("appeals.not_away")


async def load_case(ctx: Context, db: Db, tenant_id: int, exchange_id: int, number: int) -> Case:
    """Return an appeal with its comment. Raises UserError when there is none."""
    return (await _load(ctx, db, tenant_id, exchange_id, number))[0]


async def _load(
    ctx: Context, db: Db, tenant_id: int, exchange_id: int, number: int, *, hold: bool = False
) -> tuple[Case, ReportedComment]:
    exchange = await load_exchange(db, tenant_id, exchange_id)
    appeal = await appeals.get(db, exchange.scope, number)
    reported = await moderation.get_case(db, exchange.scope, number, hold=hold)
    if appeal is None or reported is None:
        raise UserError("appeals.gone")
    last = reported.last
    is_decided = last is not None and last.act in {ActKind.HIDE, ActKind.REMOVE, ActKind.ASK}
    by = find_moderator(ctx, exchange, last) if is_decided else ""
    return Case(exchange, reported.comment, appeal, by), reported


async def is_logged(db: Db, scope: ExchangeScope, number: int) -> bool:
    """Say whether the log has the appeal about comment #number: from its morning on, when moderators may have it."""
    return any(each.act == ActKind.APPEAL for each in await moderation_log.list_of_comment(db, scope, number))


async def get_case(ctx: Context, actor: Actor, exchange_id: int, number: int) -> Case:
    """Return an appeal that this moderator may answer. Raises UserError, also for who decided or wrote it."""
    async with ctx.storage.read() as db:
        case = await load_case(ctx, db, actor.tenant_id, exchange_id, number)
        actor.set_subject(case.exchange)
        await _require_answerable(ctx, db, actor, case)
    return case


async def _require_answerable(ctx: Context, db: Db, actor: Actor, case: Case) -> None:
    # Who tries numbers does not learn that somebody asked a moment ago. A card may be there whose answer was lost.
    if not await is_logged(db, case.exchange.scope, case.appeal.number):
        raise UserError("appeals.gone")
    if not case.appeal.waits:
        raise UserError("appeals.answered_before")
    if case.decided_by == actor.slack_user_id:
        raise UserError("appeals.you_decided")
    key = ctx.key_of(case.exchange)
    person = await participants.get(db, case.exchange.scope, actor.person(key))
    if person is not None and person.wrote(case.comment):
        raise UserError("appeals.another_answers")


async def answer(
    ctx: Context, actor: Actor, exchange_id: int, number: int, *, state: str, words: str, block_id: str
) -> Case:
    """Save a moderator's answer; the comment is shown again where they say so. Raises UserError."""

    async def work(db: Db) -> Case:
        case, reported = await _load(ctx, db, actor.tenant_id, exchange_id, number, hold=True)
        actor.set_subject(case.exchange)  # what is wrong in the form is written in its language
        await _require_answerable(ctx, db, actor, case)
        if state not in DECISIONS:
            raise UserError("appeals.no_decision")
        text = check_words(words, block_id=block_id)
        scope, now = case.exchange.scope, ctx.clock()
        by = ctx.key_of(case.exchange).encrypt(_MODERATOR, actor.slack_user_id)
        if not await appeals.answer(db, scope, number, state=state, text=text, now=now, encrypted_moderator=by):
            raise UserError("appeals.answered_before")
        if state == AppealState.RESTORED and reported.comment.state in _AWAY:
            act = make_moderators_act(ctx, case.exchange, actor, ActKind.APPEAL_RESTORED)
            await moderation.decide(db, scope, reported.comment, state=CommentState.LIVE, act=act)
        else:
            await record(ctx, db, case.exchange, reported.comment.comment_id, ActKind.APPEAL_KEPT, actor=actor)
        return await load_case(ctx, db, actor.tenant_id, exchange_id, number)

    case = await ctx.storage.transact(work)
    ctx.wake()
    return case


async def send_again(ctx: Context, actor: Actor, exchange_id: int, number: int) -> ExchangeScope:
    """Let an appeal that waits, and was sent, be sent to the moderators of now; return where. Raises UserError."""
    async with ctx.storage.write() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        appeal = await appeals.get(db, exchange.scope, number)
        if appeal is None or not await is_logged(db, exchange.scope, number):
            raise UserError("appeals.gone")
        if not appeal.waits:
            raise UserError("appeals.answered_before")
        await appeals.set_sent(db, exchange.scope, number, is_sent=False)
    return exchange.scope
