"""Pages of the queue: what waits, a few comments at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.context import Context
from bot.core.report_patterns import LEAST_COMMENTS, ReportPattern, find_pattern
from bot.domain.actor import Actor
from bot.domain.exchanges import get_exchange
from bot.moderate.case import CaseRef, ModerationCase, load_case
from storage import exchanges, moderation, participants, reports
from storage.exchanges import Exchange
from storage.moderation import QueueCursor
from storage.scope import ExchangeScope
from storage.session import Db

PAGE = 5  # cards at a time
_PAGE_TEXT = 6_000  # characters of comments on a page; Slack caps a whole message


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue. total: how many wait in all; after: the last that waits here, None where none does."""

    scope: Exchange | None
    cases: list[ModerationCase]
    total: int
    after: QueueCursor | None
    more: bool
    unreadable: int = 0  # comments of exchanges that the secret does not open, left out of all else
    patterns: Sequence[tuple[Exchange, ReportPattern]] = ()  # of reports, by exchange; looked for on the first page


async def load_page(ctx: Context, actor: Actor, exchange_id: int, after: QueueCursor | None = None) -> Page:
    """Return the next page of what waits.

    exchange_id: 0 for all. Raises UserError for an exchange that this workspace does not have.
    """
    async with ctx.storage.read() as db:
        scope = await get_exchange(db, actor, exchange_id) if exchange_id else None
        waiting, unreadable = await _list_waiting(ctx, db, actor, exchange_id)
        cases: list[ModerationCase] = []
        left = _PAGE_TEXT
        for cursor in [cursor for cursor in waiting if after is None or cursor > after][:PAGE]:
            case = await load_case(ctx, db, actor, CaseRef(cursor[2], cursor[3]))
            left -= len(case.reported.comment.text) + len(case.reported.comment.why)
            if left < 0 and cases:
                break
            cases.append(case)
        patterns = [] if after else await _find_patterns(ctx, db, actor, waiting)
    return replace(_make_page(actor, scope, cases, waiting, unreadable), patterns=patterns)


async def _find_patterns(
    ctx: Context, db: Db, actor: Actor, waiting: Sequence[QueueCursor]
) -> list[tuple[Exchange, ReportPattern]]:
    """Return where the same people reported several comments that wait, without who they are."""
    found = []
    for exchange_id in sorted({cursor[2] for cursor in waiting}):
        scope = ExchangeScope(actor.tenant_id, exchange_id)
        reported = await reports.list_open(db, scope)
        exchange = await exchanges.get(db, scope) if len(reported) >= LEAST_COMMENTS else None
        key = ctx.keys_of([exchange]).get(exchange_id) if exchange else None
        if exchange is None or key is None:  # nobody can find out any more whose reports they are
            continue
        people = await participants.list_all(db, scope, key.seals)
        pattern = find_pattern(each.reported & reported for each in people)
        found += [(exchange, pattern)] if pattern else []
    return found


async def _list_waiting(ctx: Context, db: Db, actor: Actor, exchange_id: int) -> tuple[list[QueueCursor], int]:
    """Return what waits, and how many more wait in exchanges that the secret does not open."""
    waiting = await moderation.list_waiting(db, actor.tenant_id, exchange_id or None)
    found = [
        await exchanges.get(db, ExchangeScope(actor.tenant_id, each))
        for each in sorted({cursor[2] for cursor in waiting})
    ]
    keys = ctx.keys_of(each for each in found if each)
    there = keys.keys() | {each.exchange_id for each in found if each and not each.has_key}
    readable = [cursor for cursor in waiting if cursor[2] in there]
    return readable, len(waiting) - len(readable)


async def reload_page(ctx: Context, actor: Actor, exchange_id: int, refs: Sequence[CaseRef]) -> Page:
    """Return a page that was shown before, as it is now. exchange_id: 0 for all."""
    async with ctx.storage.read() as db:
        scope = await get_exchange(db, actor, exchange_id) if exchange_id else None
        waiting, unreadable = await _list_waiting(ctx, db, actor, exchange_id)
        cases = [await load_case(ctx, db, actor, ref) for ref in refs]
        return _make_page(actor, scope, cases, waiting, unreadable)


def _make_page(
    actor: Actor, scope: Exchange | None, cases: list[ModerationCase], waiting: list[QueueCursor], unreadable: int
) -> Page:
    actor.set_subject(*([scope] if scope else (each.exchange for each in cases)))
    after = max((case.cursor for case in cases if case.reported.waits), default=None)
    more = any(after is None or cursor > after for cursor in waiting)
    return Page(scope, cases, len(waiting), after, more=more, unreadable=unreadable)
