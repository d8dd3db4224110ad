"""Block Kit of talks: the forms of both sides, and the messages by which the bot carries their words."""

from bot.receipts.talks.flow import Case
from bot.receipts.talks.state import AUTHOR, MAX_WORDS
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    cut,
    escape,
    input_block,
    modal,
    section,
    text_input,
)
from bot.slack.rich_text import words_of
from bot.texts import Texts
from storage.comments import Comment
from storage.exchanges import Exchange

BEGIN, FORM = action_ids.TALK_BEGIN, "talks.form"  # value and metadata: EXCHANGE:NUMBER
REPLY, REPLY_FORM, END = "talks.reply", "talks.reply_form", "talks.end"
WORDS = "talks.words"
_QUESTION, _SHOWN = 150, 3  # characters of a question; messages that a form shows

Drawn = tuple[str, list[Block]]


def form(texts: Texts, case: Case) -> Block:
    """Return the moderator's form."""
    return _form(texts, case, "form", FORM)


def reply_form(texts: Texts, case: Case) -> Block:
    """Return the author's form."""
    return _form(texts, case, "reply_form", REPLY_FORM)


def _form(texts: Texts, case: Case, name: str, callback_id: str) -> Block:
    words = text_input(action_id=WORDS, multiline=True, max_length=MAX_WORDS)
    blocks = [section(_heading(case.exchange, case.comment)), words_of(case.comment.text)]
    for each in case.talk.messages[-_SHOWN:] if case.talk else ():
        blocks += [context_block(texts("talks.by.author" if each.by == AUTHOR else "talks.by.moderator"))]
        blocks += [words_of(each.text)]
    hint = texts("talks.form.hint" if name == "form" else "talks.reply_form.hint")
    blocks.append(input_block(texts("talks.form.label"), words, block_id=WORDS, hint=hint))
    return modal(
        texts("talks.form.title"),
        blocks,
        callback_id=callback_id,
        submit=texts("talks.form.submit"),
        close=texts("common.modal.close"),
        metadata=_value(case.exchange, case.comment.number),
    )


def sent(texts: Texts, *, is_author: bool) -> Block:
    """Return what a form turns into."""
    text = texts("talks.sent.author" if is_author else "talks.sent.moderator")
    return modal(texts("talks.form.title"), [section(text)], close=texts("common.modal.close"))


def to_author(texts: Texts, exchange: Exchange, comment: Comment, text: str) -> Drawn:
    """Return a moderator's message as the author has it."""
    top = texts("talks.to_author", number=comment.number)
    value = _value(exchange, comment.number)
    sure = confirm(
        texts("talks.end.confirm_title"),
        texts("talks.end.confirm_text"),
        yes=texts("talks.end.confirm_yes"),
        no=texts("talks.end.confirm_no"),
    )
    reply = button(texts("talks.reply.button"), action_id=REPLY, value=value, style="primary")
    end = button(texts("talks.end.button"), action_id=END, value=value, confirm=sure)
    return top, [
        section(f"*{top}*\n{_heading(exchange, comment)}"),
        words_of(text),
        actions(reply, end),
        context_block(texts("talks.unknown")),
    ]


def to_moderator(texts: Texts, exchange: Exchange, comment: Comment, text: str) -> Drawn:
    """Return an author's answer as the moderator has it."""
    top = texts("talks.to_moderator", number=comment.number)
    go_on = button(
        texts("talks.go_on.button"), action_id=BEGIN, value=_value(exchange, comment.number), style="primary"
    )
    return top, [
        section(f"*{top}*\n{_heading(exchange, comment)}"),
        words_of(text),
        actions(go_on),
        context_block(texts("moderate.nobody_shown")),
    ]


def ended(texts: Texts, number: int) -> Drawn:
    """Return what the moderator hears at the end of a talk."""
    text = texts("talks.author_ended", number=number)
    return text, [section(text)]


def over(texts: Texts, number: int) -> Drawn:
    """Return what takes the place of the author's message once they end the talk."""
    text = texts("talks.over", number=number)
    return text, [section(text)]


def _heading(exchange: Exchange, comment: Comment) -> str:
    return f"#{comment.number} · {escape(cut(exchange.question, _QUESTION))}"


def _value(exchange: Exchange, number: int) -> str:
    return f"{exchange.exchange_id}:{number}"
