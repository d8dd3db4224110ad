"""What Slack shows of rating: the card, its neighbours, the page of five."""

from collections.abc import Sequence

from bot.domain import groups
from bot.domain.exchanges import star_meaning_text
from bot.domain.help_text import help_blocks
from bot.rate.batch import BatchResult
from bot.rate.flow import EDITED, GOAL, STARS, RatingView
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context_block,
    escape,
    input_block,
    modal,
    option,
    overflow,
    plain_text,
    section,
    select,
)
from bot.slack.rich_text import words_of
from storage.comments import Comment
from storage.exchanges import Exchange

STAR = "rate.star"
SKIP = "rate.skip"
UNDO = "rate.undo"
MORE = "rate.more"
REPORT = "rate.report"
BACK = "rate.back"
GROUP = "rate.group"
SET_MODAL = "rate.set_modal"
PAGE = 5
_MILESTONES = {
    5: "Five rated, thank you. Stop whenever you like.",
    10: "Ten rated. Half way to the goal.",
    20: "Twenty rated: that is the goal. Every further star makes the result surer.",
    30: "Thirty rated. Thank you for so much of your time.",
}
_REPORTS = [
    ("rude", "Rude or hurtful"),
    ("name", "Names somebody"),
    ("off_topic", "Not about the question"),
    ("spam", "Spam"),
    ("danger", "Somebody may be in danger"),
]


def format_comment_ref(desk: RatingView, comment: Comment) -> str:
    """Return how a button of this card names its comment."""
    return f"{desk.exchange.exchange_id}:{comment.number}.{comment.version}:{desk.person.card_serial}"


def rating_card(desk: RatingView) -> tuple[str, list[Block]]:
    """Return the rating card: the next comment, or that there is none for now; above it why an act did not count."""
    text, blocks = _no_more(desk) if desk.comment is None else _next(desk, desk.comment)
    if desk.refusal:
        return desk.refusal, [context_block(f":warning: {desk.refusal}"), *blocks]
    return text, blocks


def _next(desk: RatingView, comment: Comment) -> tuple[str, list[Block]]:
    exchange = desk.exchange
    here = format_comment_ref(desk, comment)
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        words_of(comment.text),
    ]
    if comment.why:
        blocks.append(context_block(plain_text(f"Why it matters: {comment.why}")))
    undo = button("Undo", action_id=UNDO, value=here, spoken="Take my last rating back")
    about = f"#{comment.number}" + (f" · shared by {escape(desk.name)}" if desk.name else "")
    if comment.is_seed:
        about += " · by the moderators, to begin with"
    blocks += [
        context_block(f"{star_meaning_text(exchange)} · {about}"),
        actions(*(_star(here, stars) for stars in STARS), block_id="rate.stars"),
        actions(
            button("Skip", action_id=SKIP, value=here, spoken="Skip this comment"),
            *([undo] if desk.person.last_comment_id is not None else []),
            overflow(
                [
                    option("I don't understand it", f"unclear|{here}"),
                    option("Not about the question", f"off_topic|{here}"),
                    option("Seen one like it", f"seen|{here}"),
                    option("Report …", f"report|{here}"),
                    option("Stop for now", f"stop|{here}"),
                ],
                action_id=MORE,
            ),
            block_id="rate.row",
        ),
        context_block(progress(desk)),
    ]
    if groups.is_group_asked(exchange, desk.person):
        menu = groups.group_menu(exchange, action_id=GROUP, placeholder="Which group are you in? (optional)")
        blocks.append(actions(menu, block_id=f"{GROUP}.{exchange.exchange_id}"))
    return f"Rate this comment, 1 to 5 stars: {escape(exchange.question)}", blocks


def progress(desk: RatingView) -> str:
    """Return the line under the card: how many are rated, and what was just done."""
    count = desk.person.ratings
    parts = [f"{count} rated" + (f", goal {desk.goal}" if count < desk.goal else "")]
    if desk.last_stars:
        parts.append(f"last: {stars_text(desk.last_stars)}")
        if count in _MILESTONES:
            parts.append("Ten rated." if count == GOAL // 2 and desk.goal < GOAL else _MILESTONES[count])
    if desk.note:
        parts.append(desk.note)
    if count == 0 and not desk.note:
        parts.append("you can also type a number from 1 to 5, `skip` or `undo`")
    return " · ".join(parts)


def stars_text(stars: int) -> str:
    """Return stars as words and signs, "★★★☆☆ (3)"."""
    return "★" * stars + "☆" * (5 - stars) + f" ({stars})"


def old_card(desk: RatingView) -> tuple[str, list[Block]]:
    """Return what an older card turns into when it is clicked: its comment, with the stars it has now."""
    comment = desk.changed
    assert comment is not None  # noqa: S101 - only called for an older card
    here = f"{desk.exchange.exchange_id}:{comment.number}.{comment.version}:0"
    text = desk.refusal
    if not text:
        text = f"{changed_line(desk)} Click again to change it."
    elif desk.last_stars:
        text += f" You gave them {stars_text(desk.last_stars)}."
    blocks = [
        words_of(comment.text),
        actions(*(_star(here, stars) for stars in STARS), block_id="rate.stars"),
        context_block(text),
    ]
    return text, blocks


def changed_line(desk: RatingView) -> str:
    """Return that an earlier rating was changed."""
    assert desk.changed is not None  # noqa: S101 - only called for one
    return f"Your rating of #{desk.changed.number} is now {stars_text(desk.last_stars or 0)}."


def report_card(desk: RatingView, comment: Comment) -> tuple[str, list[Block]]:
    """Return the question why a comment is reported."""
    here = format_comment_ref(desk, comment)
    buttons = [button(words, action_id=f"{REPORT}.{reason}", value=here) for reason, words in _REPORTS]
    text = "What is wrong with this comment? Moderators see the comment and the reason, never who reported it."
    blocks = [
        section(text),
        words_of(comment.text),
        actions(*buttons, block_id="rate.reasons"),
        actions(button("Back, report nothing", action_id=BACK, value=here), block_id="rate.back"),
    ]
    return text, blocks


def danger_card(desk: RatingView) -> tuple[str, list[Block]]:
    """Return what somebody reads who reported that a person may be in danger: thanks, and who can help."""
    text = "Thank you for telling us. The moderators are told now."
    value = str(desk.exchange.exchange_id)
    go_on = button("Go on rating", action_id=action_ids.RATE_START, value=value)
    blocks = [
        section(
            f":green_heart: *{text}*\nThey look at the comment. Nobody learns who reported it, moderators included."
        ),
        *help_blocks(desk.exchange),
        actions(go_on),
    ]
    return text, blocks


def stopped_card(desk: RatingView) -> tuple[str, list[Block]]:
    """Return the card of somebody who stops for now."""
    count = desk.person.ratings
    text = f"Thank you! {count} rated so far. Your place is kept: go on whenever you like."
    value = str(desk.exchange.exchange_id)
    go_on = button("Go on", action_id=action_ids.RATE_START, value=value, style="primary")
    results = button("Results", action_id=action_ids.HOST_RESULTS, value=value)
    return text, [section(f"*{escape(desk.exchange.question)}*\n{text}"), actions(go_on, results)]


def closed_card(exchange: Exchange, sentence: str) -> tuple[str, list[Block]]:
    """Return the card after the close."""
    results = button("Results", action_id=action_ids.HOST_RESULTS, value=str(exchange.exchange_id))
    return sentence, [section(f"*{escape(exchange.question)}*\n{sentence}"), actions(results)]


def waits_modal(text: str) -> Block:
    """Return the window that tells where the card is, to somebody who pressed Rate in a window or in Home."""
    return modal("Rate comments", [section(text)], close="Done")


def set_modal(
    exchange: Exchange, waiting: Sequence[Comment], *, done: BatchResult | None = None, turn: str = ""
) -> Block:
    """Return a page of five comments, a menu of stars each.

    done: what became of the page before. turn: another one on each page, so that Slack keeps no star chosen before.
    """
    blocks = [section(f"*{escape(exchange.question)}*"), context_block(star_meaning_text(exchange))]
    if done:
        blocks += [context_block(line) for line in _done_lines(done)]
    if not waiting:
        blocks.append(section("There is nothing more to rate for now. New comments keep coming: look again later."))
        return modal("Five at a time", blocks, close="Done")
    for comment in waiting:
        name = f"{comment.number}.{comment.version}"
        stars = [option(f"{n} {'★' * n}", f"{name}:{n}") for n in STARS]
        blocks.append(
            input_block(
                comment.text[:2000],
                select(stars, action_id="rate.pick", placeholder="Stars, or leave it"),
                block_id=f"rate.pick.{name}~{turn}",
                optional=True,
            )
        )
    return modal(
        "Five at a time",
        blocks,
        callback_id=SET_MODAL,
        submit="Keep, and 5 more",
        close="Enough for now",
        metadata=str(exchange.exchange_id),
    )


def _done_lines(done: BatchResult) -> list[str]:
    """Return what became of the page before."""
    lines = []
    if done.kept:
        lines.append(f":white_check_mark: {'1 rating' if done.kept == 1 else f'{done.kept} ratings'} kept.")
    if done.reworded:
        numbers = ", ".join(f"#{each.number}" for each in done.reworded)
        lines.append(f":warning: {numbers}: {EDITED} Your stars for the old words were not kept.")
    return lines or ["You rated none of the last page."]


def _star(here: str, stars: int) -> Block:
    return button(
        f"{stars} ★",
        action_id=f"{STAR}.{stars}",
        value=f"{here}:{stars}",
        spoken=f"{stars} of 5 stars",
    )


def _no_more(desk: RatingView) -> tuple[str, list[Block]]:
    value = str(desk.exchange.exchange_id)
    text = "That is all there is to rate for now. New comments keep coming."
    lines = [section(f"*{escape(desk.exchange.question)}*\n:tada: {text}"), context_block(progress(desk))]
    row = actions(
        button("Look again", action_id=action_ids.RATE_START, value=value),
        button("Share a comment", action_id=action_ids.SHARE_OPEN, value=value, style="primary"),
        button("Results", action_id=action_ids.HOST_RESULTS, value=value),
    )
    return text, [*lines, row]
