"""What moderators read about digests: schedules, what came last, and buttons."""

from datetime import datetime

from bot.digest.flow import DigestStatus
from bot.slack.blocks import Block, actions, button, confirm, context_block, escape, section, when
from bot.texts import texts_for
from storage.deliveries import NO_THEMES_YET, Delivery
from storage.exchanges import Exchange
from storage.schedules import Schedule

NOW = "digest.now"
PREVIEW = "digest.preview"
OFF = "digest.off"

_DROPPED = {
    "nothing_new": "none posted, nothing was new",
    "closed": "none posted, the exchange had closed",
    "reopened": "none posted, the exchange had opened again",
    "schedule_off": "none posted, its schedule had ended",
    "superseded": "none posted, a later one took its place",
}


def now_line(exchange: Exchange, channel_id: str) -> str:
    """Return the answer to `digest now`."""
    where = f"the thread in <#{channel_id}>" if channel_id == exchange.channel_id else f"<#{channel_id}>"
    return f":white_check_mark: The digest of *{escape(exchange.question)}* is on its way to {where}."


def set_line(exchange: Exchange, schedule: Schedule) -> str:
    """Return the answer to `digest every …`."""
    start = "Once the exchange is open, digests" if exchange.state == "draft" else "Digests"
    return (
        f":white_check_mark: {start} of *{escape(exchange.question)}* come to <#{schedule.channel_id}> "
        f"*{schedule.every}* ({schedule.zone}, your time zone), next {when(schedule.next_at)}. "
        "When nothing is new, none is posted."
    )


def ended_line(channels: list[str]) -> str:
    """Return the answer to `digest off`."""
    if not channels:
        return "No digest was set to come by itself. Nothing was changed."
    names = ", ".join(f"<#{channel_id}>" for channel_id in channels)
    return f":white_check_mark: No more digests come by themselves to {names}. The closing one still comes."


def blocks(standing: DigestStatus, command: str, now: datetime) -> list[Block]:
    """Return how digests stand, with what can be done."""
    exchange = standing.exchange
    value = str(exchange.exchange_id)
    lines = [
        f"• <#{each.channel_id}> *{each.every}* ({each.zone}), next {when(each.next_at)}" for each in standing.schedules
    ]
    shown = [section(f"*Digests of {escape(exchange.question)}*")]
    if exchange.state == "closed":
        shown.append(section("The exchange is closed: no digest follows its closing one."))
    elif lines:
        shown.append(section("\n".join(lines)))
    else:
        shown.append(section(f'No digest comes by itself. Set that with `{command} digest every "mon 09:00"`.'))
        shown.append(context_block(texts_for(None)("times.schedule")))
    if standing.recent:
        shown.append(context_block("\n".join(_line(each, now) for each in standing.recent)))
    row = [button("Preview", action_id=PREVIEW, value=value)]
    if exchange.is_open:
        ask = confirm("Post a digest now?", "It appears in the exchange's thread and in its channel.", yes="Post it")
        row.insert(0, button("Post now", action_id=NOW, value=value, style="primary", confirm=ask))
        if lines:
            row.append(button("Turn off", action_id=OFF, value=value, spoken="End all schedules of this exchange"))
    shown.append(actions(*row))
    return shown


def _line(one: Delivery, now: datetime) -> str:
    at = f"{when(one.due_at)} · <#{one.channel_id}>"
    if one.state == "done":
        return f"{at}: posted"
    if one.state == "dropped":
        return f"{at}: {_DROPPED.get(one.error or '', 'none posted')}"
    if one.state == "failed":
        return f"{at}: could not be posted ({one.error})"
    if one.state == "due" and one.error == NO_THEMES_YET:
        return f"{at}: its themes are being worked out, then it comes"
    if one.lease_until and one.lease_until > now and one.state == "due":
        return f"{at}: Slack asks to wait, on its way again {when(one.lease_until)}"
    return f"{at}: on its way"
