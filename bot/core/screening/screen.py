"""All rules over the words of a comment."""

from collections.abc import Sequence

from bot.core.personal import NameIndex, find_names
from bot.core.screening.contacts import find_links, find_ways_to_reach
from bot.core.screening.danger import find_danger
from bot.core.screening.match import Match, Rule
from bot.core.screening.own_words import WordLists, find_own_words, is_allowed, without_allowed
from bot.core.screening.rude import find_rude_words
from bot.core.screening.spam import find_spam

HOLDING = (
    Rule.DANGER,
    Rule.WORDS,
    Rule.RUDE,
    Rule.NAME,
    Rule.PHONE,
    Rule.EMAIL,
    Rule.ADDRESS,
    Rule.LINK,
    Rule.SPAM,
    Rule.SHOUTING,
    Rule.SAME,
    Rule.OFF_TOPIC,
)
"""Rules that hold a comment until a moderator has looked, the most urgent first."""

NO_LISTS = WordLists()

_MIN_SHOUTED = 24  # letters; below, capitals are names and abbreviations
_SHOUTED_SHARE = 0.8
_LONGEST_RUN = 12  # of one character


def screen(
    text: str, *, question: str = "", lists: WordLists = NO_LISTS, names: NameIndex | None = None
) -> Sequence[Match]:
    """Return what the rules find in the words of a comment.

    question: of the exchange, whose own words are no sign. lists: of the workspace. names: of its people, None where
    they are not looked for. Signs of danger are found whatever the lists say.
    """
    rest = without_allowed(text, lists)
    found = [
        *find_own_words(rest, lists),
        *find_rude_words(rest),
        *(Match(Rule.NAME, each.text) for each in (find_names(text, names) if names else ())),
        *find_ways_to_reach(text),
        *find_links(text),
        *find_spam(text),
        *_shouting(text),
    ]
    kept = [each for each in found if each.rule not in lists.off and not is_allowed(each.text, lists)]
    return [*find_danger(text, question=question), *kept]


def _shouting(text: str) -> list[Match]:
    """Return a match where nearly all is in capitals, or one character is repeated and repeated."""
    letters = [each for each in text if each.isalpha() and each.upper() != each.lower()]
    is_loud = len(letters) >= _MIN_SHOUTED and sum(each.isupper() for each in letters) > _SHOUTED_SHARE * len(letters)
    run, longest, before = 0, 0, ""
    for each in text:
        run = run + 1 if each == before and not each.isspace() else 1
        longest, before = max(longest, run), each
    return [Match(Rule.SHOUTING, text[:40])] if is_loud or longest > _LONGEST_RUN else []
