"""Block Kit of rating: the card, and what takes its place."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

import msgspec

from bot.domain import groups
from bot.domain.exchanges import MAX_LISTED, more_exchanges_blocks, star_meaning_text
from bot.domain.help_text import help_blocks
from bot.domain.questions import are_asked
from bot.domain.report_reasons import reason_option_text
from bot.domain.translations import is_offered, translation_blocks
from bot.rate.payloads import OLDER_CARD, CommentRef, star_value
from bot.rate.reasons import MENU_SKIPS
from bot.rate.view import GOAL, STARS, RatingView
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context_block,
    escape,
    modal,
    option,
    overflow,
    plain_section,
    plain_text,
    section,
    select,
)
from bot.slack.rich_text import words_of
from bot.texts import Texts
from storage.comments import Comment
from storage.enums import ReportReason
from storage.exchanges import Exchange

STAR = "rate.star"
SKIP = "rate.skip"
UNDO = "rate.undo"
MORE = "rate.more"
TRANSLATE = "rate.translate"
REPORT = "rate.report"
BACK = "rate.back"
GROUP = "rate.group"
QUESTIONS, QUESTIONS_MODAL = "rate.questions", "rate.questions_form"
CARD_THEMES = "rate.card_themes"
ASK_REPORT, STOP = "report", "stop"  # choices of the menu beside the ways to skip
_MAX_OVERFLOW = 5  # choices that Slack's "…" menu takes
_VALUE = b"{value}"
_encode = msgspec.json.Encoder().encode
_MILESTONES = {5: "five", 10: "ten", 20: "twenty", 30: "thirty"}


class Rows(Protocol):
    """Makes what can be pressed on a card: as blocks, or as their JSON."""

    def __call__(
        self, texts: Texts, value: str, *, can_undo: bool, has_themes: bool, can_translate: bool
    ) -> Sequence[Any]:
        """Return the rows. value: of the comment, as `CommentRef.value`."""
        ...


def rating_card(texts: Texts, view: RatingView) -> tuple[str, list[Block]]:
    """Return the rating card: the next comment, or that there is none for now; above it why an act did not count."""
    return _card(texts, view, _rows)


def encoded_card(texts: Texts, view: RatingView) -> bytes:
    """Return the rating card as the JSON that takes the place of the message that was clicked.

    Half of a card are buttons and menus, the same on all but for the value that they carry: they are encoded once.
    """
    text, blocks = _card(texts, view, _encoded_rows)
    return _encode({"replace_original": True, "text": text, "blocks": blocks})


def _card(texts: Texts, view: RatingView, rows: Rows) -> tuple[str, list[Any]]:
    text, blocks = _no_more(texts, view) if view.comment is None else _next(texts, view, view.comment, rows)
    if view.refusal:
        refusal = texts.error(view.refusal)
        return refusal, [context_block(f":warning: {refusal}"), *blocks]
    return text, blocks


def _next(texts: Texts, view: RatingView, comment: Comment, rows: Rows) -> tuple[str, list[Any]]:
    exchange = view.exchange
    blocks: list[Any] = [section(f"*{escape(exchange.question)}*"), words_of(comment.text)]
    if comment.why:
        blocks.append(context_block(plain_text(texts("rate.why", why=comment.why))))
    if view.translation:
        blocks += translation_blocks(texts, view.translation)
    about = [
        star_meaning_text(texts, exchange),
        f"#{comment.number}",
        texts("rate.shared_by", name=escape(view.name)) if view.name else "",
        texts("rate.seed") if comment.is_seed else "",
    ]
    blocks += [
        context_block(_side_by_side(about)),
        *rows(
            texts,
            _ref_on_card(view, comment).value,
            can_undo=view.person.last_comment_id is not None,
            has_themes=view.has_themes,
            can_translate=view.translation is None and is_offered(comment.translations, texts.language),
        ),
        context_block(progress(texts, view)),
    ]
    if groups.is_group_asked(exchange, view.person):
        menu = groups.group_menu(exchange, texts, action_id=GROUP, placeholder=texts("rate.group.placeholder"))
        blocks.append(actions(menu, block_id=f"{GROUP}.{exchange.exchange_id}"))
    if are_asked(exchange, view.person):
        ask = button(texts("questions.ask.button"), action_id=QUESTIONS, value=str(exchange.exchange_id))
        blocks.append(actions(ask, block_id=f"{QUESTIONS}.{exchange.exchange_id}"))
    return texts("rate.card", question=escape(exchange.question)), blocks


def _rows(texts: Texts, value: str, *, can_undo: bool, has_themes: bool, can_translate: bool) -> list[Block]:
    """Return what can be pressed on a card. value: of the comment, as `CommentRef.value`."""
    row = _buttons(texts, value, can_undo=can_undo, has_themes=has_themes, can_translate=can_translate)
    return [_stars_row(texts, value), actions(*row, block_id="rate.row")]


def _encoded_rows(
    texts: Texts, value: str, *, can_undo: bool, has_themes: bool, can_translate: bool
) -> list[msgspec.Raw]:
    """Return the same as JSON."""
    rows = _row_templates(texts, can_undo=can_undo, has_themes=has_themes, can_translate=can_translate)
    return [msgspec.Raw(row.replace(_VALUE, value.encode())) for row in rows]


@lru_cache(maxsize=400)
def _row_templates(texts: Texts, *, can_undo: bool, has_themes: bool, can_translate: bool) -> tuple[bytes, ...]:
    """Return the rows as JSON, with _VALUE for the value: digits, points and colons, which JSON does not escape."""
    value = _VALUE.decode()
    rows = _rows(texts, value, can_undo=can_undo, has_themes=has_themes, can_translate=can_translate)
    return tuple(_encode(row) for row in rows)


def _buttons(texts: Texts, value: str, *, can_undo: bool, has_themes: bool, can_translate: bool) -> list[Block]:
    row = [
        button(texts("rate.skip.button"), action_id=SKIP, value=value, accessibility_label=texts("rate.skip.spoken"))
    ]
    if can_undo:
        row.append(
            button(
                texts("rate.undo.button"), action_id=UNDO, value=value, accessibility_label=texts("rate.undo.spoken")
            )
        )
    if has_themes:
        row.append(button(texts("rate.themes_first.button"), action_id=CARD_THEMES, value=value))
    if can_translate:
        label = texts("rate.translate.spoken")
        row.append(button(texts("rate.translate.button"), action_id=TRANSLATE, value=value, accessibility_label=label))
    choices = [option(texts(f"rate.skip_option.{reason}"), f"{reason}|{value}") for reason in MENU_SKIPS]
    choices.append(option(texts("rate.report.option"), f"{ASK_REPORT}|{value}"))
    choices.append(option(texts("rate.stop.option"), f"{STOP}|{value}"))
    if len(choices) > _MAX_OVERFLOW:
        return [*row, select(choices, action_id=MORE, placeholder=texts("rate.more.placeholder"))]
    return [*row, overflow(choices, action_id=MORE)]


def progress(texts: Texts, view: RatingView) -> str:
    """Return the line under the card: how many are rated, and what was just done."""
    count = view.person.ratings
    is_below = count < view.goal
    facts = [texts("rate.rated_goal", n=count, goal=view.goal) if is_below else texts("rate.rated", n=count)]
    if view.last_stars:
        facts.append(texts("rate.last", given=stars_text(view.last_stars)))
        if count == GOAL // 2 and view.goal < GOAL:
            facts.append(texts("rate.milestone.ten_of_fewer"))
        elif count in _MILESTONES:
            facts.append(texts(f"rate.milestone.{_MILESTONES[count]}"))
    if view.note:
        facts.append(texts.error(view.note))
    elif count == 0:
        facts.append(texts("rate.typing"))
    return _side_by_side(facts)


def stars_text(stars: int) -> str:
    """Return stars as signs and digits, "★★★☆☆ (3)"."""
    return "★" * stars + "☆" * (5 - stars) + f" ({stars})"


def older_card(texts: Texts, view: RatingView, changed: Comment) -> tuple[str, list[Block]]:
    """Return what an older card turns into when it is clicked: its comment, with the stars it has now."""
    exchange_id = view.exchange.exchange_id
    if not view.refusal:
        text = texts("rate.changed_on_card", number=changed.number, given=stars_text(view.last_stars or 0))
    else:
        text = texts.error(view.refusal)
        if view.last_stars:
            text += " " + texts("rate.given_before", given=stars_text(view.last_stars))
    row = _stars_row(texts, CommentRef(exchange_id, changed.number, changed.version, OLDER_CARD).value)
    return text, [words_of(changed.text), row, context_block(text)]


def report_card(texts: Texts, view: RatingView, comment: Comment) -> tuple[str, list[Block]]:
    """Return the question why a comment is reported."""
    value = _ref_on_card(view, comment).value
    buttons = [
        button(reason_option_text(reason, texts), action_id=f"{REPORT}.{reason}", value=value)
        for reason in ReportReason
        if reason is not ReportReason.OTHER
    ]
    text = texts("rate.report_which")
    blocks = [
        section(text),
        words_of(comment.text),
        actions(*buttons, block_id="rate.reasons"),
        actions(button(texts("rate.report_nothing.button"), action_id=BACK, value=value), block_id="rate.back"),
    ]
    return text, blocks


def danger_card(texts: Texts, view: RatingView) -> tuple[str, list[Block]]:
    """Return what somebody reads who reported that a person may be in danger: thanks, and who can help."""
    text = texts("rate.danger")
    value = str(view.exchange.exchange_id)
    blocks = [
        section(f":green_heart: *{text}*\n{texts('rate.danger_next')}"),
        *help_blocks(view.exchange, texts),
        actions(button(texts("rate.go_on_rating.button"), action_id=action_ids.RATE_START, value=value)),
    ]
    return text, blocks


def stopped_card(texts: Texts, view: RatingView) -> tuple[str, list[Block]]:
    """Return the card of somebody who stops for now."""
    text = texts("rate.stopped", n=view.person.ratings)
    value = str(view.exchange.exchange_id)
    go_on = button(texts("rate.go_on.button"), action_id=action_ids.RATE_START, value=value, style="primary")
    return text, [
        section(f"*{escape(view.exchange.question)}*\n{text}"),
        actions(go_on, _results_button(texts, view.exchange)),
    ]


def folded_card(texts: Texts, view: RatingView, done: str) -> tuple[str, list[Block]]:
    """Return the short line that a card becomes once another one is below it. done: what was done on it."""
    return done, [section(_side_by_side([done, texts("rate.rated", n=view.person.ratings)]))]


def closed_card(texts: Texts, exchange: Exchange, sentence: str) -> tuple[str, list[Block]]:
    """Return the card after the close."""
    row = actions(_results_button(texts, exchange))
    return sentence, [section(f"*{escape(exchange.question)}*\n{sentence}"), row]


def waits_modal(texts: Texts, text: str) -> Block:
    """Return the modal that says where the card is, for somebody who pressed Rate in a modal or in Home."""
    return modal(texts("rate.waits_modal.title"), [section(text)], close=texts("rate.done.close"))


def choose_exchange_card(texts: Texts, text: str, choices: list[Exchange]) -> list[Block]:
    """Return one line and one Rate button for each open exchange."""
    rows = [section(text)]
    for exchange in choices[:MAX_LISTED]:
        value = str(exchange.exchange_id)
        rate = button(texts("rate.which_rate.button"), action_id=action_ids.RATE_START, value=value)
        rows.append(plain_section(exchange.question, accessory=rate))
    return rows + more_exchanges_blocks(texts, choices, texts("rate.which_form"))


def _no_more(texts: Texts, view: RatingView) -> tuple[str, list[Block]]:
    value = str(view.exchange.exchange_id)
    text = texts("rate.no_more")
    row = actions(
        button(texts("rate.look_again.button"), action_id=action_ids.RATE_START, value=value),
        button(texts("rate.share.button"), action_id=action_ids.SHARE_OPEN, value=value, style="primary"),
        _results_button(texts, view.exchange),
    )
    lines = [section(f"*{escape(view.exchange.question)}*\n:tada: {text}"), context_block(progress(texts, view))]
    return text, [*lines, row]


def _ref_on_card(view: RatingView, comment: Comment) -> CommentRef:
    return CommentRef(view.exchange.exchange_id, comment.number, comment.version, view.person.card_serial)


def _stars_row(texts: Texts, value: str) -> Block:
    return actions(
        *(
            button(
                f"{stars} ★",
                action_id=f"{STAR}.{stars}",
                value=star_value(value, stars),
                accessibility_label=texts("rate.star.spoken", stars=stars),
            )
            for stars in STARS
        ),
        block_id="rate.stars",
    )


def _results_button(texts: Texts, exchange: Exchange) -> Block:
    return button(texts("rate.results.button"), action_id=action_ids.EXCHANGE_RESULTS, value=str(exchange.exchange_id))


def _side_by_side(facts: list[str]) -> str:
    return " · ".join(fact for fact in facts if fact)
