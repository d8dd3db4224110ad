"""What readers come for: the ten tasks of docs/results.md, by the page's links and forms alone, without a script."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urljoin

import pytest

from tests.results.district import District, Size, divide, open_district
from tests.results.site import Reader, plain, reader_of
from tests.sentences import EN

SIZE = Size(comments=240, people=320, ratings=16_000, releases=2)
DOCS = Path(__file__).parents[2] / "docs" / "results.md"
Step = str | Mapping[str, str]
"""The words of a link, or what is written or chosen in a form."""


@dataclass(frozen=True)
class Task:
    """A task. address: where the way ends, as the docs have it; answer: what is to be seen there."""

    address: str
    steps: tuple[Step, ...]
    answer: str
    part: str = ""  # the id of what holds it


NAV = {name: EN(f"explorer.nav.{name}") for name in ("themes", "comments", "groups", "checkpoints", "method")}
TASKS = (
    Task("groups?a=Teacher&b=Parent", (NAV["groups"], {"a": "Teacher", "b": "Parent"}), "Teacher", "chart-both"),
    Task("themes?by=stars", (NAV["themes"], EN("explorer.themes_by.stars")), "★", "chart-themes"),
    Task("comments?sort=divided", (NAV["comments"], EN("explorer.sort.divided")), EN("explorer.divided_rule")),
    Task("comments?sort=bridging", (NAV["comments"], EN("explorer.sort.bridging")), EN("explorer.bridging_rule")),
    Task("comments?q=bus", (NAV["comments"], {"q": "bus"}), "bus"),
    Task("comments?group=Student", (NAV["comments"], "Student"), "Student:"),
    Task("themes/1", (NAV["themes"], "{theme}"), EN("explorer.theme_comments")),
    Task("checkpoints?since=1", (NAV["checkpoints"], {"since": "1"}), EN("explorer.changed_since", at=""), "changed"),
    Task("#people", (), EN("explorer.people_title"), "people"),
    Task("charts/themes.csv", (NAV["themes"], "CSV"), ","),
)


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    async with open_district(tmp_path, SIZE) as found:
        await divide(found)
        yield found


@pytest.fixture
async def reader(district: District) -> AsyncIterator[Reader]:
    async with reader_of(district.ctx, district.exchange) as found:
        yield found


@dataclass
class Walk:
    """Somebody at a page, who presses what is on it and nothing else."""

    reader: Reader
    path: str = ""
    html: str = field(default="", repr=False)

    async def open(self, path: str) -> None:
        self.path, self.html = path, await self.reader.reads(path.partition("#")[0])

    async def goes(self, address: str) -> None:
        whole = urljoin(f"{self.reader.root}{self.path}", unescape(address))
        assert whole.startswith(self.reader.root)
        await self.open(whole.removeprefix(self.reader.root))

    async def takes(self, step: Step) -> None:
        """Press the first link with these words, or send the form that has these fields."""
        if isinstance(step, str):
            links = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', self.html, re.DOTALL)
            await self.goes(next(href for href, words in links if plain(words).startswith(step)))
            return
        forms = re.findall(r'<form [^>]*method="get" action="([^"]*)"[^>]*>(.*?)</form>', self.html, re.DOTALL)
        action = next(at for at, inside in forms if all(f'name="{name}"' in inside for name in step))
        base, _, anchor = action.partition("#")
        await self.goes(f"{base}?{urlencode(step)}" + (f"#{anchor}" if anchor else ""))


async def test_each_task_is_done_by_links_and_forms_of_the_page_in_the_steps_that_the_docs_count(
    reader: Reader,
) -> None:
    largest = plain((await reader.reads("themes")).split('<li class="card"')[1].split("</h3>")[0].split("<h3>")[1])
    walk, ends = Walk(reader), []
    for task in TASKS:
        await walk.open("")
        for step in task.steps:
            await walk.takes(largest if step == "{theme}" else step)
        shown = walk.html.split(f'id="{task.part}"')[1] if task.part else walk.html
        assert task.answer in plain(shown) if task.answer != "," else "," in walk.html, task
        end = walk.path.partition("#")[0] or task.address
        ends.append((re.sub(r"themes/\d+", "themes/1", end), len(task.steps)))
    assert [end for end, _ in ends] == [task.address for task in TASKS]
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| (\d) \| `([^`]+)` \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(address, int(steps)) for steps, address in rows] == ends


async def test_the_three_comments_that_two_groups_like_are_the_first_rows_of_the_table(reader: Reader) -> None:
    html = await reader.reads("groups?a=Teacher&b=Parent")
    rows = re.findall(r"<tr>(.*?)</tr>", html.split('id="chart-both"')[1].split("</table>")[0], re.DOTALL)[1:]
    least = [min(map(float, re.findall(r"\d\.\d", plain(row))[-2:])) for row in rows[:3]]
    assert len(least) == 3
    assert least == sorted(least, reverse=True)
    assert all(re.search(r"#\d+", plain(row)) for row in rows[:3]), "each leads to its comment"
