"""Job of the cards: each item of the queue has one where the moderators want them, edited in place as it changes.

Nothing is sent at the act that brings an item up: the job takes new items up in rounds of ten minutes, in an order that
says nothing, and those of danger at once. What a press does is read from the database; a card only shows it.

A process takes an exchange under a lease, saves that cards are on their way, posts them, and saves where they are.
Where one is on its way and nobody has the lease, it is looked for by its metadata before another is posted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.core.wall_clock import zone_or_utc
from bot.domain.card_places import Place, Places
from bot.domain.leases import end_lease, require_time, rest_end
from bot.domain.notices import send_card
from bot.domain.sending import Pauses, log_as
from bot.moderate.cards.blocks import card_mark, item_card, late
from bot.moderate.cards.items import Item, Look
from bot.moderate.cards.state import ItemState, Posted, open_item, seal_item, start_of_round
from bot.moderate.case import CLAIM_LASTS, UNDO_WITHIN, ModerationCase, load_shared_case
from bot.slack.client import (
    CALL_ERRORS,
    Refused,
    Unreachable,
    classify,
    describe,
    find_message,
    findable,
    without_retries,
)
from bot.slack.locales import find_texts
from bot.slack.workspaces import Workspace
from bot.texts import Texts, texts_for
from storage import computations, desk_settings, exchanges, moderation, moderation_log, queue_items
from storage.desk_settings import DeskSettings
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.moderation import DANGER_RANK

log = structlog.get_logger()

BATCH = 5
"""Messages in one round of the scheduler: Slack lets an app write one a second into a channel."""

LATE = timedelta(hours=4)
"""After which moderators have a message, once, that an item waits."""

EVENT = "starling_queue_card"

_QUIET_FROM, _QUIET_TO = 21, 7  # hours of the exchange's zone in which only danger is a reason to write
_SKEW = timedelta(minutes=10)  # between our clock and Slack's


class QueueCards:
    """Posts and edits cards. What it remembers is only what it saw last, and may be lost."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._looks: dict[int, Look] = {}  # by exchange
        self._rounds: dict[int, datetime] = {}  # by tenant: the round in which new items were last taken up
        self._pauses = Pauses(ctx, log_as("queue_card_failed"))
        self._places = Places(ctx)

    async def tick(self, workspace: Workspace) -> None:
        """Post and edit what is due in a workspace."""
        now, tenant_id = self._ctx.clock(), workspace.tenant_id
        if self._pauses.is_on(workspace):
            return
        this_round = start_of_round(now)
        takes_up = self._rounds.setdefault(tenant_id, this_round) != this_round
        async with self._ctx.storage.read() as db:
            marks = await queue_items.list_marks(db, tenant_id)
            with_items = await queue_items.list_exchanges(db, tenant_id)
            wanted = [each for each in marks.keys() | with_items if takes_up or self._may_differ(each, marks, now)]
            settings = await desk_settings.get(db, tenant_id) if wanted else DeskSettings()
            there = await exchanges.list_all(db, tenant_id, ExchangeState.OPEN, ExchangeState.CLOSED) if wanted else []
        found = {each.exchange_id: each for each in there if each.exchange_id in wanted}
        readable = self._ctx.keys_of(found.values()).keys() | {each for each in found if not found[each].has_key}
        for exchange_id in sorted(readable):
            mark, look = marks.get(exchange_id, ""), self._looks.get(exchange_id)
            if look is None or look.is_done or look.mark != mark:
                look = self._looks[exchange_id] = Look(mark, now)
            await self._work(workspace, found[exchange_id], settings, look, takes_up=takes_up)
        self._rounds[tenant_id] = this_round

    def _may_differ(self, exchange_id: int, marks: Mapping[int, str], now: datetime) -> bool:
        look = self._looks.get(exchange_id)
        if look is None or not look.is_done or look.mark != marks.get(exchange_id, ""):
            return True
        return look.again_at is not None and look.again_at <= now

    async def _work(
        self, workspace: Workspace, exchange: Exchange, settings: DeskSettings, look: Look, *, takes_up: bool
    ) -> None:
        """Do what is due in an exchange, and note how far that went."""
        now = self._ctx.clock()
        until = computations.coarse_end(now)
        async with self._ctx.storage.write() as db:
            if not await computations.claim(db, exchange.scope, computations.CARDS, now=now, until=until):
                return  # another process does it
        look.until, look.is_unknown = until, False
        try:
            items = await self._load(exchange, takes_up=takes_up)
            items = await self._alert_late(exchange, items)
            look.is_done = await self._show(workspace, exchange, settings, items, look)
            look.again_at = self._next_look(exchange, items, look.cases)
        finally:
            rests_until = rest_end(self._ctx.clock(), is_coarse=True) if look.is_unknown else None
            async with self._ctx.storage.write() as db:
                await end_lease(db, exchange.scope, computations.CARDS, was=until, rests_until=rests_until)

    async def _load(self, exchange: Exchange, *, takes_up: bool) -> list[Item]:
        """Return the items of an exchange, those of danger first; new ones are saved before anything is sent."""
        key, since = self._ctx.tenant_key(exchange.tenant_id), start_of_round(self._ctx.clock())
        async with self._ctx.storage.read() as db:
            waiting = {
                number: rank
                for rank, _, _, number in await moderation.list_waiting(db, exchange.tenant_id, exchange.exchange_id)
            }
            sealed = await queue_items.list_all(db, exchange.scope)
            states = {
                number: open_item(key, exchange.exchange_id, number, each) or ItemState(since)
                for number, each in sealed.items()
            }
            new = {
                number: ItemState(since)
                for number, rank in waiting.items()
                if number not in states and (takes_up or rank == DANGER_RANK)
            }
        await self._save(exchange, new)
        items = [
            Item(number, state, number in waiting, waiting.get(number) == DANGER_RANK)
            for number, state in (states | new).items()
        ]
        return sorted(items, key=lambda each: (not each.is_danger, each.waits, each.number))

    async def _save(self, exchange: Exchange, states: Mapping[int, ItemState]) -> None:
        if not states:
            return
        key = self._ctx.tenant_key(exchange.tenant_id)
        sealed = {number: seal_item(key, exchange.exchange_id, number, state) for number, state in states.items()}
        async with self._ctx.storage.write() as db:
            await queue_items.save(db, exchange.scope, sealed)

    def _next_look(self, exchange: Exchange, items: Sequence[Item], cases: Sequence[ModerationCase]) -> datetime | None:
        """Return when something changes though nobody does anything: a minute ends, a claim, or four hours."""
        now = self._ctx.clock()
        moments = [
            max(each.state.since + LATE, self._next_hour(exchange))
            for each in items
            if each.waits and not each.state.is_late
        ]
        for case in cases:
            last, claim = case.reported.last, case.reported.claim
            if last and last.acted_at:
                moments.append(last.acted_at + UNDO_WITHIN + timedelta(seconds=1))
            if claim and claim.acted_at:
                moments.append(claim.acted_at + CLAIM_LASTS)
        return min((each for each in moments if each > now), default=None)

    def _next_hour(self, exchange: Exchange) -> datetime:
        """Return when a message about long waits may go out next."""
        now = self._ctx.clock()
        return now if not self._is_quiet(exchange) else (now + timedelta(hours=1)).replace(minute=0, second=0)

    def _is_quiet(self, exchange: Exchange) -> bool:
        hour = self._ctx.clock().astimezone(zone_or_utc(exchange.zone)).hour
        return hour >= _QUIET_FROM or hour < _QUIET_TO

    # Long waits ---------------------------------------------------------------------------------------------------

    async def _alert_late(self, exchange: Exchange, items: list[Item]) -> list[Item]:
        """Write to the moderators once about items that have waited for four hours; by night only of danger."""
        until, is_quiet = self._ctx.clock() - LATE, self._is_quiet(exchange)
        due = [each for each in items if each.waits and not each.state.is_late and each.state.since <= until]
        numbers = [each.number for each in due if each.is_danger or not is_quiet]
        if not numbers or not await send_card(
            self._ctx, exchange.tenant_id, lambda texts: late(texts, exchange, numbers), about=exchange
        ):
            return items
        noticed = [
            replace(each, state=replace(each.state, is_late=True)) if each.number in numbers else each for each in items
        ]
        await self._save(exchange, {each.number: each.state for each in noticed if each.number in numbers})
        log.info("late_items_noticed", exchange_id=exchange.exchange_id, items=len(numbers))
        return noticed

    # Cards --------------------------------------------------------------------------------------------------------

    async def _show(
        self,
        workspace: Workspace,
        exchange: Exchange,
        settings: DeskSettings,
        items: Sequence[Item],
        look: Look,
    ) -> bool:
        """Post and edit cards, some at a time; say whether none is left."""
        places = await self._places.find(workspace, exchange, settings) if any(each.waits for each in items) else []
        async with self._ctx.storage.read() as db:
            decided = await moderation_log.list_decided(db, exchange.tenant_id)
        left = BATCH
        for each in items:
            if each.number in look.shown:
                continue
            async with self._ctx.storage.read() as db:
                case = await load_shared_case(self._ctx, db, exchange, each.number, decided)
            look.cases += [case] if case else []
            mark = card_mark(texts_for(exchange.language), case, each.number)
            missing = [place for place in places if place not in _places_of(each.state)] if each.waits else []
            is_unsent = bool(missing or (each.waits and _places_of(each.state, sent=False)))
            if is_unsent or (each.state.posted and each.state.shown != mark):
                if left <= 0 or not await self._send(workspace, exchange, each, case, missing, mark, look):
                    return False
                left -= len(missing) + len(each.state.posted)
            if not each.waits and (case is None or not case.can_undo):
                await self._end(exchange, each)
            look.shown.add(each.number)
        return True

    async def _end(self, exchange: Exchange, item: Item) -> None:
        """Forget an item about which nothing more is to be done."""
        async with self._ctx.storage.write() as db:
            await queue_items.remove(db, exchange.scope, item.number)

    async def _send(
        self,
        workspace: Workspace,
        exchange: Exchange,
        item: Item,
        case: ModerationCase | None,
        missing: Sequence[Place],
        mark: str,
        look: Look,
    ) -> bool:
        """Edit the cards of an item and post those that are missing; False where Slack wants a pause."""
        state = replace(item.state, posted=(*item.state.posted, *(Posted(*place, "") for place in missing)))
        if missing:
            await self._save(exchange, {item.number: state})
        posted, goes_on = list(state.posted), True
        for place, each in enumerate(posted):
            try:
                posted[place] = await self._post_or_edit(workspace, exchange, item, case, each, look.until)
            except CALL_ERRORS as error:
                failure = classify(error)
                log.warning("queue_card_failed", exchange_id=exchange.exchange_id, error=describe(failure))
                if not isinstance(failure, Refused):
                    goes_on = False
                    look.is_unknown = isinstance(failure, Unreachable) and not each.ts
                    self._pauses.begin(workspace, failure)
                    break
        shown = mark if goes_on else item.state.shown
        kept = [each for each in posted if each.ts or not goes_on]  # refused ones are tried again at the next change
        await self._save(exchange, {item.number: replace(state, posted=tuple(kept), shown=shown)})
        return goes_on

    async def _post_or_edit(
        self,
        workspace: Workspace,
        exchange: Exchange,
        item: Item,
        case: ModerationCase | None,
        where: Posted,
        until: datetime,
    ) -> Posted:
        """Post a card or edit it; return where it is. until: the lease's end. Raises CALL_ERRORS."""
        web, ctx = without_retries(workspace.client), self._ctx
        texts: Texts = (
            await find_texts(ctx, exchange.tenant_id, where.slack_user_id, usual=exchange.language)
            if where.slack_user_id
            else texts_for(exchange.language)
        )
        text, shown = item_card(texts, case, item.number)
        channel_id, ts, key = where.channel_id, where.ts, f"{exchange.exchange_id}.{item.number}"
        if not ts and where in item.state.posted:  # a try before may have sent it
            since = item.state.since - _SKEW
            ts = await find_message(web, channel_id, event_type=EVENT, key=key, since=since) or ""
        if not ts and not item.waits:
            return where
        if ts:
            await web.chat_update(channel=channel_id, ts=ts, text=text, blocks=shown)
            return Posted(where.slack_user_id, channel_id, ts)
        require_time(ctx, until)
        answer = await web.chat_postMessage(
            channel=channel_id,
            text=text,
            blocks=shown,
            **findable(EVENT, key),
        )
        return Posted(where.slack_user_id, str(answer["channel"]), str(answer["ts"]))


def _places_of(state: ItemState, *, sent: bool | None = None) -> list[Place]:
    """Return where the cards of an item are. sent: those alone that are there, or on their way."""
    return [(each.slack_user_id, each.channel_id) for each in state.posted if sent is None or bool(each.ts) == sent]
