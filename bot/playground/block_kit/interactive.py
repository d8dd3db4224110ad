"""Interactive elements: find them in blocks, and read or build their values in `state.values` and `actions`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.playground.state.models import Json

# The key of each stateful element's value, in `state.values` and in an action.
VALUE_KEYS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
OPTION_ELEMENTS = frozenset({"static_select", "radio_buttons", "multi_static_select", "checkboxes", "overflow"})
TEXT_INPUTS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
BUTTONS = frozenset({"button", "overflow", "feedback_buttons", "icon_button", "workflow_button"})
INITIAL_KEYS = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}
EMPTY_LISTS = frozenset({"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"})


class UnknownOptionError(Exception):
    """The person chose an option that the element does not offer."""


@dataclass(frozen=True, slots=True)
class ElementRef:
    """An element and the block that contains it."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        """The id of the block."""
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        """The id of the element."""
        return str(self.element.get("action_id", ""))

    @property
    def kind(self) -> str:
        """The type of the element."""
        return str(self.element.get("type", ""))

    @property
    def sends(self) -> bool:
        """Whether a change here is sent to the app at once."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))


def flatten(blocks: list[Json]) -> Iterator[Json]:
    """Yield blocks in order, each container followed by its child blocks."""
    for block in blocks:
        yield block
        if block["type"] == "container":
            yield from block["child_blocks"]


def interactive_elements(blocks: list[Json]) -> Iterator[ElementRef]:
    """Yield every interactive element of these blocks, in order."""
    for block in flatten(blocks):
        kind = block["type"]
        if kind in {"actions", "context_actions"}:
            for element in block["elements"]:
                yield ElementRef(block, element)
        elif kind == "section" and block.get("accessory", {}).get("type", "image") != "image":
            yield ElementRef(block, block["accessory"])
        elif kind == "input":
            yield ElementRef(block, block["element"])


def find_element(blocks: list[Json], action_id: str, block_id: str | None = None) -> ElementRef | None:
    """Return the element with this action_id (in this block, if one is named), or None."""
    for ref in interactive_elements(blocks):
        if ref.action_id == action_id and block_id in {None, ref.block_id}:
            return ref
    return None


def state_values(blocks: list[Json], state: Json) -> Json:
    """Return `state.values` of a surface: each input's stored entry, or its initial one."""
    shown: Json = {}
    for ref in interactive_elements(blocks):
        key = VALUE_KEYS.get(ref.kind)
        if key is not None:
            held = state.get(ref.block_id, {}).get(ref.action_id)
            shown.setdefault(ref.block_id, {})[ref.action_id] = held or initial_entry(ref.element)
    return shown


def initial_entry(element: Json) -> Json:
    """Return the entry of an element that nobody has changed."""
    kind = element["type"]
    key = VALUE_KEYS[kind]
    content = element.get(INITIAL_KEYS.get(key, ""))
    if content is None and key in EMPTY_LISTS:
        content = []
    return {"type": kind, key: content}


def content_of(held: Json) -> Any:
    """Return the value in one entry of `state.values`."""
    return held.get(VALUE_KEYS[held["type"]])


def resolve_choice(element: Json, given: Any) -> Any:
    """Return the value that a person's choice gives an element.

    given: for options the option itself, its value or its text; a list of them where several may be chosen.
    Raises UnknownOptionError for an option that the element does not offer.
    """
    key = VALUE_KEYS.get(element["type"], "selected_option")
    if element["type"] not in OPTION_ELEMENTS:
        return str(given) if key == "value" and given is not None else given
    if key == "selected_options":
        wanted = [] if given is None else given if isinstance(given, list | tuple) else [given]
        return [_option(element, each) for each in wanted]
    return None if given is None else _option(element, given)


def options_of(element: Json) -> list[Json]:
    """Return every option of an element, including those in groups."""
    options = list(element.get("options") or ())
    for group in element.get("option_groups") or ():
        options += group["options"]
    return options


def _option(element: Json, wanted: Any) -> Json:
    if isinstance(wanted, dict):
        wanted = wanted.get("value")
    options = options_of(element)
    for option in options:
        if option.get("value") == wanted:
            return option
    for option in options:
        if option["text"]["text"] == wanted:
            return option
    raise UnknownOptionError


def state_entry(element: Json, given: Any) -> Json:
    """Return the entry of `state.values` for a person's input, given as a bare value or as a whole entry."""
    if isinstance(given, dict) and given.get("type") == element["type"]:
        given = given.get(VALUE_KEYS[element["type"]])
    return {"type": element["type"], VALUE_KEYS[element["type"]]: resolve_choice(element, given)}


def action_payload(ref: ElementRef, *, action_ts: str, given: Any = None) -> Json:
    """Return the element's entry in `actions` of a block_actions payload.

    given: the choice; ignored for a button, which carries its own value.
    """
    element = ref.element
    done: Json = {"type": ref.kind, "action_id": ref.action_id, "block_id": ref.block_id}
    if ref.kind in {"button", "icon_button", "workflow_button"}:
        done["text"] = element.get("text")
        for key in ("value", "style", "url"):
            if key in element:
                done[key] = element[key]
    elif ref.kind == "overflow":
        done["selected_option"] = resolve_choice(element, given)
    elif ref.kind == "feedback_buttons":
        side = (
            "negative_button" if given in {"negative", element["negative_button"].get("value")} else "positive_button"
        )
        done |= {"text": element[side]["text"], "value": element[side].get("value", "")}
    else:
        done |= state_entry(element, given)
        for key in ("placeholder", "initial_option", "initial_date"):
            if key in element and ref.kind not in TEXT_INPUTS:
                done[key] = element[key]
    if element.get("confirm"):
        done["confirm"] = element["confirm"]
    done["action_ts"] = action_ts
    return done
