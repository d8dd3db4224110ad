"""Passes: what a browser holds to open a page for a person. Of each the database has a hash, and the person sealed.

A pass is 256 random bits. Its row says neither whose it is, nor which of the three kinds it is, nor when it ends: that
is sealed under the workspace's key, in one size. Nothing is written when a pass is used, so no row says who looked.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.tools import ClockTools, StorageTools, TenantKeyTools
from bot.sealing import WrongSealError
from storage import web_passes
from storage.web_passes import WebPass

_SEALED_BYTES = 128  # filled up to a multiple of it: every row has this size
_PURPOSE = "web_pass"
_HOUR = timedelta(hours=1)
_MAX_LENGTH = 64  # characters of a pass


class PassTools(StorageTools, ClockTools, TenantKeyTools, Protocol):
    """What it takes to give and read passes."""


class PassKind(StrEnum):
    """What a pass is for."""

    SESSION = "session"  # of somebody who signed in
    LINK = "link"  # in the address of a personal page; works once
    PERSONAL = "personal"  # of the browser that opened such a link


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a pass is. exchange_id: what a personal page is about, 0 for a session."""

    tenant_id: int
    slack_user_id: str
    expires_at: datetime
    exchange_id: int = 0


async def give(ctx: PassTools, kind: PassKind, holder: Holder) -> str:
    """Return a new pass, in a transaction of its own: beside rows of an exchange it would say whose they are."""
    made = secrets.token_urlsafe(32)
    pass_hash = _hash(made)
    plain = json.dumps([holder.slack_user_id, holder.exchange_id, int(holder.expires_at.timestamp())]).encode()
    cipher = ctx.tenant_key(holder.tenant_id).cipher(_PURPOSE)
    sealed = cipher.seal(plain, _about(kind, pass_hash), step=_SEALED_BYTES)
    hour = holder.expires_at.replace(minute=0, second=0, microsecond=0) + _HOUR
    async with ctx.storage.write() as db:
        await web_passes.add(db, WebPass(holder.tenant_id, pass_hash, sealed), hour)
    return made


async def read(ctx: PassTools, kind: PassKind, held: str) -> Holder | None:
    """Return whose a pass is, None where it is unknown, over, or for something else. held: as a browser sent it."""
    if not held or len(held) > _MAX_LENGTH:
        return None
    async with ctx.storage.read() as db:
        found = await web_passes.find(db, _hash(held))
    return _open(ctx, kind, found, ctx.clock()) if found else None


async def take(ctx: PassTools, kind: PassKind, held: str) -> Holder | None:
    """Return whose a pass is, as `read` does, and let it work no more: of two who take it one gets it."""
    holder = await read(ctx, kind, held)
    return holder if holder is not None and await revoke(ctx, held) else None


async def revoke(ctx: StorageTools, held: str) -> bool:
    """Let a pass work no more; say whether there was one."""
    async with ctx.storage.write() as db:
        return await web_passes.remove(db, _hash(held))


async def forget_passes(ctx: PassTools, tenant_id: int, slack_user_id: str) -> None:
    """Delete every pass of a person."""
    async with ctx.storage.read() as db:
        every = await web_passes.list_of_tenant(db, tenant_id)
    theirs = [each for each in every if _is_of(ctx, each, slack_user_id)]
    if theirs:
        async with ctx.storage.write() as db:
            for each in theirs:
                await web_passes.remove(db, each.pass_hash)


def _open(ctx: TenantKeyTools, kind: PassKind, found: WebPass, now: datetime) -> Holder | None:
    cipher = ctx.tenant_key(found.tenant_id).cipher(_PURPOSE)
    try:
        plain = cipher.open(found.sealed, _about(kind, found.pass_hash))
    except WrongSealError:  # of another kind, or under an earlier secret of the server
        return None
    slack_user_id, exchange_id, expires_at = json.loads(plain)
    holder = Holder(found.tenant_id, slack_user_id, datetime.fromtimestamp(expires_at, UTC), exchange_id)
    return holder if now < holder.expires_at else None


def _is_of(ctx: TenantKeyTools, found: WebPass, slack_user_id: str) -> bool:
    start = datetime.min.replace(tzinfo=UTC)
    holders = (_open(ctx, kind, found, start) for kind in PassKind)
    return any(each.slack_user_id == slack_user_id for each in holders if each is not None)


def _hash(held: str) -> bytes:
    return hashlib.sha256(held.encode()).digest()


def _about(kind: PassKind, pass_hash: bytes) -> bytes:
    return kind.encode() + pass_hash
