"""What a plan that was played left behind: who is who, the copies on the way, and what was public."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.playground.people.person import Person
from tests.attack.case import Between, Counts
from tests.attack.copies.records import Copy
from tests.attack.worlds.plan import Plan, Seeing


@dataclass
class Lived:
    """What a plan left behind. numbers: of comments by index; running: the copy at a random moment; asked: appeals."""

    plan: Plan
    people: list[Person]
    exchange_id: int = 0
    numbers: dict[int, int] = field(default_factory=dict)
    counts: list[Counts] = field(default_factory=list)
    lone: list[Between] = field(default_factory=list)
    days: list[Between] = field(default_factory=list)
    running: Copy | None = None
    own: dict[str, list[str]] = field(default_factory=dict)
    asked: list[tuple[datetime, int]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """The Slack ids of the people, by their places in the plan."""
        return [person.id for person in self.people]

    def seeing(self, noise: float = 0.8) -> Seeing:
        """Return what is public about it. noise: share of people who are seen around on a day."""
        asked = [(at, self.ids[place]) for at, place in self.asked]
        return Seeing(self.plan, self.ids, self.numbers, self.counts, noise, self.own, asked)

    def authors(self) -> dict[int, str]:
        """Return who wrote, by comment number, as the plan has it."""
        return {self.numbers[act.comment]: self.ids[act.person] for act in self.plan.comments}

    def stars(self) -> dict[tuple[str, int], int]:
        """Return the stars by (Slack id, comment number), as the plan has them."""
        given = self.plan.ratings.items()
        return {(self.ids[person], self.numbers[comment]): stars for (person, comment), stars in given}
