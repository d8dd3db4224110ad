"""manifest.yml against the code, both ways: scopes, events, commands, shortcuts, switches."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.installs.tokens import SCOPES
from bot.slack.sign_in import REDIRECT_PATH, SCOPE
from tests.listeners import Registered, registered_in

ROOT = Path(__file__).parent.parent

# What each Web API method asks for, by docs.slack.dev. Methods without a scope need a token only.
SCOPE_OF = {
    "auth_test": set[str](),
    "chat_postMessage": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_delete": {"chat:write"},
    "chat_getPermalink": set[str](),
    "views_open": set[str](),
    "views_push": set[str](),
    "views_update": set[str](),
    "views_publish": set[str](),
    "users_info": {"users:read"},
    "users_list": {"users:read"},
    "users_conversations": {"channels:read", "groups:read"},
    "usergroups_list": {"usergroups:read"},
    "usergroups_users_list": {"usergroups:read"},
    "users_lookupByEmail": set[str](),  # users:read.email is a choice: a line in comments
    "conversations_join": {"channels:join"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_history": {"channels:history", "groups:history"},
    "conversations_replies": {"channels:history", "groups:history"},
    "files_info": {"files:read"},
    "files_getUploadURLExternal": {"files:write"},
    "files_completeUploadExternal": {"files:write"},
    "conversations_open": {"im:write"},
    "oauth_v2_access": set[str](),
    "auth_revoke": set[str](),
    "apps_connections_open": set[str](),  # an app-level token's own scope
    "apps_uninstall": set[str](),
    "openid_connect_token": set[str](),
    "openid_connect_userInfo": set[str](),  # a person's own scope, which the lines in comments ask for
}
FAMILIES = (
    "admin|apps|auth|bookmarks|bots|chat|conversations|dnd|emoji|files|oauth|openid|"
    "pins|reactions|team|usergroups|users|views"
)
SCOPE_OF_EVENT = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "tokens_revoked": None,
}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())
    return found


@pytest.fixture
async def registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registered:
    """Every listener that the assembled bot hangs on Bolt, by kind."""
    return await registered_in(tmp_path, monkeypatch)


def called_methods() -> set[str]:
    """Return the Web API methods that the bot's own code names (the playground is Slack, not the bot)."""
    found = set[str]()
    for path in (ROOT / "bot").rglob("*.py"):
        if "playground" not in path.parts:
            found |= set(re.findall(rf"\b_?web\.((?:{FAMILIES})_[A-Za-z_]+)\b", path.read_text()))
    return found


def test_scopes_needed_are_the_scopes_asked(manifest: dict[str, Any]) -> None:
    methods = called_methods()
    assert methods <= set(SCOPE_OF), "name the scope of a new method"
    assert "chat_postMessage" in methods, "the search finds something"
    needed = {scope for method in methods for scope in SCOPE_OF[method]} | {"commands"}
    needed |= {
        scope for event in manifest["settings"]["event_subscriptions"]["bot_events"] if (scope := SCOPE_OF_EVENT[event])
    }
    assert needed == set(manifest["oauth_config"]["scopes"]["bot"])


def test_the_lines_for_a_sign_in_are_those_that_the_code_needs() -> None:
    text = (ROOT / "manifest.yml").read_text(encoding="utf-8")
    with_sign_in = re.sub(r"(?m)^( +)# (redirect_urls:|user:|  - )", r"\1\2", text)
    oauth = yaml.safe_load(with_sign_in)["oauth_config"]
    assert oauth["redirect_urls"] == [f"https://starling.example.org{REDIRECT_PATH}"]
    assert oauth["scopes"]["user"] == [SCOPE]
    assert yaml.safe_load(text)["oauth_config"]["scopes"].keys() == {"bot"}, "nothing more is asked without it"


def test_an_install_asks_for_the_scopes_of_the_manifest(manifest: dict[str, Any]) -> None:
    assert list(SCOPES) == manifest["oauth_config"]["scopes"]["bot"]


async def test_events_asked_are_the_events_heard(manifest: dict[str, Any], registered: Registered) -> None:
    asked = {event.partition(".")[0] for event in manifest["settings"]["event_subscriptions"]["bot_events"]}
    heard = {event["type"] if isinstance(event, dict) else event for event in registered["event"]}
    assert asked == heard


async def test_shortcuts_asked_are_the_shortcuts_answered(manifest: dict[str, Any], registered: Registered) -> None:
    asked = [shortcut["callback_id"] for shortcut in manifest["features"]["shortcuts"]]
    answered = [each["callback_id"] if isinstance(each, dict) else each for each in registered["shortcut"]]
    assert sorted(asked) == sorted(answered)


async def test_each_command_is_answered(manifest: dict[str, Any], registered: Registered) -> None:
    for command in manifest["features"]["slash_commands"]:
        assert any(re.search(pattern, command["command"]) for pattern in registered["command"])
        assert command["command"] == command["command"].lower()
        assert command["should_escape"] is True, "mentions must arrive as ids"


def test_the_switches_are_on(manifest: dict[str, Any]) -> None:
    home = manifest["features"]["app_home"]
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False
    assert home["home_tab_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["org_deploy_enabled"] is False, "one workspace is served, and an org-wide token refused"
    assert manifest["settings"]["token_rotation_enabled"] is False


def test_texts_have_slacks_lengths(manifest: dict[str, Any]) -> None:
    about = manifest["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 174 <= len(about["long_description"]) <= 4000
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
    for shortcut in manifest["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    for command in manifest["features"]["slash_commands"]:
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000


async def test_no_id_is_answered_twice(registered: Registered) -> None:
    ids = [each for kind in ("action", "view", "shortcut") for each in registered[kind] if isinstance(each, str)]
    assert len(ids) == len(set(ids))
