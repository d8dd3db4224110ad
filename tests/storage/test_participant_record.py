"""Records of people: what is in one is read back, and newer ones are refused."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.participant_record import RECORD_VERSION, CardTime, Participant, RecordVersionError, decode, encode

POSITIONS = st.frozensets(st.integers(0, 2**20), max_size=60)
TIMES = st.integers(0, 2**62)
PEOPLE = st.builds(
    Participant,
    person=st.integers(0, 2**48 - 1),
    slack_user_id=st.from_regex(r"U[A-Z0-9]{0,20}", fullmatch=True),
    group_name=st.none() | st.text(max_size=75),
    group_asked=st.booleans(),
    took_part=st.booleans(),
    thread_offered=st.booleans(),
    was_invited=st.booleans(),
    is_forgetting=st.booleans(),
    skips=st.integers(0, 2**31),
    danger_hides=st.integers(0, 3),
    card_serial=st.integers(0, 2**31),
    open_comment_id=st.none() | st.integers(1, 2**53 - 1),
    open_version=st.none() | st.integers(1, 99),
    card_time=st.none() | st.builds(CardTime, TIMES, TIMES, TIMES, st.booleans()),
    last_comment_id=st.none() | st.integers(1, 2**53 - 1),
    first_themes=st.lists(st.integers(1, 2**31), max_size=3).map(tuple),
    questions_asked=st.booleans(),
    answers=st.just(()) | st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 8)),
    near=POSITIONS,
    own=POSITIONS,
    reported=st.frozensets(st.integers(1, 2**53 - 1), max_size=9),
    undone=POSITIONS,
    skipped=POSITIONS,
    rated=POSITIONS,
)


@given(person=PEOPLE)
def test_a_record_is_read_back_as_it_was(person: Participant) -> None:
    raw = encode(person)
    assert decode(raw) == person
    counted = decode(raw, revision=b"r", has_rated=False)
    assert counted.ratings == person.ratings == len(person.rated)
    assert replace(counted, rated=person.rated, rating_count=None, revision=b"") == person


def test_what_somebody_chose_takes_the_same_room_as_nothing() -> None:
    chosen = Participant(person=7, first_themes=(1, 2, 40_000), questions_asked=True, answers=(1, 0, 8))
    assert len(encode(chosen)) == len(encode(Participant(person=7)))


def test_newer_records_are_refused() -> None:
    with pytest.raises(RecordVersionError, match="newer build"):
        decode(bytes([RECORD_VERSION + 1]) + encode(Participant())[1:])


def test_three_thousand_ratings_among_a_hundred_thousand_comments_fit_into_four_kilobytes() -> None:
    rng = random.Random(1)
    for _ in range(20):
        rated = frozenset(rng.sample(range(150_000), 3_000))
        assert len(encode(Participant(slack_user_id="U0123456789", group_name="Student", rated=rated))) < 3_500


class Seen:
    number, position = 412, 9


@given(acts=st.lists(st.sampled_from(["rated", "near", "skipped", "undone"]), max_size=12))
def test_what_was_done_last_to_a_comment_counts(acts: list[str]) -> None:
    person = Participant()
    for act in acts:
        changes: dict[str, Any] = {
            "rated": person.rated_sets(Seen()),
            "near": person.rated_sets(Seen(), is_near=True),
            "skipped": person.skipped_sets(Seen()),
            "undone": person.undone_sets(Seen()),
        }[act]
        if act == "skipped" and person.has_seen(Seen()):
            continue  # as `ratings.save_skip` refuses
        person = replace(person, **changes)
        assert person.has_acted_on(Seen())
        assert person.has_seen(Seen()) == (act != "undone")
        assert (Seen.position in person.near) == (act == "near")
        assert person.ratings == (act in {"rated", "near"})
        assert sum(Seen.position in each for each in (person.rated, person.skipped, person.undone)) == 1


def test_what_is_too_long_is_refused_rather_than_cut() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        encode(Participant(slack_user_id="U" * 31))
