"""What every feature gets: storage, keys, workspaces, the outbox, the clock."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random, SystemRandom

import structlog

from bot.domain.actor import Actor
from bot.domain.ai_services import Services
from bot.domain.danger_looks import DangerLooks
from bot.domain.first_themes import FirstThemes
from bot.domain.pace import Pace
from bot.domain.people_counts import PeopleCounter
from bot.domain.retention import links_gone_error
from bot.domain.signals import ChangeSignal
from bot.domain.topic_hints import TopicHints
from bot.keys import ExchangeKey, Keyring, WrongSecretError
from bot.metrics import Metrics
from bot.sealing import TenantKey
from bot.slack.outbox import Outbox
from bot.slack.sign_in import SignIn
from bot.slack.workspaces import Workspace, Workspaces
from storage.batches import Batches
from storage.exchanges import Exchange
from storage.session import Db, Result, Storage

log = structlog.get_logger()

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


async def _nothing(_tenant_id: int) -> None:
    """Do nothing."""


async def _unknown(_enterprise_id: str, _team_id: str) -> Workspace | None:
    """Return None: the workspaces of this process are all that there are."""
    return None


@dataclass(frozen=True)
class Context:
    """The tools of a feature: the database, the keys, the workspaces, the outbox, the clock, a random source."""

    storage: Storage
    keys: Keyring
    workspaces: Workspaces
    outbox: Outbox
    is_playground: bool = False
    clock: Clock = utc_now
    rng: Random = field(default_factory=SystemRandom)
    base_url: str = ""
    sign_in: SignIn | None = None  # None where people cannot sign in with Slack
    services: Services = field(default_factory=Services)
    changes: ChangeSignal = field(default_factory=ChangeSignal)  # who shows a person's part hears of it here
    metrics: Metrics = field(default_factory=Metrics)
    pace: Pace = field(default_factory=Pace)  # of sharing, in memory alone
    people: PeopleCounter = field(default_factory=PeopleCounter)
    unanswered: Counter[str] = field(default_factory=Counter)  # requests that no listener took, by kind
    of_other_workspaces: Counter[str] = field(default_factory=Counter)  # requests that were refused for it, by kind
    provided: dict[str, object] = field(default_factory=dict)  # what listeners are handed by name, beside ctx and actor
    max_open: int = 0  # exchanges of one workspace at once; 0: as many as they like
    find_installed: Callable[[str, str], Awaitable[Workspace | None]] = _unknown  # of organisation and workspace
    ready: Callable[[Workspace], Awaitable[None]] | None = None  # waits for a token that works, where tokens end
    wake: Callable[[], None] = lambda: None  # ask the scheduler to look at what is due now
    redact: Callable[[int], Awaitable[None]] = _nothing  # take withdrawn words out of the digests of a tenant, now
    alert: Callable[[], None] = lambda: None  # send what reports enqueued, without waiting for the scheduler's round
    look_again: Callable[[], None] = lambda: None  # look at comments that were saved before their meaning was known
    danger_looks: DangerLooks = field(default_factory=DangerLooks)
    topic_hints: TopicHints = field(default_factory=TopicHints)
    first_themes: FirstThemes = field(default_factory=FirstThemes)  # that people may choose to rate first
    batches: Batches = field(init=False)  # acts that are written together

    def __post_init__(self) -> None:
        object.__setattr__(self, "batches", Batches(self.storage, on_size=self.metrics.count_batch))

    @property
    def has_sign_in(self) -> bool:
        """Whether people can sign in with Slack."""
        return self.sign_in is not None

    def workspace(self, tenant_id: int) -> Workspace:
        """Return the workspace of a tenant. Raises KeyError where this process does not serve it."""
        return self.workspaces.get(tenant_id)

    async def commit(self, actor: Actor, work: Callable[[Db], Awaitable[Result]]) -> Result:
        """Run an act of a person in a transaction, and signal that something that Home shows of them changed.

        work: as `Storage.transact` takes it.
        """
        done = await self.storage.transact(work)
        self.changes.send(actor)
        return done

    def tenant_key(self, tenant_id: int) -> TenantKey:
        """Return the key of a workspace, for what belongs to no exchange."""
        return self.keys.of_tenant(tenant_id)

    def key_of(self, exchange: Exchange) -> ExchangeKey:
        """Return the key of an exchange. Raises WrongSecretError, and UserError once it is erased."""
        if not exchange.has_key:
            raise links_gone_error(exchange)
        return self.keys.open(exchange.wrapped_key)

    def keys_of(self, found: Iterable[Exchange]) -> dict[int, ExchangeKey]:
        """Return the keys of exchanges by id, without erased ones and those that the secret does not open."""
        keys = {}
        for exchange in (each for each in found if each.has_key):
            try:
                keys[exchange.exchange_id] = self.key_of(exchange)
            except WrongSecretError:
                log.warning("exchange_key_not_opened", exchange_id=exchange.exchange_id)
        return keys
