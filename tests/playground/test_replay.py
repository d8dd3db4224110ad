"""A conversation is replayed through a bot process, killed or not, and nothing is lost or doubled."""

import json
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from bot.__main__ import main
from bot.playground.replay import play_script
from bot.playground.replay.attempt_log import AttemptLog
from bot.playground.replay.bot_process import BotProcess
from bot.playground.replay.check import Comparison
from bot.playground.replay.conversation import read_conversation
from bot.playground.replay.environment import open_environment, open_exchange
from bot.playground.replay.play_conversation import play_conversation
from bot.playground.replay.replay import Options, Replay
from bot.playground.replay.workload import District, make_workload
from bot.settings import SettingsError
from storage import tenants
from storage.session import Storage
from tests.playground.replaying import recorded, tiny_conversation
from tests.templates import migrated
from tests.whole_bot import PATIENCE_S

ROW = "(comment_id, rater_seal) = (SELECT comment_id, rater_seal FROM rating WHERE stars = {stars} LIMIT 1)"
COLUMNS = "tenant_id, exchange_id, comment_id, X'ffffffffffffffffffffffffffffffff', stars, clicked_at"
QUIET = Console(quiet=True)
PATIENT = ["--ack", str(PATIENCE_S)]  # a busy machine is no failure
KEYS = {
    *("comments_sent", "comments_stored", "ratings_sent", "ratings_stored", "refused", "lost", "doubled"),
    *("people", "star_sum", "ack_p50_ms", "ack_p99_ms", "seconds"),
}
LONDON = {
    "comments_sent": 36,
    "comments_stored": 36,
    "ratings_sent": 616,
    "ratings_stored": 614,
    "refused": 0,
    "lost": 0,
    "doubled": 0,
    "people": 27,
    "star_sum": 2194,
}


def test_a_conversation_is_played_whole_and_nothing_of_the_surroundings_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "elsewhere.sqlite"
    (tmp_path / ".env").write_text("SLACK_API_URL=https://slack.example/api/\nSTARLING_PORT=1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{elsewhere}")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "a token of a real workspace")
    report = tmp_path / "report.json"
    report.write_text("of last time", encoding="utf-8")

    assert main(["replay", str(tiny_conversation(tmp_path / "school")), *PATIENT, "--report", str(report)]) == 0
    figures = json.loads(report.read_text(encoding="utf-8"))
    assert set(figures) >= KEYS
    assert {key: figures[key] for key in LONDON} == {
        "comments_sent": 4,
        "comments_stored": 4,
        "ratings_sent": 10,
        "ratings_stored": 9,
        "refused": 0,
        "lost": 0,
        "doubled": 0,
        "people": 4,
        "star_sum": 31,
    }
    assert figures["ack_p99_ms"] >= figures["ack_p50_ms"] > 0
    assert not elsewhere.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".env", "report.json", "school"]
    output = capsys.readouterr().out
    assert "ratings_stored" in output
    assert "star_sum" in output


def test_a_conversation_is_played_on_postgresql_too(tmp_path: Path, empty_postgres_database: str) -> None:
    folder, report = tiny_conversation(tmp_path / "school"), tmp_path / "report.json"
    for _ in range(2):  # each time in a workspace of its own
        assert (
            main(["replay", str(folder), *PATIENT, "--database", empty_postgres_database, "--report", str(report)]) == 0
        )
        figures = json.loads(report.read_text(encoding="utf-8"))
        assert (figures["ratings_stored"], figures["star_sum"], figures["database"]) == (9, 31, "postgresql")


async def test_a_row_that_is_removed_changed_or_added_afterwards_is_caught(tmp_path: Path) -> None:
    file = tmp_path / "school.sqlite"
    read = read_conversation(tiny_conversation(tmp_path / "school"))
    async with open_environment(
        mode="http", database=f"sqlite+aiosqlite:///{file}", ack_seconds=PATIENCE_S
    ) as environment:
        opened = await open_exchange(environment, read.question, [])
        with AttemptLog(environment.folder / "attempts.jsonl") as attempts:
            replay = Replay(environment, opened, attempts, Options(ack_seconds=PATIENCE_S), QUIET)
            await play_conversation(replay, read)
            found = await replay.check()
            assert replay.is_whole(found)
            assert found == Comparison(comments_stored=4, ratings_stored=9, people=4, star_sum=31)

            def change(statement: str) -> None:
                with sqlite3.connect(file, timeout=600) as database:
                    assert database.execute(statement).rowcount == 1
                database.close()

            change(f"DELETE FROM rating WHERE {ROW.format(stars=5)}")
            change(f"UPDATE rating SET stars = 2 WHERE {ROW.format(stars=3)}")
            found = await replay.check()
            assert (found.missing, found.wrong, found.lost, found.doubled) == (1, 1, 2, 0)
            assert found.miscounted == 3, "the kept counts no longer fit"
            assert not replay.is_whole(found)

            change(f"INSERT INTO rating SELECT {COLUMNS} FROM rating LIMIT 1")
            change("UPDATE comment SET number = 99999 WHERE text = '5'")
            found = await replay.check()
            assert found.doubled == 3, "a rating, a comment and its rating that nobody accounts for"
            assert found.missing == 3, "the comment that was told another number, and its rating"

            change("UPDATE comment SET text = 'Other words' WHERE text LIKE 'Longer%'")
            assert (await replay.check()).wrong == found.wrong + 1


async def test_a_small_district_rates_what_its_cards_show_though_the_bot_is_killed() -> None:
    district = District({"Students": 5, "Parents": 9}, ungrouped=2, comments=24, ratings=100)
    plan = make_workload([f"Comment number {number} of the district" for number in range(24)], 1, district)
    figures = await play_script(plan, Options(kills=1, ack_seconds=PATIENCE_S), QUIET)
    assert figures["whole"] is True
    assert {
        key: figures[key] for key in ("comments_stored", "ratings_stored", "people", "own", "doubled", "kills")
    } == {
        "comments_stored": 24,
        "ratings_stored": 100,
        "people": 16,
        "own": 0,
        "doubled": 0,
        "kills": 1,
    }


@pytest.mark.slow
def test_a_recorded_conversation_is_whole_though_the_bot_is_killed_twice(tmp_path: Path) -> None:
    folder, report = recorded("conversations", "london.youth.policing"), tmp_path / "report.json"
    assert main(["replay", str(folder), *PATIENT, "--kills", "2", "--report", str(report)]) == 0
    figures = json.loads(report.read_text(encoding="utf-8"))
    assert {key: figures[key] for key in LONDON} == LONDON
    assert figures["kills"] == 2
    assert figures["retries"] > 0, "somebody tapped again"


@pytest.mark.slow
def test_a_recorded_conversation_is_whole_over_the_socket(tmp_path: Path) -> None:
    folder, report = recorded("conversations", "london.youth.policing"), tmp_path / "report.json"
    assert main(["replay", str(folder), *PATIENT, "--mode", "socket", "--report", str(report)]) == 0
    figures = json.loads(report.read_text(encoding="utf-8"))
    assert {key: figures[key] for key in LONDON} == LONDON
    assert figures["mode"] == "socket"


def test_sigterm_ends_the_bot_too_and_leaves_nothing(tmp_path: Path) -> None:
    folder, room = tiny_conversation(tmp_path / "school"), tmp_path / "room"
    room.mkdir()
    command = [sys.executable, "-m", "bot", "replay", str(folder), "--rate", "0.2"]
    with subprocess.Popen(command, env={"TMPDIR": str(room)}, stdout=subprocess.PIPE) as playing:
        port = wait_for_bot(room)
        playing.terminate()
        assert playing.wait(timeout=PATIENCE_S) == 143
    assert list(room.iterdir()) == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)


def wait_for_bot(room: Path) -> int:
    """Return the port of the bot that was started under this folder."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        for log in room.glob("*/bot.log"):
            for line in log.read_text(encoding="utf-8").splitlines():
                if '"started"' in line:
                    return int(json.loads(line)["port"])
        time.sleep(0.05)
    raise TimeoutError


async def test_a_bot_that_ends_by_itself_is_reported_in_one_line(tmp_path: Path) -> None:
    read = read_conversation(tiny_conversation(tmp_path / "school"))
    async with open_environment(mode="http", database=None, ack_seconds=PATIENCE_S) as environment:
        opened = await open_exchange(environment, read.question, [])
        with AttemptLog(environment.folder / "attempts.jsonl") as attempts:
            replay = Replay(environment, opened, attempts, Options(ack_seconds=PATIENCE_S), QUIET)
            await end_behind_its_back(environment.bot)
            with pytest.raises(SettingsError, match="ended by itself"):
                await play_conversation(replay, read)


async def end_behind_its_back(bot: BotProcess) -> None:
    """End the bot as a crash would."""
    process = bot._process
    assert process
    process.kill()
    await process.wait()


async def test_a_real_workspaces_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/real.sqlite"
    storage = Storage(await migrated(url))
    async with storage.write() as db:
        await tenants.ensure(db, enterprise_id="", team_id="T0REAL", is_playground=False)
    await storage.close()
    before = (tmp_path / "real.sqlite").read_bytes()
    with pytest.raises(SettingsError, match="real workspace"):
        async with open_environment(mode="http", database=url):
            pytest.fail("it must not open")
    assert (tmp_path / "real.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name either a folder"),
        (["FOLDER", "--shape", "ksd"], "name either a folder"),
        (["nowhere"], "comments.csv does not exist"),
        (["FOLDER", "--kills", "-1"], "--kills"),
        (["FOLDER", "--rate", "0"], "--rate"),
        (["FOLDER", "--ack", "1"], "--ack"),
        (["FOLDER", "--report", "nowhere/report.json"], "--report"),
        (["FOLDER", "--database", "mysql://somewhere"], "--database"),
        (["--shape", "ksd", "--texts", "nowhere.csv"], "--texts"),
    ],
)
def test_what_cannot_be_replayed_is_reported_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    tiny_conversation(tmp_path / "FOLDER")
    assert main(["replay", *arguments]) == 1
    output = capsys.readouterr().err
    assert says in output
    assert output.count("\n") == 1


def test_help_says_that_clicks_name_comments_by_number(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["replay", "--help"])
    output = " ".join(capsys.readouterr().out.split())
    assert "Clicks name comments by number" in output
    assert "lets only this command" in output
