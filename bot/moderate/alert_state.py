"""The state of an alert, sealed under the workspace's key: when it is tried again, who has it, when the last one went.

The row in plain (storage/alerts.py) says how many reports there are and nothing else. It is written with a report, and
a moment in it or in a row written right after it would date that report.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.domain.notices import Once
from bot.sealing import TenantKey, WrongSealError
from storage.alerts import REPORT, SERVICE, StoredAlert

log = structlog.get_logger()

LEASE = timedelta(seconds=120)
"""Longer than all calls of one message may take."""

EVERY: dict[str, timedelta] = {REPORT: timedelta(hours=1), SERVICE: timedelta(days=1)}
"""Shortest time between two messages: about reports that are not of danger, and that a service fails."""

_PURPOSE, _STEP = "alerts", 512  # bytes
_MOMENTS = ("due_at", "lease_until", "sent_at", "begun_at")


@dataclass(frozen=True, slots=True)
class AlertState:
    """due_at: tried again then; lease_until: somebody sends it until then; notified: Slack ids of those who have it.

    token: random, of the message that is on its way; "" where none is. begun_at: since when it may have been sent.
    """

    due_at: datetime | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None  # the last message
    notified: frozenset[str] = frozenset()
    token: str = ""
    begun_at: datetime | None = None

    def is_due(self, kind: str, now: datetime) -> bool:
        """Say whether the message is to be sent now, by this process."""
        waits = [each for each in (self.due_at, self.lease_until) if each is not None and each > now]
        every = EVERY.get(kind)
        is_soon = every is not None and self.sent_at is not None and self.sent_at > now - every
        return not waits and not is_soon


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert that this process sends. stored: its row under our lease."""

    stored: StoredAlert
    state: AlertState
    until: datetime  # the end of the lease
    is_again: bool = False  # a try before may have sent some of its messages

    def once(self, *parts: str, key: TenantKey) -> Once:
        """Return by what a message of it is known again. parts: what keeps several apart."""
        mark = key.cipher(_PURPOSE).mark("message", self.state.token, *parts).hex()
        return Once(mark, self.state.begun_at if self.is_again else None, self.until)

    @property
    def kind(self) -> str:
        """Danger, report, author or service."""
        return self.stored.kind

    @property
    def report_count(self) -> int:
        """How many reports it is about."""
        return self.stored.report_count


def open_state(key: TenantKey, stored: StoredAlert) -> AlertState:
    """Return the state of an alert; the first one where nothing is kept, or not under this secret."""
    if stored.sealed is None:
        return AlertState()
    try:
        facts = json.loads(key.cipher(_PURPOSE).open(stored.sealed, stored.kind.encode()))
    except WrongSealError:
        log.warning("alert_unreadable", kind=stored.kind)  # it is sent again, rather than to nobody
        return AlertState()
    moments = {name: datetime.fromisoformat(facts[name]) for name in _MOMENTS if facts.get(name)}
    return AlertState(**moments, notified=frozenset(facts["notified"]), token=facts.get("token", ""))


def seal_state(key: TenantKey, kind: str, state: AlertState) -> bytes:
    """Return the state of an alert, sealed, of one size for up to some 25 moderators."""
    moments = {name: getattr(state, name) for name in _MOMENTS}
    facts = {name: each.isoformat() if each else None for name, each in moments.items()}
    plain = json.dumps(facts | {"notified": sorted(state.notified), "token": state.token})
    return key.cipher(_PURPOSE).seal(plain.encode(), kind.encode(), step=_STEP)
