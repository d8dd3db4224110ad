"""Extractive summary: a few sentences that each cite their comments and quote them exactly."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

MAX_QUOTE = 160
"""Characters of a quote; a longer comment is cut between two words, with the ellipsis outside the quote."""

MIN_RATINGS = 10
"""Ratings of a comment before a sentence names it."""

DIVIDED = 1.3
"""Standard deviation in stars from which a comment is divisive."""

_QUOTED = re.compile("“([^“”]*)”")
_MARKS = "“”"
_PLAIN_QUOTES = re.compile(r"[\"＂]")
_DOUBLE = re.compile("[“”]")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)|(?<=s)['’](?=[\s,.;:!?]|$)")
_FOREIGN_QUOTES = re.compile("['‘’‚‛`´′″‴‵‶‹›❛❜❝❞〝〞〟＇《》〈〉*_]")
_GERMAN_QUOTES = re.compile("„([^„“”]*)[“”]|»([^»«]*)«")
_OTHER_QUOTES = str.maketrans({"«": "“", "»": "”", "„": "“", "‟": "“", "「": "“", "」": "”", "『": "“", "』": "”"})


@dataclass(frozen=True, slots=True)
class QuotableComment:
    """A comment that may be quoted, with its figures of the last release.

    spread: standard deviation of its stars, 0 where it is not published. stars, low, high: expected stars with their
    range, and counted: the ratings behind these, or more; None and 0 where there are none to publish. place: among the
    comments with stars, from 0, which is the order in which all screens show them.
    """

    comment_id: int
    text: str
    spread: float = 0.0
    stars: float | None = None
    low: float = 0.0
    high: float = 0.0
    counted: int = 0
    place: int = 0


@dataclass(frozen=True, slots=True)
class Highest:
    """The most stars of any comment, and how many comments have as many."""

    stars: float
    comments: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A theme: its name, how many comments and ratings it has, their mean stars, and what may be quoted, best first."""

    name: str
    comments: int
    ratings: int
    mean: float | None
    best: tuple[QuotableComment, ...] = ()
    is_exact: bool = True  # False: `comments` is the most that there can be


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the comments that it rests on."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say, and the comment that shows it; its sentence is made where it is read.

    kind: top (the comment with the most stars) or divided (what people differ most on). mean: stars of top. tied: how
    many comments have as many as top, itself among them.
    """

    kind: Literal["top", "divided"]
    comment: QuotableComment
    mean: float = 0.0
    tied: int = 1

    @property
    def cites(self) -> tuple[int, ...]:
        """The comment that it rests on."""
        return (self.comment.comment_id,)


def summarise(
    comments: Sequence[QuotableComment], *, highest: Highest | None = None, min_ratings: int = MIN_RATINGS
) -> tuple[Remark, ...]:
    """Return up to two remarks; the same input gives the same ones.

    comments: what may be quoted. highest: of all comments; where what may be quoted has fewer stars, none of it is top.
    min_ratings: ratings behind a figure, raised to MIN_RATINGS.
    """
    min_ratings = max(min_ratings, MIN_RATINGS)
    enough = [each for each in comments if _is_quotable(each) and each.counted >= min_ratings]
    least = highest.stars if highest else 0.0
    top = min(
        [each for each in enough if each.stars is not None and each.stars >= least],
        key=lambda each: (-(each.stars or 0), each.place, -each.counted, each.comment_id),
        default=None,
    )
    split = [each for each in enough if each is not top and each.spread >= DIVIDED]
    divided = max(split, key=lambda each: (each.spread, each.counted, -each.comment_id), default=None)
    return (
        *((Remark("top", top, mean=top.stars or 0, tied=highest.comments if highest else 1),) if top else ()),
        *((Remark("divided", divided),) if divided else ()),
    )


def keep_true_sentences(sentences: Iterable[Sentence], texts: Mapping[int, str]) -> tuple[Sentence, ...]:
    """Return the sentences that cite existing comments and quote only their words, whatever their author.

    texts: the words of the comments that may be cited, by id.
    """
    return tuple(sentence for sentence in sentences if _is_true(sentence, texts))


def normalise_quote_marks(text: str) -> str | None:
    """Return an external text with its double quotation marks as “ and ”; None where a quote might go unnoticed.

    Straight marks alternate between opening and closing. Of all other quotation marks only an apostrophe within a word,
    or after a final s, is allowed: losing a sentence costs little.
    """
    text = _GERMAN_QUOTES.sub(lambda found: f"“{found[1] or found[2] or ''}”", text)
    parts = _PLAIN_QUOTES.split(text)
    plain = "".join(part + ("”" if at % 2 else "“") * (at < len(parts) - 1) for at, part in enumerate(parts))
    plain = plain.translate(_OTHER_QUOTES)
    left = _APOSTROPHE.sub("", _DOUBLE.sub("", plain))
    return None if _FOREIGN_QUOTES.search(left) else plain


def quote(text: str) -> str:
    """Return a comment's words in quotation marks, cut between two words if they are too long."""
    whole = text.strip()
    if len(whole) <= MAX_QUOTE:
        return f"“{whole}”"
    cut = whole[: MAX_QUOTE + 1].rsplit(maxsplit=1)[0] if " " in whole[: MAX_QUOTE + 1] else whole[:MAX_QUOTE]
    return f"“{cut.rstrip()}” …"


def _is_true(sentence: Sentence, texts: Mapping[int, str]) -> bool:
    if not sentence.cites or any(cite not in texts for cite in sentence.cites):
        return False
    quotes = _QUOTED.findall(sentence.text)
    if sum(sentence.text.count(mark) for mark in _MARKS) != 2 * len(quotes):
        return False  # an unpaired mark hides where the quote ends
    return all(any(each in texts[cite] for cite in sentence.cites) for each in quotes)


def _is_quotable(comment: QuotableComment) -> bool:
    return bool(comment.text.strip()) and not any(mark in comment.text for mark in _MARKS)
