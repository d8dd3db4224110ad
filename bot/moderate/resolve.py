"""Which comment or exchange a moderator means by what they wrote behind a verb."""

from bot.context import Context
from bot.core import grammar
from bot.core.command_words import flag_value_of
from bot.domain.report_reasons import REASONS, parse_reason
from bot.moderate.flow import CaseRef
from bot.slack.commands import CommandRequest
from bot.slack.errors import KindError
from bot.slack.mrkdwn import echo
from storage import exchanges, moderation
from storage.exchanges import Exchange

_NAMED = 5


def parse_command(asked: CommandRequest, verb: str) -> grammar.ParsedCommand:
    """Return what stands behind a verb. Raises KindError."""
    return grammar.parse(f"{verb} {asked.rest}", asked.actor.locale)


def get_reason(read: grammar.ParsedCommand) -> str:
    """Return the code of the reason, written as a flag or plainly; "" where none was. Raises KindError."""
    written = read.flags.get("reason") or read.text
    code = parse_reason(flag_value_of("reason", written)) if written else ""
    if code is None:
        raise KindError("I do not know this reason. Reasons are: " + ", ".join(f"`{each}`" for each in REASONS) + ".")
    return code


def require_number(asked: CommandRequest, read: grammar.ParsedCommand) -> tuple[str, int]:
    """Return (short name or "", number) of the comment that was written. Raises KindError when none was."""
    if read.ref is None or read.ref.number is None:
        form = f"{asked.command} {read.subcommand}"
        raise KindError(f"Which comment? Write its number: `{form} #412`, or `{form} sro#412`.")
    return read.ref.slug, read.ref.number


async def resolve_comment(ctx: Context, asked: CommandRequest, slug: str, number: int) -> CaseRef:
    """Return the comment that is meant: of the exchange named, else of this channel's, else the only one there is.

    Raises KindError when there is none, or several.
    """
    tenant_id = asked.actor.tenant_id
    async with ctx.storage.read() as db:
        if slug:
            named = await exchanges.get_by_slug(db, tenant_id, slug)
            if named is None:
                raise KindError(f"There is no exchange `{slug}`. `{asked.command} status` lists them.")
            return CaseRef(named.exchange_id, number)
        having = await moderation.list_exchanges_with(db, tenant_id, number)
        there = [each for each in await exchanges.list_all(db, tenant_id) if each.exchange_id in having]
    here = [each for each in there if each.channel_id == asked.channel_id] or there
    if not here:
        raise KindError(f"There is no comment #{number}.")
    if len(here) > 1:
        names = " or ".join(f"`{each.slug}#{number}`" for each in here[:_NAMED])
        names += f" (and {len(here) - _NAMED:,} more)" if len(here) > _NAMED else ""
        raise KindError(f"More than one exchange has a #{number}. Please write {names}.")
    return CaseRef(here[0].exchange_id, number)


async def resolve_queue(ctx: Context, asked: CommandRequest) -> Exchange | None:
    """Return the exchange whose queue is asked for, None for all. Raises KindError for one that does not exist."""
    read = parse_command(asked, "queue")
    slug = read.ref.slug if read.ref else read.text
    if not slug:
        return None
    async with ctx.storage.read() as db:
        found = await exchanges.get_by_slug(db, asked.actor.tenant_id, slug)
    if found is None:
        raise KindError(f"There is no exchange `{echo(slug)}`. `{asked.command} status` lists them.")
    return found
