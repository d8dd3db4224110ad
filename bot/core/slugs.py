"""Short names of exchanges, made from the question: "What keeps us safe at school?" becomes `keeps-safe-school`."""

import re
import unicodedata
from collections.abc import Collection

from bot.core.slug_rules import MAX_SLUG, is_slug

_WORDS = 3
_MAX_MADE = 24  # characters of a generated one
_FALLBACK = "exchange"
_ENGLISH = (
    "a about all an and any are as at be been but by can could did do does doing for from had has have how i if in "
    "into is it its like me mind most my of on one or our over please shall should so some tell that the their them "
    "there these they think this those to up us was we were what when where which who whom why will with would you your"
)
_SPANISH = (
    "a al algo asi cada como con cual cuales cuando cuanto cuantos de debe deben deberia deberiamos deberian del "
    "desde donde e el ella ellos en entre era eramos es esa ese eso esta estan estas este esto estos fue ha hace "
    "hacer han hasta hay la las le les lo los mas me mi mis muy nada ni no nos nosotros nuestra nuestras nuestro "
    "nuestros o opina opinan otra otro para pero piensa piensan podemos podria podriamos por porque pueda puede "
    "pueden que quien quienes se sea ser si sobre son su sus tambien te tener tenemos tiene tienen toda todas todo "
    "todos tu tus u un una unas uno unos usted ustedes va y ya yo"
)
_SMALL = tuple(frozenset(words.split()) for words in (_ENGLISH, _SPANISH))
"""Words that say little in a question, by language, in plain letters. Not the stop words of themes: those drop words
such as "keep" and "need", which are what a question is about, and keep "mind"."""

_SPELT_OUT = {
    "ñ": "ny", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa", "þ": "th",
    "ð": "d", "đ": "d", "ł": "l", "ı": "i",
}  # fmt: skip
"""Plain letters that replace a letter in its language. Without its sign the letter makes another word: Spanish
"año" (year) would become "ano" (anus), German "schwül" (humid) "schwul" (gay)."""

_SPANISH_U = re.compile("(?<=g)ü(?=[eéií])")
"""In "vergüenza" the dots only mark that the u is pronounced: it is not the German letter."""

_COARSE_WORDS = (
    "ano anos anus ass cabron caca coger cono concha cu cul culo culos cum fag merda merde mierda mear pedo pedos pene "
    "penes pis pito polla porra puta putas puto putos schwul shit sik teta tetas"
)
_COARSE = frozenset(_COARSE_WORDS.split())
"""Words that no generated name contains: coarse, or read as such. Some remain of a harmless word (Portuguese "caça",
Turkish "sık"), or how people without an ñ on their keyboard write one."""


def make_slug(question: str) -> str:
    """Return a short name: the first content words of a question, in plain letters."""
    words = [word for word in slug_words(question) if word not in _COARSE]
    small = max(_SMALL, key=lambda language: sum(word in language for word in words))  # English where both fit
    content_words = [word for word in words if word not in small]
    if (
        len(content_words) <= 1
    ):  # one word is soon the first of somebody's comment: "lunch" in `share Lunch is too short`
        content_words = words
    slug = ""
    for word in content_words[:_WORDS]:
        longer = f"{slug}-{word}" if slug else word[:_MAX_MADE]
        if len(longer) > _MAX_MADE:
            break
        slug = longer
    return slug if is_slug(slug) else _FALLBACK


def tidy_slug(text: str) -> str:
    """Return a short name from input, without invalid characters; "" when nothing is left."""
    slug = "-".join(slug_words(text))[:MAX_SLUG].strip("-")
    return slug if is_slug(slug) else ""


def free_slug(slug: str, taken: Collection[str]) -> str:
    """Return the short name, with the first free number appended if it is taken."""
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
    """Return the words of a text in plain lower-case letters and digits."""
    small = _SPANISH_U.sub("u", unicodedata.normalize("NFC", text.lower()))
    letters = unicodedata.normalize("NFKD", "".join(_SPELT_OUT.get(letter, letter) for letter in small))
    joined = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’")
    return re.findall(r"[a-z0-9]+", joined)
