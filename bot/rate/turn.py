"""One act of a participant in one transaction: loaded once, with what every act does to the card."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.context import Context
from bot.domain.access import admit, admit_to, require_open, require_open_now
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.ratings import Rater
from bot.keys import ExchangeKey
from bot.rate.choice import choose_comments
from bot.rate.payloads import CommentRef
from bot.rate.view import GOAL, RatingView, WaitingCount
from bot.slack.events import EventClaim
from bot.texts import Message
from storage import participants
from storage.act_rows import ActRows, DbRows
from storage.batch_changes import NotInBatchError
from storage.comments import Comment
from storage.copies import copy_with
from storage.enums import CommentState, ReportReason
from storage.exchanges import Exchange
from storage.loaded_rows import LoadedRows
from storage.participant_record import CardTime, Participant
from storage.seals import ActSeals, PersonKey
from storage.session import Db

Result = TypeVar("Result")

EDITED = Message("rate.edited")
GONE = Message("rate.gone")
MOVED_ON = Message("rate.moved_on")


@dataclass(frozen=True, slots=True)
class RatingTurn:
    """An act of a participant in an open exchange, until its transaction ends.

    who: by what the person is found. seen: the time of the act, as the card keeps it.
    event: of a typed word, below which the card moves.
    """

    ctx: Context
    rows: ActRows
    actor: Actor
    exchange: Exchange
    key: ExchangeKey
    who: PersonKey
    person: Participant
    seen: CardTime
    event: EventClaim | None = None
    waiting: list[WaitingCount] = field(default_factory=list)  # of the choice of this turn

    @property
    def db(self) -> Db:
        """The transaction of the act, for what `rows` does not have."""
        return self.rows.db

    @property
    def moved(self) -> dict[str, object]:
        """What changes when the card moves below a typed word: it is a new message, with a new serial."""
        return {"card_serial": self.person.card_serial + 1} if self.event is not None else {}

    def is_on_card(self, comment: Comment) -> bool:
        """Say whether a comment is the one on the person's card."""
        return comment.comment_id == self.person.open_comment_id

    def with_person(self, person: Participant) -> "RatingTurn":
        """Return the turn with another record of its person."""
        return copy_with(self, {"person": person})

    @property
    def rater(self) -> Rater:
        """The person as somebody who rates now."""
        return Rater(self.key, self.person, self.seen.at)

    def seals(self, comment: Comment) -> ActSeals:
        """Return the person's seals on a comment."""
        return self.key.seals.seal_acts(comment.comment_id, self.person.person)

    async def get_card_comment(self) -> Comment | None:
        """Return the comment on the person's card, if it can still be rated."""
        if self.person.open_comment_id is None:
            return None
        comment = await self.rows.get_comment(self.person.open_comment_id)
        return comment if comment and comment.state == CommentState.LIVE else None

    async def choose_next(self, *, but: Comment | None = None) -> Comment | None:
        """Choose the next comment, and change nothing. but: the one that is rated, skipped or reported just now."""
        return next(iter(await self.choose_comments(1, but=but)), None)

    async def choose_comments(self, count: int, *, but: Comment | None = None) -> list[Comment]:
        """Return count comments to show; see bot/rate/choice.py."""
        return await choose_comments(self, count, but=but)

    async def lock(self, *seen: Comment | None) -> dict[int, Comment]:
        """Lock all comments that an act changes, before it changes the first: these, and the one on the card.

        Returns them as they are now, by id.
        """
        return await self.rows.lock(seen, [self.person.open_comment_id])

    async def change_card(self, comment: Comment | None) -> dict[str, object]:
        """Count a comment as shown in place of the one before; return what changes for the participant."""
        before, after = self.person.open_comment_id, comment.comment_id if comment else None
        if before != after:
            await self.rows.change_cards({each: by for each, by in ((before, -1), (after, 1)) if each is not None})
        return {"open_comment_id": after}

    async def save(self, changes: dict[str, object]) -> "RatingTurn":
        """Write what changes for the participant, and return the turn with them as they are then.

        Their block is written where nothing changes too: by it a rewrite knows that something was done (physical.py).
        """
        return self.with_person(await self.rows.save_person(self.who, copy_with(self.person, changes)))

    async def save_card(self, comment: Comment | None, changes: dict[str, object]) -> "RatingTurn":
        """Write what is on the person's card from now on, its words and when it came, with all else that changes."""
        shown = {"open_version": comment.version if comment else None, "card_time": self.seen}
        return await self.save(changes | shown)

    async def save_card_time(self) -> "RatingTurn":
        """Write when the card came and whether it waits for a typed word, and nothing else."""
        return await self.save({"card_time": self.seen})

    async def view(
        self,
        comment: Comment | None,
        *,
        last_stars: int | None = None,
        changed: Comment | None = None,
        note: Message | None = None,
        refusal: Message | None = None,
        reported: ReportReason | None = None,
    ) -> RatingView:
        """Return what the person has before them. comment: on the card; the rest as in RatingView."""
        sealed = comment.encrypted_name if comment and not self.exchange.is_anonymous else None
        name = self.key.decrypt("name", sealed) if sealed else ""
        return RatingView(
            self.exchange,
            self.person,
            comment,
            name,
            last_stars=last_stars,
            changed=changed,
            note=note,
            refusal=refusal,
            goal=await self._count_goal() if comment else self.person.ratings,
            reported=reported,
            has_themes=bool(self.ctx.first_themes.get(self.exchange)),
        )

    async def _count_goal(self) -> int:
        given = self.person.ratings
        if given >= GOAL:
            return GOAL
        for each in self.waiting:
            if each.but is None or self.person.has_seen(each.but):  # nothing else changed what waits
                return min(GOAL, given + each.number)
        return given + len(await self.rows.list_next(self.person, limit=GOAL - given))


async def take_turn(
    ctx: Context,
    actor: Actor,
    exchange_id: int,
    seen: CardTime,
    work: Callable[[RatingTurn], Awaitable[Result]],
    *,
    event: EventClaim | None = None,
    hold: bool = True,
    changes_home: bool = False,
    is_batched: bool = False,
) -> Result:
    """Run an act in one transaction, and return what it returns.

    hold: nobody closes the exchange meanwhile. changes_home: it changes what Home shows of the person.
    is_batched: it is written together with others that arrive now, if a batch can do it.
    Raises UserError when the exchange is not open to this person.
    """
    if is_batched:
        try:
            done = await _take_in_batch(ctx, actor, exchange_id, seen, work, event)
        except NotInBatchError:
            pass
        else:
            if isinstance(done, RatingView):  # after the batch, which has no event loop of its own
                ctx.first_themes.refresh(ctx, done.exchange, is_needed=bool(done.person.first_themes))
            if changes_home:
                ctx.changes.send(actor)
            return done
    admission = await admit(ctx, actor, exchange_id)

    async def begin(db: Db) -> Result:
        if event is not None:  # in the transaction that makes the effect, so that Slack's next delivery makes none
            await event.record_effect(db)
        exchange = await require_open(db, admission, hold=hold)
        key = ctx.key_of(exchange)
        who = actor.person(key)
        person = await participants.hold(db, exchange.scope, who)
        return await work(RatingTurn(ctx, DbRows(db, exchange.scope), actor, exchange, key, who, person, seen, event))

    return await (ctx.commit(actor, begin) if changes_home else ctx.storage.transact(begin))


async def take_turn_at(
    ctx: Context,
    actor: Actor,
    ref: CommentRef,
    seen: CardTime,
    work: Callable[[RatingTurn, Comment], Awaitable[RatingView]],
    *,
    event: EventClaim | None = None,
    changes_home: bool = False,
    is_batched: bool = False,
) -> RatingView:
    """Run an act about a comment, unless the person saw other words than there are now: then they see those."""

    async def begin(turn: RatingTurn) -> RatingView:
        comment = await get_comment(turn, ref)
        return await view_of_refusal(turn, ref, comment) or await work(turn, comment)

    return await take_turn(
        ctx, actor, ref.exchange_id, seen, begin, event=event, changes_home=changes_home, is_batched=is_batched
    )


async def _take_in_batch(
    ctx: Context,
    actor: Actor,
    exchange_id: int,
    seen: CardTime,
    work: Callable[[RatingTurn], Awaitable[Result]],
    event: EventClaim | None,
) -> Result:
    """Run an act together with those that arrive now. Raises NotInBatchError where it needs its own transaction."""
    scope = actor.scope(exchange_id)
    known = await ctx.batches.get_exchange(scope)
    admission = await admit_to(ctx, actor, known)
    assert known is not None  # noqa: S101 - else nobody is admitted
    key = ctx.key_of(known)
    who = actor.person(key)

    async def begin(rows: LoadedRows, exchange: Exchange, person: Participant) -> Result:
        if (exchange.channels, exchange.wrapped_key) != (known.channels, known.wrapped_key):
            raise NotInBatchError
        if event is not None:
            await event.record_in_batch(rows)
        opened = require_open_now(exchange, admission)
        return await work(RatingTurn(ctx, rows, actor, opened, key, who, person, seen, event))

    return await ctx.batches.run(scope, who, begin)


async def get_comment(turn: RatingTurn, ref: CommentRef) -> Comment:
    """Return what a click is about, as it is read now; `lock` makes sure. Raises UserError for what never counts."""
    comment = await turn.rows.get_newest(ref.number)
    if comment is None or comment.version < ref.version:
        raise UserError("rate.no_such_comment")
    if turn.person.wrote(comment):
        raise UserError("rate.own_comment")
    return comment


async def view_of_refusal(turn: RatingTurn, ref: CommentRef, comment: Comment) -> RatingView | None:
    """Return what to show instead when the person saw other words than there are now, or the comment went.

    None when the act counts. On the present card the new words take the place of the old ones.
    """
    is_live = comment.state == CommentState.LIVE
    if is_live and comment.version == ref.version:
        return None
    if is_live and ref.serial != turn.person.card_serial:
        given = await turn.rows.get_stars(comment.comment_id, turn.seals(comment))
        return await turn.view(None, changed=comment, last_stars=given, refusal=EDITED)
    if not is_live and ref.serial <= 0:  # on no rating card
        raise UserError("rate.gone")
    following, refusal = await _replace_on_card(turn, comment)
    await turn.lock(comment, following)
    changes = await turn.change_card(following) | turn.moved
    turn = await replace(turn, seen=replace(turn.seen, typed_at=0)).save_card(following, changes)  # it rated nothing
    return await turn.view(following, refusal=refusal)


async def _replace_on_card(turn: RatingTurn, comment: Comment) -> tuple[Comment | None, Message]:
    """Return what comes on the card in place of a comment that was edited or is gone, and why."""
    is_live = comment.state == CommentState.LIVE
    open_id = turn.person.open_comment_id
    on_card = await turn.rows.get_comment(open_id) if open_id else None
    following, refusal = None, MOVED_ON if is_live else GONE
    if on_card and on_card.number != comment.number:  # a second click on a card that has moved on
        following = on_card if on_card.state == CommentState.LIVE else None
    elif is_live and not turn.person.has_seen(comment):
        following, refusal = comment, EDITED
    return following or await turn.choose_next(), refusal
