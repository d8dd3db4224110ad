"""What Slack shows of sharing: the form, the card under a message, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.personal import Detail
from bot.domain import groups
from bot.domain.exchanges import anonymity_text
from bot.share.details import SHARE_ALL_THE_SAME, TAKE_IT_OUT, details_block
from bot.share.flow import WHY_MAX
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    divider,
    escape,
    input_block,
    modal,
    option,
    plain_section,
    plain_text,
    section,
    select,
    text_input,
)
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.participants import Participant

_MENU = 100  # choices that a menu of Slack's takes
MODAL = "share.modal"
EDIT_MODAL = "share.edit_modal"
TEXT = "share.text"
WHY = "share.why"
GROUP = "share.group"
WHICH = "share.which"
DM_YES, DM_EDIT, DM_NO = "share.dm.yes", "share.dm.edit", "share.dm.no"
DM_REWORD, DM_KEEP = "share.dm.reword", "share.dm.keep"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the fields of a form. group: the menu's value."""

    text: str = ""
    why: str = ""
    group: str | None = None


def share_modal(
    exchange: Exchange, person: Participant | None, written: Written | None = None, *, source: str = "", turn: str = ""
) -> Block:
    """Return the form. Its group question stands there until it was answered once.

    written: what is in the fields already; source: what it was written in first, see `flow.source_of`.
    turn: of a form that takes the place of a window: with the same block ids Slack would keep what was written there.
    """
    fields = share_fields(exchange, person, written or Written(), focus=True)
    if turn:
        fields = [each | {"block_id": f"{each['block_id']}~{turn}"} for each in fields]
    blocks = [section(f"*{escape(exchange.question)}*"), context_block(anonymity_text(exchange)), *fields]
    metadata = f"{exchange.exchange_id}|{source}"
    return modal("Share a comment", blocks, callback_id=MODAL, submit="Share", close="Cancel", metadata=metadata)


def share_fields(exchange: Exchange, person: Participant | None, written: Written, *, focus: bool) -> list[Block]:
    """Return the fields of the form. focus: the person writes at once."""
    limit = exchange.comment_limit
    blocks = [
        input_block(
            "Your comment",
            text_input(
                action_id=TEXT,
                lines=True,
                most=limit,
                initial=written.text[:limit],
                placeholder="One idea in each comment works best. Share as many as you like.",
                focus=focus,
            ),
            block_id=TEXT,
            hint=f"Up to {limit:,} characters. Please name nobody.",
        ),
        input_block(
            "Why does it matter?",
            text_input(action_id=WHY, lines=True, most=WHY_MAX, initial=written.why[:WHY_MAX]),
            block_id=WHY,
            optional=True,
        ),
    ]
    if groups.is_group_asked(exchange, person):
        menu = groups.group_menu(exchange, action_id=GROUP, placeholder="Choose, or leave it")
        chosen = [each for each in menu["options"] if each["value"] == written.group]
        blocks.append(
            input_block(
                "Which group are you in?",
                menu | ({"initial_option": chosen[0]} if chosen else {}),
                block_id=GROUP,
                hint=groups.group_purpose_text(exchange),
                optional=True,
            )
        )
    return blocks


def shared_modal(exchange: Exchange, comment: Comment) -> Block:
    """Return what the form turns into."""
    blocks = [section(shared_line(comment)), *own_words(comment), divider(), rate_row(exchange)]
    return modal("Thank you", blocks, close="Done")


def shared_line(comment: Comment) -> str:
    """Return the sentence that tells a comment's number and state."""
    if comment.state == "held":
        return f":hourglass: Kept as *#{comment.number}*. A moderator looks at it before others see it."
    if comment.state == "hidden":
        return f":lock: Kept as *#{comment.number}*. It stays hidden until a moderator restores it."
    return f":white_check_mark: Shared as *#{comment.number}*. Others can rate it now."


def rate_row(exchange: Exchange) -> Block:
    """Return the way on: rate what others wrote."""
    value = str(exchange.exchange_id)
    return actions(
        button("Rate other comments", action_id=action_ids.RATE_START, value=value, style="primary"),
        button("Share another", action_id=action_ids.SHARE_OPEN, value=value),
    )


def offer_card(
    choices: Sequence[Exchange],
    text: str,
    source: str,
    near: Sequence[Block] = (),
    yes: str = "Share",
    details: Sequence[Detail] = (),
) -> list[Block]:
    """Return the card under a message, which asks whether to share it without a name.

    choices: the open exchanges it can go to; source: "CHANNEL:TS" of the message, or the command's mark.
    near: what stands below the words, comments of others that say nearly the same; yes: the words of the first button.
    details: what looks personal in the words, to be taken out or shared all the same.
    """
    only = choices[0] if len(choices) == 1 else None
    if only:
        ask = f"Share this as a comment?\n*{escape(only.question)}*\n{anonymity_text(only)}"
    else:
        ask = "Share this as a comment? Please choose where."
    value = f"{only.exchange_id if only else 0}|{source}"
    row = [
        button(
            SHARE_ALL_THE_SAME if details else yes,
            action_id=DM_YES,
            value=value,
            style="primary",
            spoken="Share this as a comment",
        ),
        button(TAKE_IT_OUT if details else "Edit first", action_id=DM_EDIT, value=value),
        button("No", action_id=DM_NO, value=value, spoken="Do not share this"),
    ]
    blocks = [section(ask), plain_section(text, block_id=TEXT), *([details_block(details)] if details else []), *near]
    if not only:
        options = [option(exchange.question, str(exchange.exchange_id)) for exchange in choices[:_MENU]]
        menu = select(options, action_id=WHICH, placeholder="Which question does it answer?")
        blocks.append(actions(menu, block_id=WHICH))
        if len(choices) > _MENU:
            more = f"{len(choices) - _MENU:,} more are not in this menu: my *Home* tab lists all, with *Comment*."
            blocks.append(context_block(more))
    blocks.append(actions(*row, block_id="share.offer"))
    return blocks


def shared_card(exchange: Exchange, comment: Comment, person: Participant | None) -> list[Block]:
    """Return what the offer turns into."""
    value = f"{exchange.exchange_id}:{comment.number}"
    blocks = [section(shared_line(comment)), *own_words(comment)]
    if groups.is_group_asked(exchange, person):
        menu = groups.group_menu(exchange, action_id=GROUP, placeholder="Which group are you in? (optional)")
        blocks.append(actions(menu, block_id=f"{GROUP}.{exchange.exchange_id}"))
        blocks.append(context_block(groups.group_purpose_text(exchange), block_id=f"{GROUP}.why"))
    blocks.append(
        actions(
            button(
                "Rate other comments", action_id=action_ids.RATE_START, value=str(exchange.exchange_id), style="primary"
            ),
            button("Edit", action_id=action_ids.SHARE_EDIT, value=value, spoken=f"Edit comment {comment.number}"),
            withdraw_button(value, comment.number),
        )
    )
    return blocks


def group_told(shown: Sequence[Block], kept: str) -> list[Block]:
    """Return a card without its question for the group: what was kept stands in its place."""
    left = []
    for block in shown:
        name = block.get("block_id") or ""
        if name == f"{GROUP}.why":
            left.append(context_block(plain_text(kept)))
        elif not name.startswith(f"{GROUP}."):
            left.append(block)
    return left


def withdraw_button(value: str, number: int) -> Block:
    """Return the button that withdraws a comment, after a question."""
    return button(
        "Withdraw",
        action_id=action_ids.SHARE_WITHDRAW,
        value=value,
        spoken=f"Withdraw comment {number}",
        confirm=confirm(
            "Withdraw this comment?",
            f"#{number} is then shown to nobody, and its ratings no longer count. This cannot be taken back.",
            yes="Withdraw",
            no="Keep it",
            danger=True,
        ),
    )


def thread_offer(exchange: Exchange) -> list[Block]:
    """Return the private offer to somebody who answered in the announcement's thread."""
    return [
        section(
            "Your reply stands here under your name. Would you like to share it *without your name* too? "
            "It opens an empty form, and your reply stays as it is."
        ),
        actions(
            button(
                "Write it without my name",
                action_id=action_ids.SHARE_OPEN,
                value=str(exchange.exchange_id),
                style="primary",
            )
        ),
    ]


def no_form(exchange: Exchange) -> tuple[str, list[Block]]:
    """Return what a person gets when Slack refuses to open the form, as in a burst."""
    text = "Many people are writing just now, and the form did not open. Nothing is lost."
    blocks = [
        section(
            f":hourglass_flowing_sand: {text}\nWrite your comment to me as a direct message: I will ask before "
            "anything is shared. Or try the form again in a minute."
        ),
        actions(button("Try again", action_id=action_ids.SHARE_OPEN, value=str(exchange.exchange_id), style="primary")),
    ]
    return text, blocks


def own_words(comment: Comment) -> list[Block]:
    """Return the words of somebody's own comment, in quotation marks where there is room for them."""
    words: list[Block] = [plain_section(f"“{comment.text}”" if len(comment.text) < 2900 else comment.text)]  # noqa: PLR2004
    return words
