"""A conversation of another system: two commands, and a running server shows it; its key ends as all keys do."""

import asyncio
import csv
import io
import re
import sqlite3
from pathlib import Path

import pytest

from bot import cli_compute
from bot.__main__ import main
from storage import exchanges, tenants
from storage.exchanges import Exchange
from tests.kept_worker import KeptWorker
from tests.sentences import EN
from tests.stories.test_results_page import BASE, read
from tests.templates import sqlite_template
from tests.whole_bot import SECRET, Playground, open_playground

WORDS = (
    "More light in the hallways would make everybody feel safer at night",
    "A longer lunch would give the younger students enough time to eat",
    "The crossing in front of the school needs a guard every morning",
    "Teachers should get more time to prepare their lessons together",
    "The library could stay open for an hour after the last lesson",
    "Please repair the heating in the old building before the winter",
    "Me gustaría que hubiera más árboles y sombra en el patio de la escuela",
    "Los autobuses llegan tarde casi todos los días y los niños esperan afuera",
    "Queremos que las reuniones con los padres sean también por la tarde",
    "La comida de la cafetería debería tener más fruta y verdura fresca",
    "Necesitamos más maestros que hablen español con las familias nuevas",
    "El gimnasio debería estar abierto para todos los barrios en verano",
)


def rated() -> str:
    """Return a file in which 30 people rate all that others wrote."""
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow(["comment", "author", "who", "stars"])
    for place, text in enumerate(WORDS):
        for person in range(30):
            if person != place:
                sheet.writerow([text, f"p{place}", f"p{person}", 1 + (place + person) % 5])
    return written.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "starling.sqlite").write_bytes(sqlite_template())
    (tmp_path / "spring.csv").write_text(rated(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STARLING_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/starling.sqlite")
    monkeypatch.setenv("STARLING_SECRET_KEY", SECRET)
    monkeypatch.setenv("STARLING_BASE_URL", BASE)
    monkeypatch.setattr(cli_compute, "Worker", KeptWorker)
    return tmp_path


async def find(playground: Playground) -> Exchange:
    async with playground.starling.context.storage.read() as db:
        [found] = await exchanges.list_all(db, await tenants.find(db, tenants.LOCAL) or 0)
    return found


async def test_two_commands_and_the_running_server_shows_its_page_with_themes_stars_and_languages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = ["--question", "What would help us all?"]
    assert await asyncio.to_thread(main, ["import", "csv", "spring.csv", "--map", "rater=who", *question]) == 0
    with sqlite3.connect(folder / "starling.sqlite") as db:
        counted = db.execute("SELECT language, count(*) FROM comment GROUP BY language ORDER BY language").fetchall()
        assert counted == [("en", 6), ("es", 6)]
        db.execute("UPDATE comment SET language = NULL")  # as of comments that people share: the search finds them
    db.close()
    assert await asyncio.to_thread(main, ["compute", "spring"]) == 0
    [link] = re.findall(rf"{BASE}/results/[\w-]{{43}}/", capsys.readouterr().out)
    assert await asyncio.to_thread(main, ["link", "spring"]) == 0
    assert capsys.readouterr().out.strip() == link
    async with open_playground(folder, settings_facts={"starling_base_url": BASE}) as playground:
        status, words = await read(playground, link)
        assert status == 200
        assert "What would help us all?" in words
        assert EN("explorer.nav.themes") in words
        status, words = await read(playground, f"{link}comments")
        assert all(text in words for text in WORDS)
        assert f"{EN.language_name('en')} 6" in words
        assert f"{EN.language_name('es')} 6" in words
        status, words = await read(playground, f"{link}comments?language=es")
        assert EN("explorer.found", n=6) in words
        assert WORDS[0] not in words
        await _ends(playground, link)


async def _ends(playground: Playground, link: str) -> None:
    """Its key is erased at its time, although it belongs to no workspace of Slack's, and the page remains."""
    exchange = await find(playground)
    playground.clock.later(days=exchange.retention_days + 2)
    await playground.starling.scheduler.run_once()
    assert not (await find(playground)).has_key
    status, words = await read(playground, f"{link}comments")
    assert status == 200
    assert WORDS[0] in words


async def test_the_operator_changes_and_ends_the_link_and_is_refused_where_people_were_given_another_word(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await asyncio.to_thread(main, ["import", "csv", "spring.csv", "--map", "rater=who"]) == 0
    shown = []
    for flags in ([], ["--new"], ["--off"], [], ["--new"]):
        capsys.readouterr()
        assert await asyncio.to_thread(main, ["link", "spring", *flags]) == 0
        shown.append(capsys.readouterr().out.strip())
    assert len({shown[0], shown[1], shown[4]}) == 3
    assert shown[2] == shown[3]
    assert "--new" in shown[2]
    async with open_playground(folder, settings_facts={"starling_base_url": BASE}) as playground:
        assert (await read(playground, shown[0]))[0] == 404
        assert (await read(playground, shown[4]))[0] == 200
        await playground.exchange("What keeps us safe?", "Lunch", slug="inside")
        assert await asyncio.to_thread(main, ["link", "inside"]) != 0
        assert "in Slack alone" in capsys.readouterr().err
    monkeypatch.delenv("STARLING_BASE_URL")
    assert await asyncio.to_thread(main, ["link", "spring"]) != 0
    assert "STARLING_BASE_URL" in capsys.readouterr().err
