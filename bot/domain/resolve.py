"""Finds the exchange that a subcommand is about: by its short name, else by the channel."""

from bot.domain.access import UnknownAccessError, list_admitted, not_open_error
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.policy import EVERYWHERE, Act
from bot.domain.roles import can, get_role
from bot.domain.tools import AccessTools
from bot.slack.mrkdwn import echo
from storage import exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange

_MAX_NAMED = 10


async def resolve_exchange(ctx: AccessTools, actor: Actor, slug: str, channel_id: str, *, command: str) -> Exchange:
    """Return the exchange of that short name; without one the only open one of this channel, or the only open one.

    Where none is open, the one that closed last in this channel, or the only one that ever closed.
    Raises UserError when there is none that the actor may see, or when it could be several, which it names.
    """
    now = ctx.clock()
    if slug:
        async with ctx.storage.read() as db:
            named = await exchanges.get_by_slug(db, actor.tenant_id, slug.lower())
        is_seen = named is not None and bool(await list_visible(ctx, actor, [named]))
        if named is None or not is_seen or (named.state == ExchangeState.DRAFT and not await can(ctx, actor, Act.RUN)):
            if await can(ctx, actor, Act.RUN):
                raise UserError("exchange.unknown_name_moderator", name=echo(slug), command=command)
            raise UserError("exchange.unknown_name", name=echo(slug))
        actor.set_subject(named)
        return named.as_of(now)
    async with ctx.storage.read() as db:
        begun = [
            each.as_of(now)
            for each in await exchanges.list_all(db, actor.tenant_id, ExchangeState.OPEN, ExchangeState.CLOSED)
        ]
    running = [each for each in begun if each.is_open]
    past = [each for each in begun if not each.is_open and each.archived_at is None]
    running = await list_visible(ctx, actor, running)
    past = [] if running else await list_visible(ctx, actor, past)
    here = [each for each in running if channel_id in each.channels] or running
    if not here:
        ended = sorted(past, key=lambda each: str(each.closed_at), reverse=True)
        there = [each for each in ended if channel_id in each.channels]
        here = there[:1] or ended
    actor.set_subject(*here)
    if not here:
        raise UserError("exchange.none_yet")
    if len(here) > 1:
        names = ", ".join(f"`{each.slug}`" for each in here[:_MAX_NAMED])
        if len(here) > _MAX_NAMED:
            raise UserError("exchange.which_of_many", names=names, n=len(here) - _MAX_NAMED)
        raise UserError("exchange.which", names=names)
    return here[0]


async def find_named_open(ctx: AccessTools, actor: Actor, slug: str) -> Exchange | None:
    """Return the open exchange of that short name; None where the actor has none, and words are just words.

    Raises UserError when it is closed: what was meant for it goes nowhere else.
    """
    async with ctx.storage.read() as db:
        found = await exchanges.get_by_slug(db, actor.tenant_id, slug)
    if found is None or found.state == ExchangeState.DRAFT or not await list_admitted(ctx, actor, [found]):
        return None
    actor.set_subject(found)
    named = found.as_of(ctx.clock())
    if not named.is_open:
        raise not_open_error(named)
    return named


async def list_for_role(ctx: AccessTools, actor: Actor, found: list[Exchange]) -> list[Exchange]:
    """Return those exchanges whose state somebody with a role may see: who runs none sees no draft.

    Of those who see exchanges of their own channels alone, others are left out. Raises UnknownAccessError when Slack
    does not say.
    """
    if await can(ctx, actor, Act.RUN):
        return found
    return await list_visible(ctx, actor, [each for each in found if each.state != ExchangeState.DRAFT])


async def list_visible(ctx: AccessTools, actor: Actor, found: list[Exchange]) -> list[Exchange]:
    """Return those exchanges that the actor may see: of the channels they may be in; a moderator sees all.

    Raises UnknownAccessError when Slack does not say.
    """
    try:
        inside = await list_admitted(ctx, actor, found)
    except UnknownAccessError:
        if await get_role(ctx, actor) in EVERYWHERE:
            return found
        raise
    return found if len(inside) < len(found) and await get_role(ctx, actor) in EVERYWHERE else inside
