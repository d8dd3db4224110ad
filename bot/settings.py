"""Settings: the only reader of the environment, beside `environment`, and of `.env`."""

import os
import secrets
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.ai_services import Services
from bot.environment import SettingsError
from bot.keys import MIN_SECRET
from storage.session import DatabaseUrlError, parse_url

__all__ = ["ORG_WIDE", "VAR", "GivenSettings", "Settings", "SettingsError", "kept_secret"]

VAR = Path("var")  # git-ignored; the database and the secret key of a simple set-up
SLACK_API = "https://slack.com/api/"
PLAYGROUND_TOKEN = "xoxb-playground-"  # noqa: S105 - how such a token begins, no token
_DATABASE = "STARLING_DATABASE_URL"


ORG_WIDE = (
    "SLACK_BOT_TOKEN belongs to an installation for a whole organization, and this version serves one workspace: "
    "install the app in that workspace alone, and use the token you get there"
)


class Settings(BaseSettings):
    """Every setting, typed. See .env.example for what each means."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_client_id: str = ""  # both for Sign in with Slack
    slack_client_secret: SecretStr = SecretStr("")
    slack_api_url: str = SLACK_API
    database_url: str = Field(
        default=f"sqlite+aiosqlite:///{VAR}/starling.sqlite",
        validation_alias=AliasChoices(_DATABASE.lower(), "database_url"),
    )
    starling_host: str = "127.0.0.1"
    starling_port: int = Field(default=8080, ge=0, le=65535)
    starling_metrics: bool = False
    starling_base_url: str = ""  # of the page with the results; without it there is none
    starling_secret_key: SecretStr = SecretStr("")
    starling_secret_key_old: SecretStr = SecretStr("")
    themes_model_dir: str = ""
    themes_multilingual: bool = False
    themes_embeddings_url: str = ""
    themes_embeddings_key: SecretStr = SecretStr("")
    themes_embeddings_model: str = ""
    themes_embeddings_cap: int = Field(default=20_000_000, ge=0)
    summary_url: str = ""
    summary_key: SecretStr = SecretStr("")
    summary_model: str = ""
    summary_cap: int = Field(default=5_000_000, ge=0)

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        try:
            parse_url(value)
        except DatabaseUrlError as error:
            raise ValueError(str(error)) from error
        return value

    @field_validator("slack_api_url", "starling_base_url", "themes_embeddings_url", "summary_url")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.netloc):
            raise ValueError("write an address that begins with https:// or http://")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, value: str) -> str:
        return (value or SLACK_API).rstrip("/") + "/"

    @field_validator("starling_secret_key", "starling_secret_key_old")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < MIN_SECRET:
            msg = f"write any text of {MIN_SECRET} characters or more, or leave it out"
            raise ValueError(msg)
        return value

    @field_validator("themes_model_dir")
    @classmethod
    def _model(cls, value: str) -> str:
        if value and not all((Path(value) / name).is_file() for name in ("model.safetensors", "tokenizer.json")):
            raise ValueError("name a folder that holds model.safetensors and tokenizer.json, or leave it out")
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for service in ("themes_embeddings", "summary"):
            if getattr(self, f"{service}_url") and not getattr(self, f"{service}_model"):
                msg = f"{service.upper()}_MODEL is missing: name the model that {service.upper()}_URL is asked for"
                raise PydanticCustomError("whole", msg)
        if bool(self.slack_client_id) != bool(self.slack_client_secret.get_secret_value()):
            msg = "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together: set both, or leave both out"
            raise PydanticCustomError("whole", msg)
        if self.themes_model_dir and self.themes_embeddings_url:
            msg = "THEMES_MODEL_DIR and THEMES_EMBEDDINGS_URL are both set: leave one of them out"
            raise PydanticCustomError("whole", msg)
        return self

    @classmethod
    def load(cls) -> Self:
        """Read the environment and .env. Raises SettingsError that names the wrong one."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            if not first["loc"]:  # about several settings; the message names them
                raise SettingsError(str(first["msg"])) from error
            name = str(first["loc"][0]).upper()
            if name == _DATABASE and name not in os.environ:
                name = name.removeprefix("STARLING_")  # the shorter one, which .env.example has
            reason = str(first["msg"]).removeprefix("Value error, ")
            msg = f"{name} is wrong: {reason}"
            raise SettingsError(msg) from error

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
        )

    @property
    def is_playground(self) -> bool:
        """Say whether the workspace is a pretend one: such a token works nowhere else."""
        return self.slack_bot_token.get_secret_value().startswith(PLAYGROUND_TOKEN)

    @property
    def can_sign_in(self) -> bool:
        """Say whether people can sign in with Slack: the app's id and secret are there, and an address to return to."""
        return bool(self.slack_client_id and self.starling_base_url)

    def check_slack(self) -> None:
        """Raise SettingsError when what `serve` needs of Slack is missing or has the wrong form."""
        token = self.slack_bot_token.get_secret_value()
        if not token:
            raise SettingsError(
                "SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (xoxb-…) from your app's page, "
                "OAuth & Permissions, into .env"
            )
        if not token.startswith("xoxb-"):
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


class GivenSettings(Settings):
    """Settings that come from the caller alone: the playground, replay and tests read no environment."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read nothing but what was passed."""
        _ = (settings_cls, env_settings, dotenv_settings, file_secret_settings)
        return (init_settings,)


def kept_secret(path: Path) -> str:
    """Return the secret in a file, made with mode 0600 when there is none. Raises SettingsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            value = path.read_text(encoding="utf-8").strip()
        else:
            value = secrets.token_urlsafe(48)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(value + "\n")
    except OSError as error:
        msg = f"STARLING_SECRET_KEY is not set and {path} cannot be used ({error.strerror}): set it, or fix the file"
        raise SettingsError(msg) from error
    if len(value) < MIN_SECRET:
        msg = f"{path} holds no secret key: put back the one this database was made with, or set STARLING_SECRET_KEY"
        raise SettingsError(msg)
    return value
