"""Block Kit of what moderators read about digests: schedules, the last deliveries, and buttons."""

from datetime import datetime

from bot.core.digest_schedule import format_schedule, parse_every
from bot.core.errors import InputError
from bot.digest.flow import DigestStatus, rules_of
from bot.digest.parse import rule_ends
from bot.slack.blocks import Block, actions, button, confirm, context_block, escape, section, when
from bot.texts import Message, Texts
from storage.deliveries import NO_NAMES_YET, NO_THEMES_YET, Delivery
from storage.enums import DeliveryState, DigestForm, ExchangeState
from storage.exchanges import Exchange
from storage.schedules import Schedule

NOW = "digest.now"  # value of each: the exchange's id
PREVIEW = "digest.preview"
OFF = "digest.off"
OUTSIDE = "digest.outside"  # value: bot/digest/parse.py

_DELAYED = frozenset({NO_THEMES_YET, NO_NAMES_YET})
_DROPPED = frozenset({"nothing_new", "closed", "reopened", "schedule_off", "superseded", "paused", "skipped"})


def now_line(texts: Texts, exchange: Exchange, channel_id: str, names_until: datetime | None) -> str:
    """Return the answer to `digest now`. names_until: how long it may wait for a look at its themes' names."""
    line = texts(
        "digest.on_its_way.thread" if channel_id == exchange.channel_id else "digest.on_its_way.channel",
        question=escape(exchange.question),
        channel=f"<#{channel_id}>",
    )
    return f"{line}\n{texts('names.digest_waits', at=when(names_until))}" if names_until else line


def set_line(texts: Texts, exchange: Exchange, schedule: Schedule, own_zone: str) -> str:
    """Return the answer to `digest every …`: the whole schedule as it is now. own_zone: of the reader, IANA."""
    zone = schedule.zone
    line = texts(
        "digest.scheduled.draft" if exchange.state == ExchangeState.DRAFT else "digest.scheduled.open",
        question=escape(exchange.question),
        channel=f"<#{schedule.channel_id}>",
        schedule=_schedule_text(texts, schedule),
        zone=texts("digest.own_zone", zone=zone) if zone == own_zone else zone,
        at=when(schedule.next_at),
    )
    ends = [f"`{each}`" for each in rule_ends(rules_of(schedule), texts.language)]
    more = [texts("digest.rule_ends", ways=ends)] if ends else []
    return "\n".join([line, *rules_lines(texts, schedule), *more])


def hold_line(texts: Texts, exchange: Exchange, hours: int) -> str:
    """Return the answer to `digest hold …`."""
    question = escape(exchange.question)
    return (
        texts("digest.held_set", question=question, n=hours) if hours else texts("digest.held_unset", question=question)
    )


def rules_lines(texts: Texts, schedule: Schedule) -> list[str]:
    """Return how the digests of a channel come, where that is not as usual."""
    rules = [texts("digest.rule_quiet", hours=schedule.quiet.replace("-", "–"))] if schedule.quiet else []
    if schedule.holidays:
        days = schedule.holidays.split(",")
        rules.append(texts("digest.rule_holidays", n=len(days), first=days[0], last=days[-1]))
    if schedule.at_least:
        rules.append(texts("digest.rule_at_least", n=schedule.at_least))
    if schedule.form != DigestForm.FULL:
        rules.append(texts(f"digest.rule_form.{schedule.form}"))
    if schedule.goes_outside:
        rules.append(texts("digest.rule_outside"))
    return [f"• {each}" for each in rules]


def outside_warning(texts: Texts, exchange: Exchange, channel_id: str, value: str) -> tuple[str, list[Block]]:
    """Return the warning before what a private channel says is read in another channel, with the way on.

    value: of the button, as bot/digest/parse.py writes it.
    """
    text = texts("digest.outside", private=f"<#{exchange.channel_id}>", channel=f"<#{channel_id}>")
    go_on = button(
        texts("digest.outside_button"),
        action_id=OUTSIDE,
        value=value,
        style="danger",
    )
    return text, [section(f":warning: {text}"), actions(go_on)]


def ended_line(texts: Texts, channels: list[str]) -> str:
    """Return the answer to `digest off`. channels: those that had a schedule."""
    if not channels:
        return texts("digest.ended_none")
    return texts("digest.ended", channels=[f"<#{channel_id}>" for channel_id in channels])


def preview_note(texts: Texts, exchange: Exchange, channel_id: str, now: datetime) -> Block:
    """Return the text above a preview: that only one person sees it, and where the digest itself would go."""
    channel, at = f"<#{channel_id}>", when(now)
    if exchange.language == texts.language:
        return context_block(texts("digest.preview_note", at=at, channel=channel))
    language = texts.language_name(exchange.language)
    return context_block(texts("digest.preview_note_language", at=at, channel=channel, language=language))


def blocks(texts: Texts, status: DigestStatus, command: str, now: datetime) -> list[Block]:
    """Return schedules and the last deliveries of an exchange, with what can be done."""
    exchange = status.exchange
    lines = [
        texts(
            "digest.scheduled_in",
            channel=f"<#{each.channel_id}>",
            schedule=_schedule_text(texts, each),
            zone=each.zone,
            at=when(each.next_at),
        )
        + "".join(f"\n{rule}" for rule in rules_lines(texts, each))
        for each in status.schedules
    ]
    shown = [section(texts("digest.heading", question=escape(exchange.question)))]
    if exchange.state == ExchangeState.CLOSED:
        shown.append(section(texts("digest.closed")))
    elif lines:
        shown.append(section("\n".join(lines)))
        if exchange.digest_hold:
            shown.append(context_block(texts("digest.held_status", n=exchange.digest_hold)))
    else:
        shown.append(section(texts("digest.unscheduled", command=command)))
        shown.append(context_block(texts("times.schedule")))
    if status.recent:
        shown.append(context_block("\n".join(_delivery_line(texts, each, now) for each in status.recent)))
    return [*shown, _buttons(texts, exchange, has_schedule=bool(lines))]


def _buttons(texts: Texts, exchange: Exchange, *, has_schedule: bool) -> Block:
    value = str(exchange.exchange_id)
    preview = button(texts("digest.preview.button"), action_id=PREVIEW, value=value)
    if not exchange.is_open:
        return actions(preview)
    sure = confirm(
        texts("digest.now.confirm_title"),
        texts("digest.now.confirm_text"),
        yes=texts("digest.now.confirm_yes"),
        no=texts("digest.now.confirm_no"),
    )
    row = [
        button(texts("digest.now.button"), action_id=NOW, value=value, style="primary", confirm=sure),
        preview,
    ]
    if has_schedule:
        row.append(
            button(
                texts("digest.off.button"), action_id=OFF, value=value, accessibility_label=texts("digest.off.spoken")
            )
        )
    return actions(*row)


def _schedule_text(texts: Texts, schedule: Schedule) -> str:
    """Return days and time in the reader's language; as it is stored where it cannot be read."""
    try:
        return format_schedule(parse_every(schedule.every), texts.language)
    except InputError:  # the job logs it and ends the schedule
        return schedule.every


def _delivery_line(texts: Texts, one: Delivery, now: datetime) -> str:
    return texts("digest.past", at=when(one.due_at), channel=f"<#{one.channel_id}>", state=_state(one, now))


def _state(one: Delivery, now: datetime) -> Message:
    if one.state == DeliveryState.DONE:
        return Message("digest.state.posted")
    if one.state == DeliveryState.DROPPED:
        return Message(f"digest.state.{one.error}" if one.error in _DROPPED else "digest.state.dropped")
    if one.state == DeliveryState.FAILED:
        return Message("digest.state_failed", {"reason": one.error or ""})
    if one.state == DeliveryState.DUE and one.error in _DELAYED:
        return Message(f"digest.state.{one.error}")
    if one.lease_until and one.lease_until > now and one.state == DeliveryState.DUE:
        return Message("digest.state_waiting", {"at": when(one.lease_until)})
    return Message("digest.state.on_its_way")
