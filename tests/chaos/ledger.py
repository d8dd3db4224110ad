"""The ledger: a flushed line for every click's fate, compared with the database at the end."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from bot.playground.replay.check import Acknowledged, Comparison, StoredExchange, compare
from storage.seals import NOBODY
from tests.chaos.clicks import Click
from tests.chaos.world import World

ACKED, NOTIFIED, REFUSED, UNKNOWN = "acked", "notified", "refused", "unknown"


def fate_of(click: Click) -> str:
    """Return what a person knows of their click.

    notified: a sentence came that it was not saved. unknown: no answer in time, or 5xx, which can follow a commit.
    """
    if click.notice:
        return NOTIFIED
    if click.is_acked:
        return ACKED
    if click.status is not None and 400 <= click.status < 500:
        return REFUSED
    return UNKNOWN


class Ledger:
    """Writes one line for each click that is answered, given up, or answered by a sentence. It holds no words."""

    def __init__(self, path: Path) -> None:
        self._file: TextIO = path.open("a", encoding="utf-8")

    def note(self, click: Click) -> None:
        """Write a click's fate."""
        facts = {"click": click.number, "person": click.rater.slack_user_id, "comment": click.comment}
        self._file.write(json.dumps(facts | {"stars": click.stars, "fate": fate_of(click), "status": click.status}))
        self._file.write("\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@dataclass(frozen=True)
class Verdict:
    """The ledger beside the database. fates: clicks by fate. noticed_but_stored: called not saved, though it was."""

    found: Comparison
    fates: Counter[str]
    noticed_but_stored: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing acknowledged was lost, nothing was doubled, nothing is wrong."""
        return self.found.is_whole

    def __str__(self) -> str:
        found = self.found
        return (
            f"{self.fates[ACKED]:,} acknowledged: {found.missing} lost, {found.doubled} doubled, {found.wrong} wrong, "
            f"{found.miscounted} miscounted; {self.fates[UNKNOWN]:,} unknown, {self.fates[NOTIFIED]:,} notified, "
            f"{self.noticed_but_stored} of these stored"
        )


def acknowledged_of(clicks: Iterable[Click], world: World) -> Acknowledged:
    """Return what was acknowledged, as the check of replays takes it. Each click here is on a comment of its own."""
    played = Acknowledged(shared=list(world.shared), people={each.slack_user_id for each in world.loop.people})
    for click in clicks:
        key = (click.rater.slack_user_id, click.comment)
        fate = fate_of(click)
        if fate == ACKED:
            played.stars[key] = click.stars
            played.unsure.discard(key)
        elif key not in played.stars:
            played.unsure.add(key)
    return played


async def verify(world: World) -> Verdict:
    """Compare all clicks of a run with the database."""
    stored = await world.stored()
    clicks = list(world.loop.clicks.values())
    found = compare(acknowledged_of(clicks, world), replace(stored, people=stored.people | {"": NOBODY}))
    return Verdict(found, Counter(map(fate_of, clicks)), _noticed_but_stored(clicks, stored))


def _noticed_but_stored(clicks: Iterable[Click], stored: StoredExchange) -> int:
    numbers = {each.comment_id: each.number for each in stored.comments}
    rows = {(person, numbers[comment_id]) for comment_id, person, _ in stored.ratings}
    acked = {(each.rater.slack_user_id, each.comment) for each in clicks if fate_of(each) == ACKED}
    notified = {(each.rater.slack_user_id, each.comment) for each in clicks if fate_of(each) == NOTIFIED} - acked
    return sum((stored.people.get(who), comment) in rows for who, comment in notified)
