"""Settings: the only reader of the environment, beside `environment`, and of `.env`."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.domain.ai_services import Services
from bot.environment import SettingsError
from bot.keys import MIN_SECRET
from bot.secret_file import make_secret
from bot.settings_checks import (
    SLACK_API,
    check_address,
    check_database,
    check_flag,
    check_ids,
    check_log_form,
    check_model,
    check_number,
    check_slack_api,
    check_team,
)

__all__ = ["ORG_WIDE", "VAR", "Secret", "Settings", "SettingsError", "kept_secret"]

VAR = Path("var")  # git-ignored; the database and the secret key of a simple set-up
PLAYGROUND_TOKEN = "xoxb-playground-"  # noqa: S105 - how such a token begins, no token
PLAYGROUND_CLIENT = "playground."
"""How the client id of a pretend Slack's app begins; Slack's own are two numbers with a point between."""
_MAX_PORT = 65_535

_MATTERMOST_NEEDS = {
    "starling_mattermost_token": "copy the token of the bot account",
    "starling_mattermost_team": "write the name of the team, as in its address",
    "starling_mattermost_command_token": "copy the token of the slash command",
    "starling_base_url": "Mattermost sends clicks and commands to this address",
}

ORG_WIDE = (
    "SLACK_BOT_TOKEN belongs to an installation for a whole organization, and this setting serves one workspace: "
    "install the app in that workspace alone, and use the token you get there, or leave the token out and install the "
    "app by /slack/install (docs/workspaces.md)"
)


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that does not show in print."""

    value: str

    def get_secret_value(self) -> str:
        """Return the text."""
        return self.value

    def __repr__(self) -> str:
        return f"Secret({'…' if self.value else ''})"


_NONE = Secret("")


@dataclass
class Settings:
    """Every setting, typed; made of texts as they are in `.env`, too. See .env.example for what each means.

    Made directly it reads neither the environment nor `.env`. Raises SettingsError that names the wrong one.
    """

    slack_bot_token: Secret = _NONE
    slack_app_token: Secret = _NONE
    slack_signing_secret: Secret = _NONE
    slack_client_id: str = ""  # both for Sign in with Slack
    slack_client_secret: Secret = _NONE
    workspaces_allowed: str = ""  # ids of those that may install the app, where it is for many; "": all
    workspace_kept_days: int = 30  # after an uninstall, until everything of the workspace is deleted
    workspace_exchanges: int = 100  # open at once in one workspace; 0: as many as they like
    slack_api_url: str = SLACK_API
    database_url: str = f"sqlite+aiosqlite:///{VAR}/starling.sqlite"
    starling_host: str = "127.0.0.1"
    starling_port: int = 8080
    starling_metrics: bool = False
    starling_log: str = "json"  # or text
    starling_drain_seconds: int = 0  # between "not ready" and the end, after SIGTERM
    starling_base_url: str = ""  # of the page with the results; without it there is none
    starling_mattermost_url: str = ""  # of a Mattermost server; without it there is none
    starling_mattermost_token: Secret = _NONE  # of the bot account there
    starling_mattermost_team: str = ""  # the team that it serves, by the name in its address
    starling_mattermost_command_token: Secret = _NONE  # of its slash command
    starling_secret_key: Secret = _NONE
    starling_secret_key_old: Secret = _NONE
    sharing_limits: bool = True  # who shares very many comments in a short time waits a little
    danger_meaning: bool = True  # look for signs of danger by meaning too
    danger_service_url: str = ""  # looks for signs of danger beside the lists
    danger_service_token: Secret = _NONE
    danger_webhook_url: str = ""  # is called at signs of danger
    danger_webhook_secret: Secret = _NONE
    themes_model_dir: str = ""
    themes_multilingual: bool = False
    themes_embeddings_url: str = ""
    themes_embeddings_key: Secret = _NONE
    themes_embeddings_model: str = ""
    themes_embeddings_cap: int = 20_000_000
    summary_url: str = ""
    summary_key: Secret = _NONE
    summary_model: str = ""
    summary_cap: int = 5_000_000
    translation_url: str = ""  # translates comments, where an exchange asks for it
    translation_key: Secret = _NONE
    translation_model: str = ""  # of a chat service; "": LibreTranslate's form
    translation_cap: int = 5_000_000

    def __post_init__(self) -> None:
        for field in fields(self):
            try:
                setattr(self, field.name, _checked(field.name, field.type, getattr(self, field.name)))
            except ValueError as error:
                msg = f"{field.name.upper()} is wrong: {error}"
                raise SettingsError(msg) from error
        for service in ("themes_embeddings", "summary"):
            if getattr(self, f"{service}_url") and not getattr(self, f"{service}_model"):
                msg = f"{service.upper()}_MODEL is missing: name the model that {service.upper()}_URL is asked for"
                raise SettingsError(msg)
        if bool(self.slack_client_id) != bool(self.slack_client_secret.value):
            raise SettingsError("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together: set both, or leave both out")
        if self.danger_webhook_url and not self.danger_webhook_secret.value:
            raise SettingsError("DANGER_WEBHOOK_SECRET is missing: choose a random text that the receiver knows too")
        if self.themes_model_dir and self.themes_embeddings_url:
            raise SettingsError("THEMES_MODEL_DIR and THEMES_EMBEDDINGS_URL are both set: leave one of them out")

    @classmethod
    def load(cls) -> Self:
        """Read the environment, and `.env` below it. Raises SettingsError that names the wrong one."""
        given: dict[str, Any] = {}
        longer = ""
        for values in (dotenv_values(".env", encoding="utf-8"), os.environ):
            found = {name.lower(): value for name, value in values.items() if value is not None}
            given |= {field.name: found[field.name] for field in fields(cls) if field.name in found}
            if "starling_database_url" in found:
                given["database_url"] = longer = found["starling_database_url"]
        try:
            return cls(**given)
        except SettingsError as error:
            if given.get("database_url") == longer and str(error).startswith("DATABASE_URL "):
                msg = f"STARLING_{error}"  # as it was written
                raise SettingsError(msg) from error
            raise

    @property
    def uses_socket(self) -> bool:
        """Say whether Slack is reached by Socket Mode: an app token is there."""
        return bool(self.slack_app_token.get_secret_value())

    @property
    def services(self) -> Services:
        """Where comments may go, by host."""
        return Services(
            vectors=urlsplit(self.themes_embeddings_url).hostname or "",
            summary=urlsplit(self.summary_url).hostname or "",
            danger=urlsplit(self.danger_service_url).hostname or "",
            translation=urlsplit(self.translation_url).hostname or "",
        )

    @property
    def is_playground(self) -> bool:
        """Say whether the workspace is a pretend one: such a token, or client id, works nowhere else."""
        if self.serves_many:
            return self.slack_client_id.startswith(PLAYGROUND_CLIENT)
        return self.slack_bot_token.get_secret_value().startswith(PLAYGROUND_TOKEN)

    @property
    def serves_many(self) -> bool:
        """Say whether workspaces install the app themselves: no token is given, but what it takes to get them."""
        return not self.slack_bot_token.get_secret_value() and bool(self.slack_client_id)

    @property
    def uses_slack(self) -> bool:
        """Say whether Slack is served: always, but where a Mattermost server is set and nothing of Slack's.

        One setting of Slack's is enough, so that a token that was left out is missed and not taken for a choice.
        """
        secrets = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret, self.slack_client_secret)
        has_slack = bool(self.slack_client_id) or any(each.get_secret_value() for each in secrets)
        return has_slack or not self.starling_mattermost_url

    @property
    def allowed_workspaces(self) -> frozenset[str]:
        """The ids of workspaces and organizations that may install the app; empty for all."""
        return frozenset(self.workspaces_allowed.replace(",", " ").split())

    @property
    def can_sign_in(self) -> bool:
        """Say whether people can sign in with Slack: the app's id and secret are there, and an address to return to."""
        return bool(self.slack_client_id and self.starling_base_url)

    def check_platforms(self) -> None:
        """Raise SettingsError when what `serve` needs of Slack, or of Mattermost where that is set, is not right."""
        if self.starling_mattermost_url:
            self._check_mattermost()
        if self.uses_slack:
            self.check_slack()

    def _check_mattermost(self) -> None:
        for name, where in _MATTERMOST_NEEDS.items():
            value = getattr(self, name)
            if not (value.get_secret_value() if isinstance(value, Secret) else value):
                msg = f"{name.upper()} is missing: {where} (docs/mattermost.md), or leave STARLING_MATTERMOST_URL out"
                raise SettingsError(msg)

    def check_slack(self) -> None:
        """Raise SettingsError when what `serve` needs of Slack is missing or has the wrong form."""
        token = self.slack_bot_token.get_secret_value()
        if not token and not self.serves_many:
            raise SettingsError(
                "SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (xoxb-…) from your app's page, "
                "OAuth & Permissions, into .env; for many workspaces see docs/workspaces.md"
            )
        if self.serves_many and not self.starling_base_url:
            raise SettingsError(
                "STARLING_BASE_URL is missing: workspaces install the app at its address and /slack/install; "
                "set SLACK_BOT_TOKEN instead to serve one workspace"
            )
        if token and not token.startswith("xoxb-"):
            raise SettingsError("SLACK_BOT_TOKEN is wrong: a bot token begins with xoxb-; see OAuth & Permissions")
        app_token = self.slack_app_token.get_secret_value()
        if app_token and not app_token.startswith("xapp-"):
            raise SettingsError(
                "SLACK_APP_TOKEN is wrong: an app-level token begins with xapp-; see Basic Information, or leave it "
                "out to use HTTP"
            )
        if not app_token and not self.slack_signing_secret.get_secret_value():
            raise SettingsError(
                "SLACK_SIGNING_SECRET is missing: copy it from your app's page, Basic Information, into .env; "
                "or set SLACK_APP_TOKEN to use Socket Mode"
            )

    def secret_key(self) -> str:
        """Return STARLING_SECRET_KEY; where it is not set, the one kept in var/, made when there is none.

        Raises SettingsError when the file cannot be used.
        """
        value = self.starling_secret_key.get_secret_value()
        return value or kept_secret(VAR / "secret_key")


def _checked(name: str, kind: Any, value: Any) -> Any:
    """Return the value of a setting. kind: its type. Raises ValueError with the cure."""
    if kind is Secret:
        value = value if isinstance(value, Secret) else Secret(str(value))
    elif kind is bool:
        value = check_flag(value)
    elif kind is int:
        value = check_number(value, most=_MAX_PORT if name == "starling_port" else None)
    check = _CHECKS.get(name)
    return check(value) if check is not None else value


def _long_enough(value: Secret) -> Secret:
    if 0 < len(value.value) < MIN_SECRET:
        msg = f"write any text of {MIN_SECRET} characters or more, or leave it out"
        raise ValueError(msg)
    return value


_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "database_url": check_database,
    "slack_api_url": check_slack_api,
    "workspaces_allowed": check_ids,
    "starling_base_url": check_address,
    "starling_mattermost_url": check_address,
    "starling_mattermost_team": check_team,
    "starling_log": check_log_form,
    "danger_service_url": check_address,
    "danger_webhook_url": check_address,
    "danger_webhook_secret": _long_enough,
    "themes_embeddings_url": check_address,
    "summary_url": check_address,
    "translation_url": check_address,
    "starling_secret_key": _long_enough,
    "starling_secret_key_old": _long_enough,
    "themes_model_dir": check_model,
}


def kept_secret(path: Path) -> str:
    """Return the secret in a file, made with mode 0600 when there is none. Raises SettingsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            make_secret(path)
        value = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        msg = f"STARLING_SECRET_KEY is not set and {path} cannot be used ({error.strerror}): set it, or fix the file"
        raise SettingsError(msg) from error
    if len(value) < MIN_SECRET:
        msg = f"{path} holds no secret key: put back the one this database was made with, or set STARLING_SECRET_KEY"
        raise SettingsError(msg)
    return value
