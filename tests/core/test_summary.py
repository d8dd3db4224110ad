"""A summary says nothing that it cannot show: each sentence cites comments, and quotes them word for word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.summary import (
    MAX_QUOTE,
    QuotableComment,
    Remark,
    Sentence,
    Subject,
    keep_true_sentences,
    normalise_quote_marks,
    quote,
    summarise,
)
from bot.digest.blocks import remark_text
from tests.sentences import EN

LUNCH = QuotableComment(1, "Lunch is too short for the little ones.", (0, 0, 2, 4, 6), 4.2, 3.8, 4.6, 12)
BUS = QuotableComment(2, "The bus is late every day.", (0, 0, 0, 2, 10), 4.7, 4.3, 4.9, 12)
PHONES = QuotableComment(3, "Take the phones away.", (8, 0, 0, 0, 8), 3.0, 2.4, 3.6, 16)
SUBJECTS = (Subject("Lunch, time", 30, 200, 3.4, (LUNCH,)), Subject("Bus, late", 12, 90, 4.5, (BUS,)))


def words(remark: Remark) -> Sentence:
    """Return a remark as people read it in English."""
    return Sentence(remark_text(EN, remark), remark.cites)


def test_it_names_the_largest_the_highest_the_best_and_the_most_divisive() -> None:
    found = [words(each) for each in summarise(SUBJECTS, [LUNCH, BUS, PHONES], total=50, mean=3.6)]
    largest = EN("digest.largest", theme="Lunch, time", n=30, total=50, quote=f"“{LUNCH.text}”")
    highest = EN("digest.highest", theme="Bus, late", mean="4.5", quote=f"“{BUS.text}”")
    divided = EN("digest.divided", quote=f"“{PHONES.text}”")
    assert found == [Sentence(largest, (1,)), Sentence(highest, (2,)), Sentence(divided, (3,))]
    more = summarise(
        SUBJECTS,
        [LUNCH, BUS, PHONES, QuotableComment(4, "More stars", (0, 0, 0, 0, 12), 4.8, 4.4, 5.0, 12)],
        total=50,
        mean=3.6,
    )
    best = EN("digest.top", stars="4.8 ★ (4.4 to 5.0)", n=12, quote="“More stars”")
    assert [words(each) for each in more[2:]] == [Sentence(best, (4,)), Sentence(divided, (3,))]


def test_without_ratings_or_themes_it_says_nothing() -> None:
    assert summarise((), [], total=0, mean=0.0) == ()
    assert summarise(SUBJECTS[:1], [QuotableComment(1, "x", (0, 0, 0, 0, 3))], total=3, mean=5.0) == ()


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
COMMENTS = st.lists(st.tuples(TEXTS, st.tuples(*[st.integers(0, 9)] * 5)), max_size=8)


@given(COMMENTS, st.lists(st.integers(0, 7), max_size=6))
def test_whatever_was_written_every_sentence_holds_and_comes_out_the_same_twice(
    written: list[tuple[str, tuple[int, ...]]], best: list[int]
) -> None:
    comments = [QuotableComment(at, text, histogram) for at, (text, histogram) in enumerate(written)]
    chosen = tuple(comments[at] for at in dict.fromkeys(best) if at < len(comments))
    subjects = [Subject("One", 9, 40, 3.0, chosen[:2]), Subject("Two", 4, 40, 4.6, chosen[2:])]
    found = summarise(subjects, comments, total=13, mean=3.2)
    assert found == summarise(subjects, comments, total=13, mean=3.2)
    texts = {comment.comment_id: comment.text for comment in comments}
    sentences = tuple(words(each) for each in found)
    assert keep_true_sentences(sentences, texts) == sentences
    assert len({each.cites for each in found}) == len(found) <= 4


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
