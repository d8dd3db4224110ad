"""The modal of the blind check: comments with two theme names each, and at the end the result."""

import re

from bot.domain.errors import UserError
from bot.domain.quotes import quote_text
from bot.domain.theme_checks import check_facts, check_text, last_check_line
from bot.slack.blocks import Block, context_block, cut, divider, escape, modal, option, plain_section, section
from bot.texts import Texts
from bot.themes.payloads import format_value
from bot.themes.quality import CheckPage, Question
from storage.exchanges import Exchange
from storage.theme_checks import LEFT, NEITHER, RIGHT, SKIP

PAGE = "themes.quality"  # metadata: exchange, check
CHOOSE = "themes.quality.choose"  # .INDEX, its block too; value: exchange, check, index, answer
_BLOCK = re.compile(r"themes\.quality\.choose\.(\d{1,3})", re.ASCII)
_MAX_NAME = 75


def check_modal(texts: Texts, exchange: Exchange, page: CheckPage, *, note: str = "") -> Block:
    """Return the next page, or the result once nothing is left. note: what to do about the page just sent."""
    title = texts("quality.modal.title")
    if not page.questions:
        blocks = [section(check_text(texts, page.check)), context_block(check_facts(texts, page.check))]
        return modal(title, [*blocks, context_block(texts("quality.how"))], close=texts("common.modal.close"))
    blocks = [section(f"*{escape(exchange.question)}*\n{texts('quality.ask')}")]
    progress = texts("quality.progress", done=page.answered, n=len(page.check.items))
    blocks.append(context_block(f"{progress} {texts('quality.kept')}"))
    if note:
        blocks.append(section(note))
    elif page.last and not page.answered:
        blocks.append(context_block(last_check_line(texts, page.last)))
    for question in page.questions:
        value = format_value(exchange.exchange_id, page.check.check_id, question.index)
        blocks += [divider(), *_question(texts, question, value)]
    return modal(
        title,
        blocks,
        callback_id=PAGE,
        submit=texts("quality.next.submit"),
        close=texts("common.modal.close"),
        metadata=format_value(exchange.exchange_id, page.check.check_id),
    )


def _question(texts: Texts, question: Question, value: str) -> list[Block]:
    """Return a comment with the choice under it; what is chosen is sent at once."""
    name = f"{CHOOSE}.{question.index}"
    choices = [
        option(cut(question.left, _MAX_NAME), f"{value}|{LEFT}"),
        option(cut(question.right, _MAX_NAME), f"{value}|{RIGHT}"),
        option(texts("quality.neither_option"), f"{value}|{NEITHER}"),
        option(texts("quality.skip_option"), f"{value}|{SKIP}"),
    ]
    buttons = {"type": "radio_buttons", "action_id": name, "options": choices}
    return [
        plain_section(quote_text(question.text)),
        {"type": "actions", "block_id": name, "elements": [buttons]},
    ]


def parse_block(block_id: str) -> int:
    """Return the index that a block's id names. Raises UserError where it names none."""
    found = _BLOCK.fullmatch(block_id)
    if found is None:
        raise UserError("quality.over")
    return int(found[1])
