"""Block Kit of the messages that reports cause, to moderators and to authors; no author or reporter is named."""

from collections.abc import Sequence

from bot.domain.help_text import help_blocks
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, cut, escape, section
from bot.texts import Texts
from storage.alerts import DANGER
from storage.exchanges import Exchange

_MAX_NAMED = 3  # exchanges
_QUESTION_LENGTH = 150  # characters of a question


def alert(texts: Texts, kind: str, count: int, about: Sequence[Exchange]) -> tuple[str, list[Block]]:
    """Return a message to a moderator. count: reports of danger since the last message; else comments that wait."""
    if kind == DANGER:
        text = texts("moderate.danger")
        top = f":rotating_light: {texts('moderate.danger_heading', n=count)}"
        lines = [top, *_list_exchanges(texts, about), texts("moderate.danger_look")]
        last = texts("moderate.danger_urgent")
    else:
        text = texts("moderate.alert", n=count)
        lines = [f":triangular_flag_on_post: *{text}*", *_list_exchanges(texts, about)]
        last = texts("moderate.alert_how_often")
    open_queue = button(
        texts("moderate.open_queue.button"),
        action_id=action_ids.MODERATE_QUEUE,
        value="0",
        style="danger" if kind == DANGER else "primary",
    )
    notes = [context_block(last), context_block(texts("moderate.nobody_shown"))]
    return text, [section("\n".join(lines)), actions(open_queue), *notes]


def service_failed(texts: Texts, service: str) -> tuple[str, list[Block]]:
    """Return what moderators read when the operator's service for danger does not answer. service: its host."""
    text = texts("moderate.service_failed", service=service)
    return text, [section(f":warning: {text}"), context_block(texts("moderate.service_how_often"))]


def author_help(texts: Texts, exchange: Exchange) -> tuple[str, list[Block]]:
    """Return who can help, for somebody who wrote in an exchange. It says nothing of a report."""
    question = escape(cut(exchange.question, _QUESTION_LENGTH))
    top = [
        texts("moderate.help_heading"),
        texts("moderate.help_answered", question=question),
        texts("moderate.help_hard"),
    ]
    last = context_block(texts("moderate.help_private"))
    return texts("moderate.help"), [section("\n".join(top)), *help_blocks(exchange, texts), last]


def _list_exchanges(texts: Texts, about: Sequence[Exchange]) -> list[str]:
    lines = [f"• {escape(cut(exchange.question, _QUESTION_LENGTH))}" for exchange in about[:_MAX_NAMED]]
    left = len(about) - _MAX_NAMED
    if left > 0:
        lines.append(f"• {texts('moderate.alert_more', n=left)}")
    return lines
