"""Checks of settings, by the sort of their values: each returns the value, or raises ValueError with the cure."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from storage.session import DatabaseUrlError, parse_url

SLACK_API = "https://slack.com/api/"
_WORKSPACE_ID = re.compile(r"[TE][A-Z0-9]{2,31}", re.ASCII)
_TEAM_NAME = re.compile(r"[a-z0-9-]{1,64}", re.ASCII)
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def check_flag(value: str | bool) -> bool:  # noqa: FBT001 - what a setting was given
    """Return a value as yes or no."""
    word = str(value).strip().lower()
    if word not in _YES | _NO:
        raise ValueError("write true or false")
    return word in _YES


def check_number(value: str | int, *, most: int | None) -> int:
    """Return a value as a whole number, of `most` at most."""
    text = str(value).strip()
    if not text.isascii() or not text.isdecimal() or (most is not None and int(text) > most):
        above = f" from 0 to {most}" if most is not None else ", 0 or more"
        msg = f"write a whole number{above}"
        raise ValueError(msg)
    return int(text)


def check_database(value: str) -> str:
    """Return the address of a database."""
    try:
        parse_url(value)
    except DatabaseUrlError as error:
        raise ValueError(str(error)) from error
    return value


def check_address(value: str) -> str:
    """Return an address of the web; "" is one."""
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.netloc):
        raise ValueError("write an address that begins with https:// or http://")
    return value


def check_ids(value: str) -> str:
    """Return ids of workspaces and organizations."""
    wrong = [each for each in value.replace(",", " ").split() if not _WORKSPACE_ID.fullmatch(each)]
    if wrong:
        msg = f"{wrong[0]} is no id of a workspace (T…) or an organization (E…); write ids with a space between"
        raise ValueError(msg)
    return value


def check_team(value: str) -> str:
    """Return the name of a team of Mattermost's; "" is one."""
    if value and not _TEAM_NAME.fullmatch(value):
        raise ValueError("write the team's name as in its address: small letters, digits and hyphens")
    return value


def check_slack_api(value: str) -> str:
    """Return the address of the Web API; Slack's own for ""."""
    return (check_address(value) or SLACK_API).rstrip("/") + "/"


def check_log_form(value: str) -> str:
    """Return the form of the log."""
    if value not in {"json", "text"}:
        raise ValueError("write json or text")
    return value


def check_model(value: str) -> str:
    """Return the folder of a model; "" is one."""
    if value and not all((Path(value) / name).is_file() for name in ("model.safetensors", "tokenizer.json")):
        raise ValueError("name a folder that holds model.safetensors and tokenizer.json, or leave it out")
    return value
