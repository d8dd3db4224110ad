"""What commands of the operator share: the database as it is, and the exchange that an argument names."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession

from bot.context import Context
from bot.installations import sign_in_of
from bot.keys import Keyring
from bot.settings import Settings, SettingsError
from bot.slack.outbox import Outbox
from bot.slack.workspaces import Workspaces
from storage import migrate
from storage.exchange_lookup import find_all
from storage.exchanges import Exchange
from storage.problems import DatabaseUnusableError, explained
from storage.session import Storage


@asynccontextmanager
async def open_storage(settings: Settings) -> AsyncIterator[Storage]:
    """Yield the database of the settings, which has the newest schema. Raises SettingsError for every other."""
    storage = Storage(settings.database_url)
    try:
        with explained(storage.url):
            if storage.is_sqlite and not storage.has_file():
                raise SettingsError("DATABASE_URL: there is no database there yet")
            storage.check_file()
            if await migrate.present(storage) != migrate.newest():
                raise SettingsError("DATABASE_URL: the database has another schema: run starling migrate")
            yield storage
    except DatabaseUnusableError as error:
        msg = f"DATABASE_URL: {error}"
        raise SettingsError(msg) from error
    finally:
        await storage.close()


@asynccontextmanager
async def open_context(settings: Settings, storage: Storage) -> AsyncIterator[tuple[Context, ClientSession]]:
    """Yield a context with no workspace of Slack's, and a session for services."""
    workspaces = Workspaces()
    async with ClientSession() as session:
        outbox = Outbox(session, lambda tenant_id: workspaces.get(tenant_id).client)
        keys = Keyring(settings.secret_key())
        try:
            context = Context(
                storage,
                keys,
                workspaces,
                outbox,
                services=settings.services,
                base_url=settings.starling_base_url,
                sign_in=sign_in_of(settings, session),
            )
            yield context, session
        finally:
            await outbox.close()


def require_secret(settings: Settings, exchange: Exchange) -> None:
    """Raise SettingsError where the secret does not open an exchange's key; one that is erased needs none."""
    if exchange.has_key and not Keyring(settings.secret_key()).opens(exchange.wrapped_key):
        raise SettingsError("STARLING_SECRET_KEY is not the one this database was made with")


async def find_exchange(storage: Storage, name: str, workspace: str | None) -> Exchange:
    """Return the exchange of that short name or id. Raises SettingsError where there is none, or several."""
    async with storage.read() as db:
        found = await find_all(db, name.removeprefix("#"), team_id=workspace)
    if not found:
        where = f" in the workspace {workspace}" if workspace else ""
        msg = f"there is no exchange {name!r}{where}"
        raise SettingsError(msg)
    if len(found) > 1:
        teams = ", ".join(team_id for team_id, _ in found)
        msg = f"several workspaces have an exchange {name!r}: add --workspace with one of {teams}"
        raise SettingsError(msg)
    return found[0][1]
