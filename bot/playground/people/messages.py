"""What people do in conversations: messages, edits, deletions, slash commands."""

import asyncio
import copy
import uuid
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground.events.emit import hears, tell
from bot.playground.events.payloads import (
    changed_event,
    command_form,
    deleted_event,
    event_envelope,
    mention_event,
    message_event,
)
from bot.playground.people.outcome import WARNINGS, Outcome, outcome_of
from bot.playground.state.errors import ClientRefusalError, SlackError
from bot.playground.state.world import Channel, File, Json, Member, Message
from bot.playground.text.emoji import to_codes
from bot.playground.text.mrkdwn_input import typed
from bot.playground.web_api.messages import remove
from bot.playground.web_api.response_url import respond

if TYPE_CHECKING:
    from bot.playground.server import PlaygroundServer

MESSAGE_MOST = 12_000  # what Slack's composer takes before it offers a file instead
MESSAGES_OFF = "Sending messages to this app has been turned off."


@dataclass(frozen=True, slots=True)
class Saying:
    """A message about to be sent."""

    text: str
    thread_ts: str | None = None
    files: tuple[Json, ...] = ()
    broadcast: bool = False


async def guarded(doing: Awaitable[Outcome]) -> Outcome:
    """Do it; what Slack's client refuses becomes an outcome too."""
    try:
        return await doing
    except ClientRefusalError as refusal:
        return Outcome(ok=False, error=refusal.error, warning=refusal.message, errors=refusal.errors)


async def as_active(member: Member, doing: Awaitable[Outcome]) -> Outcome:
    """Do what somebody does whose account is active. Raises ClientRefusalError."""
    if member.deleted:
        if asyncio.iscoroutine(doing):
            doing.close()
        raise ClientRefusalError("account_inactive", "This account is deactivated.")
    return await doing


def writable(town: "PlaygroundServer", member: Member, channel: Channel | None) -> Channel:
    """Return a conversation this person may write into. Raises ClientRefusalError."""
    if channel is None or not town.world.sees_channel(member.id, channel):
        raise ClientRefusalError("channel_not_found", "You cannot see that channel.")
    if channel.archived:
        raise ClientRefusalError("is_archived", f"#{channel.name} is archived.")
    if channel.kind == "im" and (not town.manifest.messages_tab or town.manifest.messages_tab_read_only):
        raise ClientRefusalError("messages_tab_disabled", MESSAGES_OFF)
    if member.id not in channel.members:
        raise ClientRefusalError("not_in_channel", f"Join #{channel.name} to write there.")
    return channel


async def say(town: "PlaygroundServer", member: Member, channel: Channel | None, what: Saying) -> Outcome:
    """Write a message, and tell the app if it listens there."""
    channel = writable(town, member, channel)
    if what.text.startswith("/"):
        name = what.text.split(maxsplit=1)[0]
        raise ClientRefusalError(
            "is_command", f"{name} is not a valid command here; it would not be sent as a message."
        )
    if not what.text.strip() and not what.files:
        raise ClientRefusalError("no_text", "There is nothing to send.")
    if len(what.text) > MESSAGE_MOST:
        raise ClientRefusalError("msg_too_long", f"Your message is too long: {MESSAGE_MOST:,} characters at most.")
    if what.thread_ts is not None and what.thread_ts not in channel.messages:
        raise ClientRefusalError("thread_not_found", "That thread is gone.")
    message = Message(
        channel=channel.id,
        ts=town.world.ts(),
        user=member.id,
        text=typed(town.world, what.text),
        thread_ts=what.thread_ts,
        broadcast=what.broadcast,
        bot_id=member.bot_id,
        client_msg_id=None if member.is_bot else str(uuid.uuid4()),
        files=[_attach(town, member, each) for each in what.files],
    )
    if message.files:
        message.subtype = "file_share"
    elif member.is_bot:
        message.subtype = "bot_message"
    elif what.broadcast:
        message.subtype = "thread_broadcast"
    town.world.add_message(message)
    town.world.read[member.id, channel.id] = message.ts
    outcome = await tell_app(town, channel, message_event(town, message), message)
    await tell_mention(town, channel, message)
    return outcome


async def edit(town: "PlaygroundServer", member: Member, message: Message, text: str) -> Outcome:
    """Change one's own message."""
    channel = _own(town, member, message, "cant_update_message")
    before = copy.copy(message)
    message.text = typed(town.world, text)
    message.edited = {"user": member.id, "ts": town.world.ts()}
    town.world.replace_message(message, before)
    return await tell_app(town, channel, changed_event(town, message, before), message)


async def delete(town: "PlaygroundServer", member: Member, message: Message) -> Outcome:
    """Delete one's own message."""
    channel = _own(town, member, message, "cant_delete_message")
    before = copy.copy(message)
    gone = remove(town, message)
    event = deleted_event(town, before) if gone else changed_event(town, message, before)
    return await tell_app(town, channel, event, message)


async def join(town: "PlaygroundServer", member: Member, channel: Channel | None) -> Outcome:
    """Join a public channel."""
    if channel is None or channel.kind != "channel" or not town.world.sees_channel(member.id, channel):
        raise ClientRefusalError("channel_not_found", "You cannot see that channel.")
    enter(town, member, channel)
    return Outcome(ok=True)


async def invite_app(town: "PlaygroundServer", member: Member, channel: Channel | None) -> Outcome:
    """Bring the app into a channel, as /invite does."""
    channel = writable(town, member, channel)
    if channel.kind == "im":
        raise ClientRefusalError("cant_invite", "Nobody can be added here.")
    enter(town, town.world.members[town.bot_user_id], channel)
    return Outcome(ok=True)


def enter(town: "PlaygroundServer", member: Member, channel: Channel) -> bool:
    """Put somebody into a channel, and say so there. Returns whether they were not in it before."""
    if member.id in channel.members:
        return False
    channel.members[member.id] = None
    note = Message(
        channel.id, town.world.ts(), member.id, text=f"<@{member.id}> has joined the channel", subtype="channel_join"
    )
    town.world.add_message(note)
    tell(town, note)
    town.tell_channels(member.id)
    return True


async def run(
    town: "PlaygroundServer", member: Member, channel: Channel | None, line: str, *, in_thread: bool = False
) -> Outcome:
    """Run a slash command, and show what the app answered."""
    name, _, text = line.partition(" ")
    command = town.manifest.commands.get(name)
    if command is None or "commands" not in town.manifest.scopes or member.is_stranger:
        raise ClientRefusalError("unknown_command", f"{name} is not a valid command.")
    if in_thread:
        raise ClientRefusalError("not_in_thread", f"{name} is not supported in threads. Sorry!")
    if channel is None or member.id not in channel.members:
        raise ClientRefusalError("channel_not_found", "You are not in that channel.")
    text = typed(town.world, text.strip(), names=True) if command.should_escape else to_codes(text.strip())
    token = town.tickets.response_url(member.id, channel.id)
    form = command_form(
        town,
        member,
        channel,
        (name, text),
        response_url=town.response_address(token),
        trigger_id=town.tickets.trigger(member.id),
    )
    answer = await town.postman.command(form)
    if not answer.good:
        kind = "command_timeout" if answer.status == "timeout" else "command_failed"
        return outcome_of(answer, WARNINGS[kind].format(command=name))
    body = {"text": answer.body} if isinstance(answer.body, str) else answer.body
    if isinstance(body, dict) and body:
        try:
            respond(town, town.tickets.look_up(token), body)
        except SlackError as refusal:
            return Outcome(
                ok=False,
                status=answer.status,
                error=refusal.error,
                warning=WARNINGS["command_failed"].format(command=name),
                ack_ms=answer.ms,
                body=answer.body,
            )
    return outcome_of(answer)


async def tell_mention(town: "PlaygroundServer", channel: Channel, message: Message) -> None:
    """Bring the app an app_mention, beside the message itself, where somebody names it in a channel it is in."""
    is_asked_for = "app_mention" in town.manifest.events and "app_mentions:read" in town.manifest.scopes
    is_there = channel.kind != "im" and town.bot_user_id in channel.members
    if is_asked_for and is_there and message.bot_id is None and f"<@{town.bot_user_id}>" in message.text:
        await town.postman.event(event_envelope(town, mention_event(town, message)))


async def tell_app(town: "PlaygroundServer", channel: Channel, event: Json, message: Message) -> Outcome:
    """Bring the event of a message to the app, if it asked for such and is there."""
    if not hears(town, channel):
        return Outcome(ok=True, message=message)
    author = town.world.members.get(message.user or "")
    shared = author is not None and author.is_stranger
    answer = await town.postman.event(event_envelope(town, event, shared=shared))
    return outcome_of(answer, message=message)


def _own(town: "PlaygroundServer", member: Member, message: Message, error: str) -> Channel:
    channel = town.world.channels[message.channel]
    if message.seen_by or channel.messages.get(message.ts) is not message:
        raise ClientRefusalError("message_not_found", "That message is gone.")
    if message.user != member.id:
        raise ClientRefusalError(error, "This is not your message.")
    return channel


def _attach(town: "PlaygroundServer", member: Member, given: Json) -> str:
    file = File(
        id=town.world.new_id("F"),
        name=str(given.get("name", "file.txt")),
        mimetype=str(given.get("mimetype", "text/plain")),
        user=member.id,
        created=int(town.world.clock()),
        complete=True,
    )
    town.world.files[file.id] = file
    return file.id
