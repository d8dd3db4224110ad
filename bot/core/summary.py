"""A few sentences on what people say: each cites the comments that it rests on and quotes them word for word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MAX_QUOTE = 160
"""Characters of a quote; a longer comment is cut between two words, the sign of it outside the quote."""

MIN_RATINGS = 10
"""Ratings of a comment, and of a theme, before a sentence says that it stands out."""

MIN_SHARE = 0.05
"""Share of the comments that a theme has before a sentence says that it stands out."""

APART = 0.2
"""Stars between the highest theme and all comments before a sentence says so."""

DIVIDED = 1.3
"""Standard deviation in stars from which a comment divides people."""

_QUOTED = re.compile("“([^“”]*)”")
_MARKS = "“”"
_ALIKE = re.compile(r"[\"＂]")
_DOUBLE = re.compile("[“”]")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)|(?<=s)['’](?=[\s,.;:!?]|$)")
_QUOTES_SOMEWHERE = re.compile("['‘’‚‛`´′″‴‵‶‹›❛❜❝❞〝〞〟＇《》〈〉*_]")
_GERMAN = re.compile("„([^„“”]*)[“”]|»([^»«]*)«")
_OTHERS = str.maketrans({"«": "“", "»": "”", "„": "“", "‟": "“", "「": "“", "」": "”", "『": "“", "』": "”"})


@dataclass(frozen=True, slots=True)
class QuotableComment:
    """A comment that may be quoted. histogram: how often it got one star to five."""

    comment_id: int
    text: str
    histogram: tuple[int, ...]

    @property
    def ratings(self) -> int:
        """How many."""
        return sum(self.histogram)

    @property
    def mean(self) -> float:
        """Mean stars, 0 without ratings."""
        return sum(stars * count for stars, count in enumerate(self.histogram, 1)) / max(self.ratings, 1)

    @property
    def spread(self) -> float:
        """Standard deviation of its stars, 0 without ratings."""
        squares = sum(count * (stars - self.mean) ** 2 for stars, count in enumerate(self.histogram, 1))
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


def summarise(
    subjects: Sequence[Subject],
    others: Sequence[QuotableComment],
    *,
    total: int,
    mean: float,
    least: int = MIN_RATINGS,
) -> tuple[Sentence, ...]:
    """Return up to four sentences; the same input gives the same bytes.

    subjects: the themes, the largest first. others: comments that may be quoted, whatever their theme.
    total: live comments of the exchange; mean: stars over all ratings. least: ratings that a figure rests on, or
    MIN_RATINGS where these are more.
    """
    least = max(least, MIN_RATINGS)
    sentences: list[Sentence] = []
    cited: set[int] = set()

    def say(before: str, comment: QuotableComment | None) -> None:
        if comment is not None:
            sentences.append(Sentence(f"{before} {quote(comment.text)}", (comment.comment_id,)))
            cited.add(comment.comment_id)

    quotable = [each for each in others if _is_quotable(each)]
    if len(subjects) > 1:
        first = subjects[0]
        say(f"The largest theme is {first.name}, with {first.comments} of {total} comments:", _best(first, cited))
        rated = [each for each in subjects if _stands_out(each, total, least)]
        highest = max(rated, key=lambda each: (each.mean or 0, each.comments, each.name), default=None)
        if highest is not None and highest is not first and (highest.mean or 0) >= mean + APART:
            say(f"Stars are highest for {highest.name}, {highest.mean:.1f} on average:", _best(highest, cited))
    enough = [each for each in quotable if each.ratings >= least]
    top = max(enough, key=lambda each: (each.mean, each.ratings, -each.comment_id), default=None)
    if top is not None and top.comment_id not in cited:
        say(f"The comment with the most stars, {top.mean:.1f} on average of {top.ratings} ratings:", top)
    split = [each for each in enough if each.comment_id not in cited and each.spread >= DIVIDED]
    divided = max(split, key=lambda each: (each.spread, each.ratings, -each.comment_id), default=None)
    if divided is not None:
        say("Opinions differ most on this one:", divided)
    return keep_true_sentences(sentences, {each.comment_id: each.text for each in (*quotable, *_all(subjects))})


def keep_true_sentences(sentences: Iterable[Sentence], texts: Mapping[int, str]) -> tuple[Sentence, ...]:
    """Return the sentences that cite comments there are, and quote nothing but words of those.

    texts: the words of the comments that may be cited, by id. Whoever wrote the sentences, this decides.
    """
    return tuple(sentence for sentence in sentences if _is_true(sentence, texts))


def normalise_quote_marks(text: str) -> str | None:
    """Return a text from elsewhere with double quotation marks as “ and ”; None where a quote might go unseen.

    Marks that open and close alike take turns. Of all other signs that quote somewhere only an apostrophe within a
    word, or behind one that ends in s, is let through: a sentence that is lost costs nothing.
    """
    text = _GERMAN.sub(lambda found: f"“{found[1] or found[2] or ''}”", text)
    parts = _ALIKE.split(text)
    plain = "".join(part + ("”" if at % 2 else "“") * (at < len(parts) - 1) for at, part in enumerate(parts))
    plain = plain.translate(_OTHERS)
    left = _APOSTROPHE.sub("", _DOUBLE.sub("", plain))
    return None if _QUOTES_SOMEWHERE.search(left) else plain


def quote(text: str) -> str:
    """Return a comment's words in quotation marks, or their beginning, cut between two words."""
    whole = text.strip()
    if len(whole) <= MAX_QUOTE:
        return f"“{whole}”"
    cut = whole[: MAX_QUOTE + 1].rsplit(maxsplit=1)[0] if " " in whole[: MAX_QUOTE + 1] else whole[:MAX_QUOTE]
    return f"“{cut.rstrip()}” …"


def _stands_out(subject: Subject, total: int, least: int) -> bool:
    """Say whether a theme is large and rated enough to be held against the others."""
    return subject.mean is not None and subject.ratings >= least and subject.comments >= MIN_SHARE * total


def _is_true(sentence: Sentence, texts: Mapping[int, str]) -> bool:
    if not sentence.cites or any(cite not in texts for cite in sentence.cites):
        return False
    quotes = _QUOTED.findall(sentence.text)
    if sum(sentence.text.count(mark) for mark in _MARKS) != 2 * len(quotes):
        return False  # a mark that opens or closes nothing hides where the quote ends
    return all(any(each in texts[cite] for cite in sentence.cites) for each in quotes)


def _is_quotable(comment: QuotableComment) -> bool:
    return bool(comment.text.strip()) and not any(mark in comment.text for mark in _MARKS)


def _best(subject: Subject, cited: set[int]) -> QuotableComment | None:
    return next((each for each in subject.best if _is_quotable(each) and each.comment_id not in cited), None)


def _all(subjects: Sequence[Subject]) -> list[QuotableComment]:
    return [each for subject in subjects for each in subject.best]
