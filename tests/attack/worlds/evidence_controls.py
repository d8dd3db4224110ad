"""Planted controls of what the bot sends and logs: storage as in `controls.py`, and messages or a log that leak."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.receipts.job import EVENT as RECEIPT
from tests.attack.case import Case
from tests.attack.evidence.evidence import Evidence, Line, Sent
from tests.attack.worlds.old_bot import OldBot
from tests.attack.worlds.old_copies import World, play
from tests.attack.worlds.plan import Act, Member, Plan, in_time, make_plan

_SOON = timedelta(seconds=2)  # a job's next look
_MODERATOR = "U0MODERATOR"


def logged() -> World:
    """The log has a line soon after each comment, which names nothing."""
    bot = OldBot(make_plan())
    moments = [bot.plan.moment(act.at) + _SOON for act in bot.plan.comments]
    return _with_evidence(bot, Evidence(lines=[Line(at, "receipts_sent", {"exchange_id": 7}) for at in moments]))


def appealed() -> World:
    """A moderator has a card soon after each author asks for another look."""
    bot = OldBot(make_plan())
    asked = _asked(bot)
    cards = [
        Sent(at + _SOON, _MODERATOR, f"#{number}", "appeals.answer", frozenset({number})) for at, _, number in asked
    ]
    return _with_evidence(bot, Evidence(desk=cards), seen=asked)


def timed_acts() -> World:
    """The moderation log has the moments of appeals."""
    bot = OldBot(make_plan())
    asked = _asked(bot)
    rows = [{"comment": str(number), "what": "appeal", "time": at.isoformat()} for at, _, number in asked]
    return _with_evidence(bot, Evidence(acts=rows), seen=asked)


def edited_at_once() -> World:
    """Receipts change soon after each rating, and each comment has one."""
    bot = OldBot(_one_each())
    edits = [
        Sent(bot.plan.moment(act.at) + _SOON, "", "", RECEIPT, frozenset({bot.numbers[act.comment]}), is_edit=True)
        for act in bot.plan.acts
        if act.text is None
    ]
    return _with_evidence(bot, Evidence(own=edits))


def marked() -> World:
    """Receipts have a token for each author. Everybody wrote four comments; a tenth of them admit to one."""
    acts = [Act(0, place % 6, place, text=f"Idea {place}") for place in range(24)]
    bot = OldBot(in_time(Plan("What keeps us safe?", [Member() for _ in range(6)], acts), Random(1), 700))
    receipts = [
        Sent(bot.plan.start, "", f"author 5e4c{act.person:08x}", RECEIPT, frozenset({bot.numbers[act.comment]}))
        for act in bot.plan.comments
    ]
    return _with_evidence(bot, Evidence(receipts=receipts))


def reminded_of_each() -> World:
    """A reminder names every comment that its reader did not rate, and each comment was rated by one person."""
    bot = OldBot(_one_each())
    rated = {act.person: bot.numbers[act.comment] for act in bot.plan.acts if act.text is None}
    numbers = frozenset(bot.numbers.values())
    reminders = [
        Sent(bot.plan.start, bot.ids[person], "", "starling_reminder", numbers - {mine})
        for person, mine in rated.items()
    ]
    return _with_evidence(bot, Evidence(reminders=reminders))


def _one_each(people: int = 24) -> Plan:
    acts = [Act(0, person, person, text=f"Idea {person}") for person in range(people)]
    acts += [Act(0, person, (person + 1) % people, stars=4) for person in range(people)]
    return in_time(Plan("What keeps us safe?", [Member() for _ in range(people)], acts), Random(1), 700)


def _asked(bot: OldBot) -> list[tuple[datetime, str, int]]:
    """Return when each author asks for another look, who that is, and the comment's number: after all other acts."""
    end = bot.plan.moment(bot.plan.acts[-1].at)
    return [
        (end + timedelta(minutes=20 * (place + 1)), bot.ids[act.person], bot.numbers[act.comment])
        for place, act in enumerate(bot.plan.comments)
    ]


def _with_evidence(bot: OldBot, evidence: Evidence, seen: Sequence[tuple[datetime, str, int]] = ()) -> World:
    """Return the world after a whole plan with that evidence. seen: people who were seen besides."""
    case, truth = play(bot)
    also = [(at.replace(second=0), person) for at, person, _ in seen]
    public = replace(case.public, seen=sorted([*case.public.seen, *also]))
    return Case(case.copy, public, evidence=evidence), truth


CONTROLS: Mapping[str, Callable[[], World]] = {
    "log lines": logged,
    "appeals": appealed,
    "moderation log": timed_acts,
    "receipts edited": edited_at_once,
    "receipts' marks": marked,
    "reminders": reminded_of_each,
}
"""By the name of an attack, the world in which it must succeed."""
