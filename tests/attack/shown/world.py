"""A plan played through the real bot, with everything that is shown taken at each release; and attacked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bot.exports.flow_full import make_full_bundle
from storage import exchanges
from storage.scope import ExchangeScope
from tests.attack.copies.records import Copy
from tests.attack.scoring import Result, score
from tests.attack.shown.attacks import NAMING, STARRING, guess_everything
from tests.attack.shown.case import Found, Given, ShownCase, ShownTruth
from tests.attack.shown.cells import small_cells
from tests.attack.shown.scoring import score_stars
from tests.attack.shown.taken import Taken
from tests.attack.shown.taking import BASE, Taking
from tests.attack.worlds.live import Life
from tests.attack.worlds.lived import Lived
from tests.attack.worlds.plan import Plan, make_plan
from tests.whole_bot import open_playground

GROUPS = ("Students", "Parents", "Board")


@dataclass(frozen=True, repr=False)  # asyncio formats what a coroutine returns, and this is all pages and files
class Shown:
    """What came of playing a plan. full: the same moment with the operator's full bundle, which nobody else gets."""

    case: ShownCase
    truth: ShownTruth
    least: int
    full: ShownCase

    def attack(self) -> Found:
        """Run every attack."""
        return Found(results_of(self.case, self.truth), small_cells(self.case, self.truth, least=self.least))


def results_of(case: ShownCase, truth: ShownTruth, *, rounds: tuple[int, ...] = (999, 9_999)) -> list[Result]:
    """Return a result for each attack and goal that it has something to say about."""
    names = {**NAMING, "everything": guess_everything}
    every, stars = truth.of(case), truth.stars(case)
    found = [result for name, guess in names.items() for result in score(name, guess(case), every, rounds=rounds)]
    return found + [result for name, guess in STARRING.items() for result in score_stars(name, guess(case), stars)]


async def play(
    folder: Path, plan: Plan, *, database_url: str | None = None, noise: float = 0.8, most_pages: int = 120
) -> Shown:
    """Play a plan from its opening to its close. noise: share of people who are seen around on a day for nothing."""
    facts = {"starling_base_url": BASE}
    async with open_playground(
        folder, database_url=database_url, unseen_clicks=True, settings_facts=facts
    ) as playground:
        playground.starling.context.pace.limits = ()  # plans have many comments of one person at one time
        life, taking = Life(playground, plan, folder, _no_copy, ()), Taking(playground, most_pages=most_pages)
        life.after_jobs = _after(taking, life)
        life.says_groups_first = True
        lived = await life.play()
        await life.closes()
        await taking.look(lived.exchange_id, is_last=True)
        ctx = playground.starling.context
        async with ctx.storage.read() as db:
            exchange = await exchanges.get(db, ExchangeScope(playground.tenant_id, lived.exchange_id))
        assert exchange
        full = await make_full_bundle(ctx, exchange)
        now = playground.clock.now()
    case, truth = case_of(lived, taking.taken, noise)
    opened = [*taking.taken, Taken(now, {"export/full.json": full.data})]
    return Shown(case, truth, exchange.min_group_size, replace(case, taken=opened))


def case_of(lived: Lived, taken: list[Taken], noise: float) -> tuple[ShownCase, ShownTruth]:
    """Return what an attacker has, and what is true."""
    public, plan = lived.seeing(noise).public(), lived.plan
    names = {person.id: person.name for person in lived.people}
    case = ShownCase(taken, public, frozenset(lived.numbers.values()), names)
    groups = {lived.ids[place]: member.group for place, member in enumerate(plan.members)}
    given: dict[tuple[str, int], Given] = {}
    for act in plan.acts:
        number = lived.numbers.get(act.comment if act.near is None else act.near)
        if number is not None and (act.text is None or act.near is not None):
            person = lived.ids[act.person]
            stars = act.stars if act.text is None else 4
            given[person, number] = Given(plan.moment(act.at), person, number, stars)
    return case, ShownTruth(lived.ids, lived.authors(), list(given.values()), groups)


def small_district(seed: int = 1) -> Plan:
    """Return a plan of 36 people in two groups and a group of one, over some days; a few comments have few ratings."""
    plan = make_plan(seed, people=36, comments=8, ratings=6, gap=1_900.0, groups=GROUPS)
    rng = Random(seed)
    few = {each.comment for each in plan.comments[-2:]}
    kept = [act for act in plan.acts if act.text is not None or act.comment not in few or rng.random() < _FEW]
    return replace(plan, acts=[*kept])


_FEW = 0.25  # of the ratings of the comments that few rate


def _after(taking: Taking, life: Life) -> Callable[[], Awaitable[None]]:
    async def look() -> None:
        await taking.look(life.lived.exchange_id)

    return look


async def _no_copy(**_: object) -> Copy:
    return Copy({})
