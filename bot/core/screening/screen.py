"""All rules over the words of a comment."""

from collections.abc import Collection, Sequence

from bot.core.screening.contacts import find_links, find_ways_to_reach
from bot.core.screening.danger import find_danger
from bot.core.screening.match import Match, Rule
from bot.core.screening.rude import find_rude_words

HOLDING = (Rule.DANGER, Rule.RUDE, Rule.PHONE, Rule.EMAIL, Rule.ADDRESS, Rule.LINK, Rule.SHOUTING)
"""Rules that hold a comment until a moderator has looked, the most urgent first."""

_MIN_SHOUTED = 24  # letters; below, capitals are names and abbreviations
_SHOUTED_SHARE = 0.8
_LONGEST_RUN = 12  # of one character


def screen(text: str, *, question: str = "", without: Collection[Rule] = ()) -> Sequence[Match]:
    """Return what the rules find in the words of a comment.

    question: of the exchange, whose own words are no sign. without: rules that are switched off, never DANGER.
    """
    found = [
        *find_danger(text, question=question),
        *find_rude_words(text),
        *find_ways_to_reach(text),
        *find_links(text),
        *_shouting(text),
    ]
    return [each for each in found if each.rule == Rule.DANGER or each.rule not in without]


def _shouting(text: str) -> list[Match]:
    """Return a match where nearly all is in capitals, or one character is repeated and repeated."""
    letters = [each for each in text if each.isalpha() and each.upper() != each.lower()]
    is_loud = len(letters) >= _MIN_SHOUTED and sum(each.isupper() for each in letters) > _SHOUTED_SHARE * len(letters)
    run, longest, before = 0, 0, ""
    for each in text:
        run = run + 1 if each == before and not each.isspace() else 1
        longest, before = max(longest, run), each
    return [Match(Rule.SHOUTING, text[:40])] if is_loud or longest > _LONGEST_RUN else []
