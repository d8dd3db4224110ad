"""A person's own ratings in an exchange against those of all, and their own comments; for their eyes alone.

What all gave is read from the last release, as everywhere (bot/domain/figures.py), and shows under the same gate as
results do. Nothing is written by looking.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.context import Context
from bot.domain import web_passes
from bot.domain.access import admit, get_started
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.figures import load_figures
from bot.domain.results_gate import Gate, find_gate
from bot.domain.results_links import PATH
from bot.domain.web_passes import Holder, PassKind
from storage import comments_of_people, participants, ratings
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.scores import Score

PERSONAL_PATH = f"{PATH}me/"
LINK_FOR = timedelta(minutes=10)
"""How long a personal link works, and the page that it opens."""

APART = 1.0  # stars from which on somebody rated otherwise than all


@dataclass(frozen=True, slots=True)
class OwnRating:
    """A comment that somebody rated. stars: theirs; score: of all, None where it is not published."""

    comment: Comment
    stars: int
    score: Score | None

    @property
    def more(self) -> float | None:
        """How many stars more they gave than all on average, None where that is not published."""
        return self.stars - self.score.stars if self.score else None


@dataclass(frozen=True, slots=True)
class OwnResults:
    """What is somebody's own in an exchange. gone: comments that they rated and that are no longer as they were.

    gate: why stars of all do not show yet, None where they do. made_at: of the release that they are of.
    """

    exchange: Exchange
    rated: tuple[OwnRating, ...]
    gone: int
    mine: tuple[tuple[Comment, Score | None], ...]
    gate: Gate | None
    made_at: datetime | None

    @property
    def compared(self) -> list[OwnRating]:
        """The ratings that can be compared with stars of all, those that differ most first."""
        known = [each for each in self.rated if each.more is not None]
        return sorted(known, key=lambda each: (-abs(each.more or 0.0), each.comment.number))

    @property
    def higher(self) -> list[OwnRating]:
        """What they gave clearly more stars than all."""
        return [each for each in self.compared if (each.more or 0.0) >= APART]

    @property
    def lower(self) -> list[OwnRating]:
        """What they gave clearly fewer stars than all."""
        return [each for each in self.compared if (each.more or 0.0) <= -APART]

    @property
    def similar(self) -> list[OwnRating]:
        """What they rated about as all did."""
        return [each for each in self.compared if abs(each.more or 0.0) < APART]

    @property
    def unknown(self) -> list[OwnRating]:
        """What they rated, and whose stars do not show."""
        return [each for each in self.rated if each.more is None]


async def load_own_results(ctx: Context, actor: Actor, exchange_id: int) -> OwnResults:
    """Return what is somebody's own in an exchange.

    Raises UserError for others than those who may see the exchange, and once its key is erased.
    """
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await get_started(db, admission)
        key = ctx.key_of(exchange)
        person = await participants.get(db, exchange.scope, actor.person(key))
        rated = await ratings.list_of_person(db, exchange.scope, key.seals, person) if person else []
        every = await comments_of_people.list_of_numbers(db, exchange.scope, person.own) if person else []
        own = [each for each in every if each.state != CommentState.SUPERSEDED]
        live = [(comment, stars) for comment, stars in rated if comment.state == CommentState.LIVE]
        shown = [*own, *(comment for comment, _ in live)]
        figures = await load_figures(db, exchange, [each.comment_id for each in shown])
        gate = await find_gate(ctx, db, actor, exchange)
    return OwnResults(
        exchange,
        tuple(
            OwnRating(comment, stars, None if gate else figures.published(comment.comment_id))
            for comment, stars in live
        ),
        len(rated) - len(live),
        tuple((each, figures.published(each.comment_id)) for each in own),
        gate,
        figures.made_at,
    )


async def make_link(ctx: Context, actor: Actor, exchange_id: int) -> str:
    """Return a link that opens somebody's own page once, within ten minutes. Raises UserError as `load_own_results`."""
    if not ctx.base_url:
        raise UserError("own_results.no_address")
    await load_own_results(ctx, actor, exchange_id)
    holder = Holder(actor.tenant_id, actor.slack_user_id, ctx.clock() + LINK_FOR, exchange_id)
    made = await web_passes.give(ctx, PassKind.LINK, holder)
    return f"{ctx.base_url.rstrip('/')}{PERSONAL_PATH}{made}?lang={actor.texts.language}"
