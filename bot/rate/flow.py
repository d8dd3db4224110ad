"""What happens when somebody rates: each act is one short write, which also chooses the next comment."""

from dataclasses import replace
from datetime import datetime

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.ratings import save_rating
from bot.domain.translations import get_translation
from bot.rate import danger
from bot.rate.card_time import from_clock, from_slack_time
from bot.rate.payloads import CommentRef
from bot.rate.turn import RatingTurn, get_comment, take_turn, take_turn_at, view_of_refusal
from bot.rate.view import RatingView
from bot.slack.events import EventClaim
from bot.texts import Message
from storage import alerts, moderation, reports
from storage.comments import Comment
from storage.enums import CommentState, ReportReason, SkipReason


async def start(
    ctx: Context, actor: Actor, exchange_id: int, at: int | None = None, event: EventClaim | None = None
) -> RatingView:
    """Put a new card before the actor: with the comment that was on it when they stopped, else with the next one.

    at: Slack's time of the act, microseconds since 1970; None where Slack gives none. event: of a typed word.
    """
    seen = from_slack_time(at) if at is not None else from_clock(to_microseconds(ctx.clock()))

    async def work(turn: RatingTurn) -> RatingView:
        return await _show(turn, {"card_serial": turn.person.card_serial + 1})

    return await take_turn(ctx, actor, exchange_id, seen, work, event=event, hold=False)


async def get_view(ctx: Context, actor: Actor, exchange_id: int, at: int) -> RatingView:
    """Return what is before the actor, to be shown on the same card again; a comment is chosen when there is none.

    at: Slack's time of the act, microseconds since 1970. Raises UserError when the exchange is not open.
    """

    async def work(turn: RatingTurn) -> RatingView:
        return await _show(turn, {})

    return await take_turn(ctx, actor, exchange_id, from_slack_time(at), work, hold=False)


async def rate(
    ctx: Context,
    actor: Actor,
    ref: CommentRef,
    stars: int,
    clicked_at: int,
    event: EventClaim | None = None,
    *,
    is_near: bool = False,
) -> RatingView:
    """Save the stars of a click and return what comes next.

    clicked_at: microseconds since 1970, Slack's time of the click. event: of a typed star, below which the card moves.
    is_near: it was rated beside the person's own new words. The view has a refusal where there are other words by now.
    Raises UserError when the exchange is closed, or the comment is one's own or unknown.
    """

    async def work(turn: RatingTurn, comment: Comment) -> RatingView:
        is_older_card = not turn.is_on_card(comment) and ref.serial != turn.person.card_serial
        # On a second click the card has moved on: it stays as it is.
        following = None if is_older_card or turn.is_on_card(comment) else await turn.get_card_comment()
        is_chosen = following is None and not is_older_card
        if is_chosen:
            following = await turn.choose_next(but=comment)
        comment = (await turn.lock(comment, following))[comment.comment_id]
        placed, person = await save_rating(
            ctx.rng, turn.rows, turn.exchange, turn.rater, comment, stars, is_near=is_near
        )
        turn = turn.with_person(person)
        changes: dict[str, object] = {"last_comment_id": comment.comment_id} if placed.counted else {}
        if is_older_card:
            turn = await turn.save(changes)
            return await turn.view(None, last_stars=stars, changed=comment)
        if is_chosen:
            changes |= await turn.change_card(following)
        turn = await turn.save_card(following, changes | turn.moved)
        return await turn.view(following, last_stars=stars)

    seen = from_slack_time(clicked_at, typed_at=clicked_at if event is not None else 0)
    return await take_turn_at(ctx, actor, ref, seen, work, event=event, changes_home=True, is_batched=True)


async def skip(
    ctx: Context, actor: Actor, ref: CommentRef, reason: SkipReason, clicked_at: int, event: EventClaim | None = None
) -> RatingView:
    """Skip the comment and return what comes next. event: of a typed word, below which the card moves."""

    async def work(turn: RatingTurn, comment: Comment) -> RatingView:
        following = await _get_following(turn, comment)
        await turn.lock(comment, following)
        is_new = await _save_skip(turn, comment, reason)
        changes = dict(turn.moved)
        if is_new:
            changes |= {"skips": turn.person.skips + 1, "last_comment_id": comment.comment_id}
            changes |= turn.person.skipped_sets(comment)
        if turn.is_on_card(comment):
            changes |= await turn.change_card(following)
        turn = await turn.save_card(following, changes)
        return await turn.view(following, note=Message("rate.skipped") if is_new else None)

    seen = from_slack_time(clicked_at, typed_at=clicked_at if event is not None else 0)
    return await take_turn_at(ctx, actor, ref, seen, work, event=event, is_batched=True)


async def undo(
    ctx: Context, actor: Actor, exchange_id: int, clicked_at: int, event: EventClaim | None = None
) -> RatingView:
    """Take the last rating or skip back and put its comment on the card again. event: of a typed word."""

    async def work(turn: RatingTurn) -> RatingView:
        comment = await _get_last_comment(turn)
        if comment is None:
            following = await turn.get_card_comment()
            turn = await turn.save_card(following, turn.moved)
            return await turn.view(following, note=Message("rate.nothing_to_undo"))
        await turn.lock(comment)
        at = turn.rater.blind_timestamp(comment)
        undone = await turn.rows.undo(comment.comment_id, turn.seals(comment), at)
        changes = await turn.change_card(comment) | turn.moved
        changes |= {"last_comment_id": None} | (turn.person.undone_sets(comment) if undone.counted else {})
        turn = await turn.save_card(comment, changes)
        return await turn.view(comment, note=Message("rate.undone"))

    seen = from_slack_time(clicked_at)
    return await take_turn(ctx, actor, exchange_id, seen, work, event=event, changes_home=True, is_batched=True)


async def report(ctx: Context, actor: Actor, ref: CommentRef, reason: ReportReason, clicked_at: int) -> RatingView:
    """Report the comment to the moderators and pass on."""

    async def work(turn: RatingTurn, comment: Comment) -> RatingView:
        following = await _get_following(turn, comment)
        await turn.lock(comment, following)
        seal = turn.seals(comment).report
        is_new = await reports.save(turn.db, turn.exchange.scope, comment.comment_id, seal, reason)
        changes = await _hide_reported(turn, comment, reason) if is_new else {}
        changes["reported"] = turn.person.reported | {comment.comment_id}
        if await _save_skip(turn, comment, SkipReason.SKIP):
            changes |= turn.person.skipped_sets(comment)
        if turn.is_on_card(comment):
            changes |= await turn.change_card(following)
        turn = await turn.save_card(following, changes)
        if is_new:
            await _enqueue_alerts(turn, reason)
        return await turn.view(following, note=Message("rate.reported"), reported=reason)

    view = await take_turn_at(ctx, actor, ref, from_slack_time(clicked_at), work)
    ctx.alert()
    return view


async def ask_report(ctx: Context, actor: Actor, ref: CommentRef, at: int) -> tuple[RatingView, Comment | None]:
    """Return what is before the actor, and the comment they would report; None where there are other words now.

    at: as in `get_view`.
    """

    async def work(turn: RatingTurn) -> tuple[RatingView, Comment | None]:
        comment = await get_comment(turn, ref)
        refused = await view_of_refusal(turn, ref, comment)
        return (refused, None) if refused else (await turn.view(None), comment)

    return await take_turn(ctx, actor, ref.exchange_id, from_slack_time(at), work)


async def translate(ctx: Context, actor: Actor, ref: CommentRef, at: int) -> RatingView:
    """Return the card with the translation of its comment, or that it is not there yet. Nothing is written of it.

    at: as in `get_view`. On a second press, when the card has moved on, it stays as it is.
    """

    async def work(turn: RatingTurn) -> RatingView:
        comment = await get_comment(turn, ref)
        refused = await view_of_refusal(turn, ref, comment)
        if refused:
            return refused
        if not turn.is_on_card(comment):
            return await turn.view(await turn.get_card_comment())
        found = await get_translation(ctx, turn.db, turn.exchange, comment, actor.texts.language)
        view = await turn.view(comment, note=None if found else Message("translate.missing.not_yet"))
        return replace(view, translation=found)

    return await take_turn(ctx, actor, ref.exchange_id, from_slack_time(at), work, hold=False)


async def stop(ctx: Context, actor: Actor, exchange_id: int, at: int, event: EventClaim | None = None) -> RatingView:
    """Keep the person's place, and that no card waits for a typed word. at: as in `get_view`."""

    async def work(turn: RatingTurn) -> RatingView:
        turn = await turn.save_card_time()
        return await turn.view(None)

    return await take_turn(ctx, actor, exchange_id, from_slack_time(at, is_stopped=True), work, event=event, hold=False)


async def correct(
    ctx: Context, actor: Actor, exchange_id: int, stars: int, message_at: int, edited_at: int, event: EventClaim
) -> RatingView | None:
    """Change the rating that a typed message gave to the stars that it was edited to; None where it was not the last.

    message_at, edited_at: Slack's times of the message and of its edit, microseconds since 1970.
    """

    async def work(turn: RatingTurn) -> RatingView | None:
        person = turn.person
        if person.last_comment_id is None or person.card_time is None or person.card_time.typed_at != message_at:
            return None
        comment = await _get_last_comment(turn)
        if comment is None:
            raise UserError("rate.gone")
        comment = (await turn.lock(comment))[comment.comment_id]
        placed, person = await save_rating(ctx.rng, turn.rows, turn.exchange, turn.rater, comment, stars)
        turn = await turn.with_person(person).save({"took_part": True} if placed.counted else {})
        return await turn.view(None, changed=comment, last_stars=stars)

    seen = from_slack_time(edited_at)
    return await take_turn(ctx, actor, exchange_id, seen, work, event=event, changes_home=True)


def to_microseconds(moment: datetime) -> int:
    """Return a moment in microseconds since 1970."""
    return int(moment.timestamp() * 1_000_000)


async def _show(turn: RatingTurn, changes: dict[str, object]) -> RatingView:
    """Show what is on the person's card, or the next comment where there is none."""
    comment = await turn.get_card_comment() or await turn.choose_next()
    await turn.lock(comment)
    turn = await turn.save_card(comment, await turn.change_card(comment) | changes)
    return await turn.view(comment)


async def _get_following(turn: RatingTurn, comment: Comment) -> Comment | None:
    """Return what comes after a comment that is skipped or reported now: the next one, or what is on the card."""
    return await (turn.choose_next(but=comment) if turn.is_on_card(comment) else turn.get_card_comment())


async def _get_last_comment(turn: RatingTurn) -> Comment | None:
    """Return the comment that was rated or skipped last, if it can still be rated and can be taken back."""
    last = turn.person.last_comment_id
    comment = await turn.rows.get_comment(last) if last else None
    return comment if comment and comment.state == CommentState.LIVE else None


async def _save_skip(turn: RatingTurn, comment: Comment, reason: SkipReason) -> bool:
    """Save that a comment was skipped; False where it was rated or skipped before."""
    at = turn.rater.blind_timestamp(comment)
    return await turn.rows.save_skip(comment.comment_id, turn.seals(comment), reason, at)


async def _hide_reported(turn: RatingTurn, comment: Comment, reason: ReportReason) -> dict[str, object]:
    """Hide a reported comment where the exchange or a danger asks for it; return what changes for the participant.

    A report comes from the card of somebody who was shown the comment, once a person. What a moderator kept waits in
    the queue again, and no report hides it.
    """
    limit = turn.exchange.hide_at_reports
    is_enough = 0 < limit <= await reports.count_open(turn.db, turn.exchange.scope, comment.comment_id)
    if is_enough and not await moderation.was_kept(turn.db, turn.exchange.scope, comment):
        await danger.hide_reported(turn.db, turn.exchange, comment, reason)
        comment = replace(comment, state=CommentState.HIDDEN)
    if reason is not ReportReason.DANGER:
        return {}
    return await danger.handle(turn.db, turn.exchange, turn.key, turn.person, comment)


async def _enqueue_alerts(turn: RatingTurn, reason: ReportReason) -> None:
    """Enqueue a message about a report, and help for the author where it is of danger. Locks come last here."""
    kinds = (alerts.AUTHOR, alerts.DANGER) if reason is ReportReason.DANGER else (alerts.REPORT,)
    for kind in kinds:
        await alerts.add(turn.db, turn.exchange.tenant_id, kind)
