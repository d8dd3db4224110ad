"""`starling import polis`: what a folder holds is stored once, by the rules of replay, or nothing is."""

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.imports.polis import read_polis
from bot.keys import Keyring
from bot.playground.replay.conversation import read_conversation
from storage import comments, participants, ratings
from storage.enums import CommentState
from storage.exchange_lookup import find_all
from storage.seals import SealPurpose
from storage.session import Storage
from tests.playground.replaying import TEXTS, recorded, tiny_conversation
from tests.templates import sqlite_template

SECRET = "kQ3-vX8_pL1zR7wM5tB2nH6cD9fG4jY0"
README = {  # of the recorded data: comments kept, vote rows, ratings to be stored, people
    "london.youth.policing": (36, 640, 614, 27),
    "15-per-hour-seattle": (31, 2_995, 2_818, 337),
    "bg2050-volunteers": (316, 14_341, 13_365, 124),
    "scoop-hivemind.affordable-housing": (119, 15_076, 14_649, 378),
    "vtaiwan.uberx": (119, 49_997, 49_229, 1_912),
}


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A migrated SQLite file that the command is set to."""
    path = tmp_path / "here.sqlite"
    path.write_bytes(sqlite_template())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STARLING_DATABASE_URL", f"sqlite+aiosqlite:///{path}")
    monkeypatch.setenv("STARLING_SECRET_KEY", SECRET)
    return path


def imports(folder: Path, report: Path, *options: str) -> tuple[int, dict[str, object]]:
    code = main(["import", "polis", str(folder), "--report", str(report), *options])
    return code, json.loads(report.read_text(encoding="utf-8"))


def rows(database: Path, table: str) -> int:
    with sqlite3.connect(database) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_folder_is_stored_and_the_report_says_what_was_left_out_and_why(database: Path, tmp_path: Path) -> None:
    code, report = imports(tiny_conversation(tmp_path / "school"), tmp_path / "report.json")
    assert code == 0
    assert report == {
        "exchange": "school",
        "comments_stored": 4,
        "ratings_stored": 9,
        "people": 4,
        "star_sum": 31,
        "skipped": {
            "comment_removed": 1,
            "rating_changed_later": 1,
            "rating_of_left_out_comment": 1,
            "rating_of_own_comment": 1,
        },
    }
    assert imports(tmp_path / "school", tmp_path / "report.json")[1]["exchange"] == "school-2"


async def test_what_is_stored_is_sealed_in_whole_blocks_and_leads_to_nobody(database: Path, tmp_path: Path) -> None:
    await asyncio.to_thread(imports, tiny_conversation(tmp_path / "school"), tmp_path / "report.json")
    storage = Storage(f"sqlite+aiosqlite:///{database}")
    async with storage.read() as db:
        ((team, exchange),) = await find_all(db, "school")
        key = Keyring(SECRET).open(exchange.wrapped_key).seals
        written = await comments.list_in_state(db, exchange.scope, CommentState.LIVE)
        given = await ratings.list_all(db, exchange.scope)
        people = await participants.list_all(db, exchange.scope, key)
    await storage.close()
    ids = [each.comment_id for each in written]
    authors = key.open_seals(SealPurpose.AUTHOR, ids, [each.author_seal for each in written]).tolist()
    raters = key.open_seals(SealPurpose.RATING, [each[0] for each in given], [each[1] for each in given]).tolist()
    assert team == "local"
    assert set(authors) | set(raters) == {each.person for each in people}, "every seal opens to somebody with a row"
    assert Counter(raters) == Counter({each.person: each.ratings for each in people})
    assert {each.slack_user_id for each in people} == {""}
    text_of = {each.comment_id: each.text for each in written}
    stars = Counter((text_of[comment_id], stars) for comment_id, _, stars in given)
    assert (stars[TEXTS["0"], 5], stars[TEXTS["0"], 3], stars[TEXTS["1"], 1]) == (2, 1, 1)
    assert rows(database, "participant") == 1, "few people are in one block"


def test_a_dry_run_says_the_same_and_stores_nothing(database: Path, tmp_path: Path) -> None:
    folder = tiny_conversation(tmp_path / "school")
    _, would = imports(folder, tmp_path / "report.json", "--dry-run")
    assert rows(database, "tenant") == 0
    assert would == imports(folder, tmp_path / "report.json")[1]


def test_it_goes_into_the_workspace_and_under_the_name_that_are_chosen(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_conversation(tmp_path / "school")
    _, report = imports(folder, tmp_path / "report.json", "--workspace", "T0TOWN", "--slug", "lunch")
    with sqlite3.connect(database) as db:
        found = db.execute("SELECT team_id, slug, state FROM tenant JOIN exchange USING (tenant_id)").fetchall()
    assert report["exchange"] == "lunch"
    assert found == [("T0TOWN", "lunch", "closed")]
    assert main(["import", "polis", str(folder), "--workspace", "T0TOWN", "--slug", "lunch"]) == 1
    assert "lunch-2 is free" in capsys.readouterr().err


@pytest.mark.parametrize("name", README)
def test_recorded_conversations_are_counted_as_their_readme_says_and_as_replay_counts_them(name: str) -> None:
    folder = recorded("conversations", name)
    read = read_polis(folder)
    kept, vote_rows, stored, people = README[name]
    assert (len(read.comments), len(read.ratings), len(read.people)) == (kept, stored, people)
    left_out = sum(n for reason, n in read.skipped.items() if reason.startswith("rating"))
    assert left_out + stored == vote_rows, "every vote is stored or left out for a reason"
    replayed = read_conversation(folder).expected
    assert sum(each.stars for each in read.ratings) == sum(replayed.values())
    assert Counter((each.person, each.stars) for each in read.ratings) == Counter(
        (person, stars) for (person, _), stars in replayed.items()
    )


def test_a_recorded_conversation_is_stored_as_it_was_read(database: Path, tmp_path: Path) -> None:
    folder = recorded("conversations", "15-per-hour-seattle")
    code, report = imports(folder, tmp_path / "report.json")
    assert (code, report["comments_stored"], report["ratings_stored"], report["people"]) == (0, 31, 2_818, 337)
    assert rows(database, "rating") == 2_818
    with sqlite3.connect(database) as db:
        stars = db.execute("SELECT sum(stars) FROM rating").fetchone()[0]
        counted = db.execute("SELECT sum(n1 + 2*n2 + 3*n3 + 4*n4 + 5*n5) FROM comment").fetchone()[0]
    assert stars == counted == report["star_sum"]


Breaking = Callable[[str], bytes]
BROKEN: dict[str, tuple[str, Breaking, list[tuple[int, str]]]] = {
    "a missing column": (
        "votes.csv",
        lambda text: text.replace("voter-id", "who").encode(),
        [(1, "there is no column 'voter-id'")],
    ),
    "bad bytes": (
        "comments.csv",
        lambda text: text.encode().replace(b"Longer", b"L\xff\xfe"),
        [(2, "no UTF-8")],
    ),
    "a wrong vote, and another": (
        "votes.csv",
        lambda text: text.replace("1600,,0,c,-1", "1600,,0,c,2").replace("9300,,4,a,1", "9300,,4,a,yes").encode(),
        [(4, "not '2'"), (13, "not 'yes'")],
    ),
    "an id twice": (
        "comments.csv",
        lambda text: text.replace("9000,,3,c", "9000,,1,c").encode(),
        [(6, "is that of line 3 too")],
    ),
    "a time that is none": ("votes.csv", lambda text: text.replace("2100,", "noon,").encode(), [(6, "not 'noon'")]),
    "a row too short": ("votes.csv", lambda text: text.replace("2100,,", "2100,").encode(), [(6, "4 fields")]),
    "an open quote": ("comments.csv", lambda text: text.encode() + b'9999,,9,a,0,0,1,"never', [(8, "no CSV")]),
    "nobody's vote": ("votes.csv", lambda text: text.replace("2100,,1,a", "2100,,1,").encode(), [(6, "voter-id")]),
    "an unknown decision": (
        "comments.csv",
        lambda text: text.replace("9100,,4,c,0,0,-1", "9100,,4,c,0,0,maybe").encode(),
        [(7, "not 'maybe'")],
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_copy_is_refused_as_a_whole_and_each_row_is_named(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    name, breaks, expected = BROKEN[fault]
    folder = tiny_conversation(tmp_path / "school")
    path = folder / name
    path.write_bytes(breaks(path.read_bytes().decode().replace("\r\n", "\n")))
    code, report = imports(folder, tmp_path / "report.json")
    unreadable = report["unreadable"]
    assert isinstance(unreadable, list)
    assert code == 1
    assert [(each["file"], each["line"]) for each in unreadable] == [(name, line) for line, _ in expected]
    assert all(why in each["why"] for each, (_, why) in zip(unreadable, expected, strict=True))
    assert (report["comments_stored"], report["ratings_stored"]) == (0, 0)
    assert f"{name}:{expected[0][0]}: " in capsys.readouterr().err
    assert rows(database, "tenant") + rows(database, "exchange") == 0


def test_a_folder_that_lacks_a_file_is_refused(database: Path, tmp_path: Path) -> None:
    folder = tiny_conversation(tmp_path / "school")
    (folder / "votes.csv").unlink()
    code, report = imports(folder, tmp_path / "report.json")
    assert code == 1
    assert report["unreadable"] == [{"file": "votes.csv", "line": 1, "why": "there is no such file"}]
