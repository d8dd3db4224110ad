"""Bolt listeners for those who want to hear of answers: asking, ending it, and saying whether one helped."""

import re
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.access import admit, admit_to_own, get_started
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.receipts.answers import blocks
from bot.receipts.payloads import parse_place
from bot.slack import action_ids
from bot.slack.blocks import section
from storage import participants
from storage.letters import Letters, read_letters
from storage.session import Db

Json = dict[str, Any]


async def follow(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Ask to hear of answers in an exchange."""
    exchange_id = parse_exchange_id(action.get("value"))
    await _set_follows(ctx, actor, exchange_id, is_on=True)
    await ack()
    _show(ctx, actor, body, exchange_id, is_on=True)


async def unfollow(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """End it."""
    exchange_id = parse_exchange_id(action.get("value"))
    await _set_follows(ctx, actor, exchange_id, is_on=False)
    await ack()
    _show(ctx, actor, body, exchange_id, is_on=False)


def _show(ctx: Context, actor: Actor, body: Json, exchange_id: int, *, is_on: bool) -> None:
    text, shown = blocks.followed(actor.texts, exchange_id, is_on=is_on)
    if (body.get("container") or {}).get("is_ephemeral"):
        ctx.outbox.replace_message(body["response_url"], text, shown)
    else:
        ctx.outbox.send_privately(actor, body.get("response_url"), text, shown)


async def _set_follows(ctx: Context, actor: Actor, exchange_id: int, *, is_on: bool) -> None:
    admission = await admit(ctx, actor, exchange_id) if is_on else admit_to_own(ctx, actor, exchange_id)

    async def work(db: Db) -> None:
        exchange = await get_started(db, admission)
        who = actor.person(ctx.key_of(exchange))
        person = await participants.hold_any(db, exchange.scope, who)
        if person is None or person.is_forgetting:
            raise UserError("news.no_part")
        letters = replace(read_letters(person.letters), follows=is_on)
        await participants.save(db, exchange.scope, who, replace(person, letters=letters.to_bytes()))

    await ctx.storage.transact(work)


async def say_helped(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Save whether an answer helped; the last word counts."""
    exchange_id, number = parse_place(action.get("value"), takes_themes=True)
    vote = str(action["action_id"]).rpartition(".")[2]
    admission = admit_to_own(ctx, actor, exchange_id)

    async def work(db: Db) -> None:
        exchange = await get_started(db, admission)
        who = actor.person(ctx.key_of(exchange))
        person = await participants.hold_any(db, exchange.scope, who)
        letters = read_letters(person.letters) if person else Letters()
        if person is None or person.is_forgetting or number not in letters.asked:
            raise UserError("news.not_asked")
        letters = replace(letters, helped={**letters.helped, number: vote})
        await participants.save(db, exchange.scope, who, replace(person, letters=letters.to_bytes()))

    await ctx.storage.transact(work)
    await ack()
    text = actor.texts("news.thanks")
    ctx.outbox.replace_or_post(actor.tenant_id, body, text, [section(text)])


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(action_ids.FOLLOW_ANSWERS)(follow)
    app.action(action_ids.UNFOLLOW_ANSWERS)(unfollow)
    app.action(re.compile(rf"^{re.escape(blocks.HELPED)}\.(yes|partly|no)$"))(say_helped)
