"""Block Kit's data blocks: tables, charts, rich text."""

from typing import Any

from bot.playground.block_kit.schema import (
    Check,
    CheckResult,
    array,
    counted,
    flag,
    integer,
    number,
    one_of,
    record,
    string,
    unique,
)

TABLE_ROWS, TABLE_CELLS, CELL_LETTERS = 100, 20, 10_000
MIN_DATA_ROWS, MAX_DATA_ROWS, PAGE = 2, 101, 100
CHART_TITLE, CHART_LABEL, AXIS_LABEL = 50, 20, 50
SERIES, SEGMENTS, CATEGORIES = 6, 6, 20
CHARTS = 2

_style = record(
    {
        "bold": flag,
        "italic": flag,
        "strike": flag,
        "code": flag,
        "underline": flag,
        "highlight": flag,
        "client_highlight": flag,
        "unlink": flag,
    }
)
_INLINE: dict[str, Check] = {
    "text": record({"type": string(), "text": counted(), "style": _style}, ("text",)),
    "link": record(
        {"type": string(), "url": string(3000), "text": counted(), "unsafe": flag, "style": _style}, ("url",)
    ),
    "emoji": record(
        {"type": string(), "name": string(), "unicode": string(), "skin_tone": integer(1, 6), "style": _style},
        ("name",),
    ),
    "user": record({"type": string(), "user_id": string(), "style": _style}, ("user_id",)),
    "usergroup": record({"type": string(), "usergroup_id": string(), "style": _style}, ("usergroup_id",)),
    "channel": record({"type": string(), "channel_id": string(), "style": _style}, ("channel_id",)),
    "team": record({"type": string(), "team_id": string(), "style": _style}, ("team_id",)),
    "broadcast": record(
        {"type": string(), "range": one_of("here", "channel", "everyone"), "style": _style}, ("range",)
    ),
    "date": record(
        {
            "type": string(),
            "timestamp": integer(0),
            "format": string(),
            "url": string(3000),
            "fallback": counted(),
            "style": _style,
        },
        ("timestamp", "format"),
    ),
    "color": record({"type": string(), "value": string(), "style": _style}, ("value",)),
}


def _typed(kinds: dict[str, Check]) -> Check:
    def check(value: Any, pointer: str, result: CheckResult) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        wanted = kinds.get(kind) if isinstance(kind, str) else None
        if wanted is None:
            result.add_error(f"unsupported type: {kind}", f"{pointer}/type")
        else:
            wanted(value, pointer, result)

    return check


_inline = array(_typed(_INLINE), None, 0)
_section = record({"type": string(), "elements": _inline}, ("elements",))
_RICH: dict[str, Check] = {
    "rich_text_section": _section,
    "rich_text_list": record(
        {
            "type": string(),
            "style": one_of("bullet", "ordered"),
            "elements": array(_section, None),
            "indent": integer(0, 8),
            "offset": integer(0),
            "border": integer(0, 1),
        },
        ("style", "elements"),
    ),
    "rich_text_preformatted": record(
        {"type": string(), "elements": _inline, "border": integer(0, 1), "language": string()}, ("elements",)
    ),
    "rich_text_quote": record({"type": string(), "elements": _inline, "border": integer(0, 1)}, ("elements",)),
}
rich_text: dict[str, Check] = {"elements": array(_typed(_RICH), None)}
_rich_cell = record({"type": string(), "block_id": string(255), **rich_text}, ("elements",))


def _cell(kinds: dict[str, Check]) -> Check:
    inner = _typed(kinds)

    def check(value: Any, pointer: str, result: CheckResult) -> None:
        before = result.characters
        inner(value, pointer, result)
        result.cell_characters += result.characters - before

    return check


_raw_text = record({"type": string(), "text": counted()}, ("text",))
_raw_number = record({"type": string(), "value": number, "text": counted()}, ("value",))
_cells = _cell({"raw_text": _raw_text, "raw_number": _raw_number, "rich_text": _rich_cell})
_header_cells = _cell({"raw_text": _raw_text, "raw_number": _raw_number})
table: dict[str, Check] = {
    "rows": array(array(_cells, TABLE_CELLS), TABLE_ROWS),
    "column_settings": array(record({"align": one_of("left", "center", "right"), "is_wrapped": flag}), TABLE_CELLS, 0),
}


def _data_rows(value: Any, pointer: str, result: CheckResult) -> None:
    """Check a header and 1 to 100 rows, all of the same width; the header holds no rich text."""
    if not isinstance(value, list):
        result.add_error("must provide an array", pointer)
        return
    if len(value) < MIN_DATA_ROWS:
        result.add_error(f"no less than {MIN_DATA_ROWS} items required", pointer)
    if len(value) > MAX_DATA_ROWS:
        result.add_error(f"no more than {MAX_DATA_ROWS} items allowed", pointer)
        return
    width = len(value[0]) if value and isinstance(value[0], list) else 0
    for index, row in enumerate(value):
        array(_cells if index else _header_cells, TABLE_CELLS)(row, f"{pointer}/{index}", result)
        if isinstance(row, list) and len(row) != width:
            result.add_error("all rows must have the same number of cells", f"{pointer}/{index}")


data_table: dict[str, Check] = {
    "rows": _data_rows,
    "caption": counted(),
    "page_size": integer(1, PAGE),
    "row_header_column_index": integer(0, TABLE_CELLS - 1),
}

# Charts ------------------------------------------------------------------------------------------------------------

_point = record({"label": counted(CHART_LABEL), "value": number}, ("label", "value"))
_axes = record(
    {
        "categories": array(counted(CHART_LABEL), CATEGORIES),
        "x_label": counted(AXIS_LABEL),
        "y_label": counted(AXIS_LABEL),
    },
    ("categories",),
)
_series = record({"name": counted(CHART_LABEL), "data": array(_point, CATEGORIES)}, ("name", "data"))
_xy = record({"type": string(), "series": array(_series, SERIES), "axis_config": _axes}, ("series", "axis_config"))
_pie = record({"type": string(), "segments": array(_point, SEGMENTS)}, ("segments",))


def _names_match(chart: Any, pointer: str, result: CheckResult) -> None:
    """Check that names are unique and that every series has the categories as labels, in order."""
    if not isinstance(chart, dict):
        return
    series = [each for each in chart.get("series") or () if isinstance(each, dict)]
    if not unique([each.get("name") for each in series]):
        result.add_error("series names must be unique", f"{pointer}/series")
    axes = chart.get("axis_config")
    categories = axes.get("categories") if isinstance(axes, dict) else None
    if isinstance(categories, list) and not unique(categories):
        result.add_error("categories must be unique", f"{pointer}/axis_config/categories")
    for index, each in enumerate(series):
        labels = [point.get("label") for point in each.get("data") or () if isinstance(point, dict)]
        if labels != categories:
            result.add_error("labels must match axis_config.categories", f"{pointer}/series/{index}/data")
    segments = [each.get("label") for each in chart.get("segments") or () if isinstance(each, dict)]
    if not unique(segments):
        result.add_error("segment labels must be unique", f"{pointer}/segments")


def _chart(value: Any, pointer: str, result: CheckResult) -> None:
    _typed({"bar": _xy, "line": _xy, "area": _xy, "pie": _pie})(value, pointer, result)
    _names_match(value, pointer, result)


data_visualization: dict[str, Check] = {"title": counted(CHART_TITLE), "chart": _chart}
