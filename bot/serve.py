"""Run the bot: migrations, then everything until it is stopped."""

import asyncio
import gc

from bot.app import assemble
from bot.log import report_lost
from bot.settings import Settings, SettingsError
from bot.texts import load_all
from storage.migrate import MigrationError, upgrade
from storage.problems import DatabaseUnusableError, explained
from storage.session import Storage

_YOUNG = 10_000
"""New objects between two collections of them, some 30 clicks."""


def new_loop() -> asyncio.AbstractEventLoop:
    """Return uvloop's event loop where it is installed (the extra `fast`), else the standard library's."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def keep_out_of_collections() -> None:
    """Let the garbage collector leave alone what is there by now: modules, listeners, catalogues, statements.

    It would walk through all of it each time: an eighth of a click outside the database (benchmarks/star.md). And let
    it look less often at what is new: that goes without it, but is walked through while its click waits.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


async def serve(settings: Settings, stop: asyncio.Event) -> None:
    """Run until `stop` is set. Raises SettingsError, or OSError when the port is taken."""
    asyncio.get_running_loop().set_exception_handler(report_lost)
    await migrate(settings)
    starling = await assemble(settings)
    starling.health.is_starting = True
    try:
        await starling.start()
        await asyncio.to_thread(load_all)  # so that nobody's click waits for a catalogue
        keep_out_of_collections()
        starling.health.is_starting = False
        await stop.wait()
        stop.clear()  # asked again, there is no time for what follows
        await starling.drain(stop)
    finally:
        await starling.stop()


async def migrate(settings: Settings, *, named: str = "DATABASE_URL") -> str:
    """Bring the database to the newest schema and say what was done. Raises SettingsError.

    named: how the operator named the database.
    """
    storage = Storage(settings.database_url)
    try:
        with explained(storage.url):
            done = await upgrade(storage)
    except (MigrationError, DatabaseUnusableError) as error:
        msg = f"{named}: {error}"
        raise SettingsError(msg) from error
    finally:
        await storage.close()
    if done is None:
        return "The database has the newest schema already."
    was = sum(done.before.values())
    return f"The database now has the newest schema: {was} rows before, {done.rows} after, in {len(done.after)} tables."
