"""Which exchange is meant by what was written behind a verb."""

from bot.slack.errors import KindError
from bot.slack.kit import Kit
from bot.slack.speaker import Speaker
from bot.slack.text import echo
from storage import exchanges
from storage.exchanges import Exchange

_MOST_NAMED = 10


async def exchange_meant(kit: Kit, speaker: Speaker, slug: str, channel_id: str, *, command: str) -> Exchange:
    """Return the exchange of that short name; without one the only open one of this channel, or the only open one.

    Where none is open, the one that closed last in this channel, or the only one that ever closed.
    Raises KindError when there is none, or when it could be several, which it names.
    """
    async with kit.storage.read() as db:
        if slug:
            named = await exchanges.by_slug(db, speaker.tenant_id, slug.lower())
            if named is None:
                raise KindError(f"There is no exchange `{echo(slug)}`. `{command} status` lists them.")
            return named
        running = await exchanges.all_of(db, speaker.tenant_id, "open")
        past = [] if running else await exchanges.all_of(db, speaker.tenant_id, "closed")
    here = [each for each in running if each.channel_id == channel_id] or running
    if not here:
        ended = sorted(past, key=lambda each: str(each.closed_at), reverse=True)
        there = [each for each in ended if each.channel_id == channel_id]
        here = there[:1] or ended
    if not here:
        raise KindError("There is no exchange yet.")
    if len(here) > 1:
        names = ", ".join(f"`{each.slug}`" for each in here[:_MOST_NAMED])
        raise KindError(f"Which exchange? Please add its short name: {names}.")
    return here[0]
