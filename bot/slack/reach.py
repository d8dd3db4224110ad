"""Whom Slack lets the bot write to in a workspace: whether a refusal is of one person or of all.

Slack gives some codes for both: "no_permission" where the app may write to nobody, and where it may not write to
somebody. So such a refusal of one person is left for later while others are written to. Where several different people
in a row are refused it is of all. Once others had a message since then, and a moment ago, the next refusal is of the
person; and so it is after a day, where nobody else is there to be written to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.slack.refusals import is_of_all, is_unsure

IN_A_ROW = 3
"""Different people, with nobody reached between them, after whom a refusal is of all."""

_RECENT = timedelta(minutes=10)  # who was reached within them says that a refusal is not of all
_LONG = timedelta(days=1)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=30)  # until somebody is tried again
_MAX_REMEMBERED = 1_000


class Whose(Enum):
    """Whose a refusal is. UNSURE: of the person or of all, so nothing counts as settled."""

    PERSON = 1
    UNSURE = 2
    ALL = 3


@dataclass(slots=True)
class _Refused:
    first_at: datetime
    sent_before: int  # messages that others had before the first refusal
    next_at: datetime
    wait: timedelta = _FIRST_WAIT


class Reach:
    """What a process saw in one workspace. It may be lost: then the first refusal counts as the first."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._refused: dict[str, _Refused] = {}  # by Slack id, those about whom it is not sure
        self._in_a_row: set[str] = set()
        self._sent = 0
        self._sent_at: datetime | None = None

    def note_sent(self, slack_user_id: str) -> None:
        """Remember that Slack took a message to somebody."""
        self._sent += 1
        self._sent_at = self._clock()
        self._in_a_row.clear()
        self._refused.pop(slack_user_id, None)
        for each in self._refused.values():
            each.next_at = self._sent_at  # now it can be seen whose their refusal is

    def is_unsure(self, slack_user_id: str) -> bool:
        """Say whether somebody was refused and it is not known whose refusal that is: others come first."""
        return slack_user_id in self._refused

    def waits(self, slack_user_id: str) -> bool:
        """Say whether somebody was refused so lately that it is too early for another try."""
        refused = self._refused.get(slack_user_id)
        return refused is not None and self._clock() < refused.next_at

    def judge(self, slack_user_id: str, code: str) -> Whose:
        """Return whose a refusal is that somebody's message had, and remember it. code: Slack's."""
        if not is_unsure(code):
            return Whose.ALL if is_of_all(code) else Whose.PERSON
        if len(self._refused) >= _MAX_REMEMBERED:
            self._refused.clear()
        now = self._clock()
        refused = self._refused.setdefault(slack_user_id, _Refused(now, self._sent, now))
        are_others_reached = self._sent > refused.sent_before and now - (self._sent_at or now) <= _RECENT
        if are_others_reached or now - refused.first_at >= _LONG:
            del self._refused[slack_user_id]
            self._in_a_row.discard(slack_user_id)
            return Whose.PERSON
        refused.next_at, refused.wait = now + refused.wait, min(2 * refused.wait, _LONGEST_WAIT)
        self._in_a_row.add(slack_user_id)
        return Whose.ALL if len(self._in_a_row) >= IN_A_ROW else Whose.UNSURE
