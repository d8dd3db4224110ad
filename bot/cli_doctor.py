"""`starling doctor`: each thing the bot needs, on one line: ok, or what to do."""

import time
from collections.abc import Awaitable, Callable, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import cli_doctor_host, cli_doctor_services
from bot.doctor_finding import Finding
from bot.installations import account_of
from bot.installs.routes import INSTALL_PATH
from bot.installs.routes import REDIRECT_PATH as INSTALL_REDIRECT
from bot.keys import Keyring
from bot.rewrap import count_foreign
from bot.settings import ORG_WIDE, Settings, SettingsError
from bot.slack.client import CALL_ERRORS, Refused, classify
from bot.slack.sign_in import REDIRECT_PATH
from bot.worker import encoder
from bot.zones import use_newest
from storage import installations, migrate, physical, pooling
from storage.installations import Installation
from storage.problems import DatabaseUnusableError, explained
from storage.session import Storage
from storage.sqlite_version import VERSION, has_wal_reset_fault

NOT_THERE = "sqlite, not there yet"
KEEPERS = {
    "archive": "WAL archiving keeps every change",
    "standby": "a standby has a copy",
    "slot": "a replication slot holds the journal back",
    "prepared": "a prepared transaction holds dead rows back",
    "commit_timestamp": "track_commit_timestamp tells when each row was written",
    "statements": "statements are written to the log",
}
"""What keeps removed data alive, by its name in storage/physical.py."""

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
_CLOCK_S = 60.0  # Slack refuses signatures older than five minutes
_SECONDS = 10
_NO_ENCODER = (
    "not installed: themes are found by wording and spelling alone, "
    "signs of danger by phrases alone, "
    "and digests do not say for how many comments their quotes stand"
)
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_NAMED = 5  # workspaces
_MIN_DIFFERENT = 10  # characters of a secret key; 32 random ones of an alphabet of 64 have more nearly always


async def examine(*, now: Callable[[], float] = time.time) -> list[Finding]:
    """Look at everything, in the order in which it is needed; of what Slack's own rules mean the last lines speak.

    now: seconds since 1970 by this machine.
    """
    settings: Settings | None = None
    try:
        settings = Settings.load()
        settings.check_platforms()
    except SettingsError as error:
        findings = [Finding("settings", str(error)), _zones(), _encoder()]
        return findings if settings is None else [*findings, *await _storage(settings), *_machine(settings)]
    mode = "Socket Mode" if settings.uses_socket else "HTTP at POST /slack/events"
    mode = mode if settings.uses_slack else "Mattermost alone"
    findings = [Finding("settings", note=mode), _zones(), _encoder()]
    findings += [*await _storage(settings), *_machine(settings)]
    asked = await _mattermost(settings) if settings.starling_mattermost_url else []
    if settings.uses_slack:
        asked += [_installs(settings)] if settings.serves_many else await _slack(settings, now)
    findings += [*asked, _sign_in(settings), await cli_doctor_host.address(settings)]
    findings += await cli_doctor_services.services(settings)
    return [*findings, cli_doctor_host.limits(), cli_doctor_host.people()]


async def _mattermost(settings: Settings) -> list[Finding]:
    """Ask Mattermost who the bot is there; its code is loaded only then."""
    from bot.mattermost.service import MattermostError, find_team

    async with ClientSession() as session:
        try:
            await find_team(session, account_of(settings))
        except MattermostError as error:
            return [Finding("mattermost", str(error))]
    return [Finding("mattermost", note=f"the bot is in the team {settings.starling_mattermost_team}")]


def _machine(settings: Settings) -> list[Finding]:
    return [cli_doctor_host.disk(settings), cli_doctor_host.files(settings)]


async def _storage(settings: Settings) -> list[Finding]:
    """Look at the database, what is under the secret key in it, who installed the app, and what keeps removed data."""
    database, secret = await _database(settings), _secret(settings)
    is_readable = all(each.is_ok for each in (*database, secret)) and database[0].note != NOT_THERE
    if not is_readable:
        return [*database, secret]
    storage = Storage(settings.database_url)
    try:
        async with storage.read() as db:
            foreign = await count_foreign(db, Keyring(settings.secret_key()))
            keepers = await physical.list_keepers(db)
            installed = _installed(await installations.list_all(db)) if settings.serves_many else []
    finally:
        await storage.close()
    if foreign:
        way = "set STARLING_SECRET_KEY_OLD to it and run starling rewrap"
        cure = f"keys of {foreign} exchange(s) are under another secret: {way}"
        secret = Finding("secret key", cure)
    kept = _kept(keepers, is_sqlite=storage.is_sqlite)
    return [*database, secret, *installed, *kept, *await _pooling(storage)]


def _installed(rows: Sequence[Installation]) -> list[Finding]:
    """Say how many workspaces and organizations installed the app, and which of them are gone."""
    gone = [f"{row.team_id} (deleted on {row.delete_at:%Y-%m-%d})" for row in rows if row.delete_at is not None]
    note = f"{len(rows) - len(gone)} installed"
    if not gone:
        return [Finding("workspaces", note=note)]
    named = ", ".join(gone[:_NAMED]) + (f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else "")
    why = "uninstalled, or Slack refuses their tokens for good; installing the app again keeps everything"
    return [Finding("workspaces", note=f"{note}; gone: {named}: {why}")]


async def _pooling(storage: Storage) -> list[Finding]:
    """Try whether each statement gets its own answer, which it does not behind some poolers."""
    if storage.is_sqlite:
        return []
    address = storage.url.render_as_string(hide_password=False)
    wrong = await pooling.count_wrong(address)
    if wrong:
        cure = "a pooler such as PgBouncer stands before it: add ?statement_cache_size=0 to DATABASE_URL"
        return [Finding("pooling", f"{wrong} of {pooling.STATEMENTS} statements had another's answer or none: {cure}")]
    return [Finding("pooling", note=f"each of {pooling.STATEMENTS} statements had its own answer")]


def _kept(keepers: Sequence[str], *, is_sqlite: bool) -> list[Finding]:
    """Return what keeps removed data alive: nothing to cure, since an operator may want it, but to be known."""
    if is_sqlite:
        return []
    if not keepers:
        return [Finding("traces", note="the server keeps nothing of what Starling removes, as far as it says")]
    named = "; ".join(KEEPERS[each] for each in keepers)
    return [Finding("traces", note=f"the server keeps what Starling removes: {named}. See docs/operations.md")]


def _zones() -> Finding:
    rules = use_newest()
    if not rules.version:
        return Finding("time zones", "no rules tell their age: pip install --upgrade tzdata, or install the system's")
    return Finding("time zones", note=str(rules))


def _encoder() -> Finding:
    if not encoder.is_present():
        return Finding("encoder", note=_NO_ENCODER)
    return Finding("encoder", note=f"themes by meaning in {len(encoder.LANGUAGES)} languages")


def _sign_in(settings: Settings) -> Finding:
    """Look at what a sign-in with Slack takes; nothing is wrong where it was not set up."""
    base = urlsplit(settings.starling_base_url)
    if not settings.slack_client_id:
        return Finding("sign-in", note="not set up: no page with results is for the workspace or moderators alone")
    if not settings.starling_base_url:
        return Finding("sign-in", "SLACK_CLIENT_ID is set and STARLING_BASE_URL is not: set it, or leave both out")
    if base.scheme != "https" and base.hostname not in _LOOPBACK:
        return Finding("sign-in", "STARLING_BASE_URL has to begin with https://: Slack sends nobody back to another")
    redirect = f"{settings.starling_base_url.rstrip('/')}{REDIRECT_PATH}"
    return Finding("sign-in", note=f"the app's Redirect URLs need {redirect}")


def _installs(settings: Settings) -> Finding:
    """Say where workspaces install the app; their own tokens are looked at by `starling workspace list`."""
    base = urlsplit(settings.starling_base_url)
    if base.scheme != "https" and base.hostname not in _LOOPBACK:
        return Finding("installs", "STARLING_BASE_URL has to begin with https://: Slack sends nobody back to another")
    here = settings.starling_base_url.rstrip("/")
    return Finding("installs", note=f"at {here}{INSTALL_PATH}; the app's Redirect URLs need {here}{INSTALL_REDIRECT}")


def _secret(settings: Settings) -> Finding:
    try:
        different = len(set(settings.secret_key()))
    except SettingsError as error:
        return Finding("secret key", str(error))
    if different < _MIN_DIFFERENT:
        return Finding(
            "secret key",
            f"STARLING_SECRET_KEY is easy to guess, with {different} different characters: "
            "choose a random one; starling rewrap puts what there is under it",
        )
    return Finding("secret key")


async def _database(settings: Settings) -> list[Finding]:
    storage = Storage(settings.database_url)
    if not storage.is_sqlite:
        return await _opened(storage, "postgresql")
    found = [_sqlite()]
    if not storage.has_file():
        return [
            Finding("database", note=NOT_THERE),
            *found,
            Finding("migrations", "at nothing: starling migrate makes the database, as does starling serve"),
        ]
    holder = storage.in_use_by()
    in_use = "" if holder is None else f", in use by process {holder or 'unknown'}"
    return [*await _opened(storage, f"sqlite{in_use}"), *found]


def _sqlite() -> Finding:
    version = ".".join(map(str, VERSION))
    if has_wal_reset_fault():
        return Finding("sqlite", note=f"{version} has the WAL-reset fault; one writer only, so it finds no occasion")
    return Finding("sqlite", note=version)


async def _opened(storage: Storage, note: str) -> list[Finding]:
    try:
        with explained(storage.url):
            storage.check_file()
            revision = await migrate.present(storage)
    except DatabaseUnusableError as error:
        return [Finding("database", f"DATABASE_URL: {error}")]
    finally:
        await storage.close()
    return [Finding("database", note=note), _migrations(revision)]


def _migrations(revision: str | None) -> Finding:
    if revision == migrate.newest():
        return Finding("migrations", note=f"at {revision}")
    if revision is not None and not migrate.is_known(revision):
        return Finding("migrations", f"at {revision}, of another build: {migrate.OTHER_BUILD}")
    return Finding("migrations", f"at {revision or 'nothing'}, newest is {migrate.newest()}: starling migrate")


async def _slack(settings: Settings, now: Callable[[], float]) -> list[Finding]:
    web = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, timeout=_SECONDS
    )
    answer, finding = await _ask("bot token", "SLACK_BOT_TOKEN", web.auth_test)
    findings = [finding]
    if answer is not None:
        findings[0] = Finding("bot token", ORG_WIDE) if answer.get("is_enterprise_install") else finding
        findings += [_scopes(answer), _clock(answer, now())]
    if settings.uses_socket:
        token = settings.slack_app_token.get_secret_value()
        _, finding = await _ask("app token", "SLACK_APP_TOKEN", lambda: web.apps_connections_open(app_token=token))
        findings.append(finding)
    return findings


async def _ask(
    what: str, setting: str, call: Callable[[], Awaitable[AsyncSlackResponse]]
) -> tuple[AsyncSlackResponse | None, Finding]:
    try:
        return await call(), Finding(what)
    except CALL_ERRORS as error:
        failure = classify(error)
        if isinstance(failure, Refused):
            return None, Finding(what, f"{setting} is refused: Slack says {failure.code}; copy it again")
        return None, Finding(what, "SLACK_API_URL cannot be reached: look at the network, or the address")


def _scopes(answer: AsyncSlackResponse) -> Finding:
    needed = set(yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"])
    granted = {scope.strip() for scope in str(_header(answer, "x-oauth-scopes")).split(",") if scope.strip()}
    if not granted:
        return Finding("scopes", note="Slack did not tell which it granted")
    missing = sorted(needed - granted)
    if missing:
        return Finding("scopes", f"add {', '.join(missing)} under OAuth & Permissions, then reinstall the app")
    return Finding("scopes", note=f"{len(needed)} granted")


def _clock(answer: AsyncSlackResponse, now: float) -> Finding:
    date = _header(answer, "date")
    if not date:
        return Finding("clock", note="Slack's answer has no date")
    apart = abs(now - parsedate_to_datetime(date).timestamp())
    if apart > _CLOCK_S:
        return Finding("clock", f"{apart:.0f} s apart from Slack's: set this machine's clock by NTP")
    return Finding("clock", note=f"{apart:.0f} s apart from Slack's")


def _header(answer: AsyncSlackResponse, name: str) -> str:
    return next((str(value) for key, value in answer.headers.items() if key.lower() == name), "")
