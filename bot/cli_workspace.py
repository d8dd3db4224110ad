"""`starling workspace`: which workspaces the database knows, and one of them exported or deleted as a whole."""

import argparse
import asyncio
import sys
from pathlib import Path

from bot.cli_exchange import open_context, open_storage, require_secret
from bot.cli_export import write_log
from bot.context import Context
from bot.exports.bundle import NoRootError
from bot.exports.flow import make_public
from bot.installs.tokens import SealedTokensError, Tokens
from bot.keys import Keyring
from bot.settings import Settings, SettingsError
from storage import exchanges, installations, physical, tenants
from storage.enums import ExchangeState, ExportForm
from storage.exchanges import Exchange
from storage.installations import Installation
from storage.lockfile import DatabaseInUseError
from storage.session import Db, Storage
from storage.tenants import Tenant
from storage.workspace_removal import delete_workspace


def run(chosen: argparse.Namespace) -> int:
    """Do what the command line asks for; return the exit code. Raises SettingsError."""
    for line in asyncio.run(_ACTIONS[chosen.action](Settings.load(), chosen)):
        sys.stdout.write(f"{line}\n")
    return 0


async def list_workspaces(settings: Settings, _chosen: argparse.Namespace) -> list[str]:
    """Return a line for each workspace: its id and name, its exchanges, and its state."""
    async with open_storage(settings) as storage, storage.read() as db:
        rows = {row.tenant_id: row for row in await installations.list_all(db)}
        lines = []
        for each in await tenants.list_all(db):
            count, running = await _count(db, each.tenant_id)
            name = _name(settings, rows.get(each.tenant_id))
            had = f"{count} exchange{'' if count == 1 else 's'}, {running} open"
            lines.append(f"{each.team_id:<14} {name:<24} {had:<24} {_state(each, rows)}".rstrip())
    return lines or ["There is no workspace yet."]


async def export_workspace(settings: Settings, chosen: argparse.Namespace) -> list[str]:
    """Write a bundle of each exchange that has one into a folder; return a line for each exchange."""
    out = _folder(chosen.out)
    lines = []
    async with open_storage(settings) as storage:
        workspace = await _find(storage, chosen.workspace)
        async with storage.read() as db:
            there = await exchanges.list_all(db, workspace.tenant_id)
        async with open_context(settings, storage) as (ctx, _):
            for exchange in there:
                require_secret(settings, exchange)
                lines.append(await _export(ctx, exchange, out))
    return lines or [f"{workspace.team_id} has no exchange."]


def _folder(name: str) -> Path:
    """Return a folder that is there. Raises SettingsError."""
    folder = Path(name).absolute()
    if not folder.is_dir():
        msg = f"--out: there is no folder {folder}"
        raise SettingsError(msg)
    return folder


async def delete(settings: Settings, chosen: argparse.Namespace) -> list[str]:
    """Delete a workspace with everything that the database has of it, once its id was written again."""
    async with open_storage(settings) as storage:
        workspace = await _find(storage, chosen.workspace)
        async with storage.read() as db:
            count, _ = await _count(db, workspace.tenant_id)
        warning = (
            f"{workspace.team_id}: {count} exchange(s) with every comment, star and setting go for good. "
            "Backups keep them until they are deleted too. Messages in Slack stay; uninstall the app there as well."
        )
        sys.stderr.write(f"{warning}\n")
        if not await asyncio.to_thread(_is_confirmed, workspace.team_id, chosen.confirm):
            msg = f"nothing was deleted: confirm it with --confirm {workspace.team_id}"
            raise SettingsError(msg)
        try:
            await delete_workspace(storage, workspace.tenant_id)
        except DatabaseInUseError as error:
            msg = f"DATABASE_URL: {error}"
            raise SettingsError(msg) from error
        await physical.truncate(storage)
    return [f"{workspace.team_id} is deleted."]


_ACTIONS = {"list": list_workspaces, "export": export_workspace, "delete": delete}


def _is_confirmed(team_id: str, given: str | None) -> bool:
    """Ask at a terminal for the workspace's id, unless the command line has it."""
    if given is not None or not sys.stdin.isatty():
        return given == team_id
    sys.stderr.write(f"Write {team_id} to delete it: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() == team_id


async def _find(storage: Storage, team_id: str) -> Tenant:
    async with storage.read() as db:
        found = [each for each in await tenants.list_all(db) if each.team_id == team_id]
    if not found:
        msg = f"there is no workspace {team_id!r}: starling workspace list shows all"
        raise SettingsError(msg)
    return found[0]


async def _count(db: Db, tenant_id: int) -> tuple[int, int]:
    """Return how many exchanges a workspace has, and how many of them are open."""
    there = await exchanges.list_all(db, tenant_id)
    return len(there), sum(each.state == ExchangeState.OPEN for each in there)


def _name(settings: Settings, row: Installation | None) -> str:
    """Return what Slack called a workspace when it installed the app, "" where that is not known."""
    if row is None or row.sealed is None:
        return ""
    try:
        return Tokens.open(row.sealed, row.tenant_id, Keyring(settings.secret_key()).of_tokens()).name
    except SealedTokensError:
        return "(under another secret)"


def _state(workspace: Tenant, rows: dict[int, Installation]) -> str:
    """Return the state of a workspace, in words."""
    if workspace.team_id == tenants.LOCAL:
        return "imported conversations"
    of_org = next(
        (each for each in rows.values() if each.is_org_wide and each.team_id == workspace.enterprise_id), None
    )
    row = rows.get(workspace.tenant_id) or of_org
    if row is None:
        return "its token is in the settings"
    if row.delete_at is not None:
        return f"uninstalled; everything is deleted on {row.delete_at:%Y-%m-%d}"
    if row is of_org:
        return f"installed for {row.team_id}"
    return "installed for the whole organization" if row.is_org_wide else "installed"


async def _export(ctx: Context, exchange: Exchange, out: Path) -> str:
    if exchange.state == ExchangeState.DRAFT:
        return f"{exchange.slug}: a draft, nothing of it is public yet"
    try:
        made = await make_public(ctx, exchange, ExportForm.BUNDLE)
    except NoRootError as error:
        return f"{exchange.slug}: {error}"
    await write_log(ctx, ctx.storage, exchange, ExportForm.BUNDLE)
    path = out / f"{exchange.slug}.{made.ending}"
    await asyncio.to_thread(path.write_bytes, made.data)
    return f"{path}: {len(made.data):,} bytes"
