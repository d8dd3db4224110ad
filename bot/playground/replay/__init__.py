"""Replay of a real conversation through the bot, and a check that nothing was lost."""

import argparse
import asyncio
import os
import signal
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.playground.replay.attempt_log import AttemptLog
from bot.playground.replay.conversation import Conversation, read_conversation
from bot.playground.replay.environment import ReplayEnvironment, open_environment, open_exchange
from bot.playground.replay.play_conversation import play_conversation
from bot.playground.replay.play_district import DistrictPlay
from bot.playground.replay.replay import Options, Replay
from bot.playground.replay.report import make_table, write_report
from bot.playground.replay.workload import Workload, make_workload, read_texts
from bot.playground.server import ACK_SECONDS
from bot.settings import SettingsError

_Figures = dict[str, object]
_TERMINATED = 128 + signal.SIGTERM


def run_replay(chosen: argparse.Namespace) -> int:
    """Run the replay that the command line asks for; return 1 when anything was lost, doubled or wrong.

    Raises SettingsError, in one line, for an unusable folder, file, database or number.
    """
    if (chosen.folder is None) == (chosen.shape is None):
        raise SettingsError("name either a folder with comments.csv and votes.csv, or --shape ksd")
    if chosen.kills < 0 or (chosen.rate is not None and chosen.rate <= 0):
        raise SettingsError("--kills is 0 or more, and --rate more than 0")
    if chosen.ack < ACK_SECONDS:
        msg = f"--ack is {ACK_SECONDS:.0f} seconds, as Slack waits, or more"
        raise SettingsError(msg)
    report = Path(chosen.report).absolute() if chosen.report else None
    if report and not report.parent.is_dir():
        msg = f"--report: there is no folder {report.parent}"
        raise SettingsError(msg)
    script: Conversation | Workload
    if chosen.shape:
        script = make_workload(read_texts(Path(chosen.texts) if chosen.texts else None), chosen.seed)
    else:
        script = read_conversation(Path(chosen.folder))
    name = f"--shape {chosen.shape}" if chosen.shape else Path(chosen.folder).resolve().name
    console = Console(highlight=False)
    options = Options(rate=chosen.rate, kills=chosen.kills, seed=chosen.seed, ack_seconds=chosen.ack)
    try:
        figures = asyncio.run(
            _until_terminated(play_script(script, options, console, mode=chosen.mode, database=chosen.database))
        )
    except asyncio.CancelledError:
        return _TERMINATED
    figures = {"played": name} | figures
    console.print(make_table(figures))
    if report:
        write_report(report, figures)
    return 0 if figures["whole"] else 1


async def _until_terminated(playing: Coroutine[Any, Any, _Figures]) -> _Figures:
    """Await a replay; SIGTERM cancels it as Ctrl-C does, which also removes the bot and the folder."""
    task = asyncio.ensure_future(playing)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task


async def play_script(
    script: Conversation | Workload,
    options: Options,
    console: Console,
    *,
    mode: str = "http",
    database: str | None = None,
) -> _Figures:
    """Replay a conversation, or a district, in an environment of its own; return the figures.

    mode: http or socket. database: instead of a new file. The attempt log is kept when anything is wrong.
    """
    async with open_environment(mode=mode, database=database, ack_seconds=options.ack_seconds) as environment:
        figures = await _play(script, options, console, environment)
        figures |= {"mode": mode, "database": environment.storage.url.get_backend_name()}
    used = os.times()
    figures["cpu_s"] = {
        "playground": round(used.user + used.system),
        "bot": round(used.children_user + used.children_system),
    }
    return figures


async def _play(
    script: Conversation | Workload, options: Options, console: Console, environment: ReplayEnvironment
) -> _Figures:
    opened = await open_exchange(environment, script.question, script.groups)
    with AttemptLog(environment.folder / "attempts.jsonl") as attempts:
        replay = Replay(environment, opened, attempts, options, console)
        if isinstance(script, Workload):
            await DistrictPlay(replay, script).play()
        else:
            await play_conversation(replay, script)
        found = await replay.check()
        digest = await replay.digest()
    is_whole = replay.is_whole(found)
    if digest:
        console.print(digest + "\n", markup=False)
    if not is_whole:
        environment.keeps_folder = True
        console.print(
            f"Something is wrong: the attempt log and the bot's log are kept in {environment.folder}", markup=False
        )
    return {**replay.figures(found), "failures": environment.bot.failures(), "digest": bool(digest), "whole": is_whole}
