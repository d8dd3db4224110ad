"""Refusals by Slack's server (SlackError) and by Slack's client (ClientRefusalError)."""

from typing import Any


class SlackError(Exception):
    """A refusal of the Web API or a response_url: `error` is Slack's name for it."""

    def __init__(self, error: str, *messages: str, status: int = 200, **facts: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.status = status
        self.facts = facts

    def body(self) -> dict[str, Any]:
        """Return the error as JSON."""
        body: dict[str, Any] = {"ok": False, "error": self.error, **self.facts}
        if self.messages:
            body["errors"] = [each.removeprefix("[ERROR] ") for each in self.messages]
            body["response_metadata"] = {"messages": list(self.messages)}
        return body


class ClientRefusalError(Exception):
    """Slack's client does not let the person do this; `message` is the text it shows."""

    def __init__(self, error: str, message: str, errors: dict[str, str] | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.message = message
        self.errors = errors or {}
