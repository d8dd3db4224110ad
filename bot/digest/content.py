"""The content of a digest, before it is drawn: counts, what is new, themes, and which comments are quoted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.summary import Highest, Remark, Sentence, Subject, summarise
from bot.core.themes.opposition import Side
from bot.digest.coverage import CoverageFacts
from bot.digest.news import WhatsNew, compute_news
from bot.digest.selection import Selection
from bot.domain.ai_services import Services
from bot.domain.figures import NO_STARS, Figures, Stars, find_highest
from bot.domain.found_themes import Found
from bot.domain.key_quotes import KeyQuote
from bot.domain.public_counts import ratings_for_stars, size_in_steps
from bot.domain.quotes import quotable_comments
from bot.domain.theme_names import is_silent, theme_name
from bot.texts import Texts
from storage.digests import Digest, DigestFacts
from storage.exchanges import Counts, Exchange
from storage.ledger import Ledger
from storage.public_counts import PublicCounts
from storage.theme_changes import Change
from storage.themes import Rated, Theme

_NO_RANGE = (None, None)


@dataclass(frozen=True, slots=True)
class Quote:
    """A comment's words, unchanged."""

    comment_id: int
    number: int
    text: str
    side: Side | None = None  # for or against what the theme's name says, where people oppose each other


@dataclass(frozen=True, slots=True)
class ThemeSection:
    """A theme in the digest."""

    name: str
    comments: int
    ratings: int
    mean: float | None
    quotes: tuple[Quote, ...] = ()
    language: str = ""  # its code, where an exchange has several and this one is not the commonest
    missing: str = "none"  # why there is no mean, as in bot/domain/figures.py
    low: float | None = None  # the 95 % range of the mean
    high: float | None = None
    theme_id: int = 0
    is_exact: bool = True  # False while the exchange is open: then its comments are shown in steps

    @property
    def care(self) -> float:
        """How much people care: stars times comments; 0 without stars. The share of comments gives the same order."""
        return (self.mean or 0.0) * self.comments


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """A comment that a group rates otherwise. mean: stars of the group; others: of everybody else."""

    quote: Quote
    group: str
    mean: float
    others: float


@dataclass(frozen=True, slots=True)
class CommonGround:
    """A comment that all groups like. mean: stars in each of them, or more."""

    quote: Quote
    mean: float


@dataclass(frozen=True, slots=True)
class Content:
    """All that a digest says. counts: what it depends on; shown: how much there is, as everybody is shown it."""

    exchange: Exchange
    counts: Counts
    shown: PublicCounts | None = None  # None: the exact counts
    stars: Stars = NO_STARS  # of all comments
    stars_made_at: datetime | None = None  # of when all stars are, None before there are some
    parts: tuple[ThemeSection, ...] = ()
    apart: int = 0  # comments that say nothing, and are in no theme
    to_rate: int = 0  # more comments than that have fewer ratings than enough_ratings; in steps
    enough_ratings: int = 0
    summary: tuple[Sentence, ...] = ()  # written by a service
    remarks: tuple[Remark, ...] = ()  # found by rule, shown where no service wrote a summary
    numbers: Mapping[int, int] = field(default_factory=dict)  # what cited comments are called, by their ids
    loose: tuple[Quote, ...] = ()  # what is quoted where there are no themes
    news: WhatsNew | None = None
    due_at: datetime | None = None  # only where it comes late
    themes_as_of: datetime | None = None  # only where they are older than the rest
    themes_missing: bool = False  # there should be some, and none could be found
    themes_pending: bool = False  # newer ones are being found now
    differ: GroupDifference | None = None
    shared: CommonGround | None = None
    compared: tuple[str, ...] = ()  # the groups that "all groups" means, empty where that was not kept
    themes_note: str = ""  # which service helped with the themes, or could not, as in bot/domain/ai_services.py
    summary_note: str = ""  # the same of the summary
    services: Services = field(default_factory=Services)
    languages: tuple[str, ...] = ()  # codes, one for each theme
    is_closing: bool = False
    facts: DigestFacts = field(default_factory=DigestFacts)
    subjects: tuple[Subject, ...] = ()  # the themes, as a service is asked to sum them up
    ledger: Ledger = field(default_factory=Ledger)
    voices: tuple[Quote, ...] = ()  # what else people say that no other quote does
    coverage: CoverageFacts | None = None  # of the quotes, None where it is not known
    page: str = ""  # address of the page with these figures, "" where there is none
    release: int = 0  # whose figures these are, 0 before the first
    root: str = ""  # the hash over all of them: docs/exports.md


@dataclass(frozen=True, slots=True)
class Material:
    """What a digest is made from, of one moment.

    figures: with the scores of the selected comments. words: of these; base: the last digest there. keys: quotes of
    the themes, by their number. to_rate: more comments than that have fewer ratings than
    enough_ratings.
    """

    exchange: Exchange
    found: Found
    counts: Counts
    shown: PublicCounts
    figures: Figures
    selection: Selection
    words: Mapping[int, str]
    base: Digest | None = None
    changes: Sequence[Change] = ()
    ledger: Ledger = field(default_factory=Ledger)
    to_rate: int = 0
    enough_ratings: int = 0
    keys: Mapping[int, Sequence[KeyQuote]] = field(default_factory=dict)
    rated: Sequence[Rated] = ()  # what may be quoted
    root: str = ""  # of the release that the figures are of


def build(texts: Texts, material: Material, *, services: Services, late_since: datetime | None = None) -> Content:
    """Return what a digest says, as far as no service has to be asked. late_since: when it should have come."""
    exchange, counts, selection, words = material.exchange, material.counts, material.selection, material.words
    figures = material.figures
    themes = figures.rate_themes((each for each in material.found.themes if not is_silent(each)), material.shown)
    subjects = _subjects(texts, themes, material)
    quotable = quotable_comments(selection.comments, words, figures)
    return Content(
        exchange=exchange,
        counts=counts,
        shown=material.shown,
        stars=figures.stars(material.shown),
        stars_made_at=figures.made_at,
        parts=_sections(texts, themes, material, words),
        apart=sum(theme.comments for theme in material.found.themes if is_silent(theme)),
        to_rate=material.to_rate,
        enough_ratings=material.enough_ratings,
        remarks=summarise(quotable, highest=_highest(material), min_ratings=exchange.min_group_size),
        numbers={each.comment_id: each.number for each in selection.comments},
        subjects=subjects,
        differ=_difference(selection.difference, words),
        shared=_common_ground(selection.shared, words),
        compared=figures.findings.compared,
        themes_note=material.found.note,
        services=services,
        loose=_quotes(selection.sections.get(None, ()), words),
        news=compute_news(texts, counts, themes, material.base, material.changes, shown=material.shown),
        due_at=late_since,
        themes_as_of=material.found.as_of,
        themes_missing=material.found.missing,
        themes_pending=material.found.is_pending,
        languages=tuple(theme.language for theme in themes),
        is_closing=not exchange.is_open,
        facts=snapshot_facts(counts, themes),
        ledger=material.ledger,
        release=figures.revision,
        root=material.root,
    )


def _highest(material: Material) -> Highest | None:
    """Return the most stars of what may be quoted, by as many ratings as all screens ask for."""
    scores = material.figures.scores
    there = [scores[each.comment_id] for each in material.rated if each.comment_id in scores]
    return find_highest(there, ratings_for_stars(material.exchange))


def snapshot_facts(counts: Counts, themes: Iterable[Theme]) -> DigestFacts:
    """Return what the next digest compares itself with."""
    theme_ids = tuple(theme.theme_id for theme in themes)
    return DigestFacts(counts.people, counts.comments, counts.ratings, theme_ids)


RATINGS_A_COMMENT = 10
"""New ratings that are worth as much as a new comment."""


def is_unchanged(counts: Counts, base: Digest | None) -> bool:
    """Say whether nothing happened since the last digest here; before the first: whether nobody did anything yet."""
    before = base.facts if base else DigestFacts()
    return replace(before, themes=(), release=0) == snapshot_facts(counts, ())


def is_worth(counts: Counts, base: Digest | None, *, at_least: int = 0) -> bool:
    """Say whether enough happened since the last digest here: that many comments, or ten times as many ratings.

    at_least: 0 for anything new.
    """
    if is_unchanged(counts, base):
        return False
    before = base.facts if base else DigestFacts()
    comments, ratings = counts.comments - before.comments, counts.ratings - before.ratings
    return comments >= at_least or ratings >= RATINGS_A_COMMENT * at_least


def _subjects(texts: Texts, themes: Sequence[Theme], material: Material) -> tuple[Subject, ...]:
    """Return the themes as a summary takes them."""
    sections = material.selection.sections
    return tuple(
        Subject(
            theme_name(texts, theme),
            size_in_steps(theme.comments, is_exact=not material.exchange.is_open),
            theme.ratings,
            theme.mean,
            quotable_comments(sections.get(theme.theme_id, ()), material.words, material.figures),
            not material.exchange.is_open,
        )
        for theme in themes
    )


def _sections(
    texts: Texts, found: Sequence[Theme], material: "Material", words: Mapping[int, str]
) -> tuple[ThemeSection, ...]:
    """Return the themes, those that people care about most first, each with its key sentence.

    Where it has none, with its highest comment. words: by comment.
    """
    picked = material.selection.sections
    ranges = {each.theme_id: (each.low, each.high) for each in material.figures.findings.themes}
    main = found[0].language if found else ""
    has_several = len({theme.language for theme in found} - {""}) > 1
    sections = (
        ThemeSection(
            theme_name(texts, theme),
            size_in_steps(theme.comments, is_exact=not material.exchange.is_open),
            theme.ratings,
            theme.mean,
            _key_quotes(material.keys.get(theme.number, ())) or _quotes(picked.get(theme.theme_id, ()), words)[:1],
            theme.language if has_several and theme.language != main else "",
            theme.missing,
            *(ranges.get(theme.theme_id, _NO_RANGE) if theme.mean is not None else _NO_RANGE),
            theme.theme_id,
            not material.exchange.is_open,
        )
        for theme in found
    )
    return sort_by_care(sections)


def sort_by_care(sections: Iterable[ThemeSection]) -> tuple[ThemeSection, ...]:
    """Return themes by how much people care: stars times comments; those without stars last, by comments."""
    return tuple(sorted(sections, key=lambda each: (-each.care, -each.comments)))


def _key_quotes(keys: Sequence[KeyQuote]) -> tuple[Quote, ...]:
    return tuple(Quote(each.comment_id, each.number, each.text, each.side) for each in keys)


def _quotes(rated: Sequence[Rated], words: Mapping[int, str]) -> tuple[Quote, ...]:
    quotes = (_quote(each, words) for each in rated)
    return tuple(each for each in quotes if each is not None)


def _quote(rated: Rated, words: Mapping[int, str]) -> Quote | None:
    """Return a comment with its words, None where it has none any more. words: by comment."""
    text = words.get(rated.comment_id)
    return None if text is None else Quote(rated.comment_id, rated.number, text)


def _difference(found: tuple[Rated, str, float, float] | None, words: Mapping[int, str]) -> GroupDifference | None:
    if found is None:
        return None
    rated, group, mean, others = found
    quote = _quote(rated, words)
    return GroupDifference(quote, group, mean, others) if quote else None


def _common_ground(found: tuple[Rated, float] | None, words: Mapping[int, str]) -> CommonGround | None:
    quote = _quote(found[0], words) if found else None
    return CommonGround(quote, found[1]) if quote and found else None
