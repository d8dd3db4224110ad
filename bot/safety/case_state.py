"""The state of a danger case, sealed under the workspace's key: which messages went where, and who takes care."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.sealing import TenantKey, WrongSealError
from storage.danger_cases import StoredCase

log = structlog.get_logger()

LEASE = timedelta(seconds=120)
"""Longer than all calls of one round may take."""

AGAIN = tuple(timedelta(minutes=minutes) for minutes in (10, 30, 60))
"""After which time contacts are alerted again; the last one goes on."""

HOOK_AGAIN = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 900))
"""After which time a webhook that failed is tried again; the last one goes on."""

_PURPOSE, _STEP = "danger cases", 2048  # bytes
_MOMENTS = ("due_at", "lease_until", "hook_due_at", "taken_at", "begun_at")


@dataclass(frozen=True, slots=True)
class Posted:
    """A message about a case. slack_user_id: whose language it is in, "" in a channel."""

    slack_user_id: str
    channel_id: str
    ts: str


@dataclass(frozen=True, slots=True)
class CaseState:
    """rounds: how often contacts were alerted; hook_tries: how often the webhook failed since it last answered.

    token: random, of the round that is on its way, whose messages may have been sent since begun_at.
    """

    rounds: int = 0
    due_at: datetime | None = None
    lease_until: datetime | None = None
    posted: tuple[Posted, ...] = ()
    hook_rounds: int = 0  # rounds that the webhook knows of
    hook_tries: int = 0
    hook_due_at: datetime | None = None
    taken_by: str = ""  # Slack id
    taken_at: datetime | None = None
    token: str = ""
    begun_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Say whether contacts, or the webhook, are to be alerted now, by this process."""
        if self.taken_by or (self.lease_until is not None and self.lease_until > now):
            return False
        return self.is_round_due(now) or self.is_hook_due(now)

    def is_round_due(self, now: datetime) -> bool:
        """Say whether contacts are to be alerted now."""
        return self.due_at is None or self.due_at <= now

    def is_hook_due(self, now: datetime) -> bool:
        """Say whether the webhook is to be called again."""
        return self.hook_due_at is not None and self.hook_due_at <= now


def next_delay(delays: Sequence[timedelta], times: int) -> timedelta:
    """Return how long to wait after something was done, or failed. times: how often, 1 or more."""
    return delays[min(times, len(delays)) - 1]


def open_case(key: TenantKey, stored: StoredCase) -> CaseState:
    """Return the state of a case; the first one where nothing is kept, or not under this secret."""
    if stored.sealed is None:
        return CaseState()
    try:
        facts = json.loads(key.cipher(_PURPOSE).open(stored.sealed, _about(stored)))
    except WrongSealError:
        log.warning("danger_case_unreadable", exchange_id=stored.exchange_id)  # sent again, rather than to nobody
        return CaseState()
    moments = {name: datetime.fromisoformat(facts[name]) if facts.get(name) else None for name in _MOMENTS}
    return CaseState(**{**facts, **moments, "posted": tuple(Posted(*each) for each in facts["posted"])})


def seal_case(key: TenantKey, stored: StoredCase, state: CaseState) -> bytes:
    """Return the state of a case, sealed, of one size for up to some 30 messages."""
    facts: dict[str, Any] = asdict(state)
    facts |= {name: facts[name].isoformat() if facts[name] else None for name in _MOMENTS}
    facts["posted"] = [[each.slack_user_id, each.channel_id, each.ts] for each in state.posted]
    return key.cipher(_PURPOSE).seal(json.dumps(facts).encode(), _about(stored), step=_STEP)


def _about(stored: StoredCase) -> bytes:
    return f"{stored.exchange_id}:{stored.comment_id}".encode()
