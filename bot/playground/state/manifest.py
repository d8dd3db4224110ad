"""The app's manifest, parsed as Slack does."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

MANIFEST = Path(__file__).parents[3] / "manifest.yml"


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command, with the hints that the composer shows."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut: `type` is "message" (on a message's menu) or "global"."""

    name: str
    callback_id: str
    type: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a manifest that decide what Slack lets the app do."""

    name: str = "App"
    bot_name: str = "app"
    scopes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    commands: Mapping[str, Command] = field(default_factory=dict)
    shortcuts: Mapping[str, Shortcut] = field(default_factory=dict)
    home_tab: bool = False
    messages_tab: bool = False
    messages_tab_read_only: bool = False
    interactivity: bool = False
    socket_mode: bool = False
    token_rotation: bool = False


def parse_manifest(manifest: Mapping[str, Any]) -> Manifest:
    """Return a manifest from parsed YAML or JSON. Absent features are off, as in Slack."""
    features = manifest.get("features") or {}
    settings = manifest.get("settings") or {}
    home = features.get("app_home") or {}
    commands = [
        Command(
            command=each["command"],
            description=each.get("description", ""),
            usage_hint=each.get("usage_hint", ""),
            should_escape=bool(each.get("should_escape", False)),
        )
        for each in features.get("slash_commands") or ()
    ]
    shortcuts = [
        Shortcut(each["name"], each["callback_id"], each["type"], each.get("description", ""))
        for each in features.get("shortcuts") or ()
    ]
    name = (manifest.get("display_information") or {}).get("name", "App")
    return Manifest(
        name=name,
        bot_name=(features.get("bot_user") or {}).get("display_name", name),
        scopes=frozenset(((manifest.get("oauth_config") or {}).get("scopes") or {}).get("bot") or ()),
        events=frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or ()),
        commands={each.command: each for each in commands},
        shortcuts={each.callback_id: each for each in shortcuts},
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", False)),
        messages_tab_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
        interactivity=bool((settings.get("interactivity") or {}).get("is_enabled", False)),
        socket_mode=bool(settings.get("socket_mode_enabled", False)),
        token_rotation=bool(settings.get("token_rotation_enabled", False)),
    )


def read_manifest(path: Path = MANIFEST) -> dict[str, Any]:
    """Return manifest.yml as a dict, for `parse_manifest`, or for a test to change first."""
    content = _parse_yaml(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        msg = f"{path.name} is not a manifest"
        raise TypeError(msg)
    return deepcopy(content)


@cache
def _parse_yaml(text: str) -> Any:
    return yaml.safe_load(text)
