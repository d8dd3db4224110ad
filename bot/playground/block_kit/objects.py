"""Block Kit's composition objects: texts, options, confirmations, images."""

from collections.abc import Callable
from typing import Any

from bot.playground.block_kit.schema import Check, CheckResult, all_of, array, one_of, record, string, text, url

MAX_ID = 255
BUTTON_TEXT, BUTTON_VALUE, MAX_URL, LABEL = 75, 2000, 3000, 75
OPTION_TEXT, OPTION_VALUE, OPTIONS, FEW_OPTIONS, OVERFLOW = 75, 150, 100, 10, 5
PLACEHOLDER, MAX_INPUT, ALT = 150, 3000, 2000
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 100, 300, 30

plain: Callable[[int], Check] = lambda maximum: text("plain_text", maximum=maximum)  # noqa: E731
confirm = record(
    {
        "title": plain(CONFIRM_TITLE),
        "text": text("plain_text", "mrkdwn", maximum=CONFIRM_TEXT),
        "confirm": plain(CONFIRM_BUTTON),
        "deny": plain(CONFIRM_BUTTON),
        "style": one_of("primary", "danger"),
    },
    ("title", "text", "confirm", "deny"),
)


def option(*kinds: str, link: bool = False) -> Check:
    """Return the check of an option of a menu, of radio buttons or of checkboxes."""
    fields: dict[str, Check] = {
        "text": text(*kinds, maximum=OPTION_TEXT),
        "value": string(OPTION_VALUE),
        "description": text(*kinds, maximum=OPTION_TEXT),
    }
    if link:
        fields["url"] = url(MAX_URL)
    return record(fields, ("text", "value"))


plain_option = option("plain_text")
rich_option = option("plain_text", "mrkdwn")
option_groups = array(
    record(
        {"label": plain(OPTION_TEXT), "options": array(plain_option, OPTIONS)},
        ("label", "options"),
    ),
    OPTIONS,
)
image_fields = {
    "alt_text": string(ALT),
    "image_url": url(MAX_URL),
    "slack_file": record({"id": string(), "url": url(3000)}),
}


def image_rules(value: Any, pointer: str, result: CheckResult) -> None:
    """Check that an image has exactly one of `image_url` and `slack_file`."""
    if isinstance(value, dict) and ("image_url" in value) == ("slack_file" in value):
        result.add_error("must define either `image_url` or `slack_file`", pointer)


image_element = all_of(record({"type": string(), **image_fields}, ("type", "alt_text")), image_rules)
