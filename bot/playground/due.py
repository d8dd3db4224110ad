"""Scheduled acts of the bot, for the page's clock: what opens, ends, closes, comes, is sent or is destroyed."""

from collections.abc import Callable

from bot.app import Starling
from bot.core.digest_schedule import format_schedule, parse_every
from bot.core.errors import InputError
from bot.domain.invitees import list_invitees
from bot.domain.preferences import load_wishes
from bot.domain.retention import erasure_plan
from bot.playground.pace import Pace
from bot.playground.page.texts import LANGUAGES
from bot.playground.server import PlaygroundServer
from bot.playground.state.models import ChangeEvent
from bot.playground.state.time_control import Due
from storage import deliveries, exchanges, participants, retention, schedules
from storage.enums import DeliveryState, ExchangeState
from storage.exchanges import Exchange
from storage.session import Db

_SHOWN = 10  # latest deliveries of one exchange to read
_WAITING = frozenset({DeliveryState.DUE, DeliveryState.CLAIMED})


async def list_due(starling: Starling, team_id: str) -> list[Due]:
    """Return what is due in the bot's workspace, in no order. team_id: the id of that workspace."""
    found: list[Due] = []
    async with starling.context.storage.read() as db:
        for exchange in await exchanges.list_all(
            db, starling.tenant_id, ExchangeState.DRAFT, ExchangeState.OPEN, ExchangeState.CLOSED
        ):
            found += _dates(exchange)
            found += await _digests(db, exchange)
        found += await _invitations(db, starling, team_id)
    return found


def make_pace(playground: PlaygroundServer, starling: Starling, seconds: Callable[[], float]) -> Pace:
    """Return what asks for the bot's rounds. seconds: of the clock that the page moves, since 1970."""
    changes = 0

    def count(_: ChangeEvent) -> None:
        nonlocal changes
        changes += 1

    playground.world.listeners.append(count)
    return Pace(
        marks=lambda: (changes, starling.context.storage.writes),
        list_due=lambda: list_due(starling, playground.team_id),
        clock=seconds,
        begin=starling.scheduler.start_idle,
    )


def _dates(exchange: Exchange) -> list[Due]:
    dates = []
    if exchange.state == ExchangeState.DRAFT and exchange.opens_at is not None:
        dates.append((exchange.opens_at, "opens"))
    if exchange.state == ExchangeState.OPEN and exchange.shares_until is not None:
        dates.append((exchange.shares_until, "sharing_ends"))
    if exchange.state == ExchangeState.OPEN and exchange.closes_at is not None:
        dates.append((exchange.closes_at, "closes"))
    plan = erasure_plan(exchange) if exchange.state == ExchangeState.CLOSED and exchange.has_key else None
    if plan is not None:
        if exchange.last_day_notice != retention.DONE:
            dates.append((plan.notice_at, "last_day"))
        dates.append((plan.at, "key_erased"))
    return [Due(at.timestamp(), kind, {"question": exchange.question}) for at, kind in dates]


async def _digests(db: Db, exchange: Exchange) -> list[Due]:
    question = exchange.question
    planned = await schedules.list_for(db, exchange.scope) if exchange.state == ExchangeState.OPEN else []
    recent = await deliveries.list_recent(db, exchange.scope, limit=_SHOWN)
    return [
        *(
            Due(each.next_at.timestamp(), "digest", {"question": question, "every": _schedule_texts(each.every)})
            for each in planned
        ),
        *(
            Due(each.due_at.timestamp(), "digest_pending", {"question": question})
            for each in recent
            if each.state in _WAITING
        ),
    ]


def _schedule_texts(every: str) -> dict[str, str]:
    """Return a stored schedule in words, by language; as it is stored where it cannot be read."""
    try:
        return {language: format_schedule(parse_every(every), language) for language in LANGUAGES}
    except InputError:
        return dict.fromkeys(LANGUAGES, every)


async def _invitations(db: Db, starling: Starling, team_id: str) -> list[Due]:
    ctx = starling.context
    subscribed, muted = await load_wishes(ctx, db, starling.tenant_id)
    found = []
    for exchange in await exchanges.list_all(db, starling.tenant_id, ExchangeState.OPEN):
        if exchange.announcement_ts is None:
            continue
        key = ctx.key_of(exchange)
        people = {*subscribed, *await list_invitees(db, exchange, key)} - muted
        marks = [key.person(team_id, each).mark for each in people]
        there = await participants.list_by_mark(db, exchange.scope, key.seals, marks)
        left = len(people) - sum(each.was_invited or each.took_part for each in there.values())
        if left:
            found.append(Due(ctx.clock().timestamp(), "invitation", {"n": left, "question": exchange.question}))
    return found
