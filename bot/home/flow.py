"""What is a person's own: read for their eyes, and changed by them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.context import Context
from bot.domain.access import admit, get_started, require_open, sort_by_access
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.figures import load_figures
from bot.domain.policy import Act, may
from bot.domain.preferences import load_preferences, save_preferences
from bot.domain.ratings import Rater, save_rating
from bot.domain.roles import get_role
from storage import (
    ai_usage,
    comments,
    exchanges,
    moderation,
    moderators,
    own_data,
    participants,
    ratings,
    released_themes,
)
from storage.act_rows import DbRows
from storage.comments import Comment
from storage.enums import CommentState, ExchangeState, Office
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.scores import Score
from storage.session import Db

_ENDED = 3  # exchanges without a key that Home mentions, the last ones
_ENDED_FOR = timedelta(days=30)  # so long: it cannot know whose they were, so everybody reads it


@dataclass(frozen=True, slots=True)
class Participation:
    """A person's part in one exchange. takes_comments: False once sharing has ended there."""

    exchange: Exchange
    comments: list[Comment]
    person: Participant | None
    scores: Mapping[int, Score] = field(default_factory=dict)
    takes_comments: bool = True
    scored_at: datetime | None = None  # when the scores were computed
    has_themes: bool = False  # they may choose some to rate first
    first_themes: tuple[str, ...] = ()  # names of those that they chose

    @property
    def ratings(self) -> int:
        """How many ratings count for them."""
        return self.person.ratings if self.person else 0


@dataclass(frozen=True, slots=True)
class Staff:
    """What a moderator finds in Home."""

    waiting: int
    drafts: list[Exchange]
    begun: list[Exchange]


@dataclass(frozen=True, slots=True)
class Own:
    """All that Home shows. parts: open exchanges, and closed ones that the person took part in; newest first.

    outside: how many they took part in that belong to channels they are not in now, so that nothing of them is shown.
    unknown: of how many Slack did not say whether they may see them.
    """

    parts: list[Participation]
    is_subscribed: bool
    is_muted: bool
    zone: str
    staff: Staff | None
    role: Office | None = None
    team: tuple[tuple[str, Office], ...] | None = None  # (Slack id, role) of everybody with a role, for owners
    outside: int = 0
    unknown: int = 0
    unreadable: tuple[str, ...] = ()  # questions of exchanges that the secret does not open
    ended: tuple[Exchange, ...] = ()  # whose key was erased not long ago: nobody's part can be found; newest first


@dataclass(frozen=True, slots=True)
class ChosenStars:
    """Stars chosen in the list of one's ratings. version: of the comment; clicked_at: microseconds since 1970."""

    exchange_id: int
    number: int
    version: int
    stars: int
    clicked_at: int


async def load_home(ctx: Context, actor: Actor) -> Own:
    """Return what is the actor's own."""
    role = await get_role(ctx, actor)
    profile = await ctx.workspace(actor.tenant_id).profiles.profile(actor.slack_user_id)
    tenant_id = actor.tenant_id
    async with ctx.storage.read() as db:
        there = [each.as_of(ctx.clock()) for each in await exchanges.list_all(db, tenant_id)]
        begun = {each.exchange_id: each for each in there if each.state != ExchangeState.DRAFT}
        keys = ctx.keys_of(begun.values())
        marks = {each: actor.person(key) for each, key in keys.items()}
        people = await participants.list_in_exchanges(db, tenant_id, marks)
        mine = await own_data.list_comments(db, tenant_id, people)
        preferences = await load_preferences(ctx, db, tenant_id, actor.slack_user_id)
        staff = None
        team = await moderators.list_roles(db, tenant_id) if may(role, Act.OWN) else None
        if may(role, Act.MODERATE):
            waiting = await moderation.count_waiting(db, tenant_id)
            drafts = [each for each in there if each.state == ExchangeState.DRAFT]
            kept = [each for each in begun.values() if each.archived_at is None]
            staff = Staff(waiting, drafts, sorted(kept, key=lambda each: not each.is_open))
        fitted = await own_data.list_scores(db, tenant_id, mine)
        fit_dates = await own_data.list_fit_dates(db, tenant_id, mine)
        names = await released_themes.map_names(db, tenant_id, keys)
    parts = [
        Participation(
            each,
            mine.get(exchange_id, []),
            people.get(exchange_id),
            fitted.get(exchange_id, {}),
            takes_comments=each.takes_comments(ctx.clock()),
            scored_at=fit_dates.get(exchange_id),
            **_first_themes(each, people.get(exchange_id), names.get(exchange_id, {})),
        )
        for exchange_id, each in begun.items()
        if exchange_id in keys
    ]
    unreadable, _ = await sort_by_access(
        ctx, actor, [each for each in begun.values() if each.has_key and each.exchange_id not in keys]
    )
    since = ctx.clock() - _ENDED_FOR
    erased = [each for each in begun.values() if each.key_erased_at is not None and each.key_erased_at >= since]
    ended, _ = await sort_by_access(ctx, actor, erased[:_ENDED])
    parts = [part for part in parts if part.exchange.is_open or part.comments or part.ratings]
    inside, unknown = await sort_by_access(ctx, actor, [part.exchange for part in parts])
    shown = {each.exchange_id for each in inside}
    unanswered = {each.exchange_id for each in unknown}
    left = [part for part in parts if part.exchange.exchange_id not in shown | unanswered]
    return Own(
        parts=_remember_themes(ctx, [part for part in parts if part.exchange.exchange_id in shown]),
        is_subscribed=preferences.is_subscribed,
        is_muted=preferences.is_muted,
        zone=profile.zone,
        staff=staff,
        role=role,
        team=tuple(team) if team is not None else None,
        outside=sum(bool(part.comments or part.ratings) for part in left),
        unknown=len(unanswered),
        unreadable=tuple(each.question for each in unreadable),
        ended=tuple(ended),
    )


def _remember_themes(ctx: Context, parts: list[Participation]) -> list[Participation]:
    """Have the themes that may be chosen remembered for the rating card, which often comes next; return the parts."""
    for part in parts:
        if part.has_themes:
            ctx.first_themes.refresh(ctx, part.exchange, is_needed=True)
    return parts


def _first_themes(exchange: Exchange, person: Participant | None, names: Mapping[int, str]) -> dict[str, Any]:
    """Return what a part says of the themes that its person may rate first: while the exchange is open."""
    if not exchange.is_open:
        return {}
    chosen = person.first_themes if person else ()
    return {
        "has_themes": bool(names),
        "first_themes": tuple(name for number, name in names.items() if number in chosen),
    }


async def hosts(ctx: Context, actor: Actor) -> tuple[str, ...]:
    """Return the services outside that comments of this workspace go to now."""
    if not ctx.services.hosts:
        return ()
    async with ctx.storage.read() as db:
        agreed = await ai_usage.agreed(db, actor.tenant_id)
    return tuple(host for host in ctx.services.hosts if host in agreed)


async def save_notification_settings(ctx: Context, actor: Actor, *, is_subscribed: bool, is_muted: bool) -> None:
    """Keep whether the actor wants to hear of future exchanges, and whether they want no other message."""
    await save_preferences(ctx, actor.tenant_id, actor.slack_user_id, is_subscribed=is_subscribed, is_muted=is_muted)


async def get_own_comment(
    ctx: Context, actor: Actor, exchange_id: int, number: int
) -> tuple[Exchange, Comment, Score | None]:
    """Return the actor's own comment #number, whatever became of it, with its score in the last snapshot.

    Raises UserError when it is not theirs.
    """
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await get_started(db, admission)
        comment = await comments.get_by_number(db, actor.scope(exchange_id), number)
        person = await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange)))
        figures = await load_figures(db, exchange, [comment.comment_id] if comment else [])
    if comment is None or person is None or not person.wrote(comment):
        raise UserError("home.not_yours", number=number)
    return exchange, comment, figures.published(comment.comment_id)


async def list_own_ratings(ctx: Context, actor: Actor, exchange_id: int) -> tuple[Exchange, list[tuple[Comment, int]]]:
    """Return the exchange and the comments that the actor rated, with the stars they gave."""
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await get_started(db, admission)
        key = ctx.key_of(exchange)
        person = await participants.get(db, exchange.scope, actor.person(key))
        return exchange, await ratings.list_of_person(db, exchange.scope, key.seals, person) if person else []


async def change_rating(ctx: Context, actor: Actor, chosen: ChosenStars) -> None:
    """Save stars that were chosen in the list of one's ratings; of two choices the later one counts.

    Raises UserError when the comment can no longer be rated.
    """
    admission = await admit(ctx, actor, chosen.exchange_id)
    scope = actor.scope(chosen.exchange_id)

    async def work(db: Db) -> None:
        exchange = await require_open(db, admission, hold=True)
        key = ctx.key_of(exchange)
        who = actor.person(key)
        person = await participants.hold(db, scope, who)
        comment = await comments.get_newest(db, scope, chosen.number)
        if comment is None or comment.version < chosen.version or person.wrote(comment):
            raise UserError("home.not_rated")
        if comment.state != CommentState.LIVE or comment.version != chosen.version:
            raise UserError("home.no_longer_rated", number=chosen.number)
        rater = Rater(key, person, chosen.clicked_at)
        _, person = await save_rating(ctx.rng, DbRows(db, exchange.scope), exchange, rater, comment, chosen.stars)
        await participants.save(db, scope, who, person)

    await ctx.commit(actor, work)


async def get_group(ctx: Context, actor: Actor, exchange_id: int) -> tuple[Exchange, str | None]:
    """Return the exchange and the group that the actor said. Raises UserError when it is not open or has none."""
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await require_open(db, admission)
        person = await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange)))
    if not exchange.groups:
        raise UserError("home.no_groups")
    return exchange, person.group_name if person else None
