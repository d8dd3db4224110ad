"""A written summary says no number and no "most" that the figures do not give."""

import pytest

from bot.core.summary import QuotableComment, Sentence, Subject
from bot.core.summary_figures import keep_true_figures

LUNCH = QuotableComment(1, "Lunch is too short, 20 minutes twice a week would be better.", 0.7)
BUS = QuotableComment(2, "El autobús llega tarde.", 0.4)
SUBJECTS = (
    Subject("Longer lunch", 1200, 200, 3.4, (LUNCH,)),
    Subject("The bus is late", 12, 90, 4.52, (BUS,)),
    Subject("Two more counselors", 5, 20, None),
)
TEXTS = {1: LUNCH.text, 2: BUS.text}

TRUE = [
    ("Many ask for a longer break.", 1),
    ("Longer lunch has 1,200 comments.", 1),
    ("Longer lunch tiene 1.200 comentarios.", 1),
    ("Longer lunch has the most comments.", 1),
    ("Longer lunch is the largest theme.", 1),
    ("The bus is late has the highest stars, 4.5 stars.", 2),
    ("Llega tarde, con 4,5 estrellas: es el tema con más estrellas.", 2),
    ("The twelve comments here ask for a bus in time.", 2),
    ("Some want 20 minutes, twice a week.", 1),
    ("It was said: “1,000 of them are the most”.", 2),
    ("They ask for more light.", 2),
]
FALSE = [
    ("Longer lunch has 1,300 comments.", 1),
    ("Longer lunch has 12 comments.", 1),
    ("The bus is late has 4.6 stars.", 2),
    ("The bus is late has the most comments.", 2),
    ("The bus is late is the largest theme.", 2),
    ("Longer lunch has the highest stars.", 1),
    ("Longer lunch tiene más estrellas.", 1),
    ("The bus is late has the lowest rating.", 2),
    ("Most people want a bus in time.", 2),
    ("La mayoría quiere un autobús puntual.", 2),
    ("80 % of the people want a bus in time.", 2),
    ("Twice as many want a bus.", 2),
    ("Everybody agrees with a bus in time.", 2),
    ("More than 12 comments are about the bus.", 2),
    ("１３００ comments are about lunch.", 1),
    ("Nineteen students wait for the bus.", 2),
    ("Longer lunch and The bus is late have 12 comments.", 1),
]


@pytest.mark.parametrize(("text", "cite"), TRUE)
def test_what_the_figures_or_the_cited_comments_say_stays(text: str, cite: int) -> None:
    sentence = Sentence(text, (cite,))
    assert keep_true_figures([sentence], SUBJECTS, TEXTS) == (sentence,)


@pytest.mark.parametrize(("text", "cite"), FALSE)
def test_what_they_do_not_say_is_left_out(text: str, cite: int) -> None:
    kept = Sentence("Many wait for the bus.", (2,))
    assert keep_true_figures([Sentence(text, (cite,)), kept], SUBJECTS, TEXTS) == (kept,)
