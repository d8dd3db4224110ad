"""Block Kit of the moderation log: one line an act, and the buttons between its pages."""

from bot.domain.moderation_log import REPORT_GROUND
from bot.domain.report_reasons import reason_text
from bot.moderate.audit.flow import Line, LogPage
from bot.slack.blocks import Block, actions, button, context_block, cut, escape, section, when
from bot.texts import Texts

TURN = "moderate.audit"
_QUESTION_LENGTH = 150  # characters of a question


def log_page(texts: Texts, page: LogPage) -> tuple[str, list[Block]]:
    """Return a page of the log, the newest act first."""
    question = escape(cut(page.exchange.question, _QUESTION_LENGTH))
    top = texts("audit.heading", n=page.total, question=question)
    blocks = [section(f"*{top}*")]
    if page.lines:
        blocks.append(section("\n".join(line_text(texts, each) for each in page.lines)))
    row = [
        _turn(texts, page, name, number)
        for name, number in (("newer", page.number - 1), ("older", page.number + 1))
        if 0 <= number < page.pages
    ]
    if row:
        blocks.append(actions(*row))
        blocks.append(context_block(texts("audit.page", page=page.number + 1, pages=page.pages)))
    blocks.append(context_block(texts("audit.file", name=page.exchange.slug)))
    blocks.append(context_block(texts("audit.nobody")))
    return top, blocks


def line_text(texts: Texts, line: Line) -> str:
    """Return one act: when, which comment, what, why, and which moderator."""
    act = line.act
    at = when(act.acted_at) if act.acted_at else texts.day(act.day)
    what = texts(f"audit.act.{act.act}", number=act.number)
    parts = [f"{at} · {what}"]
    if act.reason:
        parts.append(reason_text(act.reason, texts) or act.reason)
    grounds = [ground_text(texts, each) for each in act.ground_codes]
    if grounds:
        parts.append(texts("audit.grounds", grounds=texts.list(grounds)))
    if act.acted_at:
        parts.append(f"<@{line.moderator}>" if line.moderator else texts("retention.a_moderator"))
    return " · ".join(parts)


def ground_text(texts: Texts, code: str) -> str:
    """Return why a comment waited, in a word or two: a rule's name, or the reason of a report."""
    if code.startswith(REPORT_GROUND):
        return texts("audit.ground_report", reason=reason_text(code.removeprefix(REPORT_GROUND), texts))
    return texts(f"audit.ground.{code}")


def _turn(texts: Texts, page: LogPage, name: str, number: int) -> Block:
    label, aloud = texts(f"audit.turn.{name}"), texts(f"audit.turn_spoken.{name}")
    value = f"{page.exchange.exchange_id}|{number}"
    return button(label, action_id=f"{TURN}.{name}", value=value, accessibility_label=aloud)
