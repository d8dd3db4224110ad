"""Settings: one line that names the wrong one and the cure."""

import stat
from dataclasses import fields
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, kept_secret


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without .env and an environment without our settings."""
    for each in fields(Settings):
        monkeypatch.delenv(each.name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_is_needed_but_slack(bare: Path) -> None:
    settings = Settings.load()
    assert settings.database_url == "sqlite+aiosqlite:///var/starling.sqlite"
    assert (settings.starling_host, settings.starling_port) == ("127.0.0.1", 8080)
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is missing"):
        settings.check_slack()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DATABASE_URL", "mysql://x", r"DATABASE_URL is wrong: write it as sqlite\+aiosqlite"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL is wrong"),
        ("DATABASE_URL", "sqlite+aiosqlite://", "needs a file"),
        ("WORKSPACES_ALLOWED", "T012 Maple", "WORKSPACES_ALLOWED is wrong: Maple is no id of a workspace"),
        ("WORKSPACE_KEPT_DAYS", "soon", "WORKSPACE_KEPT_DAYS is wrong: write a whole number, 0 or more"),
        ("WORKSPACE_EXCHANGES", "-1", "WORKSPACE_EXCHANGES is wrong"),
        ("STARLING_PORT", "99999", "STARLING_PORT is wrong"),
        ("STARLING_PORT", "many", "STARLING_PORT is wrong: write a whole number from 0 to 65535"),
        ("STARLING_METRICS", "perhaps", "STARLING_METRICS is wrong: write true or false"),
        ("STARLING_DATABASE_URL", "nonsense", "^STARLING_DATABASE_URL is wrong"),
        ("STARLING_SECRET_KEY", "short", "STARLING_SECRET_KEY is wrong: write any text of 32"),
        ("SLACK_API_URL", "slack.com", "SLACK_API_URL is wrong"),
        ("STARLING_MATTERMOST_URL", "chat.example.org", "STARLING_MATTERMOST_URL is wrong: write an address"),
        ("STARLING_MATTERMOST_TEAM", "../users", "STARLING_MATTERMOST_TEAM is wrong: write the team's name"),
        ("SUMMARY_URL", "api.example.org", "SUMMARY_URL is wrong: write an address"),
        ("TRANSLATION_URL", "api.example.org", "TRANSLATION_URL is wrong: write an address"),
        ("SUMMARY_URL", "https://api.example.org/v1", "^SUMMARY_MODEL is missing: name the model"),
        ("SUMMARY_CAP", "-1", "SUMMARY_CAP is wrong"),
        ("THEMES_EMBEDDINGS_URL", "https://api.example.org/v1", "^THEMES_EMBEDDINGS_MODEL is missing: name the model"),
        ("THEMES_MODEL_DIR", "nowhere", "THEMES_MODEL_DIR is wrong: name a folder that holds model.safetensors"),
    ],
)
def test_a_wrong_setting_is_named(
    bare: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=says):
        Settings.load()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"slack_bot_token": "xoxp-1"}, "SLACK_BOT_TOKEN is wrong"),
        ({"slack_client_id": "1.2", "slack_client_secret": "s"}, "STARLING_BASE_URL is missing: workspaces install"),
        ({"slack_bot_token": "xoxb-1"}, "SLACK_SIGNING_SECRET is missing"),
        ({"slack_bot_token": "xoxb-1", "slack_app_token": "xoxb-2"}, "SLACK_APP_TOKEN is wrong"),
    ],
)
def test_what_serve_needs_of_slack(given: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        Settings(**given).check_slack()  # type: ignore[arg-type]


def test_mattermost_needs_all_of_its_settings_and_then_no_slack() -> None:
    given = {
        "starling_mattermost_url": "https://chat.example.org",
        "starling_mattermost_token": "x",
        "starling_mattermost_team": "school",
        "starling_mattermost_command_token": "y",
        "starling_base_url": "https://starling.example.org",
    }
    Settings(**given).check_platforms()  # type: ignore[arg-type]
    for name in list(given)[1:]:
        with pytest.raises(SettingsError, match=f"{name.upper()} is missing"):
            Settings(**given | {name: ""}).check_platforms()  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is missing"):
        Settings().check_platforms()
    with pytest.raises(SettingsError, match="SLACK_SIGNING_SECRET is missing"):
        Settings(**given | {"slack_bot_token": "xoxb-1"}).check_platforms()  # type: ignore[arg-type]
    for name in ("slack_app_token", "slack_signing_secret"):
        with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is missing"):
            Settings(**given | {name: "x"}).check_platforms()  # type: ignore[arg-type]


def test_the_env_file_is_read_and_given_settings_ignore_it(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / ".env").write_text("SLACK_BOT_TOKEN=xoxb-real\n")
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///real.sqlite")
    monkeypatch.setenv("starling_metrics", "Yes")
    loaded = Settings.load()
    assert (loaded.slack_bot_token.get_secret_value(), loaded.starling_metrics) == ("xoxb-real", True)
    assert loaded.database_url.endswith("real.sqlite")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-newer")
    assert Settings.load().slack_bot_token.get_secret_value() == "xoxb-newer", "the environment comes before the file"
    given = Settings()
    assert given.slack_bot_token.get_secret_value() == ""
    assert "real" not in given.database_url


def test_no_secret_shows_in_print(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-canary")
    assert "canary" not in repr(Settings.load())


def test_a_missing_secret_key_is_made_once_and_kept_private(bare: Path) -> None:
    first = Settings.load().secret_key()
    file = bare / "var" / "secret_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Settings.load().secret_key() == first
    file.write_text("")
    with pytest.raises(SettingsError, match="holds no secret key"):
        kept_secret(file)


def test_of_two_who_start_at_once_both_have_the_secret_of_the_first(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = bare / "secret_key"

    def come_between(_: int) -> str:
        file.write_text("the other process' secret, which is long enough\n")
        return "x" * 64

    monkeypatch.setattr("bot.secret_file.secrets.token_urlsafe", come_between)
    assert kept_secret(file) == "the other process' secret, which is long enough"
    assert [each.name for each in bare.iterdir() if "secret_key" in each.name] == ["secret_key"]


def test_a_start_that_is_killed_leaves_no_empty_secret(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = bare / "secret_key"

    def die(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("bot.secret_file.os.fsync", die)
        with pytest.raises(KeyboardInterrupt):
            kept_secret(file)
    assert not file.exists()
    assert len(kept_secret(file)) >= 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_model_of_ones_own_and_a_service_are_one_too_many(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("model.safetensors", "tokenizer.json"):
        (bare / name).touch()
    monkeypatch.setenv("THEMES_MODEL_DIR", str(bare))
    assert Settings.load().services.hosts == ()
    monkeypatch.setenv("THEMES_EMBEDDINGS_URL", "https://api.example.org/v1")
    monkeypatch.setenv("THEMES_EMBEDDINGS_MODEL", "m")
    with pytest.raises(SettingsError, match=r"^THEMES_MODEL_DIR and THEMES_EMBEDDINGS_URL are both set:"):
        Settings.load()
    monkeypatch.delenv("THEMES_MODEL_DIR")
    assert Settings.load().services.hosts == ("api.example.org",)
