"""Block Kit of the results as a private message: with a data table, and with lines where Slack takes none."""

from typing import Any

from bot.charts.theme_bars import can_draw, describe, draw
from bot.domain.figures import as_of_text, score_texts
from bot.domain.quotes import quote_text
from bot.domain.theme_chart import theme_chart
from bot.results.flow import Top
from bot.results.sheet import Sheet
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, cut, escape, modal, section
from bot.slack.charts import star_bar, stars_short
from bot.slack.rich_text import line, quote, rich, run
from bot.slack.uploads import picture_block
from bot.texts import Texts

_MAX_CELLS = 8_000  # characters over all cells; Slack takes 10,000
_MAX_WORDS = 160  # of a comment in a cell
_MAX_ALT = 2_000
_PAGE = 10
_LINES = 20  # comments where there is no table


def ask_button(texts: Texts, exchange_id: int) -> Block:
    """Return the button that sends the chart and the table."""
    sheet = button(texts("results.sheet.button"), action_id=action_ids.RESULTS_SHEET, value=str(exchange_id))
    return actions(sheet)


def sent_window(texts: Texts) -> Block:
    """Return a window that says where the message is."""
    return modal(
        texts("results.modal.title"), [section(texts("results.sheet.sent"))], close=texts("results.back.close")
    )


def picture(texts: Texts, sheet: Sheet) -> tuple[str, str] | None:
    """Return the chart of themes as SVG with the same in words, None without themes or letters for their names."""
    if not sheet.themes:
        return None
    chart = theme_chart(texts, sheet.themes)
    return (draw(chart), cut(describe(chart), _MAX_ALT)) if can_draw(chart) else None


def message(texts: Texts, sheet: Sheet, *, file_id: str | None, alt: str, has_table: bool) -> tuple[str, list[Block]]:
    """Return the message. file_id: of the uploaded chart, None for bars of text; has_table: else lines."""
    title = texts("results.sheet.heading")
    blocks = [section(f"*{escape(sheet.exchange.question)}*\n{title}")]
    if file_id:
        blocks.append(picture_block(file_id, alt))
    elif sheet.themes:
        blocks.append(rich([line(run(texts("results.themes"), bold=True)), *_bars(texts, sheet)]))
    rows = _rows(texts, sheet) if has_table else []
    shown = len(rows) if has_table else min(_LINES, len(sheet.comments))
    if rows:
        blocks.append(_table(texts, rows))
    elif shown:
        blocks.append(rich([_line(texts, each) for each in sheet.comments[:shown]]))
    notes = []
    if shown and (sheet.is_cut or shown < len(sheet.comments)):
        notes.append(texts("results.sheet.highest", n=shown))
    if not shown:
        notes.append(texts("results.sheet.none"))
    if sheet.made_at:
        notes.append(as_of_text(texts, sheet.made_at))
    if notes:
        blocks.append(context_block(" ".join(notes)))
    if sheet.link:
        blocks.append(section(f"<{sheet.link}|{texts('results.page_link')}>"))
    return title, blocks


def _rows(texts: Texts, sheet: Sheet) -> list[list[dict[str, Any]]]:
    """Return rows of cells, as many as Slack takes."""
    rows: list[list[dict[str, Any]]] = []
    left = _MAX_CELLS
    for each in sheet.comments:
        row = _cells(texts, each)
        left -= sum(len(cell["text"]) for cell in row)
        if left < 0:
            break
        rows.append(row)
    return rows


def _cells(texts: Texts, each: Top) -> list[dict[str, Any]]:
    score = each.score
    tier = texts(f"stars.tier.{score.tier}") if score.tier else "–"
    words = cut(" ".join(each.text.split()), _MAX_WORDS)
    low, high = texts.number(score.low, 1), texts.number(score.high, 1)
    return [
        _text(f"#{each.number}"),
        _text(words),
        _number(score.stars, texts.number(score.stars, 1)),
        _text(texts("results.sheet.from_to", low=low, high=high)),
        _number(score.ratings, texts.number(score.ratings)),
        _text(tier),
    ]


def _table(texts: Texts, rows: list[list[dict[str, Any]]]) -> Block:
    heads = ("number", "comment", "stars", "range", "ratings", "tier")
    return {
        "type": "data_table",
        "caption": texts("results.sheet.caption"),
        "rows": [[_text(texts(f"results.sheet_head.{each}")) for each in heads], *rows],
        "page_size": _PAGE,
        "row_header_column_index": 1,
    }


def _text(words: str) -> dict[str, Any]:
    return {"type": "raw_text", "text": words}


def _number(value: float, words: str) -> dict[str, Any]:
    return {"type": "raw_number", "value": value, "text": words}


def _line(texts: Texts, each: Top) -> Block:
    facts = " · ".join([f"#{each.number}", *score_texts(texts, each.score)])
    return quote(run(f"{quote_text(each.text)}\n"), run(facts, italic=True))


def _bars(texts: Texts, sheet: Sheet) -> list[Block]:
    """Return the themes as bars of text, for where no picture can be shown."""
    lines = []
    for each in sheet.themes:
        stars = stars_short(texts, each.mean, each.missing)
        bar = f"{star_bar(each.mean)} {stars}" if each.mean is not None else stars
        lines.append(line(run(f"\n{each.name}", bold=True), run(f" · {bar}")))
    return lines
