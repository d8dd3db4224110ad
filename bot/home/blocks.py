"""The Home tab: at most 100 blocks, whatever there is; the rest is a page further."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.exchanges import anonymity_text, open_until_text, star_meaning_text
from bot.home.flow import Own, Participation, Staff
from bot.home.words import counted, fate, not_shown
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context_block,
    cut,
    divider,
    escape,
    header,
    plain_text,
    section,
    when,
)
from storage.comments import Comment
from storage.exchanges import Exchange

SHOW_COMMENT = "home.comment"  # value: EXCHANGE:NUMBER
SHOW_RATINGS = "home.ratings"  # value: EXCHANGE
GROUP = "home.group"  # value: EXCHANGE
WISHES = "home.wishes"
TURN = "home.turn"  # .LIST.older or .newer, value: the pages to show
ABOUT = "home.about"
FORGET = "home.forget"
SIGNED_UP, QUIET = "signed_up", "quiet"

_Item = TypeVar("_Item")

_EXCHANGES, _COMMENTS, _RATED, _DRAFTS, _BEGUN = 6, 10, 8, 5, 5  # on a page


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of each list stands in Home, from 0."""

    exchanges: int = 0
    comments: int = 0
    ratings: int = 0

    def written(self) -> str:
        """Return how a button names them."""
        return f"{self.exchanges}.{self.comments}.{self.ratings}"


def home(own: Own, pages: Pages, *, turn: str = "") -> Block:
    """Return the Home tab. turn: another one at each drawing, or Slack keeps what was ticked before."""
    blocks = [*_open_now(own, pages), *_staff(own.staff), *_my_comments(own, pages), *_my_ratings(own, pages)]
    blocks += [context_block(line) for line in not_shown(own.outside, own.unknown, own.unreadable)]
    blocks += _wishes(own, turn)
    return {"type": "home", "callback_id": "home", "private_metadata": pages.written(), "blocks": blocks}


def _open_now(own: Own, pages: Pages) -> list[Block]:
    parts = [part for part in own.parts if part.exchange.is_open]
    is_new = not any(part.comments or part.ratings for part in own.parts)
    blocks = [header("Open now")]
    if is_new:
        blocks.append(section(_first_step(parts)))
    elif not parts:
        blocks.append(section("Nothing is open right now. When an exchange opens, its question appears here."))
    shown, page, last = _page(parts, pages.exchanges, _EXCHANGES)
    for part in shown:
        blocks += _open_exchange(part)
    return blocks + _turn("exchanges", replace(pages, exchanges=page), page, last)


def _first_step(parts: list[Participation]) -> str:
    if not parts:
        return (
            ":seedling: *Welcome.* Here you will find one open question that everybody may answer. Nothing is open "
            "right now: when an exchange opens, it appears here with a *Comment* button. Tick the box below, and I "
            "will tell you."
        )
    if not any(part.takes_comments for part in parts):
        return (
            ":seedling: *Welcome. Your first step:* press *Rate* and give the ideas of others 1 to 5 stars. "
            "It takes a minute, and you can stop at any time."
        )
    return (
        ":seedling: *Welcome. Your first step:* press *Comment* and write one idea of yours, or *Rate* and give the "
        "ideas of others 1 to 5 stars. It takes a minute, and you can stop at any time."
    )


def _open_exchange(part: Participation) -> list[Block]:
    exchange, value = part.exchange, str(part.exchange.exchange_id)
    until = open_until_text(exchange, takes_comments=part.takes_comments)
    mine = ""
    if part.comments or part.ratings:
        mine = f" · you: {counted(len(part.comments), 'comment')}, {counted(part.ratings, 'rating')}"
    comment = button("Comment", action_id=action_ids.SHARE_OPEN, value=value, style="primary")
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        context_block(f":calendar: {until}{mine}"),
        context_block(f"{star_meaning_text(exchange)} · {anonymity_text(exchange)}"),
        actions(
            *([comment] if part.takes_comments else []),
            button("Rate", action_id=action_ids.RATE_START, value=value),
            button("Five at a time", action_id=action_ids.RATE_SET, value=value, spoken="Rate five comments at a time"),
            button("Results", action_id=action_ids.HOST_RESULTS, value=value),
            block_id=f"home.open.{value}",
        ),
    ]
    if exchange.groups:
        group = part.person.group_name if part.person else None
        change = button("Change", action_id=GROUP, value=value, spoken="Change your group")
        blocks.append(section(f"Your group: {f'*{escape(group)}*' if group else 'not said'}", accessory=change))
    return [*blocks, divider()]


def _staff(staff: Staff | None) -> list[Block]:
    if staff is None:
        return []
    waits = ":tada: Nothing waits for a moderator."
    if staff.waiting:
        waits = f":inbox_tray: *{counted(staff.waiting, 'comment')}* {'waits' if staff.waiting == 1 else 'wait'}."
    queue = button("Open the queue", action_id=action_ids.MODERATE_QUEUE, value="0", style=_primary(staff.waiting))
    blocks = [header("Moderation"), section(waits, accessory=queue)]
    for draft in staff.drafts[:_DRAFTS]:
        opens = f" · opens {when(draft.opens_at)}" if draft.opens_at else ""
        value = str(draft.exchange_id)
        show = button("Show", action_id=action_ids.HOST_STATUS, value=value, spoken=f"Show the draft {draft.slug}")
        blocks.append(section(f":memo: Draft: {escape(cut(draft.question, 150))}{opens}", accessory=show))
    if len(staff.drafts) > _DRAFTS:
        blocks.append(context_block(f"{counted(len(staff.drafts) - _DRAFTS, 'draft')} more: `/exchange status`"))
    for begun in staff.begun[:_BEGUN]:
        value = str(begun.exchange_id)
        name = f":card_index_dividers: {escape(cut(begun.question, 150))}"
        themes = button(
            "Themes", action_id=action_ids.ARRANGE_OPEN, value=value, spoken=f"Arrange the themes of {begun.slug}"
        )
        blocks.append(section(name, accessory=themes))
    if len(staff.begun) > _BEGUN:
        blocks.append(context_block(f"{counted(len(staff.begun) - _BEGUN, 'exchange')} more: `/exchange status`"))
    new = button("New exchange", action_id=action_ids.HOST_NEW, value="home")
    blocks.append(actions(new, block_id="home.staff"))
    return [*blocks, context_block("`/exchange help` shows all that moderators can do.")]


def _primary(count: int) -> str | None:
    return "primary" if count else None


def _my_comments(own: Own, pages: Pages) -> list[Block]:
    mine = [(part.exchange, comment) for part in own.parts for comment in part.comments]
    scores = {comment_id: score for part in own.parts for comment_id, score in part.scores.items()}
    mine.sort(key=lambda each: (-each[1].shared_hour.timestamp(), each[0].exchange_id, each[1].number))
    if not mine:
        return []
    blocks = [header("Your comments")]
    shown, page, last = _page(mine, pages.comments, _COMMENTS)
    zone = _zone(own.zone)

    def day(each: tuple[Exchange, Comment]) -> tuple[datetime, str]:
        local = each[1].shared_hour.astimezone(zone)
        return local.replace(hour=12), each[0].question

    for (noon, question), comments in groupby(shown, key=day):
        # Shown as the reader's own date: noon of the day in their zone.
        date = f"<!date^{int(noon.timestamp())}^{{date_long}}|{noon:%Y-%m-%d}>"
        blocks.append(context_block(f":date: *{date}* · {escape(cut(question, 150))}"))
        for exchange, comment in comments:
            value = f"{exchange.exchange_id}:{comment.number}"
            show = button("Show", action_id=SHOW_COMMENT, value=value, spoken=f"Show comment {comment.number}")
            told = fate(comment, scores.get(comment.comment_id), least=exchange.smallest_group)
            blocks.append(section(f"*#{comment.number}* {told}", accessory=show))
    return blocks + _turn("comments", replace(pages, comments=page), page, last)


def _my_ratings(own: Own, pages: Pages) -> list[Block]:
    rated = [part for part in own.parts if part.ratings]
    if not rated:
        return []
    blocks = [header("Your ratings")]
    shown, page, last = _page(rated, pages.ratings, _RATED)
    for part in shown:
        line = f"*{counted(part.ratings, 'rating')}* · {escape(cut(part.exchange.question, 150))}"
        if not part.exchange.is_open:
            group = part.person.group_name if part.person else None
            line += " · closed" + (f" · your group: {escape(group)}" if group else "")
        value = str(part.exchange.exchange_id)
        show = button("Show", action_id=SHOW_RATINGS, value=value, spoken="Show the comments I rated")
        blocks.append(section(line, accessory=show))
    return blocks + _turn("ratings", replace(pages, ratings=page), page, last)


def _wishes(own: Own, turn: str) -> list[Block]:
    choices = {
        SIGNED_UP: {
            "text": plain_text("Sign me up for future exchanges"),
            "description": plain_text("One message when an exchange opens."),
            "value": SIGNED_UP,
        },
        QUIET: {
            "text": plain_text("No messages that I did not ask for"),
            "description": plain_text("No reminders, no invitations. I only answer."),
            "value": QUIET,
        },
    }
    boxes: Block = {"type": "checkboxes", "action_id": WISHES, "options": list(choices.values())}
    ticked = [choices[name] for name, is_on in ((SIGNED_UP, own.signed_up), (QUIET, own.is_quiet)) if is_on]
    if ticked:
        boxes["initial_options"] = ticked
    return [
        header("Your wishes and your data"),
        actions(boxes, block_id=f"home.wishes~{turn}"),
        actions(
            button("About and privacy", action_id=ABOUT, value="about"),
            button("Forget me", action_id=FORGET, value="forget", style="danger"),
            block_id="home.data",
        ),
    ]


def _page(items: Sequence[_Item], page: int, size: int) -> tuple[Sequence[_Item], int, int]:
    """Return (what stands on a page, the page as far as there is one, the last page)."""
    last = max(0, (len(items) - 1) // size)
    page = min(page, last)
    return items[page * size : (page + 1) * size], page, last


def _turn(name: str, pages: Pages, page: int, last: int) -> list[Block]:
    """Return the buttons between the pages of a list; none where one page holds it all."""
    row: list[Block] = []
    if page > 0:
        value = replace(pages, **{name: page - 1}).written()
        row.append(button("Newer", action_id=f"{TURN}.{name}.newer", value=value, spoken=f"Newer {name}"))
    if page < last:
        value = replace(pages, **{name: page + 1}).written()
        row.append(button("Older", action_id=f"{TURN}.{name}.older", value=value, spoken=f"Older {name}"))
    return [actions(*row, block_id=f"home.turn.{name}")] if row else []


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
