"""The modals that Home opens: one comment, the ratings, the group, about, forget me."""

from bot.domain import groups
from bot.domain.exchanges import star_meaning_text
from bot.home.erase import Traces
from bot.home.words import ABOUT, STAYS, counted, fate, goes, leaves, not_forgotten
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
from storage.comments import Comment
from storage.exchanges import Exchange

STAR = "home.star"
RATINGS_TURN = "home.ratings.turn"  # .older or .newer, value: EXCHANGE:PAGE
GROUP_SENT = "home.group_sent"
GROUP_FIELD = "home.group_field"
FORGET_ONE, FORGET_TWO = "home.forget_one", "home.forget_two"
_RATED = 10  # on a page
_FIRST = 60  # characters of a comment in the list


def comment_modal(exchange: Exchange, comment: Comment) -> Block:
    """Return one's own comment: its words, what became of it, what can be done."""
    version = f" · version {comment.version}" if comment.version > 1 else ""
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        context_block(f"*#{comment.number}*{version} · {fate(comment, least=exchange.smallest_group)}"),
        plain_section(comment.text or "(erased)"),
    ]
    if comment.why:
        blocks.append(context_block(plain_text(f"Why it matters: {comment.why}")))
    if comment.state in {"hidden", "removed"}:
        blocks.append(
            context_block("The moderator did not see who wrote it. Other words are welcome as a new comment.")
        )
    if exchange.is_open and comment.state in {"live", "held", "hidden"}:
        value = f"{exchange.exchange_id}:{comment.number}"
        sure = confirm(
            "Withdraw this comment?",
            f"#{comment.number} is then shown to nobody, and its ratings no longer count. This cannot be taken back.",
            yes="Withdraw",
            no="Keep it",
            danger=True,
        )
        blocks.append(
            actions(
                button("Edit", action_id=action_ids.SHARE_EDIT, value=value, spoken=f"Edit comment {comment.number}"),
                button(
                    "Withdraw",
                    action_id=action_ids.SHARE_WITHDRAW,
                    value=value,
                    style="danger",
                    spoken=f"Withdraw comment {comment.number}",
                    confirm=sure,
                ),
            )
        )
    return modal("Your comment", blocks)


def ratings_modal(
    exchange: Exchange, rated: list[tuple[Comment, int]], *, page: int = 0, note: str = "", turn: str = ""
) -> Block:
    """Return a page of what somebody rated, each with its stars to change; text only where others see it too.

    turn: another one at each drawing, so that Slack shows the stars that are kept and not those that were chosen.
    """
    live = [(comment, stars) for comment, stars in rated if comment.state == "live"]
    last = max(0, (len(live) - 1) // _RATED)
    page = min(page, last)
    blocks = [section(f"*{escape(exchange.question)}*"), context_block(star_meaning_text(exchange))]
    if note:
        blocks.append(context_block(f":warning: {note}"))
    if not exchange.is_open:
        blocks.append(context_block("This exchange is closed: the stars stay as they are."))
    for comment, stars in live[page * _RATED : (page + 1) * _RATED]:
        words = f"#{comment.number} · {cut(' '.join(comment.text.split()), _FIRST)}"
        if exchange.is_open:
            name = f"{exchange.exchange_id}:{comment.number}.{comment.version}"
            choices = [option(f"{n} {'★' * n}", f"{name}:{n}") for n in range(1, 6)]
            menu = select(choices, action_id=STAR, placeholder="Stars", chosen=choices[stars - 1])
            blocks.append(
                plain_section(words, accessory=menu, block_id=f"home.star.{comment.number}.{comment.version}~{turn}")
            )
        else:
            blocks += [plain_section(words), context_block(f"{'★' * stars} ({stars})")]
    gone = len(rated) - len(live)
    if gone:
        was = "was" if gone == 1 else "were"
        blocks.append(
            context_block(f"{counted(gone, 'comment')} more that you rated {was} reworded, withdrawn or taken down.")
        )
    if not rated:
        blocks.append(section("You have not rated anything here yet."))
    row: list[Block] = []
    for name, words, to in (("newer", "Back", page - 1), ("older", "Next", page + 1)):
        if 0 <= to <= last:
            value = f"{exchange.exchange_id}:{to}"
            row.append(button(words, action_id=f"{RATINGS_TURN}.{name}", value=value, spoken=f"{words} page"))
    if row:
        blocks += [
            divider(),
            actions(*row, block_id="home.ratings.turn"),
            context_block(f"Page {page + 1} of {last + 1}"),
        ]
    return modal("Your ratings", blocks, metadata=f"{exchange.exchange_id}:{page}")


def group_modal(exchange: Exchange, group: str | None) -> Block:
    """Return the question for a group."""
    menu = groups.group_menu(exchange, action_id=GROUP_FIELD, placeholder="Choose one")
    if group in exchange.groups:
        menu["initial_option"] = menu["options"][exchange.groups.index(group)]
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        input_block(
            "Which group are you in?",
            menu,
            block_id=GROUP_FIELD,
            hint=f"{groups.group_purpose_text(exchange)} You can change it until the exchange closes.",
        ),
    ]
    metadata = str(exchange.exchange_id)
    return modal("Your group", blocks, callback_id=GROUP_SENT, submit="Keep", close="Cancel", metadata=metadata)


def about_blocks(hosts: tuple[str, ...] = ()) -> list[Block]:
    """Return about and privacy, in plain words. hosts: services outside that comments go to now."""
    told = ABOUT | {"What leaves this server": leaves(hosts)}
    return [section(f"*{heading}*\n{text}") for heading, text in told.items()]


def about_modal(hosts: tuple[str, ...] = ()) -> Block:
    """Return about and privacy as a modal."""
    return modal("About and privacy", about_blocks(hosts))


def forget_modal(traces: Traces) -> Block:
    """Return the first step of forgetting: what goes, what stays and why."""
    blocks = [section(f"*This is what there is of you, in {counted(traces.exchanges, 'exchange')}:*")]
    blocks += [section(line) for line in goes(traces)]
    blocks += [divider(), context_block(STAYS)]
    return modal("Forget me", blocks, callback_id=FORGET_ONE, submit="Go on", close="Keep everything")


def forget_sure_modal(traces: Traces) -> Block:
    """Return the second step of forgetting."""
    text = (
        f":warning: *This cannot be taken back, by nobody.*\n{counted(traces.comments, 'comment')} and everything "
        "that leads to you will be gone. You can take part again at any time, as somebody new."
    )
    return modal("Are you sure?", [section(text)], callback_id=FORGET_TWO, submit="Forget me", close="Keep everything")


def forgotten_modal(traces: Traces) -> Block:
    """Return what forgetting did."""
    done = f"{counted(traces.comments, 'comment')} erased, {counted(traces.ratings_taken_back, 'rating')} taken back"
    if traces.ratings_kept:
        done += f", {counted(traces.ratings_kept, 'rating')} cut loose from you"
    blocks = [section(f":white_check_mark: *You are forgotten.*\n{done[0].upper()}{done[1:]}.")]
    if traces.unreadable:
        blocks.append(section(f":warning: {not_forgotten(traces)}"))
    return modal("Forgotten", blocks)
