"""Block Kit of a receipt: the comment's number and words, what became of it, and what its author can do."""

from bot.domain.answers import facts_text
from bot.domain.figures import score_texts
from bot.domain.report_reasons import reason_text
from bot.receipts.appeals.blocks import ask_button
from bot.receipts.fate import Fate
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, cut, escape, plain_section, section
from bot.slack.follow_answers import follow_button
from bot.slack.rich_text import words_of
from bot.slack.sign_up import sign_up_button
from bot.texts import Texts
from storage.enums import AppealState, CommentState
from storage.exchanges import Exchange

_QUESTION, _WORDS, _ANSWER = 150, 300, 600  # characters that are shown


def receipt(texts: Texts, exchange: Exchange, fate: Fate) -> tuple[str, list[Block]]:
    """Return the message about a comment, in its author's language."""
    comment = fate.comment
    text = texts("receipts.text", number=comment.number)
    blocks = [section(f"*#{comment.number}* · {escape(cut(exchange.question, _QUESTION))}")]
    if comment.text:
        blocks.append(words_of(cut(comment.text, _WORDS)))
    blocks.append(section("\n".join(fate_lines(texts, fate))))
    blocks += _outcome(texts, fate)
    if fate.answer:
        blocks.append(plain_section(cut(fate.answer.text, _ANSWER)))
    blocks.append(actions(*_buttons(texts, exchange, fate)))
    return text, [*blocks, context_block(texts("receipts.only_you"))]


def fate_lines(texts: Texts, fate: Fate) -> list[str]:
    """Return what became of a comment, line by line; once the exchange is closed, how it ended."""
    lines = [_state_line(texts, fate)]
    if fate.score:
        lines.append(f":star: {' · '.join(score_texts(texts, fate.score))}")
    elif fate.rated:
        lines.append(texts("receipts.rated", n=fate.rated))
    if fate.appeal and fate.appeal.waits:
        lines.append(texts("appeals.waiting"))
    if fate.answer:
        lines.append(texts("receipts.answered", facts=escape(facts_text(texts, fate.answer))))
    return lines


def _outcome(texts: Texts, fate: Fate) -> list[Block]:
    """Return what became of an appeal; nothing where it waits, or was dropped and can be asked for again."""
    appeal = fate.appeal
    if appeal is None or appeal.waits or _may_ask(fate):
        return []
    outcome = section(texts(f"appeals.outcome.{appeal.state}"))
    return [outcome, words_of(appeal.answer)] if appeal.answer else [outcome]


def _may_ask(fate: Fate) -> bool:
    """Say whether the author can ask for another look: once a comment, and again where that was dropped."""
    is_first = fate.appeal is None or fate.appeal.state == AppealState.DROPPED
    return is_first and fate.comment.state in {CommentState.HIDDEN, CommentState.REMOVED}


def _state_line(texts: Texts, fate: Fate) -> str:
    state = fate.comment.state
    if state in {CommentState.HIDDEN, CommentState.REMOVED} and (why := reason_text(fate.comment.reason, texts)):
        return texts(f"receipts.state_for.{state}", reason=why)
    if fate.is_final and state in {CommentState.LIVE, CommentState.PENDING}:
        return texts(f"receipts.end.{state}")
    return texts(f"receipts.state.{state}")


def _buttons(texts: Texts, exchange: Exchange, fate: Fate) -> list[Block]:
    value = f"{exchange.exchange_id}:{fate.comment.number}"
    row = [
        button(
            texts("receipts.show.button"),
            action_id=action_ids.OWN_COMMENT,
            value=value,
            accessibility_label=texts("receipts.show.spoken", number=fate.comment.number),
        )
    ]
    if _may_ask(fate):
        row.append(ask_button(texts, exchange.exchange_id, fate.comment.number))
    if fate.comment.state == CommentState.LIVE:
        row.append(follow_button(texts, exchange.exchange_id))
    if fate.is_final:
        results = texts("receipts.results.button")
        row.append(button(results, action_id=action_ids.EXCHANGE_RESULTS, value=str(exchange.exchange_id)))
        row.append(sign_up_button(texts))
    return row
