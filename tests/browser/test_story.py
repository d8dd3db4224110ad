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
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.visitor import SIZE, Visitor
from tests.whole_bot import PATIENCE_S

ROOT = Path(__file__).parents[2]
MOST_DUE = 20  # things that come before the example's close
QUESTION = "What would make lunch at school better for you?"
SEEDS = (
    "Twenty minutes is too short once you have stood in line.",
    "Let us taste new dishes before they go on the menu.",
    "Please mark what has nuts in it, in large letters.",
    "A quiet room for those who cannot eat in all that noise.",
    "Cheaper second helpings for those who train after school.",
    "Water fountains that work, so that nobody has to buy bottles.",
)
MEIS = "The line is so long that I often skip lunch. Please open the second counter."
DENISES = "My son eats at 10:50 because of the timetable. That is breakfast, not lunch."
JAYDENS = "Mr. Lund at the counter is slow, get rid of him"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a fresh `starling playground` in a folder of its own."""
    folder = tmp_path_factory.mktemp("playground")
    program = [sys.executable, "-u", "-m", "bot", "playground", "--port", "0", "--ack-seconds", "300"]
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
        assert slack.wait(PATIENCE_S) == 0


async def test_a_whole_exchange_from_the_question_to_the_last_digest(
    address: str, open_page: OpenPage, tmp_path: Path, images: Path | None
) -> None:
    visitor = Visitor(await open_page(viewport=SIZE, device_scale_factor=1.5), tmp_path)
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
    phone = await open_page(viewport={"width": 320, "height": 640}, device_scale_factor=2, has_touch=True)
    await a_parent_takes_part_on_a_small_telephone(Visitor(phone, tmp_path), address)
    dark = await open_page(viewport=SIZE, color_scheme="dark")
    await somebody_reads_the_digest_in_the_dark(Visitor(dark, tmp_path), address)
    await a_moderator_moves_the_time_to_the_close(visitor)
    if images:
        shutil.copytree(tmp_path, images, dirs_exist_ok=True)


async def a_newcomer_looks_around(visitor: Visitor, address: str) -> None:
    page = visitor.page
    await visitor.arrives(address)
    await expect(page.get_by_test_id("banner").get_by_role("listitem")).to_have_count(3)
    await expect(page.get_by_role("heading", level=1)).to_have_text("school-board")
    finished, digest, waiting = (visitor.messages.nth(place) for place in range(3))
    await expect(finished).to_contain_text("Closed")
    await expect(finished).to_contain_text("202 comments")
    await expect(digest).to_contain_text("Closing digest")
    await expect(waiting).to_contain_text("Open until")
    await expect(waiting.get_by_text("Rate", exact=True)).to_be_in_viewport()
    await visitor.photographs("playground")
    await page.get_by_test_id("banner-close").click()
    themes = digest.locator(".block-rich_text")
    await expect(digest.get_by_role("figure", name="Mean stars by theme")).to_be_attached()
    await visitor.photographs("digest", digest, until=themes.nth(2))


async def a_newcomer_gives_a_star_by_the_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.page
    await page.reload()
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await visitor.tabs_to("Rate comments one at a time", backwards=True)
    await page.keyboard.press("Enter")
    await expect(visitor.message("A card to rate waits")).to_be_visible()
    await visitor.tabs_to("your messages with me")
    await page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text("0 rated")
    await visitor.tabs_to("4 of 5 stars", backwards=True)
    await page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text(re.compile(r"1 rated(, goal \d+)? · last: ★★★★☆ \(4\)"))
    await expect(visitor.focused).to_have_accessible_name("4 of 5 stars")  # the next comment needs no more steps
    await page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text("2 rated")


async def a_moderator_opens_an_exchange(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.becomes("Imani K.")
    await visitor.goes_to("school-board")
    await page.get_by_test_id("composer").press_sequentially("/ex")
    await expect(page.get_by_test_id("hint")).to_contain_text("Share, rate and run exchanges")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("usage")).to_contain_text("new")
    await page.keyboard.type("new")
    await page.keyboard.press("Enter")

    form = visitor.modal
    await expect(form.get_by_role("heading", name="New exchange")).to_be_visible()
    await form.get_by_label("Your question").fill(QUESTION)
    await form.get_by_label("Background").fill(
        "The contract for the kitchen ends in June. What you say goes into the new one. "
        "The menu of this year: https://example.org/menu"
    )
    await form.get_by_label("Importance").check()
    await form.get_by_label("Groups (optional)").fill("Student\nParent\nTeacher\nKitchen staff")
    closes = (datetime.now(UTC) + timedelta(days=9)).replace(hour=17, minute=0)
    await form.get_by_label("Closes (optional)").fill(closes.strftime("%Y-%m-%dT%H:%M"))
    await form.get_by_label("Short name").fill("lunch")
    await form.get_by_label("Comments to begin with").fill("\n".join(SEEDS))
    await form.get_by_label("Your question").focus()
    await visitor.photographs("new-exchange", form)
    await visitor.presses("Preview", form)

    draft = visitor.message("Draft", QUESTION)
    await expect(draft).to_contain_text("Only visible to you")
    await expect(draft).to_contain_text(f"Open until {closes:%b} {closes.day}, {closes.year} 17:00")
    await expect(draft).to_contain_text("6 comments to begin with")
    await visitor.photographs("draft", draft)
    await visitor.presses("Open now", draft)

    announcement = visitor.message("Open until", QUESTION)
    await expect(announcement).not_to_contain_text("Only visible to you")
    await expect(announcement).to_contain_text("how important this is to you")
    await visitor.photographs("announcement", announcement)


async def a_student_comments_by_the_form(visitor: Visitor) -> None:
    await visitor.becomes("Mei W.")
    await visitor.presses("Comment", visitor.message("Open until", QUESTION))
    form = visitor.modal
    await expect(form).to_contain_text(QUESTION)
    await expect(form).to_contain_text("Nobody sees your name")
    await visitor.presses("Share", form)  # nothing is written yet
    await expect(form.locator(".faulty")).to_contain_text("Your comment")
    await form.get_by_label("Your comment").fill(MEIS)
    await form.get_by_label("Why does it matter?").fill("Hungry people learn nothing in the last two lessons.")
    await visitor.chooses("Student", form.get_by_label("Which group are you in?"))
    await expect(form.locator(".faulty")).to_have_count(0)
    await visitor.photographs("comment", form)
    await visitor.presses("Share", form)
    await expect(form).to_contain_text(re.compile(r"Shared as #\d+\. Others can rate it now\."))
    await expect(form).to_contain_text(MEIS)
    await visitor.photographs("shared", form)
    await visitor.presses("Rate other comments", form)
    await form.get_by_role("link", name="your messages with me").click()
    await expect(form).to_have_count(0)
    await expect(visitor.last).to_contain_text("0 rated")


async def a_parent_comments_by_a_message(visitor: Visitor) -> None:
    await visitor.becomes("Denise O.")
    await visitor.goes_to("Starling", tab="messages")
    await visitor.writes(DENISES)
    card = visitor.message("Share this as a comment?")
    await expect(card).to_be_visible()
    await expect(card).to_contain_text(DENISES)
    await visitor.chooses(QUESTION, card.get_by_role("combobox"))
    await visitor.photographs("dm-share", visitor.messages.filter(has_text=DENISES).first, until=card)
    await visitor.presses("Share", card)
    await expect(visitor.last).to_contain_text(re.compile(r"Shared as #\d+"))
    await visitor.chooses("Parent", visitor.last.get_by_role("combobox"))
    await expect(visitor.last).to_contain_text("Your group: Parent.")
    await expect(visitor.last.get_by_role("combobox")).to_have_count(0)


async def another_student_comments_by_a_command(visitor: Visitor) -> None:
    await visitor.becomes("Jayden R.")
    await visitor.goes_to("school-board")
    await visitor.writes(f"/exchange share #lunch {JAYDENS}")
    await expect(visitor.message("Shared as")).to_contain_text("Only visible to you")


async def the_student_rates_by_clicks_and_by_typing(visitor: Visitor) -> None:
    await visitor.becomes("Mei W.")
    await visitor.goes_to("school-board")
    await visitor.presses("Rate", visitor.message("Open until", QUESTION))
    waits = visitor.message("A card to rate waits")
    await expect(waits).to_contain_text("Only visible to you")
    await waits.get_by_role("link", name="your messages with me").click()
    card = visitor.last
    await expect(card).to_contain_text("0 rated")
    await visitor.photographs("rate", card)
    before = await visitor.messages.count()
    for rated, stars in enumerate((4, 5, 3, 4), start=1):
        await expect(card).not_to_contain_text(MEIS)
        await visitor.gives(stars, card)
        await expect(card).to_contain_text(f"{rated} rated")
    await expect(card).to_contain_text("last: ★★★★☆ (4)")
    await expect(visitor.messages).to_have_count(before)  # each card took the place of the one before

    await visitor.writes("5")
    await expect(card).to_contain_text("Five rated, thank you.")
    await visitor.photographs("progress", card)
    await visitor.presses("Undo", card)
    await expect(card).to_contain_text("4 rated")
    await visitor.writes("****")
    await expect(card).to_contain_text(re.compile(r"5 rated(, goal \d+)? · last: ★★★★☆ \(4\)"))
    await visitor.rates_the_rest(4)


async def the_parent_rates_and_reports(visitor: Visitor) -> None:
    await visitor.becomes("Denise O.")
    await visitor.goes_to("Starling", tab="messages")
    await visitor.presses("Rate other comments", visitor.last)
    card = visitor.last
    await expect(card).to_contain_text("0 rated")
    await visitor.rates_the_rest(5, until=JAYDENS)
    await visitor.chooses("Report", card.get_by_role("button", name="More actions"))
    await expect(card).to_contain_text("What is wrong with this comment?")
    await visitor.presses("Names somebody", card)
    await expect(card).not_to_contain_text(JAYDENS)
    await visitor.rates_the_rest(5)


async def another_student_rates_five_at_a_time(visitor: Visitor) -> None:
    await visitor.becomes("Jayden R.")
    await visitor.goes_to("school-board")
    await visitor.presses("Five at a time", visitor.message("Open until", QUESTION))
    for page in ("five", "five-more"):
        menus = visitor.modal.get_by_role("combobox")
        for place in range(await menus.count()):
            await visitor.chooses("3 ★★★", menus.nth(place))
        if page == "five":
            await visitor.photographs(page, visitor.modal)
        await visitor.presses("Save, and 5 more", visitor.modal)
        await expect(visitor.modal).to_contain_text("ratings saved.")
    await expect(visitor.modal).to_contain_text("There is nothing more to rate for now.")
    await visitor.presses("Done", visitor.modal)


async def the_student_finds_it_all_in_home_and_sees_the_results(visitor: Visitor) -> None:
    await visitor.becomes("Mei W.")
    await visitor.goes_to("Starling", tab="home")
    await expect(visitor.home).to_contain_text(QUESTION)
    await expect(visitor.home).to_contain_text("you: 1 comment, 8 ratings")
    await visitor.photographs("home")
    await visitor.goes_to("school-board")
    await visitor.presses("Results", visitor.message("Open until", QUESTION))
    await expect(visitor.modal).to_contain_text("highest rated comments show once some have 5 ratings")
    await visitor.photographs("results", visitor.modal)
    await visitor.page.keyboard.press("Escape")


async def anybody_sees_what_groups_differ_on_in_a_closed_exchange(visitor: Visitor) -> None:
    await visitor.goes_to("school-board")
    await visitor.presses("Results", visitor.message("Closed", "202 comments"))
    await expect(visitor.modal).to_contain_text("rank ")
    await expect(visitor.modal).to_contain_text("Agreement: 0.")
    await visitor.modal.get_by_text("Highest rated comments").evaluate(
        "node => node.scrollIntoView({ block: 'start' })"
    )
    await visitor.photographs("bands")
    await visitor.modal.get_by_text("Agreement: 0.").evaluate("node => node.scrollIntoView({ block: 'end' })")
    await visitor.photographs("between-groups")
    await visitor.page.keyboard.press("Escape")


async def the_moderator_decides_and_asks_for_a_digest(visitor: Visitor) -> None:
    await visitor.becomes("Imani K.")
    await visitor.goes_to("school-board")
    await visitor.writes("/exchange queue")
    queue = visitor.message("waits for a moderator")
    await expect(queue).to_contain_text("reported: names somebody")
    await visitor.photographs("queue", queue)
    await visitor.chooses("Names somebody", queue.get_by_role("combobox", name="Hide"))
    await expect(queue).to_contain_text("is hidden")
    await visitor.writes("/exchange status lunch")
    status = visitor.message("Ratings a comment")
    await expect(status).to_contain_text(QUESTION)
    await visitor.photographs("status", status)
    await visitor.writes("/exchange digest lunch now")
    await expect(visitor.message("on its way")).to_be_visible()
    digest = visitor.message("Digest: what people say so far")
    await expect(digest).to_contain_text("rating")


async def the_moderator_closes(visitor: Visitor) -> None:
    await visitor.writes("/exchange close lunch")
    close = visitor.message("Close this exchange now?")
    await expect(close).to_be_visible()
    await visitor.photographs("close", close)
    await visitor.presses("Close now", close)
    announcement = visitor.message(QUESTION, "Thank you!")
    await expect(announcement).to_contain_text("Closed")
    digest = visitor.message("Closing digest", QUESTION)
    await expect(digest).to_contain_text("rating")
    await visitor.photographs("closed", announcement)
    await visitor.presses("replies", announcement)
    thread = visitor.page.get_by_test_id("thread")
    await expect(thread.get_by_test_id("message").filter(has_text="Closing digest")).to_have_count(1)


async def the_moderator_arranges_themes_in_home(visitor: Visitor) -> None:
    page, modal = visitor.page, visitor.modal
    await visitor.goes_to("Starling", tab="home")
    finished = visitor.home.locator(".block-section", has_text="School Resource Officer contract")
    await visitor.presses("Themes", finished.filter(has=page.get_by_text("Themes", exact=True)))
    await expect(modal).to_contain_text("t1  ")
    await visitor.photographs("themes", modal)
    await visitor.chooses("Rename", modal.get_by_role("button", name="More actions").first)
    await modal.get_by_label("Name").fill("What we all talk about")
    await visitor.presses("Go on", modal)
    await expect(modal).to_contain_text("will be called “What we all talk about”")
    await visitor.photographs("theme-preview", modal)
    await visitor.presses("Apply", modal)
    await expect(modal).to_contain_text("is called “What we all talk about” now")
    await visitor.presses("Close", modal)


async def a_parent_takes_part_on_a_small_telephone(visitor: Visitor, address: str) -> None:
    page = visitor.page
    await visitor.arrives(address)
    await page.get_by_test_id("banner-close").click()
    await visitor.becomes("Piotr S.")
    await visitor.presses("Rate", visitor.message("Open until", "phone rules"))
    await visitor.message("A card to rate waits").get_by_role("link", name="your messages with me").click()
    await visitor.gives(5, visitor.last)
    await expect(visitor.last).to_contain_text("last: ★★★★★ (5)")
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
    await visitor.photographs("mobile-320")


async def a_moderator_moves_the_time_to_the_close(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.goes_to("school-board")
    await expect(visitor.message("Open until", "phone rules")).to_be_visible()
    await page.get_by_test_id("clock").click()
    closing = page.get_by_test_id("due").filter(has_text="closes, and its last digest follows")
    await expect(closing).to_have_count(1)
    await visitor.photographs("clock", page.get_by_test_id("clock-dialog"))
    forward = page.get_by_test_id("clock-next")
    for _ in range(MOST_DUE):
        if await closing.filter(has_text="Now").count() or not await closing.count():
            break
        before = await page.get_by_test_id("clock-now").inner_text()
        await forward.click()
        await expect(page.get_by_test_id("clock-now")).not_to_have_text(before)
    await expect(closing).to_have_count(0, timeout=60_000)  # the scheduler's round may have much to do before
    await page.keyboard.press("Escape")
    await expect(visitor.message("phone rules", "Closed")).to_be_visible()
    await expect(page.get_by_test_id("clock")).to_be_focused()


async def somebody_reads_the_digest_in_the_dark(visitor: Visitor, address: str) -> None:
    await visitor.arrives(address)
    await visitor.page.get_by_test_id("banner-close").click()
    chart = visitor.messages.nth(1).get_by_role("figure")
    await chart.evaluate("node => node.scrollIntoView({ block: 'start' })")
    await expect(chart).to_be_in_viewport()
    await visitor.photographs("dark")
