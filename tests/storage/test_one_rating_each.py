"""However people arrive, rate, take back, are forgotten, and an exchange closes and opens again: each counts once."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import comments, erasure, ratings
from storage.participant_record import Participant
from storage.ratings import Star
from storage.session import Storage
from tests.storage.test_ratings import KEY, Place, number_of, place_with
from tests.templates import migrated

PEOPLE, COMMENTS = ("ana", "ben", "kim"), 2
ACTS = st.tuples(
    st.sampled_from(["rate", "rate", "pass", "undo", "forget", "turn"]),
    st.sampled_from(PEOPLE),
    st.integers(0, COMMENTS - 1),
    st.integers(1, 5),
)


class Model:
    """The expected rows: who gave which comment how many stars, and what is kept of people who were forgotten."""

    def __init__(self) -> None:
        self.is_open = True
        self.given: dict[tuple[str, int], int] = {}
        self.passed: set[tuple[str, int]] = set()
        self.unowned: list[tuple[int, int]] = []  # comment and stars
        self.people: dict[str, Participant] = {}

    def forget(self, who: str) -> None:
        self.people.pop(who, None)
        for person, number in [each for each in self.given if each[0] == who]:
            stars = self.given.pop((person, number))
            if not self.is_open:
                self.unowned.append((number, stars))
        self.passed = {each for each in self.passed if each[0] != who}

    def histogram(self, number: int) -> list[int]:
        counts = [0] * 5
        kept = [(which, stars) for (_, which), stars in self.given.items()] + self.unowned
        for which, stars in kept:
            counts[stars - 1] += which == number
        return counts


async def act(place: Place, model: Model, what: str, who: str, number: int, stars: int, clock: int) -> None:
    comment, seals = place.comments[number], place.seals(number, who)
    person = model.people.setdefault(who, Participant(person=number_of(who)))
    changes: dict[str, Any] = {}
    async with place.storage.write() as db:
        if what == "turn":
            model.is_open = not model.is_open
            if model.is_open:
                await erasure.delete_unowned(db, place.scope, KEY.seals)
                model.unowned.clear()
        elif what == "forget":
            await erasure.forget_acts(db, place.scope, KEY.seals, person, take_back=model.is_open)
            model.forget(who)
        elif model.is_open:
            if what == "rate":
                is_first = not person.has_acted_on(comment)
                await ratings.save(db, place.scope, Star(comment.comment_id, seals, stars, clock, is_first=is_first))
                changes = person.rated_sets(comment)
                model.given[who, number] = stars
                model.passed.discard((who, number))
            elif what == "undo":
                await ratings.undo(db, place.scope, comment.comment_id, seals, clock)
                changes = person.undone_sets(comment)
                model.given.pop((who, number), None)
            elif await ratings.save_skip(db, place.scope, comment.comment_id, seals, "skip", clock):
                changes = person.skipped_sets(comment)
                model.passed.add((who, number))
    if what != "forget":
        model.people[who] = replace(person, **changes)


@given(acts=st.lists(ACTS, min_size=4, max_size=30))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
async def test_nobody_counts_twice_whatever_comes_in_between(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str, int, int]]
) -> None:
    storage = Storage(await migrated(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('once')}/once.sqlite"))
    place = await place_with(storage, COMMENTS)
    model = Model()
    for clock, (what, who, number, stars) in enumerate(acts, start=1):
        await act(place, model, what, who, number, stars, clock)
        for each in range(COMMENTS):
            histogram = list(await place.histogram(each))
            assert histogram == model.histogram(each)
            if model.is_open:
                assert sum(histogram) <= len(PEOPLE), "one person, one rating"
    async with storage.read() as db:
        found = await ratings.list_all(db, place.scope)
        for made in place.comments:
            kept = await comments.get_by_id(db, place.scope, made.comment_id)
            assert kept
            assert sum(comment_id == made.comment_id for comment_id, _, _ in found) == kept.ratings
    await storage.close()


@pytest.mark.parametrize("times", [1, 3])
async def test_several_who_were_forgotten_are_all_taken_out(storage: Storage, times: int) -> None:
    place = await place_with(storage, 1)
    model = Model()
    for number in range(times):
        await act(place, model, "rate", f"person {number}", 0, 5, number + 1)
    await act(place, model, "rate", "ana", 0, 4, 99)
    model.is_open = False
    for number in range(times):
        await act(place, model, "forget", f"person {number}", 0, 1, 100)
    assert await place.histogram(0) == (0, 0, 0, 1, times)
    async with storage.write() as db:
        await erasure.delete_unowned(db, place.scope, KEY.seals)
    assert await place.histogram(0) == (0, 0, 0, 1, 0)
