"""Block Kit of answers: the form, the list of what should be answered, and what the channel reads."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.answers import facts_text, missing_text, status_text
from bot.domain.quotes import quote_text
from bot.moderate.answers.case import MAX_OWNER, MAX_TEXT, Case, Listed, ThemeCase
from bot.slack import action_ids
from bot.slack.answer_buttons import theme_button
from bot.slack.blocks import (
    Block,
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

MODAL = "answers.form"
OPEN, LIST = action_ids.ANSWERS_OPEN, action_ids.ANSWERS_LIST
TEXT, STATUS, OWNER, DUE = "answers.text", "answers.status", "answers.owner", "answers.due"
_MAX_NAME = 150  # characters of a theme's name
_MAX_LISTED = 300  # characters of an answer in the list
_SIGNS = {
    AnswerStatus.HEARD: ":ear:",
    AnswerStatus.PLANNED: ":spiral_calendar_pad:",
    AnswerStatus.STARTED: ":construction:",
    AnswerStatus.DONE: ":white_check_mark:",
    AnswerStatus.DECLINED: ":no_entry_sign:",
}


def form(texts: Texts, exchange: Exchange, comment: Comment, answer: Answer | None) -> Block:
    """Return the form to answer a comment, filled with the answer that is there."""
    about = [section(f"*#{comment.number}*"), plain_section(quote_text(comment.text))]
    return _form(texts, f"{exchange.exchange_id}.{comment.number}", about, answer, title=texts("answers.form.title"))


def theme_form(texts: Texts, case: ThemeCase) -> Block:
    """Return the form to answer a theme, filled with the answer that is there."""
    about = [
        section(f"*{_own_label(case)}* · {texts('common.comments', n=case.comments)}"),
        context_block(texts("answers.theme_heard")),
    ]
    return _form(
        texts,
        f"{case.exchange.exchange_id}.-{case.number}",
        about,
        case.answer,
        title=texts("answers.theme_form.title"),
    )


def _form(texts: Texts, metadata: str, about: Sequence[Block], answer: Answer | None, *, title: str) -> Block:
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
        title,
        [
            *about,
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
        metadata=metadata,
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
    if case.answer is None:
        return []
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


def _own_label(case: ThemeCase) -> str:
    """Return what moderators read a theme called, who see its name among the themes."""
    return theme_label(replace(case, name=case.shown))


def post_theme(texts: Texts, case: ThemeCase, answer: Answer) -> tuple[str, list[Block]]:
    """Return what the channel reads of an answer to a theme, in the exchange's language."""
    text = texts("answers.post_theme", theme=theme_label(case))
    return text, [
        section(f":speech_balloon: *{text}*"),
        section(linked(answer.text)),
        context_block(f"{_SIGNS[AnswerStatus(answer.status)]} {escape(facts_text(texts, answer))}"),
    ]


def saved_modal(texts: Texts, case: Case) -> Block:
    """Return what the form turns into."""
    return modal(texts("answers.form.title"), saved(texts, case), close=texts("common.modal.close"))


def saved_theme_modal(texts: Texts, case: ThemeCase) -> Block:
    """Return what the form turns into."""
    return modal(texts("answers.theme_form.title"), saved_theme(texts, case), close=texts("common.modal.close"))


def list_modal(texts: Texts, found: Listed) -> Block:
    """Return what could be answered, in a modal."""
    return modal(texts("answers.list_modal.title"), listed(texts, found), close=texts("common.modal.close"))


def listed(texts: Texts, found: Listed) -> list[Block]:
    """Return the highest comments and the largest themes, each with its answer and a button to answer it."""
    return [*_listed_comments(texts, found.exchange, found.comments, found.missing), *_listed_themes(texts, found)]


def _listed_themes(texts: Texts, found: Listed) -> list[Block]:
    if not found.themes:
        return []
    shown: list[Block] = [divider(), section(texts("answers.themes_heading"))]
    for case in found.themes:
        answer = case.answer
        facts = [texts("common.comments", n=case.comments)]
        facts += [escape(f"{facts_text(texts, answer)}: {cut(answer.text, _MAX_LISTED)}")] if answer else []
        open_form = theme_button(texts, case.exchange.exchange_id, case.number, has_answer=answer is not None)
        text, place = f"*{_own_label(case)}*\n{' · '.join(facts)}", f"answers.theme.{case.number}"
        shown.append(section(text, accessory=open_form, block_id=place))
    return shown


def _listed_comments(
    texts: Texts, exchange: Exchange, cases: Sequence[Case], missing: Sequence[int] = ()
) -> list[Block]:
    question = escape(cut(exchange.question, 150))
    if not cases:
        return [section(texts("answers.none_yet", question=question))]
    done = sum(case.answer is not None for case in cases)
    blocks = [section(texts("answers.heading", question=question, done=done, n=len(cases)))]
    for case in cases:
        name = "change" if case.answer else "answer"
        value = f"{exchange.exchange_id}.{case.comment.number}"
        aloud = texts(f"answers.{name}_spoken", number=case.comment.number)
        act = button(texts(f"answers.{name}_button"), action_id=OPEN, value=value, accessibility_label=aloud)
        words = f"#{case.comment.number} {quote_text(case.comment.text)}"
        blocks += [divider(), plain_section(words, accessory=act)]
        if case.answer:
            facts = f"{facts_text(texts, case.answer)}: {cut(case.answer.text, _MAX_LISTED)}"
            blocks.append(context_block(escape(facts)))
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
