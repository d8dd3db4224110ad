"""The Home tab: at most 100 blocks, whatever there is; the rest is a page further."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import groupby
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.exchanges import anonymity_text, open_until_text, star_meaning_text
from bot.domain.figures import as_of_text
from bot.home.blocks_rating import answers_text, first_themes, rating_buttons
from bot.home.blocks_workspace import workspace_settings
from bot.home.flow import Own, Participation, Staff
from bot.home.words import fate_text, left_out_texts, side_by_side
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
from bot.texts import Texts
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.public_counts import step_above

SHOW_COMMENT = action_ids.OWN_COMMENT
SHOW_RATINGS = "home.ratings"  # value: EXCHANGE
GROUP = "home.group"  # value: EXCHANGE
NOTIFICATIONS = "home.notifications"
OWN_RESULTS = "home.own_results"  # value: EXCHANGE
TURN = "home.turn"  # .LIST.older or .newer, value: the pages to show
ABOUT = "home.about"
FORGET = action_ids.FORGET_ME
SUBSCRIBED, MUTED = "subscribed", "muted"

NOON = time(12)
_Item = TypeVar("_Item")

_EXCHANGES, _COMMENTS, _RATED, _DRAFTS, _BEGUN = 6, 10, 8, 5, 5  # on a page


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of each list Home shows, from 0."""

    exchanges: int = 0
    comments: int = 0
    ratings: int = 0

    def written(self) -> str:
        """Return how a button names them."""
        return f"{self.exchanges}.{self.comments}.{self.ratings}"


def home(texts: Texts, own: Own, pages: Pages, *, turn: str = "") -> Block:
    """Return the Home tab. turn: another one at each drawing, or Slack keeps what was ticked before."""
    blocks = [
        *_open_now(texts, own, pages),
        *_staff(texts, own.staff),
        *workspace_settings(texts, own),
        *_my_comments(texts, own, pages),
        *_my_ratings(texts, own, pages),
    ]
    blocks += [context_block(line) for line in left_out_texts(texts, own)]
    blocks += _settings(texts, own, turn)
    return {"type": "home", "callback_id": "home", "private_metadata": pages.written(), "blocks": blocks}


def _open_now(texts: Texts, own: Own, pages: Pages) -> list[Block]:
    parts = [part for part in own.parts if part.exchange.is_open]
    is_new = not any(part.comments or part.ratings for part in own.parts)
    blocks = [header(texts("home.open.header"))]
    if is_new:
        blocks.append(section(_first_step(texts, parts)))
    elif not parts:
        blocks.append(section(texts("home.nothing_open")))
    shown, page, last = _page(parts, pages.exchanges, _EXCHANGES)
    for part in shown:
        blocks += _open_exchange(texts, part)
    return blocks + _turn(texts, "exchanges", replace(pages, exchanges=page), page, last)


def _first_step(texts: Texts, parts: list[Participation]) -> str:
    if not parts:
        return texts("home.welcome.nothing")
    if not any(part.takes_comments for part in parts):
        return texts("home.welcome.rate")
    return texts("home.welcome.comment")


def _open_exchange(texts: Texts, part: Participation) -> list[Block]:
    exchange, value = part.exchange, str(part.exchange.exchange_id)
    until = open_until_text(texts, exchange, takes_comments=part.takes_comments)
    mine = ""
    if part.comments or part.ratings:
        mine = texts("home.you", comments=len(part.comments), ratings=part.ratings)
    comment = button(texts("home.comment.button"), action_id=action_ids.SHARE_OPEN, value=value, style="primary")
    blocks = [
        section(f"*{escape(exchange.question)}*"),
        context_block(f":calendar: {side_by_side([until, mine])}"),
        context_block(side_by_side([star_meaning_text(texts, exchange), anonymity_text(texts, exchange)])),
        actions(
            *([comment] if part.takes_comments and not exchange.is_paused else []),
            *rating_buttons(texts, part),
            button(texts("home.results.button"), action_id=action_ids.EXCHANGE_RESULTS, value=value),
            _own_results_button(texts, value),
            block_id=f"home.open.{value}",
        ),
    ]
    blocks += first_themes(texts, part)
    if answered := answers_text(texts, part):
        blocks.append(context_block(answered))
    if exchange.groups:
        group = part.person.group_name if part.person else None
        text = texts("home.group", group=escape(group)) if group else texts("home.group_not_said")
        change = button(
            texts("home.group_change.button"),
            action_id=GROUP,
            value=value,
            accessibility_label=texts("home.group_change.spoken"),
        )
        blocks.append(section(text, accessory=change))
    return [*blocks, divider()]


def _own_results_button(texts: Texts, value: str) -> Block:
    return button(
        texts("own_results.button_open.button"),
        action_id=OWN_RESULTS,
        value=value,
        accessibility_label=texts("own_results.button_open.spoken"),
    )


def _staff(texts: Texts, staff: Staff | None) -> list[Block]:
    if staff is None:
        return []
    queue = button(
        texts("home.queue.button"), action_id=action_ids.MODERATE_QUEUE, value="0", style=_primary(staff.waiting)
    )
    waiting = section(texts("home.waiting", n=step_above(staff.waiting)), accessory=queue)
    blocks = [header(texts("home.moderation.header")), waiting, *_drafts(texts, staff.drafts)]
    for begun in staff.begun[:_BEGUN]:
        value = str(begun.exchange_id)
        name = f":card_index_dividers: {escape(cut(begun.question, 150))}"
        themes = button(
            texts("home.themes.button"),
            action_id=action_ids.THEMES_OPEN,
            value=value,
            accessibility_label=texts("home.themes.spoken", name=begun.slug),
        )
        blocks.append(section(name, accessory=themes))
    if len(staff.begun) > _BEGUN:
        blocks.append(context_block(texts("home.more_exchanges", n=len(staff.begun) - _BEGUN)))
    new = button(texts("home.new.button"), action_id=action_ids.EXCHANGE_NEW, value="home")
    blocks.append(actions(new, block_id="home.staff"))
    return [*blocks, context_block(texts("home.moderator_help"))]


def _drafts(texts: Texts, drafts: list[Exchange]) -> list[Block]:
    blocks = []
    for draft in drafts[:_DRAFTS]:
        question = escape(cut(draft.question, 150))
        show = button(
            texts("home.show_draft.button"),
            action_id=action_ids.EXCHANGE_STATUS,
            value=str(draft.exchange_id),
            accessibility_label=texts("home.show_draft.spoken", name=draft.slug),
        )
        text = texts("home.draft", question=question)
        if draft.opens_at:
            text = texts("home.draft_opens", question=question, at=when(draft.opens_at))
        blocks.append(section(text, accessory=show))
    if len(drafts) > _DRAFTS:
        blocks.append(context_block(texts("home.more_drafts", n=len(drafts) - _DRAFTS)))
    return blocks


def _primary(count: int) -> str | None:
    return "primary" if count else None


def _my_comments(texts: Texts, own: Own, pages: Pages) -> list[Block]:
    mine = [(part.exchange, comment) for part in own.parts for comment in part.comments]
    scores = {comment_id: score for part in own.parts for comment_id, score in part.scores.items()}
    scored_at = {part.exchange.exchange_id: part.scored_at for part in own.parts}
    mine.sort(key=lambda each: (-each[1].shared_on.toordinal(), each[0].exchange_id, each[1].number))
    if not mine:
        return []
    blocks = [header(texts("home.comments.header"))]
    shown, page, last = _page(mine, pages.comments, _COMMENTS)
    zone = _zone(own.zone)

    def day(each: tuple[Exchange, Comment]) -> tuple[datetime, Exchange]:
        return datetime.combine(each[1].shared_on, NOON, tzinfo=zone), each[0]

    for (noon, on), comments in groupby(shown, key=day):
        # Noon in the reader's zone, so that Slack shows the very day that is stored, which is in the exchange's zone.
        date = f"<!date^{int(noon.timestamp())}^{{date_long}}|{noon:%Y-%m-%d}>"
        made_at = scored_at[on.exchange_id]
        as_of = as_of_text(texts, made_at, in_short=True) if made_at else ""
        facts = [f":date: {texts('home.comments.until', day=date)}", escape(cut(on.question, 150)), as_of]
        blocks.append(context_block(side_by_side(facts)))
        for exchange, comment in comments:
            show = button(
                texts("home.show_comment.button"),
                action_id=SHOW_COMMENT,
                value=f"{exchange.exchange_id}:{comment.number}",
                accessibility_label=texts("home.show_comment.spoken", number=comment.number),
            )
            fate = fate_text(texts, comment, scores.get(comment.comment_id), min_ratings=exchange.min_group_size)
            blocks.append(section(f"*#{comment.number}* {fate}", accessory=show))
    return blocks + _turn(texts, "comments", replace(pages, comments=page), page, last)


def _my_ratings(texts: Texts, own: Own, pages: Pages) -> list[Block]:
    rated = [part for part in own.parts if part.ratings]
    if not rated:
        return []
    blocks = [header(texts("home.ratings.header"))]
    shown, page, last = _page(rated, pages.ratings, _RATED)
    for part in shown:
        facts = [texts("home.rated", n=part.ratings, question=escape(cut(part.exchange.question, 150)))]
        if not part.exchange.is_open:
            group = part.person.group_name if part.person else None
            facts += [
                texts("home.closed"),
                answers_text(texts, part),
                texts("home.your_group", group=escape(group)) if group else "",
            ]
        value = str(part.exchange.exchange_id)
        show = button(
            texts("home.show_ratings.button"),
            action_id=SHOW_RATINGS,
            value=value,
            accessibility_label=texts("home.show_ratings.spoken"),
        )
        blocks.append(section(side_by_side(facts), accessory=show))
        if not part.exchange.is_open:  # an open one has it above
            blocks.append(actions(_own_results_button(texts, value), block_id=f"home.own_results.{value}"))
    return blocks + _turn(texts, "ratings", replace(pages, ratings=page), page, last)


def _settings(texts: Texts, own: Own, turn: str) -> list[Block]:
    choices = {
        SUBSCRIBED: {
            "text": plain_text(texts("home.sign_up.option")),
            "description": plain_text(texts("home.sign_up.description")),
            "value": SUBSCRIBED,
        },
        MUTED: {
            "text": plain_text(texts("home.quiet.option")),
            "description": plain_text(texts("home.quiet.description")),
            "value": MUTED,
        },
    }
    boxes: Block = {"type": "checkboxes", "action_id": NOTIFICATIONS, "options": list(choices.values())}
    ticked = [choices[name] for name, is_on in ((SUBSCRIBED, own.is_subscribed), (MUTED, own.is_muted)) if is_on]
    if ticked:
        boxes["initial_options"] = ticked
    return [
        header(texts("home.settings.header")),
        actions(boxes, block_id=f"home.notifications~{turn}"),
        actions(
            button(texts("home.about.button"), action_id=ABOUT, value="about"),
            button(texts("home.forget.button"), action_id=FORGET, value="forget", style="danger"),
            block_id="home.data",
        ),
    ]


def _page(items: Sequence[_Item], page: int, size: int) -> tuple[Sequence[_Item], int, int]:
    """Return (the items of a page, the page as far as there is one, the last page)."""
    last = max(0, (len(items) - 1) // size)
    page = min(page, last)
    return items[page * size : (page + 1) * size], page, last


def _turn(texts: Texts, name: str, pages: Pages, page: int, last: int) -> list[Block]:
    """Return the buttons between the pages of a list; none where one page holds it all."""
    row: list[Block] = []
    if page > 0:
        value = replace(pages, **{name: page - 1}).written()
        label = texts(f"home.newer_spoken.{name}")
        row.append(
            button(texts("home.newer.button"), action_id=f"{TURN}.{name}.newer", value=value, accessibility_label=label)
        )
    if page < last:
        value = replace(pages, **{name: page + 1}).written()
        label = texts(f"home.older_spoken.{name}")
        row.append(
            button(texts("home.older.button"), action_id=f"{TURN}.{name}.older", value=value, accessibility_label=label)
        )
    return [actions(*row, block_id=f"home.turn.{name}")] if row else []


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
