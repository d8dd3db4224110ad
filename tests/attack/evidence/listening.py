"""Listens to what the bot does while a plan is played: to everybody's private messages, and to its log."""

import json
import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import structlog

from bot.exchanges.reminders import EVENT as REMINDER
from bot.playground.state.models import ChangeEvent, Message
from bot.receipts.answers.job import EVENT as ANSWER
from bot.receipts.job import EVENT as RECEIPT
from tests.attack.case import Public
from tests.attack.evidence.evidence import Evidence, Line, Row, Sent
from tests.whole_bot import Playground

_NUMBER = re.compile(r"#(\d+)")
_CHANGES = {"message": False, "message_changed": True}


class Listening:
    """What was sent and logged so far."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._sent: list[Sent] = []
        self._lines: list[Line] = []
        playground.slack.world.listeners.append(self._note_message)

    def evidence(self, public: Public, moderators: set[str], acts: list[Row]) -> Evidence:
        """Return what an attacker has of it, whose accomplices are who says of comments that they are theirs."""
        accomplices = set(public.admitted.values()) - moderators
        receipts = [replace(each, to="") for each in self._sent if each.kind == RECEIPT]
        return Evidence(
            lines=list(self._lines),
            desk=[each for each in self._sent if each.to in moderators],
            own=[each for each in self._sent if each.to in accomplices and each.kind in {RECEIPT, ANSWER}],
            receipts=sorted(receipts, key=lambda each: each.content),
            reminders=[each for each in self._sent if each.kind == REMINDER],
            acts=acts,
        )

    @contextmanager
    def to_the_log(self) -> Iterator[None]:
        """Take the lines of the log, instead of writing them."""
        processors = structlog.get_config()["processors"]
        before = list(processors)
        processors[:] = [self._note_line]
        structlog.configure(processors=processors)
        try:
            yield
        finally:
            processors[:] = before
            structlog.configure(processors=processors)

    def _note_line(self, _log: Any, _method: str, facts: MutableMapping[str, Any]) -> Any:
        event = str(facts.pop("event", ""))
        self._lines.append(Line(self._playground.clock.now(), event, dict(facts)))
        raise structlog.DropEvent

    def _note_message(self, change: ChangeEvent) -> None:
        message, world = change.message, self._playground.slack.world
        if change.kind not in _CHANGES or message is None or not message.bot_id or message.seen_by:
            return
        channel = world.channels.get(message.channel)
        if channel is None or not channel.person:
            return
        content = json.dumps([message.text, message.blocks, message.metadata])
        numbers = frozenset(int(each) for each in _NUMBER.findall(content))
        is_edit = _CHANGES[change.kind]
        at = self._playground.clock.now()
        self._sent.append(Sent(at, channel.person, content, _kind(message), numbers, is_edit=is_edit))


def _kind(message: Message) -> str:
    """Return what a message is: a receipt, news of answers or a reminder by its metadata, else its first button."""
    kind = str((message.metadata or {}).get("event_type", ""))
    elements = (element for block in message.blocks for element in block.get("elements", []))
    actions = (each["action_id"] for each in elements if isinstance(each, dict) and "action_id" in each)
    return kind if kind in {RECEIPT, ANSWER, REMINDER} else next(actions, kind)
