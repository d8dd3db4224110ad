"""Telephone numbers and e-mail addresses in a text.

For the English and Spanish of pupils, parents and staff in the United States: numbers of North America, Mexico and
Spain, and others in international form. Own rules, since phonenumbers takes "Ticket 2026112810" and "my budget is
2125551234 dollars" for telephones. Digits grouped like a telephone number count; ungrouped digits count only near a
word such as "call"; sums, dates, ranges and numbered things do not.
"""

import re
from collections.abc import Iterator

from bot.core.personal.detail import EMAIL, PHONE, Detail

_AROUND = 80  # characters of context that decide what a number is
_AT = r"(?:@|\s?[(\[]\s?(?:at|arroba)\s?[)\]]\s?)"
_EMAIL = re.compile(rf"(?<![\w.+\-])[\w.+\-]{{1,64}}{_AT}[\w\-]+(?:\.[\w\-]+)*\.[^\W\d_]{{2,}}", re.IGNORECASE)
_WRITTEN_EMAIL = re.compile(  # lupita.reyna arroba example punto org
    r"(?<![\w.+\-])[\w.+\-]{1,64}\s(?:at|arroba)\s[\w\-]{2,63}(?:\s(?:dot|punto)\s[\w\-]{2,63}){0,2}"
    r"\s(?:dot|punto)\s(?:com|org|net|edu|gov|info|io|us|mx|es)(?!\w)",
    re.IGNORECASE,
)
_DIGIT_WORD = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
)
_WRITTEN_PHONE = re.compile(rf"(?<!\w)(?:{_DIGIT_WORD}[\s,.\-]+){{6,14}}{_DIGIT_WORD}(?!\w)", re.IGNORECASE)
_GAP = r"[ .\-\u00a0\u2010-\u2013]"
# Each form with its confidence: SURE by its grouping alone, otherwise only near a word about telephoning.
_INTERNATIONAL = re.compile(rf"(?<![\w+])(?:\+|00)[1-9]\d{{0,2}}(?:{_GAP}?\(?\d{{1,4}}\)?){{2,6}}(?!\w)")
_TRUNK = rf"(?:1{_GAP}?)?"
_NORTH_AMERICA = re.compile(
    rf"(?<![\w+.,])(?:{_TRUNK}\([2-9]\d{{2}}\){_GAP}?|{_TRUNK}[2-9]\d{{2}}{_GAP})[2-9]\d{{2}}{_GAP}\d{{4}}(?![\w])"
)
_LOCAL = re.compile(r"(?<![\w+.,\-/])[2-9]\d{2}[\-.\u2010-\u2013]\d{4}(?![\w\-/])")
_TWO_FOUR_FOUR = re.compile(
    rf"(?<![\w+.,\-/])(?:0(?:44|45|1){_GAP})?\(?[1-9]\d\)?{_GAP}\d{{4}}{_GAP}\d{{4}}(?![\w\-/])"
)
_SPAIN = re.compile(
    r"(?<![\w+.,\-/])(?:[679]\d{2}(?P<a>[ \-])\d{2}(?P=a)\d{2}(?P=a)\d{2}"  # 612 34 56 78
    r"|[89]\d(?P<b>[ \-])\d{3}(?P=b)\d{2}(?P=b)\d{2})(?![\w\-/])"  # 91 123 45 67
)
_THREES = re.compile(r"(?<![\w+.,\-/])[6789]\d{2}(?P<gap>[ .\-])\d{3}(?P=gap)\d{3}(?![\w\-/])")  # 612 345 678
_SHORT = re.compile(r"(?<![\w+.,\-/])[2-9]\d{2}(?P<gap>[ \-])\d{2}(?P=gap)\d{2}(?![\w\-/])")  # 555 01 72
_FOURS = re.compile(r"(?<![\w+.,\-/])[2-9]\d{3}[ \-]\d{4}(?![\w\-/])")
_BARE = re.compile(r"(?<![\w+.,\-/#])(?:[2-9]\d{6}|[6-9]\d{8}|1?[2-9]\d{9})(?![\w\-/])")
_CUE = re.compile(
    r"\b(?:call|calls|called|calling|text|texted|phone|phones|telephone|tel|mobile|cell|cellphone|whatsapp|fax|ring|dial|"
    r"number is|reach (?:me|us|him|her|them)|contact|"
    r"llame|llama|llamar|llamame|llámame|llámeme|llamen|telefono|teléfono|tlf|tfno|movil|móvil|celular|cel|numero|número|"
    r"marca|marque|marquen|mande(?:n|me|nme)|m[aá]nde(?:n|me|nme)|wh?ats?(?:app)?|wasap|hmu|escribeme|escríbeme|contacto)\b[^\d\n]{0,40}$",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(
    r"(?:[$€£#]|\b(?:ticket|case|order|invoice|rooms?|pages?|pp|id|serial|account|budget|costs?|isbn|núm|"
    r"p[aá]ginas?|salas?|aulas?|factura|presupuesto|cuesta)\b[.:#]?(?: is| es| de)?)\s*$",
    re.IGNORECASE,
)
_COUNTED_BEHIND = re.compile(
    r"^\s*(?:[$€£%]|(?:dollars?|dolares|dólares|euros?|pesos|usd|students?|alumnos|people|personas|kids|pages|paginas|páginas|"
    r"per|miles|meters|steps|seats|copies|books|hours|minutes|votes)\b)",
    re.IGNORECASE,
)


def find_contacts(text: str) -> list[Detail]:
    """Return the telephone numbers and e-mail addresses in a text, by position."""
    found = [Detail(EMAIL, each[0], each.start()) for form in (_EMAIL, _WRITTEN_EMAIL) for each in form.finditer(text)]
    for start, end in _phones(text):
        if not any(start < each.start + len(each.text) and each.start < end for each in found):
            found.append(Detail(PHONE, text[start:end], start))
    return sorted(found, key=lambda each: each.start)


def _phones(text: str) -> Iterator[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for form, is_sure in _FORMS:
        for found in form.finditer(text):
            start, end = found.span()
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            is_cued = _CUE.search(before) is not None
            is_counted = _COUNTED_BEFORE.search(before) or _COUNTED_BEHIND.search(behind)
            if is_cued or (is_sure(found[0]) and not is_counted):
                taken.append((start, end))
    yield from sorted(taken)


def _digits(written: str) -> str:
    return "".join(letter for letter in written if letter.isdecimal())


def _is_international(written: str) -> bool:
    """Say whether 8 to 15 digits follow the sign (ITU-T E.164), and not a round sum."""
    digits = _digits(written).removeprefix("00")
    return 8 <= len(digits) <= 15 and not digits.endswith("00000")  # noqa: PLR2004 - E.164


def _is_local(written: str) -> bool:
    """Say whether digits are no range such as 300-1500 or 2020-2024, whose ends are round or years."""
    first, second = _digits(written)[:3], _digits(written)[3:]
    return second.startswith("0") or not (first.endswith("0") and second.endswith("0"))


def _always(written: str) -> bool:
    _ = written
    return True


def _never(written: str) -> bool:
    _ = written
    return False


def _not_dotted(written: str) -> bool:
    """Say whether digits are not grouped by dots, which in Spain is a sum unless a word near it says otherwise."""
    return "." not in written and not written.endswith("000")


_FORMS = (
    (_INTERNATIONAL, _is_international),
    (_NORTH_AMERICA, _always),
    (_SPAIN, _always),
    (_TWO_FOUR_FOUR, _always),
    (_THREES, _not_dotted),
    (_LOCAL, _is_local),
    (_SHORT, _never),
    (_FOURS, _never),
    (_WRITTEN_PHONE, _always),
    (_BARE, _never),
)
