"""Exchanges: the question, its settings, its states from draft to closed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError

from storage import locks
from storage.announcement_snapshot import AnnouncementSnapshot, is_behind
from storage.enums import CommentState, ExchangeState
from storage.exchange_settings import ExchangeSettings
from storage.histogram import RATINGS, STARS
from storage.models import comment, exchange, new_id
from storage.public_counts import PublicCounts
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db


class SlugTakenError(Exception):
    """Another exchange of the workspace has that short name; roll the transaction back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(ExchangeSettings):
    """One exchange. Times are aware UTC."""

    tenant_id: int
    exchange_id: int
    groups: tuple[str, ...]
    questions: tuple[str, ...] = ()
    state: str  # draft, open, closed
    opened_at: datetime | None
    closed_at: datetime | None
    announcement_ts: str | None
    announced_at: datetime | None
    announced_snapshot: AnnouncementSnapshot | None
    announce_lease_until: datetime | None
    wrapped_key: bytes  # b"" once it is erased
    excludes_coordinated: bool
    grand_mean: float  # stars, of all its ratings
    quality_threshold: float
    key_erased_at: datetime | None = None
    last_day_notice: str = ""  # how far the message about the last day went; bot/retention/last_day.py
    rewritten_at: datetime | None = None
    paused_at: datetime | None = None
    archived_at: datetime | None = None
    public_counts: PublicCounts | None = None  # as they were shown last while it is open
    counted_at: datetime | None = None
    people: int | None = None  # who took part, known once the key is erased; before, bot/domain/people_counts.py counts
    roster: Mapping[str, int] | None = None  # people in each group of the community, as far as moderators said
    nudge: Mapping[str, Any] | None = None  # the one message to groups that are missing; bot/exchanges/nudge/state.py
    disclosure_mac: str | None = None  # of the two contacts' right to find out an author, as it was at the opening
    more_channels: str = ""  # Slack ids with spaces between, beside its own; storage/exchange_channels.py
    follows: int | None = None  # exchange id of the quarter before, and of the next one
    followed_by: int | None = None
    next_waits_until: datetime | None = None  # the next quarter: until it is looked again whether the bot may post
    encrypted_creator: bytes | None = None  # the creator's Slack id, encrypted under the exchange's key

    @property
    def scope(self) -> ExchangeScope:
        """What queries inside it take."""
        return ExchangeScope(self.tenant_id, self.exchange_id)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that it runs in, its own first; none before one was chosen."""
        own = [self.channel_id] if self.channel_id else []
        return tuple(dict.fromkeys([*own, *self.more_channels.split()]))

    @property
    def is_open(self) -> bool:
        """Say whether it has opened and not closed; people may share and rate then, unless it is paused."""
        return self.state == ExchangeState.OPEN

    @property
    def is_paused(self) -> bool:
        """Say whether moderators halted it for a while."""
        return self.is_open and self.paused_at is not None

    @property
    def has_key(self) -> bool:
        """Say whether its key is still there; without it nothing leads from people to their words and stars."""
        return bool(self.wrapped_key)

    def as_of(self, now: datetime) -> "Exchange":
        """Return its state at a moment: closed from its close date on, whether or not that is recorded yet."""
        if self.state == ExchangeState.OPEN and self.closes_at is not None and self.closes_at <= now:
            return replace(self, state=ExchangeState.CLOSED, closed_at=self.closes_at)
        return self

    @property
    def shares_until(self) -> datetime | None:
        """When sharing ends while rating continues; None if both end together."""
        if not self.rating_only or self.closes_at is None or self.opened_at is None:
            return None
        return self.closes_at - (self.closes_at - self.opened_at) * self.rating_only / 100

    def takes_comments(self, now: datetime) -> bool:
        """Say whether sharing is still possible at a moment, given that the exchange is open."""
        return self.shares_until is None or now < self.shares_until


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of an exchange. stars: sum over all ratings."""

    people: int
    comments: int
    ratings: int
    stars: int


_COLUMNS = [exchange.c[name] for name in Exchange.__dataclass_fields__]
_ONE = select(*_COLUMNS).where(in_scope(exchange))
_IN_TENANT = select(*_COLUMNS).where(exchange.c.tenant_id == bindparam("in_tenant"))
_ALL = _IN_TENANT.order_by(exchange.c.opened_at.desc().nulls_last(), exchange.c.slug)
_IN_STATES = _ALL.where(exchange.c.state.in_(bindparam("states", expanding=True)))
_DUE = _IN_TENANT.where(
    or_(
        and_(exchange.c.state == ExchangeState.DRAFT, exchange.c.opens_at <= bindparam("now")),
        and_(exchange.c.state == ExchangeState.OPEN, exchange.c.closes_at <= bindparam("now")),
    )
).order_by(exchange.c.exchange_id)
_ANNOUNCED = _IN_TENANT.where(
    exchange.c.channel_id.is_not(None),
    or_(
        exchange.c.state == ExchangeState.OPEN,
        and_(
            exchange.c.state == ExchangeState.CLOSED,
            or_(exchange.c.closed_at > bindparam("closed_since"), is_behind()),
        ),
    ),
).order_by(exchange.c.exchange_id)


def _read(row: Row[Any]) -> Exchange:
    shown = AnnouncementSnapshot.from_json(row.announced_snapshot) if row.announced_snapshot else None
    counts = PublicCounts.from_json(row.public_counts) if row.public_counts else None
    lists = {name: tuple(getattr(row, name)) for name in ("groups", "questions")}
    return to_dataclass(row, Exchange, announced_snapshot=shown, public_counts=counts, **lists)


async def insert(db: Db, tenant_id: int, exchange_id: int | None = None, **values: Any) -> int:
    """Save a new exchange and return its id. Raises SlugTakenError."""
    exchange_id = exchange_id or new_id()
    try:
        await db.execute(exchange.insert().values(tenant_id=tenant_id, exchange_id=exchange_id, **values))
    except IntegrityError as error:
        if "slug" in str(error.orig):
            raise SlugTakenError from error
        raise
    return exchange_id


async def get(db: Db, scope: ExchangeScope, *, hold: bool = False) -> Exchange | None:
    """Return an exchange, None when this workspace has none of that id.

    hold: prevent its closing until the transaction ends.
    """
    if hold:
        await locks.share_exchange(
            db, scope.exchange_id
        )  # before the query, which then sees the result of a concurrent change
    row = (await db.execute(_ONE, scope.bind())).first()
    return _read(row) if row else None


async def get_by_slug(db: Db, tenant_id: int, slug: str) -> Exchange | None:
    """Return the exchange of that short name."""
    row = (
        await db.execute(select(*_COLUMNS).where(exchange.c.tenant_id == tenant_id, exchange.c.slug == slug))
    ).first()
    return _read(row) if row else None


async def list_all(db: Db, tenant_id: int, *states: str) -> list[Exchange]:
    """Return the workspace's exchanges in the given states (all when none is given), newest opening first."""
    query, given = (_IN_STATES, {"states": list(states)}) if states else (_ALL, {})
    rows = await db.execute(query, {"in_tenant": tenant_id, **given})
    return [_read(row) for row in rows]


async def update_exchange(db: Db, scope: ExchangeScope, **values: Any) -> None:
    """Set columns of an exchange."""
    await db.execute(update(exchange).where(in_exchange(exchange, scope)).values(values))


async def update_state(
    db: Db,
    scope: ExchangeScope,
    *,
    was: tuple[str, ...],
    opens_by: datetime | None = None,
    closes_by: datetime | None = None,
    **values: Any,
) -> bool:
    """Set columns if the state is still one of `was`; False when it is not. Raises SlugTakenError.

    opens_by, closes_by: only if it is still due to open, or to close, by then.
    """
    await locks.take_exchange(db, scope.exchange_id)
    still = [
        in_exchange(exchange, scope),
        exchange.c.state.in_(list(was)),
    ]
    if opens_by is not None:
        still.append(exchange.c.opens_at <= opens_by)
    if closes_by is not None:
        still.append(exchange.c.closes_at <= closes_by)
    try:
        done = await db.execute(update(exchange).where(*still).values(values))
    except IntegrityError as error:
        if "slug" in str(error.orig):
            raise SlugTakenError from error
        raise
    return bool(done.rowcount)


async def close_by_date(db: Db, scope: ExchangeScope, *, now: datetime) -> bool:
    """Close an open exchange whose close date has passed, as of that date; False when it is not due."""
    return await update_state(
        db,
        scope,
        was=(ExchangeState.OPEN,),
        closes_by=now,
        state=ExchangeState.CLOSED,
        closed_at=exchange.c.closes_at,
    )


async def list_due(db: Db, tenant_id: int, *, now: datetime) -> list[Exchange]:
    """Return the drafts that are due to open, and the open exchanges that are due to close."""
    rows = await db.execute(_DUE, {"in_tenant": tenant_id, "now": now})
    return [_read(row) for row in rows]


async def list_announced(db: Db, tenant_id: int, *, closed_since: datetime) -> list[Exchange]:
    """Return the exchanges with an announcement, or due one: open ones, and those closed recently.

    Includes those whose announcement, in whichever of their channels, was last edited before they closed, because the
    bot was down for longer, or Slack did not take the edit then; or before their next quarter opened, which had waited.
    """
    rows = await db.execute(_ANNOUNCED, {"in_tenant": tenant_id, "closed_since": closed_since})
    return [_read(row) for row in rows]


async def claim_announcement(db: Db, scope: ExchangeScope, *, now: datetime, until: datetime) -> Exchange | None:
    """Claim the posting or editing of an announcement until a moment; None while another process holds the claim.

    Returns the exchange as it was: an `announce_lease_until` in it means that an earlier claim was not finished.
    """
    query = select(*_COLUMNS).where(in_exchange(exchange, scope))
    row = (await db.execute(query.with_for_update(skip_locked=True))).first()
    if row is None:
        return None
    found = _read(row)
    if found.announce_lease_until is not None and found.announce_lease_until > now:
        return None
    await update_exchange(db, scope, announce_lease_until=until)
    return found


async def end_announcing(
    db: Db, scope: ExchangeScope, *, until: datetime, shown: AnnouncementSnapshot | None = None, **values: Any
) -> bool:
    """Set columns after posting or editing; False when the claim expired and another process made one.

    until: the claim's own moment. shown: None leaves what is stored. values without `announce_lease_until` release the
    claim.
    """
    if shown is not None:
        values["announced_snapshot"] = shown.to_json()
    done = await db.execute(
        update(exchange)
        .where(
            in_exchange(exchange, scope),
            exchange.c.announce_lease_until == until,
        )
        .values({"announce_lease_until": None} | values)
    )
    return bool(done.rowcount)


async def get_coverage(db: Db, scope: ExchangeScope) -> list[int]:
    """Return how many ratings each live comment has, fewest first."""
    number = RATINGS.label("number")
    rows = await db.execute(
        select(number).where(in_exchange(comment, scope), comment.c.state == CommentState.LIVE).order_by(number)
    )
    return [int(row.number) for row in rows]


_COUNTS = select(func.count(), func.coalesce(func.sum(RATINGS), 0), func.coalesce(func.sum(STARS), 0)).where(
    in_scope(comment), comment.c.state == CommentState.LIVE
)


async def get_counts(db: Db, scope: ExchangeScope, *, people: int = 0) -> Counts:
    """Return the numbers of live comments and of their ratings. people: as bot/domain/people_counts.py counted them."""
    counts = (await db.execute(_COUNTS, scope.bind())).one()
    return Counts(people, *(int(each) for each in counts))
