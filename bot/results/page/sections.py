"""What each page of the results shows, put together for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import Any

from bot.core.limits import DEVIATION, MIN_EXACT, MIN_NEW, MIN_RATINGS, STRICT_DEVIATION
from bot.direction import isolate
from bot.domain.answers import facts_text
from bot.domain.ledger import ledger_line, list_parts, part_text
from bot.domain.participation import FEW_PEOPLE, names_text, participation_text
from bot.domain.public_counts import number_text
from bot.domain.published import PublicComment, PublicTheme, Published
from bot.domain.theme_names import theme_name
from bot.results.comparison import Comparison, list_quarters
from bot.results.page import between, charts
from bot.results.page.answered import answer_tiles
from bot.results.page.asked_charts import both_figure, changed_figure, compare_figure, pair_of, parts_figure, themes_by
from bot.results.page.changes import other_changes
from bot.results.page.chosen import list_chosen
from bot.results.page.comment_list import SORTS, Choice, Index, Listing, by_numbers, list_unknown, read_choice
from bot.results.page.comments_file import legend, theme_keys
from bot.results.page.facets import list_facets
from bot.results.page.found_words import Finder
from bot.results.page.lead import lead_lines, state_text
from bot.results.page.rough import list_moods, list_words
from bot.results.page.set_views import list_views
from bot.results.page.site import Site
from bot.results.page.story import changed_between, tell, tiles
from storage.answers import Answer

CHECKED_ON = date(2026, 12, 1)
"""When what the accessibility statement says was last looked at."""

_NEAR = 3
_ANSWERS = 5  # on the first page
Values = dict[str, Any]


def top(site: Site) -> Values:
    """Return the first page."""
    texts, found = site.texts, site.found
    who = [charts.groups_figure(texts, found), charts.days_figure(texts, found)]
    return {
        "state": state_text(site),
        "tiles": tiles(texts, found),
        "lead": lead_lines(site),
        "participation": [
            (names_text(texts, each), participation_text(texts, each, is_exact=found.counts.is_exact), each.is_behind)
            for each in found.participation
        ],
        "missing": texts.list([names_text(texts, each) for each in found.participation if each.is_behind]),
        "is_few": found.counts.people < FEW_PEOPLE,
        "few_people": FEW_PEOPLE,
        "sentences": tell(texts, found),
        "who": [each for each in who if each],
        "question_charts": [
            each for at in range(len(found.questions)) if (each := charts.question_figure(texts, found, at))
        ],
        "undivided": [
            (each.question.text, texts("questions.undivided", n=each.undivided))
            for each in found.questions
            if each.undivided is not None
        ],
        "themes": charts.themes_figure(texts, found),
        "set_views": list_views(site),
        "best": by_numbers(found, found.top),
        "shared": charts.shared_figure(texts, found, _NEAR),
        "differ": charts.differ_figure(texts, found, _NEAR),
        "common": _common(found),
        "shared_message": between.shared_message(texts, found),
        "reasons": between.why_none_differ(texts, found),
        "ledger": _ledger(site),
        "answers": [(found.by_number[each.number], each, facts_text(texts, each)) for each in _shown(site)],
        "answer_tiles": answer_tiles(site),
        "answered_themes": [
            (each, found.answer_by_theme[each.number], theme_facts(site)[each.number])
            for each in _answered_themes(site)
        ],
        "answered": sum(number in found.answers_of for number in found.top),
    }


def _shown(site: Site) -> Sequence[Answer]:
    """Return the answers of the first page: the newest; in a file, which has no list of them, all."""
    return site.found.answers if site.is_file else site.found.answers[:_ANSWERS]


def _answered_themes(site: Site) -> Sequence[PublicTheme]:
    """Return the themes with an answer, the largest first: the first ones, or all in a file."""
    found = site.found
    some = [each for each in found.themes if each.number in found.answer_by_theme]
    return some if site.is_file else some[:_ANSWERS]


def themes(site: Site, query: Mapping[str, str]) -> Values:
    """Return the page of the themes."""
    texts, found = site.texts, site.found
    inside = sum(len(each.comments) for each in found.themes) + len(found.no_answer)
    return {
        "themes": themes_by(site.texts, found, query),
        "unknown": [] if query.get("by", "comments") in {"comments", "stars"} else [f"by={query['by'][:40]}"],
        "by": {"by": "stars"} if query.get("by") == "stars" else None,
        "shown_themes": charts.in_order(found.themes, by_stars=query.get("by") == "stars"),
        "orders": [
            (texts("explorer.themes_by.comments"), site.url("themes"), query.get("by") != "stars"),
            (texts("explorer.themes_by.stars"), site.url("themes", by="stars"), query.get("by") == "stars"),
        ],
        "outside": max(0, len(found.comments) - inside),
        "theme_facts": theme_facts(site),
        "set_views": list_views(site),
    }


def theme_facts(site: Site) -> Mapping[int, str]:
    """Return what is done about each theme that is answered, by its number."""
    return {number: facts_text(site.texts, each) for number, each in site.found.answer_by_theme.items()}


def theme(site: Site, index: Index, number: int) -> Values | None:
    """Return the page of one theme, None where it is not there."""
    one = site.found.theme_by_number.get(number)
    if one is None:
        return None
    parts = parts_figure(site.texts, site.found, {"theme": str(number)})
    given = site.found.answer_by_theme.get(number)
    return {
        "theme": one,
        "parts_chart": parts,
        "listing": index.search(Choice(theme=number)),
        "also": index.search(Choice(also=number)),
        "given": given and (given, facts_text(site.texts, given)),
    }


def comments(site: Site, index: Index, query: Mapping[str, str]) -> Values:
    """Return the list of comments."""
    choice, unknown = read_choice(query, site.found), list_unknown(query, site.found)
    if choice.sort not in index.sorts(choice.group):
        choice = replace(choice, sort=SORTS[0])
    return {
        "choice": choice,
        "listing": Listing((), 0, 0, "") if unknown else index.search(choice),
        "facets": list_facets(site, index, choice),
        "unknown": unknown,
        "nothing": between.nothing_text(site.texts, site.found, choice.group),
        "chosen": list_chosen(site, choice),
        "marked": Finder(choice.search).mark,
        "legend": legend(site),
        "theme_keys": theme_keys(site),
    }


def comment(site: Site, number: int) -> Values | None:
    """Return the page of one comment, None where it is not there."""
    each = site.found.by_number.get(number)
    if each is None:
        return None
    theme_of = site.found.theme_by_number.get(each.theme or 0)
    others = by_numbers(site.found, theme_of.comments) if theme_of else []
    rated = sorted(
        (other for other in others if other.number != number and other.stars),
        key=lambda other: (-(other.stars.stars if other.stars else 0), other.number),
    )
    given, facts = site.found.answer_by_number.get(number), theme_facts(site)
    by_theme = site.found.answer_by_theme.get(each.theme or 0)
    return {
        "each": each,
        "of_groups": between.of_comment(site.texts, site.found, each),
        "near": rated[:_NEAR],
        "given": given and (each, given, facts_text(site.texts, given)),
        "by_theme": by_theme and theme_of and (theme_of, by_theme, facts[theme_of.number]),
    }


def groups(site: Site, query: Mapping[str, str]) -> Values:
    """Return the page of groups."""
    texts, found = site.texts, site.found
    return {
        "shared": charts.shared_figure(texts, found),
        "differ": charts.differ_figure(texts, found),
        "heat": charts.heat_figure(texts, found),
        "opinions": charts.opinions_figure(texts, found),
        "common": _common(found),
        "shared_message": between.shared_message(texts, found),
        "reasons": between.why_none_differ(texts, found),
        "pair": pair_of(found, query),
        "unknown": [
            f"{name}={query[name][:40]}"
            for name in ("a", "b")
            if query.get(name) and query[name] not in found.groups_with_stars
        ],
        "asked_pair": {name: query[name] for name in ("a", "b") if query.get(name) in found.groups_with_stars},
        "both": both_figure(texts, found, query),
        "compared": compare_figure(texts, found, query),
    }


def _common(found: Published) -> list[tuple[PublicComment, float]]:
    """Return what all groups like, with at least how many stars in each."""
    return [(found.by_number[number], stars) for number, stars in found.common]


def since_of(found: Published, query: Mapping[str, str]) -> int | None:
    """Return since which release changes are asked for, None where since none."""
    written = query.get("since", "")
    number = int(written) if written.isdecimal() and written.isascii() and len(written) < 7 else 0  # noqa: PLR2004
    last = found.release.number if found.release else 0
    return number if any(each.number == number for each in found.releases) and number < last else None


def compared(site: Site, found: Comparison) -> Values:
    """Return the page of exchanges beside each other."""
    texts = site.texts
    rows = []
    for each in found.every:
        counts, is_exact = each.counts, each.counts.is_exact
        numbers = (counts.people, counts.comments, counts.ratings)
        rows.append((each, [number_text(texts, n, is_exact=is_exact) for n in numbers]))

    def theme_cell(theme: PublicTheme | None) -> str:
        if theme is None:
            return "–"
        stars = f", {site.stars(theme.stars.stars)} ★" if theme.stars else ""
        return f"{isolate(theme_name(texts, theme))} ({texts('common.comments', n=len(theme.comments))}{stars})"

    return {"compared": found, "taken_part": rows, "theme_cell": theme_cell}


def rough(site: Site) -> Values:
    """Return the rough look at the comments."""
    return {"words": list_words(site.found), "moods": list_moods(site.found)}


def checkpoints(site: Site, before: Published | None, query: Mapping[str, str]) -> Values:
    """Return the page of releases. before: an earlier one, since which changes are asked for."""
    values: Values = {
        "unknown": [f"since={query['since'][:40]}"] if query.get("since") and before is None else [],
        "since": None,
        "since_at": None,
        "changed": (),
        "others": (),
        "chart": None,
        "quarters": list_quarters(site.found),
    }
    if before is not None and before.release is not None:
        values |= {"since": before.release.number, "since_at": before.release.made_at}
        values["changed"] = changed_between(before, site.found)
        values["others"] = other_changes(site.texts, before, site.found)
        values["chart"] = changed_figure(site.texts, site.found, before)
    return values


def method(site: Site) -> Values:
    """Return the page on how the results were made."""
    texts, found = site.texts, site.found
    is_exact = found.counts.is_exact and bool(found.counts.ledger.received)  # while it is open all numbers are in steps
    parts = list_parts(found.counts.ledger, no_answer=len(found.no_answer)) if is_exact else []
    return {
        "ledger_rows": [(part_text(texts, part, reason, n), n) for part, reason, n in parts],
        "ledger": _ledger(site),
        "tier_rule": texts("stars.tier_rule").replace("*", ""),
        "parameters": _parameters(site),
    }


def _ledger(site: Site) -> str:
    """Return what became of all comments, in a line."""
    counts, silent = site.found.counts, len(site.found.no_answer)
    return ledger_line(site.texts, counts.ledger, no_answer=silent, is_exact=counts.is_exact)


def _parameters(site: Site) -> Sequence[tuple[str, str]]:
    """Return the parameters that figures depend on."""
    texts, about = site.texts, site.found.about
    deviation = STRICT_DEVIATION if about.has_strict_protection else DEVIATION
    release = site.found.release
    rows = [
        (texts("explorer.method.p_version"), f"Starling {version('starling')}"),
        (texts("explorer.method.p_min_group"), site.number(about.min_group_size)),
        (texts("explorer.method.p_group_cells"), site.number(about.min_ratings_by_group)),
        (texts("explorer.method.p_new"), site.number(max(MIN_NEW, about.min_group_size))),
        (texts("explorer.method.p_exact"), site.number(MIN_EXACT)),
        (texts("explorer.method.p_noise"), site.number(deviation, 1)),
        (texts("explorer.method.p_tiers"), site.number(MIN_RATINGS)),
        (texts("explorer.method.p_zone"), about.zone),
    ]
    if release is not None:
        rows.append((texts("explorer.method.p_release"), f"{release.number} · {site.moment(release.made_at)}"))
    return rows
