"""Moderators look and decide; who wrote and who reported stays unknown, also to them."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from bot.playground.person import Person
from bot.playground.world import Message
from storage import comments, exchanges, ratings
from storage.exchanges import Exchange
from storage.models import moderation_act, report
from tests.stories import digest_town
from tests.town import Town, action_ids, words


async def shared(town: Town, name: str, text: str) -> int:
    """Let somebody share a comment; return its number."""
    person = town.person(name)
    await person.runs(f"/exchange share {text}", "general")
    await town.settle()
    answer = words(person.whispers("general")[-1])
    return int(re.findall(r"#(\d+)", answer)[0])


async def reported(town: Town, name: str, reason: str = "rude") -> None:
    """Let somebody report the comment that their card shows."""
    person = town.person(name)
    await person.runs("/exchange rate", "general")
    await town.settle()
    card = person.dm()[-1]
    more = next(each for block in card.blocks for each in block.get("elements", []) if each["type"] == "overflow")
    await person.chooses(card, "rate.more", more["options"][3])
    await town.settle()
    assert await person.clicks(person.dm()[-1], f"rate.report.{reason}")
    await town.settle()


async def queue_of(town: Town, moderator: Person | None = None, rest: str = "") -> Message:
    moderator = moderator or town.moderator
    assert await moderator.runs(f"/exchange queue {rest}".strip(), "general")
    await town.settle()
    return moderator.whispers("general")[-1]


async def asked(town: Town, person: Person, line: str) -> str:
    """Run a command and return what it answers."""
    assert await person.runs(line, "general")
    await town.settle()
    return words(person.whispers("general")[-1])


def pick(shown: Any, action_id: str, reason: str, number: int | None = None) -> dict[str, Any]:
    """Return the option of a menu that stands for a reason, on the card of a comment."""
    for block in shown.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == action_id:
                for option in element["options"]:
                    code, _, here = option["value"].partition("|")
                    if code == reason and number in {None, int(here.split(":")[1].split(".")[0])}:
                        return {"option": option, "block_id": block["block_id"]}
    raise AssertionError(f"no {action_id} for {reason}")


def press(shown: Any, action_id: str, number: int) -> dict[str, Any]:
    """Return where the button of a comment's card stands."""
    for block in shown.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == action_id and f":{number}." in element.get("value", ""):
                return {"block_id": block["block_id"]}
    raise AssertionError(f"no {action_id} for #{number}")


async def states(town: Town, exchange: Exchange) -> dict[str, tuple[str, str | None]]:
    kept = await town.comments(exchange, "live", "held", "hidden", "removed", "withdrawn")
    return {comment.text: (comment.state, comment.reason) for comment in kept}


async def acts(town: Town) -> list[tuple[str, str]]:
    async with town.starling.kit.storage.read() as db:
        rows = await db.execute(select(moderation_act.c.act, moderation_act.c.reason).order_by("acted_at"))
        return [(row.act, row.reason) for row in rows]


async def add_moderator(town: Town, name: str) -> Person:
    person = town.person(name)
    await asked(town, town.moderator, f"/exchange mod add @{person.member.name}")
    return person


async def test_an_empty_queue_says_so(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Longer lunch")
    assert "Nothing waits" in words(await queue_of(town))


async def test_a_waiting_comment_is_kept_and_others_can_rate_it(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", moderation="review")
    number = await shared(town, "Ana", "A crossing guard")
    card = await queue_of(town)
    assert "A crossing guard" in words(card)
    assert f"#{number}" in words(card)
    assert "waits before others see it" in words(card)
    assert town.person("Ana").id not in str(card.blocks), "a moderator never sees who wrote"
    assert town.person("Ana").name not in str(card.blocks)

    assert await town.moderator.clicks(card, "moderate.keep")
    await town.settle()
    shown = words(town.moderator.whispers("general")[-1])
    assert f"#{number} is live" in shown.replace("*", "")
    assert "Nothing waits" in shown
    assert await states(town, exchange) == {"A crossing guard": ("live", None)}
    ben = town.person("Ben")
    await ben.runs("/exchange rate", "general")
    await town.settle()
    assert "A crossing guard" in words(ben.dm()[-1])


async def test_a_reported_comment_tells_why_and_never_by_whom(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Ms Kim is mean")
    await reported(town, "Ana", "name")
    await reported(town, "Ben", "name")
    await reported(town, "Cem", "danger")
    card = await queue_of(town)
    assert "names somebody 2×" in words(card)
    assert "somebody may be in danger 1×" in words(card)
    for name in ("Ana", "Ben", "Cem"):
        assert town.person(name).id not in str(card.blocks)
        assert name not in words(card)

    assert await town.moderator.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "name"))
    await town.settle()
    assert await states(town, exchange) == {"Ms Kim is mean": ("hidden", "name")}
    assert await acts(town) == [("hide", "name")]
    async with town.starling.kit.storage.read() as db:
        open_reports = await db.execute(select(report.c.reason).where(~report.c.is_settled))
        assert open_reports.all() == [], "the decision settles every report"
    (hidden,) = await town.comments(exchange, "hidden")
    assert hidden.reports == 0
    assert (await town.counts(exchange)).comments == 0, "what is hidden is not counted"


async def test_a_removal_is_final_and_the_log_keeps_it(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Buy my cakes")
    await reported(town, "Ana", "spam")
    card = await queue_of(town)
    menu = next(
        each for block in card.blocks for each in block.get("elements", []) if each["action_id"] == "moderate.remove"
    )
    assert menu["confirm"], "a removal asks first"
    assert await town.moderator.chooses(card, "moderate.remove", **pick(card, "moderate.remove", "spam"))
    await town.settle()
    (gone,) = await town.comments(exchange, "removed")
    answer = await asked(town, town.moderator, f"/exchange restore #{gone.number}")
    assert "final" in answer
    assert await states(town, exchange) == {"Buy my cakes": ("removed", "spam")}
    assert await acts(town) == [("remove", "spam")]


async def test_the_second_of_two_moderators_reads_what_was_decided(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Ms Kim is mean")
    other = await add_moderator(town, "Maya")
    await reported(town, "Ana", "rude")
    first, second = await queue_of(town), await queue_of(town, other)
    assert await town.moderator.chooses(first, "moderate.hide", **pick(first, "moderate.hide", "rude"))
    assert await other.clicks(second, "moderate.keep"), words(second)
    await town.settle()
    shown = words(other.whispers("general")[-1])
    assert "was decided in the meantime" in shown
    assert "is hidden: rude or hurtful" in shown
    assert await states(town, exchange) == {"Ms Kim is mean": ("hidden", "rude")}
    assert await acts(town) == [("hide", "rude")]


async def test_new_words_since_the_card_was_drawn_are_read_first(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", moderation="review")
    number = await shared(town, "Ana", "First words")
    card = await queue_of(town)
    ana = town.person("Ana")
    await ana.clicks(ana.whispers("general")[-1], "share.edit")
    await ana.submits(values={"share.text": "Quite other words"})
    await town.settle()
    await town.moderator.clicks(card, "moderate.keep")
    await town.settle()
    shown = town.moderator.whispers("general")[-1]
    assert f"#{number} has new words" in words(shown)
    assert "Quite other words" in words(shown)
    assert await states(town, exchange) == {"Quite other words": ("held", None)}
    await town.moderator.clicks(shown, "moderate.keep")
    await town.settle()
    assert await states(town, exchange) == {"Quite other words": ("live", None)}


async def test_a_report_that_comes_in_while_the_card_lies_open_is_seen_before_it_is_settled(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Ms Kim is mean")
    await reported(town, "Ana", "rude")
    card = await queue_of(town)
    await reported(town, "Ben", "danger")
    await town.moderator.clicks(card, "moderate.keep")
    await town.settle()
    shown = town.moderator.whispers("general")[-1]
    assert "was reported again" in words(shown)
    assert "danger" in words(shown)
    assert await acts(town) == []
    assert (await town.comments(exchange))[0].reports == 2


async def test_a_reported_comment_that_was_reworded_still_waits(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    await shared(town, "Ana", "Kim is mean")
    ben = town.person("Ben")
    await ben.runs("/exchange rate", "general")
    await town.settle()
    await ben.clicks(ben.dm()[-1], "rate.star.2")
    await town.settle()
    await reported(town, "Cem", "name")
    ana = town.person("Ana")
    await ana.clicks(ana.whispers("general")[-1], "share.edit")
    await ana.submits(values={"share.text": "Somebody is mean"})
    await town.settle()
    shown = words(await queue_of(town))
    assert "Somebody is mean" in shown
    assert "names somebody 1×" in shown
    assert "Kim is mean" not in shown


async def test_a_moderators_own_comment_is_for_another(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", moderation="review")
    await town.moderator.runs("/exchange share My own idea", "general")
    await town.settle()
    card = await queue_of(town)
    assert "This one is yours" in words(card)
    assert not {each for each in action_ids(card) if each.startswith("moderate.") and each != "moderate.more"}
    (mine,) = await town.comments(exchange, "held")
    answer = await asked(town, town.moderator, f"/exchange keep #{mine.number}")
    assert "Another moderator decides" in answer
    other = await add_moderator(town, "Maya")
    assert "is live" in await asked(town, other, f"/exchange keep #{mine.number}")


async def test_five_at_a_time_and_the_rest_behind_more(town: Town) -> None:
    await town.exchange("What keeps us safe?", moderation="review")
    numbers = [await shared(town, "Ana", f"Idea number {n}") for n in range(7)]
    card = await queue_of(town)
    assert "7 comments wait" in words(card)
    first = {n for n in numbers if f"#{n}*" in str(card.blocks)}
    assert len(first) == 5
    kept = min(first)
    await town.moderator.clicks(card, "moderate.keep", **press(card, "moderate.keep", kept))
    await town.settle()
    card = town.moderator.whispers("general")[-1]
    assert "6 comments wait" in words(card)
    assert all(f"#{n}*" in str(card.blocks) for n in first), "the others stay where they were"
    await town.moderator.clicks(card, "moderate.more")
    await town.settle()
    card = town.moderator.whispers("general")[-1]
    assert {n for n in numbers if f"#{n}*" in str(card.blocks)} == set(numbers) - first
    await town.moderator.clicks(card, "moderate.more")
    await town.settle()
    card = town.moderator.whispers("general")[-1]
    assert {n for n in first if f"#{n}*" in str(card.blocks)} == first - {kept}, "from the start again"


async def test_long_comments_make_shorter_pages_that_slack_accepts(town: Town) -> None:
    await town.exchange("What keeps us safe?", *("w" * 3000 for _ in range(5)), comment_limit=3000)
    for comment in await town.comments(await only(town)):
        await flag(town, comment.comment_id)
    seen: set[str] = set()
    card = await queue_of(town)
    for _ in range(5):
        seen |= set(re.findall(r"\*#(\d+)\*", str(card.blocks)))
        if len(seen) == 5:
            break
        assert await town.moderator.clicks(card, "moderate.more")
        await town.settle()
        card = town.moderator.whispers("general")[-1]
    assert len(seen) == 5


async def only(town: Town) -> Exchange:
    async with town.starling.kit.storage.read() as db:
        (exchange,) = await exchanges.all_of(db, town.tenant_id)
    return exchange


async def flag(town: Town, comment_id: int) -> None:
    exchange = await only(town)
    async with town.starling.kit.storage.write() as db:
        await ratings.put_report(db, town.tenant_id, exchange.exchange_id, comment_id, "f" * 32, "rude")


async def test_hide_by_command_with_a_reason_and_restore(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Ms Kim is mean", slug="sro")
    (comment,) = await town.comments(exchange)
    answer = await asked(town, town.moderator, f"/exchange hide sro#{comment.number} --reason=name")
    assert "is hidden: names somebody" in answer
    assert await states(town, exchange) == {"Ms Kim is mean": ("hidden", "name")}
    assert "is hidden already" in await asked(town, town.moderator, f"/exchange hide #{comment.number} --reason=name")
    assert "is live" in await asked(town, town.moderator, f"/exchange restore sro#{comment.number}")
    assert await states(town, exchange) == {"Ms Kim is mean": ("live", None)}
    assert await acts(town) == [("hide", "name"), ("restore", "")]


async def test_a_missing_reason_is_asked_for_on_a_card(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Ms Kim is mean")
    (comment,) = await town.comments(exchange)
    assert "Why hide" in await asked(town, town.moderator, f"/exchange hide #{comment.number}")
    card = town.moderator.whispers("general")[-1]
    await town.moderator.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "off_topic"))
    await town.settle()
    assert "is hidden: not about the question" in words(town.moderator.whispers("general")[-1])
    assert await states(town, exchange) == {"Ms Kim is mean": ("hidden", "off_topic")}


async def test_remove_by_command_asks_first_also_with_a_reason(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Buy my cakes")
    (comment,) = await town.comments(exchange)
    assert "This is final" in await asked(town, town.moderator, f"/exchange remove #{comment.number} --reason=spam")
    assert (await states(town, exchange))["Buy my cakes"][0] == "live"
    card = town.moderator.whispers("general")[-1]
    sure = next(each for block in card.blocks for each in block.get("elements", []))
    assert sure["confirm"]["style"] == "danger"
    await town.moderator.clicks(card, "moderate.remove")
    await town.settle()
    assert await states(town, exchange) == {"Buy my cakes": ("removed", "spam")}


async def test_a_reported_comment_hides_at_once_where_the_exchange_says_so_until_somebody_kept_it(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "A plain idea", hides_reported=True)
    await reported(town, "Ana", "rude")
    assert (await states(town, exchange))["A plain idea"][0] == "hidden"
    card = await queue_of(town)
    assert "hidden until somebody has looked" in words(card)
    await town.moderator.clicks(card, "moderate.keep")
    await town.settle()
    assert (await states(town, exchange))["A plain idea"] == ("live", None)
    await reported(town, "Ben", "rude")
    assert (await states(town, exchange))["A plain idea"][0] == "live", "a moderator has looked: it waits, but stays"
    assert "rude or hurtful 1×" in words(await queue_of(town))


async def test_an_open_card_of_a_removed_comment_gives_way_to_the_next(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Buy my cakes")
    ben = town.person("Ben")
    await ben.runs("/exchange rate", "general")
    await town.settle()
    (comment,) = await town.comments(exchange)
    await asked(town, town.moderator, f"/exchange hide #{comment.number} --reason=spam")
    await ben.clicks(ben.dm()[-1], "rate.star.5")
    await town.settle()
    assert "no longer open for ratings" in words(ben.dm()[-1])
    assert (await town.comments(exchange, "hidden"))[0].ratings == 0


async def test_two_exchanges_with_the_same_number_ask_which(town: Town) -> None:
    first = await town.exchange("One?", "One idea", slug="one")
    second = await town.exchange("Two?", "Another idea", slug="two")
    (comment,) = await town.comments(first)
    async with town.starling.kit.storage.write() as db:
        (twin,) = await town.comments(second)
        await comments.change(db, town.tenant_id, second.exchange_id, twin.comment_id, number=comment.number)
    answer = await asked(town, town.moderator, f"/exchange hide #{comment.number} --reason=spam")
    assert f"one#{comment.number}" in answer
    assert f"two#{comment.number}" in answer
    await asked(town, town.moderator, f"/exchange hide two#{comment.number} --reason=spam")
    assert (await states(town, first))["One idea"][0] == "live"
    assert (await states(town, second))["Another idea"][0] == "hidden"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/exchange keep", "Which comment?"),
        ("/exchange hide the bad one", "Which comment?"),
        ("/exchange hide #1 --reason=ugly", "Reasons are"),
        ("/exchange hide #1", "There is no comment #1"),
        ("/exchange hide nowhere#1 --reason=rude", "There is no exchange"),
        ("/exchange hide #1 --why=rude", "does not know `--why`"),
        ("/exchange hide #1 —reason=“ugly", "does not close"),
        ("/exchange hide sro/t3 --reason=rude", "Which comment?"),
        ("/exchange mod add @A.moderator and kim", "Whom?"),
        ("/exchange keep #999999999999999999999", "Which comment?"),
        ("/exchange queue nowhere", "There is no exchange"),
        ("/exchange mod", "Moderators"),
        ("/exchange mod promote @kim", "mod add @name"),
        ("/exchange mod add kim", "Whom?"),
        ("/exchange mod add @nobody-of-that-name", "Whom?"),
        ("/exchange mod remove", "Whom?"),
    ],
)
async def test_what_cannot_be_understood_is_answered_kindly(town: Town, line: str, said: str) -> None:
    await town.exchange("What keeps us safe?", "Longer lunch")
    assert said in await asked(town, town.moderator, line)
    assert await acts(town) == []


@pytest.mark.parametrize(
    "line",
    ["queue", "keep #412", "hide #412", "restore #412", "remove #412 --reason=rude", "mod list", "mod add @kim"],
)
async def test_who_is_no_moderator_learns_who_is(town: Town, line: str) -> None:
    await town.exchange("What keeps us safe?", "Longer lunch")
    maya = await add_moderator(town, "Maya")
    answer = await asked(town, town.person("Ana"), f"/exchange {line}")
    assert "Only moderators can" in answer
    assert f"<@{maya.id}>" in answer


async def test_who_stopped_being_a_moderator_cannot_use_the_card_they_had(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Ms Kim is mean")
    maya = await add_moderator(town, "Maya")
    await reported(town, "Ana", "rude")
    card = await queue_of(town, maya)
    await asked(town, town.moderator, f"/exchange mod remove @{maya.member.name}")
    await maya.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "rude"))
    await town.settle()
    assert "Only moderators can" in words(maya.whispers("general")[-1])
    assert (await states(town, exchange))["Ms Kim is mean"][0] == "live"


async def test_owners_add_and_remove_and_moderators_may_only_look(town: Town) -> None:
    maya, kim = await add_moderator(town, "Maya"), town.person("Kim")
    assert "you a moderator" in words(maya.dm()[-1])
    assert "Only owners can" in await asked(town, maya, f"/exchange mod add @{kim.member.name}")
    assert "Only owners can" in await asked(town, maya, f"/exchange mod remove @{maya.member.name}")
    assert maya.id in await asked(town, maya, "/exchange mod list")
    assert "is an owner now" in await asked(town, town.moderator, f"/exchange mod add @{maya.member.name} --owner")
    assert "an owner already" in await asked(town, town.moderator, f"/exchange mod add @{maya.member.name} --owner")
    assert "is a moderator now" in await asked(town, maya, f"/exchange mod add @{kim.member.name}")
    assert "a moderator already" in await asked(town, maya, f"/exchange mod add @{kim.member.name}")
    assert kim.id not in await asked(town, maya, "/exchange mod list --owner")
    assert "no longer" in await asked(town, maya, f"/exchange mod remove @{maya.member.name}"), "the last one may go"
    assert "was no moderator" in await asked(town, town.moderator, f"/exchange mod remove @{maya.member.name}")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"is_restricted": True}, "a guest"),
        ({"is_ultra_restricted": True}, "a guest"),
        ({"is_bot": True}, "a bot"),
        ({"is_stranger": True, "team_id": "T0ELSEWHERE"}, "another workspace"),
        ({"deleted": True}, "has left"),
    ],
)
async def test_bots_guests_and_strangers_do_not_moderate(town: Town, facts: dict[str, Any], said: str) -> None:
    kim = town.person("Kim")
    for name, value in facts.items():
        setattr(kim.member, name, value)
    answer = await asked(town, town.moderator, f"/exchange mod add @{kim.member.name}")
    assert said in answer
    assert "Nothing was changed" in answer
    assert kim.id not in await asked(town, town.moderator, "/exchange mod list")


async def test_a_removed_comment_leaves_the_digest_that_was_posted(town: Town) -> None:
    exchange = await digest_town.announced(town, *digest_town.SIX)
    await digest_town.rate(town, exchange, Lunch_longer=(0, 0, 0, 0, 4), Door_locked=(0, 0, 0, 4, 0))
    await town.moderator.runs("/exchange digest now", "general")
    await digest_town.tick(town)
    assert all("Lunch longer" in words(each) for each in digest_town.posted(town))
    number = next(each.number for each in await town.comments(exchange) if each.text == "Lunch longer")
    await asked(town, town.moderator, f"/exchange remove #{number} --reason=rude")
    card = town.moderator.whispers("general")[-1]
    assert await town.moderator.clicks(card, "moderate.remove")
    await town.settle()
    await digest_town.tick(town)
    digests = [words(each) for each in digest_town.posted(town)]
    assert digests
    assert not any("Lunch longer" in each for each in digests)
    assert all("Door locked" in each for each in digests), "the rest stays"


async def test_when_slack_is_silent_about_a_person_nothing_is_changed(town: Town) -> None:
    kim = town.person("Kim")
    await asked(town, town.moderator, "/exchange mod list")
    town.playground.faults.answer("users.info", status=500)
    answer = await asked(town, town.moderator, f"/exchange mod add @{kim.member.name}")
    assert "Slack did not say who this is" in answer
    town.playground.faults.clear()
    assert kim.id not in await asked(town, town.moderator, "/exchange mod list")
