"""Replay: a real conversation played through the bot, and a check that nothing was lost."""

import argparse
import asyncio
from pathlib import Path

from rich.console import Console

from bot.playground.replay.conversation import read_conversation
from bot.playground.replay.house import open_exchange, open_house
from bot.playground.replay.ledger import Ledger
from bot.playground.replay.run import Options, Replay
from bot.playground.replay.shape import QUESTION, make_plan, read_texts
from bot.playground.replay.show import table_of, write_report
from bot.settings import SettingsError


def run_replay(chosen: argparse.Namespace) -> int:
    """Play what the command line asks for; return 1 when anything was lost, doubled or wrong.

    Raises SettingsError in one line for a folder, file, database or number that cannot be used.
    """
    if (chosen.folder is None) == (chosen.shape is None):
        raise SettingsError("name either a folder with comments.csv and votes.csv, or --shape ksd")
    if chosen.kills < 0 or (chosen.rate is not None and chosen.rate <= 0):
        raise SettingsError("--kills is 0 or more, and --rate more than 0")
    if chosen.report and not Path(chosen.report).absolute().parent.is_dir():
        msg = f"--report: the folder {Path(chosen.report).absolute().parent} does not exist"
        raise SettingsError(msg)
    return asyncio.run(_replay(chosen, Console(highlight=False)))


async def _replay(chosen: argparse.Namespace, console: Console) -> int:
    if chosen.shape:
        name, question = f"--shape {chosen.shape}", QUESTION
        plan = make_plan(read_texts(Path(chosen.texts) if chosen.texts else None), chosen.seed)
        conversation = None
    else:
        conversation = read_conversation(Path(chosen.folder))
        name, question = Path(chosen.folder).resolve().name, conversation.question
        plan = None
    async with open_house(mode=chosen.mode, database=chosen.database) as house:
        exchange_id = await open_exchange(house, question, plan.groups if plan else [])
        with Ledger(house.folder / "ledger.jsonl") as ledger:
            options = Options(rate=chosen.rate, kills=chosen.kills, seed=chosen.seed)
            replay = Replay(house, exchange_id, ledger, options, console)
            if conversation:
                await replay.conversation(conversation)
            elif plan:
                await replay.district(plan)
            found = await replay.examine()
            digest = await replay.digest()
        is_whole = replay.is_whole(found)
        figures = {
            "played": name,
            **replay.figures(found),
            "mode": chosen.mode,
            "database": house.storage.url.get_backend_name(),
            "failures": house.bot.failures(),
            "digest": bool(digest),
            "whole": is_whole,
        }
        if not is_whole:
            house.keeps_folder = True
        if digest:
            console.print(digest + "\n", markup=False)
        console.print(table_of(figures))
        if not is_whole:
            console.print(f"Not whole: the ledger and the bot's log are kept in {house.folder}", markup=False)
        if chosen.report:
            write_report(Path(chosen.report), figures)
    return 0 if is_whole else 1
