"""`starling rewrap`: put everything that is under an old secret key under the new one."""

import getpass
import sys

from bot.keys import MIN_SECRET, Keyring
from bot.rewrap import RewrapError, Rewrapped, rewrap
from bot.settings import Settings, SettingsError
from storage.problems import DatabaseUnusableError, explained
from storage.session import Storage


async def run(settings: Settings, *, dry_run: bool, partly: bool = False) -> list[str]:
    """Return what was done, a line for each kind of row that there is.

    partly: leave rows under a third secret as they are. Raises SettingsError that says what to do, with nothing done.
    """
    new, old = settings.secret_key(), _old_secret(settings)
    if new == old:
        raise SettingsError("STARLING_SECRET_KEY_OLD is the same as STARLING_SECRET_KEY: set the latter to the new one")
    storage = Storage(settings.database_url)
    try:
        with explained(storage.url):
            found = await rewrap(storage, old=Keyring(old), new=Keyring(new), dry_run=dry_run, partly=partly)
    except DatabaseUnusableError as error:
        msg = f"DATABASE_URL: {error}"
        raise SettingsError(msg) from error
    except RewrapError as error:
        lines = "; ".join(_line(each, dry_run=True) for each in error.found)
        msg = (
            f"nothing was changed, since some rows are under neither secret ({lines}): set STARLING_SECRET_KEY_OLD to "
            "the one they were made with, or add --partly to leave them as they are"
        )
        raise SettingsError(msg) from error
    finally:
        await storage.close()
    there = [each for each in found if each.changed or each.current or each.under_neither] or found[:1]
    return [_line(each, dry_run=dry_run) for each in there]


def _old_secret(settings: Settings) -> str:
    secret = settings.starling_secret_key_old.get_secret_value()
    if not secret and sys.stdin.isatty():
        secret = getpass.getpass("The old STARLING_SECRET_KEY: ")
    if len(secret) < MIN_SECRET:
        raise SettingsError(
            "STARLING_SECRET_KEY_OLD is missing: set it to the secret that the database was made with, and "
            "STARLING_SECRET_KEY to the new one"
        )
    return secret


def _line(found: Rewrapped, *, dry_run: bool) -> str:
    done = "would be put under the new secret" if dry_run else "put under the new secret"
    parts = [f"{found.changed} {done}", f"{found.current} under it already"]
    if found.under_neither:
        parts.append(f"{found.under_neither} under neither")
    return f"{found.what}: {', '.join(parts)}"
