"""Extractive summary: a few sentences that each cite their comments and quote them exactly."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

MAX_QUOTE = 160
"""Characters of a quote; a longer comment is cut between two words, with the ellipsis outside the quote."""

MIN_RATINGS = 10
"""Ratings of a comment or theme before a sentence names it."""

MIN_SHARE = 0.05
"""Share of all comments that a theme needs before a sentence names it."""

MIN_LEAD = 0.2
"""Stars by which the highest theme must exceed the mean of all comments."""

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
    """A comment that may be quoted.

    histogram: how often it got one star to five. stars, low, high: expected stars with their range, and counted: the
    ratings behind these; None and 0 where there are none to publish.
    """

    comment_id: int
    text: str
    histogram: tuple[int, ...]
    stars: float | None = None
    low: float = 0.0
    high: float = 0.0
    counted: int = 0

    @property
    def ratings(self) -> int:
        """Number of ratings."""
        return sum(self.histogram)

    @property
    def spread(self) -> float:
        """Standard deviation of its stars, 0 without ratings."""
        mean = sum(stars * count for stars, count in enumerate(self.histogram, 1)) / max(self.ratings, 1)
        squares = sum(count * (stars - mean) ** 2 for stars, count in enumerate(self.histogram, 1))
        return float((squares / max(self.ratings, 1)) ** 0.5)


@dataclass(frozen=True, slots=True)
class Subject:
    """A theme: its name, how many comments and ratings it has, their mean stars, and what may be quoted, best first."""

    name: str
    comments: int
    ratings: int
    mean: float | None
    best: tuple[QuotableComment, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the comments that it rests on."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say, and the comment that shows it; its sentence is made where it is read.

    kind: largest, highest (of the themes), top (of the comments), divided (the comment that people differ most on).
    subject: the theme of largest and highest. ratings and mean: of the comment, of highest that of the theme.
    """

    kind: Literal["largest", "highest", "top", "divided"]
    comment: QuotableComment
    subject: Subject | None = None
    mean: float = 0.0
    total: int = 0  # comments of the exchange

    @property
    def cites(self) -> tuple[int, ...]:
        """The comment that it rests on."""
        return (self.comment.comment_id,)


def summarise(
    subjects: Sequence[Subject],
    others: Sequence[QuotableComment],
    *,
    total: int,
    mean: float,
    min_ratings: int = MIN_RATINGS,
) -> tuple[Remark, ...]:
    """Return up to four remarks; the same input gives the same ones.

    subjects: the themes, the largest first. others: comments that may be quoted, whatever their theme.
    total: live comments of the exchange; mean: stars over all ratings. min_ratings: ratings behind a figure, raised to
    MIN_RATINGS.
    """
    min_ratings = max(min_ratings, MIN_RATINGS)
    remarks: list[Remark] = []

    def cited() -> set[int]:
        return {each.comment.comment_id for each in remarks}

    if len(subjects) > 1:
        first = subjects[0]
        if best := _best(first, cited()):
            remarks.append(Remark("largest", best, first, total=total))
        rated = [each for each in subjects if _is_comparable(each, total, min_ratings)]
        highest = max(rated, key=lambda each: (each.mean or 0, each.comments, each.name), default=None)
        if highest is not None and highest is not first and (highest.mean or 0) >= mean + MIN_LEAD:
            best = _best(highest, cited())
            if best:
                remarks.append(Remark("highest", best, highest, mean=highest.mean or 0))
    enough = [each for each in others if _is_quotable(each) and each.ratings >= min_ratings]
    scored = [each for each in enough if each.stars is not None and each.counted >= min_ratings]
    top = max(scored, key=lambda each: (each.stars or 0, each.counted, -each.comment_id), default=None)
    if top is not None and top.comment_id not in cited():
        remarks.append(Remark("top", top, mean=top.stars or 0))
    split = [each for each in enough if each.comment_id not in cited() and each.spread >= DIVIDED]
    divided = max(split, key=lambda each: (each.spread, each.ratings, -each.comment_id), default=None)
    if divided is not None:
        remarks.append(Remark("divided", divided))
    return tuple(remarks)


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


def _is_comparable(subject: Subject, total: int, min_ratings: int) -> bool:
    """Say whether a theme has enough comments and ratings to be compared with the others."""
    return subject.mean is not None and subject.ratings >= min_ratings and subject.comments >= MIN_SHARE * total


def _is_true(sentence: Sentence, texts: Mapping[int, str]) -> bool:
    if not sentence.cites or any(cite not in texts for cite in sentence.cites):
        return False
    quotes = _QUOTED.findall(sentence.text)
    if sum(sentence.text.count(mark) for mark in _MARKS) != 2 * len(quotes):
        return False  # an unpaired mark hides where the quote ends
    return all(any(each in texts[cite] for cite in sentence.cites) for each in quotes)


def _is_quotable(comment: QuotableComment) -> bool:
    return bool(comment.text.strip()) and not any(mark in comment.text for mark in _MARKS)


def _best(subject: Subject, cited: set[int]) -> QuotableComment | None:
    return next((each for each in subject.best if _is_quotable(each) and each.comment_id not in cited), None)
