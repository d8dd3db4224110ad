"""`starling import csv`: files of other systems, by the names of their columns, with ratings and without."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.environment import SettingsError
from bot.imports.conversation import Conversation
from bot.imports.rows import UnreadableError
from bot.imports.survey import parse_map, read_survey
from tests.templates import sqlite_template

TODAY = date(2026, 11, 29)
DECIDIM = """id;author/id;title/en;body/en;published_at;supports
7;41;Lights;More lights on Elm Street, "soon";2026-03-02 10:11:12 +0100;4
9;42;"";A crossing guard;2026-03-04 09:00:00 +0100;1
"""
DECIDIM_COMMENTS = """id;created_at;body;author/id;alignment;commentable_id
1;2026-03-02 10:11:12 UTC;I agree;41;1;7
"""
LIMESURVEY = """"id. Response ID","submitdate. Date submitted","lastpage. Last page","startlanguage. Start language",\
"Q1. What would help?"
"3","2026-11-20 12:00:00","1","en","Longer lunch"
"5","2026-11-21 13:00:00","1","en",""
"""
QUALTRICS = """StartDate,RecordedDate,Status,ResponseId,UserLanguage,Q1
Start Date,Recorded Date,Response Type,Response ID,User Language,What would help?
"{""ImportId"":""startDate""}","{""ImportId"":""recordedDate""}","{""ImportId"":""status""}","{""ImportId"":""_recordId""}",\
"{""ImportId"":""userLanguage""}","{""ImportId"":""QID1_TEXT""}"
2026-01-02 01:00:00,2026-01-02 01:05:00,IP Address,R_1,EN,Longer lunch
"""
GOOGLE = """Timestamp,What would help?
11/28/2026 14:03:22,Longer lunch
11/29/2026 9:00:00,More light
"""
GOOGLE_SPANISH = """Marca temporal,¿Qué ayudaría?
28/11/2026 14:03:22,Más luz
1/12/2026 9:00:00,Almuerzo más largo
"""
RATED = """comment,author,who,stars,group
Longer lunch,ana,ben,5,Parents
Longer lunch,ana,ana,4,Students
Longer lunch,ana,cho,,Students
More light,ben,ana,2,Students
More light,ben,ana,3,Students
"""


def read(folder: Path, content: str, *written: str, name: str = "answers.csv", question: str = "") -> Conversation:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return read_survey(path, parse_map(written), question=question, today=TODAY)


def texts(read_in: Conversation) -> list[tuple[str, date]]:
    return [(each.text, each.day) for each in read_in.comments]


def test_proposals_of_decidim_have_title_words_author_and_day(tmp_path: Path) -> None:
    found = read(tmp_path, DECIDIM)
    assert texts(found) == [
        ('Lights\nMore lights on Elm Street, "soon"', date(2026, 3, 2)),
        ("A crossing guard", date(2026, 3, 4)),
    ]
    assert [each.person for each in found.comments] == ["41", "42"]


def test_comments_of_decidim_are_known_too(tmp_path: Path) -> None:
    assert texts(read(tmp_path, DECIDIM_COMMENTS)) == [("I agree", date(2026, 3, 2))]


@pytest.mark.parametrize(
    ("content", "first", "question"),
    [
        pytest.param(LIMESURVEY, ("Longer lunch", date(2026, 11, 20)), "What would help?", id="LimeSurvey"),
        pytest.param(QUALTRICS, ("Longer lunch", date(2026, 1, 2)), "What would help?", id="Qualtrics"),
        pytest.param(GOOGLE, ("Longer lunch", date(2026, 11, 28)), "What would help?", id="Google Forms"),
        pytest.param(GOOGLE_SPANISH, ("Más luz", date(2026, 11, 28)), "¿Qué ayudaría?", id="in Spanish, day first"),
    ],
)
def test_each_response_of_a_survey_is_one_persons_comment(
    tmp_path: Path, content: str, first: tuple[str, date], question: str
) -> None:
    found = read(tmp_path, content)
    assert texts(found)[0] == first
    assert found.question == question
    assert len(found.people) == len(found.comments)


def test_where_several_columns_could_be_the_words_one_is_asked_for_by_name(tmp_path: Path) -> None:
    content = GOOGLE.replace("help?", "help?,And why?").replace("lunch", "lunch,Health").replace("light", "light,Eyes")
    with pytest.raises(SettingsError, match=r"--map text=COLUMN; the columns are 'What would help\?', 'And why\?'"):
        read(tmp_path, content)
    found = read(tmp_path, content, "text=What would help?", "why=And why?", question="What now?")
    assert [(each.text, each.why) for each in found.comments] == [("Longer lunch", "Health"), ("More light", "Eyes")]
    assert found.question == "What now?"


def test_comments_come_with_their_ratings_one_a_row(tmp_path: Path) -> None:
    found = read(tmp_path, RATED, "rater=who")
    assert [each.text for each in found.comments] == ["Longer lunch", "More light"]
    assert [(each.person, each.comment, each.stars) for each in found.ratings] == [("ben", 0, 5), ("ana", 1, 3)]
    assert {reason: n for reason, n in found.skipped.items() if n} == {
        "rating_of_own_comment": 1,
        "rating_empty": 1,
        "rating_changed_later": 1,
    }
    assert found.groups == {"ben": "Parents", "ana": "Students", "cho": "Students"}


@pytest.mark.parametrize(
    ("content", "written", "line", "why"),
    [
        pytest.param(RATED.replace("ben,5", "ben,6"), ["rater=who"], 2, "stars are 1 to 5, not '6'", id="six stars"),
        pytest.param(RATED.replace("ben,5", ",5"), ["rater=who"], 2, "stars without who", id="nobody's stars"),
        pytest.param("id,text\n1,A\n1,B\n", [], 3, "the id '1' is that of line 2 too", id="an id twice"),
        pytest.param("text,date\nA,soon\n", [], 2, "'soon' is no date", id="no date"),
        pytest.param("text,date\nA,2026-02-30\n", [], 2, "'2026-02-30' is no date", id="no such day"),
        pytest.param("text,date\nA\n", [], 2, "1 fields where the heading has 2", id="a field too few"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, content: str, written: list[str], line: int, why: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(tmp_path, content, *written)
    ((row),) = error.value.rows
    assert row.line == line
    assert why in row.why


def test_a_map_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="the meaning one of text, title"):
        read(tmp_path, GOOGLE, "words=What would help?")
    with pytest.raises(SettingsError, match="ratings need both"):
        read(tmp_path, RATED.replace(",who,", ",x,"), "text=comment")
    with pytest.raises(UnreadableError, match="1 row cannot be read"):
        read(tmp_path, GOOGLE, "text=Nowhere")


def test_the_command_stores_it_and_says_what_it_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here.sqlite").write_bytes(sqlite_template())
    (tmp_path / "Spring answers.csv").write_text(RATED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STARLING_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/here.sqlite")
    monkeypatch.setenv("STARLING_SECRET_KEY", "kQ3-vX8_pL1zR7wM5tB2nH6cD9fG4jY0")
    assert main(["import", "csv", "Spring answers.csv", "--map", "rater=who", "--report", "report.json"]) == 0
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (report["exchange"], report["comments_stored"], report["ratings_stored"]) == ("spring-answers", 2, 2)
    assert (report["people"], report["star_sum"]) == (2, 8)
    with sqlite3.connect(tmp_path / "here.sqlite") as db:
        assert db.execute("SELECT question, groups FROM exchange").fetchall() == [
            ("Spring answers", '["Parents", "Students"]')
        ]
