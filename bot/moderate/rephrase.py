"""Job that writes to authors, privately, that a moderator asks for other words, once the moderator's minute is over.

To find the author it opens the comment's seal and the rows of people with the exchange's key. Nothing of that is kept,
and nobody but the author is shown the message.
"""

from bot.context import Context
from bot.domain.notices import Once, once_since, send
from bot.domain.turns import Turn, take_turn
from bot.moderate.blocks_rephrase import rephrase_message
from bot.moderate.case import UNDO_WITHIN
from bot.slack.locales import find_texts
from bot.slack.workspaces import Workspace
from storage import computations, exchanges, moderation, participants, rephrase_requests
from storage.comments import Comment
from storage.enums import ActKind, CommentState
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.rephrase_requests import RephraseRequest
from storage.scope import ExchangeScope
from storage.seals import NOBODY, SealPurpose
from storage.session import Db


async def tick(ctx: Context, workspace: Workspace) -> None:
    """Send what is due. Safe to call at any time; what Slack does not take now is tried in the next round."""
    async with ctx.storage.read() as db:
        until = ctx.clock() - UNDO_WITHIN
        pending = await rephrase_requests.list_pending(db, workspace.tenant_id, until=until)
    for exchange_id in {each.exchange_id for each in pending}:
        scope = ExchangeScope(workspace.tenant_id, exchange_id)
        async with take_turn(ctx, scope, computations.REPHRASE) as turn:
            if turn is not None:
                turn.is_settled = await _send_all(ctx, scope, turn)


async def _send_all(ctx: Context, scope: ExchangeScope, turn: Turn) -> bool:
    """Send what is due in an exchange, as it is now that it is this process's turn; say whether all is settled."""
    async with ctx.storage.read() as db:
        pending = await rephrase_requests.list_pending(db, scope.tenant_id, until=ctx.clock() - UNDO_WITHIN)
    is_settled = True
    for request in (each for each in pending if each.exchange_id == scope.exchange_id):
        if await _send(ctx, scope.tenant_id, request, turn):
            async with ctx.storage.write() as db:
                await rephrase_requests.remove(db, scope, request.act_id)
        else:
            is_settled = False
    return is_settled


async def _send(ctx: Context, tenant_id: int, request: RephraseRequest, turn: Turn) -> bool:
    """Write to the author where the comment still waits for their words; say whether that is settled."""
    scope = ExchangeScope(tenant_id, request.exchange_id)
    async with ctx.storage.read() as db:
        exchange = await exchanges.get(db, scope)
        case = await moderation.get_case(db, scope, request.number)
        if exchange is None or not exchange.has_key or case is None or not _is_wanted(case.comment, request):
            return True
        if case.last is None or case.last.act != ActKind.ASK:
            return True
        author = await _find_author(ctx, db, exchange, request)
    if author is None:
        return True
    texts = await find_texts(ctx, tenant_id, author.slack_user_id, usual=exchange.language)
    text, blocks = rephrase_message(texts, exchange, case.comment, request.reason)
    mark = ctx.tenant_key(tenant_id).cipher("rephrase").mark(str(request.act_id)).hex()
    once = Once(mark, once_since(exchange, is_again=turn.is_again), turn.until)
    answer = await send(ctx, tenant_id, author.slack_user_id, text, blocks, once=once)
    return answer is None or answer < 0


def _is_wanted(comment: Comment, request: RephraseRequest) -> bool:
    return comment.comment_id == request.comment_id and comment.state == CommentState.HIDDEN


async def _find_author(ctx: Context, db: Db, exchange: Exchange, request: RephraseRequest) -> Participant | None:
    """Return the author of a comment, None when they were forgotten."""
    key = ctx.key_of(exchange).seals
    (person,) = key.open_seals(SealPurpose.AUTHOR, [request.comment_id], [request.author_seal]).tolist()
    people = await participants.list_all(db, exchange.scope, key) if person != NOBODY else []
    return next((each for each in people if each.person == person), None)
