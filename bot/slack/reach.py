"""Whom Slack lets the bot write to in a workspace: whether a refusal is of one person or of all.

Slack gives some codes for both: "no_permission" where the app may write to nobody, and where it may not write to
somebody. So such a refusal of one person is left for later while others are written to. Where several different people
in a row are refused it is of all. Once others had a message about that time, a second refusal is of the person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.slack.refusals import is_of_all, is_unsure

IN_A_ROW = 3
"""Different people, with nobody reached between them, after whom a refusal is of all."""

_ABOUT = timedelta(minutes=10)  # before the first refusal of somebody: who was reached then says that it is not of all
_MAX_REMEMBERED = 1_000


class Whose(Enum):
    """Whose a refusal is. UNSURE: of the person or of all, so nothing counts as settled."""

    PERSON = 1
    UNSURE = 2
    ALL = 3


@dataclass(slots=True)
class _Refused:
    first_at: datetime
    times: int = 0


class Reach:
    """What a process saw in one workspace. It may be lost: then the first refusal counts as the first."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._refused: dict[str, _Refused] = {}  # by Slack id, those about whom it is not sure
        self._in_a_row: set[str] = set()
        self._reached_at: datetime | None = None

    def note_sent(self, slack_user_id: str) -> None:
        """Remember that Slack took a message to somebody."""
        self._reached_at = self._clock()
        self._in_a_row.clear()
        self._refused.pop(slack_user_id, None)

    def is_unsure(self, slack_user_id: str) -> bool:
        """Say whether somebody was refused and it is not known whose refusal that is: others come first."""
        return slack_user_id in self._refused

    def judge(self, slack_user_id: str, code: str) -> Whose:
        """Return whose a refusal is that somebody's message had, and remember it. code: Slack's."""
        if not is_unsure(code):
            return Whose.ALL if is_of_all(code) else Whose.PERSON
        if len(self._refused) >= _MAX_REMEMBERED:
            self._refused.clear()
        refused = self._refused.setdefault(slack_user_id, _Refused(self._clock()))
        refused.times += 1
        self._in_a_row.add(slack_user_id)
        if len(self._in_a_row) >= IN_A_ROW:
            return Whose.ALL
        are_others_reached = self._reached_at is not None and self._reached_at >= refused.first_at - _ABOUT
        if refused.times == 1 or not are_others_reached:
            return Whose.UNSURE
        del self._refused[slack_user_id]
        return Whose.PERSON
