"""What /readyz asks: the database and its schema, and, to be shown, Slack."""

from collections.abc import Awaitable, Callable

from bot.context import Context
from bot.http.health import Health
from bot.slack.client import CALL_ERRORS
from bot.slack.workspaces import Workspaces
from storage import migrate, tenants


class OldSchemaError(Exception):
    """The database has an older schema than this program, as after a restore: starling migrate."""


def make_health(ctx: Context, check_socket: Callable[[], Awaitable[None]] | None) -> Health:
    """Return the checks of a bot. check_socket: needed in Socket Mode, where there is no other way in; None by HTTP."""

    async def database() -> None:
        async with ctx.storage.read() as db:
            await tenants.holds_real_workspace(db)

    async def schema() -> None:
        revision = await migrate.present(ctx.storage)
        # A newer one than ours is that of a newer program, which is being rolled out beside this one.
        if revision is None or (revision != migrate.newest() and migrate.is_known(revision)):
            raise OldSchemaError

    async def slack() -> None:
        await _ask_any(ctx.workspaces)

    needed = {"database": database, "schema": schema}
    return Health(needed | ({"socket": check_socket} if check_socket else {}), {"slack": slack})


async def _ask_any(workspaces: Workspaces) -> None:
    """Ask Slack whether it takes our calls: a yes in one workspace will do. Raises what the last one answered."""
    for number, workspace in enumerate(workspaces.all(), start=1):
        try:
            await workspace.client.auth_test()
        except CALL_ERRORS:
            if number == len(workspaces.all()):
                raise
        else:
            return
