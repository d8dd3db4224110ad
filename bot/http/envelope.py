"""Envelope: checks the shape of a payload, as far as listeners rely on it, and refuses what Slack never sends.

Values stay the listeners' own affair: an id that names nothing, or a crafted value, has its kind answer there.
"""

import re
from typing import Any

from bot.http.errors import RefusedError
from bot.http.plain_click import MAX_ID, is_plain_click

_EVENT_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)
_COMMAND = ("user_id", "channel_id", "team_id", "trigger_id", "response_url")
_INTERACTIVE = {
    "block_actions",
    "block_suggestion",
    "interactive_message",
    "message_action",
    "shortcut",
    "view_closed",
    "view_submission",
}
_ANSWERABLE = {"block_actions", "message_action", "shortcut"}
_CHOSEN = (
    "value",
    "selected_channel",
    "selected_conversation",
    "selected_date",
    "selected_time",
    "selected_user",
)
_OBJECTS = ("user", "team", "channel", "message", "view", "container", "state", "enterprise")
_NO_PERSON = {"app_rate_limited", "url_verification"}


def check(body: dict[str, Any]) -> None:
    """Raise RefusedError when the body is none that Slack sends: no payload, no person, no action, a wrong type."""
    if not is_plain_click(body):
        check_each_field(body)


def check_each_field(body: dict[str, Any]) -> None:
    """Do what `check` does, whatever the body is."""
    kind = body.get("type")
    if kind is None:
        _check_command(body)
    elif not isinstance(kind, str):
        raise RefusedError("odd_type")
    elif kind == "event_callback":
        _check_event(body)
    elif "event" in body:  # Bolt's middleware takes it for an event, and fails where it is no object
        raise RefusedError("odd_interaction")
    elif kind not in _NO_PERSON:
        _check_interaction(body, kind)


def _check_command(body: dict[str, Any]) -> None:
    if body.get("ssl_check") == "1":
        return
    if "command" not in body:
        raise RefusedError("no_payload")
    if "event" in body or not _is_text(body, "command", *_COMMAND) or not isinstance(body.get("text", ""), str):
        raise RefusedError("odd_command")
    if not _are_ids(body, "user_id", "channel_id", "team_id", "enterprise_id"):
        raise RefusedError("odd_command")


def _check_event(body: dict[str, Any]) -> None:
    event = body.get("event")
    event_id = body.get("event_id")
    if not isinstance(event_id, str) or not _EVENT_ID.fullmatch(event_id):
        raise RefusedError("odd_event_id")
    if not isinstance(event, dict) or not _is_text(event, "type"):
        raise RefusedError("odd_event")
    authorizations = body.get("authorizations") or []
    if not _are_objects(authorizations) or not all(
        _has_text_or_none(each, "team_id", "enterprise_id") for each in (body, *authorizations)
    ):
        raise RefusedError("odd_event")
    if event["type"] in {"message", "app_mention"} and not _is_message(event):
        raise RefusedError("odd_event")
    if event["type"] == "app_home_opened" and not (_is_text(event, "user") and _are_ids(event, "user")):
        raise RefusedError("odd_event")


def _is_message(event: dict[str, Any]) -> bool:
    parts = [event, *(event[name] for name in ("message", "previous_message") if event.get(name) is not None)]
    return _is_text(event, "channel") and all(
        isinstance(part, dict)
        and _are_ids(part, "channel", "user", "ts", "thread_ts", "bot_id")
        and _has_text_or_none(part, "user", "text", "ts", "subtype", "thread_ts", "bot_id", "channel_type", "event_ts")
        and _are_objects(part.get("files") or [])
        for part in parts
    )


def _check_interaction(body: dict[str, Any], kind: str) -> None:
    for name in _OBJECTS:  # loops here and below, not all(…): they run some hundred times for a click
        part = body.get(name)
        if part is not None and not isinstance(part, dict):
            raise RefusedError("odd_interaction")
    if kind in _INTERACTIVE and not _is_text(body.get("user"), "id"):
        raise RefusedError("no_person")
    if not (
        _has_text_or_none(body, "response_url", "trigger_id", "callback_id")
        and _are_ids(body.get("user") or {}, "id", "team_id")
        and _are_ids(body.get("team") or {}, "id", "team_id")
        and _are_ids(body.get("channel") or {}, "id", "team_id")
        and _is_message_shown(body.get("message") or {})
        and _is_state(body.get("state") or {})
    ):
        raise RefusedError("odd_interaction")
    if kind in _ANSWERABLE and not _is_text(body, "trigger_id"):
        raise RefusedError("no_trigger")
    if kind in {"view_submission", "view_closed"} and not body.get("view"):
        raise RefusedError("no_view")
    if kind in {"block_actions", "message_action"} and not body.get("view") and not _is_text(body, "response_url"):
        raise RefusedError("no_response_url")
    _check_parts(body, kind)


def _check_parts(body: dict[str, Any], kind: str) -> None:
    if kind == "block_actions":
        _check_actions(body.get("actions"))
    if kind == "message_action" and not body.get("message"):
        raise RefusedError("no_message")
    if body.get("view"):
        _check_view(body["view"])
    if kind == "view_submission" and not _is_form(body["view"]):
        raise RefusedError("odd_view")


def _is_form(view: dict[str, Any]) -> bool:
    return isinstance(view.get("state"), dict) and isinstance(view.get("private_metadata"), str)


def _is_message_shown(message: dict[str, Any]) -> bool:
    blocks = message.get("blocks") or []
    if not _has_text_or_none(message, "text", "user") or not _are_ids(message, "ts") or not _are_objects(blocks):
        return False
    for block in blocks:
        text = block.get("text")
        if text is not None and block.get("type") != "markdown" and not _is_text(text, "type", "text"):
            return False
    return True


def _check_actions(actions: Any) -> None:
    if not actions or not _are_objects(actions):
        raise RefusedError("no_actions")
    for action in actions:
        if not _is_text(action, "action_id", "block_id", "type") or not _has_text_or_none(action, "action_ts"):
            raise RefusedError("odd_action")
        if not _is_field(action):
            raise RefusedError("odd_action")


def _check_view(view: dict[str, Any]) -> None:
    blocks = view.get("blocks") or []
    if not (
        _is_text(view, "id", "type")
        and _has_text_or_none(view, "callback_id", "private_metadata", "hash", "app_installed_team_id", "team_id")
        and _are_objects(blocks)
        and all(_is_text(block, "type", "block_id") for block in blocks)
        and _is_state(view.get("state") or {})
    ):
        raise RefusedError("odd_view")


def _is_state(state: Any) -> bool:
    """Say whether these are the values of inputs, by block and action."""
    values = state.get("values", {}) if isinstance(state, dict) else None
    return isinstance(values, dict) and all(
        isinstance(fields, dict) and all(isinstance(field, dict) and _is_field(field) for field in fields.values())
        for fields in values.values()
    )


def _is_field(field: dict[str, Any]) -> bool:
    if not _has_text_or_none(field, *_CHOSEN):
        return False
    options, chosen = field.get("selected_options") or [], field.get("selected_option") or {}
    if not options and not chosen:
        return True
    return (
        isinstance(chosen, dict)
        and _are_objects(options)
        and all(_has_text_or_none(each, "value") for each in (chosen, *options))
    )


def _is_text(value: Any, *names: str) -> bool:
    if not isinstance(value, dict):
        return False
    for name in names:
        part = value.get(name)
        if not part or not isinstance(part, str):
            return False
    return True


def _has_text_or_none(value: dict[str, Any], *names: str) -> bool:
    for name in names:
        part = value.get(name)
        if part is not None and not isinstance(part, str):
            return False
    return True


def _are_ids(value: dict[str, Any], *names: str) -> bool:
    """Say whether these are ids of Slack's as far as their length goes, or left out."""
    for name in names:
        part = value.get(name)
        if part is not None and not (isinstance(part, str) and len(part) <= MAX_ID):
            return False
    return True


def _are_objects(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    for each in value:  # noqa: SIM110 - as above
        if not isinstance(each, dict):
            return False
    return True
