"""The ledger of messages would notice what it is there for."""

from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.server import PlaygroundServer
from bot.slack.client import findable
from tests.chaos.messages import Key, MessageLedger, Tally, check_control, count_shown

KIND = "starling_invitation"


async def test_the_ledger_notices_a_message_that_is_missing_and_one_that_is_doubled(tmp_path: Path) -> None:
    slack = PlaygroundServer()
    await slack.start()
    ledger = MessageLedger(slack, tmp_path / "messages.jsonl")
    try:
        people = [slack.add_person(f"Person {n}").id for n in range(3)]
        wanted: set[Key] = {(KIND, "7", each) for each in people}
        web = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
        for number, each in enumerate(people, start=1):
            assert Tally(wanted, count_shown(slack)).missing == len(people) - number + 1
            await web.chat_postMessage(channel=each, text="A new exchange is open", **findable(KIND, "7"))
        tally = Tally(wanted, count_shown(slack))
        assert tally.is_whole
        assert str(tally) == "3 of 3 invitations; 0 missing, 0 more than once"
        assert ledger.count() == tally.found
        assert check_control(slack, wanted) == "one message taken away and one put there twice, both noticed"
        spoilt = Tally(wanted, count_shown(slack))
        assert (spoilt.missing, spoilt.doubled, spoilt.is_whole) == (1, 1, False)
        assert ledger.count() != spoilt.found, "its lines do not change with the conversations"
    finally:
        ledger.close()
        await slack.stop()
