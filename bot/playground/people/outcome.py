"""The outcome of a person's act, as the person sees it and as tests check it."""

from dataclasses import dataclass, field
from typing import Any

from bot.playground.state.app_response import UNSENT, AppResponse
from bot.playground.state.models import Message

WARNINGS = {
    "click": "Oh no, something went wrong. Please try that again.",
    "modal": "We had some trouble connecting. Try again?",
    "command_failed": "{command} failed with the error “dispatch_failed”",
    "command_timeout": "{command} failed because the app did not respond.",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one act.

    ok: Slack allowed it, and the app answered 2xx in time (or nothing had to be sent).
    status: the HTTP status of the app's answer; "timeout", "unreachable" or "unsent".
    error: Slack's word for a refusal; warning: what Slack shows the person; errors: by block_id, in a modal.
    """

    ok: bool
    status: int | str = UNSENT
    error: str = ""
    warning: str = ""
    ack_ms: float = 0.0
    body: Any = None
    errors: dict[str, str] = field(default_factory=dict)
    message: Message | None = None

    def __bool__(self) -> bool:
        return self.ok


def make_outcome(response: AppResponse, warning: str = "", message: Message | None = None) -> Outcome:
    """Return the outcome of an act that was sent to the app. warning: shown if the app did not accept it."""
    if response.is_accepted:
        return Outcome(ok=True, status=response.status, ack_ms=response.ms, body=response.body, message=message)
    error = response.status if isinstance(response.status, str) else "http_error"
    return Outcome(
        ok=False,
        status=response.status,
        error=error,
        warning=warning,
        ack_ms=response.ms,
        body=response.body,
        message=message,
    )


__all__ = ["UNSENT", "WARNINGS", "Outcome", "make_outcome"]
