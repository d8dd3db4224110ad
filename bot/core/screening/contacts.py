"""Postal addresses and links in a text, for the United States, Mexico and Spain."""

import re

from bot.core.personal import EMAIL, PHONE, find_contacts
from bot.core.screening.match import Match, Rule

_SUFFIX = (
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Circle|Cir|Terrace|Ter|"
    r"Trail|Trl|Highway|Hwy|Parkway|Pkwy|Square|Sq|Way)"
)
_WORD = r"(?:[NSEW]\.?|[A-Z][\w.'’\-]*|\d{1,3}(?:st|nd|rd|th))"
_US = re.compile(
    rf"(?<![\w.,#\-])\d{{1,5}}[A-Z]?\s+(?:{_WORD}\s+){{1,4}}{_SUFFIX}\b\.?(?:,?\s*(?:apt|unit|suite|#)\.?\s*\w+)?"
)
_DIRECTED = re.compile(r"(?<![\w.,#\-])\d{2,5}\s+[NSEW]\.?\s+[A-Z][a-z]{3,}\b")  # 1900 N. Broadway
_LOWER = re.compile(
    r"(?<![\w.,#\-])\d{2,5}\s+(?!minutes?\b|hours?\b|miles?\b|years?\b|more\b|city\b)(?:[nsew]\.?\s+)?(?:[a-z]{3,}|\d{1,3}(?:st|nd|rd|th))\s+(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln)\b"
)
_BOX = re.compile(r"\bP\.?\s?O\.?\s?Box\s+\d+|\bapartado(?: postal)?\s+\d+", re.IGNORECASE)
_KIND = (
    r"(?:calle|c/|avenida|avda?\.?|av\.|paseo|bulevar|blvd\.?|boulevard|privada|priv\.|carretera|carr\.|calzada|calz\.|"
    r"plaza|camino|callej[oó]n|cerrada|andador|circuito|ronda|travesía)"
)
_SPANISH = re.compile(
    rf"(?<!\w){_KIND}\s*(?:[\w.'’áéíóúüñÁÉÍÓÚÜÑ]+\s+){{0,5}}?(?!de\s)[\w.'’áéíóúüñÁÉÍÓÚÜÑ]+\s*,?\s*(?:n[º°ou]\.?|n[uú]m(?:ero)?\.?|#)?\s*#?\d{{1,5}}(?!\w)"
    r"(?!\s*(?:km|kil[oó]metros|cuadras|minutos|horas|veces|años|días|alumnos|niños|de la mañana|am|pm|:))",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)\S+|(?<![\w@.])[\w\-]+\.(?:com|org|net|io|gg|ly|me|xyz|info)(?:/\S*)", re.IGNORECASE
)
_KINDS = {PHONE: Rule.PHONE, EMAIL: Rule.EMAIL}


def find_addresses(text: str) -> list[Match]:
    """Return the postal addresses of a text, as they were written."""
    found = [each[0].strip() for form in (_US, _DIRECTED, _LOWER, _BOX, _SPANISH) for each in form.finditer(text)]
    return [Match(Rule.ADDRESS, each) for each in dict.fromkeys(found)]


def find_links(text: str) -> list[Match]:
    """Return the web addresses of a text, as they were written."""
    return [Match(Rule.LINK, each[0]) for each in _LINK.finditer(text)]


def find_ways_to_reach(text: str) -> list[Match]:
    """Return telephone numbers, e-mail and postal addresses of a text."""
    found = [Match(_KINDS[each.kind], each.text) for each in find_contacts(text)]
    return [*found, *find_addresses(text)]
