"""How an exchange stands, for moderators: counts, coverage, groups, what waits; and the lists they choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median_low

from bot.core.small_group_counts import GroupSizes
from bot.domain.help_text import help_text_line
from bot.exchanges.blocks_about import reviewed
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
    mrkdwn,
    option,
    section,
    select,
    when,
)
from bot.slack.refusals import refusal_text
from storage.exchanges import Counts, Exchange

ALIKE = "host.alike"  # value: EXCHANGE|1 to leave out, |0 to count again
CLOSE, REOPEN, DATES = "host.close", "host.reopen", "host.dates"  # value: EXCHANGE
EARLIER = "host.earlier"  # value: EXCHANGE|new close date|old close date, both in seconds since 1970
AS_IT_WAS = "host.as_it_was"  # value: EXCHANGE
PICK = "host.pick"  # a menu; its block tells the verb: host.pick|VERB|WHEN
_LISTED = 12
_PICKED = 100  # choices of a menu
_TOGETHER_NAMED = 6


@dataclass(frozen=True, slots=True)
class ExchangeStatus:
    """How an exchange stands. coverage: ratings of each live comment, fewest first; crowd: None without groups."""

    exchange: Exchange
    counts: Counts
    coverage: list[int]
    crowd: GroupSizes | None
    waiting: int
    link: str = ""  # of the announcement
    alike: int = 0  # accounts that rate too much alike
    roster: int | None = None  # members of the channel
    given: tuple[tuple[str, int], ...] = ()  # ratings by each group that is told apart


def status_card(standing: ExchangeStatus) -> tuple[str, list[Block]]:
    """Return how an exchange stands, and what can be done about it."""
    exchange, counts = standing.exchange, standing.counts
    facts = [
        ("People", f"{counts.people:,}{_of_roster(standing)}"),
        ("Comments", f"{counts.comments:,}"),
        ("Ratings", f"{counts.ratings:,}"),
        ("Waiting for a moderator", f"{standing.waiting:,}"),
    ]
    blocks = [
        section(f"*{escape(exchange.question)}*\n{state_line(exchange)}"),
        {"type": "section", "fields": [mrkdwn(f"*{name}*\n{number}") for name, number in facts]},
        section(f":bar_chart: {coverage_line(standing.coverage)}"),
    ]
    if standing.crowd:
        blocks.append(section(f":busts_in_silhouette: {crowd_line(standing.crowd)}"))
    if standing.given:
        told = " · ".join(f"{escape(cut(name, 30))} *{count:,}*" for name, count in standing.given)
        blocks.append(section(f":star: Ratings by group: {told}"))
    if standing.alike:
        blocks.append(_alarm(standing))
    blocks.append(context_block(" · ".join(places_line(standing))))
    error = (exchange.announced or {}).get("error")
    if error and exchange.channel_id and exchange.announcement_ts is None:
        blocks.append(context_block(f":warning: Not announced yet: {refusal_text(str(error))}."))
    blocks.append(actions(*_buttons(exchange, standing.waiting)))
    return f"{escape(exchange.question)}: {counts.people:,} people, {counts.comments:,} comments", blocks


def state_line(exchange: Exchange) -> str:
    """Return the state and the dates."""
    if exchange.state == "draft":
        opens = f", opens {when(exchange.opens_at)}" if exchange.opens_at else ""
        return f":pencil2: Draft{opens}"
    if exchange.is_open:
        closes = f"closes {when(exchange.closes_at)}" if exchange.closes_at else "no close date"
        return f":large_green_circle: Open, {closes}"
    return f":checkered_flag: Closed {when(exchange.closed_at)}" if exchange.closed_at else ":checkered_flag: Closed"


def _of_roster(standing: ExchangeStatus) -> str:
    """Return of how many; nothing where the channel is not known, or others than its members came too."""
    if standing.roster is None or standing.counts.people > standing.roster:
        return ""
    return f" of {standing.roster:,} in the channel"


def _alarm(standing: ExchangeStatus) -> Block:
    """Return what to do about accounts that rate too much alike."""
    is_out = standing.exchange.leaves_alike_out
    words = "They count for nothing." if is_out else "Nobody is shown who they are."
    text = f":rotating_light: *{standing.alike:,} accounts rate too much alike to be different people.* {words}"
    value = f"{standing.exchange.exchange_id}|{0 if is_out else 1}"
    press = button("Count them again" if is_out else "Leave them out", action_id=ALIKE, value=value)
    return section(text, accessory=press)


def coverage_line(coverage: Sequence[int]) -> str:
    """Return how evenly comments are rated."""
    if not coverage:
        return "No comment to rate yet."
    return f"Ratings a comment: least *{coverage[0]:,}* · median *{median_low(coverage):,}* · most *{coverage[-1]:,}*"


def crowd_line(crowd: GroupSizes) -> str:
    """Return how many people of each group take part; small groups together."""
    parts = [f"{escape(cut(name, 30))} *{count:,}*" for name, count in crowd.groups]
    if crowd.together:
        named = ", ".join(escape(cut(name, 30)) for name in crowd.together[:_TOGETHER_NAMED])
        named += ", …" if len(crowd.together) > _TOGETHER_NAMED else ""
        if crowd.rest is not None:
            parts.append(f"smaller groups *{crowd.rest:,}* together ({named})")
        else:
            parts.append("Too few people yet to tell their groups")
    return " · ".join(parts)


def places_line(standing: ExchangeStatus) -> list[str]:
    """Return where the exchange is found, and how it is moderated."""
    exchange = standing.exchange
    parts = [f"`{exchange.slug}`"]
    if exchange.channel_id:
        parts.append(f"<#{exchange.channel_id}>")
    if standing.link:
        parts.append(f"<{standing.link}|announcement>")
    parts.append("a moderator looks first" if reviewed(exchange) else "comments are live at once")
    parts.append(help_text_line(exchange).lower())
    return parts


def _buttons(exchange: Exchange, waiting: int) -> list[Block]:
    value = str(exchange.exchange_id)
    queue = f"Queue ({waiting:,})" if waiting else "Queue"
    row = [button(queue, action_id=action_ids.MODERATE_QUEUE, value=value, style="primary" if waiting else None)]
    if exchange.is_open:
        row.append(button("Close date", action_id=DATES, value=value, spoken="Change the close date"))
        row.append(close_button(exchange, ask=True))
    else:
        row.append(button("Reopen", action_id=REOPEN, value=value))
    row.append(button("Results", action_id=action_ids.HOST_RESULTS, value=value))
    return row


def close_button(exchange: Exchange, *, ask: bool) -> Block:
    """Return the button that closes. ask: a dialog comes first, where the card itself does not ask."""
    dialog = confirm(
        "Close this exchange?", "Nobody can comment or rate from then on. You can reopen it.", yes="Close", danger=True
    )
    value = str(exchange.exchange_id)
    return button("Close now", action_id=CLOSE, value=value, style="danger", confirm=dialog if ask else None)


def close_card(exchange: Exchange, counts: Counts) -> tuple[str, list[Block]]:
    """Return the question whether to close."""
    text = (
        f":checkered_flag: *Close this exchange now?*\n{escape(exchange.question)}\n\nNobody can comment or rate from "
        f"then on. All {counts.comments:,} comments and {counts.ratings:,} ratings are kept, and you can reopen it."
    )
    row = actions(
        close_button(exchange, ask=False),
        button("Close date", action_id=DATES, value=str(exchange.exchange_id), spoken="Set a close date instead"),
    )
    return f"Close {exchange.slug}?", [section(text), row]


def earlier_card(exchange: Exchange, closes_at: datetime, zone: str) -> tuple[str, list[Block]]:
    """Return the question whether to close earlier than was said. zone: IANA, in which the new date was written."""
    assert exchange.closes_at is not None  # noqa: S101 - only a date can be brought forward
    text = (
        f":calendar: *This closes it earlier, not later.*\n{escape(exchange.question)}\n\n"
        f"It closes {when(exchange.closes_at)} now. You wrote {when(closes_at)} ({zone}, your time zone)."
    )
    value = f"{exchange.exchange_id}|{int(closes_at.timestamp())}|{int(exchange.closes_at.timestamp())}"
    row = actions(
        button("Close earlier", action_id=EARLIER, value=value, style="danger", spoken="Close at the earlier time"),
        button("Leave it", action_id=AS_IT_WAS, value=str(exchange.exchange_id), spoken="Leave the close date"),
    )
    return f"Close {exchange.slug} earlier?", [section(text), row]


def overview(found: Sequence[Exchange], command: str) -> tuple[str, list[Block]]:
    """Return every exchange in a line each, with a button for more."""
    blocks: list[Block] = []
    for exchange in found[:_LISTED]:
        more = button(
            "Show", action_id=action_ids.HOST_STATUS, value=str(exchange.exchange_id), spoken=f"Show {exchange.slug}"
        )
        line = f"*{escape(cut(exchange.question, 150))}*\n{state_line(exchange)} · `{exchange.slug}`"
        blocks.append(section(line, accessory=more))
    if len(found) > _LISTED:
        rest = len(found) - _LISTED
        blocks.append(divider())
        blocks.append(context_block(f"And {rest} older. `{command} status` with a short name shows each."))
    return f"{len(found)} exchanges", blocks


def picker(found: Sequence[Exchange], verb: str, asked: str) -> tuple[str, list[Block]]:
    """Return a menu of exchanges. verb: what is done with the chosen one; asked: its time, if it has one."""
    text = f"Which exchange do you want to {verb}?" if verb != "status" else "Which exchange?"
    options = [
        option(f"{exchange.slug}: {exchange.question}", str(exchange.exchange_id)) for exchange in found[:_PICKED]
    ]
    menu = select(options, action_id=PICK, placeholder="Choose an exchange")
    blocks = [section(text), actions(menu, block_id=f"{PICK}|{verb}|{asked}")]
    if len(found) > _PICKED:
        blocks.append(context_block(f"{len(found) - _PICKED:,} more: write the short name behind the command."))
    return text, blocks
