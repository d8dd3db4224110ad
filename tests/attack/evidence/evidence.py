"""What an attacker has of what the bot sends and logs: as a moderator, from accomplices, as a reader of the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the bot's log. facts: all that it has beside its moment and the event, by name."""

    at: datetime
    event: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sent:
    """A private message of the bot at the moment when it came, or when it was edited.

    to: Slack id of its reader, "" where that is not known. content: text, blocks and metadata as JSON. kind: of the
    metadata, or the first button's; "" for neither. numbers: of the comments that it names.
    """

    at: datetime
    to: str
    content: str
    kind: str = ""
    numbers: frozenset[int] = frozenset()
    is_edit: bool = False


@dataclass
class Evidence:
    """All of it.

    lines: of the bot's log, in order. desk: messages to moderators, also those about appeals. own: messages to
    accomplices, about their comments and about answers. receipts: all receipts, without whose they are and when they
    came. reminders: everybody says when they got one, and shows it. acts: rows of the file of the moderation log.
    """

    lines: Sequence[Line] = ()
    desk: Sequence[Sent] = ()
    own: Sequence[Sent] = ()
    receipts: Sequence[Sent] = ()
    reminders: Sequence[Sent] = ()
    acts: Sequence[Row] = field(default_factory=list)
