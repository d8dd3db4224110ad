"""Comments that only say who wrote them ("I am under 30", "I live in a city"): they take no side on any question.

They are no theme: the name of a group of them would be one of many things that people are. English and Spanish.
"""

import re

from bot.core.themes.words import without_markup

MIN_PERSONAL = 4
"""Such comments in an exchange from which they are a set of their own."""

MAX_WORDS = 20
"""Words of a comment from which it says more than who wrote it."""

_TRAITS = (
    "age|gender|sex|ethnicity|race|religion|faith|job|occupation|profession|nationality|postcode|zip code"
    "|(?:household |family |annual )?income|(?:first|native|mother) (?:language|tongue)|preferred language"
)
_STATES = (
    "an? |the (?:parent|mother|father|guardian|owner|head) |under |over |between |older |younger |aged |at least |from "
    "|male|female|non-?binary|transgender|married|single|divorced|widowed|retired|unemployed|employed|self-employed"
    "|white|black|asian|latin|hispanic|disabled|religious|currently (?:employed|unemployed|a )|\\d"
)
_PEOPLE = "children|kids|dependents|dependants|sons|daughters|disability|a disability|a mortgage|a degree"
_ENGLISH = re.compile(
    rf"""(?:
        i(?:'m|\ am)\ (?:{_STATES.replace(" ", chr(92) + " ")})
        | i\ (?:identify|would\ identify)\ as\b
        | i\ consider\ myself\ (?:as\ )?an?\b
        | i\ (?:currently\ )?(?:live|reside|work|study)\ (?:in|on|at|as|for|with|outside|near)\b
        | i\ (?:currently\ )?(?:own|rent)\b
        | i\ have\ (?:(?:no|one|two|three|four|young|\d)\ )*(?:{_PEOPLE.replace(" ", chr(92) + " ")})\b
        | i\ was\ born\b | my\ gender\ has\ changed\b
        | i\ can\ explain\b
        | my\ (?:{_TRAITS.replace(" ", chr(92) + " ")})\ is\b
        | (?:english|spanish|french)\ is\ (?:my|not\ my)\b
    )""",
    re.VERBOSE,
)
_SPANISH = re.compile(
    r"(?:yo )?(?:soy (?:un|una|madre|padre|hombre|mujer|mayor|menor|de|estudiante|docente|maestr[oa])\b"
    r"|tengo (?:\d+|más de \d+|menos de \d+|entre \d+) años|tengo (?:un|una|dos|tres|cuatro|\d+)? ?hij[oa]s?\b"
    r"|me identifico como\b|vivo (?:en|con|fuera|cerca)\b|trabajo (?:en|como|para)\b|nací (?:en|el)\b"
    r"|mi (?:edad|género|sexo|religión|ocupación|nacionalidad|idioma|lengua materna|ingreso|profesión) (?:es|son)\b)"
)
_TAKES_SIDES = re.compile(
    r"\b(?:should|shouldn't|must|need|needs|want|wants|wish|hope|think|believe|feel|feels|felt|support|oppose|agree|disagree"
    r"|because|but|so|why|please|would like|prefer|like|love|hate|worr\w+|afraid|scared|concern\w*|against|unsafe|safe"
    r"|can't|cannot|won't|don't|doesn't|never|too|more|better|worse|who|whose|where|that|which|if|when"
    r"|debe\w*|deber\w*|quier\w*|creo|pienso|apoyo|porque|pero|por qué|necesit\w*|prefier\w*|opino|siento|temo|miedo"
    r"|cuando|donde|que|si|nunca|mejor|peor|demasiado)\b|[?!]"
)
_MORE_THAN = re.compile(r"\b(?:more than|or more|más de)\b")


def is_self_description(text: str) -> bool:
    """Return whether a comment is one short sentence that says who wrote it, and nothing of what it thinks."""
    plain = " ".join(without_markup(text).replace("’", "'").casefold().split())
    if len(plain.split()) > MAX_WORDS or not (_ENGLISH.match(plain) or _SPANISH.match(plain)):
        return False
    return _TAKES_SIDES.search(_MORE_THAN.sub("", plain)) is None and not re.search(r"[.;:]\s+\w", plain)
