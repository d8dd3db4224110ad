"""Block Kit's limits and rules for messages and views, with Slack's own error messages."""

import json
from collections.abc import Iterator
from typing import Any

from bot.playground.block_kit import data, nested
from bot.playground.block_kit.elements import IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION, element
from bot.playground.block_kit.objects import ALT, MAX_ID, image_element, image_fields, image_rules, plain
from bot.playground.block_kit.schema import Check, CheckResult, all_of, array, flag, one_of, record, string, text, url

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
SECTION_TEXT, FIELDS, FIELD_TEXT, HEADER = 3000, 10, 2000, 150
ACTIONS, CONTEXT, CONTEXT_ACTIONS, LABEL = 25, 10, 5, 2000
MARKDOWN = 12_000
VIEW_TITLE, METADATA, VIEW_BYTES = 24, 3000, 250_000
CARD_TITLE, CARD_BODY, CARDS = 150, 200, 10
VIDEO_TITLE, VIDEO_AUTHOR = 199, 49
_ANY = frozenset({"message", "modal", "home"})
_MESSAGE = frozenset({"message"})


def _text_or_fields(value: Any, pointer: str, result: CheckResult) -> None:
    if isinstance(value, dict) and "text" not in value and "fields" not in value:
        result.add_error("must define either `text` or `fields`", pointer)


def _ids_differ(value: Any, pointer: str, result: CheckResult) -> None:
    """Add an error where two elements of a block share an action_id."""
    elements = value.get("elements") if isinstance(value, dict) else None
    if not isinstance(elements, list):
        return
    known: set[str] = set()
    for index, each in enumerate(elements):
        name = each.get("action_id") if isinstance(each, dict) else None
        if name in known:
            result.add_error(f'`action_id` "{name}" already exists', f"{pointer}/elements/{index}/action_id")
        elif isinstance(name, str):
            known.add(name)


def _in_context(value: Any, pointer: str, result: CheckResult) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "image":
        image_element(value, pointer, result)
    elif kind in {"plain_text", "mrkdwn"}:
        text("plain_text", "mrkdwn")(value, pointer, result)
    else:
        result.add_error(f"unsupported type: {kind}", f"{pointer}/type")


def _markdown(value: Any, pointer: str, result: CheckResult) -> None:
    string(MARKDOWN)(value, pointer, result)
    length = len(value) if isinstance(value, str) else 0
    result.characters += length
    result.markdown_characters += length
    if length <= MARKDOWN < result.markdown_characters:
        result.add_error(f"all markdown blocks must be less than {MARKDOWN + 1} characters", pointer)


def _block(fields: dict[str, Check], *needed: str) -> Check:
    return record({"type": string(), "block_id": string(MAX_ID), **fields}, ("type", *needed))


_card_fields: dict[str, Check] = {
    "hero_image": image_element,
    "icon": image_element,
    "title": text("mrkdwn", "plain_text", maximum=CARD_TITLE),
    "subtitle": text("mrkdwn", "plain_text", maximum=CARD_TITLE),
    "body": text("mrkdwn", "plain_text", maximum=CARD_BODY),
    "actions": array(element(frozenset({"button"}), "message"), ACTIONS),
}


def _card_rules(value: Any, pointer: str, result: CheckResult) -> None:
    if isinstance(value, dict) and not {"hero_image", "title", "actions", "body"} & set(value):
        result.add_error("must define one of `hero_image`, `title`, `actions` or `body`", pointer)


_card = all_of(_block(_card_fields), _card_rules)
_words = text("plain_text", "mrkdwn", maximum=SECTION_TEXT)
# Blocks without interactive elements: the surfaces that allow them, and their checks.
_PLAIN_BLOCKS: dict[str, tuple[frozenset[str], Check]] = {
    "header": (_ANY, _block({"text": plain(HEADER), "level": nested.header_level}, "text")),
    "divider": (_ANY, _block({})),
    "image": (_ANY, all_of(_block({**image_fields, "title": plain(ALT)}, "alt_text"), image_rules)),
    "context": (_ANY, _block({"elements": array(_in_context, CONTEXT)}, "elements")),
    "rich_text": (_ANY, _block(data.rich_text, "elements")),
    "markdown": (_MESSAGE, _block({"text": _markdown}, "text")),
    "table": (_MESSAGE, _block(data.table, "rows")),
    "data_table": (_MESSAGE, _block(data.data_table, "rows", "caption")),
    "data_visualization": (_MESSAGE, _block(data.data_visualization, "title", "chart")),
    "alert": (
        frozenset({"modal"}),
        _block({"text": _words, "level": one_of("default", "info", "warning", "error", "success")}, "text"),
    ),
    "task_card": (_MESSAGE, _block(nested.task, "task_id", "title")),
    "plan": (_MESSAGE, _block(nested.plan, "title")),
    "card": (_ANY, _card),
    "carousel": (frozenset({"message", "home"}), _block({"elements": array(_card, CARDS)}, "elements")),
    "file": (_MESSAGE, _block({"source": one_of("remote"), "external_id": string()}, "source", "external_id")),
    "video": (
        _ANY,
        _block(
            {
                "video_url": url(3000),
                "thumbnail_url": url(3000),
                "alt_text": string(ALT),
                "title": plain(VIDEO_TITLE),
                "title_url": url(3000),
                "author_name": string(VIDEO_AUTHOR),
                "provider_name": string(),
                "provider_icon_url": url(3000),
                "description": plain(ALT),
            },
            "video_url",
            "thumbnail_url",
            "alt_text",
            "title",
        ),
    ),
}


def _interactive_blocks(surface: str) -> dict[str, tuple[frozenset[str], Check]]:
    """Return the blocks with interactive elements: the surfaces that allow them, and their checks on this one."""
    return {
        "section": (
            _ANY,
            all_of(
                _block(
                    {
                        "text": _words,
                        "fields": array(text("plain_text", "mrkdwn", maximum=FIELD_TEXT), FIELDS),
                        "accessory": element(IN_SECTION, surface),
                        "expand": flag,
                    }
                ),
                _text_or_fields,
            ),
        ),
        "actions": (
            _ANY,
            all_of(_block({"elements": array(element(IN_ACTIONS, surface), ACTIONS)}, "elements"), _ids_differ),
        ),
        "context_actions": (
            _MESSAGE,
            all_of(
                _block({"elements": array(element(IN_CONTEXT_ACTIONS, surface), CONTEXT_ACTIONS)}, "elements"),
                _ids_differ,
            ),
        ),
        "input": (
            _ANY,
            _block(
                {
                    "label": plain(LABEL),
                    "hint": plain(LABEL),
                    "element": element(IN_INPUT, surface),
                    "optional": flag,
                    "dispatch_action": flag,
                },
                "label",
                "element",
            ),
        ),
    }


def _blocks_of(surface: str) -> dict[str, Check]:
    """Return the check of each block type that a surface allows."""
    known = _interactive_blocks(surface) | _PLAIN_BLOCKS
    allowed = {name: check for name, (surfaces, check) in known.items() if surface in surfaces}
    return allowed | {"container": nested.container(allowed)}


BLOCKS = {surface: _blocks_of(surface) for surface in _ANY}


def check_blocks(blocks: Any, surface: str, pointer: str) -> CheckResult:
    """Check the blocks of a surface (message, modal, home); return errors and character counts."""
    result = CheckResult()
    if not isinstance(blocks, list):
        result.add_error("must provide an array", pointer)
        return result
    maximum = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    if len(blocks) > maximum:
        result.add_error(f"no more than {maximum} items allowed", pointer)
        return result
    known: set[str] = set()
    for index, block in enumerate(blocks):
        here = f"{pointer}/{index}"
        kind = block.get("type") if isinstance(block, dict) else None
        check = BLOCKS[surface].get(kind) if isinstance(kind, str) else None
        if check is None:
            result.add_error(f"unsupported type: {kind}", f"{here}/type")
            continue
        check(block, here, result)
        for at, each in _with_children(block, here):
            name = each.get("block_id")
            if name in known:
                result.add_error(f'`block_id` "{name}" already exists', f"{at}/block_id")
            elif isinstance(name, str):
                known.add(name)
    if result.cell_characters > data.CELL_LETTERS:
        result.add_error(f"table cells must be less than {data.CELL_LETTERS + 1} characters", pointer)
    charts = sum(1 for each in blocks if isinstance(each, dict) and each.get("type") == "data_visualization")
    if charts > data.CHARTS:
        result.add_error(f"no more than {data.CHARTS} data_visualization blocks allowed", pointer)
    return result


def _with_children(block: dict[str, Any], pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (JSON pointer, block) for a block and for each object among its child blocks."""
    yield pointer, block
    children = block.get("child_blocks")
    for index, each in enumerate(children if isinstance(children, list) else ()):
        if isinstance(each, dict):
            yield f"{pointer}/child_blocks/{index}", each


def check_message_blocks(blocks: list[Any], pointer: str) -> tuple[list[str], int]:
    """Return the errors in a message's blocks and the number of characters in them."""
    result = check_blocks(blocks, "message", pointer)
    return result.errors, result.characters


def _nothing(_value: Any, _pointer: str, _result: CheckResult) -> None:
    """Accept anything: check_blocks checks a view's blocks."""


_common: dict[str, Check] = {
    "blocks": _nothing,
    "private_metadata": string(METADATA, 0),
    "callback_id": string(MAX_ID, 0),
    "external_id": string(MAX_ID, 0),
}
VIEWS = {
    "modal": record(
        {
            **_common,
            "type": one_of("modal"),
            "title": plain(VIEW_TITLE),
            "submit": plain(VIEW_TITLE),
            "close": plain(VIEW_TITLE),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
        ("type", "title", "blocks"),
    ),
    "home": record({**_common, "type": one_of("home")}, ("type", "blocks")),
}


def check_view(view: dict[str, Any], kind: str, pointer: str) -> tuple[str, list[str]]:
    """Return Slack's error name and messages for a view of this kind (modal, home); ("", []) when it is valid."""
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        return "view_too_large", []
    result = CheckResult()
    given = {key: value for key, value in view.items() if value is not None}
    VIEWS[kind](given, pointer, result)
    blocks = view.get("blocks")
    if isinstance(blocks, list):
        result.errors += check_blocks(blocks, kind, f"{pointer}/blocks").errors
        every = (part for each in blocks if isinstance(each, dict) for _, part in _with_children(each, ""))
        inputs = any(part.get("type") == "input" for part in every)
        if kind == "modal" and inputs and not view.get("submit"):
            result.add_error("must define `submit` to use an `input` block in modals", pointer)
    return ("invalid_arguments", result.errors) if result.errors else ("", [])
