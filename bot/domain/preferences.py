"""Preferences: whether a person wants to hear of future exchanges, and whether they want no message unasked.

Kept sealed under the workspace's key: which person, and what they want, only the running bot can read, and every row
has the same size. They are written in a transaction of their own, which this module begins itself: beside a row of an
exchange, the database's own order would join a person with what they did there. With a
person's row those of others are written.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace

import structlog

from bot.domain.tools import PreferenceTools
from bot.sealing import Cipher, TenantKey, WrongSealError
from storage import slack_people
from storage.session import Db

log = structlog.get_logger()

_PURPOSE = "preferences"
_STEP = 64  # bytes: what is sealed fills one step, whose it is does not show
_SUBSCRIBED, _MUTED = 1, 2


@dataclass(frozen=True, slots=True)
class Preferences:
    """Which messages a person wants."""

    is_subscribed: bool = False  # to future exchanges
    is_muted: bool = False


_NONE = Preferences()


async def load_preferences(ctx: PreferenceTools, db: Db, tenant_id: int, slack_user_id: str) -> Preferences:
    """Return what a person wants, neither where nothing is kept."""
    cipher = _cipher(ctx, tenant_id)
    mark = cipher.mark(slack_user_id)
    return _preferences(cipher, tenant_id, mark, await slack_people.get(db, tenant_id, mark))


async def save_preferences(
    ctx: PreferenceTools,
    tenant_id: int,
    slack_user_id: str,
    *,
    is_subscribed: bool | None = None,
    is_muted: bool | None = None,
) -> None:
    """Keep what a person wants; None leaves a preference as it is. Of somebody without preferences no row stays."""
    cipher = _cipher(ctx, tenant_id)
    mark = cipher.mark(slack_user_id)

    async def work(db: Db) -> None:
        block = await slack_people.hold_block(db, tenant_id, mark)
        was = block.pop(mark, None)
        preferences = _preferences(cipher, tenant_id, mark, was)
        if is_subscribed is not None:
            preferences = replace(preferences, is_subscribed=is_subscribed)
        if is_muted is not None:
            preferences = replace(preferences, is_muted=is_muted)
        sealed = None if preferences == _NONE else _seal(cipher, tenant_id, mark, slack_user_id, preferences)
        if was is None and sealed is None:
            return
        await slack_people.replace(db, tenant_id, mark, was=was, sealed=sealed)
        await _seal_again(cipher, db, tenant_id, block)

    await ctx.storage.transact(work)


async def _seal_again(cipher: Cipher, db: Db, tenant_id: int, block: Mapping[bytes, bytes]) -> None:
    """Write others' rows with the same content: which row was changed then shows neither in the file nor by `xmin`."""
    for mark, was in block.items():
        try:
            slack_user_id, preferences = _open(cipher, tenant_id, mark, was)
        except WrongSealError:
            continue  # of another secret; those who list them log it
        again = _seal(cipher, tenant_id, mark, slack_user_id, preferences)
        await slack_people.replace(db, tenant_id, mark, was=was, sealed=again)


async def forget_preferences(ctx: PreferenceTools, tenant_id: int, slack_user_id: str) -> None:
    """Drop what is kept of a person outside exchanges."""
    await save_preferences(ctx, tenant_id, slack_user_id, is_subscribed=False, is_muted=False)


async def list_subscribed(ctx: PreferenceTools, db: Db, tenant_id: int) -> list[str]:
    """Return the Slack ids of those who want to hear of future exchanges and take messages; reads every row.

    In the order of their marks, which is random and always the same: in the order of their Slack ids, the order of the
    rows that an invitation writes would say who came before whom.
    """
    return [
        slack_user_id
        async for slack_user_id, preferences in _unseal_all(ctx, db, tenant_id)
        if preferences.is_subscribed and not preferences.is_muted
    ]


async def load_wishes(ctx: PreferenceTools, db: Db, tenant_id: int) -> tuple[list[str], frozenset[str]]:
    """Return the Slack ids of (those whom `list_subscribed` lists, those whom `list_muted` does), by one reading."""
    kept = [each async for each in _unseal_all(ctx, db, tenant_id)]
    subscribed = [slack_user_id for slack_user_id, wants in kept if wants.is_subscribed and not wants.is_muted]
    return subscribed, frozenset(slack_user_id for slack_user_id, wants in kept if wants.is_muted)


async def list_muted(ctx: PreferenceTools, db: Db, tenant_id: int) -> frozenset[str]:
    """Return the Slack ids of those who want no message that they did not ask for; reads every row."""
    return frozenset(
        [slack_user_id async for slack_user_id, wants in _unseal_all(ctx, db, tenant_id) if wants.is_muted]
    )


async def list_people(ctx: PreferenceTools, db: Db, tenant_id: int) -> list[str]:
    """Return the Slack ids of everybody of whom a preference is kept; reads every row."""
    return [slack_user_id async for slack_user_id, _ in _unseal_all(ctx, db, tenant_id)]


async def reseal(db: Db, tenant_id: int, *, old: TenantKey, new: TenantKey) -> tuple[int, int, int]:
    """Seal every row of a workspace under another key; what the new one opens already stays as it is.

    For when the server's secret is replaced. Returns how many rows were changed, were under the new key already, and
    are under neither.
    """
    before, after = old.cipher(_PURPOSE), new.cipher(_PURPOSE)
    changed = current = under_neither = 0
    for mark, sealed in await slack_people.list_all(db, tenant_id):
        if _is_open(after, tenant_id, mark, sealed):
            current += 1
        elif _is_open(before, tenant_id, mark, sealed):
            slack_user_id, preferences = _open(before, tenant_id, mark, sealed)
            await slack_people.replace(db, tenant_id, mark, was=sealed, sealed=None)
            moved = after.mark(slack_user_id)
            kept = await slack_people.get(db, tenant_id, moved)  # set since under the new secret: that is newer
            if kept is None:
                again = _seal(after, tenant_id, moved, slack_user_id, preferences)
                await slack_people.replace(db, tenant_id, moved, was=None, sealed=again)
            changed += 1
        else:
            under_neither += 1
    return changed, current, under_neither


async def _unseal_all(ctx: PreferenceTools, db: Db, tenant_id: int) -> AsyncIterator[tuple[str, Preferences]]:
    cipher, unreadable = _cipher(ctx, tenant_id), 0
    for mark, sealed in await slack_people.list_all(db, tenant_id):
        try:
            yield _open(cipher, tenant_id, mark, sealed)
        except WrongSealError:
            unreadable += 1
    if unreadable:
        log.error("preferences_unreadable", rows=unreadable)  # the server's secret is another one than before


def _cipher(ctx: PreferenceTools, tenant_id: int) -> Cipher:
    return ctx.tenant_key(tenant_id).cipher(_PURPOSE)


def _preferences(cipher: Cipher, tenant_id: int, mark: bytes, sealed: bytes | None) -> Preferences:
    if sealed is None:
        return _NONE
    try:
        return _open(cipher, tenant_id, mark, sealed)[1]
    except WrongSealError:
        log.error("preferences_unreadable", rows=1)
        return _NONE


def _seal(cipher: Cipher, tenant_id: int, mark: bytes, slack_user_id: str, preferences: Preferences) -> bytes:
    flags = _SUBSCRIBED * preferences.is_subscribed | _MUTED * preferences.is_muted
    return cipher.seal(bytes([flags]) + slack_user_id.encode(), _about(tenant_id, mark), step=_STEP)


def _is_open(cipher: Cipher, tenant_id: int, mark: bytes, sealed: bytes) -> bool:
    try:
        _open(cipher, tenant_id, mark, sealed)
    except WrongSealError:
        return False
    return True


def _open(cipher: Cipher, tenant_id: int, mark: bytes, sealed: bytes) -> tuple[str, Preferences]:
    """Return whose preferences these are, and the preferences. Raises WrongSealError."""
    plain = cipher.open(sealed, _about(tenant_id, mark))
    preferences = Preferences(is_subscribed=bool(plain[0] & _SUBSCRIBED), is_muted=bool(plain[0] & _MUTED))
    return plain[1:].decode(), preferences


def _about(tenant_id: int, mark: bytes) -> bytes:
    return tenant_id.to_bytes(8, "big") + mark
