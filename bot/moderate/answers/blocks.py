"""Block Kit of answers: the form, the list of what should be answered, and what the channel reads."""

from collections.abc import Sequence

from bot.domain.answers import facts_text, missing_text, status_text
from bot.domain.quotes import quote_text
from bot.moderate.answers.case import MAX_OWNER, MAX_TEXT, Case, ThemeCase
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context_block,
    cut,
    divider,
    escape,
    input_block,
    modal,
    option,
    plain_section,
    section,
    select,
    text_input,
)
from bot.slack.mrkdwn import linked
from bot.texts import Texts
from storage.answers import Answer
from storage.comments import Comment
from storage.enums import AnswerStatus
from storage.exchanges import Exchange

MODAL, OPEN = "answers.form", "answers.open"
TEXT, STATUS, OWNER, DUE = "answers.text", "answers.status", "answers.owner", "answers.due"
_MAX_NAME = 150  # characters of a theme's name
_SIGNS = {
    AnswerStatus.HEARD: ":ear:",
    AnswerStatus.PLANNED: ":spiral_calendar_pad:",
    AnswerStatus.STARTED: ":construction:",
    AnswerStatus.DONE: ":white_check_mark:",
    AnswerStatus.DECLINED: ":no_entry_sign:",
}


def form(texts: Texts, exchange: Exchange, comment: Comment, answer: Answer | None) -> Block:
    """Return the form to answer a comment, filled with the answer that is there."""
    options = {each: option(status_text(texts, each), each) for each in AnswerStatus}
    chosen = options[AnswerStatus(answer.status)] if answer else options[AnswerStatus.HEARD]
    due: Block = {"type": "datepicker", "action_id": DUE}
    if answer and answer.due_on:
        due["initial_date"] = answer.due_on.isoformat()
    words = text_input(action_id=TEXT, multiline=True, max_length=MAX_TEXT, initial=answer.text if answer else None)
    owner = text_input(action_id=OWNER, max_length=MAX_OWNER, initial=answer.owner if answer and answer.owner else None)
    menu = select(
        list(options.values()), action_id=STATUS, placeholder=texts("answers.status_field.label"), chosen=chosen
    )
    return modal(
        texts("answers.form.title"),
        [
            section(f"*#{comment.number}*"),
            plain_section(quote_text(comment.text)),
            input_block(texts("answers.text_field.label"), words, block_id=TEXT, hint=texts("answers.text_field.hint")),
            input_block(texts("answers.status_field.label"), menu, block_id=STATUS),
            input_block(
                texts("answers.owner_field.label"),
                owner,
                block_id=OWNER,
                hint=texts("answers.owner_field.hint"),
                optional=True,
            ),
            input_block(texts("answers.due_field.label"), due, block_id=DUE, optional=True),
        ],
        callback_id=MODAL,
        submit=texts("answers.form.submit"),
        close=texts("common.modal.close"),
        metadata=f"{exchange.exchange_id}.{comment.number}",
    )


def saved(texts: Texts, case: Case) -> list[Block]:
    """Return what the moderator reads: the answer as it is now."""
    answer = case.answer
    if answer is None:
        return []
    where = "posted" if case.exchange.announcement_ts else "not_announced"
    return [
        section(texts("answers.saved", number=case.comment.number)),
        plain_section(answer.text),
        context_block(escape(facts_text(texts, answer))),
        context_block(texts(f"answers.saved_where.{where}")),
    ]


def saved_theme(texts: Texts, case: ThemeCase) -> list[Block]:
    """Return what the moderator reads of an answer to a theme."""
    where = "posted" if case.exchange.announcement_ts else "not_announced"
    return [
        section(texts("answers.saved_theme", theme=theme_label(case))),
        plain_section(case.answer.text),
        context_block(escape(facts_text(texts, case.answer))),
        context_block(texts(f"answers.saved_where.{where}")),
    ]


def theme_label(case: ThemeCase) -> str:
    """Return what a theme is called in public, for mrkdwn."""
    return f"t{case.number} {escape(cut(case.name, _MAX_NAME))}".strip()


def post_theme(texts: Texts, case: ThemeCase) -> tuple[str, list[Block]]:
    """Return what the channel reads of an answer to a theme, in the exchange's language."""
    text = texts("answers.post_theme", theme=theme_label(case))
    return text, [
        section(f":speech_balloon: *{text}*"),
        section(linked(case.answer.text)),
        context_block(f"{_SIGNS[AnswerStatus(case.answer.status)]} {escape(facts_text(texts, case.answer))}"),
    ]


def saved_modal(texts: Texts, case: Case) -> Block:
    """Return what the form turns into."""
    return modal(texts("answers.form.title"), saved(texts, case), close=texts("common.modal.close"))


def listed(texts: Texts, exchange: Exchange, cases: Sequence[Case], missing: Sequence[int] = ()) -> list[Block]:
    """Return the highest comments, each with its answer or a button to answer it. missing: which need one still."""
    question = escape(cut(exchange.question, 150))
    if not cases:
        return [section(texts("answers.none_yet", question=question))]
    done = sum(case.answer is not None for case in cases)
    blocks = [section(texts("answers.heading", question=question, done=done, n=len(cases)))]
    for case in cases:
        blocks += [divider(), plain_section(f"#{case.comment.number} {quote_text(case.comment.text)}")]
        name = "change" if case.answer else "answer"
        if case.answer:
            blocks.append(context_block(escape(f"{facts_text(texts, case.answer)}: {cut(case.answer.text, 300)}")))
        value = f"{exchange.exchange_id}.{case.comment.number}"
        aloud = texts(f"answers.{name}_spoken", number=case.comment.number)
        blocks.append(
            actions(button(texts(f"answers.{name}_button"), action_id=OPEN, value=value, accessibility_label=aloud))
        )
    if text := missing_text(texts, missing):
        blocks.append(context_block(text))
    return [*blocks, context_block(texts("answers.any_other"))]


def post(texts: Texts, comment: Comment, answer: Answer) -> tuple[str, list[Block]]:
    """Return what the channel reads, in the exchange's language."""
    text = texts("answers.post", number=comment.number)
    sign = _SIGNS[AnswerStatus(answer.status)]
    return text, [
        section(f":speech_balloon: *{text}*"),
        context_block(escape(quote_text(comment.text))),
        section(linked(answer.text)),
        context_block(f"{sign} {escape(facts_text(texts, answer))}"),
    ]
