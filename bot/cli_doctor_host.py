"""What `starling doctor` says of the machine and its way to the world: disk, files, the address, Slack's own limits."""

import shutil
import stat
from pathlib import Path

from aiohttp import ClientConnectorCertificateError, ClientError, ClientSession, ClientTimeout

from bot.doctor_finding import Finding
from bot.settings import VAR, Settings
from storage.session import Storage

_MIB = 1024 * 1024
_FREE = 200 * _MIB
"""Bytes that are left at least. Beside them a backup beside the database takes twice its size while it is made."""

_SECONDS = 5.0
_UNSIGNED = 401  # what Starling answers to a request that nobody signed
_NOT_UP = {502, 503, 504}
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def disk(settings: Settings) -> Finding:
    """Look how much room is left where the SQLite file is."""
    storage = Storage(settings.database_url)
    if not storage.is_sqlite:
        return Finding("disk", note="the database is elsewhere: look there")
    file = Path(str(storage.url.database)).absolute()
    folder = next(each for each in file.parents if each.exists())
    size = sum(each.stat().st_size for each in (file, file.with_name(f"{file.name}-wal")) if each.exists())
    free = shutil.disk_usage(folder).free
    if free < _FREE + 2 * size:
        needed = f"{(_FREE + 2 * size) / _MIB:.0f} MB"
        return Finding("disk", f"{free / _MIB:.0f} MB are free: make room, {needed} with what a backup takes")
    return Finding("disk", note=f"{free / _MIB:,.0f} MB free, the database takes {size / _MIB:.0f}")


def files(settings: Settings) -> Finding:
    """Look whether files with secrets, and the SQLite file, can be read by others on this machine."""
    storage = Storage(settings.database_url)
    kept = [Path(str(storage.url.database))] if storage.is_sqlite else []
    private = [Path(".env"), VAR / "secret_key", *kept]
    open_ones = [path for path in private if path.exists() and path.stat().st_mode & _OTHERS]
    if open_ones:
        named = " ".join(map(str, open_ones))
        return Finding("files", f"others on this machine can read {named}: chmod 600 {named}")
    return Finding("files")


async def address(settings: Settings) -> Finding:
    """Ask this server for Slack's address as the world does, without a signature: Starling alone answers 401.

    A server that does not run yet is no fault: doctor is run before it starts.
    """
    base = settings.starling_base_url.rstrip("/")
    if not base:
        needless = "none is needed: Socket Mode opens its own connection"
        unknown = "STARLING_BASE_URL is not set: whether Slack reaches this server was not looked at"
        return Finding("address", note=needless if settings.uses_socket else unknown)
    place = f"{base}/results/" if settings.uses_socket else f"{base}/slack/events"
    wanted = {404, 405} if settings.uses_socket else {_UNSIGNED}
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=_SECONDS)) as session,
            session.post(place, allow_redirects=False) as answer,
        ):
            status = answer.status
    except ClientConnectorCertificateError:
        return Finding("address", f"{base} has no certificate that holds: Slack refuses it; renew it at the proxy")
    except (ClientError, TimeoutError, OSError) as error:
        why = type(error).__name__
        return Finding("address", note=f"nobody answers at {base} from here ({why}): start Starling, and look again")
    if status in _NOT_UP:
        return Finding("address", note=f"the proxy at {base} answers {status}: start Starling, and look again")
    if status not in wanted:
        return Finding("address", f"{place} answers {status}: let the proxy pass it on to this server as it is")
    return Finding("address", note=f"{base} leads here")


def limits() -> Finding:
    """Say what Slack's own limits mean; nothing is to be mended."""
    note = (
        "Slack takes about a message a second: 1,000 invitations take 17 minutes; of an app that others install too "
        "it takes one question a minute about what was posted, so install your own from manifest.yml"
    )
    return Finding("limits", note=note)


def people() -> Finding:
    """Say whom Slack lets in; nothing is to be mended."""
    return Finding("people", note="Slack's terms ask for people of 16 and older: younger ones need another way")
