"""A summary says nothing that it cannot show: each sentence cites comments, and quotes them word for word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.summary import (
    MAX_QUOTE,
    QuotableComment,
    Sentence,
    keep_true_sentences,
    normalise_quote_marks,
    quote,
    summarise,
)

LUNCH = QuotableComment(1, "Lunch is too short for the little ones.", 0.7, 4.2, 3.8, 4.6, 12)
BUS = QuotableComment(2, "The bus is late every day.", 0.4, 4.7, 4.3, 4.9, 12)
PHONES = QuotableComment(3, "Take the phones away.", 2.0, 3.0, 2.4, 3.6, 16)


def test_it_names_the_best_and_the_most_divisive_comment() -> None:
    found = summarise([LUNCH, BUS, PHONES])
    assert [(each.kind, each.cites) for each in found] == [("top", (2,)), ("divided", (3,))]
    assert found[0].mean == 4.7
    best = QuotableComment(4, "More stars", 0.0, 4.8, 4.4, 5.0, 12)
    assert [each.cites for each in summarise([LUNCH, BUS, PHONES, best])] == [(4,), (3,)]


def test_without_enough_ratings_it_says_nothing() -> None:
    assert summarise([]) == ()
    assert summarise([QuotableComment(1, "x", 0.0, 5.0, 4.0, 5.0, 3)]) == ()
    assert summarise([LUNCH, BUS, PHONES], min_ratings=17) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        Sentence("Nobody is cited.", ()),
        Sentence("Somebody unknown.", (9,)),
        Sentence("“The bus is never late.”", (2,)),
        Sentence("“The bus is late every day.” is of another comment", (1,)),
        Sentence("“The bus is late every day.", (2,)),
        Sentence("“The bus “is” late every day.”", (2,)),
        Sentence("Late” every “day.", (2,)),
    ],
)
def test_what_cannot_be_shown_is_dropped(sentence: Sentence) -> None:
    texts = {1: LUNCH.text, 2: BUS.text}
    assert keep_true_sentences([sentence], texts) == ()
    assert keep_true_sentences([Sentence("They want an earlier “bus”.".replace("bus", "late"), (2,))], texts) != ()


@given(st.text(max_size=400))
def test_a_quote_is_always_a_part_of_what_was_written(text: str) -> None:
    found = re.fullmatch("“(.*)”( …)?", quote(text), re.DOTALL)
    assert found
    assert found[1] in text
    assert len(found[1]) <= MAX_QUOTE + 1


TEXTS = st.text(alphabet=st.sampled_from("ab “”\n.é🙂"), max_size=30)
COMMENTS = st.lists(st.tuples(TEXTS, st.floats(0, 2), st.floats(1, 5), st.integers(0, 40)), max_size=8)


@given(COMMENTS)
def test_whatever_was_written_every_sentence_holds_and_comes_out_the_same_twice(
    written: list[tuple[str, float, float, int]],
) -> None:
    comments = [
        QuotableComment(at, text, spread, stars, stars - 0.3, stars + 0.3, counted)
        for at, (text, spread, stars, counted) in enumerate(written)
    ]
    found = summarise(comments)
    assert found == summarise(comments)
    texts = {comment.comment_id: comment.text for comment in comments}
    sentences = tuple(Sentence(f"Most stars: {quote(each.comment.text)}", each.cites) for each in found)
    assert keep_true_sentences(sentences, texts) == sentences
    assert len({each.cites for each in found}) == len(found) <= 2


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ('They say "too short" and «cold».', "They say “too short” and “cold”."),
        ("„Zu kurz“, sagen viele.", "“Zu kurz”, sagen viele."),
        ("»Zu kurz«, sagen viele.", "“Zu kurz”, sagen viele."),
        ("The students' bus isn't late, it's the teachers’.", "The students' bus isn't late, it's the teachers’."),
        ("「短い」と言う", "“短い”と言う"),
        ('An open "mark', "An open “mark"),
    ],
)
def test_every_kind_of_double_quotation_mark_is_seen(written: str, plain: str) -> None:
    assert normalise_quote_marks(written) == plain


@pytest.mark.parametrize(
    "written",
    [
        "They say 'much too short' here.",
        "They say 'It's never on time' here.",
        "They call it 'unsafe!' here.",
        "They say ‘the mayor is wrong’ here.",
        "They say `the mayor is wrong` here.",
        "They say ‹the mayor is wrong› here.",
        "They say ❝the mayor is wrong❞ here.",
        "They say 《the mayor is wrong》 here.",
        "They say *the mayor is wrong* here.",
        "One sentences 'the mayor is wrong",
        "They say ″the mayor is wrong″ here.",
    ],
)
def test_what_might_be_a_quote_of_another_kind_is_dropped(written: str) -> None:
    assert normalise_quote_marks(written) is None


def test_a_quote_that_hides_behind_other_marks_is_held_against_the_words() -> None:
    invented = Sentence(normalise_quote_marks('It is sentences: "Close the school"') or "", (1,))
    assert keep_true_sentences([invented], {1: "Lunch is too short."}) == ()
    true = Sentence(normalise_quote_marks('It is sentences: "too short"') or "", (1,))
    assert keep_true_sentences([true], {1: "Lunch is too short."}) == (true,)
