"""Rotation of the server's secret: all that is encrypted under the old one is encrypted under the new one, at once.

What an exchange's key protects stays as it is: only the key is wrapped again. A module that keeps anything under the
secret itself adds its function to `PARTS`.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from cryptography.fernet import InvalidToken

from bot.domain.preferences import reseal
from bot.domain.translations import reseal_all
from bot.keys import Keyring
from storage import installations, physical, retention, slack_people
from storage.session import Db, Storage


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """What became of the rows of one kind. under_neither: which neither secret opens."""

    what: str
    changed: int = 0
    current: int = 0  # under the new secret already
    under_neither: int = 0


Part = Callable[[Db, Keyring, Keyring], Awaitable[Rewrapped]]
"""Encrypts the rows of one kind under another secret: (db, old, new). Rows that the new one opens stay as they are."""


class RewrapError(Exception):
    """Some rows are under neither secret, so nothing was changed. found: of each kind what would have been done."""

    def __init__(self, found: Sequence[Rewrapped]) -> None:
        super().__init__()
        self.found = tuple(found)


class _DryRunError(Exception):
    """Rolls a dry run back."""

    def __init__(self, found: Sequence[Rewrapped]) -> None:
        super().__init__()
        self.found = tuple(found)


async def rewrap(
    storage: Storage, *, old: Keyring, new: Keyring, dry_run: bool = False, partly: bool = False
) -> tuple[Rewrapped, ...]:
    """Encrypt everything under the new secret, in one transaction; return what was done, of a dry run what would be.

    Safe to repeat. The bot is to be stopped meanwhile. partly: leave rows that are under neither secret as they are.
    Raises RewrapError, and DatabaseInUseError on SQLite.
    """

    async def work(db: Db) -> tuple[Rewrapped, ...]:
        found = [await part(db, old, new) for part in PARTS]
        if any(each.under_neither for each in found) and not partly:
            raise RewrapError(found)
        if dry_run:
            raise _DryRunError(found)
        return tuple(found)

    try:
        done = await storage.transact(work)
    except _DryRunError as dry:
        return dry.found
    await physical.truncate(storage)  # the keys under the old secret leave the journal too
    return done


async def count_foreign(db: Db, keys: Keyring) -> int:
    """Return how many exchanges have a key that this secret does not open."""
    return sum(not keys.opens(wrapped) for _, wrapped in await retention.list_keys(db))


async def _rewrap_exchanges(db: Db, old: Keyring, new: Keyring) -> Rewrapped:
    changed = current = under_neither = 0
    for scope, wrapped in await retention.list_keys(db):
        if new.opens(wrapped):
            current += 1
        elif old.opens(wrapped):
            await retention.save_key(db, scope, new.wrap(old.open(wrapped)))
            changed += 1
        else:
            under_neither += 1
    return Rewrapped("exchanges", changed, current, under_neither)


async def _rewrap_preferences(db: Db, old: Keyring, new: Keyring) -> Rewrapped:
    # Beside the exchanges' keys, unlike any other write of them: all rows at once say nothing of one person.
    found = [
        await reseal(db, tenant_id, old=old.of_tenant(tenant_id), new=new.of_tenant(tenant_id))
        for tenant_id in await slack_people.list_tenants(db)
    ]
    return Rewrapped("preferences", *(sum(each) for each in zip(*found, strict=True)))


async def _rewrap_translations(db: Db, old: Keyring, new: Keyring) -> Rewrapped:
    return Rewrapped("translations", *await reseal_all(db, old, new))


async def _rewrap_tokens(db: Db, old: Keyring, new: Keyring) -> Rewrapped:
    changed = current = under_neither = 0
    for tenant_id, sealed in await installations.list_sealed(db):
        if _opens(new, sealed):
            current += 1
        elif _opens(old, sealed):
            await installations.reseal(db, tenant_id, new.of_tokens(old).rotate(sealed))
            changed += 1
        else:
            under_neither += 1
    return Rewrapped("tokens", changed, current, under_neither)


def _opens(keys: Keyring, sealed: bytes) -> bool:
    try:
        keys.of_tokens().decrypt(sealed)
    except InvalidToken:
        return False
    return True


PARTS: Sequence[Part] = (_rewrap_exchanges, _rewrap_preferences, _rewrap_translations, _rewrap_tokens)
"""All that is under the server's secret."""
