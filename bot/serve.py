"""Run the bot: migrations, then everything until it is told to stop."""

import asyncio

from bot.app import assemble
from bot.log import report_lost
from bot.settings import Settings, SettingsError
from storage.migrate import MigrationError, upgrade
from storage.session import Storage


async def serve(settings: Settings, stop: asyncio.Event) -> None:
    """Run until `stop` is set. Raises SettingsError, or OSError when the port is taken."""
    asyncio.get_running_loop().set_exception_handler(report_lost)
    await migrate(settings)
    starling = await assemble(settings)
    try:
        await starling.start()
        await stop.wait()
    finally:
        await starling.stop()


async def migrate(settings: Settings) -> str:
    """Bring the database to the newest schema and say what was done. Raises SettingsError."""
    storage = Storage(settings.database_url)
    try:
        changed = await upgrade(storage)
    except MigrationError as error:
        msg = f"DATABASE_URL: {error}"
        raise SettingsError(msg) from error
    except OSError as error:
        msg = f"DATABASE_URL: the database cannot be reached ({error.strerror or type(error).__name__})"
        raise SettingsError(msg) from error
    finally:
        await storage.close()
    return "The database now has the newest schema." if changed else "The database has the newest schema already."
