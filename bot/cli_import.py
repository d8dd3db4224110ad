"""`starling import`: a conversation of another system, stored whole or not at all, with a report."""

import argparse
import asyncio
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.imports.conversation import Conversation
from bot.imports.polis import FILES, read_polis
from bot.imports.rows import UnreadableError
from bot.imports.store import Place, Stored, preview, store
from bot.imports.survey import parse_map, read_survey
from bot.keys import Keyring
from bot.serve import migrate
from bot.settings import Settings, SettingsError
from storage.problems import DatabaseUnusableError, explained
from storage.session import Storage


def run_polis(chosen: argparse.Namespace) -> int:
    """Import a folder in Polis export form, or a ZIP file of one; return the exit code. Raises SettingsError."""
    path = Path(chosen.folder)
    if not zipfile.is_zipfile(path):
        return _run(chosen, lambda: read_polis(path))
    with tempfile.TemporaryDirectory(prefix="starling-import-") as folder:
        inside = Path(folder) / path.stem
        inside.mkdir()
        with zipfile.ZipFile(path) as archive:
            for name in FILES:
                if name in archive.namelist():
                    (inside / name).write_bytes(archive.read(name))
        return _run(chosen, lambda: read_polis(inside))


def run_csv(chosen: argparse.Namespace) -> int:
    """Import comments, with their ratings or without, out of a CSV file; return the exit code. Raises SettingsError."""
    columns = parse_map(chosen.map)
    today = datetime.now(UTC).date()
    return _run(chosen, lambda: read_survey(Path(chosen.file), columns, question=chosen.question or "", today=today))


def _run(chosen: argparse.Namespace, read: Callable[[], Conversation]) -> int:
    report = Path(chosen.report).absolute() if chosen.report else None
    if report and not report.parent.is_dir():
        msg = f"--report: there is no folder {report.parent}"
        raise SettingsError(msg)
    try:
        conversation = _with_languages(read())
    except UnreadableError as error:
        for row in error.rows:
            sys.stderr.write(f"{row}\n")
        _write(report, _facts(Stored("", 0, 0, 0, 0), {}) | {"unreadable": [row.to_json() for row in error.rows]})
        raise
    if not conversation.comments:
        _write(report, _facts(Stored("", 0, 0, 0, 0), conversation.skipped))
        raise SettingsError("there is no comment to store, so nothing was stored")
    place = Place(chosen.workspace, chosen.slug or "")
    stored = asyncio.run(_store(Settings.load(), conversation, place, is_dry_run=chosen.dry_run))
    facts = _facts(stored, conversation.skipped)
    _write(report, facts)
    sys.stdout.write(_summary(stored, conversation, is_dry_run=chosen.dry_run))
    return 0


def _with_languages(conversation: Conversation) -> Conversation:
    """Return a conversation whose comments have the languages that their words are in."""
    from bot.worker.languages import detect

    spoken = detect([each.text for each in conversation.comments])
    comments = [replace(each, language=found) for each, found in zip(conversation.comments, spoken, strict=True)]
    return replace(conversation, comments=comments)


async def _store(settings: Settings, conversation: Conversation, place: Place, *, is_dry_run: bool) -> Stored:
    """Store a conversation, or say what would be stored. Raises SettingsError."""
    secret = settings.secret_key()
    if not is_dry_run:
        await migrate(settings)
    storage = Storage(settings.database_url)
    try:
        with explained(storage.url):
            if is_dry_run:
                return await preview(storage, conversation, place)
            total = len(conversation.comments) + len(conversation.ratings)
            with _progress("Storing", total) as progress:
                now = datetime.now(UTC)
                return await store(storage, Keyring(secret), conversation, place, now=now, progress=progress)
    except DatabaseUnusableError as error:
        msg = f"DATABASE_URL: {error}"
        raise SettingsError(msg) from error
    finally:
        await storage.close()


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on a terminal, and nothing elsewhere; yields what takes how many rows more are done."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console) as bar:
        task = bar.add_task(what, total=total)
        yield lambda more: bar.advance(task, more)


def _facts(stored: Stored, skipped: object) -> dict[str, object]:
    """Return the report as plain data."""
    return {**asdict(stored), "skipped": dict(sorted(dict(skipped).items()))}  # type: ignore[call-overload]


def _write(report: Path | None, facts: dict[str, object]) -> None:
    if report:
        report.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _summary(stored: Stored, conversation: Conversation, *, is_dry_run: bool) -> str:
    done = "would be stored" if is_dry_run else "stored"
    what = f"{stored.comments_stored:,} comments and {stored.ratings_stored:,} ratings of {stored.people:,} people"
    left_out = sorted(conversation.skipped.items())
    lines = [
        f"{what} {done} as the exchange {stored.exchange}.",
        *(f"Left out, {reason.replace('_', ' ')}: {n:,}" for reason, n in left_out),
    ]
    return "\n".join(lines) + "\n"
