"""The modals that Home opens: one comment, the ratings, the group, about, forget me."""

from bot.domain import groups
from bot.domain.exchanges import star_meaning_text
from bot.domain.translations import is_offered, translate_button
from bot.home.erase import Traces
from bot.home.words import about_texts, erased_texts, erasure_texts, fate_text, side_by_side
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    cut,
    divider,
    escape,
    input_block,
    modal,
    option,
    plain_section,
    plain_text,
    section,
    select,
)
from bot.slack.data_page import data_page_section
from bot.slack.follow_answers import follow_button
from bot.texts import Texts
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.scores import Score

STAR = "home.star"
RATINGS_TURN = "home.ratings.turn"  # .older or .newer, value: EXCHANGE:PAGE
GROUP_SENT = "home.group_sent"
GROUP_FIELD = "home.group_field"
FORGET_ONE, FORGET_TWO = "home.forget_one", "home.forget_two"
_RATED = 10  # on a page
_FIRST = 60  # characters of a comment in the list


def comment_modal(texts: Texts, exchange: Exchange, comment: Comment, score: Score | None) -> Block:
    """Return one's own comment: its words, what became of it, what can be done."""
    facts = [
        f"*#{comment.number}*",
        texts("home.version", n=comment.version) if comment.version > 1 else "",
        fate_text(texts, comment, score, min_ratings=exchange.min_group_size),
    ]
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        context_block(side_by_side(facts)),
        plain_section(comment.text or texts("home.erased")),
    ]
    if comment.why:
        blocks.append(context_block(plain_text(texts("home.why", why=comment.why))))
    if comment.state in {CommentState.HIDDEN, CommentState.REMOVED}:
        blocks.append(context_block(texts("home.other_words")))
    if exchange.is_open and comment.state in {CommentState.LIVE, CommentState.PENDING, CommentState.HIDDEN}:
        blocks.append(_edit_and_withdraw(texts, exchange, comment))
    return modal(texts("home.your_comment.title"), blocks, close=texts("common.modal.close"))


def _edit_and_withdraw(texts: Texts, exchange: Exchange, comment: Comment) -> Block:
    value = f"{exchange.exchange_id}:{comment.number}"
    sure = confirm(
        texts("exchange.withdraw.confirm_title"),
        texts("exchange.withdraw.confirm_text", number=comment.number),
        yes=texts("exchange.withdraw.confirm_yes"),
        no=texts("exchange.withdraw.confirm_no"),
        danger=True,
    )
    return actions(
        button(
            texts("exchange.edit.button"),
            action_id=action_ids.SHARE_EDIT,
            value=value,
            accessibility_label=texts("exchange.edit.spoken", number=comment.number),
        ),
        button(
            texts("exchange.withdraw.button"),
            action_id=action_ids.SHARE_WITHDRAW,
            value=value,
            style="danger",
            accessibility_label=texts("exchange.withdraw.spoken", number=comment.number),
            confirm=sure,
        ),
    )


def ratings_modal(
    texts: Texts,
    exchange: Exchange,
    rated: list[tuple[Comment, int]],
    *,
    page: int = 0,
    note: str = "",
    turn: str = "",
) -> Block:
    """Return a page of what somebody rated, each with its stars to change; text only where others see it too.

    turn: another one at each drawing, so that Slack shows the stars that are kept and not those that were chosen.
    """
    live = [(comment, stars) for comment, stars in rated if comment.state == CommentState.LIVE]
    last = max(0, (len(live) - 1) // _RATED)
    page = min(page, last)
    blocks = [section(f"*{escape(exchange.question)}*"), context_block(star_meaning_text(texts, exchange))]
    if note:
        blocks.append(context_block(f":warning: {note}"))
    if not exchange.is_open:
        blocks.append(context_block(texts("home.stars_stay")))
    for comment, stars in live[page * _RATED : (page + 1) * _RATED]:
        words = f"#{comment.number} · {cut(' '.join(comment.text.split()), _FIRST)}"
        if exchange.is_open:
            name = f"{exchange.exchange_id}:{comment.number}.{comment.version}"
            choices = [option(f"{n} {'★' * n}", f"{name}:{n}") for n in range(1, 6)]
            placeholder = texts("home.stars.placeholder")
            menu = select(choices, action_id=STAR, placeholder=placeholder, chosen=choices[stars - 1])
            blocks.append(
                plain_section(words, accessory=menu, block_id=f"home.star.{comment.number}.{comment.version}~{turn}")
            )
        else:
            blocks += [plain_section(words), context_block(f"{'★' * stars} ({stars})")]
        if is_offered(comment.translations, texts.language):
            blocks.append(actions(translate_button(texts, exchange.exchange_id, comment.number, comment.version)))
    gone = len(rated) - len(live)
    if gone:
        blocks.append(context_block(texts("home.rated_gone", n=gone)))
    if not rated:
        blocks.append(section(texts("home.rated_none")))
    if rated:
        blocks.append(actions(follow_button(texts, exchange.exchange_id)))
    blocks += _page_buttons(texts, exchange, page, last)
    title, close = texts("home.your_ratings.title"), texts("common.modal.close")
    return modal(title, blocks, close=close, metadata=f"{exchange.exchange_id}:{page}")


def _page_buttons(texts: Texts, exchange: Exchange, page: int, last: int) -> list[Block]:
    row: list[Block] = []
    if page > 0:
        value, label = f"{exchange.exchange_id}:{page - 1}", texts("home.back.spoken")
        row.append(
            button(texts("home.back.button"), action_id=f"{RATINGS_TURN}.newer", value=value, accessibility_label=label)
        )
    if page < last:
        value, label = f"{exchange.exchange_id}:{page + 1}", texts("home.next.spoken")
        row.append(
            button(texts("home.next.button"), action_id=f"{RATINGS_TURN}.older", value=value, accessibility_label=label)
        )
    if not row:
        return []
    where = context_block(texts("home.page", page=page + 1, last=last + 1))
    return [divider(), actions(*row, block_id="home.ratings.turn"), where]


def group_modal(texts: Texts, exchange: Exchange, group: str | None) -> Block:
    """Return the question for a group."""
    placeholder = texts("home.your_group_modal.placeholder")
    menu = groups.group_menu(exchange, texts, action_id=GROUP_FIELD, placeholder=placeholder)
    if group in exchange.groups:
        menu["initial_option"] = menu["options"][exchange.groups.index(group)]
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        input_block(
            texts("exchange.group_question.label"),
            menu,
            block_id=GROUP_FIELD,
            hint=f"{groups.group_purpose_text(exchange, texts)} {texts('home.group_hint')}",
        ),
    ]
    return modal(
        texts("home.your_group_modal.title"),
        blocks,
        callback_id=GROUP_SENT,
        submit=texts("home.your_group_modal.submit"),
        close=texts("home.your_group_modal.close"),
        metadata=str(exchange.exchange_id),
    )


def about_blocks(texts: Texts, hosts: tuple[str, ...] = ()) -> list[Block]:
    """Return about and privacy, in plain words. hosts: services outside that comments go to now."""
    return [*(section(text) for text in about_texts(texts, hosts)), data_page_section(texts)]


def about_modal(texts: Texts, hosts: tuple[str, ...] = ()) -> Block:
    """Return about and privacy as a modal."""
    return modal(texts("home.about.title"), about_blocks(texts, hosts), close=texts("common.modal.close"))


def forget_modal(texts: Texts, traces: Traces) -> Block:
    """Return the first step of forgetting: what goes, what stays and why."""
    blocks = [section(texts("home.traces", n=traces.exchanges))]
    blocks += [section(line) for line in erasure_texts(texts, traces)]
    blocks += [divider(), context_block(texts("home.stays_reports"))]
    return modal(
        texts("home.forget.title"),
        blocks,
        callback_id=FORGET_ONE,
        submit=texts("home.forget.submit"),
        close=texts("home.forget.close"),
    )


def forget_sure_modal(texts: Texts, traces: Traces) -> Block:
    """Return the second step of forgetting."""
    return modal(
        texts("home.sure.title"),
        [section(texts("home.sure_text", n=traces.comments))],
        callback_id=FORGET_TWO,
        submit=texts("home.sure.submit"),
        close=texts("home.sure.close"),
    )


def forgotten_modal(texts: Texts, traces: Traces) -> Block:
    """Return what forgetting did."""
    blocks = [section("\n".join([texts("home.forgotten_text"), *erased_texts(texts, traces)]))]
    if traces.unreadable:
        blocks.append(section(texts("home.not_found", n=traces.unreadable)))
    return modal(texts("home.forgotten.title"), blocks, close=texts("common.modal.close"))
