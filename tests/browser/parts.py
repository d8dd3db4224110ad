"""Block Kit builders for the tests of the page."""

from typing import Any

Block = dict[str, Any]


def words(text: str) -> Block:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text, "emoji": True}


def marked(text: str) -> Block:
    """Return a mrkdwn text object."""
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str | None = None) -> Block:
    """Return an option of a list."""
    return {"text": words(text), "value": value or text.lower()}


def button(text: str, action_id: str, **more: Any) -> Block:
    """Return a button."""
    return {"type": "button", "text": words(text), "action_id": action_id, "value": "1", **more}


def row(*elements: Block, block_id: str = "row") -> Block:
    """Return an actions block."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def field(label: str, element: Block, **more: Any) -> Block:
    """Return an input block; its block_id is the action_id of its element."""
    return {"type": "input", "block_id": element["action_id"], "label": words(label), "element": element, **more}


def chooser(kind: str, action_id: str, *options: str, **more: Any) -> Block:
    """Return a list to choose from."""
    listed = {"options": [option(each) for each in options]} if options else {}
    return {"type": kind, "action_id": action_id, **listed, **more}


def line(action_id: str, kind: str = "plain_text_input", **more: Any) -> Block:
    """Return a field for text."""
    return {"type": kind, "action_id": action_id, **more}


def modal(*blocks: Block, callback_id: str = "share.modal") -> Block:
    """Return a modal with Share and Cancel."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": words("Share a comment"),
        "submit": words("Share"),
        "close": words("Cancel"),
        "blocks": list(blocks),
    }


COMMENT = field("Your comment", line("comment", multiline=True, max_length=20, min_length=3))
GROUP = field("Your group", chooser("static_select", "group", "Student", "Parent", "Teacher"), optional=True)
CARD = [
    {"type": "section", "block_id": "question", "text": marked("*What do you think of the draft?* :speech_balloon:")},
    row(button("Comment", "share.open", style="primary"), button("Rate", "rate.start")),
]
CELLS = [["Comment", "Stars"], ["Longer lunch", "3.5"], ["A crossing guard", "4.5"], ["More books", "2"]]
SERIES = [{"label": "Lunch", "value": 4}, {"label": "Safety", "value": 7}]
AXES = {"categories": ["Lunch", "Safety"], "x_label": "Theme", "y_label": "Comments"}


def cell(text: str) -> Block:
    """Return a cell of a table."""
    return {"type": "raw_text", "text": text}


def chart(kind: str) -> Block:
    """Return a chart of two themes."""
    if kind == "pie":
        return {"type": "data_visualization", "title": "A pie", "chart": {"type": "pie", "segments": SERIES}}
    series = [{"name": "Comments", "data": SERIES}]
    shape = {"type": kind, "series": series, "axis_config": AXES}
    return {"type": "data_visualization", "title": f"A {kind}", "chart": shape}


TABLE = {"type": "table", "rows": [[cell(each) for each in line] for line in CELLS]}
DATA_TABLE = {
    "type": "data_table",
    "caption": "Comments with their stars",
    "page_size": 2,
    "rows": [[cell(each) for each in line] for line in CELLS],
}
RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "A rich text", "style": {"bold": True}}]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "somebody’s words"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a  b"}]},
    ],
}
MENU = {
    "type": "overflow",
    "action_id": "exchanges.more",
    "options": [option("About and privacy", "about"), option("Not for me", "leave")],
}
SURE = {"title": words("Close it?"), "text": words("That ends it."), "confirm": words("Close it"), "deny": words("No")}
EVERYTHING: list[list[Block]] = [
    [
        {"type": "header", "text": words("All there is :star2:")},
        {"type": "section", "text": marked("*bold* and a <https://a.example|link>"), "accessory": MENU},
        {"type": "section", "fields": [marked("*People*\n412"), marked("*Comments*\n388")]},
        {"type": "divider"},
        {"type": "context", "elements": [marked("Open until <!date^1796432400^{date_short} at {time}|soon>")]},
        {"type": "image", "image_url": "http://127.0.0.1:1/none.png", "alt_text": "A picture of nothing"},
        row(
            chooser("static_select", "pick", "One", "Two"),
            {"type": "datepicker", "action_id": "day", "initial_date": "2026-12-04"},
            button("Close", "close.it", style="danger", confirm=SURE),
            block_id="tools",
        ),
    ],
    [RICH, {"type": "markdown", "text": "## A digest\n\n- **one**\n- two\n\n|a|b|\n|-|-|\n|1|2|"}],
    [TABLE],
    [DATA_TABLE],
    [chart("bar"), chart("line")],
    [chart("area"), chart("pie")],
    [
        {"type": "header", "text": words("The first level"), "level": 1},
        {"type": "header", "text": words("The second level"), "level": 2},
        {
            "type": "container",
            "title": words("Two records"),
            "subtitle": marked("*Look* before you confirm"),
            "is_collapsible": True,
            "width": "wide",
            "child_blocks": [
                {"type": "section", "text": marked("Inside the group")},
                row(button("Confirm", "confirm.it"), block_id="inside"),
            ],
        },
        {
            "type": "plan",
            "title": "What is being done",
            "tasks": [
                {
                    "task_id": "read",
                    "title": "Read the comments",
                    "status": "complete",
                    "output": RICH,
                    "sources": [{"type": "url", "url": "https://a.example", "text": "The page"}],
                },
                {"task_id": "sort", "title": "Sort them", "status": "pending"},
            ],
        },
    ],
]
