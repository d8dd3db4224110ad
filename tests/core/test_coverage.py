"""Which comments a few quotes cover, beside a random sample of as many."""

import json

import numpy as np

from bot.core.coverage import covered, measure
from bot.core.coverage_data import Coverage, Share

# Four comments that say one thing, three another, one a third; the last has no vector.
DIRECTIONS = [0, 0, 0, 0, 1, 1, 1, 2]
VECTORS = np.vstack([np.eye(3)[DIRECTIONS], np.zeros((1, 3))])


def test_a_comment_is_covered_by_a_quote_that_says_the_same() -> None:
    assert covered(VECTORS, [0]).tolist() == [True] * 4 + [False] * 5
    assert covered(VECTORS, [0, 7]).tolist() == [True] * 4 + [False] * 3 + [True, False]


def test_without_quotes_nothing_is_covered_and_without_comments_neither() -> None:
    assert not covered(VECTORS, []).any()
    assert covered(VECTORS[:0], []).tolist() == []


def test_quotes_are_measured_beside_as_many_random_comments_for_comments_people_groups_and_themes() -> None:
    people = [0, 1, 2, 3, 0, 4, 4, 5, -1]
    found = measure(VECTORS, VECTORS[[0]], people=people, groups=[[0, 1, 4], []], themes=[[4, 5, 6], [0, 1]])
    assert found.comments.quotes == round(4 / 9, 4), "what no vector is known of is covered by nothing"
    assert found.people.quotes == round(4 / 6, 4), "who wrote one that is covered, nobody twice"
    assert [None if each is None else each.quotes for each in found.groups] == [round(2 / 3, 4), None]
    assert [each.quotes for each in found.themes if each] == [0.0, 1.0]
    assert 0 < found.comments.by_chance < found.comments.quotes
    assert found == measure(VECTORS, VECTORS[[0]], people=people, groups=[[0, 1, 4], []], themes=[[4, 5, 6], [0, 1]])
    assert Coverage.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_without_comments_or_quotes_there_is_nothing_to_measure() -> None:
    assert measure(VECTORS[:0], VECTORS[:1], people=[], groups=[[]]) == Coverage(groups=(None,))
    assert measure(VECTORS, VECTORS[:0], people=[0] * 9).comments == Share(0.0, 0.0)
