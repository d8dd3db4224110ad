"""Share, edit and withdraw a comment, each in one short write."""

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Context
from bot.core.wall_clock import local_day
from bot.domain import groups
from bot.domain.access import Admission, admit, admit_to_own, require_open
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import require_accepting_comments
from bot.share.pace import check_pace
from bot.share.screening import (
    Look,
    alert_danger,
    initial_state,
    is_dangerous,
    list_awaited,
    load_look,
    record_new,
    screen_again,
    wait_for_rules,
)
from bot.slack.mrkdwn import one_line, tidy
from storage import comments, participants, translations
from storage.comments import Comment, NewComment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.models import new_id
from storage.participant_record import Participant
from storage.seals import PersonKey
from storage.session import Db

MAX_WHY = 500  # characters


def check_length(exchange: Exchange, text: str, *, block_id: str | None = None) -> str:
    """Return the comment's words, tidied. Raises UserError when there are none or too many."""
    text = tidy(text)
    if not text:
        raise UserError("share.no_words", block_id=block_id)
    limit = exchange.comment_limit
    if len(text) > limit:
        raise UserError("share.too_long", n=len(text), max=limit, over=len(text) - limit, block_id=block_id)
    return text


def check_fits(choices: Sequence[Exchange], text: str) -> str:
    """Return the words, tidied. Raises UserError when they are too many for each of these exchanges."""
    return check_length(max(choices, key=lambda exchange: exchange.comment_limit), text)


def check_why(text: str) -> str:
    """Return why it matters, tidied; "" when nothing was written. Raises UserError when it is too long."""
    text = tidy(text)
    if len(text) > MAX_WHY:
        raise UserError("share.why_too_long", over=len(text) - MAX_WHY, max=MAX_WHY, block_id="share.why")
    return text


def parse_source(mark: str) -> tuple[str, ...]:
    """Return what a comment came by: "view:ID:HASH" a form, "command:TRIGGER" a command, all else a message."""
    kind, _, rest = mark.partition(":")
    if kind == "view":
        return ("view", *rest.partition(":")[::2])
    return ("command", rest) if kind == "command" else ("message", mark)


async def share(
    ctx: Context,
    actor: Actor,
    exchange_id: int,
    *,
    text: str,
    why: str = "",
    group: str | None = None,
    is_quotable: bool = False,
    source: tuple[str, ...],
    block_id: str | None = None,
) -> tuple[Exchange, Comment, Participant]:
    """Save a comment. The same source gives the same comment again.

    source: what it came by, for example ("view", "V123").
    block_id: the field that a complaint about the words is shown at. is_quotable: the author agreed to it.
    Raises UserError when the exchange is not open, or there are no words or too many.
    """
    admission = await admit(ctx, actor, exchange_id, is_fresh=True)
    await wait_for_rules()
    async with ctx.storage.read() as db:
        exchange = await require_accepting_comments(db, admission, now=ctx.clock())
        await check_pace(ctx, db, actor, exchange, source, block_id)
        look = await load_look(ctx, db, actor.tenant_id)
    name = None if exchange.is_anonymous else await _fetch_name(ctx, actor)
    look = replace(look, means_danger=await ctx.danger_looks.find([tidy(text), tidy(why)]))

    async def work(db: Db) -> tuple[Exchange, Comment, Participant, bool]:
        exchange = await require_accepting_comments(db, admission, now=ctx.clock(), hold=True)
        key = ctx.key_of(exchange)
        person = await participants.hold(db, exchange.scope, who := actor.person(key))
        comment_id = new_id()
        held_for = await look.find_rules(db, exchange, person, tidy(text), tidy(why))
        comment, is_new = await comments.add(
            db,
            exchange.scope,
            NewComment(
                source_mac=key.source_mac(*source),
                text=check_length(exchange, text, block_id=block_id),
                why=check_why(why),
                state=initial_state(exchange, held_for),
                held_for=",".join(held_for),
                **list_awaited(ctx, exchange, look, held_for),
                is_quotable=is_quotable and exchange.asks_before_quotes,
                shared_on=local_day(ctx.clock(), exchange.zone),
                encrypted_name=None if name is None else key.encrypt("name", name),
                comment_id=comment_id,
                author_seal=key.seals.seal_author(comment_id, person.person),
            ),
        )
        person = await participants.save(db, exchange.scope, who, _with_comment(person, comment.number, group))
        if is_new:
            await record_new(db, exchange, comment, held_for)
        return exchange, comment, person, is_new

    exchange, comment, person, is_new = await ctx.commit(actor, work)
    if is_new:
        ctx.pace.count((actor.tenant_id, actor.slack_user_id), ctx.clock())
    _look_after(ctx, exchange, comment, look)
    return exchange, comment, person


def _with_comment(person: Participant, number: int, group: str | None) -> Participant:
    person = replace(person, took_part=True, own=person.own | {number})
    return person if group is None else replace(person, **groups.group_facts(group))


def _look_after(ctx: Context, exchange: Exchange, comment: Comment, look: Look) -> None:
    """Send what signs of danger enqueued; where another look follows, let it begin as soon as it can."""
    if is_dangerous(comment):
        ctx.alert()
    if any(list_awaited(ctx, exchange, look, ()).values()):
        ctx.look_again()


async def _fetch_name(ctx: Context, actor: Actor) -> str:
    """Return the name that the actor has in Slack, "" where Slack does not say."""
    profile = await ctx.workspace(actor.tenant_id).profiles.profile(actor.slack_user_id)
    return one_line(profile.name)


async def get_own_comment(ctx: Context, actor: Actor, exchange_id: int, number: int) -> tuple[Exchange, Comment]:
    """Return the actor's own comment #number. Raises UserError when there is none of theirs."""
    return await _get_own(ctx, actor, await admit(ctx, actor, exchange_id), number)


async def _get_own(ctx: Context, actor: Actor, admission: Admission, number: int) -> tuple[Exchange, Comment]:
    async with ctx.storage.read() as db:
        exchange = await require_open(db, admission)
        person = await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange)))
        comment = await comments.get_by_number(db, exchange.scope, number)
    return exchange, _require_own(comment, person, number)


async def _hold_author(db: Db, exchange: Exchange, who: PersonKey, number: int) -> Participant:
    """Return the person, locked, so that they are not forgotten meanwhile. Raises UserError where nothing is theirs."""
    person = await participants.hold_any(db, exchange.scope, who)
    if person is None or person.is_forgetting:
        raise UserError("share.not_yours", number=number)
    return person


async def _get_own_newest(db: Db, exchange: Exchange, person: Participant | None, number: int) -> Comment:
    """Return the newest words of one's own comment, locked until the transaction ends. Raises UserError."""
    return _require_own(await comments.get_newest(db, exchange.scope, number), person, number)


def _require_own(comment: Comment | None, person: Participant | None, number: int) -> Comment:
    if comment is None or person is None or not person.wrote(comment):
        raise UserError("share.not_yours", number=number)
    if comment.state == CommentState.WITHDRAWN:
        raise UserError("share.is_withdrawn", number=number)
    if comment.state == CommentState.REMOVED:
        raise UserError("share.is_removed", number=number)
    return comment


async def edit(
    ctx: Context,
    actor: Actor,
    exchange_id: int,
    number: int,
    *,
    text: str,
    why: str | None,
    is_quotable: bool | None = None,
    source: tuple[str, ...],
) -> tuple[Exchange, Comment]:
    """Give one's own comment new words. Raises UserError when it is not theirs, or the words do not fit.

    is_quotable: whether the author agrees to be quoted, None for what they said before.
    New words of a comment that moderators looked at, or that is hidden, wait for a moderator before others see them.
    """
    admission = await admit(ctx, actor, exchange_id, is_fresh=True)
    await wait_for_rules()
    why = None if why is None else check_why(why)
    means_danger = await ctx.danger_looks.find([tidy(text), why or ""])
    async with ctx.storage.read() as db:
        look = replace(await load_look(ctx, db, actor.tenant_id), means_danger=means_danger)

    async def work(db: Db) -> tuple[Exchange, Comment]:
        exchange = await require_accepting_comments(db, admission, now=ctx.clock(), hold=True)
        key = ctx.key_of(exchange)
        who = actor.person(key)
        person = await _hold_author(db, exchange, who, number)
        old = await _get_own_newest(db, exchange, person, number)
        comment_id = new_id()
        comment = await comments.edit(
            db,
            actor.scope(exchange_id),
            old,
            text=check_length(exchange, text, block_id="share.text"),
            why=old.why if why is None else why,
            source_mac=key.source_mac(*source),
            comment_id=comment_id,
            author_seal=key.seals.seal_author(comment_id, person.person),
        )
        if (comment.text, comment.why) != (old.text, old.why):
            found = await look.find_rules(db, exchange, person, comment.text, comment.why, number=number)
            comment = await screen_again(db, exchange, comment, found, **list_awaited(ctx, exchange, look, found))
        if is_quotable is not None and exchange.asks_before_quotes:
            await comments.update_comment(db, exchange.scope, comment.comment_id, is_quotable=is_quotable)
            comment = replace(comment, is_quotable=is_quotable)
        await participants.save(db, exchange.scope, who, person)  # so that rows are known to be others than before
        if is_dangerous(comment) and (comment.text, comment.why) != (old.text, old.why):
            await alert_danger(db, exchange, comment)
        return exchange, comment

    exchange, comment = await ctx.commit(actor, work)
    _look_after(ctx, exchange, comment, look)
    return exchange, comment


async def withdraw(ctx: Context, actor: Actor, exchange_id: int, number: int) -> Exchange:
    """Withdraw one's own comment: it is shown to nobody from now on. People who left the channel may, too."""
    admission = admit_to_own(ctx, actor, exchange_id)

    async def work(db: Db) -> Exchange:
        exchange = await require_open(db, admission, hold=True, allows_pause=True)
        who = actor.person(ctx.key_of(exchange))
        person = await _hold_author(db, exchange, who, number)
        comment = await _get_own_newest(db, exchange, person, number)
        await comments.update_comment(db, actor.scope(exchange_id), comment.comment_id, state=CommentState.WITHDRAWN)
        await translations.delete_of(db, exchange.scope, [comment.comment_id])
        await participants.save(db, exchange.scope, who, person)  # as in `edit`
        return exchange

    return await ctx.commit(actor, work)


async def get_participant(ctx: Context, actor: Actor, exchange: Exchange) -> Participant | None:
    """Return what is stored of the actor in an exchange."""
    async with ctx.storage.read() as db:
        return await participants.get(db, exchange.scope, actor.person(ctx.key_of(exchange)))
