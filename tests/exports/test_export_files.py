"""`starling export`: every public form holds the same figures, no formula, and nothing of a person."""

import contextlib
import csv
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.domain.tables import Table, csv_of
from bot.exports.files import make_xlsx
from bot.texts import Texts
from storage.lockfile import LockFile
from tests.exports.released import FORMULAS, SLUG, conversation
from tests.sentences import EN, ES

STARS = {"stars_mean": "scale", "one_star": "one", "five_stars": "five"}


def export(form: str, out: str) -> bytes:
    assert main(["export", SLUG, "--as", form, "--out", out]) == 0
    return Path(out).read_bytes()


def tables(raw: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def test_the_tables_say_what_the_document_says(database: Path) -> None:
    document = json.loads(export("json", "town.json"))
    found = tables(export("csv", "town.zip"))
    assert document["schema"] == "starling-export/1"
    words = {each["id"]: each["text"] for each in document["comments"]}
    assert sorted(words.values()) == sorted(each.text for each in conversation().comments)
    assert {row["id"]: row["text"].removeprefix("'") for row in found["comments.csv"]} == words
    stars = {each["id"]: each["stars"]["stars"] for each in document["comments"] if each["stars"]}
    assert len(stars) == 18, "two comments have too few ratings"
    assert {row["id"]: float(row["stars"]) for row in found["comments.csv"] if row["stars"]} == stars
    cells = [(each["id"], cell["group"], cell["stars"]) for each in document["comments"] for cell in each["by_group"]]
    assert [(row["comment"], row["group"], float(row["stars"])) for row in found["comments_by_group.csv"]] == cells
    assert len(cells) > 40
    assert {row["id"]: row["name"].removeprefix("'") for row in found["themes.csv"]} == {"t1": "Ideas", "t2": "=Sums"}
    assert found["releases.csv"][0]["root"] == document["releases"][0]["root"] != ""


def test_no_cell_of_a_spreadsheet_is_a_formula(database: Path) -> None:
    found = tables(export("csv", "town.zip"))
    shown = [value for rows in found.values() for row in rows for value in row.values()]
    assert not [value for value in shown if value.startswith(("=", "+", "@", "＝"))]
    assert not [value for value in shown if value.startswith("-") and not value[1:].replace(".", "").isdigit()]
    assert {f"'{text}" for text in FORMULAS} <= set(shown)
    with zipfile.ZipFile(io.BytesIO(export("xlsx", "town.xlsx"))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        words = book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == len(found)
    assert not [sheet for sheet in sheets if "<f>" in sheet]
    assert all(f">{text}<" in words for text in FORMULAS), "words stay as they were written"


def test_a_text_that_no_cell_holds_is_cut_and_the_place_is_named(database: Path) -> None:
    document = json.loads(export("json", "town.json"))
    assert make_xlsx(document).notes == []
    document["comments"][1]["text"] = "\N{GRINNING FACE}" * 17_000
    made = make_xlsx(document)
    assert made.notes == ["comments, row 3, text: cut, too long for a cell"]
    with zipfile.ZipFile(io.BytesIO(made.data)) as book:
        assert "… (cut)<" in book.read("xl/sharedStrings.xml").decode()


def test_the_same_release_makes_the_same_file_and_the_file_is_replaced(database: Path) -> None:
    for form in ("csv", "json", "xlsx"):
        first = export(form, "out.file")
        assert export(form, "out.file") == first
    assert sorted(path.name for path in Path().iterdir() if path.name.startswith((".out", "out"))) == ["out.file"]


def test_nothing_of_a_person_is_in_a_public_file(database: Path) -> None:
    document = json.loads(export("json", "town.json"))
    everything = json.dumps(document)
    with sqlite3.connect(database) as db:
        ids = [str(row[0]) for row in db.execute("SELECT comment_id FROM comment")]
        ids += [str(row[0]) for row in db.execute("SELECT exchange_id FROM exchange")]
    assert not [each for each in ids if each in everything]
    assert [each["id"] for each in document["comments"]] == sorted(
        (each["id"] for each in document["comments"]), key=int
    ), "by their random numbers, so that the order says nothing"
    assert "T12:" not in everything, "no time of day"
    few = [each for each in document["comments"] if each["text"] in {"Idea number 13", "Idea number 14"}]
    assert [(each["stars"], each["by_group"]) for each in few] == [(None, []), (None, [])]


def test_each_export_is_in_the_log_with_its_form_and_time(database: Path) -> None:
    export("csv", "a.zip")
    export("json", "a.json")
    with sqlite3.connect(database) as db:
        rows = db.execute("SELECT form, is_full, encrypted_moderator FROM export_log ORDER BY made_at").fetchall()
    assert rows == [("csv", 0, None), ("json", 0, None)]


def test_while_the_bot_runs_an_export_is_made_and_logged_beside_the_database(database: Path) -> None:
    bot = LockFile(database)
    bot.take()
    try:
        export("csv", "a.zip")
    finally:
        bot.release()
    line = json.loads(database.with_name("here.sqlite.exports.jsonl").read_text(encoding="utf-8"))
    assert (line["exchange"], line["form"]) == (SLUG, "csv")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere", "--as", "csv", "--out", "a.zip"], "there is no exchange 'nowhere'"),
        ([SLUG, "--as", "csv", "--out", "no/a.zip"], "--out: there is no folder"),
        ([SLUG, "--as", "csv", "--out", "."], "is a folder"),
        ([SLUG, "--workspace", "T0", "--as", "csv", "--out", "a.zip"], "in the workspace T0"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_a_line(
    database: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(["export", *arguments]) == 1
    assert says in capsys.readouterr().err
    assert not Path("a.zip").exists()


def test_an_exchange_can_be_named_by_its_id(database: Path) -> None:
    with sqlite3.connect(database) as db:
        ((exchange_id,),) = db.execute("SELECT exchange_id FROM exchange").fetchall()
    assert main(["export", str(exchange_id), "--as", "json", "--out", "a.json"]) == 0
    assert json.loads(Path("a.json").read_bytes())["exchange"]["slug"] == SLUG


def test_numbers_and_answers_of_yes_and_no_stay_what_they_are() -> None:
    table = Table("t", ("a", "b", "c"), [(-1.5, True, None), ("-x", False, "x")])
    assert csv_of(table).decode("utf-8-sig").splitlines() == ["a,b,c", "-1.5,yes,", "'-x,no,x"]


def test_the_html_file_shows_every_comment_of_the_document_with_its_stars(database: Path) -> None:
    document = json.loads(export("json", "town.json"))
    page = export("html", "town.html").decode()
    assert page.lstrip().startswith("<!doctype html>")
    assert document["comments"]
    for each in document["comments"]:
        part = page.split(f'id="comments-{each["id"]}"')[1].split("</article>")[0]
        assert "★" in part or "too few ratings" in part


@pytest.mark.parametrize(("language", "texts"), [("en", EN), ("es", ES)])
def test_each_form_says_what_a_star_means(database: Path, language: str, texts: Texts) -> None:
    with contextlib.closing(sqlite3.connect(database)) as db:
        db.execute("UPDATE exchange SET language = ?, star_meaning = 'experience'", [language])
        db.commit()
    means = {name: texts(f"stars.{key}.experience") for name, key in STARS.items()}
    document = json.loads(export("json", "town.json"))
    assert {name: document["exchange"][name] for name in means} == means
    assert json.loads(export("bundle", "town.bundle"))["data"]["exchange"]["stars_mean"] == means["stars_mean"]
    assert main(["verify", "town.bundle"]) == 0
    about = {row["name"]: row["value"] for row in tables(export("csv", "town.zip"))["about.csv"]}
    assert {name: about[name] for name in means} == means
    with zipfile.ZipFile(io.BytesIO(export("xlsx", "town.xlsx"))) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    assert all(f">{each}<" in words for each in means.values())
    assert means["stars_mean"] in export("html", "town.html").decode()
    assert export("pdf", "town.pdf").startswith(b"%PDF-")
