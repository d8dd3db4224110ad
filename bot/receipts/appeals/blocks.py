"""Block Kit of appeals: the author's form, the card that moderators have, and their form."""

from bot.domain.report_reasons import reason_text
from bot.receipts.appeals.flow import DECISIONS, MAX_WORDS, Case
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context_block,
    cut,
    escape,
    input_block,
    modal,
    option,
    section,
    select,
    text_input,
)
from bot.slack.rich_text import words_of
from bot.texts import Texts
from storage.comments import Comment
from storage.exchanges import Exchange

ASK, ASK_FORM = "appeals.ask", "appeals.ask_form"  # value and metadata: EXCHANGE:NUMBER
SEND_AGAIN = "appeals.send_again"  # value as ASK
ANSWER, ANSWER_FORM = "appeals.answer", "appeals.answer_form"
WORDS, DECISION = "appeals.words", "appeals.decision"
_QUESTION = 150  # characters


def ask_button(texts: Texts, exchange_id: int, number: int) -> Block:
    """Return the button on the receipt of a comment that was hidden or removed."""
    return button(
        texts("appeals.ask.button"),
        action_id=ASK,
        value=f"{exchange_id}:{number}",
        accessibility_label=texts("appeals.ask.spoken", number=number),
    )


def ask_form(texts: Texts, exchange: Exchange, comment: Comment) -> Block:
    """Return the author's form."""
    words = text_input(action_id=WORDS, multiline=True, max_length=MAX_WORDS)
    return modal(
        texts("appeals.ask_form.title"),
        [
            section(f"*#{comment.number}* · {_why(texts, comment)}"),
            words_of(comment.text),
            input_block(texts("appeals.ask_form.label"), words, block_id=WORDS, hint=texts("appeals.ask_form.hint")),
        ],
        callback_id=ASK_FORM,
        submit=texts("appeals.ask_form.submit"),
        close=texts("common.modal.close"),
        metadata=f"{exchange.exchange_id}:{comment.number}",
    )


def asked(texts: Texts) -> Block:
    """Return what the author's form turns into."""
    return modal(texts("appeals.ask_form.title"), [section(texts("appeals.asked"))], close=texts("common.modal.close"))


def card(texts: Texts, case: Case) -> tuple[str, list[Block]]:
    """Return the message to a moderator who did not decide before."""
    value = f"{case.exchange.exchange_id}:{case.comment.number}"
    answer = button(
        texts("appeals.answer.button"),
        action_id=ANSWER,
        value=value,
        style="primary",
        accessibility_label=texts("appeals.answer.spoken", number=case.comment.number),
    )
    return texts("appeals.card_text", number=case.comment.number), [
        *_facts(texts, case),
        actions(answer),
        context_block(texts("appeals.nobody_knows")),
    ]


def nobody_else(texts: Texts, case: Case) -> tuple[str, list[Block]]:
    """Return the message to who decided, where no other moderator is there to answer."""
    text = texts("appeals.nobody_else", number=case.comment.number)
    value = f"{case.exchange.exchange_id}:{case.comment.number}"
    return text, [section(text), actions(button(texts("appeals.send_again.button"), action_id=SEND_AGAIN, value=value))]


def _facts(texts: Texts, case: Case) -> list[Block]:
    question = escape(cut(case.exchange.question, _QUESTION))
    by = texts("appeals.decided_by", who=f"<@{case.decided_by}>") if case.decided_by else ""
    why = " · ".join(part for part in (_why(texts, case.comment), by) if part)
    return [
        section(texts("appeals.heading", number=case.comment.number, question=question)),
        section(why),
        words_of(case.comment.text or texts("moderate.no_words")),
        section(texts("appeals.author_writes")),
        words_of(case.appeal.text or texts("moderate.no_words")),
    ]


def _why(texts: Texts, comment: Comment) -> str:
    reason = reason_text(comment.reason, texts)
    return texts("appeals.away_for", reason=reason) if reason else texts("appeals.away")


def answer_form(texts: Texts, case: Case) -> Block:
    """Return the moderator's form."""
    words = text_input(action_id=WORDS, multiline=True, max_length=MAX_WORDS)
    options = [option(texts(f"appeals.decision.{each}"), each) for each in DECISIONS]
    menu = select(options, action_id=DECISION, placeholder=texts("appeals.answer_form.decision"))
    label, hint = texts("appeals.answer_form.label"), texts("appeals.answer_form.hint")
    return modal(
        texts("appeals.answer_form.title"),
        [
            *_facts(texts, case),
            input_block(texts("appeals.answer_form.decision"), menu, block_id=DECISION),
            input_block(label, words, block_id=WORDS, hint=hint),
        ],
        callback_id=ANSWER_FORM,
        submit=texts("appeals.answer_form.submit"),
        close=texts("common.modal.close"),
        metadata=f"{case.exchange.exchange_id}:{case.comment.number}",
    )


def answered(texts: Texts, case: Case) -> Block:
    """Return what the moderator's form turns into: the words that both keep."""
    number = case.comment.number
    return modal(
        texts("appeals.answer_form.title"),
        [
            section(texts(f"appeals.done.{case.appeal.state}", number=number)),
            words_of(case.appeal.answer),
            context_block(texts("appeals.both_keep")),
        ],
        close=texts("common.modal.close"),
    )
