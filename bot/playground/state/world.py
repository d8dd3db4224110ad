"""The workspace itself: people, channels, messages, views. It holds and tells; it decides nothing."""

import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.playground.events.enterprise import Enterprise
    from bot.playground.web_api.scheduled import Scheduled

Json = dict[str, Any]
Clock = Callable[[], float]
Listener = Callable[["News"], None]

EPHEMERALS = 50  # kept per person; Slack forgets them at the next reload
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_MICRO = 1_000_000


@dataclass(slots=True)
class Member:
    """Somebody in the workspace: a person, a stranger of another workspace, or a bot."""

    id: str
    name: str
    real_name: str
    team_id: str
    group: str | None = None
    tz: str = "America/Los_Angeles"
    locale: str = "en-US"
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    bot_id: str | None = None
    deleted: bool = False


@dataclass(slots=True)
class Message:
    """One message. `seen_by` names the only person who sees it, if it is ephemeral."""

    channel: str
    ts: str
    user: str | None
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    bot_id: str | None = None
    username: str | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None
    files: list[str] = field(default_factory=list)
    edited: Json | None = None
    subtype: str | None = None
    client_msg_id: str | None = None
    seen_by: str | None = None
    state: Json = field(default_factory=dict)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    replies: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Channel:
    """A conversation. `kind` is channel, private or im; an im is one person's DM with the app."""

    id: str
    name: str
    kind: str
    members: dict[str, None] = field(default_factory=dict)
    topic: str = ""
    created: int = 0
    creator: str = ""
    archived: bool = False
    person: str | None = None
    team_id: str | None = None  # a sibling workspace of the organisation; None is the playground's own
    messages: dict[str, Message] = field(default_factory=dict)


@dataclass(slots=True)
class View:
    """A modal or a home. `source` is what the app gave, with the ids that Slack adds."""

    id: str
    user: str
    source: Json
    hash: str
    root: str
    previous: str | None = None
    state: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """Modal or home."""
        return str(self.source["type"])

    @property
    def blocks(self) -> list[Json]:
        """The blocks it shows."""
        blocks: list[Json] = self.source["blocks"]
        return blocks

    @property
    def callback_id(self) -> str:
        """What the app calls it."""
        return str(self.source.get("callback_id") or "")


@dataclass(slots=True)
class File:
    """A file somebody attached or the app uploaded."""

    id: str
    name: str
    mimetype: str = "text/plain"
    title: str = ""
    user: str = ""
    size: int = 0
    created: int = 0
    content: bytes = b""
    complete: bool = False


@dataclass(slots=True)
class News:
    """Something that changed, told to whoever listens."""

    kind: str
    message: Message | None = None
    before: Message | None = None
    view: View | None = None
    user: str | None = None
    text: str = ""


class World:
    """Everything that stands in the workspace, and the ids it hands out."""

    def __init__(self, *, team_id: str, name: str, clock: Clock = time.time) -> None:
        self.team_id = team_id
        self.name = name
        self.clock = clock
        self.enterprise: Enterprise | None = None
        self.members: dict[str, Member] = {}
        self.bots: dict[str, str] = {}
        self.channels: dict[str, Channel] = {}
        self.ims: dict[str, str] = {}
        self.ephemerals: dict[str, deque[Message]] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.files: dict[str, File] = {}
        self.read: dict[tuple[str, str], str] = {}
        self.scheduled: list[Scheduled] = []
        self.cast: list[str] = []
        self.handles: dict[str, str] = {}
        self.listeners: list[Listener] = []
        self._last = 0

    # Ids and times ----------------------------------------------------------------------------------------------

    def ts(self) -> str:
        """Return a timestamp later than every one before, in Slack's form."""
        self._last = max(self._last + 1, int(self.clock() * _MICRO))
        return f"{self._last // _MICRO}.{self._last % _MICRO:06d}"

    def new_id(self, letter: str) -> str:
        """Return a fresh id in Slack's form: a letter that says what it is, ten more."""
        return letter + "".join(secrets.choice(_ALPHABET) for _ in range(10))

    def later_than(self, ts: str) -> None:
        """Make sure that no timestamp from now on is this one or earlier."""
        self._last = max(self._last, micro(ts))

    # People and places ------------------------------------------------------------------------------------------

    def add_member(self, member: Member) -> Member:
        """Add somebody to the workspace."""
        self.members[member.id] = member
        self.handles[member.name] = member.id
        if member.bot_id:
            self.bots[member.bot_id] = member.id
        return member

    def add_channel(self, channel: Channel) -> Channel:
        """Add a conversation."""
        self.channels[channel.id] = channel
        if channel.person:
            self.ims[channel.person] = channel.id
        return channel

    def im(self, user: str) -> Channel:
        """Return this person's DM with the app, opened if it was not."""
        known = self.ims.get(user)
        if known:
            return self.channels[known]
        return self.add_channel(
            Channel(self.new_id("D"), "", "im", {user: None}, created=int(self.clock()), creator=user, person=user)
        )

    def channel_of(self, name_or_id: str) -> Channel | None:
        """Return the conversation with this id or name, or None."""
        found = self.channels.get(name_or_id)
        if found is None:
            name = name_or_id.removeprefix("#")
            found = next((each for each in self.channels.values() if each.name and each.name == name), None)
        return found

    def sees_channel(self, user: str, channel: Channel) -> bool:
        """Whether this person may look into this conversation."""
        if user in channel.members:
            return True
        member = self.members.get(user)
        if member is None or channel.kind != "channel":
            return False
        return not (member.is_restricted or member.is_ultra_restricted or member.is_stranger)

    # Messages ---------------------------------------------------------------------------------------------------

    def add_message(self, message: Message) -> Message:
        """Put a message into its channel (or before its one reader), and tell."""
        if message.seen_by:
            kept = self.ephemerals.setdefault(message.seen_by, deque(maxlen=EPHEMERALS))
            kept.append(message)
            self.tell(News("ephemeral", message=message, user=message.seen_by))
            return message
        channel = self.channels[message.channel]
        channel.messages[message.ts] = message
        parent = channel.messages.get(message.thread_ts or "")
        if parent is not None and parent is not message:
            parent.replies.append(message.ts)
            if parent.thread_ts is None:
                parent.thread_ts = parent.ts
        self.tell(News("message", message=message))
        return message

    def replace_message(self, message: Message, before: Message) -> None:
        """Tell that a message changed in place; `before` is how it looked."""
        if message.seen_by:
            self.tell(News("ephemeral_replaced", message=message, before=before, user=message.seen_by))
        else:
            self.tell(News("message_changed", message=message, before=before))

    def drop_message(self, message: Message) -> None:
        """Take a message away, and tell."""
        if message.seen_by:
            kept = self.ephemerals.get(message.seen_by)
            if kept and message in kept:
                kept.remove(message)
            self.tell(News("ephemeral_deleted", message=message, user=message.seen_by))
            return
        channel = self.channels[message.channel]
        channel.messages.pop(message.ts, None)
        parent = channel.messages.get(message.thread_ts or "")
        if parent is not None and message.ts in parent.replies:
            parent.replies.remove(message.ts)
        self.tell(News("message_deleted", message=message))

    def find_ephemeral(self, user: str, channel: str, ts: str) -> Message | None:
        """Return the ephemeral that this person still sees, or None."""
        kept = self.ephemerals.get(user, ())
        return next((each for each in reversed(kept) if each.ts == ts and each.channel == channel), None)

    def sees(self, user: str, channel: Channel) -> Iterator[Message]:
        """Yield the messages of a channel that this person sees, in order of time, threads included."""
        own = [each for each in self.ephemerals.get(user, ()) if each.channel == channel.id]
        if not own:
            yield from channel.messages.values()
            return
        yield from sorted([*channel.messages.values(), *own], key=lambda each: micro(each.ts))

    def tell(self, news: News) -> None:
        """Tell everybody who listens what changed."""
        for listener in self.listeners:
            listener(news)


def micro(ts: str) -> int:
    """Return a timestamp of Slack's form as whole microseconds; 0 for what is none."""
    seconds, _, rest = ts.partition(".")
    if not seconds.isdigit() or (rest and not rest.isdigit()):
        return 0
    return int(seconds) * _MICRO + int((rest + "000000")[:6])
