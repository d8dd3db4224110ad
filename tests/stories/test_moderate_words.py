"""Moderators decide by command, and owners say who moderates."""

from typing import Any

import pytest

from storage import comments
from tests.sentences import EN
from tests.stories.moderating import acts, add_moderator, asked, pick, queue_of, reported, states
from tests.whole_bot import Playground, words


async def test_hide_by_command_with_a_reason_and_restore(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Ms Kim is mean", slug="sro")
    (comment,) = await playground.comments(exchange)
    answer = await asked(playground, playground.moderator, f"/exchange hide sro#{comment.number} --reason=name")
    assert "is hidden: names somebody" in answer
    assert await states(playground, exchange) == {"Ms Kim is mean": ("hidden", "name")}
    assert "is hidden already" in await asked(
        playground, playground.moderator, f"/exchange hide #{comment.number} --reason=name"
    )
    assert "is live" in await asked(playground, playground.moderator, f"/exchange restore sro#{comment.number}")
    assert await states(playground, exchange) == {"Ms Kim is mean": ("live", None)}
    assert await acts(playground) == [("hide", "name"), ("restore", "")]


async def test_a_missing_reason_is_asked_for_on_a_card(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Ms Kim is mean")
    (comment,) = await playground.comments(exchange)
    assert "Why hide" in await asked(playground, playground.moderator, f"/exchange hide #{comment.number}")
    card = playground.moderator.ephemerals("general")[-1]
    await playground.moderator.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "off_topic"))
    await playground.settle()
    assert "is hidden: not about the question" in words(playground.moderator.ephemerals("general")[-1])
    assert await states(playground, exchange) == {"Ms Kim is mean": ("hidden", "off_topic")}


async def test_remove_by_command_asks_first_also_with_a_reason(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Buy my cakes")
    (comment,) = await playground.comments(exchange)
    assert "This is final" in await asked(
        playground, playground.moderator, f"/exchange remove #{comment.number} --reason=spam"
    )
    assert (await states(playground, exchange))["Buy my cakes"][0] == "live"
    card = playground.moderator.ephemerals("general")[-1]
    pressed = (each for block in card.blocks if block["type"] == "actions" for each in block["elements"])
    sure = next(each for each in pressed if each["action_id"] == "moderate.remove")
    assert sure["confirm"]["style"] == "danger"
    await playground.moderator.clicks(card, "moderate.remove")
    await playground.settle()
    assert await states(playground, exchange) == {"Buy my cakes": ("removed", "spam")}


async def test_two_exchanges_with_the_same_number_ask_which(playground: Playground) -> None:
    first = await playground.exchange("One?", "One idea", slug="one")
    second = await playground.exchange("Two?", "Another idea", slug="two")
    (comment,) = await playground.comments(first)
    async with playground.starling.context.storage.write() as db:
        (twin,) = await playground.comments(second)
        await comments.update_comment(db, second.scope, twin.comment_id, number=comment.number)
    answer = await asked(playground, playground.moderator, f"/exchange hide #{comment.number} --reason=spam")
    assert f"one#{comment.number}" in answer
    assert f"two#{comment.number}" in answer
    await asked(playground, playground.moderator, f"/exchange hide two#{comment.number} --reason=spam")
    assert (await states(playground, first))["One idea"][0] == "live"
    assert (await states(playground, second))["Another idea"][0] == "hidden"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/exchange keep", "Which comment?"),
        ("/exchange hide the bad one", "Which comment?"),
        ("/exchange hide #1 --reason=ugly", "I do not know this reason. I know `rude`, `name`"),
        ("/exchange hide #1", "There is no comment #1"),
        ("/exchange hide nowhere#1 --reason=rude", "There is no exchange"),
        ("/exchange hide #1 --why=rude", "does not know `--why`"),
        ("/exchange hide #1 —reason=“ugly", "are not closed"),
        ("/exchange hide sro/t3 --reason=rude", "Which comment?"),
        ("/exchange mod add @A.moderator and kim", "choose the person from the list"),
        ("/exchange keep #999999999999999999999", "Which comment?"),
        ("/exchange queue nowhere", "There is no exchange"),
        ("/exchange mod", "Moderators"),
        ("/exchange mod promote @kim", "mod add @name"),
        ("/exchange mod add kim", "choose the person from the list"),
        ("/exchange mod add @nobody-of-that-name", "choose the person from the list"),
        ("/exchange mod remove", "choose the person from the list"),
    ],
)
async def test_what_cannot_be_understood_is_answered_kindly(playground: Playground, line: str, expected: str) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch")
    assert expected in await asked(playground, playground.moderator, line)
    assert await acts(playground) == []


@pytest.mark.parametrize(
    "line",
    ["queue", "keep #412", "hide #412", "restore #412", "remove #412 --reason=rude", "mod list", "mod add @kim"],
)
async def test_who_is_no_moderator_learns_who_is(playground: Playground, line: str) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch")
    maya = await add_moderator(playground, "Maya")
    answer = await asked(playground, playground.person("Ana"), f"/exchange {line}")
    assert "Only moderators can" in answer
    assert f"<@{maya.id}>" in answer


async def test_who_stopped_being_a_moderator_cannot_use_the_card_they_had(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Ms Kim is mean")
    maya = await add_moderator(playground, "Maya")
    await reported(playground, "Ana", "rude")
    card = await queue_of(playground, maya)
    await asked(playground, playground.moderator, f"/exchange mod remove @{maya.member.name}")
    await maya.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "rude"))
    await playground.settle()
    assert "Only moderators can" in words(maya.ephemerals("general")[-1])
    assert (await states(playground, exchange))["Ms Kim is mean"][0] == "live"


async def test_owners_add_and_remove_and_moderators_may_only_look(playground: Playground) -> None:
    maya, kim = await add_moderator(playground, "Maya"), playground.person("Kim")
    assert "you a moderator" in words(maya.dm()[-1])
    assert "Only owners can" in await asked(playground, maya, f"/exchange mod add @{kim.member.name}")
    assert "Only owners can" in await asked(playground, maya, f"/exchange mod remove @{maya.member.name}")
    assert maya.id in await asked(playground, maya, "/exchange mod list")
    assert "is an owner now" in await asked(
        playground, playground.moderator, f"/exchange mod add @{maya.member.name} --owner"
    )
    assert "an owner already" in await asked(
        playground, playground.moderator, f"/exchange mod add @{maya.member.name} --owner"
    )
    assert "is a moderator now" in await asked(playground, maya, f"/exchange mod add @{kim.member.name}")
    assert "a moderator already" in await asked(playground, maya, f"/exchange mod add @{kim.member.name}")
    assert kim.id not in await asked(playground, maya, "/exchange mod list --owner")
    assert "last owner" in await asked(playground, maya, f"/exchange mod remove @{maya.member.name}")
    assert f"Owners:* <@{maya.id}>" in await asked(playground, maya, "/exchange mod list")
    removal = f"/exchange mod remove @{maya.member.name}"
    assert "no longer" in await asked(playground, playground.moderator, removal), "an admin is an owner all the same"
    assert "was no moderator" in await asked(playground, playground.moderator, removal)


async def test_what_a_command_did_to_roles_is_explained_and_undone_within_a_minute(playground: Playground) -> None:
    imani, kim = playground.moderator, playground.person("Kim")
    add, remove = (f"/exchange mod {each} @{kim.member.name}" for each in ("add", "remove"))
    answer = await asked(playground, imani, add)
    assert EN("moderate.role.moderator_description") in answer, "what the role allows"
    card = imani.ephemerals("general")[-1]
    assert await imani.clicks(card, "moderate.role.undo")
    await playground.settle()
    assert "Undone" in words(imani.ephemerals("general")[-1])
    assert "taken back" in words(kim.dm()[-1]), "Kim heard of the role a moment ago"
    assert "Only moderators can" in await asked(playground, kim, "/exchange queue")

    await asked(playground, imani, f"{add} --owner")
    await asked(playground, imani, remove)
    card = imani.ephemerals("general")[-1]
    await imani.clicks(card, "moderate.role.undo")
    await playground.settle()
    assert f"Owners:* <@{kim.id}>" in await asked(playground, kim, "/exchange mod list"), "an owner again"

    await asked(playground, imani, remove)
    late = imani.ephemerals("general")[-1]
    playground.clock.later(seconds=61)
    await imani.clicks(late, "moderate.role.undo")
    await playground.settle()
    assert "The minute is over" in words(imani.ephemerals("general")[-1])
    await asked(playground, imani, add)
    stale = imani.ephemerals("general")[-1]
    await asked(playground, imani, f"{add} --owner")
    await imani.clicks(stale, "moderate.role.undo")
    await playground.settle()
    assert "another role meanwhile" in words(imani.ephemerals("general")[-1])
    assert kim.id in await asked(playground, kim, "/exchange mod list --owner"), "nothing was undone"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"is_restricted": True}, "a guest"),
        ({"is_ultra_restricted": True}, "a guest"),
        ({"is_bot": True}, "a bot"),
        ({"is_stranger": True, "team_id": "T0ELSEWHERE"}, "another workspace"),
        ({"deleted": True}, "has left"),
    ],
)
async def test_bots_guests_and_strangers_do_not_moderate(
    playground: Playground, facts: dict[str, Any], expected: str
) -> None:
    kim = playground.person("Kim")
    for name, value in facts.items():
        setattr(kim.member, name, value)
    answer = await asked(playground, playground.moderator, f"/exchange mod add @{kim.member.name}")
    assert expected in answer
    assert "Nothing was changed" in answer
    assert kim.id not in await asked(playground, playground.moderator, "/exchange mod list")


async def test_when_slack_is_silent_about_a_person_nothing_is_changed(playground: Playground) -> None:
    kim = playground.person("Kim")
    await asked(playground, playground.moderator, "/exchange mod list")
    playground.slack.faults.answer("users.info", status=500)
    answer = await asked(playground, playground.moderator, f"/exchange mod add @{kim.member.name}")
    assert "Slack did not say who this is" in answer
    playground.slack.faults.clear()
    assert kim.id not in await asked(playground, playground.moderator, "/exchange mod list")
