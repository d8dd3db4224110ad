"""Which comment or exchange a moderator means by what they wrote behind a verb."""

from bot.context import Kit
from bot.core import grammar
from bot.domain.report_reasons import REASONS, read_reason
from bot.moderate.flow import Ref
from bot.slack.commands import Asked
from bot.slack.errors import KindError
from bot.slack.mrkdwn import echo
from storage import exchanges, moderation
from storage.exchanges import Exchange

_NAMED = 5


def order(asked: Asked, verb: str) -> grammar.Order:
    """Return what stands behind a verb. Raises KindError."""
    try:
        return grammar.parse(f"{verb} {asked.rest}")
    except grammar.GrammarError as error:
        raise KindError(str(error)) from error


def reason_of(read: grammar.Order) -> str:
    """Return the code of the reason, written as a flag or plainly; "" where none was. Raises KindError."""
    written = read.flags.get("reason") or read.text
    code = read_reason(written) if written else ""
    if code is None:
        raise KindError("I do not know this reason. Reasons are: " + ", ".join(f"`{each}`" for each in REASONS) + ".")
    return code


def number_of(asked: Asked, read: grammar.Order) -> tuple[str, int]:
    """Return (short name or "", number) of the comment that was written. Raises KindError when none was."""
    if read.ref is None or read.ref.number is None:
        form = f"{asked.command} {read.verb}"
        raise KindError(f"Which comment? Write its number: `{form} #412`, or `{form} sro#412`.")
    return read.ref.slug, read.ref.number


async def comment_meant(kit: Kit, asked: Asked, slug: str, number: int) -> Ref:
    """Return the comment that is meant: of the exchange named, else of this channel's, else the only one there is.

    Raises KindError when there is none, or several.
    """
    tenant_id = asked.speaker.tenant_id
    async with kit.storage.read() as db:
        if slug:
            named = await exchanges.by_slug(db, tenant_id, slug)
            if named is None:
                raise KindError(f"There is no exchange `{slug}`. `{asked.command} status` lists them.")
            return Ref(named.exchange_id, number)
        having = await moderation.exchanges_with(db, tenant_id, number)
        there = [each for each in await exchanges.all_of(db, tenant_id) if each.exchange_id in having]
    here = [each for each in there if each.channel_id == asked.channel_id] or there
    if not here:
        raise KindError(f"There is no comment #{number}.")
    if len(here) > 1:
        names = " or ".join(f"`{each.slug}#{number}`" for each in here[:_NAMED])
        names += f" (and {len(here) - _NAMED:,} more)" if len(here) > _NAMED else ""
        raise KindError(f"More than one exchange has a #{number}. Please write {names}.")
    return Ref(here[0].exchange_id, number)


async def queue_meant(kit: Kit, asked: Asked) -> Exchange | None:
    """Return the exchange whose queue is asked for, None for all. Raises KindError for one that does not exist."""
    read = order(asked, "queue")
    slug = read.ref.slug if read.ref else read.text
    if not slug:
        return None
    async with kit.storage.read() as db:
        found = await exchanges.by_slug(db, asked.speaker.tenant_id, slug)
    if found is None:
        raise KindError(f"There is no exchange `{echo(slug)}`. `{asked.command} status` lists them.")
    return found
