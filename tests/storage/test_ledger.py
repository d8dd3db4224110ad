"""The ledger: every comment that was received is counted once, under what became of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ledger import ledger_line, list_parts
from storage import comments, erasure, moderation
from storage.comments import NewComment
from storage.ledger import Ledger, get_ledger
from storage.models import new_id
from storage.moderation_log import Act
from storage.participant_record import Participant
from storage.seals import random_seal
from storage.session import Storage
from tests.sentences import EN, ES
from tests.storage.test_ratings import NOW, Place, place_with
from tests.templates import migrated

REASONS = ("rude", "off_topic", "danger", "duplicate", "")
ACTS = st.tuples(
    st.sampled_from(["share", "wait", "edit", "rate", "withdraw", "forget", "hide", "remove", "restore"]),
    st.integers(0, 9),
    st.sampled_from(REASONS),
)
DECIDED = {"hide": "hidden", "remove": "removed", "restore": "live"}


async def act(place: Place, what: str, number: int, reason: str, clock: int) -> None:
    """Let somebody do one thing to a comment, as the bot's flows do it."""
    async with place.storage.write() as db:
        found = await comments.get_newest(db, place.scope, number)
        assert found
        if what in {"share", "wait"}:
            state = "live" if what == "share" else "pending"
            new = NewComment(f"source {clock}", f"words {clock}", "", state, NOW)
            place.comments.append((await comments.add(db, place.scope, new))[0])
        elif what == "edit" and found.state == "live":
            await comments.edit(
                db,
                place.scope,
                found,
                text=f"new {clock}",
                why="",
                source_mac=f"edit {clock}",
                comment_id=new_id(),
                author_seal=random_seal(),
            )
        elif what == "rate":
            await comments.update_comment(db, place.scope, found.comment_id, n3=1)
        elif what == "withdraw" and found.state != "removed":
            await comments.update_comment(db, place.scope, found.comment_id, state="withdrawn")
        elif what == "forget":
            await erasure.forget_words(db, place.scope, Participant(own=frozenset({found.number})))
        elif what in DECIDED and found.state != "withdrawn":
            decision = Act(what, reason, b"", NOW)
            await moderation.decide(db, place.scope, found, state=DECIDED[what], act=decision)


@given(acts=st.lists(ACTS, min_size=1, max_size=25), silent=st.integers(0, 12))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
async def test_it_adds_up_whatever_people_and_moderators_did(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, str]], silent: int
) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('ledger')}/l.sqlite"))
    place = await place_with(storage, 2)
    for clock, (what, which, reason) in enumerate(acts):
        await act(place, what, place.comments[which % len(place.comments)].number, reason, clock)
    numbers = {each.number for each in place.comments}
    async with storage.read() as db:
        newest = [await comments.get_by_number(db, place.scope, number) for number in numbers]
        ledger = await get_ledger(db, place.scope)
    states = [each.state for each in newest if each]
    assert ledger.received == len(numbers), "an edit is no other comment, and nothing is forgotten"
    assert ledger.live == states.count("live")
    assert ledger.withdrawn == states.count("withdrawn")
    assert sum(ledger.removed.values()) == states.count("removed")
    assert sum(count for _, _, count in list_parts(ledger, no_answer=silent)) == len(numbers), "as people read it"
    await storage.close()


async def test_all_comments_are_counted_on_each_kind_of_database(storage: Storage) -> None:
    place = await place_with(storage, 3)
    for clock, (what, reason) in enumerate((("remove", "rude"), ("withdraw", ""))):
        await act(place, what, place.comments[clock].number, reason, clock)
    async with storage.read() as db:
        assert await get_ledger(db, place.scope) == Ledger(live=1, withdrawn=1, removed={"rude": 1})


def test_the_channel_does_not_read_that_somebody_may_be_in_danger() -> None:
    line = ledger_line(EN, Ledger(live=5, removed={"danger": 1, "rude": 2}))
    assert EN("reasons.reason.danger") not in line
    assert EN("ledger.removed", n=1, reason=EN("reasons.reason.other")) in line
    assert EN("ledger.removed", n=2, reason=EN("reasons.reason.rude")) in line


def test_where_nothing_went_it_says_that_all_are_shown_and_before_the_first_nothing() -> None:
    assert ledger_line(ES, Ledger(live=12)) == ES("ledger.all", n=12)
    assert ledger_line(EN, Ledger()) == ""
