"""Finding the exchange that a moderator means."""

from bot.core.grammar import CommandRef
from bot.domain.errors import UserError
from bot.domain.resolve import list_for_role
from bot.slack.commands import CommandRequest
from storage import exchanges
from storage.exchanges import Exchange

# The states in which each subcommand finds something to do, the likeliest first.
STATES = {
    "open": ["draft"],
    "close": ["open"],
    "reopen": ["closed"],
    "extend": ["open", "draft"],
    "pause": ["open"],
    "resume": ["open"],
    "remind": ["open", "draft"],
    "nudge": ["open"],
    "channel": ["open", "draft", "closed"],
    "invite": ["open", "draft"],
    "archive": ["closed"],
    "delete": ["closed", "open"],
    "status": ["open", "draft", "closed"],
}
_MAX_NAMED = 10


async def resolve_exchanges(request: CommandRequest, ref: CommandRef | None) -> list[Exchange]:
    """Return the exchange that is meant, or those among which the person has to choose.

    Without a ref it is the only one of this channel that the subcommand fits, else the only one at all.
    Raises UserError when there is none.
    """
    ctx, subcommand = request.ctx, request.subcommand.name
    async with ctx.storage.read() as db:
        every = [each.as_of(ctx.clock()) for each in await exchanges.list_all(db, request.actor.tenant_id)]
    known = await list_for_role(ctx, request.actor, every)
    if ref is not None:
        named = _get_named(known, ref, request)
        request.actor.set_subject(named)
        return [named]
    for state in STATES[subcommand]:
        fitting = [each for each in known if each.state == state and _is_meant(each, subcommand)]
        here = [each for each in fitting if request.channel_id in each.channels]
        if here or fitting:
            request.actor.set_subject(*(here or fitting))
            return here or fitting
    raise UserError(f"exchanges.none_to.{subcommand}_one", command=request.command)


def _is_meant(exchange: Exchange, subcommand: str) -> bool:
    """Say whether a subcommand can be about an exchange without naming it."""
    if subcommand in {"pause", "resume"}:
        return exchange.is_paused == (subcommand == "resume")
    return exchange.archived_at is None or subcommand == "status"


def _get_named(known: list[Exchange], ref: CommandRef, request: CommandRequest) -> Exchange:
    if ref.number is not None or ref.theme is not None:
        slug = ref.slug or (known[0].slug if known else "sro")
        raise UserError("exchanges.whole_exchange", form=request.written, name=slug)
    for exchange in known:
        if exchange.slug == ref.slug:
            return exchange
    if not known:
        raise UserError("exchanges.none_to.status_one", command=request.command)
    names = [f"`{each.slug}`" for each in known[:_MAX_NAMED]]
    rest = len(known) - _MAX_NAMED
    if rest > 0:
        raise UserError("exchanges.unknown_of_many", name=ref.slug, names=", ".join(names), n=rest)
    raise UserError("exchanges.unknown", name=ref.slug, names=names)
