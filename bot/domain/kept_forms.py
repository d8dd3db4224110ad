"""Kept forms: what a moderator wrote in a form and did not send yet, so that Escape loses nothing.

Kept sealed under the workspace's key, in rows that marks alone find. Slack does not say what was in a form that was
closed, so each change is kept when it is made; of two changes that arrive in the wrong order the later one stays.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from bot.domain.actor import Actor
from bot.domain.tools import ClockTools, StorageTools, TenantKeyTools
from bot.sealing import Cipher, WrongSealError
from storage import kept_forms
from storage.kept_forms import KeptFormRow
from storage.session import Db

_PURPOSE = "kept_forms"
_SEALED_BYTES = 2048  # filled up to a multiple of it
_KEPT_FOR = timedelta(days=30)
_DAY = timedelta(days=1)


class KeptFormTools(StorageTools, ClockTools, TenantKeyTools, Protocol):
    """What it takes to keep and find forms."""


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form that was begun. values: what is written, by field, as JSON takes it.

    at: seconds, of the last change by Slack's clock; kept_at: seconds, by ours.
    """

    form_id: int
    is_new: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    at: float = 0.0
    kept_at: float = 0.0


async def keep(
    ctx: KeptFormTools,
    actor: Actor,
    form_id: int,
    values: Mapping[str, Any],
    *,
    is_new: bool,
    at: float = 0.0,
    kept_for: timedelta = _KEPT_FOR,
) -> None:
    """Keep what is written in a form, in a transaction of its own; other fields stay as they were kept.

    at: seconds of the change, by Slack's clock; what is older than the last change is left out, 0 is never older.
    kept_for: full days; it goes at the end of the day, in UTC, on which they are over.
    """
    cipher = _cipher(ctx, actor.tenant_id)
    mark, holder = _marks(cipher, actor.slack_user_id, form_id)
    kept_at = ctx.clock().timestamp()
    until = ctx.clock().replace(hour=0, minute=0, second=0, microsecond=0) + kept_for + _DAY

    async def work(db: Db) -> None:
        row = await kept_forms.get(db, actor.tenant_id, mark)
        was = _open(cipher, row) if row else None
        if was and at and at < was.at:
            return
        merged, last = {**(was.values if was else {}), **values}, at or (was.at if was else 0.0)
        plain = json.dumps([form_id, is_new, merged, last, kept_at]).encode()
        sealed = cipher.seal(plain, mark, step=_SEALED_BYTES)
        await kept_forms.save(db, KeptFormRow(actor.tenant_id, mark, holder, sealed), until)

    await ctx.storage.transact(work)


async def find(ctx: KeptFormTools, actor: Actor, form_id: int) -> KeptForm | None:
    """Return what the actor wrote in a form, None where nothing is kept."""
    cipher = _cipher(ctx, actor.tenant_id)
    async with ctx.storage.read() as db:
        row = await kept_forms.get(db, actor.tenant_id, _marks(cipher, actor.slack_user_id, form_id)[0])
    return _open(cipher, row) if row else None


async def find_new(ctx: KeptFormTools, actor: Actor) -> KeptForm | None:
    """Return the form of something new that the actor began last, None where there is none."""
    cipher = _cipher(ctx, actor.tenant_id)
    async with ctx.storage.read() as db:
        rows = await kept_forms.list_of_holder(db, actor.tenant_id, cipher.mark("holder", actor.slack_user_id))
    found = [each for each in (_open(cipher, row) for row in rows) if each and each.is_new and each.values]
    return max(found, key=lambda each: each.kept_at, default=None)


async def drop(ctx: KeptFormTools, actor: Actor, form_id: int) -> None:
    """Delete what is kept of a form: it was sent, or thrown away."""
    mark, _ = _marks(_cipher(ctx, actor.tenant_id), actor.slack_user_id, form_id)
    async with ctx.storage.write() as db:
        await kept_forms.remove(db, actor.tenant_id, mark)


async def forget_kept_forms(ctx: KeptFormTools, tenant_id: int, slack_user_id: str) -> None:
    """Delete every form that a person began."""
    holder = _cipher(ctx, tenant_id).mark("holder", slack_user_id)
    async with ctx.storage.read() as db:
        has_some = bool(await kept_forms.list_of_holder(db, tenant_id, holder))
    if has_some:
        async with ctx.storage.write() as db:
            await kept_forms.remove_of_holder(db, tenant_id, holder)


def _cipher(ctx: TenantKeyTools, tenant_id: int) -> Cipher:
    return ctx.tenant_key(tenant_id).cipher(_PURPOSE)


def _marks(cipher: Cipher, slack_user_id: str, form_id: int) -> tuple[bytes, bytes]:
    return cipher.mark("form", slack_user_id, str(form_id)), cipher.mark("holder", slack_user_id)


def _open(cipher: Cipher, row: KeptFormRow) -> KeptForm | None:
    try:
        form_id, is_new, values, at, kept_at = json.loads(cipher.open(row.sealed, row.form_mark))
    except WrongSealError:  # under an earlier secret of the server
        return None
    return KeptForm(int(form_id), bool(is_new), dict(values), float(at), float(kept_at))
