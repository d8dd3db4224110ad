"""What results hold, and who may look: after rating a little, so that nobody rates what others rated."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.answers import answers_of, is_acted_on
from bot.domain.errors import UserError
from bot.domain.figures import NO_STARS, Figures, Stars, load_figures, with_scores
from bot.domain.findings import CommentStars, DivisiveComment, GroupStars, ScoreFindings
from bot.domain.key_quotes import KeyQuote, load_key_quotes
from bot.domain.people_counts import get_counts
from bot.domain.public_counts import get_public_counts
from bot.domain.question_figures import QuestionFigures, read_figures
from bot.domain.quotes import MIN_RATINGS_SHOWN
from bot.domain.results_gate import Gate, enter, moderates
from bot.domain.results_links import get_link
from bot.domain.theme_names import is_silent
from bot.slack.mrkdwn import in_sentence
from storage import answers, comments, comments_of_people, digests, scores, themes
from storage.answers import Answer
from storage.digests import Digest
from storage.enums import CommentState, ResultsPage
from storage.exchanges import Counts, Exchange
from storage.public_counts import PublicCounts
from storage.scope import ExchangeScope
from storage.scores import Score
from storage.session import Db
from storage.theme_parts import list_split
from storage.themes import Theme

TOP = 5
_MAX_SHOWN = 3
_MAX_OF_OPINION_GROUPS = 2


@dataclass(frozen=True, slots=True)
class Top:
    """One of the highest comments, with its stars in the snapshot."""

    number: int
    text: str
    score: Score
    version: int = 0
    translations: str = ""  # as the comment has them


@dataclass(frozen=True, slots=True)
class Apart:
    """A comment on which a group differs. mean, others: stars."""

    number: int
    text: str
    group: str
    mean: float
    others: float


@dataclass(frozen=True, slots=True)
class Shared:
    """A comment with one figure of stars: the lowest of any group, or a group's own. ratings: 0 where not published."""

    number: int
    text: str
    stars: float
    ratings: int = 0


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """People whose ratings are similar. likes: comments with more stars from them: number, words, stars more."""

    people: int
    likes: tuple[tuple[int, str, float], ...]


@dataclass(frozen=True, slots=True)
class Between:
    """What the snapshot says of groups. equal: stars where each group counts the same. group: of whom `mine` is.

    shared: the first ones of what the page lists, in its order. equal leaves out what is among the highest comments:
    there it would say nothing new. compared: the groups that both mean.
    """

    apart: tuple[Apart, ...] = ()
    shared: tuple[Shared, ...] = ()
    equal: tuple[Shared, ...] = ()
    agreement: float | None = None
    group: str = ""
    mine: tuple[Shared, ...] = ()
    opinion_groups: tuple[OpinionGroup, ...] = ()
    consensus: tuple[tuple[int, str], ...] = ()  # number, words
    theme_agreement: Mapping[int, float] = field(default_factory=dict)  # by theme id
    questions: tuple[QuestionFigures, ...] = ()  # the short ones
    compared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """What came out so far. found_at: when the themes were found, None without any.

    counts: of now. stars: of all comments; made_at: when the snapshot was made that all stars are of, None before the
    first. fewest: ratings of a comment before its stars are published.
    """

    exchange: Exchange
    counts: Counts
    themes: list[Theme]
    top: list[Top]
    found_at: datetime | None
    between: Between = Between()
    stars: Stars = NO_STARS
    made_at: datetime | None = None
    fewest: int = MIN_RATINGS_SHOWN
    apart: int = 0  # comments that say nothing, and are in no theme
    shown: PublicCounts = field(default_factory=PublicCounts)  # how much there is, as everybody is shown it
    keys: Mapping[int, Sequence[KeyQuote]] = field(default_factory=dict)  # quotes of the themes, by their number
    split: frozenset[int] = frozenset()  # numbers of the themes that have sub-themes
    link: str = ""  # to the page with all of it, where there is one
    digest: Digest | None = None  # the last one that was posted
    answers: Mapping[int, Answer] = field(default_factory=dict)  # by the numbers of their comments
    theme_answers: Mapping[int, Answer] = field(default_factory=dict)  # by the numbers of their themes
    answered: int = 0  # comments with an answer, their own or their theme's
    begun: int = 0  # of these, those for which something is begun or done
    can_answer: bool = False  # whether who looks moderates
    tied: int = 0  # comments with as many stars as the first of `top`


async def look(ctx: Context, actor: Actor, exchange_id: int, *, group: str = "") -> Results | Gate:
    """Return the results, or how much is missing to see them. group: as written, whose stars are wanted too.

    Raises UserError before the opening, and for a group that the exchange does not ask for.
    """
    exchange = await enter(ctx, actor, exchange_id)
    if isinstance(exchange, Gate):
        return exchange
    named = _group(exchange, group)
    scope = exchange.scope
    async with ctx.storage.read() as db:
        counts = await get_counts(ctx, db, exchange)
        shown = await get_public_counts(ctx, db, exchange)
        figures = await load_figures(db, exchange)
        figures = await with_scores(db, figures, [each.comment_id for each in figures.findings.common])
        every = figures.rate_themes(await themes.list_for(db, scope), shown)
        found = [theme for theme in every if not is_silent(theme)]
        keys = await load_key_quotes(db, scope, found)
        split = await list_split(db, scope)
        last = await digests.get_last_in(db, scope)
        given = await _answers(db, scope)
        fewest = max(MIN_RATINGS_SHOWN, exchange.min_group_size)
        highest = await scores.list_best(db, scope, min_ratings=fewest, limit=TOP)
        tied = await scores.count_best(db, scope, min_ratings=fewest, least=highest[0].stars) if highest else 0
        named_ids = {each.comment_id for each in highest} | _wanted(figures.findings, named)
        there = await comments.get_by_ids(db, scope, sorted(named_ids))
    is_moderator = await moderates(ctx, actor)
    for_moderators = exchange.results_page == ResultsPage.MODERATORS
    link = await get_link(ctx, exchange, is_moderator=for_moderators and is_moderator)
    words = {
        each.comment_id: (each.number, each.text)
        for each in there
        if each.state == CommentState.LIVE and not each.reports
    }
    by_id = {each.comment_id: each for each in there}
    best = {
        at: Top(*words[at], each, by_id[at].version, by_id[at].translations)
        for each in highest
        if (at := each.comment_id) in words
    }
    return Results(
        exchange,
        counts,
        found,
        list(best.values()),
        found[0].found_at if found else None,
        _between(figures, words, named, best),
        figures.stars(shown),
        figures.made_at,
        fewest,
        sum(theme.comments for theme in every) - sum(theme.comments for theme in found),
        shown,
        keys,
        split,
        link,
        last,
        *given,
        can_answer=is_moderator,
        tied=tied,
    )


async def _answers(db: Db, scope: ExchangeScope) -> tuple[dict[int, Answer], dict[int, Answer], int, int]:
    """Return the answers to comments that are shown, by number, those to themes, by theirs, and two counts.

    They are of the comments with an answer, their own or their theme's, and of those for which something is begun.
    """
    every = await answers.list_for(db, scope)
    given = {each.number: each for each in every if each.theme is None}
    there = await comments_of_people.list_of_numbers(db, scope, given)
    shown = {each.number: given[each.number] for each in there if each.state == CommentState.LIVE}
    to_themes = {each.theme: each for each in every if each.theme is not None}
    theme_of: dict[int, int | None] = dict.fromkeys(shown)
    if to_themes:
        inside = await themes.list_live_numbers(db, scope)
        theme_of |= {number: theme for theme, numbers in inside.items() for number in numbers}
    found = answers_of(shown, to_themes, theme_of)
    return shown, to_themes, len(found), sum(any(map(is_acted_on, each)) for each in found.values())


def _group(exchange: Exchange, written: str) -> str:
    """Return the group that is meant, "" for none. Raises UserError when the exchange has none of that name."""
    if not written:
        return ""
    for name in exchange.groups:
        if name.casefold() == written.casefold():
            return name
    if not exchange.groups:
        raise UserError("results.no_groups")
    raise UserError("results.no_group", groups=[in_sentence(name) for name in exchange.groups])


def _wanted(found: ScoreFindings, group: str) -> set[int]:
    """Return the comments that are shown between groups."""
    wanted = {each.comment_id for each in found.differences} | {each.comment_id for each in _of_group(found, group)}
    wanted |= {each.comment_id for rows in (found.common, found.equal) for each in rows}
    wanted |= {each.comment_id for index in range(len(found.opinion_groups)) for each in _liked(found, index)}
    return wanted | set(found.consensus[:_MAX_OF_OPINION_GROUPS])


def _liked(found: ScoreFindings, opinion_group: int) -> list[DivisiveComment]:
    """Return what an opinion group gives more stars than the others do, the most first."""
    rows = [each for each in found.divisive if each.opinion_group == opinion_group and each.more > 0]
    return rows[:_MAX_OF_OPINION_GROUPS]


def _of_group(found: ScoreFindings, group: str) -> list[GroupStars]:
    cells = [each for each in found.cells if each.group == group]
    return sorted(cells, key=lambda each: (-each.stars, each.comment_id))[:TOP]


def _between(figures: Figures, words: Mapping[int, tuple[int, str]], group: str, best: Collection[int]) -> Between:
    """Return what is said of groups. figures: with scores; best: the comments that are shown as the highest."""
    found = figures.findings

    def shared(rows: Sequence[CommentStars], but: Collection[int] = ()) -> tuple[Shared, ...]:
        shown = (each for each in rows if each.comment_id in words and each.comment_id not in but)
        return tuple(Shared(*words[each.comment_id], each.stars) for each in shown)[:_MAX_SHOWN]

    return Between(
        tuple(
            Apart(*words[each.comment_id], each.group, each.stars, each.others)
            for each in found.differences
            if each.comment_id in words
        )[:_MAX_SHOWN],
        shared(figures.common()),
        shared(found.equal, but=best),
        found.agreement,
        group,
        tuple(
            Shared(*words[each.comment_id], each.stars, each.ratings)
            for each in _of_group(found, group)
            if each.comment_id in words
        ),
        tuple(
            OpinionGroup(
                people,
                tuple(
                    (*words[each.comment_id], each.more) for each in _liked(found, index) if each.comment_id in words
                ),
            )
            for index, people in enumerate(found.opinion_groups)
        ),
        tuple(words[each] for each in found.consensus[:_MAX_OF_OPINION_GROUPS] if each in words),
        {each.theme_id: each.agreement for each in found.themes if each.agreement is not None},
        read_figures(figures.exchange, found.answers),
        found.compared,
    )
