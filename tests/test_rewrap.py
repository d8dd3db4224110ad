"""The server's secret is changed: what was under the old one is under the new one, once, or nothing is changed."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli_rewrap import run
from bot.domain.preferences import list_subscribed, save_preferences
from bot.installs.tokens import SealedTokensError, Tokens
from bot.keys import Keyring
from bot.sealing import TenantKey
from bot.settings import Settings, SettingsError
from storage import exchanges, installations, retention, tenants
from storage.session import Storage
from tests.storage.test_ratings import place_with
from tests.templates import migrated

OLD, NEW, OTHER = (Keyring(f"{name} secret of the tests, long enough to be one") for name in ("old", "new", "other"))
FACTS = {"starling_secret_key": "new secret of the tests, long enough to be one"}
BEFORE = {"starling_secret_key_old": "old secret of the tests, long enough to be one"}


async def made(tmp_path: Path, *keyrings: Keyring) -> tuple[str, list[bytes]]:
    """Return a database with one exchange under each secret, and their keys."""
    url = await migrated(f"sqlite+aiosqlite:///{tmp_path}/here.sqlite")
    storage, keys = Storage(url), []
    place = await place_with(storage, 0)
    async with storage.write() as db:
        await tenants.holds_real_workspace(db)
        for number, keyring in enumerate(keyrings):
            wrapped = keyring.new()
            keys.append(keyring.open(wrapped).raw)
            facts = {"star_meaning": "agree", "groups": [], "is_anonymous": True, "moderation": "post"}
            await exchanges.insert(
                db, place.tenant_id, 100 + number, slug=f"q{number}", question="Q?", comment_limit=100, state="open",
                zone="UTC", wrapped_key=wrapped, **facts,
            )  # fmt: skip
        await exchanges.update_exchange(db, place.scope, wrapped_key=b"")  # erased: it has none
    await storage.close()
    return url, keys


async def stored(url: str) -> list[bytes]:
    storage = Storage(url)
    async with storage.read() as db:
        found = [wrapped for _, wrapped in await retention.list_keys(db)]
    await storage.close()
    return found


def read_all(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.iterdir())


def given(url: str, **facts: str) -> Settings:
    return Settings(database_url=url, **facts)  # type: ignore[arg-type]


async def test_every_key_is_the_same_under_the_new_secret_and_again_does_nothing(tmp_path: Path) -> None:
    url, keys = await made(tmp_path, OLD, OLD, NEW)
    before = await stored(url)
    lines = await run(given(url, **FACTS, **BEFORE), dry_run=True)
    assert lines == ["exchanges: 2 would be put under the new secret, 1 under it already"]
    assert await stored(url) == before
    assert await run(given(url, **FACTS, **BEFORE), dry_run=False) == [
        "exchanges: 2 put under the new secret, 1 under it already"
    ]
    after = await stored(url)
    assert [NEW.open(each).raw for each in after] == keys
    assert not [each for each in after if OLD.opens(each)]
    files = read_all(tmp_path)
    assert not [each for each in before[:2] if each in files], "those under the old secret are nowhere"
    assert await run(given(url, **FACTS, **BEFORE), dry_run=False) == [
        "exchanges: 0 put under the new secret, 3 under it already"
    ]
    assert await stored(url) == after


async def test_where_one_is_under_neither_nothing_is_changed(tmp_path: Path) -> None:
    url, _ = await made(tmp_path, OLD, OTHER)
    before = await stored(url)
    with pytest.raises(SettingsError, match=r"nothing was changed.*1 under neither"):
        await run(given(url, **FACTS, **BEFORE), dry_run=False)
    assert await stored(url) == before
    assert await run(given(url, **FACTS, **BEFORE), dry_run=False, partly=True) == [
        "exchanges: 1 put under the new secret, 0 under it already, 1 under neither"
    ]
    assert [NEW.opens(each) for each in await stored(url)] == [True, False]


@dataclass
class Tools:
    """What it takes to keep preferences."""

    storage: Storage
    keys: Keyring

    def tenant_key(self, tenant_id: int) -> TenantKey:
        return self.keys.of_tenant(tenant_id)


async def test_who_signed_up_under_the_old_secret_is_signed_up_under_the_new_one(tmp_path: Path) -> None:
    url, _ = await made(tmp_path, OLD)
    storage = Storage(url)
    for tenant_id, keyring, who in ((1, OLD, "U1"), (1, OLD, "U2"), (2, OLD, "U1"), (2, NEW, "U3")):
        await save_preferences(Tools(storage, keyring), tenant_id, who, is_subscribed=True)
    await storage.close()
    expected = ["exchanges: 1 put under the new secret, 0 under it already"]
    assert await run(given(url, **FACTS, **BEFORE), dry_run=False) == [
        *expected, "preferences: 3 put under the new secret, 1 under it already"
    ]  # fmt: skip
    storage = Storage(url)
    async with storage.read() as db:
        found = {tenant_id: await list_subscribed(Tools(storage, NEW), db, tenant_id) for tenant_id in (1, 2)}
        assert await list_subscribed(Tools(storage, OLD), db, 1) == []
    await storage.close()
    assert {tenant_id: sorted(people) for tenant_id, people in found.items()} == {1: ["U1", "U2"], 2: ["U1", "U3"]}


async def test_tokens_are_under_the_new_secret_and_open_with_it_alone(tmp_path: Path) -> None:
    url, _ = await made(tmp_path, OLD)
    storage = Storage(url)
    async with storage.write() as db:
        for team, keys in (("T0NORTH", OLD), ("T0SOUTH", NEW)):
            tenant_id = await tenants.ensure(db, enterprise_id="", team_id=team, is_playground=False)
            sealed = Tokens(f"xoxb-{team}").seal(tenant_id, keys.of_tokens())
            await installations.save(db, tenant_id, sealed=sealed, is_org_wide=False, expires_at=None)
    await storage.close()
    done = await run(given(url, **FACTS, **BEFORE), dry_run=False)
    assert done[-1] == "tokens: 1 put under the new secret, 1 under it already"
    storage = Storage(url)
    async with storage.read() as db:
        rows = await installations.list_all(db)
    await storage.close()
    for row in rows:
        assert row.sealed is not None
        assert Tokens.open(row.sealed, row.tenant_id, NEW.of_tokens()).bot_token == f"xoxb-{row.team_id}"
        with pytest.raises(SealedTokensError):
            Tokens.open(row.sealed, row.tenant_id, OLD.of_tokens())


async def test_a_bot_that_runs_is_to_be_stopped_first(tmp_path: Path) -> None:
    url, _ = await made(tmp_path, OLD)
    running = Storage(url)
    running.lock()
    with pytest.raises(SettingsError, match="stop that one first"):
        await run(given(url, **FACTS, **BEFORE), dry_run=False)
    await running.close()


@pytest.mark.parametrize(
    ("facts", "says"),
    [(FACTS, "STARLING_SECRET_KEY_OLD is missing"), ({**FACTS, "starling_secret_key_old": FACTS["starling_secret_key"]},
                                                    "is the same as STARLING_SECRET_KEY")],
)  # fmt: skip
async def test_what_is_missing_is_named(tmp_path: Path, facts: dict[str, str], says: str) -> None:
    url, _ = await made(tmp_path, OLD)
    with pytest.raises(SettingsError, match=says):
        await run(given(url, **facts), dry_run=False)


def test_the_command_line_names_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STARLING_SECRET_KEY", FACTS["starling_secret_key"])
    assert main(["rewrap", "--dry-run"]) == 1
    assert "STARLING_SECRET_KEY_OLD is missing" in capsys.readouterr().err
