"""The whole conversation, as people live it on the page of `starling playground`; `make images` keeps its pictures."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, ViewportSize, expect

from tests.browser.conftest import OpenPage
from tests.browser.script import ENGLISH, SPANISH, Script
from tests.browser.visitor import Visitor
from tests.whole_bot import PATIENCE_S

ROOT = Path(__file__).parents[2]
MAX_DUE = 20  # things that come before the example's close


@pytest.fixture(params=[ENGLISH, SPANISH], ids=lambda script: script.language, scope="module")
def script(request: pytest.FixtureRequest) -> Script:
    """The language in which everybody reads and writes."""
    found: Script = request.param
    return found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, script: Script) -> Iterator[str]:
    """Return the address of a fresh `starling playground` in a folder of its own, where people read the language."""
    folder = tmp_path_factory.mktemp("playground")
    program = [sys.executable, "-u", "-m", "bot", "playground", "--port", "0", "--ack-seconds", "300"]
    program += ["--locale", script.locale]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(program, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=log, text=True) as slack,
    ):
        assert slack.stdout
        for line in slack.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found[0]
                break
        else:
            pytest.fail((folder / "log").read_text()[-2000:])
        slack.terminate()
        assert slack.wait(PATIENCE_S) == 0, (folder / "log").read_text()[-4000:]


async def test_a_whole_exchange_from_the_question_to_the_last_digest(
    address: str, script: Script, open_page: OpenPage, size: ViewportSize, tmp_path: Path, images: Path | None
) -> None:
    pictures = tmp_path if images else None
    visitor = Visitor(await open_page(viewport=size, device_scale_factor=1.5 if images else 1), pictures, script)
    await a_newcomer_looks_around(visitor, address)
    await a_newcomer_gives_a_star_by_the_keyboard_alone(visitor)
    await a_moderator_opens_an_exchange(visitor)
    await a_student_comments_by_the_form(visitor)
    await a_parent_comments_by_a_message(visitor)
    await another_student_comments_by_a_command(visitor)
    await the_student_rates_by_clicks_and_by_typing(visitor)
    await the_parent_rates_and_reports(visitor)
    await another_student_rates_five_at_a_time(visitor)
    await the_student_finds_it_all_in_home_and_sees_the_results(visitor)
    await anybody_sees_what_groups_differ_on_in_a_closed_exchange(visitor)
    await the_moderator_decides_and_asks_for_a_digest(visitor)
    await the_moderator_closes(visitor)
    await the_moderator_arranges_themes_in_home(visitor)
    phone = await open_page(
        viewport={"width": 320, "height": 640}, device_scale_factor=2 if images else 1, has_touch=True
    )
    await a_parent_takes_part_on_a_small_telephone(Visitor(phone, pictures, script), address)
    dark = await open_page(viewport=size, color_scheme="dark")
    await somebody_reads_the_digest_in_the_dark(Visitor(dark, pictures, script), address)
    await a_moderator_moves_the_time_to_the_close(visitor)
    if images:
        shutil.copytree(tmp_path, images if script is ENGLISH else images / script.language, dirs_exist_ok=True)


def rated(script: Script, number: int, *, last: str = "") -> re.Pattern[str]:
    """Return what a card says of how many are rated, and of the last stars given."""
    counted = script.says("rate.rated", "rate.rated_goal", n=number).pattern
    return re.compile(rf"({counted}) · {re.escape(script.text('rate.last', given=last))}" if last else counted)


def announced(visitor: Visitor) -> Locator:
    """Return the announcement of the story's own exchange."""
    return visitor.message(visitor.script.says("exchange.open_until"), visitor.script.question)


async def a_newcomer_looks_around(visitor: Visitor, address: str) -> None:
    page, script = visitor.page, visitor.script
    await visitor.arrives(address)
    title = page.get_by_test_id("banner").locator("[aria-controls]")
    is_folded = await title.get_attribute("aria-expanded") == "false"  # on a small screen
    if is_folded:
        await title.click()
    await expect(page.get_by_test_id("banner").get_by_role("listitem")).to_have_count(3)
    if is_folded:
        await title.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("school-board")
    finished, digest, waiting = (visitor.messages.nth(place) for place in range(3))
    await expect(finished).to_contain_text(script.says("announcement.closed_at"))
    await expect(finished).to_contain_text(script.text("common.comments", n=202))
    await expect(digest).to_contain_text(script.text("digest.closing.header"))
    await expect(waiting).to_contain_text(script.says("exchange.open_until"))
    await expect(waiting.get_by_text(script.text("announcement.rate.button"), exact=True)).to_be_in_viewport()
    await visitor.photographs("playground")
    async with page.context.expect_page() as opened:
        await page.get_by_test_id("banner-link").click()
    explorer = await opened.value
    await expect(explorer.get_by_role("heading", level=1)).to_be_visible()
    await expect(explorer.locator("#themes")).to_be_visible()
    await explorer.close()
    await page.get_by_test_id("banner-close").click()
    themes = digest.locator(".block-rich_text")
    await expect(
        digest.get_by_role("img", name=script.says("digest.chart.alike", "digest.chart.same"))
    ).to_be_attached()
    await visitor.photographs("digest", digest, until=themes.last)


async def a_newcomer_gives_a_star_by_the_keyboard_alone(visitor: Visitor) -> None:
    page, script = visitor.page, visitor.script
    await page.reload()
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await visitor.tabs_to(script.text("announcement.rate.spoken"), backwards=True)
    await page.keyboard.press("Enter")
    await expect(visitor.message(script.says("rate.waits"))).to_be_visible()
    await visitor.tabs_to(script.text("common.own_messages"))
    await page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text(rated(script, 0))
    await visitor.tabs_to(script.text("rate.star.spoken", stars=4), backwards=True)
    await page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text(rated(script, 1, last="★★★★☆ (4)"))
    await expect(visitor.focused).to_have_accessible_name(
        script.text("rate.star.spoken", stars=4)
    )  # the next comment needs no more steps
    await page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text(rated(script, 2))


async def a_moderator_opens_an_exchange(visitor: Visitor) -> None:
    page, script = visitor.page, visitor.script
    await visitor.becomes("Imani K.")
    await visitor.goes_to("school-board")
    await page.get_by_test_id("composer").press_sequentially("/ex")
    await expect(page.get_by_test_id("hint")).to_contain_text("exchanges")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("usage")).to_contain_text("new")
    await page.keyboard.type("new")
    await page.keyboard.press("Enter")

    form = visitor.modal
    await expect(form.get_by_role("heading", name=script.text("draft_form.new.title"))).to_be_visible()
    await form.get_by_label(script.field("draft_form.question.label")).fill(script.question)
    await form.get_by_label(script.field("draft_form.background.label")).fill(script.background)
    closes = (datetime.now(UTC) + timedelta(days=9)).replace(hour=17, minute=0)
    await form.get_by_label(script.field("draft_form.closes_at.label", optional=True)).fill(
        closes.strftime("%Y-%m-%dT%H:%M")
    )
    await form.get_by_label(script.field("draft_form.question.label")).focus()
    await visitor.photographs("new-exchange", form)
    await more_settings(visitor, "answers")
    await form.get_by_label(script.text("draft_form.star_meaning.important_option")).check()
    await form.get_by_label(script.field("draft_form.groups.label", optional=True)).fill("\n".join(script.groups))
    await form.get_by_label(script.field("draft_form.seeds.label")).fill("\n".join(script.seeds))
    await visitor.photographs("new-exchange-step", form)
    for step in ("moderation", "safety", "results", "times"):
        await visitor.presses(script.text("draft_form.step.next"), form)
        await expect(form.get_by_role("heading", name=script.text(f"draft_form.step.{step}_title"))).to_be_visible()
    await form.get_by_label(script.field("draft_form.slug.label")).fill(script.slug)
    await visitor.presses(script.text("draft_form.step.done"), form)
    await expect(form.get_by_role("heading", name=script.text("draft_form.new.title"))).to_be_visible()
    await visitor.presses(script.text("draft_form.new.submit"), form)

    draft = visitor.message(script.says("draft.shown_in"), script.question)
    await expect(draft).to_contain_text(script.word("message.only_you"))
    await expect(draft).to_contain_text(re.compile(rf"\b{closes.day}\D+{closes.year}\D+17:00"))
    await expect(draft).to_contain_text(script.says("draft.begins_with", n=len(script.seeds)))
    await visitor.photographs("draft", draft)
    await visitor.presses(script.text("draft.open.button"), draft)
    await visitor.page.get_by_test_id("confirm-yes").click()  # nobody is named for danger

    announcement = visitor.message(script.says("exchange.open_until"), script.question)
    await expect(announcement).not_to_contain_text(script.word("message.only_you"))
    await expect(announcement).to_contain_text(script.text("stars.scale.important"))
    await visitor.photographs("announcement", announcement)


async def more_settings(visitor: Visitor, step: str) -> None:
    """Open a step of the form by the keyboard."""
    form, script = visitor.modal, visitor.script
    await form.get_by_role("button", name=script.text(f"draft_form.step.{step}_button")).focus()
    await visitor.page.keyboard.press("Enter")
    title = form.get_by_role("heading", name=script.text(f"draft_form.step.{step}_title"))
    await expect(title).to_be_visible()


async def a_student_comments_by_the_form(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.becomes("Mei W.")
    await visitor.presses(script.text("announcement.comment.button"), announced(visitor))
    form = visitor.modal
    await expect(form).to_contain_text(script.question)
    await expect(form).to_contain_text(script.says("exchange.names.hidden"))
    await visitor.presses(script.text("share.form.submit"), form)  # nothing is written yet
    await expect(form.locator(".faulty")).to_contain_text(script.text("share.comment_field.label"))
    await form.get_by_label(script.field("share.comment_field.label")).fill(script.mei)
    await form.get_by_label(script.field("share.why_field.label")).fill(script.mei_why)
    await visitor.chooses(script.student, form.get_by_label(script.field("exchange.group_question.label")))
    await expect(form.locator(".faulty")).to_have_count(0)
    await visitor.photographs("comment", form)
    await visitor.presses(script.text("share.form.submit"), form)
    await expect(form).to_contain_text(script.says("share.shared.live"))
    await expect(form).to_contain_text(script.mei)
    await visitor.photographs("shared", form)
    await visitor.presses(script.text("share.rate_others.button"), form)
    await form.get_by_role("link", name=script.text("common.own_messages")).click()
    await expect(form).to_have_count(0)
    await expect(visitor.last).to_contain_text(rated(script, 0))


async def a_parent_comments_by_a_message(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.becomes("Denise O.")
    await visitor.goes_to("Starling", tab="messages")
    await visitor.writes(script.denise)
    card = visitor.message(script.says("share.offer", "share.offer_where"))
    await expect(card).to_be_visible()
    await expect(card).to_contain_text(script.denise)
    await visitor.chooses(script.question, card.get_by_role("combobox"))
    await visitor.photographs("dm-share", visitor.messages.filter(has_text=script.denise).first, until=card)
    await visitor.presses(script.text("share.yes.button"), card)
    await expect(visitor.last).to_contain_text(script.says("share.shared.live"))
    await visitor.chooses(script.parent, visitor.last.get_by_role("combobox"))
    await expect(visitor.last).to_contain_text(script.says("share.group_saved", group=script.parent))
    await expect(visitor.last.get_by_role("combobox")).to_have_count(0)


async def another_student_comments_by_a_command(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.becomes("Jayden R.")
    await visitor.goes_to("school-board")
    await visitor.writes(f"{script.command('share')} #{script.slug} {script.jayden}")
    await expect(visitor.message(script.says("share.shared.live"))).to_contain_text(script.word("message.only_you"))


async def the_student_rates_by_clicks_and_by_typing(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.becomes("Mei W.")
    await visitor.goes_to("school-board")
    await visitor.presses(script.text("announcement.rate.button"), announced(visitor))
    waits = visitor.message(script.says("rate.waits"))
    await expect(waits).to_contain_text(script.word("message.only_you"))
    await waits.get_by_role("link", name=script.text("common.own_messages")).click()
    card = visitor.last
    await expect(card).to_contain_text(rated(script, 0))
    await visitor.photographs("rate", card)
    before = await visitor.at_once.count()
    for done, stars in enumerate((4, 5, 3, 4), start=1):
        await expect(card).not_to_contain_text(script.mei)
        await visitor.gives(stars, card)
        await expect(card).to_contain_text(rated(script, done))
    await expect(card).to_contain_text(rated(script, 4, last="★★★★☆ (4)"))
    await expect(visitor.at_once).to_have_count(before)  # each card took the place of the one before

    await visitor.writes("5")
    await expect(card).to_contain_text(script.text("rate.milestone.five"))
    await visitor.photographs("progress", card)
    await visitor.presses(script.text("rate.undo.button"), card)
    await expect(card).to_contain_text(rated(script, 4))
    await visitor.writes("****")
    await expect(card).to_contain_text(rated(script, 5, last="★★★★☆ (4)"))
    await visitor.rates_the_rest(4)


async def the_parent_rates_and_reports(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.becomes("Denise O.")
    await visitor.goes_to("Starling", tab="messages")
    await visitor.presses(script.text("share.rate_others.button"), visitor.last)
    card = visitor.last
    await expect(card).to_contain_text(rated(script, 0))
    await visitor.rates_the_rest(5, until=script.jayden)
    await visitor.chooses(script.text("rate.report.option"), card.get_by_role("button", name=script.word("block.more")))
    await expect(card).to_contain_text(script.text("rate.report_which"))
    await visitor.presses(script.text("reasons.reason_option.name"), card)
    await expect(card).not_to_contain_text(script.jayden)
    await visitor.rates_the_rest(5)


async def another_student_rates_five_at_a_time(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.becomes("Jayden R.")
    await visitor.goes_to("school-board")
    await visitor.presses(script.text("announcement.five.button"), announced(visitor))
    for page in ("five", "five-more"):
        menus = visitor.modal.get_by_role("combobox")
        for place in range(await menus.count()):
            await visitor.chooses("3 ★★★", menus.nth(place))
        if page == "five":
            await visitor.photographs(page, visitor.modal)
        await visitor.presses(script.text("rate.set.submit"), visitor.modal)
        await expect(visitor.modal).to_contain_text(script.says("rate.set_saved"))
    await expect(visitor.modal).to_contain_text(script.text("rate.set_empty"))
    await visitor.presses(script.text("rate.done.close"), visitor.modal)


async def the_student_finds_it_all_in_home_and_sees_the_results(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.becomes("Mei W.")
    await visitor.goes_to("Starling", tab="home")
    await expect(visitor.home).to_contain_text(script.question)
    await expect(visitor.home).to_contain_text(script.text("home.you", comments=1, ratings=8))
    await visitor.photographs("home")
    await visitor.goes_to("school-board")
    await visitor.presses(script.text("announcement.results.button"), announced(visitor))
    await expect(visitor.modal).to_contain_text(script.text("results.top_none", n=5))
    await visitor.photographs("results", visitor.modal)
    await visitor.page.keyboard.press("Escape")


async def anybody_sees_what_groups_differ_on_in_a_closed_exchange(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.goes_to("school-board")
    await visitor.presses(
        script.text("announcement.results.button"),
        visitor.message(script.says("announcement.closed_at"), script.text("common.comments", n=202)),
    )
    await expect(visitor.modal).to_contain_text(f"· {script.text('stars.tier.top')}")
    await expect(visitor.modal).to_contain_text(script.text("stars.tier_rule").replace("*", ""))
    await expect(visitor.modal).to_contain_text(script.says("results.agreement_note"))
    await visitor.modal.get_by_text(script.text("results.top")).evaluate(
        "node => node.scrollIntoView({ block: 'start' })"
    )
    await visitor.photographs("tiers")
    await visitor.modal.get_by_text(script.says("results.agreement_note")).evaluate(
        "node => node.scrollIntoView({ block: 'end' })"
    )
    await visitor.photographs("between-groups")
    await visitor.page.keyboard.press("Escape")


async def the_moderator_decides_and_asks_for_a_digest(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.becomes("Imani K.")
    await visitor.goes_to("school-board")
    await visitor.writes(script.command("help"))
    await visitor.photographs("help", visitor.message(script.text("guide.private")))
    await visitor.writes(script.command("queue"))
    queue = visitor.message(script.says("moderate.waiting", "moderate.waiting_in", n=1))
    await expect(queue).to_contain_text(script.says("moderate.reported", reasons=script.text("reasons.reason.name")))
    await visitor.photographs("queue", queue)
    await visitor.chooses(
        script.text("reasons.reason_option.name"),
        queue.get_by_role("combobox", name=script.text("moderate.hide.placeholder")),
    )
    await expect(queue).to_contain_text(script.says("moderate.decided_for.hidden"))
    await visitor.writes(script.command(f"status {script.slug}"))
    status = visitor.message(script.says("status.coverage", "status.coverage_few"))
    await expect(status).to_contain_text(script.question)
    await visitor.photographs("status", status)
    await visitor.writes(script.command(f"digest {script.slug} now"))
    await expect(visitor.message(script.says("digest.on_its_way.channel", "digest.on_its_way.thread"))).to_be_visible()
    digest = visitor.message(script.text("digest.open.header"))
    await expect(digest).to_contain_text(script.says("common.ratings"))


async def the_moderator_closes(visitor: Visitor) -> None:
    script = visitor.script
    await visitor.writes(script.command(f"close {script.slug}"))
    close = visitor.message(script.says("status.close_now"))
    await expect(close).to_be_visible()
    await visitor.photographs("close", close)
    await visitor.presses(script.text("status.close.button"), close)
    announcement = visitor.message(script.question, script.says("announcement.closed", "announcement.closed_at"))
    digest = visitor.message(script.text("digest.closing.header"), script.question)
    await expect(digest).to_contain_text(script.says("common.ratings"))
    await visitor.photographs("closed", announcement)
    await visitor.presses(script.page("message.replies"), announcement)
    thread = visitor.page.get_by_test_id("thread")
    await expect(thread.get_by_test_id("message").filter(has_text=script.text("digest.closing.header"))).to_have_count(
        1
    )


async def the_moderator_arranges_themes_in_home(visitor: Visitor) -> None:
    page, modal, script = visitor.page, visitor.modal, visitor.script
    await visitor.goes_to("Starling", tab="home")
    finished = visitor.home.locator(".block-section", has_text="School Resource Officer contract")
    await visitor.presses(
        script.text("home.themes.button"),
        finished.filter(has=page.get_by_text(script.text("home.themes.button"), exact=True)),
    )
    await expect(modal).to_contain_text("t1  ")
    await visitor.photographs("themes", modal)
    await visitor.chooses(
        script.text("themes.choose_option.rename"), modal.get_by_role("button", name=script.word("block.more")).first
    )
    await modal.get_by_label(script.field("themes.field.name_label")).fill(script.renamed)
    await visitor.presses(script.text("themes.go_on.submit"), modal)
    await expect(modal).to_contain_text(script.says("themes.plan_rename", name=script.renamed))
    await visitor.photographs("theme-preview", modal)
    await visitor.presses(script.text("themes.apply.submit"), modal)
    await expect(modal).to_contain_text(script.says("themes.done_rename", name=script.renamed))
    await visitor.presses(script.text("common.modal.close"), modal)


async def a_parent_takes_part_on_a_small_telephone(visitor: Visitor, address: str) -> None:
    page, script = visitor.page, visitor.script
    await visitor.arrives(address)
    await page.get_by_test_id("banner-close").click()
    await visitor.becomes("Piotr S.")
    await visitor.presses(
        script.text("announcement.rate.button"), visitor.message(script.says("exchange.open_until"), "phone rules")
    )
    waits = visitor.message(script.says("rate.waits"))
    await waits.get_by_role("link", name=script.text("common.own_messages")).click()
    await visitor.gives(5, visitor.last)
    await expect(visitor.last).to_contain_text(script.text("rate.last", given="★★★★★ (5)"))
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    await visitor.photographs("mobile-320")


async def a_moderator_moves_the_time_to_the_close(visitor: Visitor) -> None:
    page, script = visitor.page, visitor.script
    await visitor.goes_to("school-board")
    await expect(visitor.message(script.says("exchange.open_until"), "phone rules")).to_be_visible()
    await page.get_by_test_id("clock").click()
    closing = page.get_by_test_id("due").filter(has_text=script.page("due.closes"))
    await expect(closing).to_have_count(1)
    await visitor.photographs("clock", page.get_by_test_id("clock-dialog"))
    forward = page.get_by_test_id("clock-next")
    for _ in range(MAX_DUE):
        if await closing.filter(has_text=script.word("clock.now")).count() or not await closing.count():
            break
        before = await page.get_by_test_id("clock-now").inner_text()
        await forward.click()
        await expect(page.get_by_test_id("clock-now")).not_to_have_text(before)
    await expect(closing).to_have_count(0, timeout=60_000)  # the scheduler's round may have much to do before
    await page.keyboard.press("Escape")
    await expect(visitor.message("phone rules", script.says("announcement.closed_at"))).to_be_visible()
    await expect(page.get_by_test_id("clock")).to_be_focused()


async def somebody_reads_the_digest_in_the_dark(visitor: Visitor, address: str) -> None:
    await visitor.arrives(address)
    await visitor.page.get_by_test_id("banner-close").click()
    chart = visitor.messages.nth(1).get_by_role("figure")
    await chart.evaluate("node => node.scrollIntoView({ block: 'start' })")
    await expect(chart).to_be_in_viewport()
    await visitor.photographs("dark")
