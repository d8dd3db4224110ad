"""Short names of exchanges, made from the question: "What keeps us safe at school?" becomes `keeps-safe-school`."""

import re
import unicodedata
from collections.abc import Collection

from bot.core.slug_rules import MAX_SLUG, is_slug

_WORDS = 3
_MAX_MADE = 24  # characters of a made one
_FALLBACK = "exchange"
_SAYING_LITTLE = (
    "a about all an and any are as at be been but by can could did do does doing for from had has have how i if in "
    "into is it its like me mind most my of on one or our over please shall should so some tell that the their them "
    "there these they think this those to up us was we were what when where which who whom why will with would you your"
)
_SMALL = frozenset(_SAYING_LITTLE.split())

_SPELT_OUT = {
    "ñ": "ny", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa", "þ": "th",
    "ð": "d", "đ": "d", "ł": "l", "ı": "i",
}  # fmt: skip
"""Letters that plain ones stand for in their languages. Without its sign such a letter makes another word: Spanish
"año" (year) would become "ano" (anus), German "schwül" (humid) "schwul" (gay)."""

_SPANISH_U = re.compile("(?<=g)ü(?=[eéií])")
"""In "vergüenza" the two dots only say that the u is spoken: it is not the German letter."""

_COARSE_WORDS = (
    "ano anos anus ass cabron caca coger cono concha cu cul culo culos cum fag merda merde mierda mear pedo pedos pene "
    "penes pis pito polla porra puta putas puto putos schwul shit sik teta tetas"
)
_COARSE = frozenset(_COARSE_WORDS.split())
"""Words that no made name has: coarse, or taken for it. Some are what is left of a harmless word (Portuguese "caça",
Turkish "sık"), or how people without an ñ on their keyboard write one."""


def make_slug(question: str) -> str:
    """Return a short name: the first words of a question that say something, in plain letters."""
    words = [word for word in slug_words(question) if word not in _COARSE]
    telling = [word for word in words if word not in _SMALL]
    if len(telling) <= 1:  # one word is soon the first of somebody's comment: "lunch" in `share Lunch is too short`
        telling = words
    slug = ""
    for word in telling[:_WORDS]:
        longer = f"{slug}-{word}" if slug else word[:_MAX_MADE]
        if len(longer) > _MAX_MADE:
            break
        slug = longer
    return slug if is_slug(slug) else _FALLBACK


def tidy_slug(text: str) -> str:
    """Return a short name that somebody wrote, with what cannot be in one taken out; "" when nothing is left."""
    slug = "-".join(slug_words(text))[:MAX_SLUG].strip("-")
    return slug if is_slug(slug) else ""


def free_slug(slug: str, taken: Collection[str]) -> str:
    """Return the short name, or with the first free number after it."""
    if slug not in taken:
        return slug
    count = 2
    while True:
        ending = f"-{count}"
        numbered = slug[: MAX_SLUG - len(ending)].rstrip("-") + ending
        if numbered not in taken:
            return numbered
        count += 1


def slug_words(text: str) -> list[str]:
    """Return the words of a text in plain small letters and digits."""
    small = _SPANISH_U.sub("u", unicodedata.normalize("NFC", text.lower()))
    letters = unicodedata.normalize("NFKD", "".join(_SPELT_OUT.get(letter, letter) for letter in small))
    joined = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’")
    return re.findall(r"[a-z0-9]+", joined)
