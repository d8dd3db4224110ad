"""Block Kit's rules: each row is a mistake that Slack refuses, with its JSON pointer."""

from typing import Any

import pytest

from tests.playground.fixture_app import FixtureWorkspace, button, modal, mrkdwn, plain, section, text_input
from tests.playground.test_block_kit_limits import acts, card, chart, data_table, options, pie, select

Json = dict[str, Any]


def inputs(element: Json) -> list[Json]:
    return [{"type": "input", "label": plain("Ask"), "element": {"action_id": "a", **element}}]


RAGGED = [[{"type": "raw_text", "text": "a"}] * 2, [{"type": "raw_text", "text": "a"}]]
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]}
UNEVEN = chart()
UNEVEN["chart"]["series"][0]["data"].pop()
TWINS = chart(2)
TWINS["chart"]["series"][1]["name"] = "s0"

MESSAGES: dict[str, tuple[list[Json], str]] = {
    "unknown block": ([{"type": "poem"}], "unsupported type: poem [json-pointer:/blocks/0/type]"),
    "no type": ([{"text": "x"}], "unsupported type: None [json-pointer:/blocks/0/type]"),
    "no block": (["x"], "unsupported type: None [json-pointer:/blocks/0/type]"),  # type: ignore[list-item]
    "unknown key": ([section(colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
    "unknown element": (
        acts({"type": "lever", "action_id": "a"}),
        "unsupported type: lever [json-pointer:/blocks/0/elements/0/type]",
    ),
    "section of nothing": ([{"type": "section"}], "must define either `text` or `fields` [json-pointer:/blocks/0]"),
    "empty text": ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    "text that is none": (
        [{"type": "section", "text": "x"}],
        "must provide an object [json-pointer:/blocks/0/text]",
    ),
    "header in mrkdwn": (
        [{"type": "header", "text": mrkdwn("*x*")}],
        "must be a valid enum value [json-pointer:/blocks/0/text/type]",
    ),
    "button in mrkdwn": (
        acts({"type": "button", "action_id": "a", "text": mrkdwn("x")}),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/text/type]",
    ),
    "button without text": (
        acts({"type": "button", "action_id": "a"}),
        "missing required field: text [json-pointer:/blocks/0/elements/0]",
    ),
    "button of a strange style": (
        acts(button(style="blue")),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
    ),
    "button to nowhere": (
        acts(button(url="nowhere")),
        "must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
    ),
    "emoji in mrkdwn": (
        [{"type": "section", "text": {**mrkdwn("x"), "emoji": True}}],
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    "block_id twice": (
        [section(block_id="same"), {"type": "divider", "block_id": "same"}],
        '`block_id` "same" already exists [json-pointer:/blocks/1/block_id]',
    ),
    "action_id twice in a block": (
        acts(button("same"), button("same")),
        '`action_id` "same" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ),
    "actions of nothing": (acts(), "no less than 1 items required [json-pointer:/blocks/0/elements]"),
    "text field among actions": (
        acts({"type": "plain_text_input", "action_id": "a"}),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    "button in an input": (inputs(button()), "unsupported type: button [json-pointer:/blocks/0/element/type]"),
    "button in context": (
        [{"type": "context", "elements": [button()]}],
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    "number input in a message": (
        inputs({"type": "number_input", "is_decimal_allowed": False}),
        "unsupported type: number_input [json-pointer:/blocks/0/element/type]",
    ),
    "alert in a message": (
        [{"type": "alert", "text": plain("x")}],
        "unsupported type: alert [json-pointer:/blocks/0/type]",
    ),
    "image without words": (
        [{"type": "image", "image_url": "https://a.example/x.png"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    "image without picture": (
        [{"type": "image", "alt_text": "x"}],
        "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
    ),
    "confirm without buttons": (
        acts(button(confirm={"title": plain("x"), "text": plain("x")})),
        "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]",
    ),
    "option without value": (
        acts(select(options=[{"text": plain("x")}])),
        "missing required field: value [json-pointer:/blocks/0/elements/0/options/0]",
    ),
    "options and groups": (
        acts(select(option_groups=[{"label": plain("x"), "options": options(1)}])),
        "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
    ),
    "initial option that is none": (
        acts(select(initial_option={"text": plain("x"), "value": "9"})),
        "initial_option must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "initial options that are none": (
        acts({"type": "checkboxes", "action_id": "a", "options": options(2), "initial_options": options(3)}),
        "initial_options must match one of the options [json-pointer:/blocks/0/elements/0/initial_options]",
    ),
    "no such date": (
        acts({"type": "datepicker", "action_id": "a", "initial_date": "2026-13-01"}),
        "must be a valid date [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "no such time": (
        acts({"type": "timepicker", "action_id": "a", "initial_time": "24:00"}),
        "must be a valid time [json-pointer:/blocks/0/elements/0/initial_time]",
    ),
    "data table without caption": (
        [{"type": "data_table", "rows": data_table(2)[0]["rows"]}],
        "missing required field: caption [json-pointer:/blocks/0]",
    ),
    "data table of a header": (data_table(1), "no less than 2 items required [json-pointer:/blocks/0/rows]"),
    "data table of ragged rows": (
        data_table(2) and [{"type": "data_table", "caption": "x", "rows": RAGGED}],
        "all rows must have the same number of cells [json-pointer:/blocks/0/rows/1]",
    ),
    "rich text in the header of a data table": (
        [{"type": "data_table", "caption": "x", "rows": [[RICH], [RICH]]}],
        "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]",
    ),
    "page of nothing": (
        data_table(2, page_size=0),
        "must be greater than or equal to 1 [json-pointer:/blocks/0/page_size]",
    ),
    "chart of another kind": (
        [{"type": "data_visualization", "title": "x", "chart": {"type": "radar"}}],
        "unsupported type: radar [json-pointer:/blocks/0/chart/type]",
    ),
    "series of the same name": ([TWINS], "series names must be unique [json-pointer:/blocks/0/chart/series]"),
    "labels that are no categories": (
        [UNEVEN],
        "labels must match axis_config.categories [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    "segments of the same name": (
        [{**pie(2), "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}] * 2}}],
        "segment labels must be unique [json-pointer:/blocks/0/chart/segments]",
    ),
    "rich text of an unknown part": (
        [{"type": "rich_text", "elements": [{"type": "rich_text_poem", "elements": []}]}],
        "unsupported type: rich_text_poem [json-pointer:/blocks/0/elements/0/type]",
    ),
    "card of nothing": (
        [{"type": "card", "subtitle": mrkdwn("x")}],
        "must define one of `hero_image`, `title`, `actions` or `body` [json-pointer:/blocks/0]",
    ),
    "markdown of many blocks over the limit": (
        [{"type": "markdown", "text": "x" * 6000}, {"type": "markdown", "text": "x" * 6001}],
        "all markdown blocks must be less than 12001 characters [json-pointer:/blocks/1/text]",
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
async def test_a_mistake_in_a_message_is_named_with_its_place(workspace: FixtureWorkspace, name: str) -> None:
    blocks, says = MESSAGES[name]

    refusal = await workspace.refused("chat.postMessage", channel=workspace.ana.id, text="t", blocks=blocks)

    assert refusal["error"] == "invalid_blocks"
    assert f"[ERROR] {says}" in refusal["response_metadata"]["messages"]
    assert says in refusal["errors"]
    assert workspace.ana.dm() == []


async def test_what_is_right_passes_on_every_surface(workspace: FixtureWorkspace) -> None:
    right = [
        section("Text", accessory=button("one", value="1", style="primary")),
        {"type": "header", "text": plain("Header")},
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("small"), plain("words")]},
        *acts(button("two"), select(), {"type": "overflow", "action_id": "more", "options": options(2)}),
        RICH,
        card(actions=[button("three")]),
    ]
    await workspace.web.chat_postMessage(
        channel=workspace.ana.id,
        text="t",
        blocks=[*right, *data_table(3), chart(), text_input(), {"type": "markdown", "text": "**x**"}],
    )
    await workspace.web.views_publish(user_id=workspace.ana.id, view={"type": "home", "blocks": right})
    await workspace.modal(workspace.ana, modal(*right, text_input(), {"type": "alert", "text": plain("Take care")}))

    assert workspace.ana.view is not None
    assert workspace.ana.home is not None


MODALS: dict[str, tuple[Json, str]] = {
    "input without submit": (
        modal(text_input(), submit=None),
        "must define `submit` to use an `input` block in modals [json-pointer:/view]",
    ),
    "no title": (
        {"type": "modal", "blocks": [section()]},
        "missing required field: title [json-pointer:/view]",
    ),
    "home as a modal": (
        {"type": "home", "blocks": [section()], "title": plain("x")},
        "must be a valid enum value [json-pointer:/view/type]",
    ),
    "title in mrkdwn": (modal(title=mrkdwn("x")), "must be a valid enum value [json-pointer:/view/title/type]"),
    "unknown key": (modal(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
    "empty title": (modal(title=plain("")), "must be more than 0 characters [json-pointer:/view/title/text]"),
    "two in focus": (
        modal(text_input("a", focus_on_load=True), text_input("b", focus_on_load=True)),
        "only one element may have focus_on_load [json-pointer:/view/blocks/1/element/focus_on_load]",
    ),
    "least over most": (
        modal(text_input(min_length=9, max_length=5)),
        "min_length must be less than or equal to max_length [json-pointer:/view/blocks/0/element/min_length]",
    ),
    "initial value over the limit": (
        modal(text_input(max_length=3, initial_value="long")),
        "must be less than 4 characters [json-pointer:/view/blocks/0/element/initial_value]",
    ),
    "block of a message": (
        modal({"type": "markdown", "text": "x"}),
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ),
    "block_id twice": (
        modal(text_input("same"), text_input("same")),
        '`block_id` "same" already exists [json-pointer:/view/blocks/1/block_id]',
    ),
}


@pytest.mark.parametrize("name", MODALS)
async def test_a_mistake_in_a_modal_is_named_with_its_place(workspace: FixtureWorkspace, name: str) -> None:
    view, says = MODALS[name]
    card = await workspace.card(button())
    await workspace.ana.clicks(card, "go")

    trigger = workspace.app.last("block_actions")["trigger_id"]
    refusal = await workspace.refused("views.open", trigger_id=trigger, view=view)

    assert refusal["error"] == "invalid_arguments"
    assert f"[ERROR] {says}" in refusal["response_metadata"]["messages"]
    assert workspace.ana.view is None


async def test_a_home_has_no_place_for_files_or_emails(workspace: FixtureWorkspace) -> None:
    for kind in ("file_input", "email_text_input", "datetimepicker"):
        view = {"type": "home", "blocks": inputs({"type": kind})}
        refusal = await workspace.refused("views.publish", user_id=workspace.ana.id, view=view)
        assert (
            f"[ERROR] unsupported type: {kind} [json-pointer:/view/blocks/0/element/type]"
            in (refusal["response_metadata"]["messages"])
        )


async def test_blocks_that_are_no_list_are_a_format_of_their_own(workspace: FixtureWorkspace) -> None:
    for blocks in ('{"type": "divider"}', "[{]", {"type": "divider"}):
        refusal = await workspace.refused("chat.postMessage", channel=workspace.ana.id, text="t", blocks=blocks)
        assert refusal["error"] == "invalid_blocks_format"


async def test_slack_gives_ids_where_the_app_gave_none(workspace: FixtureWorkspace) -> None:
    element = {"type": "button", "text": plain("Go")}
    answer = await workspace.web.chat_postMessage(
        channel=workspace.ana.id, text="t", blocks=[section(), *acts(element)]
    )

    blocks = answer["message"]["blocks"]
    assert all(each["block_id"] for each in blocks)
    assert blocks[0]["block_id"] != blocks[1]["block_id"]
    assert blocks[1]["elements"][0]["action_id"]
