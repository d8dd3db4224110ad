"""Block Kit's limits, a row each: the limit passes, one more is refused with Slack's error and pointer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.playground.fixture_app import FixtureWorkspace, button, modal, mrkdwn, plain, section, text_input

Json = dict[str, Any]
IMAGE = {"image_url": "https://pictures.example/one.png", "alt_text": "One"}


@dataclass(frozen=True)
class Row:
    """A limit: `make(n)` gives the blocks, `maximum` still passes, one more does not, and Slack says where."""

    make: Callable[[int], list[Json]]
    maximum: int
    where: str
    says: str = ""


def acts(*elements: Json) -> list[Json]:
    return [{"type": "actions", "elements": list(elements)}]


def options(count: int) -> list[Json]:
    return [{"text": plain(f"Option {n}"), "value": str(n)} for n in range(count)]


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": options(2), **more}


def asked(element: Json) -> list[Json]:
    return [{"type": "input", "label": plain("Ask"), "element": {"action_id": "a", **element}}]


def confirm(**more: Any) -> Json:
    texts = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No"), **more}
    return button(confirm=texts)


def table(rows: int, cells: int, text: str = "x") -> list[Json]:
    return [{"type": "table", "rows": [[{"type": "raw_text", "text": text}] * cells for _ in range(rows)]}]


def data_table(rows: int, cells: int = 2, text: str = "x", **more: Any) -> list[Json]:
    made = [[{"type": "raw_text", "text": text}] * cells for _ in range(rows)]
    return [{"type": "data_table", "caption": "Comments", "rows": made, **more}]


def chart(series: int = 1, categories: int = 2, title: str = "Stars", **axes: str) -> Json:
    names = [f"t{n}" for n in range(categories)]
    made = [{"name": f"s{n}", "data": [{"label": name, "value": 1} for name in names]} for n in range(series)]
    drawn = {"type": "bar", "series": made, "axis_config": {"categories": names, **axes}}
    return {"type": "data_visualization", "title": title, "chart": drawn}


def named_chart(*, series: str = "s", category: str = "t") -> Json:
    data = [{"label": category, "value": 1.5}]
    drawn = {"type": "line", "series": [{"name": series, "data": data}], "axis_config": {"categories": [category]}}
    return {"type": "data_visualization", "title": "Stars", "chart": drawn}


def pie(segments: int, label: str = "") -> Json:
    made = [{"label": label or f"p{n}", "value": 1} for n in range(segments)]
    return {"type": "data_visualization", "title": "Parts", "chart": {"type": "pie", "segments": made}}


def card(**more: Any) -> Json:
    return {"type": "card", "title": mrkdwn("One"), **more}


MESSAGES = {
    "blocks of a message": Row(lambda n: [{"type": "divider"}] * n, 50, "/blocks", "no more than 50 items allowed"),
    "section text": Row(lambda n: [section("x" * n)], 3000, "/blocks/0/text/text", "must be less than 3001 characters"),
    "section fields": Row(lambda n: [{"type": "section", "fields": [mrkdwn("x")] * n}], 10, "/blocks/0/fields"),
    "text of a field": Row(
        lambda n: [{"type": "section", "fields": [plain("x" * n)]}], 2000, "/blocks/0/fields/0/text"
    ),
    "header": Row(lambda n: [{"type": "header", "text": plain("x" * n)}], 150, "/blocks/0/text/text"),
    "button text": Row(lambda n: acts(button(text="x" * n)), 75, "/blocks/0/elements/0/text/text"),
    "button value": Row(lambda n: acts(button(value="x" * n)), 2000, "/blocks/0/elements/0/value"),
    "button url": Row(lambda n: acts(button(url="https://a.example/".ljust(n, "x"))), 3000, "/blocks/0/elements/0/url"),
    "spoken label of a button": Row(
        lambda n: acts(button(accessibility_label="x" * n)), 75, "/blocks/0/elements/0/accessibility_label"
    ),
    "elements of actions": Row(
        lambda n: acts(*(button(f"b{each}") for each in range(n))),
        25,
        "/blocks/0/elements",
        "no more than 25 items allowed",
    ),
    "elements of context": Row(
        lambda n: [{"type": "context", "elements": [mrkdwn("x")] * n}], 10, "/blocks/0/elements"
    ),
    "elements of context actions": Row(
        lambda n: [
            {
                "type": "context_actions",
                "elements": [
                    {"type": "icon_button", "icon": "trash", "text": plain("x"), "action_id": str(each)}
                    for each in range(n)
                ],
            }
        ],
        5,
        "/blocks/0/elements",
    ),
    "groups of a select": Row(
        lambda n: acts(
            {
                "type": "static_select",
                "action_id": "pick",
                "option_groups": [{"label": plain("x"), "options": options(1)}] * n,
            }
        ),
        100,
        "/blocks/0/elements/0/option_groups",
    ),
    "description of an option": Row(
        lambda n: acts(select(options=[{"text": plain("x"), "value": "1", "description": plain("x" * n)}])),
        75,
        "/blocks/0/elements/0/options/0/description/text",
    ),
    "author of a video": Row(
        lambda n: [
            {
                "type": "video",
                "video_url": "https://a.example/v",
                "thumbnail_url": "https://a.example/t.png",
                "alt_text": "x",
                "title": plain("x"),
                "author_name": "x" * n,
            }
        ],
        49,
        "/blocks/0/author_name",
    ),
    "options of a select": Row(lambda n: acts(select(options=options(n))), 100, "/blocks/0/elements/0/options"),
    "option text": Row(
        lambda n: acts(select(options=[{"text": plain("x" * n), "value": "1"}])),
        75,
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "option value": Row(
        lambda n: acts(select(options=[{"text": plain("x"), "value": "x" * n}])),
        150,
        "/blocks/0/elements/0/options/0/value",
    ),
    "options of an overflow": Row(
        lambda n: acts({"type": "overflow", "action_id": "more", "options": options(n)}),
        5,
        "/blocks/0/elements/0/options",
    ),
    "radio buttons": Row(
        lambda n: acts({"type": "radio_buttons", "action_id": "r", "options": options(n)}),
        10,
        "/blocks/0/elements/0/options",
    ),
    "checkboxes": Row(
        lambda n: acts({"type": "checkboxes", "action_id": "c", "options": options(n)}),
        10,
        "/blocks/0/elements/0/options",
    ),
    "placeholder": Row(
        lambda n: acts(select(placeholder=plain("x" * n))), 150, "/blocks/0/elements/0/placeholder/text"
    ),
    "action_id": Row(lambda n: acts(button("x" * n)), 255, "/blocks/0/elements/0/action_id"),
    "block_id": Row(lambda n: [{"type": "divider", "block_id": "x" * n}], 255, "/blocks/0/block_id"),
    "image alt text": Row(lambda n: [{"type": "image", **IMAGE, "alt_text": "x" * n}], 2000, "/blocks/0/alt_text"),
    "image url": Row(
        lambda n: [{"type": "image", **IMAGE, "image_url": "https://a.example/".ljust(n, "x")}],
        3000,
        "/blocks/0/image_url",
    ),
    "confirm title": Row(lambda n: acts(confirm(title=plain("x" * n))), 100, "/blocks/0/elements/0/confirm/title/text"),
    "confirm text": Row(lambda n: acts(confirm(text=plain("x" * n))), 300, "/blocks/0/elements/0/confirm/text/text"),
    "confirm button": Row(
        lambda n: acts(confirm(confirm=plain("x" * n))), 30, "/blocks/0/elements/0/confirm/confirm/text"
    ),
    "deny button": Row(lambda n: acts(confirm(deny=plain("x" * n))), 30, "/blocks/0/elements/0/confirm/deny/text"),
    "markdown": Row(lambda n: [{"type": "markdown", "text": "x" * n}], 12_000, "/blocks/0/text"),
    "table rows": Row(lambda n: table(n, 1), 100, "/blocks/0/rows"),
    "table cells": Row(lambda n: table(1, n), 20, "/blocks/0/rows/0"),
    "letters of a table": Row(lambda n: table(1, 1, "x" * n), 10_000, "/blocks"),
    "data table rows": Row(data_table, 101, "/blocks/0/rows"),
    "data table columns": Row(lambda n: data_table(2, n), 20, "/blocks/0/rows/0"),
    "data table page": Row(lambda n: data_table(2, page_size=n), 100, "/blocks/0/page_size"),
    "letters of a data table": Row(lambda n: data_table(2, 1, "x" * (n // 2)), 10_001, "/blocks"),
    "chart title": Row(lambda n: [chart(title="x" * n)], 50, "/blocks/0/title"),
    "series name": Row(lambda n: [named_chart(series="x" * n)], 20, "/blocks/0/chart/series/0/name"),
    "category": Row(lambda n: [named_chart(category="x" * n)], 20, "/blocks/0/chart/axis_config/categories/0"),
    "categories": Row(lambda n: [chart(categories=n)], 20, "/blocks/0/chart/axis_config/categories"),
    "series": Row(lambda n: [chart(n)], 6, "/blocks/0/chart/series"),
    "x label": Row(lambda n: [chart(x_label="x" * n)], 50, "/blocks/0/chart/axis_config/x_label"),
    "y label": Row(lambda n: [chart(y_label="x" * n)], 50, "/blocks/0/chart/axis_config/y_label"),
    "pie segments": Row(lambda n: [pie(n)], 6, "/blocks/0/chart/segments"),
    "segment label": Row(lambda n: [pie(1, "x" * n)], 20, "/blocks/0/chart/segments/0/label"),
    "charts of a message": Row(lambda n: [chart()] * n, 2, "/blocks"),
    "cards of a carousel": Row(lambda n: [{"type": "carousel", "elements": [card()] * n}], 10, "/blocks/0/elements"),
    "card body": Row(lambda n: [card(body=mrkdwn("x" * n))], 200, "/blocks/0/body/text"),
}


@pytest.mark.parametrize("name", MESSAGES)
async def test_a_limit_of_a_message(workspace: FixtureWorkspace, name: str) -> None:
    row = MESSAGES[name]

    answer = await workspace.web.chat_postMessage(channel=workspace.ana.id, text="t", blocks=row.make(row.maximum))
    assert answer["ok"]

    refusal = await workspace.refused(
        "chat.postMessage", channel=workspace.ana.id, text="t", blocks=row.make(row.maximum + 1)
    )
    assert refusal["error"] == "invalid_blocks"
    places = refusal["response_metadata"]["messages"]
    assert any(f"[json-pointer:{row.where}]" in each and each.startswith(f"[ERROR] {row.says}") for each in places)
    assert len(workspace.ana.dm()) == 1


HIGHEST = {
    "blocks of a modal": Row(lambda n: [{"type": "divider"}] * n, 100, "/view/blocks"),
    "label of an input": Row(lambda n: [{**text_input(), "label": plain("x" * n)}], 2000, "/view/blocks/0/label/text"),
    "hint of an input": Row(lambda n: [text_input(hint=plain("x" * n))], 2000, "/view/blocks/0/hint/text"),
    "max_length of an input": Row(lambda n: [text_input(max_length=n)], 3000, "/view/blocks/0/element/max_length"),
    "min_length of an input": Row(lambda n: [text_input(min_length=n)], 3000, "/view/blocks/0/element/min_length"),
    "placeholder of an input": Row(
        lambda n: [text_input(placeholder=plain("x" * n))], 150, "/view/blocks/0/element/placeholder/text"
    ),
    "files of a file input": Row(
        lambda n: asked({"type": "file_input", "max_files": n}), 10, "/view/blocks/0/element/max_files"
    ),
}
WHOLE: dict[str, tuple[Callable[[int], Json], int, str]] = {
    "title": (lambda n: modal(title=plain("x" * n)), 24, "/view/title/text"),
    "submit": (lambda n: modal(submit=plain("x" * n)), 24, "/view/submit/text"),
    "close": (lambda n: modal(close=plain("x" * n)), 24, "/view/close/text"),
    "callback_id": (lambda n: modal(callback_id="x" * n), 255, "/view/callback_id"),
    "external_id": (lambda n: modal(external_id="x" * n), 255, "/view/external_id"),
    "private_metadata": (lambda n: modal(private_metadata="x" * n), 3000, "/view/private_metadata"),
}


def in_a_modal(row: Row) -> Callable[[int], Json]:
    return lambda n: modal(*row.make(n))


MODALS: dict[str, tuple[Callable[[int], Json], int, str]] = {
    **WHOLE,
    **{name: (in_a_modal(row), row.maximum, row.where) for name, row in HIGHEST.items()},
}


@pytest.mark.parametrize("name", MODALS)
async def test_a_limit_of_a_modal(workspace: FixtureWorkspace, name: str) -> None:
    make, maximum, where = MODALS[name]
    card = await workspace.card(button())
    await workspace.ana.clicks(card, "go")
    trigger = workspace.app.last("block_actions")["trigger_id"]

    refusal = await workspace.refused("views.open", trigger_id=trigger, view=make(maximum + 1))
    assert refusal["error"] == "invalid_arguments"
    assert any(f"[json-pointer:{where}]" in each for each in refusal["response_metadata"]["messages"])
    assert workspace.ana.view is None

    await workspace.web.views_open(trigger_id=trigger, view=make(maximum))  # a refused view used nothing up
    assert workspace.ana.view is not None


async def test_a_home_takes_a_hundred_blocks(workspace: FixtureWorkspace) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}] * 100}
    await workspace.web.views_publish(user_id=workspace.ana.id, view=home)
    assert workspace.ana.home is not None

    home["blocks"] = [{"type": "divider"}] * 101
    refusal = await workspace.refused("views.publish", user_id=workspace.ana.id, view=home)
    assert refusal["response_metadata"]["messages"] == [
        "[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]"
    ]


async def test_a_view_of_more_than_250_kb_is_too_large(workspace: FixtureWorkspace) -> None:
    wide = {"type": "home", "blocks": [section("x" * 2900) for _ in range(84)]}
    await workspace.web.views_publish(user_id=workspace.ana.id, view=wide)

    wide["blocks"] = [section("x" * 2900) for _ in range(86)]
    assert (await workspace.refused("views.publish", user_id=workspace.ana.id, view=wide))["error"] == "view_too_large"


async def test_the_text_of_all_blocks_together_is_capped(workspace: FixtureWorkspace) -> None:
    blocks = [section("x" * 3000) for _ in range(4)]
    await workspace.web.chat_postMessage(channel=workspace.ana.id, text="t", blocks=blocks)

    one_more = [*blocks, section("x")]
    refusal = await workspace.refused("chat.postMessage", channel=workspace.ana.id, text="t", blocks=one_more)
    assert refusal["error"] == "msg_blocks_too_long"


async def test_a_top_level_text_has_its_limits(workspace: FixtureWorkspace) -> None:
    posted = await workspace.web.chat_postMessage(channel=workspace.ana.id, text="x" * 40_000)
    assert "warning" not in (posted.data or {})
    cut = await workspace.web.chat_postMessage(channel=workspace.ana.id, text="x" * 40_001)
    assert (cut["warning"], cut["response_metadata"]["warnings"]) == ("message_truncated", ["message_truncated"])
    assert len(workspace.ana.dm()[-1].text) == 40_000

    where = {"channel": posted["channel"], "ts": posted["ts"]}
    await workspace.web.chat_update(**where, text="x" * 4000)
    assert (await workspace.refused("chat.update", **where, text="x" * 4001))["error"] == "msg_too_long"
