"""Block Kit of an exchange's state for moderators, of the questions before it closes, and of the lists to choose from.

The buttons' values are written and read by bot/exchanges/values.py.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from bot.core.small_group_counts import GroupSizes
from bot.domain.public_counts import count_texts, number_text, range_of_step
from bot.domain.quarters import is_renewed
from bot.domain.theme_checks import last_check_line
from bot.exchanges.blocks_questions import question_sections
from bot.exchanges.invite.blocks import invite_button
from bot.exchanges.nudge.blocks import preview_button
from bot.exchanges.settings.setting import Subject
from bot.exchanges.settings.shown import IN_STATUS
from bot.exchanges.values import earlier_value, switch_value
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    confirm,
    context_block,
    cut,
    escape,
    mrkdwn,
    section,
    when,
)
from bot.slack.refusals import refusal_text
from bot.texts import Texts
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.public_counts import STEP, PublicCounts, step_below
from storage.theme_checks import ThemeCheck

COORDINATED = "exchanges.coordinated"  # value: values.switch_value
CLOSE, REOPEN, DATES = "exchanges.close", "exchanges.reopen", "exchanges.dates"  # value: EXCHANGE
PAUSE, ARCHIVE = "exchanges.pause", "exchanges.archive"  # value: values.switch_value
DELETE_WHOLE = "exchanges.delete_whole"  # value: EXCHANGE
EARLIER = "exchanges.earlier"  # value: values.earlier_value
AS_IT_WAS = "exchanges.as_it_was"  # value: EXCHANGE
_MAX_TOGETHER_NAMED = 6
_MAX_GROUP = 30  # characters


@dataclass(frozen=True, slots=True)
class ExchangeStatus:
    """The state of an exchange, as far as the database knows it.

    groups: people of each, None without groups. coordinated: accounts whose ratings are too similar. last_check: of the
    themes, by moderators. names_until: how long the first digest waits for moderators, None where it does not. invited:
    how many of those who signed up for invitations got this one, and how many they are. listed: people whom moderators
    named. open_long_since: without a
    close date, where that is a quarter or more. missing: the roster's under-represented groups.
    """

    exchange: Exchange
    counts: PublicCounts
    groups: GroupSizes | None
    waiting: int
    coordinated: int = 0
    last_check: ThemeCheck | None = None
    names_until: datetime | None = None
    invited: tuple[int, int] = (0, 0)
    listed: int = 0
    open_long_since: date | None = None
    missing: tuple[str, ...] = ()


def status_card(
    texts: Texts, status: ExchangeStatus, *, link: str = "", members: int | None = None
) -> tuple[str, list[Block]]:
    """Return the state of an exchange, and what can be done about it.

    link: to the announcement, "" for none; members: of the channel, None where that is not known.
    """
    exchange, counts = status.exchange, status.counts
    show = partial(number_text, texts, is_exact=counts.is_exact)
    people = show(counts.people)
    if members is not None and (counts.people or counts.is_exact) and counts.people <= members:
        people = texts("status.of_members", people=people, members=members)
    facts = [
        (texts("status.people"), people),
        (texts("status.comments"), show(counts.comments)),
        (texts("status.ratings"), show(counts.ratings)),
        (texts("status.waiting"), _waiting(texts, status.waiting)),
    ]
    blocks = [
        section(f"*{escape(exchange.question)}*\n{state_line(texts, exchange)}"),
        {"type": "section", "fields": [mrkdwn(f"*{name}*\n{number}") for name, number in facts]},
        section(f":bar_chart: {coverage_line(texts, counts)}"),
    ]
    blocks += _group_sections(texts, status)
    if status.coordinated:
        blocks.append(_coordinated_section(texts, status))
    if status.invited[1]:
        invited, signed_up = status.invited
        blocks.append(section(f":envelope: {texts('status.invited', n=invited, people=signed_up)}"))
    if status.listed:
        blocks.append(section(f":envelope: {texts('invite.status', n=status.listed)}"))
    if status.last_check:
        blocks.append(section(f":mag: {last_check_line(texts, status.last_check)}"))
    if status.names_until:
        blocks.append(section(f":label: {texts('names.status', at=when(status.names_until))}"))
    if status.open_long_since:
        blocks.append(section(texts("status.open_long", since=status.open_long_since, n=exchange.retention_days)))
    if exchange.next_waits_until and is_renewed(exchange):
        blocks.append(section(texts("quarters.waits_status", name=exchange.slug)))
    blocks += question_sections(texts, exchange)
    subject = Subject(exchange, link=link)
    blocks.append(context_block(" · ".join(fact for each in IN_STATUS for fact in each.status(texts, subject))))
    error = exchange.announced_snapshot.error if exchange.announced_snapshot else None
    if error and exchange.channel_id and exchange.announcement_ts is None:
        blocks.append(context_block(texts("status.not_announced", why=refusal_text(error, texts))))
    blocks.append(actions(*_buttons(texts, exchange, status.waiting)))
    numbers = ", ".join(count_texts(texts, counts)[:2])
    return texts("status.card_text", question=escape(exchange.question), numbers=numbers), blocks


def _group_sections(texts: Texts, status: ExchangeStatus) -> list[Block]:
    """Return who takes part of each group, who is missing, and the ratings by group."""
    is_exact = status.counts.is_exact
    blocks = []
    if status.groups:
        blocks.append(section(f":busts_in_silhouette: {groups_line(texts, status.groups, is_exact=is_exact)}"))
    if status.missing:
        named = texts.list([escape(cut(name, _MAX_GROUP)) for name in status.missing])
        exchange = status.exchange
        is_running = exchange.is_open and not exchange.is_paused
        remind = preview_button(texts, exchange) if is_running and not exchange.nudge else None
        blocks.append(section(f":seat: {texts('roster.missing', groups=named)}", accessory=remind))
    if status.counts.given:
        show = partial(number_text, texts, is_exact=is_exact)
        given = " · ".join(f"{escape(cut(name, _MAX_GROUP))} *{show(n)}*" for name, n in status.counts.given.items())
        blocks.append(section(f":star: {texts('status.given', ratings=given)}"))
    return blocks


def _waiting(texts: Texts, waiting: int) -> str:
    return number_text(texts, step_below(waiting), is_exact=False) if waiting else texts.number(0)


def state_line(texts: Texts, exchange: Exchange) -> str:
    """Return the state and the dates."""
    if exchange.state == ExchangeState.DRAFT:
        at = exchange.opens_at
        return texts("status.draft_opens", at=when(at)) if at else texts("status.draft")
    if exchange.is_paused:
        return texts("status.paused")
    if exchange.is_open:
        at = exchange.closes_at
        return texts("status.open_closes", at=when(at)) if at else texts("status.open")
    at = exchange.closed_at
    line = texts("status.closed_at", at=when(at)) if at else texts("status.closed")
    return f"{line} · {texts('status.archived')}" if exchange.archived_at else line


def _coordinated_section(texts: Texts, status: ExchangeStatus) -> Block:
    """Return what to do about accounts whose ratings are too similar."""
    is_out = status.exchange.excludes_coordinated
    if not status.exchange.is_open:  # its figures do not change any more
        left = texts("status.coordinated_end.out") if is_out else texts("status.coordinated_end.counted")
        return section(f"{texts('status.coordinated.counted', n=status.coordinated)} {left}")
    text = texts("status.coordinated.out" if is_out else "status.coordinated.counted", n=status.coordinated)
    label = texts("status.count_alike.button" if is_out else "status.leave_alike.button")
    value = switch_value(status.exchange.exchange_id, is_on=not is_out)
    return section(text, accessory=button(label, action_id=COORDINATED, value=value))


def coverage_line(texts: Texts, counts: PublicCounts) -> str:
    """Return how evenly comments are rated."""
    if not counts.coverage:
        return texts("status.no_coverage")
    if not counts.is_exact and not counts.coverage[-1]:
        return texts("status.coverage_few", n=STEP)
    fewest, median, most = (number_text(texts, each, is_exact=counts.is_exact) for each in counts.coverage)
    return texts("status.coverage", min=fewest, median=median, max=most)


def groups_line(texts: Texts, groups: GroupSizes, *, is_exact: bool = True) -> str:
    """Return how many people of each group take part; small groups together. is_exact: the sizes are no steps."""
    show = partial(number_text, texts, is_exact=is_exact)
    parts = [f"{escape(cut(name, _MAX_GROUP))} *{show(count)}*" for name, count in groups.groups]
    if groups.together:
        named = ", ".join(escape(cut(name, _MAX_GROUP)) for name in groups.together[:_MAX_TOGETHER_NAMED])
        named += ", …" if len(groups.together) > _MAX_TOGETHER_NAMED else ""
        if groups.rest is not None and groups.groups:  # all together would be the number of people once more
            parts.append(texts("status.together", people=show(groups.rest), names=named))
        else:
            parts.append(texts("status.too_few"))
    return " · ".join(parts)


def _buttons(texts: Texts, exchange: Exchange, waiting: int) -> list[Block]:
    value = str(exchange.exchange_id)
    queue = (
        texts("status.queue_waiting.button", n=range_of_step(texts, waiting, is_exact=False))
        if waiting
        else texts("status.queue.button")
    )
    row = [button(queue, action_id=action_ids.MODERATE_QUEUE, value=value, style="primary" if waiting else None)]
    if exchange.is_open:
        if exchange.is_paused:
            off = switch_value(exchange.exchange_id, is_on=False)
            row.append(button(texts("status.resume.button"), action_id=PAUSE, value=off, style="primary"))
        else:
            row.append(_pause_button(texts, switch_value(exchange.exchange_id, is_on=True)))
        row += [_dates_button(texts, value, texts("status.dates.spoken")), invite_button(texts, exchange)]
        row.append(close_button(texts, exchange, ask=True))
    elif exchange.archived_at is not None:
        off = switch_value(exchange.exchange_id, is_on=False)
        row.append(button(texts("status.bring_back.button"), action_id=ARCHIVE, value=off))
        row.append(
            button(
                texts("status.delete_whole.button"),
                action_id=DELETE_WHOLE,
                value=value,
                style="danger",
                accessibility_label=texts("status.delete_whole.spoken"),
            )
        )
    else:
        if exchange.has_key and exchange.followed_by is None:
            row.append(button(texts("status.reopen.button"), action_id=REOPEN, value=value))
        row.append(
            button(
                texts("status.archive.button"),
                action_id=ARCHIVE,
                value=switch_value(exchange.exchange_id, is_on=True),
                accessibility_label=texts("status.archive.spoken"),
            )
        )
    row.append(button(texts("status.results.button"), action_id=action_ids.EXCHANGE_RESULTS, value=value))
    return row


def _pause_button(texts: Texts, value: str) -> Block:
    dialog = confirm(
        texts("status.pause.confirm_title"),
        texts("status.pause.confirm_text"),
        yes=texts("status.pause.confirm_yes"),
        no=texts("status.close.confirm_no"),
    )
    return button(texts("status.pause.button"), action_id=PAUSE, value=value, confirm=dialog)


def _dates_button(texts: Texts, value: str, label: str) -> Block:
    return button(texts("status.dates.button"), action_id=DATES, value=value, accessibility_label=label)


def close_button(texts: Texts, exchange: Exchange, *, ask: bool) -> Block:
    """Return the button that closes. ask: a dialog comes first, where the card itself does not ask."""
    dialog = confirm(
        texts("status.close.confirm_title"),
        _close_text(texts, exchange, texts("status.close.confirm_text")),
        yes=texts("status.close.confirm_yes"),
        no=texts("status.close.confirm_no"),
        danger=True,
    )
    return button(
        texts("status.close.button"),
        action_id=CLOSE,
        value=str(exchange.exchange_id),
        style="danger",
        confirm=dialog if ask else None,
    )


def close_card(texts: Texts, exchange: Exchange, counts: PublicCounts) -> tuple[str, list[Block]]:
    """Return the question whether to close."""
    counted = " · ".join(count_texts(texts, counts))
    text = _close_text(texts, exchange, texts("status.close_now", question=escape(exchange.question), counts=counted))
    row = actions(
        close_button(texts, exchange, ask=False),
        _dates_button(texts, str(exchange.exchange_id), texts("status.dates_instead.spoken")),
    )
    return texts("status.close_now_text", name=exchange.slug), [section(text), row]


def _close_text(texts: Texts, exchange: Exchange, text: str) -> str:
    """Return a question whether to close, with what else ends then."""
    return f"{text} {texts('quarters.none_follows')}" if is_renewed(exchange) else text


def earlier_card(texts: Texts, exchange: Exchange, closes_at: datetime, zone: str) -> tuple[str, list[Block]]:
    """Return the question whether to close earlier than was said. zone: IANA, in which the new date was written."""
    assert exchange.closes_at is not None  # noqa: S101 - only a date can be brought forward
    text = texts(
        "status.close_earlier",
        question=escape(exchange.question),
        old=when(exchange.closes_at),
        new=when(closes_at),
        zone=zone,
    )
    row = actions(
        button(
            texts("status.earlier.button"),
            action_id=EARLIER,
            value=earlier_value(exchange.exchange_id, new=closes_at, old=exchange.closes_at),
            style="danger",
            accessibility_label=texts("status.earlier.spoken"),
        ),
        button(
            texts("status.leave_date.button"),
            action_id=AS_IT_WAS,
            value=str(exchange.exchange_id),
            accessibility_label=texts("status.leave_date.spoken"),
        ),
    )
    return texts("status.close_earlier_text", name=exchange.slug), [section(text), row]
