"""What happens when somebody rates: one short write, which also chooses the next comment."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.context import Context
from bot.core import routing
from bot.domain.access import Admission, admit
from bot.domain.actor import Actor
from bot.domain.exchanges import require_open
from bot.domain.ratings import save_rating
from bot.keys import ExchangeKey
from bot.rate import danger
from bot.rate.card_time import CardTime, from_clock, from_slack_time, seal, unseal
from bot.slack.errors import KindError
from bot.slack.events import EventClaim
from storage import alerts, comments, moderation, participants, ratings
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.participants import Participant
from storage.ratings import Star
from storage.session import Db

STARS = range(1, 6)
SKIPS = ("skip", "unclear", "off_topic", "seen")
REPORTS = ("rude", "name", "off_topic", "spam", "danger", "other")


@dataclass(frozen=True, slots=True)
class CommentRef:
    """Where a click points: the words of a comment that the person saw, on a card message.

    version: of the words; it changes with every wording. serial: which card message it stands on; 0 outside cards.
    """

    exchange_id: int
    number: int
    version: int
    serial: int


GOAL = 20
"""Ratings that are asked of a person; nothing ends there."""


@dataclass(frozen=True, slots=True)
class RatingView:
    """What a person has before them: the exchange, their standing in it, the next comment (None: no more now)."""

    exchange: Exchange
    person: Participant
    comment: Comment | None
    name: str = ""  # of the author, where the exchange shows names
    last_stars: int | None = None  # given just now; on an older card, those that stand
    changed: Comment | None = None  # what an older card shows now; it stays where it is
    note: str = ""
    refusal: str = ""  # why the act did not count; "" where it did
    goal: int = 0  # ratings: GOAL, or as many as this person can give now
    reported: str = ""  # why the comment before was reported just now


@dataclass(frozen=True, slots=True)
class Target:
    """What an act is about. comment: the newest version, locked until the transaction ends."""

    exchange: Exchange
    key: ExchangeKey
    person: Participant
    comment: Comment


EDITED = "The author changed the words. Here they are now."
GONE = "This comment is no longer open for ratings: it was reworded, withdrawn or taken down."
MOVED_ON = "The author changed the words of that comment. Nothing was changed."


async def start(
    ctx: Context, actor: Actor, exchange_id: int, at: int | None = None, event: EventClaim | None = None
) -> RatingView:
    """Lay a new card before the actor: the comment that lay open when they stopped, else the next one.

    at: Slack's time of the act, microseconds since 1970; None where Slack gives none. event: of a typed word.
    """
    admission = await admit(ctx, actor, exchange_id)
    seen = from_slack_time(at) if at is not None else from_clock(to_microseconds(ctx.clock()))

    async def work(db: Db) -> RatingView:
        await _record(db, event)
        exchange = await require_open(db, admission)
        key = ctx.key_of(exchange)
        person = await participants.ensure(db, actor.tenant_id, exchange_id, actor.rater_id(key))
        comment = await _get_open_comment(db, actor, exchange, person)
        comment = comment or await _choose_next(ctx, db, actor, exchange, person)
        await _lock(db, exchange, person, comment)
        changes = await _change_card(db, exchange, person, comment) | {"card_serial": person.card_serial + 1}
        person = await _save_card(db, actor, exchange, key, person, comment, changes, seen)
        return await _view(db, actor, exchange, key, comment, person=person)

    return await ctx.storage.transact(work)


async def rate(
    ctx: Context,
    actor: Actor,
    place: CommentRef,
    stars: int,
    clicked_at: int,
    way: str = "card",
    event: EventClaim | None = None,
) -> RatingView:
    """Keep the stars of a click and return what comes next.

    clicked_at: microseconds since 1970, Slack's time of the click. event: of a typed star, below which the card moves.
    The desk has a refusal where other words stand there by now. Raises KindError when the exchange is closed, or the
    comment is one's own or unknown.
    """
    admission = await admit(ctx, actor, place.exchange_id)

    async def work(db: Db) -> RatingView:
        await _record(db, event)
        target = await _get_rateable_comment(ctx, db, admission, actor, place)
        refused = await _view_of_refusal(ctx, db, actor, place, target, _card_time(clicked_at, event), event)
        if refused:
            return refused
        exchange, key, person, comment = target.exchange, target.key, target.person, target.comment
        is_current = comment.comment_id == person.open_comment_id
        is_older_card = not is_current and place.serial != person.card_serial
        following = None if is_current or is_older_card else await _get_open_comment(db, actor, exchange, person)
        chooses = following is None and not is_older_card  # not so on a second click on the card that has moved on
        if chooses:
            following = await _choose_next(ctx, db, actor, exchange, person, but=comment)
        await _lock(db, exchange, person, comment, following)
        star = Star(comment.comment_id, person.rater_id, stars, blind_timestamp(key, person, comment, clicked_at), way)
        placed = await save_rating(ctx, db, exchange, person, star)
        changes: dict[str, object] = {}
        if placed.counted:
            changes = {"took_part": True, "last_comment_id": comment.comment_id}
            if placed.before is None:
                changes["ratings"] = person.ratings + 1
        if is_older_card:
            person = await _save_participant(db, actor, exchange, person, changes)
            return await _view(db, actor, exchange, key, None, person=person, last_stars=stars, changed=comment)
        if chooses:
            changes |= await _change_card(db, exchange, person, following)
        changes |= _move_card_below(person, event)
        person = await _save_card(db, actor, exchange, key, person, following, changes, _card_time(clicked_at, event))
        return await _view(db, actor, exchange, key, following, person=person, last_stars=stars)

    return await ctx.commit(actor, work)


async def skip(
    ctx: Context, actor: Actor, place: CommentRef, reason: str, clicked_at: int, event: EventClaim | None = None
) -> RatingView:
    """Skip the comment and return what comes next. event: of a typed word, below which the card moves."""
    if reason not in SKIPS:
        raise KindError("I do not know this reason.")
    admission = await admit(ctx, actor, place.exchange_id)

    async def work(db: Db) -> RatingView:
        await _record(db, event)
        target = await _get_rateable_comment(ctx, db, admission, actor, place)
        refused = await _view_of_refusal(ctx, db, actor, place, target, _card_time(clicked_at, event), event)
        if refused:
            return refused
        exchange, key, person, comment = target.exchange, target.key, target.person, target.comment
        is_current = comment.comment_id == person.open_comment_id
        following = await _get_following(ctx, db, actor, exchange, person, comment)
        await _lock(db, exchange, person, comment, following)
        moment = blind_timestamp(key, person, comment, clicked_at)
        is_new = await ratings.save_skip(
            db, actor.tenant_id, exchange.exchange_id, comment.comment_id, person.rater_id, reason, moment
        )
        changes = _move_card_below(person, event)
        if is_new:
            changes |= {"skips": person.skips + 1, "last_comment_id": comment.comment_id}
        if is_current:
            changes |= await _change_card(db, exchange, person, following)
        person = await _save_card(db, actor, exchange, key, person, following, changes, _card_time(clicked_at, event))
        return await _view(db, actor, exchange, key, following, person=person, note="Skipped." if is_new else "")

    return await ctx.storage.transact(work)


async def undo(
    ctx: Context, actor: Actor, exchange_id: int, clicked_at: int, event: EventClaim | None = None
) -> RatingView:
    """Take the last rating or skip back and lay its comment open again. event: of a typed word."""
    admission = await admit(ctx, actor, exchange_id)
    seen = from_slack_time(clicked_at)

    async def work(db: Db) -> RatingView:
        await _record(db, event)
        exchange = await require_open(db, admission, hold=True)
        key = ctx.key_of(exchange)
        person = await participants.ensure(db, actor.tenant_id, exchange_id, actor.rater_id(key))
        last = person.last_comment_id
        comment = await comments.get_by_id(db, actor.tenant_id, exchange_id, last) if last else None
        if comment is None or comment.state != "live":
            following = await _get_open_comment(db, actor, exchange, person)
            person = await _save_card(
                db, actor, exchange, key, person, following, _move_card_below(person, event), seen
            )
            return await _view(db, actor, exchange, key, following, person=person, note="There is nothing to undo.")
        await _lock(db, exchange, person, comment)
        moment = blind_timestamp(key, person, comment, clicked_at)
        stood = await ratings.undo(db, actor.tenant_id, exchange_id, comment.comment_id, person.rater_id, moment)
        changes = await _change_card(db, exchange, person, comment) | _move_card_below(person, event)
        changes |= {"ratings": person.ratings - (stood is not None), "last_comment_id": None}
        person = await _save_card(db, actor, exchange, key, person, comment, changes, seen)
        return await _view(db, actor, exchange, key, comment, person=person, note="Taken back. Here it is again.")

    return await ctx.commit(actor, work)


async def report(ctx: Context, actor: Actor, place: CommentRef, reason: str, clicked_at: int) -> RatingView:
    """Report the comment to the moderators and pass on."""
    if reason not in REPORTS:
        raise KindError("I do not know this reason.")
    admission = await admit(ctx, actor, place.exchange_id)

    async def work(db: Db) -> RatingView:
        target = await _get_rateable_comment(ctx, db, admission, actor, place)
        refused = await _view_of_refusal(ctx, db, actor, place, target, from_slack_time(clicked_at))
        if refused:
            return refused
        exchange, key, person, comment = target.exchange, target.key, target.person, target.comment
        here = (db, actor.tenant_id, exchange.exchange_id)
        is_current = comment.comment_id == person.open_comment_id
        following = await _get_following(ctx, db, actor, exchange, person, comment)
        await _lock(db, exchange, person, comment, following)
        changes: dict[str, object] = {}
        is_new = await ratings.save_report(*here, comment.comment_id, person.rater_id, reason)
        # What a moderator let stand waits in the queue again, but is not hidden by every further report.
        if is_new and exchange.hides_reported and not await moderation.was_kept(*here, comment.comment_id):
            await comments.update_comment(*here, comment.comment_id, state="hidden", reason="reported")
        if is_new and reason == danger.REASON:
            changes |= await danger.handle(db, exchange, person, comment)
        moment = blind_timestamp(key, person, comment, clicked_at)
        await ratings.save_skip(*here, comment.comment_id, person.rater_id, "skip", moment)
        if is_current:
            changes |= await _change_card(db, exchange, person, following)
        person = await _save_card(db, actor, exchange, key, person, following, changes, from_slack_time(clicked_at))
        if is_new:
            await _enqueue_alerts(ctx, db, actor, reason)
        note = "Reported. A moderator looks at it, and never learns by whom."
        return replace(await _view(db, actor, exchange, key, following, person=person, note=note), reported=reason)

    desk = await ctx.storage.transact(work)
    ctx.alert()
    return desk


async def _enqueue_alerts(ctx: Context, db: Db, actor: Actor, reason: str) -> None:
    """Owe the moderators a message of a report, and the author help where it is of danger. Locks come last here."""
    for kind in (alerts.AUTHOR, alerts.DANGER) if reason == danger.REASON else (alerts.REPORT,):
        await alerts.add(db, actor.tenant_id, kind, now=ctx.clock())


async def get_view(ctx: Context, actor: Actor, exchange_id: int, at: int) -> RatingView:
    """Return what lies before the actor, to be shown on the same card again; a comment is chosen when none is open.

    at: Slack's time of the act, microseconds since 1970. Raises KindError when the exchange is not open.
    """
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> RatingView:
        exchange = await require_open(db, admission)
        key = ctx.key_of(exchange)
        person = await participants.ensure(db, actor.tenant_id, exchange_id, actor.rater_id(key))
        comment = await _get_open_comment(db, actor, exchange, person)
        comment = comment or await _choose_next(ctx, db, actor, exchange, person)
        await _lock(db, exchange, person, comment)
        changes = await _change_card(db, exchange, person, comment)
        person = await _save_card(db, actor, exchange, key, person, comment, changes, from_slack_time(at))
        return await _view(db, actor, exchange, key, comment, person=person)

    return await ctx.storage.transact(work)


async def stop(ctx: Context, actor: Actor, exchange_id: int, at: int, event: EventClaim | None = None) -> RatingView:
    """Keep the person's place, and that no card waits for a typed word. at: as in `look`."""
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> RatingView:
        await _record(db, event)
        exchange = await require_open(db, admission)
        key = ctx.key_of(exchange)
        person = await participants.ensure(db, actor.tenant_id, exchange_id, actor.rater_id(key))
        stopped: dict[str, object] = {"sealed_card": seal(key, from_slack_time(at, is_stopped=True))}
        person = await _save_participant(db, actor, exchange, person, stopped)
        return await _view(db, actor, exchange, key, None, person=person)

    return await ctx.storage.transact(work)


async def correct(
    ctx: Context, actor: Actor, exchange_id: int, stars: int, message_at: int, edited_at: int, event: EventClaim
) -> RatingView | None:
    """Change the rating that a typed message gave to the stars that it was edited to; None where it was not the last.

    message_at, edited_at: Slack's times of the message and of its edit, microseconds since 1970.
    """
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> RatingView | None:
        await _record(db, event)
        exchange = await require_open(db, admission, hold=True)
        key = ctx.key_of(exchange)
        person = await participants.ensure(db, actor.tenant_id, exchange_id, actor.rater_id(key))
        last = person.last_comment_id
        if last is None or person.sealed_card is None or unseal(key, person.sealed_card).typed_at != message_at:
            return None
        comment = await comments.get_by_id(db, actor.tenant_id, exchange_id, last)
        if comment is None or comment.state != "live":
            raise KindError(GONE)
        await _lock(db, exchange, person, comment)
        star = Star(
            comment.comment_id, person.rater_id, stars, blind_timestamp(key, person, comment, edited_at), "typed"
        )
        placed = await save_rating(ctx, db, exchange, person, star)
        if placed.counted and placed.before is None:
            person = await _save_participant(
                db, actor, exchange, person, {"ratings": person.ratings + 1, "took_part": True}
            )
        return await _view(db, actor, exchange, key, None, person=person, changed=comment, last_stars=stars)

    return await ctx.commit(actor, work)


async def ask_report(ctx: Context, actor: Actor, place: CommentRef, at: int) -> tuple[RatingView, Comment | None]:
    """Return what lies before the actor, and the comment they would report; None where other words stand there.

    at: as in `look`.
    """
    admission = await admit(ctx, actor, place.exchange_id)

    async def work(db: Db) -> tuple[RatingView, Comment | None]:
        target = await _get_rateable_comment(ctx, db, admission, actor, place)
        refused = await _view_of_refusal(ctx, db, actor, place, target, from_slack_time(at))
        if refused:
            return refused, None
        return await _view(db, actor, target.exchange, target.key, None, person=target.person), target.comment

    return await ctx.storage.transact(work)


async def _get_rateable_comment(ctx: Context, db: Db, admission: Admission, actor: Actor, place: CommentRef) -> Target:
    """Return what a click is about, as it is read now; `_lock` makes sure. Raises KindError for what never counts."""
    exchange = await require_open(db, admission, hold=True)
    key = ctx.key_of(exchange)
    person = await participants.ensure(db, actor.tenant_id, place.exchange_id, actor.rater_id(key))
    comment = await comments.get_by_number(db, actor.tenant_id, place.exchange_id, place.number)
    if comment is None or comment.version < place.version:
        raise KindError("There is no such comment in this exchange.")
    if comment.author_id == actor.author_id(key):
        raise KindError("This comment is your own. Others rate it.")
    return Target(exchange, key, person, comment)


async def _view_of_refusal(
    ctx: Context,
    db: Db,
    actor: Actor,
    place: CommentRef,
    target: Target,
    seen: CardTime,
    event: EventClaim | None = None,
) -> RatingView | None:
    """Return what to show instead when the person saw other words than there are now, or the comment went.

    None when the act counts. On the present card the new words take the place of the old ones.
    """
    exchange, key, person, comment = target.exchange, target.key, target.person, target.comment
    if comment.state == "live" and comment.version == place.version:
        return None
    is_card = place.serial == person.card_serial
    here = (db, actor.tenant_id, exchange.exchange_id)
    if comment.state == "live" and not is_card:
        given = await ratings.get_stars(*here, comment.comment_id, person.rater_id)
        return await _view(
            db, actor, exchange, key, None, person=person, changed=comment, last_stars=given, refusal=EDITED
        )
    if comment.state != "live" and place.serial <= 0:  # on no rating card
        raise KindError(GONE)
    refusal = GONE if comment.state != "live" else MOVED_ON
    on_card = await comments.get_by_id(*here, person.open_comment_id) if person.open_comment_id else None
    if on_card and on_card.number != comment.number:  # a second click on a card that has moved on
        following = on_card if on_card.state == "live" else None
    elif comment.state == "live" and await ratings.is_waiting(*here, comment.comment_id, person.rater_id):
        following, refusal = comment, EDITED
    else:
        following = None
    if following is None:
        following = await _choose_next(ctx, db, actor, exchange, person)
    await _lock(db, exchange, person, comment, following)
    changes = await _change_card(db, exchange, person, following) | _move_card_below(person, event)
    seen = replace(seen, typed_at=0)  # it rated nothing
    person = await _save_card(db, actor, exchange, key, person, following, changes, seen)
    return await _view(db, actor, exchange, key, following, person=person, refusal=refusal)


async def _get_open_comment(db: Db, actor: Actor, exchange: Exchange, person: Participant) -> Comment | None:
    """Return the comment that lies open on the person's card, if it can still be rated."""
    if person.open_comment_id is None:
        return None
    comment = await comments.get_by_id(db, actor.tenant_id, exchange.exchange_id, person.open_comment_id)
    return comment if comment and comment.state == "live" else None


def blind_timestamp(key: ExchangeKey, person: Participant, comment: Comment, clicked_at: int) -> int:
    """Return the time of a click as it is kept, which tells nobody when it was."""
    return key.veiled(person.rater_id, comment.comment_id, clicked_at)


async def close_card(db: Db, actor: Actor, exchange: Exchange, person: Participant) -> None:
    """Take the comment that lies open off the person's card."""
    if person.open_comment_id is not None:
        await ratings.change_shown(db, actor.tenant_id, exchange.exchange_id, person.open_comment_id, -1)
        await participants.update_participant(
            db, actor.tenant_id, exchange.exchange_id, person.rater_id, open_comment_id=None
        )


async def _get_following(
    ctx: Context, db: Db, actor: Actor, exchange: Exchange, person: Participant, comment: Comment
) -> Comment | None:
    """Return what comes after a comment that is skipped or reported now: the next one, or what is on the card."""
    if comment.comment_id == person.open_comment_id:
        return await _choose_next(ctx, db, actor, exchange, person, but=comment)
    return await _get_open_comment(db, actor, exchange, person)


async def _choose_next(
    ctx: Context, db: Db, actor: Actor, exchange: Exchange, person: Participant, *, but: Comment | None = None
) -> Comment | None:
    """Choose the next comment, and change nothing. but: the one that is rated, skipped or reported just now."""
    author_id = actor.author_id(ctx.key_of(exchange))
    waiting = await choose_comments(ctx, db, exchange, person, author_id, places=1, but=but)
    return waiting[0] if waiting else None


async def _lock(db: Db, exchange: Exchange, person: Participant, *seen: Comment | None) -> None:
    """Lock all comments that an act changes, before it changes the first: these, and the one on the person's card."""
    await comments.lock(db, exchange.tenant_id, exchange.exchange_id, seen, [person.open_comment_id])


async def _change_card(db: Db, exchange: Exchange, person: Participant, comment: Comment | None) -> dict[str, object]:
    """Count a comment as shown in place of the one before; return what changes for the participant."""
    here = (db, exchange.tenant_id, exchange.exchange_id)
    before = person.open_comment_id
    if comment is None or comment.comment_id != before:
        if before is not None:
            await ratings.change_shown(*here, before, -1)
        if comment:
            await ratings.change_shown(*here, comment.comment_id, 1)
    return {"open_comment_id": comment.comment_id if comment else None}


async def choose_comments(
    ctx: Context,
    db: Db,
    exchange: Exchange,
    person: Participant,
    author_id: str,
    *,
    places: int,
    but: Comment | None = None,
) -> list[Comment]:
    """Return so many comments to show, chosen as bot/core/routing.py says; fewer where there are no more.

    but: a comment that is left out.
    """
    here = (db, exchange.tenant_id, exchange.exchange_id)

    async def drawn(count: int, group: str | None = None) -> list[Comment]:
        if count == 0:
            return []
        near = routing.SPREAD * count + (0 if group else len(wished))
        waiting = await ratings.list_next(
            *here,
            rater_id=person.rater_id,
            author_id=author_id,
            limit=near,
            wished_by=group,
            but=but.comment_id if but else None,
        )
        taken = {each.comment_id for each in wished}
        free = [each for each in waiting if each.comment_id not in taken]
        return [free[at] for at in routing.choose(len(free), ctx.rng, places=count)]

    wished: list[Comment] = []
    if person.group_name:
        wished = await drawn(sum(routing.serves_deficit(ctx.rng) for _ in range(places)), person.group_name)
    return wished + await drawn(places - len(wished))


async def _record(db: Db, event: EventClaim | None) -> None:
    """Record the effect of a typed word in the transaction that makes it, so that Slack's next delivery makes none."""
    if event is not None:
        await event.record_effect(db)


def _card_time(at: int, event: EventClaim | None) -> CardTime:
    return from_slack_time(at, typed_at=at if event is not None else 0)


def _move_card_below(person: Participant, event: EventClaim | None) -> dict[str, object]:
    """Return what changes when the card moves below a typed word: it is a new message, with a new serial."""
    return {"card_serial": person.card_serial + 1} if event is not None else {}


async def _save_card(
    db: Db,
    actor: Actor,
    exchange: Exchange,
    key: ExchangeKey,
    person: Participant,
    comment: Comment | None,
    changes: dict[str, object],
    seen: CardTime,
) -> Participant:
    """Keep what is on the person's card from now on, its words and when it came, with all else that changes."""
    shown = {"open_version": comment.version if comment else None, "sealed_card": seal(key, seen)}
    return await _save_participant(db, actor, exchange, person, changes | shown)


def to_microseconds(moment: datetime) -> int:
    """Return a moment in microseconds since 1970."""
    return int(moment.timestamp() * 1_000_000)


async def _save_participant(
    db: Db, actor: Actor, exchange: Exchange, person: Participant, changes: dict[str, object]
) -> Participant:
    """Write what changes for the participant, and return them as they are then."""
    if changes:
        await participants.update_participant(db, actor.tenant_id, exchange.exchange_id, person.rater_id, **changes)
    return replace(person, **changes)  # type: ignore[arg-type]


async def _view(
    db: Db,
    actor: Actor,
    exchange: Exchange,
    key: ExchangeKey,
    comment: Comment | None,
    *,
    person: Participant | None = None,
    last_stars: int | None = None,
    changed: Comment | None = None,
    note: str = "",
    refusal: str = "",
) -> RatingView:
    if person is None:
        person = await participants.ensure(db, actor.tenant_id, exchange.exchange_id, actor.rater_id(key))
    name = ""
    if comment and comment.sealed_name and not exchange.names_hidden:
        name = key.unseal("name", comment.sealed_name)
    goal = GOAL
    if comment and person.ratings < GOAL:
        goal = person.ratings + await ratings.count_next(
            db,
            actor.tenant_id,
            exchange.exchange_id,
            rater_id=person.rater_id,
            author_id=actor.author_id(key),
            at_most=GOAL - person.ratings,
        )
    return RatingView(
        exchange,
        person,
        comment,
        name,
        last_stars=last_stars,
        changed=changed,
        note=note,
        refusal=refusal,
        goal=goal if comment else person.ratings,
    )
