"""Messages to many people, one after the other: how each is posted, and what becomes of a round where one fails."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

from bot.domain.leases import Round
from bot.domain.tools import ClockTools
from bot.slack.blocks import Block
from bot.slack.client import Failure, RateLimited, Refused, Unreachable, classify, describe, findable, without_retries
from bot.slack.reach import Whose
from bot.slack.workspaces import Workspace

log = structlog.get_logger()

LogFailure = Callable[[int, str], None]
"""Writes that a message failed. Takes the exchange's id, and why in one word."""

_PAUSE_S = 30.0  # after Slack limits, where it does not say how long, or takes nothing at all
_NEVER = datetime.min.replace(tzinfo=UTC)


async def post(
    workspace: Workspace, slack_user_id: str, text: str, blocks: list[Block], *, event_type: str, key: str
) -> tuple[str, str]:
    """Post a private message that `find_sent` finds, with one try; return its channel and ts. Raises CALL_ERRORS."""
    posted = await without_retries(workspace.client).chat_postMessage(
        channel=slack_user_id, text=text, blocks=blocks, **findable(event_type, key)
    )
    workspace.reach.note_sent(slack_user_id)
    return str(posted["channel"]), str(posted["ts"])


def judge(workspace: Workspace, slack_user_id: str, failure: Failure) -> Round:
    """Return what becomes of a round after a message to somebody failed; GOES_ON: they cannot be written to."""
    if isinstance(failure, Unreachable):
        return Round.RESTS
    if isinstance(failure, Refused):
        whose = workspace.reach.judge(slack_user_id, failure.code)
        return {Whose.PERSON: Round.GOES_ON, Whose.UNSURE: Round.PASSES, Whose.ALL: Round.ENDS}[whose]
    return Round.ENDS


def log_as(event: str) -> LogFailure:
    """Return what writes failures to the log at once, under a name."""
    return lambda exchange_id, error: log.warning(event, exchange_id=exchange_id, error=error)


class Pauses:
    """Until when a job sends nothing in a workspace, since Slack limits it or takes nothing. It may be lost."""

    def __init__(self, ctx: ClockTools, log_failure: LogFailure) -> None:
        self._ctx = ctx
        self._log_failure = log_failure
        self._ends: dict[int, datetime] = {}  # by tenant

    def is_on(self, workspace: Workspace) -> bool:
        """Say whether Slack wants no message now."""
        return self._ctx.clock() < self._ends.get(workspace.tenant_id, _NEVER)

    def begin(self, workspace: Workspace, failure: Failure | None = None) -> None:
        """Send nothing for as long as Slack says, or half a minute."""
        seconds = failure.seconds if isinstance(failure, RateLimited) and failure.seconds is not None else _PAUSE_S
        self._ends[workspace.tenant_id] = self._ctx.clock() + timedelta(seconds=seconds)

    def handle(self, workspace: Workspace, exchange_id: int, slack_user_id: str, error: Exception) -> Round:
        """Log that a message failed, pause where that is not of the person, and return what becomes of the round.

        error: one of CALL_ERRORS.
        """
        failure = classify(error)
        self._log_failure(exchange_id, describe(failure))
        after = judge(workspace, slack_user_id, failure)
        if after.is_over:
            self.begin(workspace, failure)
        return after
