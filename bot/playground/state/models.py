"""The records of the pretend workspace: people, conversations, messages, views, files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Clock = Callable[[], float]  # returns seconds since 1970


@dataclass(slots=True)
class Enterprise:
    """An organisation. siblings: other workspaces, name by id. is_org_wide: the app is installed for them all."""

    id: str
    name: str = "The District"
    siblings: dict[str, str] = field(default_factory=dict)
    is_org_wide: bool = False


@dataclass(slots=True)
class Member:
    """A member of the workspace: a person, a stranger of another workspace, or a bot."""

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
class UserGroup:
    """A user group. handle: what people write after "@"; members: ids of people, in order."""

    id: str
    handle: str
    name: str
    members: list[str] = field(default_factory=list)
    deleted: bool = False


@dataclass(slots=True)
class Message:
    """A message. seen_by: the only person who sees it, when it is ephemeral."""

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
    """A modal or a Home view. source: the app's view, with the ids that Slack adds."""

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
        """The app's callback_id."""
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
class ChangeEvent:
    """A change in the workspace, published to its listeners."""

    kind: str
    message: Message | None = None
    before: Message | None = None
    view: View | None = None
    user: str | None = None
    text: str = ""


@dataclass(slots=True)
class ScheduledMessage:
    """A message that is posted later. post_at: whole seconds since 1970."""

    id: str
    channel: str
    post_at: int
    text: str
    blocks: list[Json]
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None
