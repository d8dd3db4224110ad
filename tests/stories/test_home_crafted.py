"""Buttons that no honest client sends, to Home and to the queue: answered kindly, and nothing happens."""

import pytest

from tests.whole_bot import Playground, words


async def test_a_stranger_has_no_home(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    kim = playground.person("Kim", team_id="T0ELSEWHERE")
    playground.slack.context.unseen_clicks = True
    for action_id in ("home.forget", "home.about"):
        outcome = await kim.clicks_unseen(action_id, "forget")
        await playground.settle()
        assert outcome.status == 200
        assert kim.view is None
        assert any("members of this workspace" in words(message) for message in [*kim.ephemerals(), *kim.dm()])


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("home.comment", ""),
        ("home.comment", "1"),
        ("home.comment", "1:1"),
        ("home.comment", "99999999999999999999:1"),
        ("home.comment", "EXCHANGE:999999999"),
        ("home.comment", "EXCHANGE:THEIRS"),
        ("home.ratings", "x"),
        ("home.ratings", "1"),
        ("home.group", "1"),
        ("home.group", "EXCHANGE"),
        ("home.ratings.turn.older", "1:1"),
        ("home.ratings.turn.older", "EXCHANGE"),
        ("home.turn.comments.older", "1.2"),
        ("home.turn.comments.older", "99999.0.0"),
        ("home.star", "EXCHANGE:1.1:5"),
        ("moderate.keep", "1:1.1:0.0.00000000"),
        ("moderate.keep", "nonsense"),
        ("moderate.more", "0|9.9.9.9"),
        ("moderate.more", "x|"),
        ("moderate.hide", "ugly|EXCHANGE:THEIRS.1:0.0.00000000"),
        ("moderate.queue", "12345"),
    ],
)
async def test_crafted_values_are_answered_kindly_and_change_nothing(
    playground: Playground, action_id: str, value: str
) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Somebody else's idea")
    (theirs,) = await playground.comments(exchange)
    value = value.replace("EXCHANGE", str(exchange.exchange_id)).replace("THEIRS", str(theirs.number))
    playground.slack.context.unseen_clicks = True
    who = playground.moderator if action_id.startswith("moderate") else playground.person("Ana")
    outcome = await who.clicks_unseen(action_id, value)
    await playground.settle()
    assert outcome.ok, "answered in time, with no error for Slack to show"
    assert who.view is None
    last = who.dm()[-1] if who.dm() else who.ephemerals()[-1]
    assert len(words(last)) > 20, "the person is told"
    assert "Reference" not in words(last), "nothing unexpected happened"
    assert (await playground.comments(exchange))[0].state == "live"
