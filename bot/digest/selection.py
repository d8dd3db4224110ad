"""Which comments a digest quotes, before their words are read: of each theme, and by what the scores say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.figures import Figures
from bot.domain.findings import ScoreFindings
from bot.domain.quotes import choose_quotes
from storage.themes import Rated, Theme

QUOTES = 2  # a theme


@dataclass(frozen=True, slots=True)
class Selection:
    """The comments to quote.

    sections: by theme, under None where there are no themes. divided: what people differ most on. difference: what a
    group rates otherwise, the group, its mean stars, those of others. shared: what all groups like, mean stars or more.
    highest: the first of all comments that may be quoted, in a theme or not.
    comments: all of them; one may be there twice.
    """

    sections: Mapping[int | None, Sequence[Rated]]
    divided: Sequence[Rated] = ()
    difference: tuple[Rated, str, float, float] | None = None
    shared: tuple[Rated, float] | None = None
    highest: Sequence[Rated] = ()
    comments: tuple[Rated, ...] = field(init=False)

    def __post_init__(self) -> None:
        found = [each for some in (*self.sections.values(), self.divided, self.highest) for each in some]
        found += [each[0] for each in (self.difference, self.shared) if each]
        object.__setattr__(self, "comments", tuple(found))


def select(themes: Sequence[Theme], rated: Sequence[Rated], figures: Figures) -> Selection:
    """Return what to quote. rated: what may be quoted; figures: with their scores."""
    sections = choose_sections(themes, rated, figures)
    return Selection(
        sections,
        find_divided(figures.findings, rated),
        find_difference(figures.findings, rated),
        find_shared(figures, rated, sections),
        choose_quotes([each for each in rated if figures.published(each.comment_id)], figures.scores, 1),
    )


def choose_sections(themes: Sequence[Theme], rated: Sequence[Rated], figures: Figures) -> dict[int | None, list[Rated]]:
    """Return whom to quote under each theme; without themes under None. figures: with the scores of the rated.

    Quotes without a theme are headed "Highest rated": once some comments have stars, none without is among them.
    """
    if not themes:
        best = [each for each in rated if figures.published(each.comment_id)]
        return {None: choose_quotes(best or rated, figures.scores, QUOTES)}
    by_theme: dict[int | None, list[Rated]] = {theme.theme_id: [] for theme in themes}
    for each in rated:
        if each.theme_id in by_theme:
            by_theme[each.theme_id].append(each)
    return {theme_id: choose_quotes(some, figures.scores, QUOTES) for theme_id, some in by_theme.items()}


def find_divided(findings: ScoreFindings, rated: Sequence[Rated]) -> list[Rated]:
    """Return the one comment that people differ most on, for the summary. Arguments as for find_difference."""
    known = {each.comment_id: each for each in rated}
    return [known[each.comment_id] for each in findings.divided if each.comment_id in known][:1]


def find_difference(findings: ScoreFindings, rated: Sequence[Rated]) -> tuple[Rated, str, float, float] | None:
    """Return what groups differ on most: comment, group, its mean stars, those of others.

    findings: of the last fit; rated: what may be quoted.
    """
    known = {each.comment_id: each for each in rated}
    found = (each for each in findings.differences if each.comment_id in known)
    return next(((known[each.comment_id], each.group, each.stars, each.others) for each in found), None)


def find_shared(
    figures: Figures, rated: Sequence[Rated], sections: Mapping[int | None, Sequence[Rated]]
) -> tuple[Rated, float] | None:
    """Return what all groups like: comment, mean stars in each group or more. figures: with the scores of the rated.

    sections: what is quoted by theme. Without themes all of that is shown, and would only be said again; with themes
    one comment of each is, which the drawing leaves out here.
    """
    quoted = {each.comment_id for each in sections.get(None, ())}
    known = {each.comment_id: each for each in rated if each.comment_id not in quoted}
    return next(((known[each.comment_id], each.stars) for each in figures.common() if each.comment_id in known), None)
