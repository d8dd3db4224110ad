"""Members of a conversation."""

from bot.playground.context import PlaygroundContext
from bot.playground.events.emit import emit_message
from bot.playground.state.models import Channel, Member, Message


def add_to_channel(context: PlaygroundContext, member: Member, channel: Channel) -> bool:
    """Add somebody to a channel and post a note about it. Return whether they are new in it."""
    if member.id in channel.members:
        return False
    channel.members[member.id] = None
    note = Message(
        channel.id,
        context.world.new_ts(),
        member.id,
        text=f"<@{member.id}> has joined the channel",
        subtype="channel_join",
    )
    context.world.add_message(note)
    emit_message(context, note)
    context.world.notify_channels(member.id)
    return True
