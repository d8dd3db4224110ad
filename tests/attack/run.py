"""The attacker in full: every attack on every setting, as a table.

    python -m tests.attack.run [SETTING …] [--people N] [--ratings N] [--unattended N] [--out FILE]

Settings: small, london, seattle, district; each on SQLite or, with `:postgresql` behind its name, on PostgreSQL; with
`:shown` what people are shown is attacked at each release, and no copy of the database. All but small need the folder
of recorded conversations and texts, STARLING_DATA. `make attack` runs them all.
--people: a smaller district. --ratings: only the last ones of a plan. --unattended: how many of the last acts have no
job, every fifth of them alone between two copies. --out: the table goes there too.
"""

import argparse
import asyncio
import logging
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from bot.playground.replay.conversation import read_conversation
from bot.playground.replay.workload import KSD, District, make_workload, read_texts
from bot.slack import deadlines
from tests.attack.scoring import Result
from tests.attack.shown import world as shown
from tests.attack.trial import Trial, play
from tests.attack.worlds.live import UNATTENDED_ACTS
from tests.attack.worlds.plan import Plan, community, plan_of_conversation, plan_of_workload
from tests.postgres import Postgres

_TEXTS = Path("themes") / "open_march_on_operation_marchin_orders.csv"
_DEFAULT = (
    *("small", "small:postgresql", "small:shown", "london", "london:postgresql", "london:shown"),
    *("seattle", "seattle:postgresql", "seattle:shown", "district"),
)
_MOST_PAGES = 400  # read at each release


def main(arguments: list[str] | None = None) -> int:
    """Run the settings that the command line asks for; return 1 where an attack is right more often than chance."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack.run")
    parser.add_argument("settings", nargs="*", default=list(_DEFAULT))
    parser.add_argument("--people", type=int, default=sum(KSD.groups.values()) + KSD.ungrouped)
    parser.add_argument("--ratings", type=int, default=0)
    parser.add_argument("--unattended", type=int, default=UNATTENDED_ACTS)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    deadlines.stretch = 100.0
    found: dict[str, list[Result]] = {}
    small: list[str] = []
    for setting in chosen.settings:
        if setting.endswith(":shown"):
            attacked = _shown(setting.partition(":")[0], chosen.people).attack()
            found[setting] = list(attacked.results)
            small += attacked.small_cells
        else:
            trial = _play(setting, chosen)
            for state in trial.cases:
                found[f"{setting} {state}"] = trial.results(state)
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(f"{setting}: {used.ru_utime + used.ru_stime:.0f} CPU s so far", file=sys.stderr)
    text = table(found) + "".join(f"{each}\n" for each in ("Cells of few people: ", *small) if small)
    print(text)
    if chosen.out:
        chosen.out.write_text(text, encoding="utf-8")
    return int(bool(small) or any(not result.is_chance for results in found.values() for result in results))


def _play(setting: str, chosen: argparse.Namespace) -> Trial:
    name, _, database = setting.partition(":")
    plan = _PLANS[name](chosen.people)
    ratings = {id(act) for act in [each for each in plan.acts if each.text is None][-chosen.ratings :]}
    plan = replace(plan, acts=[act for act in plan.acts if act.text is not None or id(act) in ratings])
    alone = range(len(plan.acts) // 2, len(plan.acts), max(1, len(plan.acts) // 12))
    if chosen.unattended != UNATTENDED_ACTS:
        alone = range(len(plan.acts) - chosen.unattended, len(plan.acts), 5)
    how = {"lone": alone, "with_days": True, "unattended": chosen.unattended, "with_desk": True}
    with tempfile.TemporaryDirectory(prefix="starling-attack-") as folder:
        if database != "postgresql":
            return asyncio.run(play(Path(folder), plan, **how))
        with Postgres() as server:
            server.create_database("attacked")
            return asyncio.run(play(Path(folder), plan, database_url=server.url("attacked"), **how))


def _shown(name: str, people: int) -> shown.Shown:
    plan = shown.small_district() if name == "small" else _PLANS[name](people)
    with tempfile.TemporaryDirectory(prefix="starling-shown-") as folder:
        return asyncio.run(shown.play(Path(folder), plan, most_pages=_MOST_PAGES))


def _recorded(name: str) -> Callable[[int], Plan]:
    return lambda _people: plan_of_conversation(read_conversation(_data() / "conversations" / name))


def _district(people: int) -> Plan:
    part = people / (sum(KSD.groups.values()) + KSD.ungrouped)
    district = District(
        groups={group: -(-int(number * part * 100) // 100) for group, number in KSD.groups.items()},
        ungrouped=round(KSD.ungrouped * part),
        comments=max(20, round(KSD.comments * part)),
        ratings=max(100, round(KSD.ratings * part)),
    )
    return plan_of_workload(make_workload(read_texts(_data() / _TEXTS, district.comments), 1, district))


def _data() -> Path:
    return Path(os.environ.get("STARLING_DATA", "../shared/data"))


_PLANS: Mapping[str, Callable[[int], Plan]] = {
    "small": lambda _people: community(),
    "london": _recorded("london.youth.policing"),
    "seattle": _recorded("15-per-hour-seattle"),
    "district": _district,
}


def table(found: Mapping[str, list[Result]]) -> str:
    """Return a table of attacks and goals by settings: right of guesses, their share with bounds, chance.

    In bold what is right more often than chance; a dash where an attack has nothing to guess by.
    """
    lines = [f"| attack | goal | {' | '.join(found)} |", f"|---|---|{'---|' * len(found)}"]
    names = dict.fromkeys((result.attack, result.goal) for results in found.values() for result in results)
    for attack, goal in names:
        cells = [_cell(next((each for each in one if (each.attack, each.goal) == (attack, goal)), None))
                 for one in found.values()]  # fmt: skip
        lines.append(f"| {attack} | {goal} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(result: Result | None) -> str:
    if result is None:
        return "–"
    low, high = result.bounds
    text = f"{result.right} of {result.of}: {result.success:.2f} ({low:.2f}–{high:.2f}), chance {result.chance:.3f}"
    return text if result.is_chance else f"**{text}**"


if __name__ == "__main__":
    sys.exit(main())
