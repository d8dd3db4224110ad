"""The playground's shared context: workspace, installed app, tokens, faults, delivery."""

from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.playground.faults import CallLog, Faults
from bot.playground.state.address import ServerAddress
from bot.playground.state.app_response import AppResponse
from bot.playground.state.installed_app import InstalledApp
from bot.playground.state.manifest import Manifest
from bot.playground.state.models import Enterprise, Json
from bot.playground.state.time_control import TimeControl
from bot.playground.state.tokens import Tokens
from bot.playground.state.world import World


class Dispatcher(Protocol):
    """Delivers payloads to the app; `bot.playground.events.delivery` does."""

    async def event(self, envelope: Json) -> AppResponse:
        """Deliver an event."""
        ...

    async def interact(self, payload: Json) -> AppResponse:
        """Deliver a click, a submission, a closed view or a shortcut."""
        ...

    async def command(self, form: dict[str, str]) -> AppResponse:
        """Deliver a slash command."""
        ...

    def run_later(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something in the background."""
        ...


class SocketConnections(Protocol):
    """The app's Socket Mode connections; `bot.playground.events.socket_mode` keeps them."""

    def ticket(self) -> str:
        """Return the address of a new connection. Raises SlackError."""
        ...


@dataclass
class PlaygroundContext:
    """The shared state of one playground, passed to every function that needs more than the workspace.

    text_cap: characters over all blocks of a message. unseen_clicks: lets `Person.clicks_unseen` work.
    banner: {title, steps} by language, shown to a newcomer. time_control: None where the clock cannot be moved.
    """

    world: World
    manifest: Manifest
    app: InstalledApp
    address: ServerAddress
    tokens: Tokens
    faults: Faults
    calls: CallLog
    sockets: SocketConnections
    dispatcher: Dispatcher
    text_cap: int
    unseen_clicks: bool = False
    banner: Json | None = None
    time_control: TimeControl | None = None
    is_running: bool = False
    neighbours: list["PlaygroundContext"] = field(default_factory=list)  # workspaces that share this one's address
    id_token_faults: Json = field(default_factory=dict)  # claims that the next id tokens have instead of true ones

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.world.team_id

    @property
    def enterprise(self) -> Enterprise | None:
        """The organisation that the workspace is in, or None."""
        return self.world.enterprise
