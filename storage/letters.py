"""Messages that a person has of their own comments in an exchange, as their sealed record keeps them.

Where a message is in Slack says whose it is, so it is kept nowhere else: without the exchange's key nobody can go from
a comment to such a message or back. Nor does anything else say who wants to hear of answers, or found that one helped.
It goes with the record, when the person is forgotten or the key is erased.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """The message about one comment. ts: "" while its post is on its way; shown: a mark of what it shows."""

    ts: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """Messages of one person.

    channel_id: of their conversation with the app; receipts: by the comment's number. follows: they asked to hear of
    answers. heard: the state of each answer that they heard of, by number; sending: the key of such a message that is
    on its way, "" where none is. asked: answers about which they were asked whether they help; helped: their word.
    """

    channel_id: str = ""
    receipts: Mapping[int, Receipt] = field(default_factory=dict)
    follows: bool = False
    heard: Mapping[int, str] = field(default_factory=dict)
    sending: str = ""
    asked: frozenset[int] = frozenset()
    helped: Mapping[int, str] = field(default_factory=dict)

    def with_receipt(self, number: int, receipt: Receipt) -> Self:
        """Return these with another receipt of a comment."""
        return replace(self, receipts={**self.receipts, number: receipt})

    def to_bytes(self) -> bytes:
        """Return what the record keeps; nothing where there is nothing."""
        if self == Letters():
            return b""
        facts: dict[str, Any] = {
            "version": _VERSION,
            "channel": self.channel_id,
            "receipts": {str(number): [each.ts, each.shown] for number, each in sorted(self.receipts.items())},
            "follows": self.follows,
            "heard": {str(number): each for number, each in sorted(self.heard.items())},
            "sending": self.sending,
            "asked": sorted(self.asked),
            "helped": {str(number): each for number, each in sorted(self.helped.items())},
        }
        return json.dumps({name: each for name, each in facts.items() if each}, separators=(",", ":")).encode()


def read_letters(kept: bytes) -> Letters:
    """Return what `to_bytes` wrote."""
    if not kept:
        return Letters()
    facts = json.loads(kept)
    return Letters(
        facts.get("channel", ""),
        {int(number): Receipt(*each) for number, each in facts.get("receipts", {}).items()},
        facts.get("follows", False),
        {int(number): each for number, each in facts.get("heard", {}).items()},
        facts.get("sending", ""),
        frozenset(facts.get("asked", ())),
        {int(number): each for number, each in facts.get("helped", {}).items()},
    )
