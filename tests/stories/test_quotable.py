"""Authors are asked before their words leave the workspace: page, files and Markdown show the words of no others."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.domain.published import Published
from bot.domain.published_document import make_document
from bot.domain.published_load import load_published
from bot.domain.quotable import withhold
from bot.exports.tables import make_tables
from bot.results.page.file import make_html
from bot.share import blocks
from storage import exchanges, published
from storage.exchanges import Exchange
from storage.published import LiveComment, StoredTheme
from tests.results.site import plain
from tests.sentences import EN, ES
from tests.stories.digest_helpers import announced, close, rate
from tests.stories.exchange_helpers import only, reply_text
from tests.stories.moderating import shared
from tests.stories.test_results import ask
from tests.stories.test_results_page import BASE, LINK, read
from tests.whole_bot import Playground, list_action_ids, open_playground, words

AGREED, REFUSED, WHY, COMMANDED = "Lunch longer", "Quiet corners", "Noise hurts", "Warmer rooms"
HIDDEN = (REFUSED, WHY, COMMANDED)


async def written(playground: Playground, name: str, text: str, *, why: str = "", agrees: bool) -> None:
    """Let somebody share a comment by the form, with or without the box."""
    person = playground.person(name)
    assert await person.runs("/exchange share", "general")
    assert EN("quotes.box") in str(person.view)
    values: dict[str, object] = {"share.text": text, "share.why": why}
    assert await person.submits(values=values | ({blocks.QUOTE: [EN("quotes.box")]} if agrees else {}))
    assert EN("quotes.agreed" if agrees else "quotes.not_agreed") in str(person.view)
    await person.closes()


async def three(playground: Playground) -> Exchange:
    """Return an exchange that asks, with a comment of each kind, closed."""
    exchange = await announced(playground, asks_before_quotes=True, results_page="link")
    await written(playground, "Ana", AGREED, agrees=True)
    await written(playground, "Ben", REFUSED, why=WHY, agrees=False)
    await shared(playground, "Cleo", COMMANDED)
    await rate(playground, exchange, Lunch_longer=(0, 0, 1, 3, 4), Quiet_corners=(0, 0, 0, 1, 8))
    return exchange


async def load(playground: Playground, exchange: Exchange) -> Published:
    ctx = playground.starling.context
    async with ctx.storage.read() as db:
        now = await exchanges.get(db, exchange.scope)
        assert now
        return await load_published(ctx, db, now)


async def test_only_who_agreed_is_quoted_outside_and_all_keep_their_figures(playground: Playground) -> None:
    exchange = await three(playground)
    await close(playground, exchange)
    found = await load(playground, exchange)
    by_text = {each.text: each for each in found.comments}
    assert set(by_text) == {AGREED, EN("quotes.withheld")}
    assert found.withheld == 2
    best = found.by_number[found.top[0]]
    assert best.is_withheld, "the highest comment is there, by its number"
    assert best.stars
    document = make_document(found)
    tables = make_tables(document)
    shown_words = json.dumps(document) + str([table.rows for table in tables]) + make_html(found, "en")
    assert AGREED in shown_words
    assert not [each for each in HIDDEN if each in shown_words]
    assert EN("quotes.method", n=2) in plain(make_html(found, "en"))
    assert ES("quotes.method", n=2) in plain(make_html(found, "es"))
    columns = tables[1].columns
    withheld = [row[columns.index("is_withheld")] for row in tables[1].rows]
    assert sorted(map(bool, withheld)) == [False, True, True]


async def test_the_page_and_files_by_the_ways_that_people_take_show_no_other_words(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange = await three(playground)
        await close(playground, exchange)
        here = str((await ask(playground, "moderator"), playground.moderator.view))
        assert REFUSED in here, "inside the workspace all are read"
        link = LINK.findall(here)[0]
        numbers = [each.number for each in (await load(playground, exchange)).comments]
        paths = ["", "comments", "comments?search=quiet", "themes", "groups", "method", "rough"]
        paths += [f"{part}.md" for part in ("summary", "themes", "groups", "comments")]

        answers = [await read(playground, f"{link}{path}") for path in paths]
        answers += [await read(playground, f"{link}comments/{number}") for number in numbers]
        assert {status for status, _ in answers} == {200}
        assert AGREED in str(answers)
        assert EN("quotes.withheld") in str(answers)
        assert not [each for each in HIDDEN if each in str(answers)]
        for form in ("json", "bundle"):
            await playground.moderator.runs(f"/exchange export {exchange.slug} --as={form}", "general")
            await playground.settle()
        files = b"".join(each.content for each in playground.slack.world.files.values())
        assert AGREED.encode() in files
        assert not [each for each in HIDDEN if each.encode() in files]


async def test_with_edit_an_author_agrees_later_and_takes_it_back(playground: Playground) -> None:
    exchange = await announced(playground, asks_before_quotes=True)
    await shared(playground, "Cleo", COMMANDED)
    cleo, ctx = playground.person("Cleo"), playground.starling.context
    marks = []
    for agrees in (True, False):
        card = cleo.ephemerals("general")[-1]
        assert await cleo.clicks(card, "share.edit")
        await playground.settle()
        assert blocks.QUOTE in list_action_ids(cleo.view)
        assert await cleo.submits(values={blocks.TEXT: COMMANDED, blocks.QUOTE: [EN("quotes.box")] if agrees else []})
        await cleo.closes()
        [comment] = await playground.comments(exchange)
        assert (comment.is_quotable, comment.text) == (agrees, COMMANDED)
        async with ctx.storage.read() as db:
            marks.append(await published.get_mark(db, exchange.scope))
    assert marks[0] != marks[1], "the page is made again"


async def test_it_is_set_by_a_flag_shown_on_the_form_and_off_by_default(playground: Playground) -> None:
    await reply_text(playground, '/exchange new "What keeps us safe?" --ask-to-quote')
    draft = await only(playground)
    assert draft.asks_before_quotes
    plain_exchange = await playground.exchange("What else?")
    assert not plain_exchange.asks_before_quotes
    ana = playground.person("Ana")
    assert await ana.runs("/exchange share", "general")
    assert blocks.QUOTE not in list_action_ids(ana.view)
    assert await ana.submits(values={"share.text": AGREED})
    assert EN("quotes.not_agreed") not in words(ana.view)


def live(comment_id: int, text: str, *, is_quotable: bool = False) -> LiveComment:
    day = date(2026, 11, 30)
    return LiveComment(comment_id, comment_id, 1, text, "", "en", False, is_quotable, day, False, 1)  # noqa: FBT003


async def test_a_name_stays_where_who_agreed_says_it_or_as_many_as_the_smallest_group(playground: Playground) -> None:
    exchange = replace(await playground.exchange("What else?"), asks_before_quotes=True, min_group_size=3)
    there = [live(1, "Longer lunch", is_quotable=True), live(2, "My uncle drives the bus")]
    there += [live(each, "Warmer rooms") for each in (3, 4, 5)]
    parts = (("uncle", (2,)), ("rooms", (3, 4, 5)))
    at = playground.starling.context.clock()
    for phrase, name in (("longer lunch", "longer lunch"), ("uncle", ""), ("warmer rooms", "warmer rooms")):
        theme = StoredTheme(1, 1, phrase, "named", "en", (phrase,), False, at, None, None, None, parts)  # noqa: FBT003
        shown_words, [left] = withhold(exchange, there, [theme])
        assert left.name == name
        assert [part[0] for part in left.parts] == ["rooms"]
        assert [each.text for each in shown_words] == ["Longer lunch", *[EN("quotes.withheld")] * 4]
        assert withhold(exchange, there, [replace(theme, has_manual_name=True)])[1][0].name == phrase, "a moderator's"
        assert withhold(replace(exchange, asks_before_quotes=False), there, [theme]) == (there, [theme])
