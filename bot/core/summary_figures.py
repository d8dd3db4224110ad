"""Figures and direction words of a written sentence, computed again: a sentence that says one wrongly is left out.

What cannot be computed from the themes must be in a comment that the sentence cites: "twice a week", "better lunches".
Losing a sentence costs little.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.core.summary import Sentence, Subject

_QUOTED = re.compile("“[^“”]*”")
_WORD = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*%?|[^\W\d_]+|%")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f]\d{3})+")

_COUNTED = frozenset(("comment", "comments", "comentario", "comentarios"))
_STARS = """star stars rating rated estrella estrellas valoración valorado valorada valorados valoradas"""
_RATED = frozenset(_STARS.split())
_UP_TO_TWELVE = """zero cero/one/two dos/three tres/four cuatro/five cinco/six seis/seven siete/eight ocho/nine nueve/
ten diez/eleven/twelve doce"""
_NUMBERS = {
    word: value
    for value, words in enumerate(_UP_TO_TWELVE.split("/"))
    for word in words.split()
    if value != 1  # as often no number: "one of them"
}
_NEVER_COMPUTED = """
thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
ninety hundred hundreds thousand thousands million dozen dozens half twice double triple third thirds quarter
quarters percent percentage majority minority everybody everyone nobody agree agrees disagree disagrees
support supports oppose opposes against favor favour unanimous unanimously fewer than less trece catorce
quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos mil miles docena
docenas mitad doble triple tercio tercios cuarto cuartos mayoría minoría todos todas nadie ninguno ninguna
acuerdo desacuerdo apoyan rechazan contra unánime
"""
_VAGUE = frozenset(_NEVER_COMPUTED.split())
_MORE = """most highest largest biggest best top greatest más mayor mejor máxima máximo"""
_LESS = """least lowest smallest fewest worst menos menor peor mínima mínimo"""
_HIGH, _LOW = frozenset(_MORE.split()), frozenset(_LESS.split())

_NEAR = 3
"""Words within which a figure's unit is."""


def keep_true_figures(
    sentences: Iterable[Sentence], subjects: Sequence[Subject], texts: Mapping[int, str]
) -> tuple[Sentence, ...]:
    """Return the sentences whose figures and direction words hold.

    subjects: all themes. texts: the words of the comments that may be cited, by id.
    """
    return tuple(each for each in sentences if _holds(each, subjects, texts))


def _holds(sentence: Sentence, subjects: Sequence[Subject], texts: Mapping[int, str]) -> bool:
    plain = _QUOTED.sub(" ", sentence.text)
    about = _find_subjects(plain, sentence.cites, subjects)
    for subject in about:
        plain = re.sub(re.escape(subject.name), " ", plain, flags=re.IGNORECASE)  # a name's own words claim nothing
    words = _split(plain)
    cited = {word for cite in sentence.cites for word in _split(texts.get(cite, ""))}
    return all(
        word in cited or _is_true(words, at, about, subjects) for at, word in enumerate(words) if _is_claim(words, at)
    )


def _find_subjects(plain: str, cites: Sequence[int], subjects: Sequence[Subject]) -> list[Subject]:
    """Return the themes that a sentence names, else those of the comments that it cites."""
    named = [each for each in subjects if each.name.casefold() in plain.casefold()]
    return named or [each for each in subjects if any(best.comment_id in cites for best in each.best)]


def _split(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _is_claim(words: Sequence[str], at: int) -> bool:
    """Say whether a word is a figure, or says more, less or how many."""
    word = words[at]
    if word == "más" and words[at - 1 : at] not in (["la"], ["el"], ["los"], ["las"]):
        return words[at + 1 : at + 2] in (["de"], ["que"], ["comentarios"], ["estrellas"], ["valorado"], ["valorada"])
    if word == "more":
        return words[at + 1 : at + 2] == ["than"]
    return word[0].isdigit() or word == "%" or word in _NUMBERS or word in _VAGUE | _HIGH | _LOW


def _is_true(words: Sequence[str], at: int, about: Sequence[Subject], subjects: Sequence[Subject]) -> bool:
    if len(about) != 1:
        return False  # it is not sure which theme is meant
    subject, word = about[0], words[at]
    near = words[max(0, at - _NEAR) : at + _NEAR + 1]
    is_rated, is_counted = not _RATED.isdisjoint(near), not _COUNTED.isdisjoint(near)
    if word in _HIGH | _LOW:
        if {"largest", "biggest", "smallest"} & {word}:
            is_rated, is_counted = False, True
        return is_rated != is_counted and _is_extreme(subject, subjects, is_rated=is_rated, is_high=word in _HIGH)
    value = _value(word)
    if value is None:
        return False
    following = words[at + 1 : at + 1 + _NEAR]
    unit = next((each for each in following if each in _COUNTED | _RATED), "")
    if unit in _COUNTED:
        return subject.is_exact and value == subject.comments
    return unit in _RATED and subject.mean is not None and value == round(subject.mean, 1)


def _is_extreme(subject: Subject, subjects: Sequence[Subject], *, is_rated: bool, is_high: bool) -> bool:
    """Say whether no other theme has as many comments, or as many stars; is_high: as few otherwise."""
    figure: Callable[[Subject], float | None] = (lambda each: each.mean) if is_rated else (lambda each: each.comments)
    mine = figure(subject)
    others = [value for each in subjects if each is not subject and (value := figure(each)) is not None]
    if mine is None or not others:
        return False
    return mine > max(others) if is_high else mine < min(others)


def _value(word: str) -> float | None:
    """Return the number that a word is, None for one that says no plain number."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    plain = re.sub(r"[.,\u00a0\u202f]", "", word) if _GROUPED.fullmatch(word) else word.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None
