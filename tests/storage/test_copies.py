"""Copies of frozen dataclasses are as `dataclasses.replace` makes them."""

from dataclasses import FrozenInstanceError, replace

import pytest

from storage.copies import copy_with
from storage.participant_record import CardTime, Participant

ANA = Participant(slack_user_id="U-ana", card_time=CardTime(1, 2), rated=frozenset({3, 5}), letters=b"x")


def test_a_copy_has_other_values_of_some_fields_and_is_frozen_like_the_first() -> None:
    changes = {"skips": 2, "rated": frozenset({8}), "group_name": "North"}
    copy = copy_with(ANA, changes)
    assert copy == replace(ANA, **changes)  # type: ignore[arg-type]
    assert type(copy) is Participant
    assert hash(copy) == hash(replace(copy)) != hash(ANA)
    assert ANA.skips == 0, "the first stays as it was"
    with pytest.raises(FrozenInstanceError):
        copy.skips = 3  # type: ignore[misc]
    assert copy_with(copy, {"skips": 0, "rated": ANA.rated, "group_name": None}) == ANA


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        copy_with(ANA, {"starz": 5})
