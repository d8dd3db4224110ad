"""Answering a comment or a theme: checked, saved in one short write, and posted in the announcement's thread."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.context import Context
from bot.core.themes import ThemeKind
from bot.core.wall_clock import local_day
from bot.domain.actor import Actor
from bot.domain.answers import FIRST, list_missing
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.notices import send
from bot.domain.public_counts import ratings_for_stars
from bot.domain.quotable import list_common
from bot.domain.theme_names import is_silent, theme_name
from bot.moderate.answers import blocks
from bot.moderate.answers.case import MAX_OWNER, MAX_TEXT, Case, Listed, ThemeCase
from bot.slack.client import CALL_ERRORS, classify, describe, find_message, findable, without_retries
from bot.slack.mrkdwn import tidy
from bot.texts import texts_for
from storage import answers, comments, scores, themes
from storage.answers import Answer, NewAnswer
from storage.comments import Comment
from storage.enums import AnswerStatus, CommentState
from storage.exchanges import Exchange
from storage.session import Db

log = structlog.get_logger()

EVENT = "starling_answer"
_SINCE = timedelta(days=2)  # before the day of an answer, whatever the zone
_PURPOSE = "moderator"


def check(new: NewAnswer) -> NewAnswer:
    """Return an answer with its words tidied. Raises UserError for what is missing, unknown or too long."""
    text, owner = tidy(new.text), tidy(new.owner)
    if not text:
        raise UserError("answers.no_words", block_id=blocks.TEXT)
    if len(text) > MAX_TEXT:
        raise UserError("answers.too_long", over=len(text) - MAX_TEXT, max=MAX_TEXT, block_id=blocks.TEXT)
    if len(owner) > MAX_OWNER:
        raise UserError("answers.owner_too_long", max=MAX_OWNER, block_id=blocks.OWNER)
    if new.status not in set(AnswerStatus):
        raise UserError("answers.unknown_status")
    return replace(new, text=text, owner=owner)


def parse_day(written: str) -> date | None:
    """Return a day as a form or a flag has it, None where nothing is written. Raises UserError."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise UserError("answers.no_day") from error


async def get_case(ctx: Context, actor: Actor, exchange_id: int, number: int) -> Case:
    """Return a comment that others can see, with its answer. Raises UserError when there is none."""
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        comment = _require_live(await comments.get_by_number(db, exchange.scope, number), number)
        return Case(exchange, comment, await answers.get(db, exchange.scope, number))


async def list_answerable(ctx: Context, actor: Actor, exchange_id: int) -> Listed:
    """Return the highest comments and the largest themes of an exchange with their answers, if it has any."""
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        best = await scores.list_best(db, exchange.scope, min_ratings=ratings_for_stars(exchange), limit=FIRST)
        there = await comments.get_by_ids(db, exchange.scope, [each.comment_id for each in best])
        given = {each.number: each for each in await answers.list_for(db, exchange.scope)}
        missing = await list_missing(db, exchange)
        of_themes = await _theme_cases(db, exchange)
    by_id = {each.comment_id: each for each in there if each.state == CommentState.LIVE}
    highest = [by_id[each.comment_id] for each in best if each.comment_id in by_id]
    return Listed(exchange, [Case(exchange, each, given.get(each.number)) for each in highest], missing, of_themes)


async def save(ctx: Context, actor: Actor, exchange_id: int, new: NewAnswer) -> Case:
    """Save an answer, and post it soon. Raises UserError for words that do not fit and comments that are not shown."""
    async with ctx.storage.write() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        checked = check(new)
        comment = _require_live(await comments.get_by_number(db, exchange.scope, new.number), new.number)
        saved = await _write(ctx, db, actor, exchange, checked)
    case = Case(exchange, comment, saved)
    if exchange.channel_id and exchange.announcement_ts:
        shown = blocks.post(texts_for(exchange.language), comment, saved)
        ctx.outbox.spawn(_post(ctx, actor, exchange, saved, shown), "answer")
    return case


async def save_theme(ctx: Context, actor: Actor, exchange_id: int, new: NewAnswer) -> ThemeCase:
    """Save an answer to a theme, and post it soon. new.number: the theme's, with a minus before.

    Raises UserError for words that do not fit, and where there is no such theme.
    """
    async with ctx.storage.write() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        checked = check(new)
        [case] = await _theme_cases(db, exchange, -new.number)
        saved = await _write(ctx, db, actor, exchange, checked)
    case = replace(case, answer=saved)
    if exchange.channel_id and exchange.announcement_ts:
        shown = blocks.post_theme(texts_for(exchange.language), case, saved)
        ctx.outbox.spawn(_post(ctx, actor, exchange, saved, shown), "answer")
    return case


async def get_theme_case(ctx: Context, actor: Actor, exchange_id: int, number: int) -> ThemeCase:
    """Return a theme with its answer. Raises UserError where there is no such theme."""
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        [case] = await _theme_cases(db, exchange, number)
        return case


async def _theme_cases(db: Db, exchange: Exchange, number: int | None = None) -> list[ThemeCase]:
    """Return the largest themes with their answers, or the one of a number. Raises UserError where there is none."""
    every = [each for each in await themes.list_for(db, exchange.scope) if not is_silent(each)]
    found = every[:FIRST] if number is None else [each for each in every if each.number == number]
    if number is not None and not found:
        raise UserError("answers.no_theme", key=f"t{number}")
    words = [each for _, each in await themes.list_texts(db, exchange.scope)] if found else []
    given = {each.theme: each for each in await answers.list_for(db, exchange.scope)}
    own = {each.name for each in found if each.kind == ThemeKind.NAMED}
    own -= list_common(own, words, exchange.min_group_size)
    texts, cases = texts_for(exchange.language), []
    for each in found:
        shown = theme_name(texts, each)
        name = "" if each.kind == ThemeKind.NAMED and each.name in own else shown
        cases.append(ThemeCase(exchange, each.number, name, each.comments, given.get(each.number), shown))
    return cases


async def _write(ctx: Context, db: Db, actor: Actor, exchange: Exchange, new: NewAnswer) -> Answer:
    moderator = ctx.key_of(exchange).encrypt(_PURPOSE, actor.slack_user_id) if exchange.has_key else None
    today = local_day(ctx.clock(), exchange.zone)
    return await answers.save(db, exchange.scope, new, today=today, encrypted_moderator=moderator)


def _require_live(comment: Comment | None, number: int) -> Comment:
    if comment is None:
        raise UserError("moderate.no_comment_here", number=number)
    if comment.state != CommentState.LIVE:
        raise UserError("answers.not_shown", number=number)
    return comment


async def _post(
    ctx: Context, actor: Actor, exchange: Exchange, saved: Answer, drawn: tuple[str, list[dict[str, Any]]]
) -> None:
    """Post an answer under the announcement, or edit it there; the moderator reads when Slack does not let it be."""
    client = without_retries(ctx.workspace(exchange.tenant_id).client)
    text, shown = drawn
    place: dict[str, Any] = {"channel": exchange.channel_id or "", "text": text, "blocks": shown}
    try:
        ts = saved.message_ts or (await _find_earlier(client, exchange, saved) if saved.revision else None)
        if ts:
            await client.chat_update(ts=ts, **place)
        else:
            posted = await client.chat_postMessage(
                thread_ts=exchange.announcement_ts,
                **findable(EVENT, _key(exchange, saved)),
                **place,
            )
            ts = str(posted["ts"])
    except CALL_ERRORS as error:
        log.warning("answer_not_posted", exchange_id=exchange.exchange_id, error=describe(classify(error)))
        await send(ctx, actor.tenant_id, actor.slack_user_id, actor.texts("answers.not_posted", name=_name(saved)))
        return
    if ts != saved.message_ts:
        async with ctx.storage.write() as db:
            await answers.set_message(db, exchange.scope, saved.number, ts)


async def _find_earlier(client: AsyncWebClient, exchange: Exchange, saved: Answer) -> str | None:
    """Return the ts of an answer that was posted by a process that ended before it could save where. CALL_ERRORS."""
    return await find_message(
        client,
        exchange.channel_id or "",
        event_type=EVENT,
        key=_key(exchange, saved),
        since=datetime.combine(saved.answered_on, time(), tzinfo=UTC) - _SINCE,
        thread_ts=exchange.announcement_ts,
    )


def _name(saved: Answer) -> str:
    return f"#{saved.number}" if saved.theme is None else f"t{saved.theme}"


def _key(exchange: Exchange, saved: Answer) -> str:
    return f"{exchange.exchange_id}.{saved.number}"
