"""`starling doctor`: each thing the bot needs, on one line: ok, or what to do."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

import yaml
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings, SettingsError
from storage import migrate
from storage.session import Storage

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
_CLOCK_S = 60.0  # Slack refuses signatures older than five minutes
_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. cure: what to do; empty when it is ok."""

    what: str
    cure: str = ""
    note: str = ""

    @property
    def is_ok(self) -> bool:
        """Say whether nothing needs to be done."""
        return not self.cure

    @property
    def line(self) -> str:
        """Return the finding as one line."""
        return f"{self.what:<12} {self.cure or 'ok'}{f' ({self.note})' if self.note else ''}"


async def examine() -> list[Finding]:
    """Look at settings, database, migrations, tokens, scopes and clock, in this order."""
    try:
        settings = Settings.load()
        settings.check_slack()
    except SettingsError as error:
        findings = [Finding("settings", str(error))]
        try:
            settings = Settings.load()
        except SettingsError:
            return findings
        return [*findings, *await _database(settings)]
    mode = "Socket Mode" if settings.uses_socket else "HTTP at POST /slack/events"
    findings = [Finding("settings", note=mode), *await _database(settings)]
    try:
        settings.secret_key()
    except SettingsError as error:
        findings.append(Finding("secret key", str(error)))
    else:
        findings.append(Finding("secret key"))
    return [*findings, *await _slack(settings)]


async def _database(settings: Settings) -> list[Finding]:
    storage = Storage(settings.database_url)
    try:
        stands_at = await migrate.present(storage)
    except Exception as error:  # noqa: BLE001 - any driver's error means the same to who reads it
        return [Finding("database", f"DATABASE_URL cannot be reached ({type(error).__name__}): look at its address")]
    finally:
        await storage.close()
    found = [Finding("database", note=storage.url.get_backend_name())]
    if stands_at == migrate.newest():
        return [*found, Finding("migrations", note=f"at {stands_at}")]
    return [
        *found,
        Finding("migrations", f"at {stands_at or 'nothing'}, newest is {migrate.newest()}: starling migrate"),
    ]


async def _slack(settings: Settings) -> list[Finding]:
    web = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, timeout=_SECONDS
    )
    answer, finding = await _ask("bot token", "SLACK_BOT_TOKEN", web.auth_test)
    findings = [finding]
    if answer is not None:
        findings += [_scopes(answer), _clock(answer)]
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
    except SlackApiError as error:
        return None, Finding(what, f"{setting} is refused: Slack says {error.response.get('error')}; copy it anew")
    except (ClientError, OSError, TimeoutError):
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


def _clock(answer: AsyncSlackResponse) -> Finding:
    date = _header(answer, "date")
    if not date:
        return Finding("clock", note="Slack's answer has no date")
    apart = abs(time.time() - parsedate_to_datetime(date).timestamp())
    if apart > _CLOCK_S:
        return Finding("clock", f"{apart:.0f} s apart from Slack's: set this machine's clock by NTP")
    return Finding("clock", note=f"{apart:.0f} s apart from Slack's")


def _header(answer: AsyncSlackResponse, name: str) -> str:
    return next((str(value) for key, value in answer.headers.items() if key.lower() == name), "")
