"""Which comment or exchange a moderator means by what they wrote behind a verb."""

import re
from dataclasses import dataclass

from bot.moderate.flow import Ref
from bot.slack.commands import Asked
from bot.slack.errors import KindError
from bot.slack.kit import Kit
from bot.slack.reasons import REASONS, read_reason
from storage import exchanges, moderation
from storage.exchanges import Exchange

_REF = re.compile(r"(?P<slug>[a-z0-9][a-z0-9-]{0,39})?\s*#(?P<number>\d{1,9})(?:\s+|$)", re.IGNORECASE)
_REASON = re.compile(r"(?:--reason(?:=|\s+))?[\"'“”‘’]?(?P<reason>[^\"'“”‘’]+?)[\"'“”‘’]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Order:
    """What a moderator wrote: which comment, and why. reason: "" where none was given."""

    slug: str
    number: int
    reason: str


def read_order(rest: str, *, verb: str, command: str) -> Order:
    """Return what stands behind keep, hide, restore or remove. Raises KindError."""
    found = _REF.match(rest.strip())
    if not found:
        raise KindError(f"Which comment? Write its number: `{command} {verb} #412`, or `{command} {verb} sro#412`.")
    reason = ""
    behind = rest.strip()[found.end() :]
    if behind:
        written = _REASON.fullmatch(behind)
        reason = (written and read_reason(written["reason"])) or ""
        if not reason:
            raise KindError(
                "I do not know this reason. Reasons are: " + ", ".join(f"`{code}`" for code in REASONS) + "."
            )
    return Order((found["slug"] or "").lower(), int(found["number"]), reason)


async def find(kit: Kit, asked: Asked, order: Order) -> Ref:
    """Return the comment that is meant: of the exchange named, else of this channel's, else the only one there is.

    Raises KindError when there is none, or several.
    """
    tenant_id = asked.speaker.tenant_id
    async with kit.storage.read() as db:
        if order.slug:
            named = await exchanges.by_slug(db, tenant_id, order.slug)
            if named is None:
                raise KindError(f"There is no exchange `{order.slug}`. `{asked.command} status` lists them.")
            return Ref(named.exchange_id, order.number)
        having = await moderation.exchanges_with(db, tenant_id, order.number)
        there = [each for each in await exchanges.all_of(db, tenant_id) if each.exchange_id in having]
    here = [each for each in there if each.channel_id == asked.channel_id] or there
    if not here:
        raise KindError(f"There is no comment #{order.number}.")
    if len(here) > 1:
        names = " or ".join(f"`{each.slug}#{order.number}`" for each in here[:5])
        raise KindError(f"More than one exchange has a #{order.number}. Please write {names}.")
    return Ref(here[0].exchange_id, order.number)


async def scope(kit: Kit, asked: Asked) -> Exchange | None:
    """Return the exchange whose queue is asked for, None for all. Raises KindError for one that does not exist."""
    slug = asked.rest.strip().lower().removesuffix("#")
    if not slug:
        return None
    async with kit.storage.read() as db:
        found = await exchanges.by_slug(db, asked.speaker.tenant_id, slug)
    if found is None:
        raise KindError(f"There is no exchange `{slug[:40]}`. `{asked.command} status` lists them.")
    return found
