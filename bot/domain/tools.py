"""What domain and Slack modules take instead of the whole Context: each of them names the few tools that it uses.

`bot.context.Context` is one of each. Only features, and what hands it to them, know it.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from bot.domain.signals import ChangeSignal
from bot.keys import ExchangeKey
from bot.sealing import TenantKey
from bot.slack.outbox import Outbox
from bot.slack.workspaces import Workspace
from storage.exchanges import Exchange
from storage.session import Storage


class StorageTools(Protocol):
    """The database."""

    @property
    def storage(self) -> Storage:
        """The database."""
        ...


class ClockTools(Protocol):
    """The clock."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """Returns this moment, aware, in UTC."""
        ...


class WorkspaceTools(Protocol):
    """The ways to Slack."""

    def workspace(self, tenant_id: int) -> Workspace:
        """Return the workspace of a tenant. Raises KeyError where this process does not serve it."""
        ...


class OutboxTools(Protocol):
    """The outbox."""

    @property
    def outbox(self) -> Outbox:
        """Sends in the background."""
        ...


class KeyTools(Protocol):
    """The keys of exchanges."""

    def key_of(self, exchange: Exchange) -> ExchangeKey:
        """Return the key of an exchange. Raises WrongSecretError, and UserError once it is erased."""
        ...

    def keys_of(self, found: Iterable[Exchange]) -> dict[int, ExchangeKey]:
        """Return the keys of exchanges by id, without erased ones and those that the secret does not open."""
        ...


class TenantKeyTools(Protocol):
    """The keys of workspaces."""

    def tenant_key(self, tenant_id: int) -> TenantKey:
        """Return the key of a workspace, for what belongs to no exchange."""
        ...


class PreferenceTools(StorageTools, TenantKeyTools, Protocol):
    """What it takes to read and keep which messages people want."""


class EventTools(StorageTools, ClockTools, TenantKeyTools, Protocol):
    """What it takes to process an event once."""


class CleanupTools(StorageTools, ClockTools, TenantKeyTools, Protocol):
    """What it takes to delete what is too old."""


class ServiceTools(StorageTools, ClockTools, KeyTools, Protocol):
    """What it takes to ask a service outside, and to keep what came back."""


class ComputationTools(StorageTools, ClockTools, Protocol):
    """What it takes to claim a computation."""


class ErrorTools(OutboxTools, Protocol):
    """What it takes to answer an error."""

    @property
    def unanswered(self) -> Counter[str]:
        """Requests that no listener took, counted by kind."""
        ...


class ModalTools(WorkspaceTools, OutboxTools, Protocol):
    """What it takes to open a modal, or to say that it did not open."""


class RoleTools(StorageTools, WorkspaceTools, Protocol):
    """What it takes to say who somebody is: their role, their language."""


class SendTools(WorkspaceTools, ClockTools, Protocol):
    """What it takes to send a message while a lease lasts."""


class AccessTools(RoleTools, ClockTools, Protocol):
    """What it takes to let somebody in to an exchange."""


class ExchangeTools(AccessTools, KeyTools, Protocol):
    """What it takes to read exchanges for somebody."""


class GroupTools(ExchangeTools, Protocol):
    """What it takes to save somebody's group, and to let Home show it."""

    @property
    def changes(self) -> ChangeSignal:
        """Who shows a person's part hears of changes here."""
        ...


class NoticeTools(AccessTools, OutboxTools, KeyTools, Protocol):
    """What it takes to write to moderators and to an exchange's creator."""
