"""What Mattermost refuses: limits and shapes of its server's own models (server/public/model of versions 10, 11)."""

import json
import re
from typing import Any

Json = dict[str, Any]

MAX_MESSAGE = 16_383  # characters of a post
MAX_PROPS = 760_000
STYLES = {"", "default", "primary", "success", "good", "warning", "danger"}
_ACTION_ID = re.compile(r"[A-Za-z0-9]+", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
TITLE, NAME, HELP, FIELD = 24, 300, 150, 3000  # bytes, as Go counts a string


class RefusedError(Exception):
    """A call that Mattermost refuses. status: of HTTP; code: its id of the error."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code = status, code


def refuse_unless(holds: object, code: str, status: int = 400) -> None:
    if not holds:
        raise RefusedError(status, code)


def check_post(post: Json) -> None:
    """Refuse a post that is too long, says nothing, or has an attachment that is not valid."""
    message, props = post.get("message", ""), post.get("props") or {}
    refuse_unless(isinstance(message, str) and isinstance(props, dict), "api.context.invalid_body_param.app_error")
    refuse_unless(len(message) <= MAX_MESSAGE, "model.post.is_valid.message_length.app_error")
    refuse_unless(len(json.dumps(props)) <= MAX_PROPS, "model.post.is_valid.props.app_error")
    attachments = props.get("attachments", [])
    refuse_unless(message.strip() or attachments, "api.post.create_post.empty.app_error")
    ids = [action["id"] for each in attachments for action in each.get("actions", [])]
    refuse_unless(len(ids) == len(set(ids)), "model.post.is_valid.props.app_error")
    for attachment in attachments:
        for action in attachment.get("actions", []):
            check_action(action)


def check_action(action: Json) -> None:
    integration = action.get("integration") or {}
    is_valid = (
        action.get("type") == "button"
        and action.get("name")
        and _ACTION_ID.fullmatch(action.get("id", ""))
        and action.get("style", "") in STYLES
        and _ADDRESS.fullmatch(integration.get("url", ""))
        and isinstance(integration.get("context", {}), dict)
    )
    refuse_unless(is_valid, "model.post.is_valid.props.app_error")


def check_dialog(dialog: Json) -> None:
    """Refuse a form that newer servers only warn of, and older ones do not open."""
    code = "api.context.invalid_body_param.app_error"
    refuse_unless(0 < len(dialog.get("title", "").encode()) <= TITLE, code)
    names = [each.get("name", "") for each in dialog.get("elements", [])]
    refuse_unless(len(names) == len(set(names)), code)
    for element in dialog.get("elements", []):
        least, most = element.get("min_length", 0), element.get("max_length", 0)
        refuse_unless(element.get("type") in {"text", "textarea"}, code)
        refuse_unless(0 < len(element.get("display_name", "").encode()) <= TITLE, code)
        refuse_unless(0 < len(element["name"].encode()) <= NAME, code)
        refuse_unless(len(element.get("help_text", "").encode()) <= HELP, code)
        refuse_unless(0 <= least <= most <= FIELD, code)


def stripped(post: Json) -> Json:
    """Return a post as clients are sent it: what its buttons carry is left out."""
    shown: Json = json.loads(json.dumps(post))
    for attachment in (shown.get("props") or {}).get("attachments", []):
        for action in attachment.get("actions", []):
            action.pop("integration", None)
    return shown
