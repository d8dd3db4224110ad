"""Block Kit of the private message to an author whom a moderator asks for other words."""

from bot.domain.report_reasons import reason_text
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, cut, escape, plain_section, section
from bot.texts import Texts
from storage.comments import Comment
from storage.exchanges import Exchange

_QUESTION_LENGTH = 150  # characters of a question
_MAX_QUOTED = 2900  # characters of a comment that leave room for quotation marks


def rephrase_message(texts: Texts, exchange: Exchange, comment: Comment, reason: str) -> tuple[str, list[Block]]:
    """Return what the author reads: their own words, why a moderator asks, and the way to change them."""
    text = texts("moderate.rephrase_asked", number=comment.number)
    why = texts("moderate.rephrase_why", reason=reason_text(reason, texts))
    question = escape(cut(exchange.question, _QUESTION_LENGTH))
    edit = button(
        texts("exchange.edit.button"),
        action_id=action_ids.SHARE_EDIT,
        value=f"{exchange.exchange_id}:{comment.number}",
        style="primary",
        accessibility_label=texts("exchange.edit.spoken", number=comment.number),
    )
    return text, [
        section(f":pencil2: *{text}*\n_{question}_"),
        plain_section(f"“{cut(comment.text, _MAX_QUOTED)}”"),
        section(f"{why} {texts('moderate.rephrase_until')}"),
        actions(edit),
        context_block(texts("moderate.rephrase_private")),
    ]
