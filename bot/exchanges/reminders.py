"""Reminders of an open exchange: at most two, by day, to who takes part or was invited and rated little.

Who gets one depends on what they did, so a reminder is a private message, and nothing says to anybody else how many
went out or to whom. It says nothing of what the person did. What is kept is in the person's sealed record: how many
reminders they got, and that one is on its way; after a crash that one is looked for among their messages by its
metadata before another goes out. Who chose "Not for me" gets none.
"""

from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

from bot.context import Context
from bot.core.reminder_times import ENOUGH, QUIET_AFTER, find_due, is_daytime
from bot.domain.leases import Round, end_lease, require_time, rest_end
from bot.domain.preferences import load_preferences
from bot.domain.sending import Pauses, log_as, post
from bot.exchanges.blocks import reminder
from bot.keys import ExchangeKey
from bot.slack.client import CALL_ERRORS
from bot.slack.membership import UnknownMembershipError
from bot.slack.profiles import UnknownPersonError
from bot.slack.sent_messages import find_sent
from bot.slack.workspaces import Workspace
from bot.texts import texts_for
from storage import computations, exchanges, participants
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.seals import PersonKey
from storage.session import Db

log = structlog.get_logger()

BATCH = 10
"""Reminders in one round, as invitations."""

EVENT = "starling_reminder"

_LEASE = timedelta(minutes=2)
_CALLS = timedelta(seconds=45)  # that one reminder may take: begun later, it may outlast the lease
_LOOK_EVERY = timedelta(minutes=20)  # at who is due: it reads everybody's record
_NEVER = datetime.min.replace(tzinfo=UTC)


class Reminders:
    """Reminds people of the exchanges of workspaces. What it remembers may be lost: who was reminded is a row."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._waiting: dict[int, deque[str]] = {}  # Slack ids, by exchange
        self._look_at: dict[int, datetime] = {}  # by exchange
        self._pauses = Pauses(ctx, log_as("reminder_failed"))

    async def tick(self, workspace: Workspace) -> None:
        """Remind a few people of a workspace."""
        now = self._ctx.clock()
        if self._pauses.is_on(workspace):
            return
        async with self._ctx.storage.read() as db:
            running = await exchanges.list_all(db, workspace.tenant_id, ExchangeState.OPEN)
        for exchange in running:
            number = _find_number(exchange, now)
            if number and exchange.has_key:
                await self._remind(workspace, exchange, number, now)
            else:
                self._waiting.pop(exchange.exchange_id, None)

    async def _remind(self, workspace: Workspace, exchange: Exchange, number: int, now: datetime) -> None:
        key = self._ctx.key_of(exchange)
        waiting = self._waiting.setdefault(exchange.exchange_id, deque())
        if not waiting:
            if now < self._look_at.get(exchange.exchange_id, _NEVER):
                return
            self._look_at[exchange.exchange_id] = now + _LOOK_EVERY
            waiting.extend(await self._list_waiting(exchange, key, number, now))
        if not waiting:
            return
        until = now + _LEASE
        async with self._ctx.storage.write() as db:
            if not await computations.claim(db, exchange.scope, computations.REMINDERS, now=now, until=until):
                return
        after = Round.GOES_ON
        try:
            for _ in range(min(BATCH, len(waiting))):
                if after.is_over or self._ctx.clock() > until - _CALLS:
                    break
                after = await self._remind_one(workspace, exchange, key, waiting.popleft(), number, until)
        finally:
            rests_until = rest_end(self._ctx.clock()) if after == Round.RESTS else None
            async with self._ctx.storage.write() as db:
                await end_lease(db, exchange.scope, computations.REMINDERS, was=until, rests_until=rests_until)

    async def _list_waiting(self, exchange: Exchange, key: ExchangeKey, number: int, now: datetime) -> list[str]:
        async with self._ctx.storage.read() as db:
            there = await participants.list_all(db, exchange.scope, key.seals)
        return [each.slack_user_id for each in there if each.slack_user_id and _is_waiting(each, number, now)]

    async def _remind_one(
        self,
        workspace: Workspace,
        exchange: Exchange,
        key: ExchangeKey,
        slack_user_id: str,
        number: int,
        until: datetime,
    ) -> Round:
        """Remind one person where that is wanted now, and say what becomes of the round. until: the lease's end."""
        try:
            profile = await workspace.profiles.ask(slack_user_id)
            is_here = not profile.is_deleted and await workspace.membership.is_inside_any(
                slack_user_id, exchange.channels
            )
        except (UnknownMembershipError, UnknownPersonError) as error:
            log.warning("reminder_failed", exchange_id=exchange.exchange_id, error=type(error).__name__)
            return Round.ENDS
        if not is_here or not is_daytime(self._ctx.clock(), profile.zone):
            return Round.GOES_ON  # looked at again, as long as this reminder may go out
        async with self._ctx.storage.read() as db:
            preferences = await load_preferences(self._ctx, db, workspace.tenant_id, slack_user_id)
        if preferences.is_muted:
            return Round.GOES_ON
        who = key.person(workspace.team_id, slack_user_id)
        was_begun = await self._begin(exchange, who, number)
        if was_begun is None:
            return Round.GOES_ON
        try:
            if not was_begun or not await _is_there(workspace, exchange, slack_user_id, number):
                require_time(self._ctx, until)
                await self._post(workspace, exchange, slack_user_id, profile.locale, number)
        except CALL_ERRORS as error:
            after = self._pauses.handle(workspace, exchange.exchange_id, slack_user_id, error)
            if after != Round.GOES_ON:
                return after  # the reminder is looked for before another goes out
        await self._end(exchange, who, number)
        return Round.GOES_ON

    async def _begin(self, exchange: Exchange, who: PersonKey, number: int) -> bool | None:
        """Save that a reminder is on its way; return whether one was already, None where none is wanted any more."""

        async def work(db: Db) -> bool | None:
            present = await exchanges.get(db, exchange.scope)
            now = self._ctx.clock()
            if present is None or _find_number(present.as_of(now), now) != number:
                return None
            person = await participants.hold_any(db, exchange.scope, who)
            if person is None or not _is_waiting(person, number, now):
                return None
            if not person.is_reminding:
                await participants.save(db, exchange.scope, who, replace(person, is_reminding=True))
            return person.is_reminding

        return await self._ctx.storage.transact(work)

    async def _end(self, exchange: Exchange, who: PersonKey, number: int) -> None:
        async def work(db: Db) -> None:
            person = await participants.hold_any(db, exchange.scope, who)
            if person is not None:
                changed = replace(person, is_reminding=False, was_reminded=True, was_reminded_twice=number > 1)
                await participants.save(db, exchange.scope, who, changed)

        await self._ctx.storage.transact(work)

    async def _post(
        self, workspace: Workspace, exchange: Exchange, slack_user_id: str, locale: str, number: int
    ) -> None:
        takes_comments = exchange.takes_comments(self._ctx.clock())
        text, blocks = reminder(texts_for(locale), exchange, takes_comments=takes_comments)
        await post(workspace, slack_user_id, text, blocks, event_type=EVENT, key=_mark(exchange, number))


def _find_number(exchange: Exchange, now: datetime) -> int:
    """Return which reminder of an exchange may go out now, 0 for none."""
    if not exchange.sends_reminders or not exchange.is_open or exchange.is_paused or exchange.announcement_ts is None:
        return 0
    return find_due(exchange.opened_at, exchange.closes_at, now) if exchange.opened_at else 0


def _is_waiting(person: Participant, number: int, now: datetime) -> bool:
    """Say whether somebody is to get that reminder, by what they did."""
    reached = 2 if person.was_reminded_twice else int(person.was_reminded)
    if person.is_forgetting or not (person.took_part or person.was_invited) or reached >= number:
        return False
    last = person.card_time.at / 1e6 if person.card_time else 0
    return person.ratings < ENOUGH and now.timestamp() - last >= QUIET_AFTER.total_seconds()


def _mark(exchange: Exchange, number: int) -> str:
    return f"{exchange.exchange_id}.{number}"


async def _is_there(workspace: Workspace, exchange: Exchange, slack_user_id: str, number: int) -> bool:
    """Say whether a reminder that was on its way is among a person's messages. Raises CALL_ERRORS."""
    key = _mark(exchange, number)
    _, ts = await find_sent(workspace.client, slack_user_id, event_type=EVENT, key=key, opened_at=exchange.opened_at)
    return bool(ts)
