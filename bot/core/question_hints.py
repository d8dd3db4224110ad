"""Hints on a question: what often makes people answer less freely. Rules of words, in English and Spanish; none blocks.

Source: guides for open questions agree that one thing is asked at a time, in few words, without an answer in it, and so
that yes or no is no whole answer (https://en.wikipedia.org/wiki/Leading_question, .../Double-barreled_question).
"""

import re
import unicodedata
from enum import StrEnum

MAX_WORDS = 25
"""From here on a question is called long."""


class Hint(StrEnum):
    """What may be better."""

    LONG = "long"
    DOUBLE = "double"
    YES_NO = "yes_no"
    LEADING = "leading"


_OPEN = re.compile(
    r"\b(what|which|how|why|who|whom|whose|where|when"
    r"|que|cual|cuales|como|por que|quien|quienes|donde|cuando|cuanto|cuanta|cuantos|cuantas)\b"
)
_CLOSED = re.compile(
    r"^\W*(do|does|did|is|are|was|were|am|can|could|should|would|will|shall|has|have|had|may|might|must"
    r"|don'?t|doesn'?t|isn'?t|aren'?t|shouldn'?t|wouldn'?t|won'?t|can'?t|couldn'?t"
    r"|debe|deben|debemos|deberia|deberian|deberiamos|es|son|esta|estan|hay|tiene|tienen|puede|pueden|podemos|podria"
    r"|cree|creen|crees|piensa|quiere|quieren|quieres|prefiere|prefieren|le|les|te|nos|se|ha|han|hemos|sera|seria"
    r"|esta usted|apoya|apoyan|aprueba|considera)\b"
)
_LEADING = re.compile(
    r"\b(don'?t you|wouldn'?t you|isn'?t it|aren'?t we|shouldn'?t we|shouldn'?t it|doesn'?t it|obviously"
    r"|do you agree that|clearly|of course|surely|everyone knows|everybody knows|as we all know"
    r"|how (great|bad|good|terrible|wonderful)"
    r"|no cree|no creen|no crees|no le parece|no piensa|no deberia|no deberiamos|esta de acuerdo con que"
    r"|esta de acuerdo en que|verdad\?|obviamente|claramente|por supuesto|sin duda|todos sabemos|como todos saben)"
)
_DOUBLE = re.compile(
    r"\b(and|or) (what|which|how|why|who|where|when|do|does|should|can|is|are)\b"
    r"|\b[yeo] (que|cual|cuales|como|por que|quien|quienes|donde|cuando|cuanto|cuantos|cuanta|cuantas)\b"
)


def find_hints(question: str) -> tuple[Hint, ...]:
    """Return what may be better in a question, in the order of `Hint`; nothing where no rule says anything."""
    folded = _fold(question)
    found = {
        Hint.LONG: len(folded.split()) > MAX_WORDS,
        Hint.DOUBLE: folded.count("?") > 1 or _DOUBLE.search(folded) is not None,
        Hint.YES_NO: _CLOSED.match(folded) is not None and not _opens(folded),
        Hint.LEADING: _LEADING.search(folded) is not None,
    }
    return tuple(hint for hint, is_there in found.items() if is_there)


def _opens(folded: str) -> bool:
    """Say whether a word before the verb asks openly: "At school, what …"."""
    first = _OPEN.search(folded)
    return first is not None and first.start() <= 1


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(plain.replace("¿", "").split())
