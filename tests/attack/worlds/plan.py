"""What people do in an exchange, and what others see of it: the same plan for the real bot and for one that leaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from bot.playground.replay.conversation import Conversation, Share
from bot.playground.replay.workload import ShareAct, Workload
from tests.attack.case import Counts, Public

START = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
_KNOWN = 5  # ratings that each person admits to
_SLOT = timedelta(minutes=10)
_AWAKE = (8, 22)  # hours


@dataclass(frozen=True, slots=True)
class Member:
    """A person. group: what they say they are, None when nothing; locale: as Slack has it."""

    group: str | None = None
    locale: str = "en-US"


@dataclass(frozen=True, slots=True)
class Act:
    """A comment that is shared, or a rating. at: seconds from the start; comment: its index among the comments.

    text: of a comment, None for a rating. stars: of a rating. near: of a comment, the one that its author rated beside
    their words, with 4 stars; None where none was rated.
    """

    at: float
    person: int
    comment: int
    text: str | None = None
    stars: int = 0
    near: int | None = None
    language: str = "en"


@dataclass(frozen=True)
class Plan:
    """Everybody and everything they do, in order of time. signed_up, repliers: before the first act."""

    question: str
    members: Sequence[Member]
    acts: Sequence[Act]
    groups: Sequence[str] = ()
    signed_up: frozenset[int] = frozenset()
    repliers: frozenset[int] = frozenset()
    start: datetime = START

    @property
    def comments(self) -> list[Act]:
        """The acts that share a comment, by its index."""
        return [act for act in self.acts if act.text is not None]

    @property
    def ratings(self) -> dict[tuple[int, int], int]:
        """The stars at the end, by (person, comment), those beside one's own words too."""
        found: dict[tuple[int, int], int] = {}
        for act in self.acts:
            if act.text is None:
                found[act.person, act.comment] = act.stars
            elif act.near is not None:
                found[act.person, act.near] = 4
        return found

    def moment(self, at: float) -> datetime:
        """Return seconds from the start as a moment."""
        return self.start + timedelta(seconds=at)


@dataclass(frozen=True)
class Seeing:
    """What is public about a plan's people, once it is known who is who. ids: Slack ids by place.

    noise: share of people who are seen around on a day without an act of theirs. counts: what announcements showed.
    numbers: of comments, by index; None where one was not shared after all. also: who acted when beside the plan.
    """

    plan: Plan
    ids: Sequence[str]
    numbers: Mapping[int, int]
    counts: Sequence[Counts] = ()
    noise: float = 0.0
    own: Mapping[str, list[str]] = field(default_factory=dict)
    also: Sequence[tuple[datetime, str]] = ()
    seed: int = 1

    def public(self) -> Public:
        """Return what any member of the workspace sees or hears."""
        rng, plan, ids = Random(self.seed), self.plan, self.ids
        volumes = dict.fromkeys(ids, 0)
        for person, _ in plan.ratings:
            volumes[ids[person]] += 1
        known: dict[str, list[tuple[int, int]]] = {}
        for (person, comment), stars in sorted(plan.ratings.items()):
            if comment in self.numbers:
                known.setdefault(ids[person], []).append((self.numbers[comment], stars))
        authors = sorted({act.person for act in plan.comments})
        admitting = rng.sample(authors, k=min(len(authors), -(-len(plan.members) // 10)))
        return Public(
            people=list(ids),
            repliers={ids[person] for person in plan.repliers},
            seen=sorted({*self._acting(), *self._around(rng)}),
            counts=list(self.counts),
            groups={person: each.group for person, each in zip(ids, plan.members, strict=True) if each.group},
            languages={person: each.locale[:2] for person, each in zip(ids, plan.members, strict=True)},
            volumes=volumes,
            known_ratings={
                person: rng.sample(cells, k=_KNOWN) for person, cells in known.items() if len(cells) > _KNOWN
            },
            admitted=self._first_comments(admitting),
            own=dict(self.own),
        )

    def _first_comments(self, people: Sequence[int]) -> dict[int, str]:
        found = {}
        for person in people:
            mine = [act for act in self.plan.comments if act.person == person and act.comment in self.numbers]
            if mine:
                found[self.numbers[mine[0].comment]] = self.ids[person]
        return found

    def _acting(self) -> list[tuple[datetime, str]]:
        """Return when people were seen because they acted, to the minute: the most that a colleague sees."""
        acting = [(self.plan.moment(act.at), self.ids[act.person]) for act in self.plan.acts]
        return [(at.replace(second=0, microsecond=0), person) for at, person in (*acting, *self.also)]

    def _around(self, rng: Random) -> list[tuple[datetime, str]]:
        """Return when people were seen for other reasons: on most days, in four of the hours, every ten minutes."""
        if not self.noise or not self.plan.acts:
            return []
        found = []
        days = int(self.plan.acts[-1].at // 86_400) + 1
        for day in range(days):
            midnight = self.plan.start.replace(hour=0) + timedelta(days=day)
            for person in self.ids:
                if rng.random() < self.noise:
                    for hour in rng.sample(range(*_AWAKE), k=4):
                        start = midnight + timedelta(hours=hour)
                        found += [(start + _SLOT * slot, person) for slot in range(6)]
        return found


def make_plan(
    seed: int = 1,
    *,
    people: int = 24,
    comments: int = 12,
    ratings: int = 8,
    gap: float = 700.0,
    groups: Sequence[str] = (),
) -> Plan:
    """Return a plan in which people write one after the other, and in between rate what is there.

    ratings: of each person, at most; gap: mean seconds between two acts.
    """
    rng = Random(seed)
    authors = [rng.randrange(people) for _ in range(comments)]
    acts: list[Act] = []
    for index, author in enumerate(authors):
        acts.append(Act(0, author, index, text=_words(rng, index)))
    wanted = [
        (person, comment)
        for person in range(people)
        for comment in rng.sample([each for each in range(comments) if authors[each] != person], k=ratings)
    ]
    rng.shuffle(wanted)
    acts += [Act(0, person, comment, stars=rng.randint(1, 5)) for person, comment in wanted]
    members = [Member(_group(groups, place)) for place in range(people)]
    return in_time(Plan("What keeps us safe?", members, acts, groups), rng, gap)


def community(seed: int = 1, *, people: int = 14, comments: int = 10, ratings: int = 5) -> Plan:
    """Return a small plan with everything that ever leaked in it.

    Two people signed up and two replied under the announcement, one writes in Spanish, one is a group of their own, two
    write what others wrote and rate theirs beside it. The last person is an account of the attacker's.
    """
    plan = make_plan(seed, people=people, comments=comments, ratings=ratings, groups=("Students", "Parents", "Board"))
    acts = [replace(act, text=_SPANISH, language="es") if act == plan.comments[2] else act for act in plan.acts]
    spanish = plan.comments[2].person
    members = [replace(each, locale="es-MX") if n == spanish else each for n, each in enumerate(plan.members)]
    last, same = acts[-1].at, plan.comments[:2]
    for place, act in enumerate(same):
        author = next(n for n in range(people - 1) if n not in {act.person, spanish})
        acts.append(
            Act(last + 700 * (place + 1), author, comments + place, text=f"{act.text} please", near=act.comment)
        )
    return replace(plan, acts=acts, members=members, signed_up=frozenset({1, 4}), repliers=frozenset({6, 9}))


_SPANISH = "Más luz en el patio de la escuela cuando salimos por la tarde"


def in_time(plan: Plan, rng: Random, gap: float) -> Plan:
    """Return a plan whose acts follow each other by a random gap, comments spread over the first half."""
    shares, others = plan.comments, [act for act in plan.acts if act.text is None]
    ordered: list[Act] = []
    waiting = list(others)
    for index, share in enumerate(shares):
        ordered.append(share)
        ready = [act for act in waiting if act.comment <= index][: len(others) // (2 * len(shares))]
        ordered += ready
        waiting = [act for act in waiting if act not in ready]
    ordered += waiting
    at, placed = 0.0, []
    for act in ordered:
        at += rng.uniform(0.5, 1.5) * gap
        placed.append(replace(act, at=at))
    return replace(plan, acts=placed)


def in_rushes(plan: Plan, size: int) -> Plan:
    """Return a plan in which ratings that follow each other come at once: up to `size`, each by another person."""
    acts: list[Act] = []
    rush: list[Act] = []
    for act in plan.acts:
        is_rating = act.text is None and bool(rush) and rush[0].text is None
        fits = is_rating and len(rush) < size and all(each.person != act.person for each in rush)
        rush = [*rush, act] if fits else [act]
        acts.append(replace(act, at=rush[0].at))
    return replace(plan, acts=acts)


def at_once(plan: Plan) -> list[list[int]]:
    """Return the places of a plan's acts, those at one moment together."""
    found: list[list[int]] = []
    for place, act in enumerate(plan.acts):
        if found and not act.text and not plan.acts[found[-1][0]].text and plan.acts[found[-1][0]].at == act.at:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def plan_of_conversation(conversation: Conversation, *, seed: int = 1, days: float = 7) -> Plan:
    """Return a recorded conversation as a plan, its times stretched or shortened to some days.

    London took 16 minutes and Seattle five years; over a week nearly every act is alone in its minute.
    """
    people = {person: place for place, person in enumerate(conversation.people)}
    index = {share.comment: place for place, share in enumerate(conversation.shares)}
    first, last = conversation.acts[0].at, conversation.acts[-1].at
    acts = [
        Act(
            (act.at - first) / (last - first) * days * 86_400,
            people[act.person],
            index[act.comment],
            text=act.text if isinstance(act, Share) else None,
            stars=0 if isinstance(act, Share) else act.stars,
        )
        for act in conversation.acts
    ]
    rng = Random(seed)
    chosen = rng.sample(range(len(people)), k=6)
    return Plan(
        conversation.question,
        [Member() for _ in people],
        acts,
        signed_up=frozenset(chosen[:3]),
        repliers=frozenset(chosen[3:]),
    )


def plan_of_workload(workload: Workload, *, seed: int = 1, days: int = 14) -> Plan:
    """Return a generated district as a plan: everybody rates comments drawn from those that are there."""
    rng = Random(seed)
    acts: list[Act] = []
    step = days * 86_400 / len(workload.acts)
    written: list[int] = []
    for place, act in enumerate(workload.acts):
        at = place * step
        if isinstance(act, ShareAct):
            acts.append(Act(at, act.person, len(written), text=act.text))
            written.append(act.person)
            continue
        there = [index for index, author in enumerate(written) if author != act.person]
        chosen = rng.sample(there, k=min(len(there), workload.people[act.person].wanted_ratings))
        acts += [Act(at + n * 20, act.person, comment, stars=rng.randint(1, 5)) for n, comment in enumerate(chosen)]
    acts.sort(key=lambda act: act.at)
    members = [Member(each.group) for each in workload.people]
    return Plan(workload.question, members, acts, workload.groups)


_NOUNS = ("lunch", "crossing", "library", "bus", "garden", "gym", "homework", "toilets", "lockers", "bikes")
_WISHES = ("longer", "safer", "quieter", "warmer", "brighter", "free", "cleaner", "more", "better", "open")


def _words(rng: Random, index: int) -> str:
    chosen = rng.sample(_WISHES, k=2), rng.sample(_NOUNS, k=2)
    return f"{chosen[0][0]} {chosen[1][0]} and {chosen[0][1]} {chosen[1][1]}, idea {index}"


def _group(groups: Sequence[str], place: int) -> str | None:
    """Return somebody's group: one person is in the last, the others share the rest."""
    if not groups:
        return None
    return groups[-1] if place == 0 else groups[place % (len(groups) - 1)]
