"""Block Kit's nested blocks: container, and plan with its task cards.

Sources: docs.slack.dev/reference/block-kit/blocks/container-block, …/task-card-block, …/plan-block. That a plan holds
50 tasks at most, with different ids, is slackblocks 3.0.0's; the surfaces that allow them are assumed.
"""

from collections.abc import Mapping
from typing import Any

from bot.playground.block_kit import data
from bot.playground.block_kit.objects import MAX_ID, image_element, plain
from bot.playground.block_kit.schema import (
    Check,
    CheckResult,
    all_of,
    array,
    counted,
    flag,
    integer,
    one_of,
    record,
    string,
    text,
    url,
)

HEADER_LEVELS = 4
CHILDREN, CONTAINER_TITLE = 10, 150
CHILD_KINDS = frozenset(
    {
        "actions",
        "context",
        "divider",
        "file",
        "header",
        "image",
        "input",
        "rich_text",
        "section",
        "table",
        "video",
    }
)
TASKS, SOURCE_URL = 50, 3000

header_level = integer(1, HEADER_LEVELS)
_rich_text = record({"type": one_of("rich_text"), "block_id": string(MAX_ID), **data.rich_text}, ("type", "elements"))
_source = record({"type": one_of("url"), "url": url(SOURCE_URL), "text": counted()}, ("type", "url", "text"))
task: dict[str, Check] = {
    "task_id": string(),
    "title": counted(),
    "details": _rich_text,
    "output": _rich_text,
    "sources": array(_source, minimum=0),
    "status": one_of("pending", "in_progress", "complete", "error"),
}
_task_in_plan = record(
    {"type": one_of("task_card"), "block_id": string(MAX_ID), **task},
    ("task_id", "title"),
)


def _tasks(value: Any, pointer: str, result: CheckResult) -> None:
    """Check the tasks of a plan: no two share a task_id."""
    array(_task_in_plan, TASKS, 0)(value, pointer, result)
    known: set[str] = set()
    for index, each in enumerate(value if isinstance(value, list) else ()):
        name = each.get("task_id") if isinstance(each, dict) else None
        if name in known:
            result.add_error(f'`task_id` "{name}" already exists', f"{pointer}/{index}/task_id")
        elif isinstance(name, str):
            known.add(name)


plan: dict[str, Check] = {"title": counted(), "tasks": _tasks}


def container(children: Mapping[str, Check]) -> Check:
    """Return the check of a container. children: the check of each block type that its surface allows."""

    def child(value: Any, pointer: str, result: CheckResult) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        check = children.get(kind) if isinstance(kind, str) and kind in CHILD_KINDS else None
        if check is None:
            result.add_error(f"unsupported type: {kind}", f"{pointer}/type")
        else:
            check(value, pointer, result)

    fields: dict[str, Check] = {
        "type": string(),
        "block_id": string(MAX_ID),
        "title": plain(CONTAINER_TITLE),
        "rich_text_title": _rich_text,
        "subtitle": text("plain_text", "mrkdwn", maximum=CONTAINER_TITLE),
        "child_blocks": array(child, CHILDREN),
        "width": one_of("narrow", "standard", "wide", "full"),
        "icon": image_element,
        "is_collapsible": flag,
        "default_collapsed": flag,
        "has_header_divider": flag,
    }
    return all_of(record(fields, ("type", "child_blocks")), _container_rules)


def _container_rules(value: Any, pointer: str, result: CheckResult) -> None:
    if not isinstance(value, dict):
        return
    if "title" not in value and "rich_text_title" not in value:
        result.add_error("must define either `title` or `rich_text_title`", pointer)
    if value.get("default_collapsed") is True and value.get("is_collapsible") is not True:
        result.add_error("must define `is_collapsible` to use `default_collapsed`", f"{pointer}/default_collapsed")
