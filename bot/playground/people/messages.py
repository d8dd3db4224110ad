"""People's acts in conversations: messages, edits, deletions, joining, slash commands."""

import asyncio
import copy
import re
import uuid
from collections.abc import Awaitable
from dataclasses import dataclass

from bot.playground.context import PlaygroundContext
from bot.playground.events.emit import is_subscribed
from bot.playground.events.payloads import (
    changed_event,
    command_form,
    deleted_event,
    event_envelope,
    mention_event,
    message_event,
)
from bot.playground.people.files import store_file
from bot.playground.people.outcome import WARNINGS, Outcome, make_outcome
from bot.playground.state.errors import ClientRefusalError, SlackError
from bot.playground.state.models import Channel, Json, Member, Message
from bot.playground.text.emoji import to_codes
from bot.playground.text.mrkdwn_input import to_mrkdwn
from bot.playground.web_api.membership import add_to_channel
from bot.playground.web_api.messages import delete_message
from bot.playground.web_api.response_url import respond

MAX_MESSAGE = 12_000  # what Slack's composer takes before it offers a file instead
INVITE = "/invite"  # Slack's own command, which no app hears of
MESSAGES_OFF = "Sending messages to this app has been turned off."


_PERSON = re.compile(r"<@(\w+)>")
_CHANNEL = re.compile(r"<#(\w+)>")


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message about to be sent."""

    text: str
    thread_ts: str | None = None
    files: tuple[Json, ...] = ()
    broadcast: bool = False


async def catch_refusal(act: Awaitable[Outcome]) -> Outcome:
    """Await an act; turn a refusal by Slack's client into an outcome."""
    try:
        return await act
    except ClientRefusalError as refusal:
        return Outcome(ok=False, error=refusal.error, warning=refusal.message, errors=refusal.errors)


async def require_active(member: Member, act: Awaitable[Outcome]) -> Outcome:
    """Await an act of a member whose account is active. Raises ClientRefusalError for a deactivated one."""
    if member.deleted:
        if asyncio.iscoroutine(act):
            act.close()
        raise ClientRefusalError("account_inactive", "This account is deactivated.")
    return await act


def require_writable(context: PlaygroundContext, member: Member, channel: Channel | None) -> Channel:
    """Return a conversation that this person may write in. Raises ClientRefusalError."""
    if channel is None or not context.world.can_see_channel(member.id, channel):
        raise ClientRefusalError("channel_not_found", "You cannot see that channel.")
    if channel.archived:
        raise ClientRefusalError("is_archived", f"#{channel.name} is archived.")
    if channel.kind == "im" and (not context.manifest.messages_tab or context.manifest.messages_tab_read_only):
        raise ClientRefusalError("messages_tab_disabled", MESSAGES_OFF)
    if member.id not in channel.members:
        raise ClientRefusalError("not_in_channel", f"Join #{channel.name} to write there.")
    return channel


async def send_message(
    context: PlaygroundContext, member: Member, channel: Channel | None, draft: NewMessage
) -> Outcome:
    """Post a person's message, and notify the app if it is subscribed."""
    channel = require_writable(context, member, channel)
    if draft.text.startswith("/"):
        name = draft.text.split(maxsplit=1)[0]
        raise ClientRefusalError(
            "is_command", f"{name} is not a valid command here; it would not be sent as a message."
        )
    if not draft.text.strip() and not draft.files:
        raise ClientRefusalError("no_text", "There is nothing to send.")
    if len(draft.text) > MAX_MESSAGE:
        raise ClientRefusalError("msg_too_long", f"Your message is too long: {MAX_MESSAGE:,} characters at most.")
    if draft.thread_ts is not None and draft.thread_ts not in channel.messages:
        raise ClientRefusalError("thread_not_found", "That thread is gone.")
    message = Message(
        channel=channel.id,
        ts=context.world.new_ts(),
        user=member.id,
        text=to_mrkdwn(context.world, draft.text),
        thread_ts=draft.thread_ts,
        broadcast=draft.broadcast,
        bot_id=member.bot_id,
        client_msg_id=None if member.is_bot else str(uuid.uuid4()),
        files=[store_file(context, member.id, each).id for each in draft.files],
    )
    if message.files:
        message.subtype = "file_share"
    elif member.is_bot:
        message.subtype = "bot_message"
    elif draft.broadcast:
        message.subtype = "thread_broadcast"
    context.world.add_message(message)
    context.world.read[member.id, channel.id] = message.ts
    outcome = await deliver_message(context, channel, message_event(context, message), message)
    await deliver_mention(context, channel, message)
    return outcome


async def edit_own_message(context: PlaygroundContext, member: Member, message: Message, text: str) -> Outcome:
    """Change one's own message."""
    channel = _require_own(context, member, message, "cant_update_message")
    before = copy.copy(message)
    message.text = to_mrkdwn(context.world, text)
    message.edited = {"user": member.id, "ts": context.world.new_ts()}
    context.world.replace_message(message, before)
    return await deliver_message(context, channel, changed_event(context, message, before), message)


async def delete_own_message(context: PlaygroundContext, member: Member, message: Message) -> Outcome:
    """Delete one's own message."""
    channel = _require_own(context, member, message, "cant_delete_message")
    before = copy.copy(message)
    gone = delete_message(context, message)
    event = deleted_event(context, before) if gone else changed_event(context, message, before)
    return await deliver_message(context, channel, event, message)


async def join_channel(context: PlaygroundContext, member: Member, channel: Channel | None) -> Outcome:
    """Join a public channel."""
    if channel is None or channel.kind != "channel" or not context.world.can_see_channel(member.id, channel):
        raise ClientRefusalError("channel_not_found", "You cannot see that channel.")
    add_to_channel(context, member, channel)
    return Outcome(ok=True)


async def invite_app(context: PlaygroundContext, member: Member, channel: Channel | None) -> Outcome:
    """Add the app to a channel, as /invite does."""
    channel = require_writable(context, member, channel)
    if channel.kind == "im":
        raise ClientRefusalError("cant_invite", "Nobody can be added here.")
    add_to_channel(context, context.world.members[context.app.bot_user_id], channel)
    return Outcome(ok=True)


def invite(context: PlaygroundContext, member: Member, channel: Channel | None, text: str) -> Outcome:
    """Add people and apps to a channel: "/invite @somebody [#channel]"; nobody where one of them is unknown.

    Raises ClientRefusalError.
    """
    words = to_mrkdwn(context.world, text.strip())
    named = _CHANNEL.search(words)
    if named is not None:
        channel = context.world.channels.get(named[1])
    people = [context.world.members.get(each) for each in _PERSON.findall(words)]
    if not people or None in people or _PERSON.sub("", _CHANNEL.sub("", words)).strip():
        raise ClientRefusalError("user_not_found", "Write who is to be added: /invite @somebody #channel")
    channel = require_writable(context, member, channel)
    if channel.kind == "im":
        raise ClientRefusalError("cant_invite", "Nobody can be added here.")
    for each in people:
        if each is not None:
            add_to_channel(context, each, channel)
    return Outcome(ok=True)


async def run_command(
    context: PlaygroundContext, member: Member, channel: Channel | None, line: str, *, in_thread: bool = False
) -> Outcome:
    """Run a slash command, and show the app's response."""
    name, _, text = line.partition(" ")
    if name == INVITE and not in_thread:
        return invite(context, member, channel, text)
    command = context.manifest.commands.get(name)
    if command is None or "commands" not in context.manifest.scopes or member.is_stranger:
        raise ClientRefusalError("unknown_command", f"{name} is not a valid command.")
    if in_thread:
        raise ClientRefusalError("not_in_thread", f"{name} is not supported in threads. Sorry!")
    if channel is None or member.id not in channel.members:
        raise ClientRefusalError("channel_not_found", "You are not in that channel.")
    text = to_mrkdwn(context.world, text.strip(), names=True) if command.should_escape else to_codes(text.strip())
    token = context.tokens.new_response_url(member.id, channel.id)
    form = command_form(
        context,
        member,
        channel,
        (name, text),
        response_url=context.address.response_url(token),
        trigger_id=context.tokens.new_trigger(member.id),
    )
    response = await context.dispatcher.command(form)
    if not response.is_accepted:
        kind = "command_timeout" if response.status == "timeout" else "command_failed"
        return make_outcome(response, WARNINGS[kind].format(command=name))
    body = {"text": response.body} if isinstance(response.body, str) else response.body
    if isinstance(body, dict) and body:
        try:
            respond(context, context.tokens.get_response_url(token), body)
        except SlackError as refusal:
            return Outcome(
                ok=False,
                status=response.status,
                error=refusal.error,
                warning=WARNINGS["command_failed"].format(command=name),
                ack_ms=response.ms,
                body=response.body,
            )
    return make_outcome(response)


async def deliver_mention(context: PlaygroundContext, channel: Channel, message: Message) -> None:
    """Deliver an app_mention, besides the message event, when a person mentions the app in its channel."""
    is_asked_for = "app_mention" in context.manifest.events and "app_mentions:read" in context.manifest.scopes
    is_there = channel.kind != "im" and context.app.bot_user_id in channel.members
    if is_asked_for and is_there and message.bot_id is None and f"<@{context.app.bot_user_id}>" in message.text:
        await context.dispatcher.event(event_envelope(context, mention_event(context, message)))


async def deliver_message(context: PlaygroundContext, channel: Channel, event: Json, message: Message) -> Outcome:
    """Deliver the event of a message, if the app is subscribed."""
    if not is_subscribed(context, channel):
        return Outcome(ok=True, message=message)
    author = context.world.members.get(message.user or "")
    shared = author is not None and author.is_stranger
    response = await context.dispatcher.event(event_envelope(context, event, shared=shared))
    return make_outcome(response, message=message)


def _require_own(context: PlaygroundContext, member: Member, message: Message, error: str) -> Channel:
    channel = context.world.channels[message.channel]
    if message.seen_by or channel.messages.get(message.ts) is not message:
        raise ClientRefusalError("message_not_found", "That message is gone.")
    if message.user != member.id:
        raise ClientRefusalError(error, "This is not your message.")
    return channel
