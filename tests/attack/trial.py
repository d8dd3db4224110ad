"""One trial: a plan is played through the real bot, its database is copied in several states, and attacked."""

from collections.abc import Collection
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.attack.attacks import everything
from tests.attack.case import Case, Public, Truth
from tests.attack.copies import postgres_copy, sqlite_copy
from tests.attack.copies.records import Copy
from tests.attack.evidence.evidence import Evidence, Row
from tests.attack.scoring import Result, score
from tests.attack.with_key import open_copy
from tests.attack.worlds.desk import Desk
from tests.attack.worlds.live import UNATTENDED_ACTS, Life
from tests.attack.worlds.lived import Lived
from tests.attack.worlds.plan import Plan
from tests.whole_bot import open_playground

RUNNING, UNATTENDED, STOPPED, FORGOTTEN, ERASED = "running", "unattended", "stopped", "forgotten", "erased"


@dataclass(frozen=True, repr=False)  # asyncio formats what a coroutine returns, and this is 200 MB of text
class Trial:
    """What came of playing a plan.

    cases, truths: by the state when the copy was taken. Running: at a random moment, within ten minutes after some act.
    Unattended: minutes after the last acts, during which no job ran. Stopped: the same, after an orderly end.
    Forgotten: when somebody has just read that what is theirs is deleted. Erased: after the day on which the key goes.
    The truth about the last two is that of before. words: that the forgotten person had shared.
    left_to_the_key: what the server's secret opens after that day.
    """

    lived: Lived
    cases: dict[str, Case]
    truths: dict[str, Truth]
    words: list[str]
    left_to_the_key: Truth

    def results(self, state: str) -> list[Result]:
        """Run every attack, and all of them together, on the copy of a state."""
        case, truth = self.cases[state], self.truths[state]
        guesses = {name: attack(case) for name, attack in everything.ATTACKS.items()}
        guesses["everything"] = everything.guess(case, list(guesses.values()))
        return [result for name, guessed in guesses.items() for result in score(name, guessed, truth)]


async def play(
    folder: Path,
    plan: Plan,
    *,
    database_url: str | None = None,
    lone: Collection[int] = (),
    with_days: bool = False,
    unattended: int = UNATTENDED_ACTS,
    noise: float = 0.8,
    with_desk: bool = False,
) -> Trial:
    """Play a plan and return the trial.

    database_url: instead of a new SQLite file. lone: places of acts that are alone between two copies.
    with_days: copies each night too. unattended: how many of the last acts have no job.
    noise: share of people who are seen around on a day for other reasons. with_desk: moderators act too, and the
    attacker has all that the bot sent and logged.
    """

    async def copy(*, with_changes: bool = False) -> Copy:
        if database_url is not None:
            return await postgres_copy.read_copy(database_url, with_files=with_changes)
        return sqlite_copy.read_copy(*sqlite_copy.take(folder / "starling.sqlite"), with_changes=with_changes)

    world = open_playground(folder, database_url=database_url, unseen_clicks=True)
    async with world as playground, AsyncExitStack() as listening:
        playground.starling.context.pace.limits = ()  # plans have many comments of one person at one time
        life = Life(playground, plan, folder, copy, lone, unattended)
        desk = life.begin_desk() if with_desk else None
        if desk is not None:
            listening.enter_context(desk.listening.to_the_log())
        lived = await life.play(with_days=with_days)
        if plan.groups:
            for group in (0, len(plan.groups) - 1):
                await life.changes_group(len(plan.members) - 1, group)
        assert lived.running
        await life.pauses()
        copies = {RUNNING: lived.running, UNATTENDED: await copy(with_changes=True)}
        if database_url is None:
            files = sqlite_copy.take(folder / "starling.sqlite")
            copies[STOPPED] = sqlite_copy.read_copy(sqlite_copy.take_stopped(*files))
        keys = playground.starling.context.keys
        truths = {state: open_copy(each, keys, lived.ids) for state, each in copies.items()}
        acts = await _end(desk)
        await life.look(all_jobs=True)
        words = await life.forgets(_distinct_author(plan))
        copies[FORGOTTEN] = await copy(with_changes=True)
        await life.outlives_the_key()
        copies[ERASED] = await copy(with_changes=True)
        left = open_copy(copies[ERASED], keys, lived.ids)
    public = _public(lived, noise)
    evidence = desk.evidence(public, acts) if desk is not None else Evidence()
    truths[FORGOTTEN] = truths[ERASED] = truths[UNATTENDED]
    cases = {state: Case(each, public, lived.lone, lived.days, evidence) for state, each in copies.items()}
    return Trial(lived, cases, truths, words, left)


async def _end(desk: Desk | None) -> list[Row]:
    """Let what waits for the next morning be done; return the moderation log."""
    if desk is None:
        return []
    await desk.end()
    return await desk.log()


def _public(lived: Lived, noise: float) -> Public:
    """Return what is public; of the attacker's own accounts they know more."""
    public = lived.seeing(noise).public()
    for person in lived.own:
        public.groups.pop(person, None)
    return public


def _distinct_author(plan: Plan) -> int:
    """Return somebody whose words are in nobody else's."""
    texts = {act.comment: act.text or "" for act in plan.comments}
    quoted = {act.person for act in plan.comments if sum(texts[act.comment] in other for other in texts.values()) > 1}
    return next(act.person for act in plan.comments if act.person not in quoted)
