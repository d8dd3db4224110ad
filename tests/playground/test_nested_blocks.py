"""Nested blocks: container and plan; and a header's level."""

from typing import Any

import pytest

from tests.playground.fixture_app import FixtureWorkspace, button, modal, mrkdwn, plain, section, text_input
from tests.playground.test_block_kit_limits import IMAGE

Json = dict[str, Any]
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "why"}]}]}


def header(level: object) -> Json:
    return {"type": "header", "text": plain("Title"), "level": level}


def container(*children: Json, **more: Any) -> Json:
    return {"type": "container", "title": plain("Group"), "child_blocks": list(children) or [section()], **more}


def task(task_id: str = "t1", **more: Any) -> Json:
    return {"task_id": task_id, "title": "Fetch", **more}


def plan(*tasks: Json, **more: Any) -> Json:
    return {"type": "plan", "title": "Plan", "tasks": list(tasks), **more}


TAKEN: list[Json] = [
    header(1),
    header(4),
    container(*[section()] * 10, width="full", icon={"type": "image", **IMAGE}, subtitle=mrkdwn("*x*")),
    container(is_collapsible=True, default_collapsed=True),
    {"type": "container", "rich_text_title": RICH, "child_blocks": [RICH], "has_header_divider": True},
    plan(),
    plan(*(task(f"t{n}", status="pending") for n in range(50))),
    plan(
        task(type="task_card", details=RICH, output=RICH, sources=[{"type": "url", "url": "https://a.b", "text": "A"}])
    ),
    {"type": "task_card", **task(status="complete")},
]
REFUSED: list[tuple[Json, str]] = [
    (header(0), "must be greater than or equal to 1 [json-pointer:/blocks/0/level]"),
    (header(5), "must be less than or equal to 4 [json-pointer:/blocks/0/level]"),
    (header("2"), "must be an integer [json-pointer:/blocks/0/level]"),
    (container(*[section()] * 11), "no more than 10 items allowed [json-pointer:/blocks/0/child_blocks]"),
    (
        container(title=plain("x" * 151)),
        "must be less than 151 characters [json-pointer:/blocks/0/title/text]",
    ),
    (container(title=mrkdwn("x")), "must be a valid enum value [json-pointer:/blocks/0/title/type]"),
    (container(container()), "unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]"),
    (
        container({"type": "markdown", "text": "x"}),
        "unsupported type: markdown [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    (container(section("")), "must be more than 0 characters [json-pointer:/blocks/0/child_blocks/0/text/text]"),
    (container(width="huge"), "must be a valid enum value [json-pointer:/blocks/0/width]"),
    (
        container(default_collapsed=True),
        "must define `is_collapsible` to use `default_collapsed` [json-pointer:/blocks/0/default_collapsed]",
    ),
    (
        {"type": "container", "child_blocks": [section()]},
        "must define either `title` or `rich_text_title` [json-pointer:/blocks/0]",
    ),
    (
        container(section(block_id="same"), section(block_id="same")),
        '`block_id` "same" already exists [json-pointer:/blocks/0/child_blocks/1/block_id]',
    ),
    (plan(*(task(f"t{n}") for n in range(51))), "no more than 50 items allowed [json-pointer:/blocks/0/tasks]"),
    (plan(task(), task()), '`task_id` "t1" already exists [json-pointer:/blocks/0/tasks/1/task_id]'),
    (plan(task(status="lost")), "must be a valid enum value [json-pointer:/blocks/0/tasks/0/status]"),
    (plan({"task_id": "t1"}), "missing required field: title [json-pointer:/blocks/0/tasks/0]"),
    (
        plan(task(sources=[{"type": "url", "url": "nowhere", "text": "A"}])),
        "must be a valid URL [json-pointer:/blocks/0/tasks/0/sources/0/url]",
    ),
    ({"type": "task_card", "title": "x"}, "missing required field: task_id [json-pointer:/blocks/0]"),
    ({"type": "layout", "label": "x", "rows": []}, "unsupported type: layout [json-pointer:/blocks/0/type]"),
]


async def test_what_slack_documents_is_taken(workspace: FixtureWorkspace) -> None:
    for block in TAKEN:
        assert (await workspace.web.chat_postMessage(channel="general", text="t", blocks=[block]))["ok"], block


@pytest.mark.parametrize(("block", "says"), REFUSED, ids=[f"{row[0]['type']}: {row[1][:40]}" for row in REFUSED])
async def test_what_it_does_not_is_refused_with_the_place(workspace: FixtureWorkspace, block: Json, says: str) -> None:
    refusal = await workspace.refused("chat.postMessage", channel="general", text="t", blocks=[block])
    assert refusal["error"] == "invalid_blocks"
    assert f"[ERROR] {says}" in refusal["response_metadata"]["messages"]


async def test_a_plan_is_allowed_in_messages_only(workspace: FixtureWorkspace) -> None:
    home = {"type": "home", "blocks": [plan(task())]}
    assert (await workspace.refused("views.publish", user_id=workspace.ana.id, view=home))[
        "error"
    ] == "invalid_arguments"


async def test_a_button_in_a_container_is_read_and_pressed(workspace: FixtureWorkspace) -> None:
    inside = {"type": "actions", "elements": [button("go", "Go")]}
    card = await workspace.card(button("other"), blocks=[container(section("Words"), inside)])
    assert {"Group", "Words"} <= set(workspace.ana.reads(card).splitlines())
    assert await workspace.ana.clicks(card, "go")
    action = workspace.app.last("block_actions")["actions"][0]
    assert (action["action_id"], bool(action["block_id"])) == ("go", True)


async def test_an_input_in_a_container_needs_a_submit_and_is_sent(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button("open"))
    assert await workspace.ana.clicks(card, "open")
    trigger = workspace.app.last("block_actions")["trigger_id"]
    bare = modal(container(text_input()))
    del bare["submit"]
    refusal = await workspace.refused("views.open", trigger_id=trigger, view=bare)
    assert "must define `submit`" in refusal["response_metadata"]["messages"][0]

    view = await workspace.modal(workspace.ana, modal(container(text_input())))
    assert (await workspace.ana.submits(view, {})).errors
    assert await workspace.ana.submits(view, {"words": "Longer lunch"})
    received = workspace.app.last("view_submission")["view"]["state"]["values"]
    assert received["words"]["text"]["value"] == "Longer lunch"


async def test_a_plan_is_read(workspace: FixtureWorkspace) -> None:
    answer = await workspace.web.chat_postMessage(channel="general", text="t", blocks=[plan(task(details=RICH))])
    message = workspace.slack.channel("general").messages[answer["ts"]]
    assert workspace.ana.reads(message).splitlines() == ["Plan", "Fetch", "why"]
