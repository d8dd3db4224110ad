"""The content of a digest, before it is drawn: counts, what is new, themes, and which comments are quoted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.summary import MIN_RATINGS, QuotableComment, Remark, Sentence, Subject
from bot.domain.ai_services import Services
from bot.domain.findings import ScoreFindings
from bot.domain.quotes import choose_quotes
from bot.domain.theme_names import theme_name, unnamed_text
from bot.texts import Texts
from storage.digests import Digest, DigestFacts
from storage.exchanges import Counts, Exchange
from storage.theme_changes import Change
from storage.themes import Rated, Theme

QUOTES = 2  # a theme

LATE_AFTER = timedelta(minutes=30)
_NEW_NAMES = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A comment's words, unchanged."""

    comment_id: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ThemeSection:
    """A theme in the digest."""

    key: str
    name: str
    comments: int
    ratings: int
    mean: float | None
    quotes: tuple[Quote, ...] = ()
    language: str = ""  # its code, where an exchange has several and this one is not the commonest


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
class WhatsNew:
    """What came since the last digest here.

    themes: names of those that were not there. splits: (name, split off what); merges: (name, went into what).
    is_first: there were no themes at all then, and there are now.
    """

    since: datetime
    people: int
    comments: int
    ratings: int
    themes: tuple[str, ...]
    splits: tuple[tuple[str, str], ...] = ()
    merges: tuple[tuple[str, str], ...] = ()
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """All that a digest says."""

    exchange: Exchange
    counts: Counts
    mean: float | None = None  # stars over all ratings, None where too few people gave some
    parts: tuple[ThemeSection, ...] = ()
    apart: int = 0  # comments that say nothing, and are in no theme
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
    themes_note: str = ""  # which service helped with the themes, or could not, as in bot/domain/ai_services.py
    summary_note: str = ""  # the same of the summary
    services: Services = field(default_factory=Services)
    languages: tuple[str, ...] = ()  # codes, one for each theme
    is_closing: bool = False
    facts: DigestFacts = field(default_factory=DigestFacts)


def snapshot_facts(counts: Counts, themes: Iterable[Theme]) -> DigestFacts:
    """Return what the next digest compares itself with."""
    theme_ids = tuple(theme.theme_id for theme in themes)
    return DigestFacts(counts.people, counts.comments, counts.ratings, counts.stars, theme_ids)


def is_unchanged(counts: Counts, base: Digest | None) -> bool:
    """Say whether nothing happened since the last digest here; before the first: whether nobody did anything yet."""
    before = base.facts if base else DigestFacts()
    return replace(before, themes=()) == snapshot_facts(counts, ())


def compute_news(
    texts: Texts, counts: Counts, themes: Sequence[Theme], base: Digest | None, changes: Sequence[Change] = ()
) -> WhatsNew | None:
    """Return what is new since the last digest here, None when this is the first.

    texts: in the reader's language. changes: what happened to the themes since then, by themselves or by moderators.
    """
    if base is None:
        return None
    before, known = base.facts, set(base.facts.themes)
    stand = [change for change in changes if not change.is_undone]
    names = {theme.number: theme_name(texts, theme) for theme in themes}
    split = {change.number: change for change in stand if change.kind == "split" and change.number in names}
    fresh = [theme for theme in themes if theme.theme_id not in known] if known else []
    new = [names[theme.number] for theme in fresh if theme.number not in split]
    parted = [
        (
            names[theme.number],
            names.get(change.other or 0) or _past_name(texts, change.facts.other, change.other),
        )
        for theme in fresh
        if (change := split.get(theme.number))
    ]
    joined = [
        (_past_name(texts, change.facts.name, change.number), names[change.other])
        for change in stand
        if change.kind == "merge" and change.other in names
    ]
    return WhatsNew(
        since=base.made_at,
        people=max(0, counts.people - before.people),
        comments=max(0, counts.comments - before.comments),
        ratings=max(0, counts.ratings - before.ratings),
        themes=tuple(new[:_NEW_NAMES]),
        splits=tuple(parted[:_NEW_NAMES]),
        merges=tuple(joined[:_NEW_NAMES]),
        is_first=bool(themes) and not known,
    )


def _past_name(texts: Texts, name: str, number: int | None) -> str:
    """Return what a theme was called when it changed. name: "" for one without."""
    return name or unnamed_text(texts, number or 0)


def choose_sections(themes: Sequence[Theme], rated: Sequence[Rated]) -> dict[int | None, list[Rated]]:
    """Return whom to quote under each theme; without themes under None."""
    if not themes:
        return {None: choose_quotes(rated, QUOTES)}
    by_theme: dict[int | None, list[Rated]] = {theme.theme_id: [] for theme in themes}
    for each in rated:
        if each.theme_id in by_theme:
            by_theme[each.theme_id].append(each)
    return {theme_id: choose_quotes(some, QUOTES) for theme_id, some in by_theme.items()}


def find_divided(rated: Sequence[Rated]) -> list[Rated]:
    """Return the one comment that people differ most on, for the summary."""
    spread = {each.comment_id: QuotableComment(each.comment_id, "", each.histogram) for each in rated}
    enough = [each for each in rated if sum(each.histogram) >= MIN_RATINGS]
    return sorted(enough, key=lambda each: (-spread[each.comment_id].spread, each.comment_id))[:1]


def find_difference(findings: ScoreFindings, rated: Sequence[Rated]) -> tuple[Rated, str, float, float] | None:
    """Return what groups differ on most: comment, group, its mean stars, those of others.

    findings: of the last fit; rated: what may be quoted.
    """
    known = {each.comment_id: each for each in rated}
    found = (each for each in findings.differences if each.comment_id in known)
    return next(((known[each.comment_id], each.group, each.stars, each.others) for each in found), None)


def find_shared(findings: ScoreFindings, rated: Sequence[Rated]) -> tuple[Rated, float] | None:
    """Return what all groups like: comment, mean stars in each group or more. Arguments as for find_difference."""
    known = {each.comment_id: each for each in rated}
    return next(((known[each.comment_id], each.stars) for each in findings.common if each.comment_id in known), None)


def make_quote(rated: Rated, words: Mapping[int, str]) -> Quote | None:
    """Return a comment with its words, None where it has none any more. words: by comment."""
    text = words.get(rated.comment_id)
    return None if text is None else Quote(rated.comment_id, rated.number, text)


def subjects_of(
    texts: Texts, themes: Sequence[Theme], picked: Mapping[int | None, Sequence[Rated]], words: Mapping[int, str]
) -> list[Subject]:
    """Return the themes as a summary takes them. picked: whom to quote by theme; words: by comment."""
    return [
        Subject(
            theme_name(texts, theme),
            theme.comments,
            theme.ratings,
            theme.mean,
            quotable(picked.get(theme.theme_id, ()), words),
        )
        for theme in themes
    ]


def quotable(rated: Iterable[Rated], words: Mapping[int, str]) -> tuple[QuotableComment, ...]:
    """Return the comments whose words there are, each once."""
    every = {each.comment_id: each for each in rated if each.comment_id in words}
    return tuple(QuotableComment(each.comment_id, words[each.comment_id], each.histogram) for each in every.values())
