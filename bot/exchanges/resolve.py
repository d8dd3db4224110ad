"""Which exchange a moderator means."""

from bot.context import Context
from bot.core.grammar import CommandRef, ParsedCommand, parse
from bot.slack.commands import CommandRequest
from bot.slack.errors import KindError
from storage import exchanges
from storage.exchanges import Exchange

# The states in which each verb finds something to do, the likeliest first.
STATES = {
    "open": ["draft"],
    "close": ["open"],
    "reopen": ["closed"],
    "extend": ["open", "draft"],
    "status": ["open", "draft", "closed"],
}
_NOTHING = {
    "open": "There is no draft to open. `{command} new` makes one.",
    "close": "No exchange is open.",
    "reopen": "No exchange is closed.",
    "extend": "No exchange is open.",
    "status": "There is no exchange yet. `{command} new` makes the first.",
}
_NAMED = 10


def parse_command(verb: str, asked: CommandRequest) -> ParsedCommand:
    """Return what was written behind a subcommand. Raises InputError."""
    return parse(f"{verb} {asked.rest}", asked.actor.locale)


async def resolve_exchanges(ctx: Context, asked: CommandRequest, verb: str, ref: CommandRef | None) -> list[Exchange]:
    """Return the exchange that is meant, or those among which the person has to choose.

    Without a ref it is the only one of this channel that the verb fits, else the only one at all.
    Raises KindError when there is none.
    """
    tenant_id = asked.actor.tenant_id
    async with ctx.storage.read() as db:
        everything = [each.as_of(ctx.clock()) for each in await exchanges.list_all(db, tenant_id)]
    if ref is not None:
        return [_named(everything, ref, verb, asked.command)]
    for state in STATES[verb]:
        fitting = [each for each in everything if each.state == state]
        here = [each for each in fitting if each.channel_id == asked.channel_id]
        if here or fitting:
            return here or fitting
    raise KindError(_NOTHING[verb].format(command=asked.command))


def _named(everything: list[Exchange], ref: CommandRef, verb: str, command: str) -> Exchange:
    if ref.number is not None or ref.theme is not None:
        slug = ref.slug or (everything[0].slug if everything else "sro")
        raise KindError(f"`{command} {verb}` is about a whole exchange: `{command} {verb} {slug}`.")
    for exchange in everything:
        if exchange.slug == ref.slug:
            return exchange
    if not everything:
        raise KindError(_NOTHING["status"].format(command=command))
    listed = ", ".join(f"`{each.slug}`" for each in everything[:_NAMED])
    more = f" and {len(everything) - _NAMED} more" if len(everything) > _NAMED else ""
    raise KindError(f"There is no exchange `{ref.slug}`, but {listed}{more}.")
