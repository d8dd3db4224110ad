"""The example: its words and stars are plausibly those of many different people."""

import json
import random
import re
import shutil
from collections import Counter
from itertools import combinations
from pathlib import Path
from statistics import mean, pstdev
from typing import Any

import pytest

from bot.playground.example import Example, ExampleComment, ExampleError, ExampleExchange, draw_ratings, load_example
from bot.playground.example.loader import HERE, group_sizes

EIGHT_GROUPS = {
    "Student",
    "Parent",
    "Teacher",
    "Administrator",
    "Office staff",
    "Board member",
    "Community member",
    "From outside",
}
OTHER_TOOLS_WORDS = re.compile(
    r"\b(thoughts?|survey\w*|polls?|polling|vot(e|es|ed|ing)|post(s|ed)?|statements?|ideas?|clusters?|tags?|users?)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def example() -> Example:
    return load_example()


def both(example: Example) -> tuple[ExampleExchange, ExampleExchange]:
    return example.finished, example.waiting


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_the_finished_exchange_is_the_districts_question_with_many_answers(example: Example) -> None:
    finished = example.finished
    assert finished.question == "What are your questions or concerns about the draft School Resource Officer contract?"
    assert len(finished.comments) >= 168
    assert set(finished.groups) == EIGHT_GROUPS
    assert {comment.group for comment in finished.comments} == {*EIGHT_GROUPS, None}


def test_the_waiting_exchange_asks_something_else_of_the_same_groups(example: Example) -> None:
    waiting = example.waiting
    assert waiting.question != example.finished.question
    assert len(waiting.comments) == 14
    assert set(waiting.groups) == EIGHT_GROUPS
    assert waiting.star_meaning != example.finished.star_meaning


def test_both_exchanges_explain_themselves_with_a_link(example: Example) -> None:
    for exchange in both(example):
        assert 2 <= len(exchange.background.split("\n\n")) <= 3
        links = re.findall(r"https://\S+", exchange.background)
        assert len(links) == 1
        assert links[0].startswith("https://example.org/")


def test_a_comment_can_be_four_words_or_a_page_but_never_past_the_limit(example: Example) -> None:
    lengths = [len(comment.text.split()) for comment in example.finished.comments]
    assert min(lengths) == 4
    assert max(lengths) <= 160
    assert sum(length <= 12 for length in lengths) >= 20
    assert sum(length > 45 for length in lengths) >= 15
    for exchange in both(example):
        assert all(len(comment.text) <= 1000 for comment in exchange.comments)
        assert all(comment.why is None or 0 < len(comment.why) <= 1000 for comment in exchange.comments)


def test_eight_to_ten_themes_each_have_enough_to_be_found(example: Example) -> None:
    planted = Counter(comment.theme for comment in example.finished.comments)
    assert 8 <= len(planted) <= 10
    assert min(planted.values()) >= 12
    assert example.finished.themes[0] == planted.most_common(1)[0][0]
    assert set(example.finished.themes) == set(planted)


def test_some_parents_write_in_spanish_and_someone_reads_spanish(example: Example) -> None:
    spanish = [comment for comment in example.finished.comments if comment.language == "es"]
    assert 6 <= len(spanish) <= 10
    assert all(example.people[comment.author].locale.startswith("es") for comment in spanish)
    assert any(person.locale.startswith("es") for person in example.personas)


def test_no_two_comments_say_the_same_in_almost_the_same_words(example: Example) -> None:
    everything = [*example.finished.comments, *example.waiting.comments]
    spoken = [(comment.key, set(words(comment.text)), words(comment.text)[:4]) for comment in everything]
    for (one, its_words, its_start), (other, other_words, other_start) in combinations(spoken, 2):
        overlap = len(its_words & other_words) / len(its_words | other_words)
        assert overlap < 0.4, (one, other)
        assert its_start != other_start, (one, other)


def test_nobody_says_another_products_words_or_a_persons_name(example: Example) -> None:
    names = {person.name.split()[0].lower() for person in example.personas}
    for exchange in both(example):
        for comment in exchange.comments:
            written = f"{comment.text} {comment.why or ''}"
            assert not OTHER_TOOLS_WORDS.search(written), comment.key
            assert not names & set(words(written)), comment.key


def test_the_personas_are_a_dozen_with_two_moderators_and_one_guest_around_the_world(example: Example) -> None:
    personas = example.personas
    assert len(personas) == 12
    assert example.people[:12] == personas
    assert [(person.moderator, person.is_admin) for person in personas if person.moderator] == [
        (True, True),
        (True, False),
    ]
    assert [person.group for person in personas if person.guest] == ["From outside"]
    assert len({person.tz for person in personas}) >= 4
    assert Counter(person.group for person in personas)["Student"] == 3
    assert all(re.fullmatch(r"\w+ [A-Z]\.", person.name) for person in personas)


def test_the_generated_people_look_like_the_district_and_leave_no_group_out(example: Example) -> None:
    generated = Counter(person.group for person in example.people if person.is_generated)
    assert sum(generated.values()) == 130
    assert (
        generated["Parent"]
        > generated["Student"]
        > generated["Community member"]
        > generated["Teacher"]
        > generated["Board member"]
    )
    assert generated["Board member"] == 1
    assert generated["Administrator"] == 3
    assert set(generated) == {*EIGHT_GROUPS, None}
    assert len({person.name for person in example.people}) == 142


def test_too_few_generated_people_for_the_groups_are_refused() -> None:
    assert group_sizes([("Student", 90), ("Board member", 1), (None, 9)], 20, 2) == {
        "Student": 17,
        "Board member": 1,
        None: 2,
    }
    with pytest.raises(ExampleError, match="too few"):
        group_sizes([("Student", 90), ("Parent", 90)], 5, 3)


def test_everybody_writes_as_one_of_their_own_group(example: Example) -> None:
    for exchange in both(example):
        assert all(example.people[comment.author].group == comment.group for comment in exchange.comments)
    written = Counter(comment.author for comment in example.finished.comments)
    by_the_cast = [author for author in written if not example.people[author].is_generated]
    assert len(by_the_cast) == 12  # each person that a newcomer acts as has a comment to look back on
    assert all(example.people[comment.author].is_generated for comment in example.waiting.comments)


def test_the_same_seed_gives_the_same_people_and_stars(example: Example) -> None:
    assert load_example() == example
    once = draw_ratings(example, random.Random(7))
    assert draw_ratings(load_example(), random.Random(7)) == once
    assert draw_ratings(example, random.Random(8)) != once


@pytest.mark.parametrize("waiting", [False, True])
def test_nobody_rates_their_own_comment_or_one_comment_twice(example: Example, *, waiting: bool) -> None:
    exchange = example.waiting if waiting else example.finished
    author = {comment.key: comment.author for comment in exchange.comments}
    ratings = draw_ratings(example, random.Random(1), waiting=waiting)
    assert all(author[rating.comment] != rating.person for rating in ratings)
    assert len({(rating.person, rating.comment) for rating in ratings}) == len(ratings)
    assert {rating.stars for rating in ratings} == {1, 2, 3, 4, 5}


def test_the_personas_have_not_rated_in_the_open_exchange(example: Example) -> None:
    ratings = draw_ratings(example, random.Random(1), waiting=True)
    assert ratings
    assert all(example.people[rating.person].is_generated for rating in ratings)


def test_people_differ_in_patience_and_leniency_and_every_comment_is_seen(example: Example) -> None:
    ratings = draw_ratings(example, random.Random(3), per_person=24)
    given: dict[int, list[int]] = {}
    for rating in ratings:
        given.setdefault(rating.person, []).append(rating.stars)
    assert len(given) == len(example.people)
    assert 20 <= mean(len(stars) for stars in given.values()) <= 28
    assert min(len(stars) for stars in given.values()) < 10
    assert max(len(stars) for stars in given.values()) > 30
    assert pstdev(mean(stars) for stars in given.values()) > 0.3
    seen = Counter(rating.comment for rating in ratings)
    assert len(seen) == len(example.finished.comments)
    assert max(seen.values()) - min(seen.values()) <= 2


def test_what_is_liked_scores_higher_and_what_is_divisive_does_divide(example: Example) -> None:
    ratings = draw_ratings(example, random.Random(5), per_person=150)
    comments = {comment.key: comment for comment in example.finished.comments}

    def stars(kept: list[ExampleComment], group: str | None = None) -> float:
        keys = {comment.key for comment in kept}
        return mean(
            rating.stars
            for rating in ratings
            if rating.comment in keys and (group is None or example.people[rating.person].group == group)
        )

    liked = [comment for comment in comments.values() if comment.mean_stars >= 4.2]
    disliked = [comment for comment in comments.values() if comment.mean_stars <= 2.9]
    assert stars(liked) > stars(disliked) + 1
    dividing = [comment for comment in comments.values() if comment.group_effects.get("Student", 0) <= -0.9]
    assert len(dividing) >= 5
    assert stars(dividing, "Parent") > stars(dividing, "Student") + 0.6


def test_a_rater_has_to_rate_something(example: Example) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        draw_ratings(example, random.Random(1), per_person=0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": "x" * 1001}, "1 to 1000 characters"),
        ({"text": " leading blank"}, "no blank ends"),
        ({"group": "Coach"}, "no group 'Coach'"),
        ({"group_effects": {"Coach": 1.0}}, "no group 'Coach'"),
        ({"mean_stars": 5.1}, "mean stars are"),
        ({"by": "Somebody E."}, "nobody of the group"),
        ({"key": "o02"}, "'o02' is not"),
    ],
)
def test_a_comment_that_contradicts_the_rest_is_refused(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    for name in ("comments.json", "open.json", "people.json"):
        shutil.copy(HERE / name, tmp_path)
    written = json.loads((tmp_path / "open.json").read_text(encoding="utf-8"))
    written["comments"][0] |= change
    (tmp_path / "open.json").write_text(json.dumps(written), encoding="utf-8")
    with pytest.raises(ExampleError, match=message):
        load_example(tmp_path)
