"""Which comment or exchange a moderator means by what they wrote in a command."""

from bot.core.grammar import ParsedCommand
from bot.domain.errors import UserError
from bot.domain.report_reasons import REASONS, parse_reason
from bot.moderate.case import CaseRef
from bot.moderate.words import REASON
from bot.slack.commands import CommandRequest
from bot.slack.mrkdwn import echo
from storage import exchanges, moderation
from storage.exchanges import Exchange

_MAX_NAMED = 5


def parse_decision_reason(request: CommandRequest, parsed: ParsedCommand) -> str:
    """Return the code of the reason, written as a flag or plainly; "" where none was. Raises UserError."""
    written = parsed.flags.get("reason") or parsed.text
    code = parse_reason(REASON.value_of(written)) if written else ""
    if code is None:
        reasons = [f"`{REASON.value_in(request.actor.locale, each)}`" for each in REASONS]
        raise UserError("moderate.unknown_reason", reasons=reasons)
    return code


def require_number(request: CommandRequest, parsed: ParsedCommand) -> tuple[str, int]:
    """Return (short name or "", number) of the comment that was written. Raises UserError when none was."""
    first = parsed.args[0] if parsed.ref is None and parsed.args else ""
    if first.isdecimal() and first.isascii():
        raise UserError("moderate.number_sign", form=f"{request.written} #{echo(first)}")
    if parsed.ref is None or parsed.ref.number is None:
        raise UserError("moderate.which_comment", form=request.written)
    return parsed.ref.slug, parsed.ref.number


async def resolve_comment(request: CommandRequest, slug: str, number: int) -> CaseRef:
    """Return the comment that is meant: of the exchange named, else of this channel's, else the only one there is.

    Raises UserError when there is none, or several.
    """
    tenant_id = request.actor.tenant_id
    if slug:
        return CaseRef((await _get_named(request, slug)).exchange_id, number)
    async with request.ctx.storage.read() as db:
        having = await moderation.list_exchanges_with(db, tenant_id, number)
        there = [each for each in await exchanges.list_all(db, tenant_id) if each.exchange_id in having]
    here = [each for each in there if request.channel_id in each.channels] or there
    if not here:
        raise UserError("moderate.no_comment", number=number)
    request.actor.set_subject(*here)
    if len(here) > 1:
        names = request.actor.texts.list([f"`{each.slug}#{number}`" for each in here[:_MAX_NAMED]], last="or")
        if len(here) > _MAX_NAMED:
            raise UserError("moderate.several_more", number=number, names=names, n=len(here) - _MAX_NAMED)
        raise UserError("moderate.several", number=number, names=names)
    return CaseRef(here[0].exchange_id, number)


async def resolve_queue(request: CommandRequest) -> Exchange | None:
    """Return the exchange whose queue is meant, None for all. Raises UserError for one that does not exist."""
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else parsed.text
    return await _get_named(request, slug) if slug else None


async def _get_named(request: CommandRequest, slug: str) -> Exchange:
    async with request.ctx.storage.read() as db:
        found = await exchanges.get_by_slug(db, request.actor.tenant_id, slug)
    if found is None:
        raise UserError("exchange.unknown_name_moderator", name=echo(slug), command=request.command)
    request.actor.set_subject(found)
    return found
