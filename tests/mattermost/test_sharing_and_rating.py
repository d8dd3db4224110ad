"""People of a school share and rate on Mattermost: by message, by form, by buttons; and read why not."""

import re

import pytest

from bot.domain.exchanges import anonymity_text, figures_text
from bot.mattermost.markdown import from_mrkdwn, inert
from bot.share.service import Hosts
from bot.texts import texts_for
from tests.mattermost.school import School, actions_of, names, words
from tests.mattermost.standin import new_id

STARS = ["1 ★", "2 ★", "3 ★", "4 ★", "5 ★"]


async def test_one_click_gives_the_stars_and_the_next_comment_is_in_the_same_message(school: School) -> None:
    exchange = await school.opens()
    ana, ben = school.pupil("Ana"), school.pupil("Ben")
    for text in ("Longer lunch", "A crossing guard"):
        await ana.runs(f"share {text}", school.hall)

    assert "waits in your messages with me" in await ben.runs("rate", school.hall)
    card = ben.card
    assert names(card) == [*STARS, "Skip"]
    first = words(card)
    await ben.presses(card, "4 ★")
    assert len(ben.inbox) == 1
    assert ("Longer lunch" in first) != ("Longer lunch" in words(card))
    assert "Your stars were counted." in words(card)
    await ben.presses(card, "2 ★")
    assert await school.stars(exchange) == [2, 4]
    assert "That is all there is to rate for now" in words(card)
    assert not [each for each in school.in_hall() if "Longer lunch" in words(each)]


async def test_no_post_and_no_address_of_a_click_says_how_many_stars_were_given(school: School) -> None:
    await school.opens()
    ana, ben = school.pupil("Ana"), school.pupil("Ben")
    for text in ("Longer lunch", "A crossing guard"):
        await ana.runs(f"share {text}", school.hall)
    await ben.runs("rate", school.hall)
    older = dict(ben.card)
    ids = [[each["id"] for each in actions_of(ben.card)]]
    for name in ("5 ★", "Undo", "3 ★"):
        await ben.presses(ben.card, name)
        ids.append([each["id"] for each in actions_of(ben.card)])
        assert not re.search(r"★★|☆|\([1-5]\)", words(ben.card))
    await ben.presses(older, "1 ★")
    ids.append([each["id"] for each in actions_of(older)])
    assert not re.search(r"★★|☆|\([1-5]\)", words(older))
    flat = [each for of_card in ids for each in of_card]
    assert len(set(flat)) == len(flat)
    assert all(re.fullmatch("[0-9a-f]{16}", each) for each in flat)


async def test_the_form_and_the_choice_say_whether_names_are_shown_and_who_can_find_out(school: School) -> None:
    await school.opens("What keeps us safe?")
    ana = school.pupil("Ana")
    await ana.runs("share", school.hall)
    introduction = school.server.dialogs[-1][1]["dialog"]["introduction_text"]
    [exchange] = await school.exchanges()
    texts = texts_for("en")
    for notice in (anonymity_text(texts, exchange), figures_text(texts, exchange)):
        assert notice in introduction
    await school.opens("How is lunch?", "--review=none --names=shown")
    await ana.says("Too short")
    assert texts("exchange.names.shown") in words(ana.card)
    assert anonymity_text(texts, exchange) in words(ana.card)


async def test_the_form_names_the_service_that_reads_the_words(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    async def one(*_: object) -> Hosts:
        return Hosts(danger="ai.example.org")

    monkeypatch.setattr("bot.mattermost.acts.read_service", one)
    await school.opens()
    ana = school.pupil("Ana")
    await ana.runs("share", school.hall)
    assert "ai.example.org" in school.server.dialogs[-1][1]["dialog"]["introduction_text"]
    await ana.says("Too short")
    assert "ai.example.org" in words(ana.card)
    await school.opens("How is lunch?")
    await ana.says("Much too short")
    assert "ai.example.org" in words(ana.card)


async def test_a_form_counts_whatever_team_its_writer_looks_at(school: School) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    await ana.runs("share", school.hall)
    assert await ana.submits(team_id=new_id(), text="Longer lunch") == {}
    assert [each.text for each in await school.comments(exchange)] == ["Longer lunch"]


async def test_a_comment_is_skipped_and_the_last_act_is_taken_back(school: School) -> None:
    exchange = await school.opens()
    ana, ben = school.pupil("Ana"), school.pupil("Ben")
    for text in ("Longer lunch", "A crossing guard", "Warm rooms"):
        await ana.runs(f"share {text}", school.hall)
    await ben.runs("rate", school.hall)
    first = words(ben.card)
    await ben.presses(ben.card, "Skip")
    assert "Skipped." in words(ben.card)
    assert words(ben.card).split("#")[0] != first.split("#")[0]
    assert not await school.stars(exchange)
    await ben.presses(ben.card, "5 ★")
    await ben.presses(ben.card, "Undo")
    assert "Taken back" in words(ben.card)
    assert not await school.stars(exchange)


async def test_a_click_on_an_older_card_changes_that_rating_alone(school: School) -> None:
    exchange = await school.opens()
    ana, ben = school.pupil("Ana"), school.pupil("Ben")
    for text in ("Longer lunch", "A crossing guard"):
        await ana.runs(f"share {text}", school.hall)
    await ben.runs("rate", school.hall)
    older = dict(ben.card)
    await ben.presses(ben.card, "4 ★")
    await ben.runs("rate", school.hall)
    newest = words(ben.card)
    await ben.presses(older, "1 ★")
    assert await school.stars(exchange) == [1]
    assert "Your new rating of" in words(older)
    assert words(ben.card) == newest


async def test_a_direct_message_is_offered_and_shared_only_once_its_writer_says_so(school: School) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    post = await ana.says("Longer lunch & a *crossing* guard")
    assert "Share this as a comment?" in words(ana.card)
    assert names(ana.card) == ["Share", "No"]
    assert not await school.comments(exchange)

    await ana.presses(ana.card, "Share")
    [kept] = await school.comments(exchange)
    assert kept.text == "Longer lunch & a *crossing* guard"
    assert f"Shared as **#{kept.number}**" in words(ana.card)
    await school.server.publish_again(post)
    await school.settle()
    assert len(ana.inbox) == 2, "the same event once more is no second offer"


async def test_pressing_share_twice_is_one_comment(school: School) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    await ana.says("Longer lunch")
    card = dict(ana.card)
    await ana.presses(ana.card, "Share")
    await ana.presses(card, "Share")
    assert len(await school.comments(exchange)) == 1


async def test_words_that_changed_or_went_before_the_press_are_not_shared(school: School) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    post = await ana.says("Longer lunch")
    post["message"] = "Much longer lunch"
    await ana.presses(ana.card, "Share")
    assert "Much longer lunch" in words(ana.card)
    assert not await school.comments(exchange)
    post["delete_at"] = 1
    await ana.presses(ana.card, "Share")
    assert "You deleted that message" in ana.notes[-1]
    assert not await school.comments(exchange)


async def test_no_shares_nothing(school: School) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    await ana.says("Longer lunch")
    await ana.presses(ana.card, "No")
    assert "Not shared" in words(ana.card)
    assert not await school.comments(exchange)


async def test_the_form_shares_a_comment_with_why_it_matters(school: School) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    [announcement] = school.in_hall()
    assert names(announcement) == ["Comment", "Rate"]
    await ana.presses(announcement, "Comment")
    assert await ana.submits(text="Longer lunch", why="We hurry") == {}
    [kept] = await school.comments(exchange)
    assert (kept.text, kept.why) == ("Longer lunch", "We hurry")
    assert f"Shared as **#{kept.number}**" in words(ana.card)
    assert await ana.submits(text="Longer lunch", why="We hurry") == {}
    assert len(await school.comments(exchange)) == 1, "sent once more it is the same comment"


async def test_what_looks_personal_is_pointed_out_once_in_the_form_and_on_the_card(school: School) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    await ana.runs("share", school.hall)
    asked = await ana.submits(text="Call me at 555-867-5309")
    assert "looks like a phone number: 555-867-5309" in asked["errors"]["text"]
    assert not await school.comments(exchange)
    assert await ana.submits(text="Call me at 555-867-5309") == {}
    assert len(await school.comments(exchange)) == 1
    await ana.says("Or write to ana@example.org")
    assert "looks like an e-mail address" in words(ana.card)
    await ana.presses(ana.card, "Share all the same")
    assert len(await school.comments(exchange)) == 2


async def test_ones_own_comment_is_withdrawn_after_a_question(school: School) -> None:
    exchange = await school.opens()
    ana = school.pupil("Ana")
    await ana.says("Longer lunch")
    await ana.presses(ana.card, "Share")
    await ana.presses(ana.card, "Withdraw")
    assert len(await school.comments(exchange)) == 1
    [sure] = names(ana.card)
    await ana.presses(ana.card, sure)
    assert not await school.comments(exchange)


async def test_with_two_open_exchanges_one_is_chosen(school: School) -> None:
    await school.opens("What keeps us safe?")
    lunch = await school.opens("How is lunch?")
    ana = school.pupil("Ana")
    await ana.says("Too short")
    await ana.presses(ana.card, "How is lunch?")
    assert [kept.text for kept in await school.comments(lunch)] == ["Too short"]
    ben = school.pupil("Ben")
    await ben.runs("rate", school.hall)
    await ben.presses(ben.card, "How is lunch?")
    assert names(ben.card)[:5] == STARS


async def test_peoples_words_call_nobody_and_format_nothing(school: School) -> None:
    await school.opens("Who *really* asks @all?")
    announced = school.in_hall()[0]["message"]
    assert r"\*really\*" in announced
    assert "@all" not in announced
    ana, ben = school.pupil("Ana"), school.pupil("Ben")
    text = "@all see [this](https://evil.example) ~hall `code` **now** # not a heading\n1. one\n- two"
    await ana.runs(f"share {text}", school.hall)
    await ben.runs("rate", school.hall)
    shown = ben.card["props"]["attachments"][0]["text"]
    assert not any(sign in shown for sign in ("@all", "[this](", "https://", "~hall", "**now**", "\n> 1. ", "\n> - "))
    assert "see" in shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("~~gone~~", r"\~\~+gone\~\~"),
        ("<b> &lt; <ana@x.org>", "<+b> &+lt; <+ana@+x.org>"),
        ("$x^2$ but $5", "＄x^2＄ but $5"),
        ("Title\n===\n---", "Title\n+===\n\\---"),
        ("    code\n\t- x", "\u00a0\u00a0\u00a0\u00a0code\n\u00a0\\- x"),
        ("FTP://x mailto:a www2.x.org x.org/y", "FTP:+//x mailto:+a www2+.x.org x.org+/y"),
    ],
)
def test_no_sign_of_peoples_words_is_read(written: str, shown: str) -> None:
    assert inert(written).replace("\u2060", "+") == shown


def test_in_a_sentence_no_address_of_somebodys_leads_anywhere() -> None:
    text = from_mrkdwn("About ftp://x HTTPS://y mailto:a@b :tada: 17:00", {}).replace("\u2060", "+")
    assert text == "About ftp:+//x HTTPS:+//y mailto:+a@+b :tada: 17:00"


async def test_in_spanish_by_the_language_of_the_account(school: School) -> None:
    exchange = await school.opens()
    sofia = school.pupil("Sofía", locale="es")
    await sofia.says("Un almuerzo más largo")
    assert "¿Comparto esto como comentario?" in words(sofia.card)
    await sofia.presses(sofia.card, "Compartir")
    assert len(await school.comments(exchange)) == 1
    await sofia.runs("compartir", school.hall)
    assert school.server.dialogs[-1][1]["dialog"]["title"] == "Compartir un comentario"
    assert "Escríbame" in await sofia.runs("ayuda", school.hall)
    assert "no conozco **baila**" in await sofia.runs("baila", school.hall)
