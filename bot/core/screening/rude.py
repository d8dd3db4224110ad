"""Rude words of English and Spanish, with their inflections and the usual ways to disguise them.

The lists are our own: those in the open give Spanish words in the singular only and take "un cono de helado" for rude.
"""

import re

from bot.core.screening.match import Lists, Match, Rule, fold, load_pattern

_SPELLED = re.compile(r"(?<!\w)(?:[a-zñ][ .\-]){2,}[a-zñ]+(?!\w)")  # f u c k
_STARS = re.compile(
    r"(?<!\w)(?:f\W?[*#@$%_\-]{2,}(?:k|ing|ed|er)?\w*|\w*s[h]?[*#@$%!]{1,2}[it]?t\w*|b[*#@]{1,3}t?ch\w*|a[$*]{2}\w*)"
)
_DIGITS = str.maketrans("013457@$", "oieastas")
_TOKEN_WITH_DIGIT = re.compile(r"(?<![\w@.$])(?=[a-z@$]*\d?[a-z@$]*)[a-z]+(?:[013457@$]+[a-z]+)+(?!\w)")


def find_rude_words(text: str) -> list[Match]:
    """Return the rude words of a text, each once, in the order of the text."""
    folded = fold(text)
    plain = _TOKEN_WITH_DIGIT.sub(lambda found: found[0].translate(_DIGITS), folded)
    plain = _SPELLED.sub(lambda found: re.sub(r"[ .\-]", "", found[0]), plain)
    found = [each[0] for name in (Lists.RUDE_EN, Lists.RUDE_ES) for each in load_pattern(name).finditer(plain)]
    found += [each[0] for each in _STARS.finditer(folded)]
    return [Match(Rule.RUDE, each) for each in dict.fromkeys(found)]
