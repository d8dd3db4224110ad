"""The ledger of messages: a flushed line for each that Slack took, and what has to be there beside what is there."""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from bot.playground.server import PlaygroundServer
from bot.playground.state.models import ChangeEvent, Message

Key = tuple[str, str, str]
"""A message: its kind, its key, and the Slack id of the conversation; of a private one, the person's."""


@dataclass(frozen=True)
class Tally:
    """What has to be there, each once, and how often each message is there."""

    wanted: Collection[Key]
    found: Counter[Key]

    @property
    def missing(self) -> int:
        """How many are not there."""
        return sum(not self.found[each] for each in self.wanted)

    @property
    def doubled(self) -> int:
        """How many are there more than once, wanted or not."""
        return sum(count > 1 for count in self.found.values())

    @property
    def is_whole(self) -> bool:
        """Whether each is there once."""
        return not self.missing and not self.doubled

    def __str__(self) -> str:
        kinds = Counter(kind for kind, _, _ in self.wanted)
        there = Counter(each[0] for each in self.wanted if self.found[each])
        facts = (f"{there[kind]:,} of {count:,} {kind.removeprefix('starling_')}s" for kind, count in kinds.items())
        return f"{', '.join(facts)}; {self.missing:,} missing, {self.doubled:,} more than once"


class MessageLedger:
    """Writes a line for each message with a key as the pretend Slack takes it, and for each kill and fault."""

    def __init__(self, slack: PlaygroundServer, path: Path) -> None:
        self.path = path
        self._slack = slack
        self._file: TextIO = path.open("a", encoding="utf-8")
        slack.world.listeners.append(self._take)

    def note(self, what: str, **facts: object) -> None:
        """Write what happened to a process or to Slack."""
        self._file.write(json.dumps({"what": what, **facts}) + "\n")
        self._file.flush()

    def _take(self, news: Any) -> None:
        if isinstance(news, ChangeEvent) and news.kind == "message" and news.message and news.message.metadata:
            self.note("message", key=_key_of(self._slack, news.message), ts=news.message.ts)

    def count(self) -> Counter[Key]:
        """Return how often each message was taken, as the lines say."""
        lines = map(json.loads, self.path.read_text(encoding="utf-8").splitlines())
        return Counter((*each["key"],) for each in lines if each["what"] == "message")

    def close(self) -> None:
        """Close the file."""
        self._slack.world.listeners.remove(self._take)
        self._file.close()


def _key_of(slack: PlaygroundServer, message: Message) -> Key:
    metadata = message.metadata or {}
    channel = slack.world.channels[message.channel]
    return metadata["event_type"], str(metadata["event_payload"]["key"]), channel.person or channel.id


def count_shown(slack: PlaygroundServer) -> Counter[Key]:
    """Return how often each message with a key is in the conversations of the pretend Slack."""
    return Counter(
        _key_of(slack, each)
        for channel in slack.world.channels.values()
        for each in channel.messages.values()
        if each.metadata
    )


def check_control(slack: PlaygroundServer, wanted: Collection[Key]) -> str:
    """Take one message away and put another there twice, and say whether that is noticed: the negative control.

    Raises AssertionError where it is not. The world is spoilt afterwards.
    """
    before = Tally(wanted, count_shown(slack))
    places = [
        (channel, each)
        for channel in slack.world.channels.values()
        for each in channel.messages.values()
        if each.metadata and _key_of(slack, each) in set(wanted)
    ]
    (from_channel, gone), (to_channel, again) = places[0], places[-1]
    assert gone is not again, "two messages are needed"
    del from_channel.messages[gone.ts]
    twin = replace(again, ts=slack.world.new_ts())
    to_channel.messages[twin.ts] = twin
    after = Tally(wanted, count_shown(slack))
    found = (after.missing - before.missing, after.doubled - before.doubled)
    assert found == (1, 1), f"{found[0]} missing and {found[1]} doubled were found where one was of each"
    return "one message taken away and one put there twice, both noticed"
