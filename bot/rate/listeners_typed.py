"""Bolt listeners for stars that people type in the app's messages: `4`, `****`, stars as signs, `skip`, `undo`."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.context import Context
from bot.core.rating_words import parse_rating
from bot.domain.actor import Actor
from bot.rate.typed_stars import TypedStars
from bot.slack.events import process_once
from bot.slack.timestamps import parse_slack_ts

Json = dict[str, Any]


async def is_typed(event: Json) -> bool:
    """Say whether a message is a typed rating, which is never a comment."""
    return (
        event.get("channel_type") == "im"
        and event.get("subtype") is None
        and not event.get("bot_id")
        and not event.get("files")
        and parse_rating(event.get("text") or "") != ""
    )


async def is_edited(event: Json) -> bool:
    """Say whether a message was edited from or to a typed rating: "2" to "4", "skp" to "skip"."""
    new, before = event.get("message") or {}, event.get("previous_message") or {}
    is_theirs = event.get("channel_type") == "im" and not new.get("bot_id") and not before.get("bot_id")
    is_text = new.get("subtype") is None and not new.get("files") and new.get("text") != before.get("text")
    return is_theirs and is_text and parse_rating(new.get("text") or "") != ""


async def take_typed_word(event: Json, body: Json, actor: Actor, ctx: Context, typed_stars: TypedStars) -> None:
    """Take typed stars, `skip` and `undo` as the clicks that they mean."""
    async with process_once(ctx, actor, body) as claim:
        if claim.is_ours:
            thread = (event["channel"], event["thread_ts"]) if event.get("thread_ts") else None
            word, typed_at = parse_rating(event["text"]), parse_slack_ts(event["ts"])
            await typed_stars.answer(actor, word, typed_at, claim, thread=thread)


async def take_edited_word(event: Json, body: Json, actor: Actor, ctx: Context, typed_stars: TypedStars) -> None:
    """Change the rating that an edited number gave; a word that became one is taken as typed now."""
    new, before = event["message"], event.get("previous_message") or {}
    if new.get("user") not in {None, actor.slack_user_id}:
        return
    async with process_once(ctx, actor, body) as claim:
        if not claim.is_ours:
            return
        thread = (event["channel"], new["thread_ts"]) if new.get("thread_ts") else None
        word, edited_at = parse_rating(new["text"]), parse_slack_ts(event.get("event_ts") or event.get("ts"))
        if parse_rating(before.get("text") or ""):
            await typed_stars.correct(actor, word, parse_slack_ts(new.get("ts")), edited_at, claim, thread)
        else:
            await typed_stars.answer(actor, word, edited_at, claim, thread=thread)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.event("message", matchers=[is_typed])(take_typed_word)
    app.event({"type": "message", "subtype": "message_changed"}, matchers=[is_edited])(take_edited_word)
