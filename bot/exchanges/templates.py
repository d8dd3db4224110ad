"""Templates of a new exchange: shipped ones in both languages, and any exchange of the workspace as one's own.

A template fills the form of `new`: question, background, groups, what stars mean, how long it is open. Whatever
belongs to one exchange alone (its short name, its dates, its comments to begin with) is not taken over.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta

from bot.core.wall_clock import local_day, local_moment, zone_or_utc
from bot.domain.errors import UserError
from bot.exchanges.draft import Draft
from bot.exchanges.settings.parsers import MAX_QUESTION, parse_groups
from bot.exchanges.settings.setting import Writer
from bot.slack.blocks import cut
from bot.texts import Texts
from storage.enums import ExchangeState, ModerationMode, Renewal
from storage.exchanges import Exchange

CLOSE_AT = time(17)
MAX_OWN = 40
"""Exchanges of the workspace that the form offers, the newest first."""

_OF_ONE = {"slug", "zone", "opens_at", "closes_at", "channel_id", "seeds"}
_SHIPPED_PREFIX, _OWN_PREFIX = "shipped", "own"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A shipped template. names: as they are written in a line, the first one in the form too. days: it is open."""

    names: tuple[str, ...]
    star_meaning: str
    days: int
    rating_only: int = 10
    moderation: str = ModerationMode.FLAGGED

    @property
    def name(self) -> str:
        """Its name in a line and in a menu."""
        return self.names[0]


SHIPPED = (
    Shipped(("climate", "clima"), "experience", 14),
    Shipped(("budget", "presupuesto"), "important", 14, rating_only=20),
    Shipped(("safety-officer", "contrato"), "important", 10, rating_only=20),
    Shipped(("schedule", "horario"), "agree", 10),
    Shipped(("staff", "personal"), "important", 7, moderation=ModerationMode.PRE),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A template as the form offers it. value: of its option; is_own: an exchange of the workspace."""

    value: str
    label: str
    is_own: bool = False


def list_choices(texts: Texts, there: Sequence[Exchange]) -> list[Choice]:
    """Return the templates that the form offers. there: exchanges of the workspace; drafts are none."""
    shipped = [Choice(f"{_SHIPPED_PREFIX}|{each.name}", title(texts, each)) for each in SHIPPED]
    past = sorted(
        (each for each in there if each.state != ExchangeState.DRAFT),
        key=lambda each: (each.opened_at is not None, each.opened_at, each.exchange_id),
        reverse=True,
    )
    own = [
        Choice(f"{_OWN_PREFIX}|{each.exchange_id}", f"{each.slug}: {each.question}", is_own=True)
        for each in past[:MAX_OWN]
    ]
    return shipped + own


def find_chosen(value: str, there: Sequence[Exchange]) -> Shipped | Exchange:
    """Return the template of an option's value. Raises UserError."""
    kind, _, name = value.partition("|")
    found: Sequence[Shipped | Exchange] = ()
    if kind == _SHIPPED_PREFIX:
        found = [each for each in SHIPPED if each.name == name]
    elif kind == _OWN_PREFIX:
        found = [each for each in there if str(each.exchange_id) == name and each.state != ExchangeState.DRAFT]
    if not found:
        raise UserError("exchanges.outdated_button")
    return found[0]


def find_named(written: str, there: Sequence[Exchange]) -> Shipped | Exchange:
    """Return the template that a line names: a shipped one, or an exchange by its short name. Raises UserError."""
    name = written.strip().lower().removeprefix("#")
    for each in SHIPPED:
        if name in each.names:
            return each
    for exchange in there:
        if exchange.slug == name and exchange.state != ExchangeState.DRAFT:
            return exchange
    raise UserError("templates.unknown", names=[each.name for each in SHIPPED])


def make_draft(texts: Texts, template: Shipped | Exchange, writer: Writer, channel_id: str | None) -> Draft:
    """Return the draft that a template begins with; its question may be shortened to what fits."""
    if isinstance(template, Exchange):
        return _of_exchange(template, writer, channel_id)
    question, background, groups = words(texts, template)
    return Draft(
        cut(question, MAX_QUESTION),
        background=background,
        groups=parse_groups([each.strip() for each in groups.split("/")]),
        star_meaning=template.star_meaning,
        rating_only=template.rating_only,
        moderation=template.moderation,
        closes_at=_closes(template.days, writer.now, writer.zone),
        channel_id=channel_id,
        language=texts.language,
        zone=writer.zone,
    )


def _of_exchange(exchange: Exchange, writer: Writer, channel_id: str | None) -> Draft:
    """Return a draft like an exchange, open for as many days."""
    same = {each.name: getattr(exchange, each.name) for each in fields(Draft) if each.name not in _OF_ONE}
    end = exchange.closed_at or exchange.closes_at
    days = max(1, round((end - exchange.opened_at) / timedelta(days=1))) if end and exchange.opened_at else 0
    is_renewed = exchange.renews == Renewal.QUARTER  # then the quarter's end is its close date
    closes_at = _closes(days, writer.now, writer.zone) if days and not is_renewed else None
    channel_id = channel_id or exchange.channel_id
    return Draft(**same, channel_id=channel_id, closes_at=closes_at, zone=writer.zone)


def _closes(days: int, now: datetime, zone: str) -> datetime:
    return local_moment(local_day(now, zone) + timedelta(days=days), CLOSE_AT, zone_or_utc(zone))


def title(texts: Texts, template: Shipped) -> str:
    """Return what a shipped template is called."""
    titles = {
        "climate": texts("templates.climate.name"),
        "budget": texts("templates.budget.name"),
        "safety-officer": texts("templates.safety.name"),
        "schedule": texts("templates.schedule.name"),
        "staff": texts("templates.staff.name"),
    }
    return titles[template.name]


def words(texts: Texts, template: Shipped) -> tuple[str, str, str]:
    """Return question, background and groups, with "/" between, of a shipped template."""
    every = {
        "climate": (
            texts("templates.climate.question"),
            texts("templates.climate.background"),
            texts("templates.groups_school"),
        ),
        "budget": (
            texts("templates.budget.question"),
            texts("templates.budget.background"),
            texts("templates.groups_school"),
        ),
        "safety-officer": (
            texts("templates.safety.question"),
            texts("templates.safety.background"),
            texts("templates.groups_school"),
        ),
        "schedule": (
            texts("templates.schedule.question"),
            texts("templates.schedule.background"),
            texts("templates.groups_school"),
        ),
        "staff": (
            texts("templates.staff.question"),
            texts("templates.staff.background"),
            texts("templates.groups_staff"),
        ),
    }
    return every[template.name]
