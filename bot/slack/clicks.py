"""Clicks that many people make at once, such as stars: answered by the same listeners as behind Bolt, past its steps.

Bolt makes a client, a context and a list of arguments for each request, about 1 ms; nothing of it is needed here. Who
clicked, and what is answered when an act fails, is decided by the same functions as behind Bolt
(bot/slack/middleware.py, bot/slack/errors.py). Only a payload of the plain shape is taken: where Bolt would read ids
elsewhere, Bolt answers. See docs/decisions/0026-dispatch.md.
"""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.response import BoltResponse

Json = dict[str, Any]

Listener = Callable[..., Awaitable[None]]
Identify = Callable[[Json, Json, "Ids"], Awaitable[BoltResponse | None]]
"""Takes the body, the context to fill and the ids; returns an answer where there is no listener to call."""
Failed = Callable[[Exception, Json, Json], Awaitable[BoltResponse]]
"""Takes the error, the body and the context; returns the answer."""

DONE = BoltResponse(status=200, body="")
"""The answer to a click that was done: always this one, so that it is made into bytes once."""

_UNREAD = ("message", "state")  # what is left out of a click once it was checked: most of its memory while it waits
_ELSEWHERE = frozenset({"view", "event", "authorizations", "enterprise_id", "ssl_check"})
"""What Bolt looks for ids in, or answers otherwise, before it comes to the fields that are read here."""


@dataclass(frozen=True, slots=True)
class Ids:
    """Whose request it is, as Slack signed it. None and "": the request does not say."""

    team_id: str | None
    enterprise_id: str
    user_id: str | None
    is_enterprise_install: bool = False


@dataclass(frozen=True, slots=True)
class Click:
    """A click on a button in a message, and who answers it."""

    body: Json
    action: Json
    ids: Ids
    listener: Listener
    arguments: tuple[str, ...]  # what the listener takes from the context, by name


class DirectClicks:
    """The listeners of clicks that do not go through Bolt, by action id."""

    def __init__(self, identify: Identify, failed: Failed) -> None:
        self._identify = identify
        self._failed = failed
        self._listeners: dict[str, tuple[Listener, tuple[str, ...]]] = {}

    def add(self, action_id: str, listener: Listener) -> None:
        """Let a listener answer clicks on a button. It takes its arguments by name, as from Bolt, and acknowledges."""
        names = inspect.signature(listener).parameters
        self._listeners[action_id] = listener, tuple(name for name in names if name not in {"ack", "action", "body"})

    def find(self, body: Json) -> Click | None:
        """Return a click that is answered here, None for all else.

        body: one that passed bot/http/envelope.py; a click's is shortened.
        """
        if body.get("type") != "block_actions" or not _ELSEWHERE.isdisjoint(body):
            return None
        actions, team, enterprise = body["actions"], body.get("team"), body.get("enterprise")
        found = self._listeners.get(actions[0]["action_id"])
        if found is None or len(actions) > 1 or not team or not team.get("id") or "enterprise_id" in team:
            return None
        enterprise_id = enterprise.get("id") if enterprise is not None else ""
        if not isinstance(enterprise_id, str) or (enterprise is not None and not enterprise_id):
            return None
        listener, arguments = found
        for name in _UNREAD:
            body.pop(name, None)
        return Click(body, actions[0], Ids(team["id"], enterprise_id, body["user"]["id"]), listener, arguments)

    async def answer(self, click: Click) -> BoltResponse:
        """Return the answer to a click: what the listener did is kept by then, or it is the answer of its error."""
        context: Json = {}
        try:
            refused = await self._identify(click.body, context, click.ids)
            if refused is not None:
                return refused
            given = {name: context[name] for name in click.arguments}
            await click.listener(ack=_acknowledge, action=click.action, body=click.body, **given)
        except Exception as error:  # noqa: BLE001 - as in Bolt: the handler of errors answers whatever it is
            return await self._failed(error, click.body, context)
        return DONE


async def _acknowledge() -> None:
    """Do nothing: the answer goes out when the listener returns, as Bolt's does with process_before_response."""
