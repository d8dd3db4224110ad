"""Input validation by Slack's client before a modal is submitted."""

import re

from bot.playground.block_kit.interactive import TEXT_INPUTS, content_of, flatten
from bot.playground.state.models import Json

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ADDRESS = re.compile(r"https?://\S+")
MAX_INPUT = 3000


def validate_inputs(blocks: list[Json], held: Json) -> dict[str, str]:
    """Return the error message under each invalid input, by block_id.

    held: the `state.values` to be submitted.
    """
    wrong: dict[str, str] = {}
    for block in flatten(blocks):
        if block["type"] != "input":
            continue
        element = block["element"]
        content = content_of(held[block["block_id"]][element["action_id"]])
        if content in (None, "", []) or (isinstance(content, str) and not content.strip()):
            if not block.get("optional"):
                wrong[block["block_id"]] = REQUIRED
            continue
        fault = _fault(element, content)
        if fault:
            wrong[block["block_id"]] = fault
    return wrong


def _fault(element: Json, content: object) -> str:
    if element["type"] in TEXT_INPUTS:
        return _typed_fault(element, str(content))
    maximum = element.get("max_selected_items") or element.get("max_files")
    if maximum and isinstance(content, list) and len(content) > maximum:
        return f"Please choose {maximum} at most."
    return ""


def _typed_fault(element: Json, text: str) -> str:
    kind = element["type"]
    if kind == "number_input":
        return _number_fault(element, text)
    if kind == "email_text_input" and not _EMAIL.fullmatch(text):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not _ADDRESS.fullmatch(text):
        return "Please enter a valid URL."
    minimum, maximum = element.get("min_length", 0), element.get("max_length", MAX_INPUT)
    if kind == "plain_text_input" and len(text) < minimum:
        return f"Please enter {minimum} characters or more."
    if kind == "plain_text_input" and len(text) > maximum:
        return f"Please enter {maximum} characters or fewer."
    return ""


def _number_fault(element: Json, text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return "Please enter a valid number."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Please enter a whole number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter {element['min_value']} or more."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter {element['max_value']} or less."
    return ""
