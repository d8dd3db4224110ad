"""Block Kit's elements: their fields, and the blocks and surfaces that allow them."""

from typing import Any

from bot.playground.block_kit.data import rich_text
from bot.playground.block_kit.objects import (
    BUTTON_TEXT,
    BUTTON_VALUE,
    FEW_OPTIONS,
    LABEL,
    MAX_ID,
    MAX_INPUT,
    MAX_URL,
    OPTIONS,
    OVERFLOW,
    PLACEHOLDER,
    confirm,
    image_element,
    option,
    option_groups,
    plain,
    plain_option,
    rich_option,
)
from bot.playground.block_kit.schema import (
    Check,
    CheckResult,
    all_of,
    array,
    flag,
    integer,
    one_of,
    pattern,
    record,
    string,
    url,
)

FILES = 10
action_id = string(MAX_ID)


def focus(value: Any, pointer: str, result: CheckResult) -> None:
    """Check focus_on_load: at most one element of a view may have it."""
    flag(value, pointer, result)
    if value is True:
        result.focus_count += 1
        if result.focus_count > 1:
            result.add_error("only one element may have focus_on_load", pointer)


def _bare(extra: dict[str, Check], *needed: str) -> Check:
    return record({"type": string(), "action_id": action_id, **extra}, ("type", *needed))


_ask: dict[str, Check] = {"confirm": confirm, "focus_on_load": focus}
_hold: dict[str, Check] = {**_ask, "placeholder": plain(PLACEHOLDER)}
_many: dict[str, Check] = {**_hold, "max_selected_items": integer(1)}
_dispatch: dict[str, Check] = {
    "placeholder": plain(PLACEHOLDER),
    "focus_on_load": focus,
    "dispatch_action_config": record(
        {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2)}
    ),
}
_filter = record(
    {
        "include": array(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    }
)
_button: dict[str, Check] = {
    "text": plain(BUTTON_TEXT),
    "value": string(BUTTON_VALUE, 0),
    "accessibility_label": string(LABEL),
}
_static: dict[str, Check] = {"options": array(plain_option, OPTIONS), "option_groups": option_groups}


def _static_rules(value: Any, pointer: str, result: CheckResult) -> None:
    """Check that a menu has either options or option groups, and that its initial choice is one of them."""
    if not isinstance(value, dict):
        return
    if ("options" in value) == ("option_groups" in value):
        result.add_error("must define either `options` or `option_groups`", pointer)
        return
    _among(value, pointer, result)


def _among(value: Any, pointer: str, result: CheckResult) -> None:
    if not isinstance(value, dict):
        return
    offered = list(value.get("options") or ())
    for group in value.get("option_groups") or ():
        offered += (group.get("options") or ()) if isinstance(group, dict) else ()
    keys = [_key(each) for each in offered]
    first = value.get("initial_options")
    chosen = [value["initial_option"]] if "initial_option" in value else first if isinstance(first, list) else []
    name = "initial_option" if "initial_option" in value else "initial_options"
    if any(_key(each) not in keys for each in chosen):
        result.add_error(f"{name} must match one of the options", f"{pointer}/{name}")


def _key(each: Any) -> tuple[Any, Any]:
    if not isinstance(each, dict):
        return (None, None)
    words = each.get("text")
    return (each.get("value"), words.get("text") if isinstance(words, dict) else None)


def _lengths(value: Any, pointer: str, result: CheckResult) -> None:
    """Check that min_length <= max_length and that the initial value fits both."""
    if not isinstance(value, dict):
        return
    minimum, maximum, first = (
        value.get("min_length", 0),
        value.get("max_length", MAX_INPUT),
        value.get("initial_value", ""),
    )
    if isinstance(minimum, int) and isinstance(maximum, int) and minimum > maximum:
        result.add_error("min_length must be less than or equal to max_length", f"{pointer}/min_length")
    elif isinstance(first, str) and isinstance(maximum, int) and len(first) > maximum:
        result.add_error(f"must be less than {maximum + 1} characters", f"{pointer}/initial_value")


_date = pattern(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "date")
_time = pattern(r"([01]\d|2[0-3]):[0-5]\d", "time")
_ids = array(string(), None)
_parameters = array(record({"name": string(), "value": string()}, ("name", "value")))


_feedback = record(
    {"text": plain(BUTTON_TEXT), "value": string(BUTTON_VALUE), "accessibility_label": string(LABEL)}, ("text", "value")
)

ELEMENTS: dict[str, Check] = {
    "button": _bare({**_button, "url": url(MAX_URL), "style": one_of("primary", "danger"), "confirm": confirm}, "text"),
    "icon_button": _bare(
        {**_button, "icon": string(), "confirm": confirm, "visible_to_user_ids": _ids}, "icon", "text"
    ),
    "feedback_buttons": _bare(
        {"positive_button": _feedback, "negative_button": _feedback}, "positive_button", "negative_button"
    ),
    "workflow_button": _bare(
        {
            **_button,
            "style": one_of("primary", "danger"),
            "workflow": record(
                {"trigger": record({"url": url(MAX_URL), "customizable_input_parameters": _parameters})}
            ),
        },
        "text",
        "workflow",
    ),
    "overflow": _bare({"options": array(option("plain_text", link=True), OVERFLOW), "confirm": confirm}, "options"),
    "static_select": all_of(_bare({**_hold, **_static, "initial_option": plain_option}), _static_rules),
    "multi_static_select": all_of(
        _bare({**_many, **_static, "initial_options": array(plain_option, OPTIONS)}), _static_rules
    ),
    "external_select": _bare({**_hold, "initial_option": plain_option, "min_query_length": integer(0)}),
    "multi_external_select": _bare(
        {**_many, "initial_options": array(plain_option, OPTIONS), "min_query_length": integer(0)}
    ),
    "users_select": _bare({**_hold, "initial_user": string()}),
    "multi_users_select": _bare({**_many, "initial_users": _ids}),
    "conversations_select": _bare(
        {
            **_hold,
            "initial_conversation": string(),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": _filter,
        }
    ),
    "multi_conversations_select": _bare(
        {**_many, "initial_conversations": _ids, "default_to_current_conversation": flag, "filter": _filter}
    ),
    "channels_select": _bare({**_hold, "initial_channel": string(), "response_url_enabled": flag}),
    "multi_channels_select": _bare({**_many, "initial_channels": _ids}),
    "radio_buttons": all_of(
        _bare({**_ask, "options": array(rich_option, FEW_OPTIONS), "initial_option": rich_option}, "options"), _among
    ),
    "checkboxes": all_of(
        _bare(
            {
                **_ask,
                "options": array(rich_option, FEW_OPTIONS),
                "initial_options": array(rich_option, FEW_OPTIONS),
            },
            "options",
        ),
        _among,
    ),
    "datepicker": _bare({**_hold, "initial_date": _date}),
    "timepicker": _bare({**_hold, "initial_time": _time, "timezone": string()}),
    "datetimepicker": _bare({**_ask, "initial_date_time": integer(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": all_of(
        _bare(
            {
                **_dispatch,
                "initial_value": string(MAX_INPUT, 0),
                "multiline": flag,
                "min_length": integer(0, MAX_INPUT),
                "max_length": integer(1, MAX_INPUT),
            }
        ),
        _lengths,
    ),
    "email_text_input": _bare({**_dispatch, "initial_value": string(None, 0)}),
    "url_text_input": _bare({**_dispatch, "initial_value": string(None, 0)}),
    "number_input": _bare(
        {
            **_dispatch,
            "is_decimal_allowed": flag,
            "initial_value": string(None, 0),
            "min_value": string(),
            "max_value": string(),
        },
        "is_decimal_allowed",
    ),
    "rich_text_input": _bare(
        {**_dispatch, "initial_value": record({"type": string(), "block_id": string(), **rich_text})}
    ),
    "file_input": _bare({"filetypes": _ids, "max_files": integer(1, FILES)}),
    "image": image_element,
}

_SELECTS = frozenset(each for each in ELEMENTS if each.endswith("_select"))
IN_SECTION = frozenset(
    {"button", "checkboxes", "datepicker", "image", "overflow", "radio_buttons", "timepicker", "workflow_button"}
    | _SELECTS
)
IN_ACTIONS = frozenset(
    {
        "button",
        "checkboxes",
        "datepicker",
        "datetimepicker",
        "overflow",
        "radio_buttons",
        "rich_text_input",
        "timepicker",
        "workflow_button",
    }
    | _SELECTS
)
IN_INPUT = frozenset(
    {
        "checkboxes",
        "datepicker",
        "datetimepicker",
        "email_text_input",
        "file_input",
        "number_input",
        "plain_text_input",
        "radio_buttons",
        "rich_text_input",
        "timepicker",
        "url_text_input",
    }
    | _SELECTS
)
IN_CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})
# Elements that only some surfaces allow, docs.slack.dev/reference/block-kit/block-elements.
ONLY_ON = {
    "datetimepicker": frozenset({"modal", "message"}),
    "email_text_input": frozenset({"modal"}),
    "file_input": frozenset({"modal"}),
    "number_input": frozenset({"modal"}),
    "url_text_input": frozenset({"modal"}),
    "workflow_button": frozenset({"message"}),
}


def element(allowed: frozenset[str], surface: str) -> Check:
    """Return a check that accepts these element types on this surface."""

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            result.add_error("must provide an object with a type", pointer)
        elif kind not in allowed or surface not in ONLY_ON.get(kind, (surface,)):
            result.add_error(f"unsupported type: {kind}", f"{pointer}/type")
        else:
            ELEMENTS[kind](value, pointer, result)

    return check
