"""Every number on the page follows from the release and the tables, computed here by other means; nothing hidden is."""

import csv
import io
import json
import re
from collections import defaultdict
from datetime import date, timedelta
from math import fsum
from typing import Any

from sqlalchemy import text

from storage import answers, exchanges
from tests.results.district import District, Size
from tests.results.site import Reader, plain
from tests.sentences import EN

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)


async def rows(district: District, sql: str) -> list[Any]:
    async with district.ctx.storage.read() as db:
        return list(await db.execute(text(sql)))


async def facts_of(district: District) -> dict[str, Any]:
    [row] = await rows(district, "SELECT facts FROM score_run")
    return json.loads(row[0]) if isinstance(row[0], str) else row[0]  # type: ignore[no-any-return]


async def table(reader: Reader, name: str, query: str = "") -> list[list[str]]:
    """Return the rows of a chart's table below its heading, and the heading first; without what a star means."""
    found = list(csv.reader(io.StringIO((await reader.reads(f"charts/{name}.csv{query}")).lstrip("\ufeff"))))
    has_stars = name not in {"groups", "days", "parts"}
    assert (found[-1][0] == EN("stars.scale.important")) == has_stars
    if not has_stars:
        return found
    assert not any(found[-1][1:]), "a row of its own says it, once"
    return found[:-1]


def number_of(row: str) -> int:
    """Return the number of the comment that a row is about."""
    found = re.search(r"#(\d+) “", row)
    assert found, row
    return int(found[1])


async def every_comment(reader: Reader, query: str = "") -> dict[int, str]:
    """Return what is written at each comment of all pages of a list, by its number; each comes once."""
    found: dict[int, str] = {}
    path = f"comments?{query}"
    while path:
        html = await reader.reads(path)
        for part in html.split('<article class="comment" id="comments-')[1:]:
            number = int(part.split('"')[0])
            assert number not in found
            found[number] = plain("<p " + part.split("</article>")[0])
        onward = re.search(r'<a rel="next" href="[^"]*/comments\?([^"]*)"', html)
        path = f"comments?{onward[1].replace('&amp;', '&')}" if onward else ""
    return found


async def test_each_comment_is_listed_once_with_the_figures_of_the_release(district: District, reader: Reader) -> None:
    shown = await every_comment(reader)
    stored = await rows(
        district,
        "SELECT c.number, s.stars, s.low, s.high, s.ratings, s.tier FROM comment c"
        " LEFT JOIN comment_score s USING (tenant_id, exchange_id, comment_id) WHERE c.state = 'live'",
    )
    assert shown.keys() == {row[0] for row in stored}
    for number, stars, low, high, ratings, tier in stored:
        words = shown[number]
        if stars is None:
            assert EN("stars.missing.too_few") in words
            continue
        figures = EN("explorer.range", low=f"{low:.1f}", high=f"{high:.1f}")
        assert f"{stars:.1f} ★ {figures} {ratings} or more ratings" in words, words
        assert ratings >= 5
        assert tier is None or EN(f"stars.tier.{tier}") in words


async def test_counts_of_people_comments_ratings_days_and_groups_are_those_of_the_tables(
    district: District, reader: Reader
) -> None:
    html = await reader.reads()
    tiles = [each.replace(",", "") for each in re.findall(r"<dd>([^<]*)</dd>", html)]
    [[comments]] = await rows(district, "SELECT count(*) FROM comment WHERE state = 'live'")
    [[ratings]] = await rows(district, "SELECT count(*) FROM rating")
    themes = await rows(
        district,
        "SELECT t.number, t.name, count(*), t.theme_id FROM theme t JOIN theme_member m"
        " USING (tenant_id, exchange_id, theme_id) GROUP BY 1, 2, 4",
    )
    assert tiles[:4] == ["320", str(comments), str(ratings), str(len(themes))]
    mean = (await facts_of(district))["mean"]
    assert tiles[4] == f"{mean:.1f} ★"
    days = await rows(district, "SELECT shared_on, count(*) FROM comment WHERE state = 'live' GROUP BY 1 ORDER BY 1")
    shown = [int(row[1]) for row in (await table(reader, "days"))[1:]]
    assert [each for each in shown if each] == [row[1] for row in days]
    assert sum(int(row[1]) for row in (await table(reader, "groups"))[1:]) == 320
    stars = {each["theme_id"]: each for each in (await facts_of(district))["themes"]}
    chart = {row[0]: row[1:] for row in (await table(reader, "themes"))[1:]}
    figures = {row[3]: [f"{stars[row[3]][name]:.1f}" for name in ("stars", "low", "high")] for row in themes}
    assert chart == {row[1]: [str(row[2]), *figures[row[3]]] for row in themes}
    by_stars = (await table(reader, "themes", "?by=stars"))[1:]
    assert [row[2] for row in by_stars] == sorted((row[2] for row in by_stars), reverse=True)
    [[parts]] = await rows(district, "SELECT parts FROM theme WHERE number = 1")
    stored = {name: len(ids) for name, ids in (json.loads(parts) if isinstance(parts, str) else parts)}
    assert {row[0]: int(row[1]) for row in (await table(reader, "parts", "?theme=1"))[1:]} == stored


async def test_what_groups_share_and_differ_on_is_in_the_release_cell_by_cell(
    district: District, reader: Reader
) -> None:
    facts = await facts_of(district)
    numbers = {row[0]: row[1] for row in await rows(district, "SELECT comment_id, number FROM comment")}
    cells = {(numbers[each["comment_id"]], each["group"]): each["stars"] for each in facts["cells"]}
    checked = 0
    for name, query in (("shared", ""), ("differ", ""), ("both", "?a=Student&b=Parent"), ("compare", "?a=Parent")):
        heading, *lines = await table(reader, name, query)
        for line in lines:
            number = number_of(line[0])
            for group, shown in zip(heading[1:], line[1:], strict=True):
                assert shown == (f"{cells[number, group]:.1f}" if (number, group) in cells else "–")
                checked += 1
    assert checked > 20
    members = await rows(
        district,
        "SELECT t.name, m.comment_id FROM theme t JOIN theme_member m USING (tenant_id, exchange_id, theme_id)",
    )
    means = defaultdict[tuple[str, str], list[float]](list)
    for name, comment_id in members:
        for (number, group), value in cells.items():
            if number == numbers[comment_id]:
                means[name, group].append(value)
    heading, *lines = await table(reader, "heat")
    for line in lines:
        for group, shown in zip(heading[1:], line[1:], strict=True):
            values = means[line[0], group]
            expected = f"{round(fsum(values) / len(values), 1):.1f}" if len(values) >= 3 else "–"
            assert shown == expected, (line[0], group)


async def test_what_two_groups_like_what_changed_and_opinion_groups_follow_from_the_release(
    district: District, reader: Reader
) -> None:
    facts = await facts_of(district)
    numbers = {row[0]: row[1] for row in await rows(district, "SELECT comment_id, number FROM comment")}
    cells = defaultdict[int, dict[str, float]](dict)
    for each in facts["cells"]:
        cells[numbers[each["comment_id"]]][each["group"]] = each["stars"]
    least = sorted(
        (min(of["Student"], of["Parent"]) for of in cells.values() if {"Student", "Parent"} <= of.keys()), reverse=True
    )
    apart = sorted(
        (abs(of["Student"] - of["Parent"]) for of in cells.values() if {"Student", "Parent"} <= of.keys()), reverse=True
    )
    query = "?a=Student&b=Parent"
    both = [[float(cell) for cell in row[1:]] for row in (await table(reader, "both", query))[1:]]
    assert [min(row) for row in both] == least[: len(both)]
    compared = [[float(cell) for cell in row[1:]] for row in (await table(reader, "compare", query))[1:]]
    assert [round(abs(one - other), 1) for one, other in compared] == [
        round(each, 1) for each in apart[: len(compared)]
    ]
    released = await rows(district, "SELECT comment_id, number, stars FROM release_score ORDER BY number")
    first = {numbers[row[0]]: row[2] for row in released if row[1] == 1}
    last = {numbers[row[0]]: row[2] for row in released}
    changed = (await table(reader, "changed", "?since=1"))[1:]
    assert changed
    for row in changed:
        number = number_of(row[0])
        assert row[1:] == [f"{first[number]:.1f}", f"{last[number]:.1f}"], number
    liked = {(numbers[at], group): more for at, group, more in map(divisive, facts["divisive"]) if more > 0}
    for row in (await table(reader, "opinions"))[1:] if liked else []:
        number, group = number_of(row[0]), "ABCDE".index(row[0].split(" ")[1])
        assert f"{liked[number, group]:.1f}" in row[1]


def divisive(found: Any) -> tuple[int, int, float]:
    """Return comment, opinion group and stars more of a stored finding."""
    return (found["comment_id"], found["opinion_group"], found["more"]) if isinstance(found, dict) else tuple(found)


async def test_no_page_chart_or_file_has_a_cell_that_the_release_does_not_publish(
    district: District, reader: Reader
) -> None:
    facts = await facts_of(district)
    groups = {each["group"] for each in facts["cells"]}
    numbers = {row[0]: row[1] for row in await rows(district, "SELECT comment_id, number FROM comment")}
    published = defaultdict[int, set[str]](set)
    for each in facts["cells"]:
        published[numbers[each["comment_id"]]].add(each["group"])
    hidden = [number for number in numbers.values() if published[number] != set(district.exchange.groups)]
    assert hidden
    for number in hidden[:25]:
        html = await reader.reads(f"comments/{number}")
        rated = set(re.findall(r'<tr><th scope="row" dir="auto">([^<]*)</th><td>[\d.]+ ★', html))
        assert rated == published[number], number
    unpublished = set(district.exchange.groups) - groups
    assert unpublished, "some groups are too small"
    for path in ("", "groups", "themes/1", "comments", "charts/heat.svg", "charts/differ.csv", "groups.md"):
        words = await reader.reads(path)
        for name in unpublished:
            assert not re.search(rf"{re.escape(name)}[^<]{{0,4}}(</th>\s*<td>)?\s*[1-5]\.\d", words), (path, name)
        assert "U0PERSON" not in words


async def test_a_comment_that_too_few_rated_has_no_figure_in_any_byte(district: District, reader: Reader) -> None:
    number, comment_id = (await rows(district, "SELECT number, comment_id FROM comment WHERE state = 'live'"))[0]
    async with district.ctx.storage.write() as db:
        await db.execute(
            text(f"UPDATE comment_score SET ratings = 4, stars = 1.7, low = 1.3 WHERE comment_id = {comment_id}")
        )
        await db.execute(text("UPDATE score_run SET revision = revision + 1"))
        await db.execute(
            text(
                "INSERT INTO release SELECT tenant_id, exchange_id, 99, made_at, has_groups, 1, facts"
                " FROM release LIMIT 1"
            )
        )
    html = await reader.reads(f"comments/{number}")
    first = plain("<p " + html.split(f'id="comments-{number}"')[1].split("</article>")[0])
    assert EN("stars.missing.too_few") in first
    assert "1.7" not in first
    for path in ("comments.md", f"comments?q=%23{number}"):
        assert "1.7 ★" not in await reader.reads(path)


async def test_what_is_answered_acted_on_and_how_long_it_took_follow_from_the_answers(
    district: District, reader: Reader
) -> None:
    assert EN("explorer.answered_filter.yes") not in plain(await reader.reads("comments")), "before the first answer"
    stored = await rows(
        district,
        "SELECT c.number, s.tier, c.shared_on FROM comment c LEFT JOIN comment_score s"
        " USING (tenant_id, exchange_id, comment_id) WHERE c.state = 'live' ORDER BY s.tier IS NOT 'top', c.number",
    )
    top = [row for row in stored if row[1] == "top"]
    given = [*top[:2], stored[-1]]
    waits, statuses = (3, 9, 4), ("done", "started", "planned")
    for (number, _, day), wait, status in zip(given, waits, statuses, strict=True):
        async with district.ctx.storage.write() as db:
            new = answers.NewAnswer(number, "We look into it.", status)
            today = date.fromisoformat(day) + timedelta(days=wait)
            await answers.save(db, district.exchange.scope, new, today=today, encrypted_moderator=None)
    html = (await reader.reads()).partition('id="answers"')[2]
    shown = [plain(" ".join(each)) for each in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html)]
    assert shown == [
        f"{EN('explorer.answered.answered', n=3, total=len(stored))} 1 %",
        f"{EN('explorer.answered.highest', n=2, total=len(top))} {round(200 / len(top))} %",
        f"{EN('explorer.answered.acted_on', n=2, total=3)} 67 %",
        f"{EN('explorer.answered_days', n=4)} 4",
    ]
    assert set(await every_comment(reader, "answered=yes")) == {row[0] for row in given}
    assert set(await every_comment(reader, "answered=no")) == {row[0] for row in stored} - {row[0] for row in given}
    page = plain(await reader.reads(f"comments/{given[0][0]}"))
    assert "We look into it." in page
    assert EN("explorer.has_answer", status=EN("answers.status.done")) in page


async def test_who_took_part_is_shown_beside_the_roster_and_who_is_missing_is_named(
    district: District, reader: Reader
) -> None:
    sizes = {row[0]: int(row[1]) for row in (await table(reader, "groups"))[1:]}
    known = [name for name in district.exchange.groups if name in sizes]
    assert len(known) > 1
    roster = {name: sizes[name] * 2 for name in known}
    roster[known[1]] *= 10
    async with district.ctx.storage.write() as db:
        await exchanges.update_exchange(db, district.exchange.scope, roster=roster)
    words = plain(await reader.reads())
    groups = ", ".join(known[:-1]) + f" and {known[-1]}"
    assert EN("roster.asked.people", n=sum(roster.values()), groups=groups) in words
    for name in known:
        behind = f" · {EN('roster.behind')}" if name == known[1] else ""
        percent = 5 if name == known[1] else 50
        assert f"{name} {sizes[name]} of {roster[name]:,} ({percent} %){behind} " in words
    assert EN("roster.missing", groups=known[1]) in words
    assert EN("roster.few", n=30) not in words
    assert f"{EN('roster.changed.none_label')} {EN('roster.changed.none')}" in words
    took_part = (await table(reader, "groups"))[1:]
    people = sum(int(row[1]) for row in took_part)
    assert f"{EN('explorer.tile.people', n=people)} {people} " in words, "who was asked is not known of all"
    first_screen = plain((await reader.reads()).partition('class="hero"')[2].partition("</section>")[0])
    assert len(re.findall(rf"\b{people}\b", first_screen)) == 1, "how many took part is said once"
    async with district.ctx.storage.write() as db:
        await exchanges.update_exchange(
            db, district.exchange.scope, roster=dict.fromkeys(district.exchange.groups, 1000)
        )
    percent = round(100 * people / (1000 * len(district.exchange.groups)))
    assert EN("explorer.tile.people_share", n=people, percent=percent) in plain(await reader.reads())
