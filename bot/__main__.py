"""The command line: `starling` and `python -m bot`."""

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from bot.cli_options import add_backup, add_compute, add_export, add_import, add_link, add_verify, add_workspace
from bot.environment import SettingsError

_Run = Callable[[argparse.Namespace], int]
LOCALES = ("en-US", "en-GB", "es-ES", "es-LA")
"""Slack's codes of the languages that there are catalogues for."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; errors are one line on standard error, and exit code 1."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if not hasattr(chosen, "run"):
        parser.print_help()
        return 0
    run: _Run = chosen.run
    try:
        return run(chosen)
    except SettingsError as error:
        print(f"starling: {error}", file=sys.stderr)
    except OSError as error:
        print(f"starling: {error.strerror or error}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="starling", description="One open conversation with thousands of people, inside Slack."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    serve = commands.add_parser("serve", help="run the bot in a real workspace (settings: .env.example)")
    serve.set_defaults(run=_serve)
    migrate = commands.add_parser("migrate", help="bring the database to this version's schema")
    migrate.set_defaults(run=_migrate)
    doctor = commands.add_parser("doctor", help="check settings, database, tokens, scopes, clock and migrations")
    doctor.set_defaults(run=_doctor)
    rewrap = commands.add_parser(
        "rewrap",
        help="put everything that is under an old secret key under the new one",
        description="Stop the bot first. Set STARLING_SECRET_KEY to the new secret and STARLING_SECRET_KEY_OLD to the "
        "one that the database was made with (in a terminal you are asked for it). Everything is done in one "
        "transaction, and running it again does nothing more.",
    )
    rewrap.add_argument("--dry-run", action="store_true", help="only say what would be done")
    rewrap.add_argument("--partly", action="store_true", help="leave rows under a third secret as they are")
    rewrap.set_defaults(run=_rewrap)
    themes = commands.add_parser(
        "themes",
        help="find the themes of comments: JSON lines in, JSON lines out",
        description='Reads one {"id": …, "text": …} a line on standard input and writes {"id": …, "theme": …, '
        '"label": …} for each: what the bot does with the comments of an exchange. With EXCHANGE_STATE_DIR=FOLDER '
        "themes are kept there, and the next run goes on from them.",
    )
    themes.set_defaults(run=_themes)
    add_import(commands)
    add_compute(commands)
    add_link(commands)
    add_export(commands)
    add_verify(commands)
    add_workspace(commands)
    add_backup(commands)
    _add_playground(commands)
    return parser


def _add_playground(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    playground = commands.add_parser(
        "playground", help="try everything in a pretend Slack on this machine, no account needed"
    )
    playground.add_argument("--port", type=int, default=3000, help="the page's port (default 3000)")
    playground.add_argument("--fresh", action="store_true", help="start afresh: forget what was played before")
    playground.add_argument(
        "--ack-seconds", type=float, default=3.0, metavar="S",
        help="how long the bot may take to answer: 3 as in Slack, more on a slow machine or with a debugger",
    )  # fmt: skip
    playground.add_argument("--database", metavar="URL", help="another database than the one in var/")
    playground.add_argument(
        "--locale", choices=sorted(LOCALES), help="the Slack language of the people whom you can be, as es-LA"
    )
    playground.set_defaults(run=_playground)
    replay = commands.add_parser(
        "replay",
        help="play a real conversation through the bot and check that nothing is lost",
        description="Plays a conversation in Polis export form as its people would, in time order, through a "
        "playground and a bot process of its own, then checks the database. Clicks name comments by "
        "number: the playground lets only this command click a button that is on no message.",
    )
    replay.add_argument("folder", nargs="?", help="folder with comments.csv and votes.csv")
    replay.add_argument("--shape", choices=["ksd"], help="instead of a folder: the school district's size")
    replay.add_argument("--texts", metavar="CSV", help="with --shape: the file with the comments' texts")
    replay.add_argument(
        "--rate", type=float, metavar="R", help="actions a second at most (default: as fast as it goes)"
    )
    replay.add_argument("--report", metavar="FILE", help="write the figures as JSON, replacing the file")
    replay.add_argument("--mode", choices=["http", "socket"], default="http", help="how the bot meets Slack")
    replay.add_argument("--database", metavar="URL", help="another database than a new one of its own")
    replay.add_argument("--kills", type=int, default=0, metavar="N", help="end the bot with SIGKILL N times at random")
    replay.add_argument("--seed", type=int, default=1, help="of the random moments and choices")
    replay.add_argument(
        "--ack", type=float, default=3.0, metavar="SECONDS", help="how long Slack waits for an answer (default: 3)"
    )
    replay.set_defaults(run=_replay)


def _serve(_chosen: argparse.Namespace) -> int:
    with _hidden("rich"):  # structlog would load it, 3 MiB, for another sort of log than ours
        from bot import log
        from bot.serve import new_loop, serve
        from bot.settings import Settings

    settings = Settings.load()
    settings.check_platforms()
    log.set_up(form=settings.starling_log)
    return _run_until_stopped(lambda stop: serve(settings, stop), new_loop)


@contextmanager
def _hidden(library: str) -> Iterator[None]:
    """Let what is imported in here go without a library that it can do without."""
    before = sys.modules.get(library)
    sys.modules[library] = None  # type: ignore[assignment]  # an import of it fails
    try:
        yield
    finally:
        del sys.modules[library]
        if before is not None:
            sys.modules[library] = before


def _migrate(_chosen: argparse.Namespace) -> int:
    from bot.serve import migrate
    from bot.settings import Settings

    print(asyncio.run(migrate(Settings.load())))
    return 0


def _rewrap(chosen: argparse.Namespace) -> int:
    from bot.cli_rewrap import run
    from bot.settings import Settings

    print("\n".join(asyncio.run(run(Settings.load(), dry_run=chosen.dry_run, partly=chosen.partly))))
    return 0


def _doctor(_chosen: argparse.Namespace) -> int:
    from bot.cli_doctor import examine

    findings = asyncio.run(examine())
    for finding in findings:
        print(finding.line)
    return 0 if all(finding.is_ok for finding in findings) else 1


def _themes(_chosen: argparse.Namespace) -> int:
    from bot.cli_themes import run

    return run(sys.stdin, sys.stdout)


def _playground(chosen: argparse.Namespace) -> int:
    from bot.progress import doing

    with doing("Loading the program"):
        from bot import log
        from bot.playground.run import play

    log.set_up(level=logging.WARNING)  # the page shows what happens; here only what goes wrong
    return _run_until_stopped(
        lambda stop: play(
            port=chosen.port,
            fresh=chosen.fresh,
            database=chosen.database,
            stop=stop,
            ack_seconds=chosen.ack_seconds,
            locale=chosen.locale,
        )
    )


def _replay(chosen: argparse.Namespace) -> int:
    from bot.playground.replay import run_replay

    return run_replay(chosen)


def _run_until_stopped(
    work: Callable[[asyncio.Event], Awaitable[None]],
    new_loop: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop,
) -> int:
    """Run work that ends when its event is set: by Ctrl-C or SIGTERM."""

    async def with_signals() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        await work(stop)

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(with_signals())
    return 0


if __name__ == "__main__":
    sys.exit(main())
