"""A talk as it is kept: who moderates it and what is message, sealed under the exchange's key in steps of one size.

No time of an act is in it. What is said goes with the talk: when its author ends it, forgets themselves, or the key is
erased.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.keys import ExchangeKey
from storage.talks import StoredTalk

MODERATOR, AUTHOR = "moderator", "author"

ENDED = -1
"""In the place of a message's: the news that the author ended the talk."""

MAX_WORDS = 600
"""Characters of one message, of either side."""

MAX_UNANSWERED = 2
"""Messages that a moderator can write before the author answers."""

MAX_MESSAGES = 40
"""Of one talk."""

_PURPOSE, _STEP = "talks", 4096  # bytes


@dataclass(frozen=True, slots=True)
class TalkMessage:
    """A message. by: MODERATOR or AUTHOR; is_sent: the other side has it."""

    by: str
    text: str
    is_sent: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """moderator: Slack id, of the one that began it. is_ended: by its author; is_noticed: a moderator knows.

    lease_until: until when a process sends what is due: of ten minutes the same, for it follows acts of people.
    """

    moderator: str
    messages: tuple[TalkMessage, ...] = field(default_factory=tuple)
    is_ended: bool = False
    is_noticed: bool = False
    lease_until: datetime | None = None

    @property
    def unanswered(self) -> int:
        """How many messages the moderator wrote since the author's last."""
        count = 0
        for each in reversed(self.messages):
            if each.by == AUTHOR:
                break
            count += 1
        return count

    @property
    def is_pending(self) -> bool:
        """Whether something is to be sent."""
        return self.is_ended != self.is_noticed or not all(each.is_sent for each in self.messages)

    def with_sent(self, places: Collection[int], *, lease_until: datetime | None) -> "Talk":
        """Return the talk once the other side has the messages at some places, ENDED among them.

        Whose moderator knows that it ended names nobody any more.
        """
        messages = tuple(
            replace(each, is_sent=True) if place in places else each for place, each in enumerate(self.messages)
        )
        is_noticed = self.is_noticed or (self.is_ended and ENDED in places)
        moderator = "" if is_noticed else self.moderator
        return Talk(moderator, messages, self.is_ended, is_noticed, lease_until)


def open_talk(key: ExchangeKey, stored: StoredTalk) -> Talk:
    """Return a talk. Raises WrongSealError."""
    facts = json.loads(key.cipher(_PURPOSE).open(stored.sealed, _about(stored.exchange_id, stored.number)))
    messages = tuple(TalkMessage(*each) for each in facts["messages"])
    lease_until = datetime.fromisoformat(facts["lease_until"]) if facts.get("lease_until") else None
    return Talk(facts["moderator"], messages, facts["is_ended"], facts["is_noticed"], lease_until)


def seal_talk(key: ExchangeKey, exchange_id: int, number: int, talk: Talk) -> bytes:
    """Return the same sealed."""
    messages = [[each.by, each.text, each.is_sent] for each in talk.messages]
    facts = {"is_ended": talk.is_ended, "is_noticed": talk.is_noticed, "moderator": talk.moderator}
    facts |= {"lease_until": talk.lease_until.isoformat() if talk.lease_until else None}
    return key.cipher(_PURPOSE).seal(
        json.dumps(facts | {"messages": messages}).encode(), _about(exchange_id, number), step=_STEP
    )


def _about(exchange_id: int, number: int) -> bytes:
    return f"{exchange_id}:{number}".encode()
