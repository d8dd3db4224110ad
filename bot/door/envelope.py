"""The shape of what Slack sends, as far as listeners rely on it; whatever Slack never sends is refused here.

Values stay the listeners' own affair: an id that names nothing, or a crafted value, has its kind answer there.
"""

import re
from typing import Any

from bot.door.refusal import RefusedError

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
_OBJECTS = ("user", "team", "channel", "message", "view", "container", "state", "enterprise")
_NO_PERSON = {"app_rate_limited", "url_verification"}


def check(body: dict[str, Any]) -> None:
    """Raise RefusedError when the body is none that Slack sends: no payload, no person, no action, a wrong type."""
    kind = body.get("type")
    if kind is None:
        _check_command(body)
    elif not isinstance(kind, str):
        raise RefusedError("odd_type")
    elif kind == "event_callback":
        _check_event(body)
    elif kind not in _NO_PERSON:
        _check_interaction(body, kind)


def _check_command(body: dict[str, Any]) -> None:
    if body.get("ssl_check") == "1":
        return
    if "command" not in body:
        raise RefusedError("no_payload")
    if not _is_text(body, "command", *_COMMAND) or not isinstance(body.get("text", ""), str):
        raise RefusedError("odd_command")


def _check_event(body: dict[str, Any]) -> None:
    event = body.get("event")
    event_id = body.get("event_id")
    if not isinstance(event_id, str) or not _EVENT_ID.fullmatch(event_id):
        raise RefusedError("odd_event_id")
    if not isinstance(event, dict) or not _is_text(event, "type"):
        raise RefusedError("odd_event")
    if not _are_objects(body.get("authorizations", [])) or not _has_text_or_none(body, "team_id", "enterprise_id"):
        raise RefusedError("odd_event")
    if event["type"] in {"message", "app_mention", "app_home_opened"} and not _is_message(event):
        raise RefusedError("odd_event")


def _is_message(event: dict[str, Any]) -> bool:
    parts = [event, *(event[name] for name in ("message", "previous_message") if event.get(name) is not None)]
    return _is_text(event, "channel") and all(
        isinstance(part, dict)
        and _has_text_or_none(part, "user", "text", "ts", "subtype", "thread_ts", "bot_id", "channel_type", "event_ts")
        and _are_objects(part.get("files") or [])
        for part in parts
    )


def _check_interaction(body: dict[str, Any], kind: str) -> None:
    if not all(isinstance(body[name], dict) for name in _OBJECTS if body.get(name) is not None):
        raise RefusedError("odd_interaction")
    if kind in _INTERACTIVE and not _is_text(body.get("user"), "id"):
        raise RefusedError("no_person")
    message = body.get("message") or {}
    if not (
        _has_text_or_none(body, "response_url", "trigger_id", "callback_id")
        and all(_has_text_or_none(body.get(name) or {}, "id", "team_id") for name in ("user", "team", "channel"))
        and _has_text_or_none(message, "ts", "text", "user")
        and _are_objects(message.get("blocks") or [])
        and _is_state(body.get("state"))
    ):
        raise RefusedError("odd_interaction")
    _check_parts(body, kind)


def _check_parts(body: dict[str, Any], kind: str) -> None:
    if kind == "block_actions":
        _check_actions(body.get("actions"))
    if kind == "message_action" and not body.get("message"):
        raise RefusedError("no_message")
    if kind in {"view_submission", "view_closed"} and not body.get("view"):
        raise RefusedError("no_view")
    if body.get("view"):
        _check_view(body["view"])


def _check_actions(actions: Any) -> None:
    if not actions or not _are_objects(actions):
        raise RefusedError("no_actions")
    for action in actions:
        if not _is_text(action, "action_id", "block_id", "type") or not _has_text_or_none(action, "value", "action_ts"):
            raise RefusedError("odd_action")
        if not isinstance(action.get("selected_option") or {}, dict):
            raise RefusedError("odd_action")


def _check_view(view: dict[str, Any]) -> None:
    if not _is_text(view, "id", "type") or not _has_text_or_none(view, "callback_id", "private_metadata", "hash"):
        raise RefusedError("odd_view")
    blocks = view.get("blocks") or []
    if not _are_objects(blocks) or not all(_is_text(block, "type", "block_id") for block in blocks):
        raise RefusedError("odd_view")
    if not _is_state(view.get("state")):
        raise RefusedError("odd_view")


def _is_state(state: Any) -> bool:
    """Say whether these are the values of inputs, by block and action."""
    if state is None:
        return True
    values = state.get("values") if isinstance(state, dict) else state
    return isinstance(values or {}, dict) and all(
        isinstance(fields, dict) and all(isinstance(field, dict) for field in fields.values())
        for fields in (values or {}).values()
    )


def _is_text(value: Any, *names: str) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), str) and value[name] for name in names)


def _has_text_or_none(value: dict[str, Any], *names: str) -> bool:
    return all(value.get(name) is None or isinstance(value[name], str) for name in names)


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)
