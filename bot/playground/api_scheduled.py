"""chat.scheduleMessage."""

from typing import TYPE_CHECKING

from bot.playground.api_chat import metadata_of, place_to_post, thread_of, words
from bot.playground.scheduled import Scheduled, check_time, keep
from bot.playground.web_api import Args, method
from bot.playground.world import Json

if TYPE_CHECKING:
    from bot.playground.server import PlaygroundServer


@method("chat.scheduleMessage", scope="chat:write")
def schedule_message(town: "PlaygroundServer", args: Args) -> Json:
    """Keep a message of the app until its time."""
    channel = place_to_post(town, args)
    post_at = check_time(town, channel.id, args.needed("post_at"))
    text, blocks = words(town, args)
    message = Scheduled(
        town.world.new_id("Q"),
        channel.id,
        post_at,
        text,
        blocks,
        thread_ts=thread_of(channel, args),
        broadcast=args.flag("reply_broadcast"),
        metadata=metadata_of(args),
    )
    keep(town, message)
    shown: Json = {"type": "delayed_message", "subtype": "bot_message", "text": text, "bot_id": town.bot_id}
    return {
        "channel": channel.id,
        "scheduled_message_id": message.id,
        "post_at": str(post_at),
        "message": shown | ({"blocks": blocks} if blocks else {}),
    }
