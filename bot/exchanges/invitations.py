"""One invitation each for those who signed up or whom moderators named: a few at a time, never two.

The queue is what is kept already: who signed up (sealed under the workspace's key), whom moderators put on the
exchange's list (bot/domain/invitees.py), and who was invited (in the person's sealed record of the exchange). A process
takes an exchange under a lease, saves that an invitation is on its way, sends it, and saves that it went out. Where one
is on its way and nobody has the lease, a process died or Slack's answer was lost: then the person's messages are looked
through for it, by its metadata, before another goes out. Slack may act on a call that has ended, so the lease is kept
for a while after a lost answer (bot/domain/leases.py).

Who took part already needs none. Who cannot see the channel is not invited: an exchange of a private channel is for its
members. Slack is asked about them again later: they may join.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog

from bot.context import Context
from bot.domain.invitees import count_invitees, open_list
from bot.domain.leases import Round, end_lease, require_time, rest_end
from bot.domain.preferences import list_subscribed, load_wishes
from bot.domain.sending import Pauses, log_as, post
from bot.exchanges.blocks import invitation
from bot.keys import ExchangeKey
from bot.slack.client import CALL_ERRORS
from bot.slack.locales import find_texts
from bot.slack.membership import UnknownMembershipError
from bot.slack.profiles import UnknownPersonError
from bot.slack.sent_messages import find_sent
from bot.slack.workspaces import Workspace
from storage import computations, exchanges, invitee_lists, participants
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.seals import PersonKey
from storage.session import Db

log = structlog.get_logger()

BATCH = 10
"""Invitations in one round, so two a second: Slack lets an app write some hundred messages a minute."""

EVENT = "starling_invitation"

_LEASE = timedelta(minutes=2)  # longer than a round with a slow Slack
_CALLS = timedelta(seconds=45)  # that one invitation may take: begun later, it may outlast the lease
_ASK_AGAIN = timedelta(minutes=1)  # about somebody who could not see the channel, or was gone
_ASKED = 3 * BATCH  # people that Slack is asked about in one round
_NEVER = datetime.min.replace(tzinfo=UTC)
_MAX_REMEMBERED = 20_000


class Invitations:
    """Invites to the exchanges of workspaces."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        # Who could not see which exchange's channel, and when that was asked. A cache: after a restart, or by another
        # process, Slack is asked again. That somebody is invited once is a row.
        self._outside: OrderedDict[tuple[int, str], datetime] = OrderedDict()
        self._pauses = Pauses(ctx, log_as("invitation_failed"))

    async def tick(self, workspace: Workspace) -> None:
        """Invite a few people of a workspace."""
        if self._pauses.is_on(workspace):
            return
        async with self._ctx.storage.read() as db:
            subscribed, muted = await load_wishes(self._ctx, db, workspace.tenant_id)
            lists = await invitee_lists.list_all(db, workspace.tenant_id)
            is_needed = bool(subscribed or lists)
            running = await exchanges.list_all(db, workspace.tenant_id, ExchangeState.OPEN) if is_needed else []
        left = BATCH
        keys = self._ctx.keys_of(each for each in running if each.announcement_ts is not None)
        last: list[tuple[Exchange, ExchangeKey, list[str], frozenset[str]]] = []
        for exchange in (each for each in running if not each.is_paused):
            key = keys.get(exchange.exchange_id)
            if key is None or left <= 0:
                continue
            listed = open_list(exchange, key, lists.get(exchange.exchange_id))
            named = frozenset(listed) - muted - frozenset(subscribed)
            waiting = (await self._waiting(workspace, exchange, key, [*subscribed, *named]))[:left]
            if not waiting:
                continue
            if workspace.reach.is_unsure(waiting[0]):
                last.append((exchange, key, waiting, named))  # after other exchanges too
                continue
            after = await self._invite_all(workspace, exchange, key, waiting, named)
            if after is None:
                continue  # one that a process died with keeps no other exchange waiting
            left -= len(waiting)
            if after.is_over:
                return
        for exchange, key, waiting, named in last:
            after = await self._invite_all(workspace, exchange, key, waiting[: max(0, left)], named)
            left -= len(waiting)
            if after is not None and after.is_over:
                return

    async def _invite_all(
        self,
        workspace: Workspace,
        exchange: Exchange,
        key: ExchangeKey,
        waiting: Iterable[str],
        named: frozenset[str],
    ) -> Round | None:
        """Invite some people under the exchange's lease; None where another process has it.

        named: those whom moderators named, who did not sign up.
        """
        now = self._ctx.clock()
        until = now + _LEASE
        async with self._ctx.storage.write() as db:
            if not await computations.claim(db, exchange.scope, computations.INVITATIONS, now=now, until=until):
                return None
        after = Round.GOES_ON
        for slack_user_id in waiting:
            if after.is_over or self._ctx.clock() > until - _CALLS:
                break
            is_named = slack_user_id in named
            after = await self._invite(workspace, exchange, key, slack_user_id, is_named=is_named, until=until)
        rests_until = rest_end(self._ctx.clock()) if after == Round.RESTS else None
        async with self._ctx.storage.write() as db:
            await end_lease(db, exchange.scope, computations.INVITATIONS, was=until, rests_until=rests_until)
        return after

    async def _waiting(
        self, workspace: Workspace, exchange: Exchange, key: ExchangeKey, people: Iterable[str]
    ) -> list[str]:
        """Return a few of those who are to be invited, all able to see the channel, in the order of their marks."""
        async with self._ctx.storage.read() as db:
            marks = {each: key.person(workspace.team_id, each).mark for each in people}
            people = sorted(marks, key=lambda each: marks[each])
            there = await participants.list_by_mark(db, exchange.scope, key.seals, list(marks.values()))
        reached = {
            mark
            for mark, person in there.items()
            if person.was_invited or (person.took_part and not person.is_inviting)
        }
        now = self._ctx.clock()
        waiting = [
            each for each in people if now - self._asked_at(exchange, each) >= _ASK_AGAIN and marks[each] not in reached
        ]
        try:
            return await self._inside(workspace, exchange, waiting)
        except (UnknownMembershipError, UnknownPersonError) as error:
            log.warning("invitation_failed", exchange_id=exchange.exchange_id, error=type(error).__name__)
            return []

    async def _inside(self, workspace: Workspace, exchange: Exchange, waiting: list[str]) -> list[str]:
        """Return those who are here and can see the channel, a few at most.

        Raises UnknownMembershipError and UnknownPersonError when Slack does not say: they are asked for again.
        """
        membership = workspace.membership
        members = await membership.members_of(exchange.channels)
        if members is not None:
            waiting = [each for each in waiting if each in members]
        found: list[str] = []
        unsure = workspace.reach.is_unsure  # others come first
        for slack_user_id in sorted(waiting, key=lambda each: (unsure(each), self._asked_at(exchange, each)))[:_ASKED]:
            if not workspace.profiles.has_room(slack_user_id):
                break  # people who act come first: the others are asked about in the next minute
            profile = await workspace.profiles.ask(slack_user_id)
            is_here = profile.is_guest or profile.is_full_member
            if is_here and not profile.is_deleted and await membership.is_inside_any(slack_user_id, exchange.channels):
                found.append(slack_user_id)
                if len(found) == BATCH:
                    break
            else:
                self._remember(exchange, slack_user_id)
        return found

    def _asked_at(self, exchange: Exchange, slack_user_id: str) -> datetime:
        return self._outside.get((exchange.exchange_id, slack_user_id), _NEVER)

    def _remember(self, exchange: Exchange, slack_user_id: str) -> None:
        key = (exchange.exchange_id, slack_user_id)
        self._outside[key] = self._ctx.clock()
        self._outside.move_to_end(key)
        if len(self._outside) > _MAX_REMEMBERED:
            self._outside.popitem(last=False)

    async def _invite(
        self,
        workspace: Workspace,
        exchange: Exchange,
        key: ExchangeKey,
        slack_user_id: str,
        *,
        is_named: bool,
        until: datetime,
    ) -> Round:
        """Invite one person, and say what becomes of the round. until: the end of the lease."""
        who = key.person(workspace.team_id, slack_user_id)
        present, was_begun = await self._ctx.storage.transact(partial(self._begin, exchange, who))
        if present is None:
            return Round.GOES_ON
        try:
            if not was_begun or not await _is_there(workspace, exchange, slack_user_id):
                await self._post(workspace, present, slack_user_id, is_named=is_named, until=until)
        except CALL_ERRORS as error:
            after = self._pauses.handle(workspace, exchange.exchange_id, slack_user_id, error)
            if after != Round.GOES_ON:
                if after == Round.PASSES:
                    self._remember(exchange, slack_user_id)
                if after != Round.RESTS and not was_begun:  # Slack did not take it
                    await self._ctx.storage.transact(partial(_save, exchange, who, was_invited=False))
                return after
        await self._ctx.storage.transact(partial(_save, exchange, who, was_invited=True))
        return Round.GOES_ON

    async def _post(
        self, workspace: Workspace, exchange: Exchange, slack_user_id: str, *, is_named: bool, until: datetime
    ) -> None:
        texts = await find_texts(self._ctx, exchange.tenant_id, slack_user_id, usual=exchange.language)
        takes_comments = exchange.takes_comments(self._ctx.clock())
        text, blocks = invitation(texts, exchange, takes_comments=takes_comments, is_named=is_named)
        require_time(self._ctx, until)
        await post(workspace, slack_user_id, text, blocks, event_type=EVENT, key=str(exchange.exchange_id))

    async def _begin(self, exchange: Exchange, who: PersonKey, db: Db) -> tuple[Exchange | None, bool]:
        """Save that an invitation is on its way; return the exchange as it is now, and whether one was already.

        None instead of the exchange where it ended, or the person was invited or took part already.
        """
        present = await exchanges.get(db, exchange.scope)
        if present is None or not present.as_of(self._ctx.clock()).is_open or present.is_paused:
            return None, False
        person = await participants.hold(db, exchange.scope, who)
        if person.was_invited or (person.took_part and not person.is_inviting):
            return None, False
        if not person.is_inviting:
            await participants.save(db, exchange.scope, who, replace(person, is_inviting=True))
        return present, person.is_inviting


async def count_invited(ctx: Context, db: Db, exchange: Exchange) -> tuple[int, int]:
    """Return to how many people the invitation went out, and how many signed up for it.

    Nothing that a person does in the exchange changes either number.
    """
    key, workspace = ctx.key_of(exchange), ctx.workspace(exchange.tenant_id)
    people = await list_subscribed(ctx, db, exchange.tenant_id)
    marks = [key.person(workspace.team_id, each).mark for each in people]
    there = await participants.list_by_mark(db, exchange.scope, key.seals, marks)
    return sum(person.was_invited for person in there.values()), len(people)


async def count_listed(ctx: Context, db: Db, exchange: Exchange) -> int:
    """Return how many people moderators put on the list; how many were reached depends on what these did."""
    return await count_invitees(db, exchange, ctx.key_of(exchange))


async def _is_there(workspace: Workspace, exchange: Exchange, slack_user_id: str) -> bool:
    """Say whether an invitation that was on its way is among a person's messages. Raises CALL_ERRORS."""
    key = str(exchange.exchange_id)
    _, ts = await find_sent(workspace.client, slack_user_id, event_type=EVENT, key=key, opened_at=exchange.opened_at)
    return bool(ts)


async def _save(exchange: Exchange, who: PersonKey, db: Db, *, was_invited: bool) -> None:
    person = await participants.hold(db, exchange.scope, who)
    await participants.save(db, exchange.scope, who, replace(person, was_invited=was_invited, is_inviting=False))
