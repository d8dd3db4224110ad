"""What is public of an exchange: its last release, or an earlier one, as plain data.

The page, its charts, exports and files are made of this and of nothing else, so what is not in here cannot be in them:
no Slack id, no author, no time finer than a day, no figure of fewer people than the exchange's smallest group, no count
that follows a single act. Figures are those of the release. A comment comes in with the first release after its day, or
with the one that gives it stars; once an exchange is closed all live comments are in. What is withdrawn or removed is
out of it at once, of earlier releases too. `published_load.py` reads it.
Translations of comments lie beside it, for the page alone (translations.py).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from bot.core.participation import Part
from bot.core.small_group_counts import GroupSizes
from bot.core.themes.opposition import Side
from bot.domain.answers import answers_of
from bot.domain.public_set import PublicSet
from bot.domain.question_figures import QuestionFigures
from storage.answers import Answer
from storage.public_counts import PublicCounts


@dataclass(frozen=True, slots=True)
class About:
    """The exchange itself. Times are aware UTC; zone: IANA. closed_at: None while it is open.

    asked: people of all groups of the roster, 0 without one. asked_groups: the groups in it.
    min_group_size: people; no figure is of fewer. ratings_for_stars: how many a comment needs before its stars show.
    min_ratings_by_group: the same for a group's stars on a comment. has_strict_protection: more noise.
    asks_before_quotes: only words are in it whose author agreed.
    """

    slug: str
    question: str
    background: str
    star_meaning: str
    language: str
    zone: str
    groups: tuple[str, ...]
    asked: int
    is_anonymous: bool
    opened_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    is_open: bool
    min_group_size: int
    ratings_for_stars: int
    min_ratings_by_group: int
    has_strict_protection: bool
    moderation: str
    asked_groups: tuple[str, ...] = ()
    asks_before_quotes: bool = False


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A release. number: from 1. has_groups: figures by group changed in it. comments_changed: whose stars did.

    root: the hash over all its figures, "" until it is made: docs/exports.md.
    """

    number: int
    made_at: datetime
    has_groups: bool
    comments_changed: int
    root: str = ""


@dataclass(frozen=True, slots=True)
class PublicStars:
    """Stars, 1..5, with their 95 % range. ratings: that they rest on, or more. low, high: None where not published."""

    stars: float
    low: float | None
    high: float | None
    ratings: int


@dataclass(frozen=True, slots=True)
class GroupCell:
    """A group's stars on one comment. ratings: of that group, or more."""

    group: str
    stars: float
    ratings: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """A group beside everybody else on one comment. mean, others: stars."""

    group: str
    mean: float
    others: float


@dataclass(frozen=True, slots=True)
class PublicComment:
    """A live comment. number: permanent and random. shared_on: its day in the exchange's zone.

    theme: number of its theme, None without one; it counts in this one alone. second_theme: of another one that it
    clearly speaks of, in the last release alone. stars: None where too few people rated it (or not yet in a release).
    tier: top, high, middle, low, or None; only in the last release. is_likely_top: probably among the ten highest.
    place: among the comments with stars, from 0. by_group: what may be published of each group. spread: standard
    deviation of its stars where people differ much on it. is_withheld: its author did not agree to be quoted, and its
    text says so instead.
    """

    number: int
    text: str
    why: str
    language: str
    is_seed: bool
    shared_on: date
    theme: int | None = None
    stars: PublicStars | None = None
    tier: str | None = None
    is_likely_top: bool = False
    place: int | None = None
    by_group: tuple[GroupCell, ...] = ()
    differences: tuple[Contrast, ...] = ()
    spread: float | None = None
    is_withheld: bool = False
    second_theme: int | None = None

    @property
    def lowest_by_group(self) -> float | None:
        """The lowest mean of any group whose stars are published, None where fewer than two are."""
        return min(each.stars for each in self.by_group) if len(self.by_group) > 1 else None


@dataclass(frozen=True, slots=True)
class PublicPart:
    """A sub-theme. comments: their numbers."""

    name: str
    comments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PublicQuote:
    """A clause of a comment, unchanged. side: for or against what the theme's name says, or None."""

    number: int
    text: str
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class PublicTheme:
    """A theme with its comments, by their numbers. `bot/domain/theme_names.py` says what it is called.

    kind: named, unnamed, all, language. agreement: 0..1, None where it is not published. by_group: the mean of the
    published cells of a group over its comments, with how many comments that counts.
    """

    number: int
    name: str
    kind: str
    language: str
    comments: tuple[int, ...]
    stars: PublicStars | None
    agreement: float | None
    parts: tuple[PublicPart, ...] = ()
    quotes: tuple[PublicQuote, ...] = ()
    by_group: tuple[tuple[str, float, int], ...] = ()

    @property
    def key(self) -> str:
        """What people call it, as in t1."""
        return f"t{self.number}"


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """People whose ratings are similar. people: how many, or more. likes: comment's number, stars more than others."""

    letter: str
    people: int
    likes: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Published:
    """Everything public of an exchange as of one release.

    participation: the groups of its roster. questions: the short ones, once their answers are counted.
    release: None before the first. releases: all of them, the first one first. counts: people, comments, ratings and
    the ledger as everybody is shown them (in steps while it is open). no_answer: comments that give no answer, and are
    in no theme. groups: sizes as they may be published; "" is who named none. mean, agreement: of the whole exchange.
    common: (number, the lowest stars of any group). equal: (number, stars where each group counts the same).
    compared: the groups on which both rest, empty where that was not kept. top: the highest comments that may be
    quoted; tied: how many comments have as many stars as the first of them. days: (day, comments shared on it).
    answers: to comments that are shown, as of now, whatever the release; theme_answers: to themes that are shown.
    theme_sets: as moderators keep them now, in the last release alone.
    """

    about: About
    counts: PublicCounts
    release: Checkpoint | None = None
    releases: tuple[Checkpoint, ...] = ()
    is_last: bool = True
    mean: float | None = None
    agreement: float | None = None
    comments: tuple[PublicComment, ...] = ()
    no_answer: tuple[int, ...] = ()
    themes: tuple[PublicTheme, ...] = ()
    themes_at: datetime | None = None
    groups: GroupSizes | None = None
    participation: tuple[Part, ...] = ()
    differences: tuple[int, ...] = ()
    common: tuple[tuple[int, float], ...] = ()
    equal: tuple[tuple[int, float], ...] = ()
    compared: tuple[str, ...] = ()
    opinion_groups: tuple[OpinionGroup, ...] = ()
    questions: tuple[QuestionFigures, ...] = ()
    consensus: tuple[int, ...] = ()
    divided: tuple[int, ...] = ()
    top: tuple[int, ...] = ()
    tied: int = 0
    days: tuple[tuple[date, int], ...] = ()
    answers: tuple[Answer, ...] = ()
    theme_answers: tuple[Answer, ...] = ()
    theme_sets: tuple[PublicSet, ...] = ()
    mark: str = field(default="", repr=False)

    @cached_property
    def answer_by_number(self) -> Mapping[int, Answer]:
        """The answers by the numbers of their comments."""
        return {each.number: each for each in self.answers}

    @cached_property
    def answer_by_theme(self) -> Mapping[int, Answer]:
        """The answers to themes by the numbers of these."""
        return {-each.number: each for each in self.theme_answers}

    @cached_property
    def answers_of(self) -> Mapping[int, tuple[Answer, ...]]:
        """The answers to each comment that has any: its own, and its theme's."""
        return answers_of(
            self.answer_by_number, self.answer_by_theme, {each.number: each.theme for each in self.comments}
        )

    @cached_property
    def by_number(self) -> Mapping[int, PublicComment]:
        """The comments by their numbers."""
        return {each.number: each for each in self.comments}

    @cached_property
    def theme_by_number(self) -> Mapping[int, PublicTheme]:
        """The themes by their numbers."""
        return {each.number: each for each in self.themes}

    @cached_property
    def also_in(self) -> Mapping[int, tuple[int, ...]]:
        """The numbers of the comments that speak of each theme too, and count in another one; by the theme's number."""
        found = defaultdict[int, list[int]](list)
        for each in self.comments:
            if each.second_theme is not None:
                found[each.second_theme].append(each.number)
        return {number: tuple(some) for number, some in found.items()}

    @cached_property
    def numbers_by_set(self) -> Mapping[str, frozenset[int]]:
        """The numbers of the comments of each theme of each set, by a key as "s1t3"."""
        return {f"{one.key}{each.key}": frozenset(each.comments) for one in self.theme_sets for each in one.themes}

    @cached_property
    def rated_by(self) -> Mapping[str, int]:
        """How many comments have published stars of a group, of the groups that have any, in the exchange's order."""
        counts = Counter(cell.group for each in self.comments for cell in each.by_group)
        return {name: counts[name] for name in self.about.groups if name in counts}

    @cached_property
    def shared_stars(self) -> Mapping[int, float]:
        """The lowest stars of any group on what all groups like, by the comments' numbers; in the order of `common`."""
        return dict(self.common)

    @cached_property
    def groups_with_stars(self) -> tuple[str, ...]:
        """The groups that have published stars, in the order in which the exchange names them."""
        return tuple(self.rated_by)

    @cached_property
    def language_counts(self) -> Mapping[str, int]:
        """How many comments are in each language, the most frequent first."""
        counts = Counter(each.language for each in self.comments if each.language)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def withheld(self) -> int:
        """How many comments are there without their words."""
        return sum(each.is_withheld for each in self.comments)

    @cached_property
    def tier_counts(self) -> Mapping[str, int]:
        """How many comments are in each tier, of the tiers that have any."""
        return Counter(each.tier for each in self.comments if each.tier)
