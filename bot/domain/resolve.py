"""Which exchange is meant by what was written behind a verb."""

from bot.context import Kit
from bot.domain.access import UnknownAccessError, admitted
from bot.domain.exchanges import not_open
from bot.domain.roles import role_of
from bot.slack.errors import KindError
from bot.slack.mrkdwn import echo
from bot.slack.speaker import Speaker
from storage import exchanges
from storage.exchanges import Exchange

_MOST_NAMED = 10


async def exchange_meant(kit: Kit, speaker: Speaker, slug: str, channel_id: str, *, command: str) -> Exchange:
    """Return the exchange of that short name; without one the only open one of this channel, or the only open one.

    Where none is open, the one that closed last in this channel, or the only one that ever closed.
    Raises KindError when there is none that the speaker may see, or when it could be several, which it names.
    """
    now = kit.clock()
    if slug:
        async with kit.storage.read() as db:
            named = await exchanges.by_slug(db, speaker.tenant_id, slug.lower())
        is_seen = named is not None and bool(await visible(kit, speaker, [named]))
        if named is None or not is_seen or (named.state == "draft" and not await role_of(kit, speaker)):
            is_moderator = await role_of(kit, speaker)
            lists = f"`{command} status` lists them" if is_moderator else "My *Home* tab lists those that are open"
            raise KindError(f"There is no exchange `{echo(slug)}`. {lists}.")
        return named.as_of(now)
    async with kit.storage.read() as db:
        begun = [each.as_of(now) for each in await exchanges.all_of(db, speaker.tenant_id, "open", "closed")]
    running = [each for each in begun if each.is_open]
    past = [each for each in begun if not each.is_open]
    running = await visible(kit, speaker, running)
    past = [] if running else await visible(kit, speaker, past)
    here = [each for each in running if each.channel_id == channel_id] or running
    if not here:
        ended = sorted(past, key=lambda each: str(each.closed_at), reverse=True)
        there = [each for each in ended if each.channel_id == channel_id]
        here = there[:1] or ended
    if not here:
        raise KindError("There is no exchange yet.")
    if len(here) > 1:
        names = ", ".join(f"`{each.slug}`" for each in here[:_MOST_NAMED])
        more = f" and {len(here) - _MOST_NAMED:,} more, which my Home tab lists" if len(here) > _MOST_NAMED else ""
        raise KindError(f"Which exchange? Please add its short name: {names}{more}.")
    return here[0]


async def find_named_open(kit: Kit, speaker: Speaker, slug: str) -> Exchange | None:
    """Return the open exchange of that short name; None where the speaker has none, and words are just words.

    Raises KindError when it is closed: what was meant for it goes nowhere else.
    """
    async with kit.storage.read() as db:
        found = await exchanges.by_slug(db, speaker.tenant_id, slug)
    if found is None or found.state == "draft" or not await admitted(kit, speaker, [found]):
        return None
    named = found.as_of(kit.clock())
    if not named.is_open:
        raise KindError(not_open(named))
    return named


async def visible(kit: Kit, speaker: Speaker, found: list[Exchange]) -> list[Exchange]:
    """Return those exchanges that the speaker may see: of the channels they may be in; a moderator sees all.

    Raises UnknownAccessError when Slack does not say.
    """
    try:
        inside = await admitted(kit, speaker, found)
    except UnknownAccessError:
        if await role_of(kit, speaker):
            return found
        raise
    return found if len(inside) < len(found) and await role_of(kit, speaker) else inside
