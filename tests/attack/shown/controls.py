"""Planted controls: for each attack what would be shown if it leaked in that way, and what is public and true."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from tests.attack.case import Counts
from tests.attack.shown.case import Given, ShownCase, ShownTruth
from tests.attack.shown.taken import Taken
from tests.attack.worlds.plan import Act, Member, Plan, Seeing, in_time, make_plan

World = tuple[ShownCase, ShownTruth]


@dataclass
class Leak:
    """A plan whose people are seen by day and minute, and files that show what they must not."""

    plan: Plan

    def __post_init__(self) -> None:
        rng = Random(2)
        self.ids = [f"U{rng.getrandbits(40):010X}" for _ in self.plan.members]
        numbers = rng.sample(range(100, 999), k=len(self.plan.comments))
        self.numbers = {act.comment: number for act, number in zip(self.plan.comments, numbers, strict=True)}
        self.tokens = [f"{rng.getrandbits(64):016x}" for _ in self.plan.members]

    def at_the_end(self, name: str, data: bytes) -> World:
        """Return the world in which one file is shown when all is over."""
        return self._world([Taken(self.plan.moment(self.plan.acts[-1].at + 60), {name: data})])

    def live(self) -> World:
        """Return the world in which exact figures follow each act."""
        stars: dict[int, dict[int, int]] = defaultdict(dict)
        taken = []
        for act in self.plan.acts:
            if act.text is None:
                stars[act.comment][act.person] = act.stars
            rows = [self._figure(comment, list(given.values())) for comment, given in stars.items()]
            data = json.dumps({"comments": rows}).encode()
            taken.append(Taken(self.plan.moment(act.at) + timedelta(seconds=30), {"export/json.json": data}))
        return self._world(taken)

    def _figure(self, comment: int, given: list[int]) -> dict[str, object]:
        return {"id": str(self.numbers[comment]), "stars": {"stars": sum(given) / len(given), "ratings": len(given)}}

    def _world(self, taken: list[Taken]) -> World:
        plan, count, ratings, counts = self.plan, 0, 0, []
        for act in plan.acts:
            counts.append(Counts(plan.moment(act.at) - timedelta(seconds=90), count, ratings))
            count, ratings = count + (act.text is not None), ratings + (act.text is None)
        counts.append(Counts(plan.moment(plan.acts[-1].at) + timedelta(seconds=90), count, ratings))
        public = Seeing(plan, self.ids, self.numbers, counts).public()
        case = ShownCase(taken, public, frozenset(self.numbers.values()), {each: f"Person {each}" for each in self.ids})
        authors = {self.numbers[act.comment]: self.ids[act.person] for act in plan.comments}
        given = [
            Given(plan.moment(act.at), self.ids[act.person], self.numbers[act.comment], act.stars)
            for act in plan.acts
            if act.text is None
        ]
        groups = {person: each.group for person, each in zip(self.ids, plan.members, strict=True)}
        return case, ShownTruth(self.ids, authors, given, groups)

    def comments(self) -> list[tuple[Act, str, int]]:
        """Return each comment with its author's id, and its number."""
        return [(act, self.ids[act.person], self.numbers[act.comment]) for act in self.plan.comments]


def named() -> World:
    """A file of comments has a column with authors."""
    leak = Leak(make_plan())
    return leak.at_the_end("export/comments.csv", _csv(("id", "author"), [(n, who) for _, who, n in leak.comments()]))


def timed() -> World:
    """A file of comments has their minutes."""
    leak = Leak(make_plan())
    rows = [{"id": str(n), "shared_at": leak.plan.moment(act.at).isoformat()} for act, _, n in leak.comments()]
    return leak.at_the_end("export/json.json", json.dumps({"comments": rows}).encode())


def ordered() -> World:
    """A page lists comments in the order in which they were written."""
    leak = Leak(make_plan())
    items = "".join(f'<li><a href="comments/{n}">#{n}</a></li>' for _, _, n in leak.comments())
    return leak.at_the_end("page/comments.html", f"<ul>{items}</ul>".encode())


def marked() -> World:
    """A file of comments has a token for each author, and everybody wrote four."""
    acts = [Act(0, place % 6, place, text=f"Idea {place}") for place in range(24)]
    plan = in_time(Plan("What keeps us safe?", [Member() for _ in range(6)], acts), Random(1), 700)
    leak = Leak(plan)
    rows = [(n, leak.tokens[act.person]) for act, _, n in leak.comments()]
    return leak.at_the_end("export/comments.csv", _csv(("id", "author"), rows))


def live() -> World:
    """Exact figures follow each rating."""
    return Leak(make_plan()).live()


def gathered() -> World:
    """A file has each person's ratings under a number drawn by lot."""
    leak = Leak(make_plan())
    lot = Random(3).sample(range(1000), k=len(leak.ids))
    rows = [(lot[act.person], leak.numbers[act.comment], act.stars) for act in leak.plan.acts if act.text is None]
    return leak.at_the_end("export/ratings.csv", _csv(("person", "comment", "stars"), sorted(rows)))


def every_cell() -> World:
    """A file has each group's stars on each comment, of however few."""
    plan = make_plan(groups=("Students", "Parents", "Board"))
    leak = Leak(replace(plan, acts=list(plan.acts)))
    cells: dict[tuple[int, str], list[int]] = defaultdict(list)
    for act in plan.acts:
        group = plan.members[act.person].group
        if act.text is None and group:
            cells[leak.numbers[act.comment], group].append(act.stars)
    rows = [(n, group, round(sum(some) / len(some), 1), len(some)) for (n, group), some in cells.items()]
    return leak.at_the_end("export/by_group.csv", _csv(("comment", "group", "stars", "count"), rows))


def _csv(head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target).writerows([head, *rows])
    return target.getvalue().encode()


CONTROLS: Mapping[str, Callable[[], World]] = {
    "names": named,
    "times": timed,
    "order": ordered,
    "marks": marked,
    "changes": live,
    "patterns": gathered,
    "differences": live,
}
"""By the name of an attack, the world in which it must succeed."""
