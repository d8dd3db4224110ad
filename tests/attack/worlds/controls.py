"""Planted controls: for each attack a copy that leaks in its way, and what is public and true about it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from random import Random

from tests.attack.case import Between, Case
from tests.attack.worlds import evidence_controls
from tests.attack.worlds.old_bot import GROUP_TOKEN, LOCALE_AT_FIRST, QUEUE, SEALED_UNPADDED, OldBot
from tests.attack.worlds.old_copies import World, play, running
from tests.attack.worlds.plan import Act, Member, Plan, at_once, in_rushes, in_time, make_plan


def signed_up() -> World:
    """One person signed up."""
    return play(OldBot(replace(make_plan(), signed_up=frozenset({5}))))


def replied() -> World:
    """One person replied under the announcement."""
    return play(OldBot(replace(make_plan(), repliers=frozenset({7}))))


@cache
def as_it_was() -> World:
    """Nothing but what that storage did, with comments and ratings one after the other."""
    return play(OldBot(make_plan()))


def settings_first() -> World:
    """A person's settings are written just before their first act."""
    return play(OldBot(make_plan(), leaks=frozenset({LOCALE_AT_FIRST})))


def forgotten() -> World:
    """Six people who wrote are forgotten."""
    bot = OldBot(make_plan(comments=24))
    with running() as database:
        database.run([*bot.before(), *bot.acts()])
        truth = bot.truth()
        database.run(bot.forget(person) for person in sorted({act.person for act in bot.plan.comments})[:6])
        return Case(database.copy(), bot.public()), truth


def rated_everything() -> World:
    """Everybody wrote one comment and rated all others, most of them."""
    acts = [Act(0, person, person, text=f"Idea {person}") for person in range(16)]
    acts += [
        Act(0, person, comment, stars=1 + (person + comment) % 5)
        for person in range(16)
        for comment in range(16)
        if person != comment and (person + 3 * comment) % 31
    ]
    return play(OldBot(_plan(acts, people=16)))


def rated_near() -> World:
    """Eight people write what others wrote in almost the same words, and rate theirs."""
    acts = [Act(0, place, place, text=f"More {noun} for all of us") for place, noun in enumerate(_NOUNS)]
    acts += [
        Act(0, 8 + place, 8 + place, text=f"More {noun} for all of us now", near=place)
        for place, noun in enumerate(_NOUNS)
    ]
    return play(OldBot(_plan(acts, people=20)))


def one_speaker() -> World:
    """One of 24 people has Slack in Spanish, and writes five comments in it."""
    plan = make_plan(comments=12)
    spanish = [Act(act.at, 3, act.comment, text=act.text, language="es") for act in plan.comments[:5]]
    acts = [spanish.pop(0) if act.text is not None and spanish else act for act in plan.acts]
    members = [Member(locale="es-MX" if place == 3 else "en-US") for place in range(24)]
    return play(OldBot(replace(plan, acts=[act for act in acts if _may(act, spanish_author=3)], members=members)))


def _may(act: Act, *, spanish_author: int) -> bool:
    return act.text is not None or act.person != spanish_author or act.comment >= 5


def group_of_one() -> World:
    """One person is the board member."""
    return play(OldBot(make_plan(groups=("Students", "Parents", "Board member"))))


def grouped(leaks: Iterable[str] = ()) -> World:
    """An account of the attacker's changes into the board member's group while nobody else acts."""
    plan = make_plan(groups=("Students", "Parents", "Board member"))
    plan = replace(plan, members=[*plan.members, Member("Students")])
    bot, own = OldBot(plan, leaks=frozenset(leaks)), len(plan.members) - 1
    with running() as database:
        database.run([*bot.before(), *bot.acts(), bot.change_group(own, "Students")])
        before = database.copy(with_changes=False)
        database.run([bot.change_group(own, "Board member")])
        after = database.copy()
    public = bot.public({bot.ids[own]: ["Students", "Board member"]})
    del public.groups[bot.ids[own]]
    return Case(after, public, [Between(before, after, frozenset({bot.ids[own]}), "Board member")]), bot.truth()


def grouped_by_token() -> World:
    """The same, where a group is a token under a key."""
    return grouped([GROUP_TOKEN])


def together() -> World:
    """Two people click at once, time after time, and what they click is one transaction."""
    bot = OldBot(in_rushes(make_plan(people=12, comments=10, ratings=6), 2))
    with running() as database:
        database.run(bot.before())
        for acts in at_once(bot.plan):
            one = [line for act in acts for each in bot.acts(act, act + 1) for line in each]
            database.run([one])
        return Case(database.copy(), bot.public()), bot.truth()


def queued() -> World:
    """A message to each author waits beside their comment."""
    return play(OldBot(make_plan(), leaks=frozenset({QUEUE})))


def sealed_unpadded() -> World:
    """A sealed row grows with each rating, and everybody rated another number of comments."""
    return play(OldBot(_staircase(), leaks=frozenset({SEALED_UNPADDED})))


def counted() -> World:
    """The number of a person's ratings is in plain, and everybody rated another number of comments."""
    return play(OldBot(_staircase()))


def _staircase() -> Plan:
    acts = [Act(0, 0, comment, text=f"Idea {comment}") for comment in range(20)]
    acts += [Act(0, person, comment, stars=3) for person in range(1, 18) for comment in range(person)]
    return _plan(acts, people=18)


def lone_clicks() -> World:
    """The last act of each person is the only one between two copies."""
    bot = OldBot(make_plan(people=12, comments=10, ratings=7))
    acts = bot.plan.acts
    last = {act.person: place for place, act in enumerate(acts)}
    with running() as database:
        database.run(bot.before())
        lone = []
        for place, act in enumerate(acts):
            if last[act.person] != place:
                database.run(bot.acts(place, place + 1))
                continue
            before = database.copy(with_changes=False)
            database.run(bot.acts(place, place + 1))
            lone.append(Between(before, database.copy(with_changes=False), frozenset({bot.ids[act.person]})))
        return Case(database.copy(), bot.public(), lone), bot.truth()


def days() -> World:
    """Eight days; on each some of the people rate. Copies each night, and a list of the people active."""
    acts = [Act(0, 0, comment, text=f"Idea {comment}") for comment in range(20)]
    acts += [Act(0, person, comment, stars=2) for person in range(1, 13) for comment in range(4)]
    acts += [
        Act(0, person, 4 + day, stars=4) for day in range(8) for person in range(1, 13) if (person * 37 >> day % 6) & 1
    ]
    first = 20 + 48
    bot = OldBot(_plan(acts, people=13, mixed=False))
    with running() as database:
        database.run([*bot.before(), *bot.acts(0, first)])
        found, place = [], first
        for day in range(8):
            today = [act for act in acts[first:] if act.comment == 4 + day]
            before = database.copy(with_changes=False)
            database.run(bot.acts(place, place + len(today)))
            place += len(today)
            found.append(
                Between(before, database.copy(with_changes=False), frozenset(bot.ids[act.person] for act in today))
            )
        return Case(database.copy(), bot.public(), [], found), bot.truth()


def admitted() -> World:
    """Everybody wrote four comments; a tenth of them say of one that it is theirs."""
    acts = [Act(0, place % 6, place, text=f"Idea {place}") for place in range(24)]
    return play(OldBot(_plan(acts, people=6)))


def _plan(acts: list[Act], *, people: int, mixed: bool = True) -> Plan:
    plan = Plan("What keeps us safe?", [Member() for _ in range(people)], acts)
    if mixed:
        return in_time(plan, Random(1), 700)
    return replace(plan, acts=[replace(act, at=700.0 * place) for place, act in enumerate(acts)])


_NOUNS = ("lunch", "crossings", "books", "buses", "gardens", "sports", "lockers", "bikes")

CONTROLS: Mapping[str, Callable[[], World]] = {
    "sign-up": signed_up,
    "thread offers": replied,
    "same transaction": as_it_was,
    "next transaction": settings_first,
    "forgotten words": forgotten,
    "exclusion": rated_everything,
    "rated near": rated_near,
    "language": one_speaker,
    "groups": group_of_one,
    "hours": as_it_was,
    "order": as_it_was,
    "processed events": as_it_was,
    "clock": as_it_was,
    "batches": together,
    "queued messages": queued,
    "sizes": sealed_unpadded,
    "counters": counted,
    "lone clicks": lone_clicks,
    "two days": days,
    "own accounts": grouped_by_token,
    "five known ratings": as_it_was,
    "admitted comments": admitted,
    **evidence_controls.CONTROLS,
}
"""By the name of an attack, the world in which it must succeed."""
