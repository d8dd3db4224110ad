"""One invitation each for those who signed up for future exchanges: a few at a time, never two.

That somebody is invited is saved before the message goes out: a crash between the two costs that person the message,
and nobody ever gets it twice. Who took part already needs none. Who cannot see the channel is not invited: an exchange
of a private channel is for its members. Slack is asked about them again later: they may join.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog

from bot.context import Context
from bot.domain.preferences import list_subscribed
from bot.exchanges.blocks import invitation
from bot.keys import ExchangeKey
from bot.slack.client import CALL_ERRORS, RateLimited, Refused, classify, describe, without_retries
from bot.slack.membership import UnknownMembershipError
from bot.slack.profiles import UnknownPersonError
from bot.slack.workspaces import Workspace
from bot.texts import texts_for
from storage import exchanges, participants
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.seals import PersonKey
from storage.session import Db

log = structlog.get_logger()

BATCH = 10
"""Invitations in one round, so two a second: Slack lets an app write some hundred messages a minute."""

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

    async def tick(self, workspace: Workspace) -> None:
        """Invite a few people of a workspace."""
        async with self._ctx.storage.read() as db:
            people = await list_subscribed(self._ctx, db, workspace.tenant_id)
            running = await exchanges.list_all(db, workspace.tenant_id, ExchangeState.OPEN) if people else []
        left = BATCH
        keys = self._ctx.keys_of(each for each in running if each.announcement_ts is not None)
        for exchange in running:
            key = keys.get(exchange.exchange_id)
            if key is None or left <= 0:
                continue
            for slack_user_id in (await self._waiting(workspace, exchange, key, people))[:left]:
                left -= 1
                if not await self._invite(workspace, exchange, key, slack_user_id):
                    return

    async def _waiting(
        self, workspace: Workspace, exchange: Exchange, key: ExchangeKey, people: Iterable[str]
    ) -> list[str]:
        """Return a few of those who are to be invited, all able to see the channel."""
        async with self._ctx.storage.read() as db:
            marks = {each: key.person(workspace.team_id, each).mark for each in people}
            there = await participants.list_by_mark(db, exchange.scope, key.seals, list(marks.values()))
        reached = {mark for mark, person in there.items() if person.was_invited or person.took_part}
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
        membership, channel_id = workspace.membership, str(exchange.channel_id)
        if not await membership.is_public(channel_id):
            members = await membership.members(channel_id)
            waiting = [each for each in waiting if each in members]
        found: list[str] = []
        for slack_user_id in sorted(waiting, key=lambda each: self._asked_at(exchange, each))[:_ASKED]:
            if not workspace.profiles.has_room(slack_user_id):
                break  # people who act come first: the others are asked about in the next minute
            profile = await workspace.profiles.ask(slack_user_id)
            is_here = profile.is_guest or profile.is_full_member
            if is_here and not profile.is_deleted and await membership.is_inside(slack_user_id, channel_id):
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

    async def _invite(self, workspace: Workspace, exchange: Exchange, key: ExchangeKey, slack_user_id: str) -> bool:
        """Invite one person; False when the round had better end here."""
        who = key.person(workspace.team_id, slack_user_id)
        present = await self._ctx.storage.transact(partial(self._record, exchange, who))
        if present is None:
            return True
        locale = (await workspace.profiles.profile(slack_user_id)).locale
        takes_comments = present.takes_comments(self._ctx.clock())
        text, blocks = invitation(texts_for(locale), present, takes_comments=takes_comments)
        try:
            web = without_retries(workspace.client)
            await web.chat_postMessage(
                channel=slack_user_id, text=text, blocks=blocks, unfurl_links=False, unfurl_media=False
            )
        except CALL_ERRORS as error:
            failure = classify(error)
            if isinstance(failure, Refused):
                log.warning("invitation_refused", error=failure.code)
                return True
            log.warning("invitation_failed", exchange_id=exchange.exchange_id, error=describe(failure))
            if isinstance(failure, RateLimited):  # Slack did not take it: later, then
                await self._ctx.storage.transact(partial(_take_back, exchange, who))
            return False
        return True

    async def _record(self, exchange: Exchange, who: PersonKey, db: Db) -> Exchange | None:
        """Record that somebody is invited; None where the exchange ended, or they were or took part already."""
        present = await exchanges.get(db, exchange.scope)
        if present is None or not present.as_of(self._ctx.clock()).is_open:
            return None
        person = await participants.hold(db, exchange.scope, who)
        if person.was_invited or person.took_part:
            return None
        await participants.save(db, exchange.scope, who, replace(person, was_invited=True))
        return present


async def _take_back(exchange: Exchange, who: PersonKey, db: Db) -> None:
    person = await participants.hold(db, exchange.scope, who)
    await participants.save(db, exchange.scope, who, replace(person, was_invited=False))
