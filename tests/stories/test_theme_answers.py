"""Moderators answer a whole theme: under the announcement, in the results, and to those who asked, who stay unknown."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.core.grammar import ParsedCommand, parse
from bot.domain.published import Published
from bot.domain.published_document import Document, make_document
from bot.domain.published_load import load_published
from bot.exports.recompute import recompute
from bot.exports.tables import make_tables
from bot.moderate.answers import blocks
from bot.moderate.answers.listeners import read_theme
from bot.moderate.answers.subcommands import ANSWER
from bot.results.page.file import make_html
from bot.results.page.site import Site
from bot.results.report.content import make_report
from bot.themes.runs import ThemeRuns
from storage import answers, exchanges, theme_snapshots
from storage.exchanges import Exchange
from tests.results.site import plain
from tests.sentences import EN, ES
from tests.stories.at_home import rates
from tests.stories.digest_helpers import TWELVE, announced, by_first_word, close, rate
from tests.stories.moderating import asked, shared
from tests.stories.test_answer_news import follow, news
from tests.stories.test_receipts import receipts, ticks
from tests.stories.test_results import ask
from tests.stories.test_results_page import BASE, LINK, read
from tests.whole_bot import Playground, open_playground, words

WORDS = "Lunch is forty minutes from March on."
LINE = f'{WORDS} --status=planned --owner="Kitchen" --due=2027-03-01'


async def grouped(playground: Playground, **settings: Any) -> tuple[Exchange, int, int]:
    """Return an exchange with comments about two things, and the numbers of these themes."""
    exchange = await announced(playground, *TWELVE, **settings)
    await shared(playground, "Ana", "Lunch with music")
    await shared(playground, "Dan", "Door of glass")
    assert await ThemeRuns(playground.starling.context, by_first_word).refresh(exchange)
    async with playground.starling.context.storage.read() as db:
        found = {each.name: each.number for each in (await theme_snapshots.load(db, exchange.scope)).themes}
    return exchange, found["Lunch"], found["Door"]


async def test_it_is_in_the_thread_and_the_results_and_changed_there(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange, lunch, door = await grouped(playground, results_page="link")
        imani = playground.moderator
        reply = await asked(playground, imani, f"/exchange answer theme {lunch} {LINE}")
        assert EN("answers.saved_theme", theme=f"t{lunch} Lunch").replace("*", "") in reply.replace("*", "")
        [posted] = replies(playground, exchange)
        assert EN("answers.post_theme", theme=f"t{lunch} Lunch") in posted
        assert "Planned · by Kitchen · until March 1, 2027" in posted
        await asked(playground, imani, f"/exchange answer {exchange.slug}/t{lunch} It is here. --status=done")
        await asked(playground, imani, f"/exchange responder tema t{door} Quedan abiertas. --estado=hecho")
        assert ["It is here." in each for each in replies(playground, exchange)] == [True, False]

        await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 10], Door_locked=[0, 0, 0, 0, 6])
        await close(playground, exchange)
        shown = str((await ask(playground, "moderator"), imani.view))
        assert EN("results.answer", answer="It is here.", facts="Done") in shown
        ctx = playground.starling.context
        async with ctx.storage.read() as db:
            now = await exchanges.get(db, exchange.scope)
            assert now
            found = await load_published(ctx, db, now)
        assert {each.theme for each in found.theme_answers} == {lunch, door}
        assert found.answers == (), "no comment is answered by its own words"
        check_what_is_taken_away(make_document(found), lunch)
        report = str(make_report(Site(found, "", "en", is_file=True)).data)
        assert EN("answers.post_theme", theme="Lunch") in report
        assert "It is here." in report
        for language, texts in (("en", EN), ("es", ES)):
            page = plain(make_html(found, language))
            assert f"{texts('answers.theme_answer')} It is here." in page
        [link] = set(LINK.findall(shown))
        for path in ("themes", f"themes/{lunch}"):
            status, page = await read(playground, f"{link}{path}")
            assert status == 200
            assert f"{EN('answers.theme_answer')} It is here. Done" in page
        await check_figures(playground, str(link), found)


async def check_figures(playground: Playground, link: str, found: Published) -> None:
    """Look at what is answered on the page, and how one comes from a comment to its theme's answer."""
    total = len(found.comments)
    _, page = await read(playground, link)
    for line in (
        f"{EN('explorer.answered_with_themes', n=total, total=total, through=total)} 100 %",
        f"{EN('explorer.answered.acted_on', n=total, total=total)} 100 %",
        f"{EN('explorer.answered_days', n=0)} 0",
        f"{EN('answers.post_theme', theme='Lunch')} It is here. Done",
    ):
        assert line in page
    _, page = await read(playground, f"{link}comments?answered=yes")
    assert page.count(EN("explorer.theme_has_answer", status="Done")) == total
    _, page = await read(playground, f"{link}comments/{found.comments[0].number}")
    assert EN("answers.post_theme", theme="")[:-1] in page
    _, page = await read(playground, f"{link}themes.md")
    assert "It is here" in page


def check_what_is_taken_away(document: Document, lunch: int) -> None:
    """Look at the answers in the export, and whether `verify` notices one to a theme that is not there."""
    [given] = [each for each in document["answers"] if each["theme"] == f"t{lunch}"]
    assert (given["comment"], given["text"], given["status"], given["helped"]) == (None, "It is here.", "done", None)
    [table] = [each for each in make_tables(document) if each.name == "answers"]
    assert (None, f"t{lunch}", "It is here.", "done") in [tuple(row[:4]) for row in table.rows]
    assert not [line for line in recompute(document)[1] if line.startswith("answer")]
    assert not [line for line in recompute({**document, "answers": []})[1] if line.startswith("answer")]
    wrong = {**document, "answers": [{**given, "theme": "t99"}, given, given]}
    lines = [line.partition(":")[0] for line in recompute(wrong)[1] if line.startswith("answer")]
    assert lines == ["answer to theme t99, is in the file", "answers to one comment or theme"]


async def test_it_is_answered_by_buttons_from_the_list_the_results_and_the_theme(playground: Playground) -> None:
    exchange, lunch, door = await grouped(playground)
    imani, ana = playground.moderator, playground.person("Ana")
    await asked(playground, imani, "/exchange answer")
    listed = imani.ephemerals("general")[-1]
    assert await imani.clicks(listed, "answers.open", block_id=f"answers.theme.{lunch}")
    assert EN("answers.theme_heard") in words(imani.view)
    refused = await imani.submits(values={blocks.TEXT: " "})
    assert blocks.TEXT in refused.errors
    assert await imani.submits(values={blocks.TEXT: WORDS, blocks.STATUS: "started"})
    await playground.settle()
    assert EN("answers.saved_where.posted") in words(imani.view)
    assert WORDS in replies(playground, exchange)[0]
    await imani.closes()

    assert await imani.runs(f"/exchange responder tema {door}", "general")
    assert f"t{door}" in words(imani.view)
    await imani.closes()
    assert await imani.runs("/exchange results", "general")
    assert EN("roster.changed.some", answered=7, begun=7) in words(imani.view)
    assert imani.view
    assert await imani.clicks(imani.view, "answers.list")
    assert EN("answers.themes_heading").replace("*", "") in words(imani.view).replace("*", "")
    await imani.closes()
    shown = await asked(playground, imani, f"/exchange theme show t{door}")
    assert "t" in shown
    assert await imani.clicks(imani.ephemerals("general")[-1], "answers.open")
    assert f"t{door}" in words(imani.view)
    await imani.closes()

    await close(playground, exchange)
    await ask(playground, "Ana")
    assert "answers.list" not in str((ana.view, ana.dm(), ana.ephemerals("general"))), "they do not moderate"


async def test_those_who_wrote_or_liked_a_comment_of_it_and_asked_hear_of_it_once(playground: Playground) -> None:
    _, lunch, _ = await grouped(playground)
    for name, stars in (("Ben", 5), ("Low", 2)):
        for _ in range(len(TWELVE) + 2):
            await rates(playground, playground.person(name), stars)
        await follow(playground, name)
    await ticks(playground, 2)
    for name in ("Ana", "Dan"):
        assert await playground.person(name).clicks(receipts(playground.person(name))[0], "answers.follow")
        await playground.settle()
    await asked(playground, playground.moderator, f"/exchange answer theme {lunch} {LINE}")
    await ticks(playground, 3)
    for name in ("Ana", "Ben"):
        [message] = news(playground.person(name))
        assert "Lunch" in words(message)
        assert WORDS in words(message)
    assert not news(playground.person("Dan")), "theirs is another theme"
    assert not news(playground.person("Low")), "they gave them two stars"
    await ticks(playground, 2)
    assert len(news(playground.person("Ana"))) == 1


async def test_a_month_later_they_say_whether_it_helped_and_few_are_no_number(playground: Playground) -> None:
    exchange, lunch, _ = await grouped(playground)
    names = ("Ana", "Eva", "Gil", "Hal", "Ivo", "Jun")
    for name in names[1:]:
        await shared(playground, name, f"Lunch with {name}")
    assert await ThemeRuns(playground.starling.context, by_first_word).refresh(exchange)
    await ticks(playground, 2)
    for name in names:
        person = playground.person(name)
        assert await person.clicks(receipts(person)[0], "answers.follow")
        await playground.settle()
    await asked(playground, playground.moderator, f"/exchange answer theme {lunch} {LINE}")
    await ticks(playground, 3)
    playground.clock.later(days=31)
    await ticks(playground, 3)
    for at, name in enumerate(names):
        person = playground.person(name)
        question = news(person)[-1]
        assert EN("news.question_text") in question.text
        assert "Lunch" in words(question)
        assert await person.clicks(question, "answers.helped.yes" if at < 4 else "answers.helped.partly")
        if at in {3, 5}:
            playground.clock.later(hours=1)
            await ticks(playground)
            async with playground.starling.context.storage.read() as db:
                kept = await answers.get(db, exchange.scope, -lunch)
            assert kept
            assert kept.helped == (None if at == 3 else {"yes": 4, "partly": 2, "no": 0})
    assert EN("news.helped", yes=4, partly=2, no=0) in await asked(playground, playground.moderator, "/exchange answer")
    await ticks(playground, 2)
    assert len(news(playground.person("Ana"))) == 2, "each is asked once"


async def test_a_name_of_a_few_people_s_own_words_is_not_posted(playground: Playground) -> None:
    exchange, lunch, _ = await grouped(playground)
    async with playground.starling.context.storage.write() as db:
        [theme] = [each for each in (await theme_snapshots.load(db, exchange.scope)).themes if each.number == lunch]
        renamed = replace(theme, name="Music")
        await theme_snapshots.save_theme(db, exchange.scope, renamed, now=playground.clock.now())
    listed = await asked(playground, playground.moderator, "/exchange answer")
    assert f"t{lunch} Music" in listed.replace("*", ""), "who moderates sees it among the themes too"
    await asked(playground, playground.moderator, f"/exchange answer theme {lunch} {LINE}")
    [posted] = replies(playground, exchange)
    assert EN("answers.post_theme", theme=f"t{lunch}") in posted
    assert "Music" not in posted


async def test_no_such_theme_is_answered(playground: Playground) -> None:
    exchange, _, _ = await grouped(playground)
    reply = await asked(playground, playground.moderator, f"/exchange answer {exchange.slug} theme 99 Yes")
    assert EN("answers.no_theme", key="t99") in reply
    assert replies(playground, exchange) == []


def replies(playground: Playground, exchange: Exchange) -> list[str]:
    here = playground.slack.channel("general").messages.values()
    return [words(each) for each in here if each.thread_ts == exchange.announcement_ts and each.ts != each.thread_ts]


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("theme 3 Yes we do", ("", 3, "Yes we do")),
        ("tema t3 Yes", ("", 3, "Yes")),
        ("sro theme 3 Yes", ("sro", 3, "Yes")),
        ("sro/t3 Yes", ("sro", 3, "Yes")),
        ("theme", None),
        ("theme of the day", None),
        ("#12 theme 3", None),
        ("sro", None),
        ("", None),
    ],
)
def test_a_theme_is_named_by_its_word_and_number(line: str, about: tuple[str, int, str] | None) -> None:
    parsed: ParsedCommand = parse(ANSWER.syntax, line)
    assert read_theme(parsed) == about
