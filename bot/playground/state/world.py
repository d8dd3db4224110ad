"""The pretend workspace: people, conversations, messages, views. It stores and publishes, and decides nothing."""

import re
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator

from bot.playground.state.models import (
    ChangeEvent,
    Channel,
    Clock,
    Enterprise,
    File,
    Member,
    Message,
    ScheduledMessage,
    UserGroup,
    View,
)

Listener = Callable[[ChangeEvent], None]

MAX_PERSONAS = 100  # people the page offers to act as, unless some are chosen
EPHEMERALS = 50  # kept per person; Slack forgets them at the next reload
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_MICRO = 1_000_000


class World:
    """All records of the workspace, and the source of its ids and timestamps."""

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
        self.scheduled: list[ScheduledMessage] = []
        self.persona_ids: list[str] = []
        self.handles: dict[str, str] = {}
        self.user_groups: dict[str, UserGroup] = {}
        self.listeners: list[Listener] = []
        self._last = 0

    @property
    def domain(self) -> str:
        """The workspace's name as part of an address."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    # Ids and times ----------------------------------------------------------------------------------------------

    def new_ts(self) -> str:
        """Return a new timestamp in Slack's format, later than every earlier one."""
        self._last = max(self._last + 1, int(self.clock() * _MICRO))
        return f"{self._last // _MICRO}.{self._last % _MICRO:06d}"

    def new_id(self, letter: str) -> str:
        """Return a new id in Slack's format: a letter for its kind and ten random characters."""
        return letter + "".join(secrets.choice(_ALPHABET) for _ in range(10))

    def advance_past(self, ts: str) -> None:
        """Make every new timestamp later than this one."""
        self._last = max(self._last, ts_to_micros(ts))

    # People and conversations -------------------------------------------------------------------------------------

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

    def open_im(self, user: str) -> Channel:
        """Return this person's DM with the app; open it if needed."""
        known = self.ims.get(user)
        if known:
            return self.channels[known]
        return self.add_channel(
            Channel(self.new_id("D"), "", "im", {user: None}, created=int(self.clock()), creator=user, person=user)
        )

    def find_channel(self, name_or_id: str) -> Channel | None:
        """Return the conversation with this id or name, or None."""
        found = self.channels.get(name_or_id)
        if found is None:
            name = name_or_id.removeprefix("#")
            found = next((each for each in self.channels.values() if each.name and each.name == name), None)
        return found

    def can_see_channel(self, user: str, channel: Channel) -> bool:
        """Return whether this person may read a conversation."""
        if user in channel.members:
            return True
        member = self.members.get(user)
        if member is None or channel.kind != "channel":
            return False
        return not (member.is_restricted or member.is_ultra_restricted or member.is_stranger)

    def find_user_group(self, handle: str) -> UserGroup | None:
        """Return the user group that people mention by a handle, or None."""
        found = (each for each in self.user_groups.values() if each.handle == handle and not each.deleted)
        return next(found, None)

    @property
    def personas(self) -> list[Member]:
        """The people whom the page offers to act as: those chosen, else the first hundred."""
        if self.persona_ids:
            return [self.members[each] for each in self.persona_ids if each in self.members]
        return [each for each in self.members.values() if not each.is_bot][:MAX_PERSONAS]

    # Messages ---------------------------------------------------------------------------------------------------

    def add_message(self, message: Message) -> Message:
        """Add a message to its channel, or to the ephemerals of its reader, and publish the change."""
        if message.seen_by:
            kept = self.ephemerals.setdefault(message.seen_by, deque(maxlen=EPHEMERALS))
            kept.append(message)
            self.publish(ChangeEvent("ephemeral", message=message, user=message.seen_by))
            return message
        channel = self.channels[message.channel]
        channel.messages[message.ts] = message
        parent = channel.messages.get(message.thread_ts or "")
        if parent is not None and parent is not message:
            parent.replies.append(message.ts)
            if parent.thread_ts is None:
                parent.thread_ts = parent.ts
        self.publish(ChangeEvent("message", message=message))
        return message

    def replace_message(self, message: Message, before: Message) -> None:
        """Publish that a message changed in place. before: a copy from before the change."""
        if message.seen_by:
            self.publish(ChangeEvent("ephemeral_replaced", message=message, before=before, user=message.seen_by))
        else:
            self.publish(ChangeEvent("message_changed", message=message, before=before))

    def drop_message(self, message: Message) -> None:
        """Remove a message and publish the change."""
        if message.seen_by:
            kept = self.ephemerals.get(message.seen_by)
            if kept and message in kept:
                kept.remove(message)
            self.publish(ChangeEvent("ephemeral_deleted", message=message, user=message.seen_by))
            return
        channel = self.channels[message.channel]
        channel.messages.pop(message.ts, None)
        parent = channel.messages.get(message.thread_ts or "")
        if parent is not None and message.ts in parent.replies:
            parent.replies.remove(message.ts)
        self.publish(ChangeEvent("message_deleted", message=message))

    def find_ephemeral(self, user: str, channel: str, ts: str) -> Message | None:
        """Return an ephemeral message that this person still sees, or None."""
        kept = self.ephemerals.get(user, ())
        return next((each for each in reversed(kept) if each.ts == ts and each.channel == channel), None)

    def list_visible(self, user: str, channel: Channel) -> Iterator[Message]:
        """Yield the messages of a channel that this person sees, in order of time, threads included."""
        own = [each for each in self.ephemerals.get(user, ()) if each.channel == channel.id]
        if not own:
            yield from channel.messages.values()
            return
        yield from sorted([*channel.messages.values(), *own], key=lambda each: ts_to_micros(each.ts))

    def warn(self, user: str, text: str) -> None:
        """Show somebody a warning of Slack's client."""
        self.publish(ChangeEvent("warning", user=user, text=text))

    def notify_channels(self, user: str) -> None:
        """Publish that somebody's list of channels changed."""
        self.publish(ChangeEvent("channels", user=user))

    def publish(self, change: ChangeEvent) -> None:
        """Pass a change to every listener."""
        for listener in self.listeners:
            listener(change)


def ts_to_micros(ts: str) -> int:
    """Return a Slack timestamp as whole microseconds; 0 for anything else."""
    seconds, _, rest = ts.partition(".")
    if not seconds.isdigit() or (rest and not rest.isdigit()):
        return 0
    return int(seconds) * _MICRO + int((rest + "000000")[:6])
