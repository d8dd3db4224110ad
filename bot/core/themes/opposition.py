"""Whether a theme's comments are for and against the same thing, found by cue words in English and Spanish."""

import re
from collections.abc import Sequence
from typing import Literal

from bot.core.themes.key_sentence import awkwardness, clauses, content_words

Side = Literal["for", "against"]

MIN_EACH = 3
"""Comments on each side, at least, before a theme is said to be divided."""

MIN_SHARE, MIN_SPEAKING = 0.25, 0.2
"""Share of the smaller side among the comments with a cue, and share of these in the theme, at least."""

_AGAINST = re.compile(
    r"\b(?:(?:i|we|they|people|parents|teachers|students)?\s*(?:strongly |firmly |totally )?oppos(?:e|es|ed)\b"
    r"|against\b|(?:do not|don[’']?t|does not|doesn[’']?t|cannot|can[’']?t) (?:support|want|need|like|agree|belong)\b"
    r"|should(?: not|n[’']?t| never)\b|must not\b|no need (?:for|of)\b|not in favou?r\b|not needed\b"
    r"|should be (?:banned|removed|abolished|illegal|stopped|prohibited)\b|get rid of\b|a waste of\b"
    r"|(?:me opongo|nos oponemos|en contra|estoy contra|estamos contra|no (?:quiero|queremos|apoyo|apoyamos|necesitamos"
    r"|estoy de acuerdo|estamos de acuerdo|deber[ií]an?|debe|deben|hace falta))\b)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:(?:i|we|they|people|parents|teachers|students) (?:strongly |fully |totally |really )?"
    r"(?:support|want|need|like|favou?r|agree)\b|in favou?r of\b|(?:am|are|is|i[’']m|we[’']re) (?:all )?for\b"
    r"|should (?:be (?:allowed|kept|legal|legali[sz]ed)|keep|stay|continue|remain|have)\b|please keep\b"
    r"|(?:a favor|estoy de acuerdo|estamos de acuerdo|apoyo|apoyamos|quiero|queremos|necesitamos|deber[ií]an? (?:seguir"
    r"|continuar|permitir))\b)",
    re.IGNORECASE,
)


def find_opposed(members: Sequence[int], texts: Sequence[str], phrases: Sequence[str]) -> tuple[int, int] | None:
    """Return one member for and one against what a theme's headline speaks of; None unless it is clear.

    members: the most typical first. A comment counts whose cue is in one clause with a word of the headline, and
    that has no cue of the other side there.
    """
    sides: dict[Side, list[int]] = {"for": [], "against": []}
    wanted = {word for phrase in phrases for word in content_words(phrase)}
    for member in members:
        found = _sides(texts[member], wanted)
        if len(found) == 1:
            sides[found.pop()].append(member)
    fewer, more = sorted((len(sides["for"]), len(sides["against"])))
    if fewer < max(MIN_EACH, MIN_SHARE * (fewer + more)) or fewer + more < MIN_SPEAKING * len(members):
        return None
    return sides["for"][0], sides["against"][0]


def side_clause(text: str, phrases: Sequence[str], side: Side) -> tuple[int, int] | None:
    """Return where the clause begins and ends in which a comment takes a side on the headline; None without one."""
    wanted = {word for phrase in phrases for word in content_words(phrase)}
    fitting = [
        span
        for span in clauses(text)
        if _side(text[span[0] : span[1]]) == side and wanted & content_words(text[span[0] : span[1]])
    ]
    return min(fitting, key=lambda span: (awkwardness(text, span), span), default=None)


def _sides(text: str, wanted: set[str]) -> set[Side]:
    """Return on which sides a comment is in clauses with a wanted word; most have no cue, and are read no further."""
    if not _AGAINST.search(text) and not _FOR.search(text):
        return set()
    parts = (text[start:end] for start, end in clauses(text))
    return {side for part in parts if (side := _side(part)) and wanted & content_words(part)}


def _side(part: str) -> Side | None:
    if _AGAINST.search(part):
        return "against"
    return "for" if _FOR.search(part) else None
