"""What a report says, part by part, as plain data for its template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.charts import frame
from bot.charts.png import to_png
from bot.charts.svg import LIGHT
from bot.direction import isolate, lead
from bot.domain.published import PublicComment, PublicStars, PublicTheme
from bot.domain.theme_names import theme_name
from bot.results.page import between, charts, sections
from bot.results.page.charts import FILE, HALF, Figure
from bot.results.page.comment_list import Choice, Index, by_numbers
from bot.results.page.site import Site
from bot.results.report.letters import has_joined_letters, has_letters, setable, setable_markup
from bot.texts import Texts
from storage.answers import Answer

MAX_COMMENTS = 2_000
"""Comments in a report, those with the highest stars first: some 200 pages."""

_LIKES, _CONSENSUS = 4, 6

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """A report. data: for the template; left_out: numbers of comments whose letters no shipped font has."""

    data: dict[str, Any]
    left_out: Sequence[int]


@dataclass(slots=True)
class _Writer:
    """Puts a report together. parts: title and content of each."""

    site: Site
    parts: list[dict[str, Any]] = field(default_factory=list)
    left_out: dict[int, None] = field(default_factory=dict)

    def words(self, number: int, text: str, language: str = "") -> str:
        """Return a comment's words as the fonts can set them, or a sentence that they cannot."""
        if has_letters(text):
            return lead(setable(text), language)
        self.left_out[number] = None
        return self.site.texts("report.no_letters")

    def part(self, title: str, content: Iterable[Item | None]) -> None:
        """Add a part, unless nothing is in it."""
        there = [each for each in content if each]
        if there:
            self.parts.append({"title": setable(title), "content": there})


def make_report(site: Site) -> Report:
    """Return what a report says."""
    texts, found, about = site.texts, site.found, site.found.about
    writer = _Writer(site)
    values = sections.top(site) | sections.method(site)
    _in_short(writer, values)
    _themes(writer, values)
    _sets(writer, values)
    _highest(writer, values)
    _groups(writer)
    _answers(writer, values)
    _made(writer, values)
    _comments(writer)
    hidden = texts("explorer.names_hidden") if about.is_anonymous else texts("explorer.names_left_out")
    release = found.release
    as_of = texts("explorer.as_of", at=site.moment(release.made_at), release=release.number) if release else ""
    data = {
        "question": setable(about.question) or about.slug,
        "background": [setable(each) for each in about.background.split("\n") if each.strip()],
        "state": setable(values["state"]),
        "asked": f"{texts(f'stars.scale.{about.star_meaning}')} {hidden}",
        "tiles": [{"number": each.number, "label": each.label} for each in values["tiles"]],
        "foot": f"{as_of} {texts('explorer.foot', n=about.min_group_size)}".strip(),
        "words": {"why": texts("explorer.why")},
        "parts": writer.parts,
    }
    return Report(data, tuple(writer.left_out))


def _in_short(writer: _Writer, values: dict[str, Any]) -> None:
    texts, found = writer.site.texts, writer.site.found
    if not found.comments:
        why = texts("explorer.empty_why", n=found.about.ratings_for_stars)
        writer.part(texts("explorer.empty"), [_text(why)])
        return
    sentences = [setable(each.text) for each in values["sentences"]]
    writer.part(texts("explorer.short"), [_list(sentences)])
    who = [_chart(each) for each in reversed(values["who"])] or [_text(texts("explorer.people_few"))]
    who += [_chart(each) for each in values["question_charts"]]
    for question, words in values["undivided"]:
        who += [_heading(question), _text(words)]
    writer.part(texts("explorer.people_title"), who)


def _themes(writer: _Writer, values: dict[str, Any]) -> None:
    texts, found = writer.site.texts, writer.site.found
    if not found.themes:
        return
    content: list[Item | None] = [_text(texts("explorer.themes_how")), _chart(values["themes"])]
    for theme in found.themes:
        content += [_heading(theme_name(texts, theme)), _note(_theme_facts(writer, theme))]
        content.append(_list([f"“{writer.words(each.number, each.text)}” #{each.number}" for each in theme.quotes]))
    writer.part(texts("explorer.nav.themes"), content)


def _sets(writer: _Writer, values: dict[str, Any]) -> None:
    """Add the sets of themes that moderators keep, each beside the computed one."""
    texts = writer.site.texts
    for one in values["set_views"]:
        content: list[Item | None] = [_text(texts("sets.page_how"))]
        content += [_text(one.agreement)] if one.agreement else []
        for column in one.columns:
            rows = [(row.name, str(row.comments), f"{row.stars} ★" if row.stars else "–") for row in column.rows]
            heading = (texts("sets.theme"), texts("explorer.comments"), texts("sets.average"))
            content += [_heading(column.name), _note(column.about), _table(heading, rows)]
        writer.part(texts("sets.beside_computed", name=one.name), content)


def _theme_facts(writer: _Writer, theme: PublicTheme) -> str:
    texts = writer.site.texts
    facts = [texts("common.comments", n=len(theme.comments)), stars_text(writer.site, theme.stars)]
    if theme.parts:
        parts = ", ".join(f"{isolate(setable(each.name))} ({len(each.comments)})" for each in theme.parts)
        facts.append(f"{texts('explorer.parts')} {parts}")
    return " · ".join(facts)


def _groups(writer: _Writer) -> None:
    texts, found = writer.site.texts, writer.site.found
    if not found.comments:
        return
    figures = [charts.shared_figure(texts, found), charts.differ_figure(texts, found), charts.heat_figure(texts, found)]
    content = [_chart(each) for each in figures]
    if not any(content):
        content = []
        if found.common:
            content += [_text(f"{between.shared_message(texts, found)}.")]
            content += [_text(texts("between.cells", n=found.about.min_ratings_by_group))]
        rows = [(found.by_number[number], between.in_each(texts, found, stars)) for number, stars in found.common]
        content.append(_list([f"{_quote(writer, each)} · {words}" for each, words in rows]))
    content += [_text(words) for words in between.why_none_differ(texts, found)]
    writer.part(texts("explorer.between"), content)
    if found.opinion_groups:
        _opinions(writer)


def _opinions(writer: _Writer) -> None:
    texts, found = writer.site.texts, writer.site.found
    opinions: list[Item | None] = [_text(texts("results.opinions_how"))]
    for group in found.opinion_groups:
        title = texts("explorer.opinion_group", letter=group.letter, n=group.people)
        opinions.append({"kind": "heading", "text": title})
        likes = [
            f"{_quote(writer, found.by_number[number])} {texts('explorer.opinion_more', stars=writer.site.stars(more))}"
            for number, more in group.likes[:_LIKES]
        ]
        opinions += [_note(texts("explorer.opinion_likes")), _list(likes)] if likes else []
        opinions += [] if likes else [_text(texts("explorer.opinion_none"))]
    shared = [_quote(writer, each) for each in by_numbers(found, found.consensus[:_CONSENSUS])]
    opinions += [{"kind": "heading", "text": texts("explorer.consensus")}, _list(shared)] if shared else []
    writer.part(texts("results.opinions"), opinions)


def _highest(writer: _Writer, values: dict[str, Any]) -> None:
    texts, found = writer.site.texts, writer.site.found
    if found.comments:
        best = [_comment(writer, each) for each in values["best"]]
        none = _text(texts("results.top_none_closed", n=found.about.ratings_for_stars))
        writer.part(texts("results.top"), best or [none])


def _answers(writer: _Writer, values: dict[str, Any]) -> None:
    """Add the answers to themes and to comments, with what is answered and acted on."""
    texts, found = writer.site.texts, writer.site.found
    if not (found.answers or found.theme_answers):
        return
    content: list[Item | None] = [_list([f"{each.number} {each.label}" for each in values["answer_tiles"]])]
    for theme, given, facts in values["answered_themes"]:
        content.append(_heading(texts("answers.post_theme", theme=theme_name(texts, theme))))
        content += _reply(texts, given, facts)
    for each, given, facts in values["answers"]:
        content.append(_heading(texts("answers.post", number=each.number)))
        content.append(_note(_quote(writer, each)))
        content += _reply(texts, given, facts)
    writer.part(texts("explorer.answers"), content)


def _reply(texts: Texts, given: Answer, facts: str) -> list[Item]:
    parts = [_text(part) for part in given.text.split("\n") if part.strip()]
    return [*parts, _note(f"{facts} · {texts('explorer.answered_on', day=texts.day(given.answered_on))}")]


def _comments(writer: _Writer) -> None:
    texts, found = writer.site.texts, writer.site.found
    every = Index(found).everything(Choice())
    is_cut = len(every) > MAX_COMMENTS
    note = _note(texts("report.some", n=MAX_COMMENTS, total=len(every))) if is_cut else None
    writer.part(texts("explorer.nav.comments"), [note, *(_comment(writer, each) for each in every[:MAX_COMMENTS])])


def _made(writer: _Writer, values: dict[str, Any]) -> None:
    site, texts = writer.site, writer.site.texts
    about = site.found.about
    is_strict = about.has_strict_protection
    hidden = [
        texts("explorer.method.hidden_few", n=about.min_group_size),
        texts("explorer.method.hidden_groups", n=about.min_ratings_by_group),
        texts("explorer.method.hidden_release"),
        texts("explorer.hidden_noise.strict") if is_strict else texts("explorer.hidden_noise.usual"),
        texts("explorer.method.hidden_names"),
        texts("explorer.method.hidden_steps"),
        *([texts("quotes.method", n=site.found.withheld)] if about.asks_before_quotes else []),
    ]
    ledger = [(words, site.number(n)) for words, n in values["ledger_rows"]]
    became = (texts("explorer.method.became"), texts("explorer.comments"))
    settings = (texts("explorer.method.parameter"), texts("explorer.method.value"))
    releases = [(site.moment(each.made_at), each.root) for each in site.found.releases]
    content = [
        _table(became, ledger) if ledger else _text(values["ledger"] or texts("explorer.method.ledger_none")),
        _text(f"{texts('stars.range_rule')} {texts('explorer.method.stars_how')}"),
        _text(texts("explorer.method.theme_stars")),
        _text(values["tier_rule"]),
        {"kind": "heading", "text": texts("explorer.method.hidden")},
        _list(hidden),
        {"kind": "heading", "text": texts("explorer.method.limits")},
        _text(f"{texts('explorer.method.limits_who')} {texts('explorer.method.limits_themes')}"),
        {"kind": "heading", "text": texts("explorer.method.versions")},
        _table(settings, values["parameters"]),
        {"kind": "heading", "text": texts("explorer.nav.checkpoints")} if releases else None,
        _list([f"{at} · {texts('explorer.checkpoint_root', root=root)}" if root else at for at, root in releases]),
    ]
    writer.part(texts("explorer.nav.method"), content)


def _comment(writer: _Writer, each: PublicComment) -> Item:
    texts, found = writer.site.texts, writer.site.found
    head = [f"#{each.number}"]
    head += [texts(f"stars.tier.{each.tier}")] if each.tier else []
    head += [texts("explorer.likely_top")] if each.is_likely_top else []
    head += [texts("explorer.seed")] if each.is_seed else []
    facts = [stars_text(writer.site, each.stars)]
    theme = found.theme_by_number.get(each.theme or 0)
    facts += [isolate(setable(theme_name(texts, theme)))] if theme else []
    second = found.theme_by_number.get(each.second_theme or 0)
    facts += [f"{texts('explorer.also_theme')} {isolate(setable(theme_name(texts, second)))}"] if second else []
    return {
        "kind": "comment",
        "head": " · ".join(head),
        "text": writer.words(each.number, each.text, each.language),
        "why": writer.words(each.number, each.why) if each.why else "",
        "language": (each.language or writer.site.language)[:2],
        "facts": " · ".join(facts),
    }


def stars_text(site: Site, stars: PublicStars | None) -> str:
    """Return stars with their range and how many ratings they rest on, in a line."""
    if stars is None:
        return site.texts("stars.missing.too_few")
    mean = f"{site.stars(stars.stars)} ★"
    if stars.low is not None and stars.high is not None:
        low, high = site.stars(stars.low), site.stars(stars.high)
        mean = f"{mean} {site.texts('explorer.range', low=low, high=high)}"
    return f"{mean} · {site.texts('common.ratings_or_more', n=stars.ratings)}"


def _quote(writer: _Writer, each: PublicComment) -> str:
    return f"“{writer.words(each.number, each.text, each.language)}” #{each.number}"


def _chart(figure: Figure | None) -> Item | None:
    """Return a chart without its head, which the page writes as text. Half as wide where it has no long words."""
    if figure is None:
        return None
    is_small = figure.name in {"groups", "days"}
    width = HALF if is_small else FILE
    svg = setable_markup(figure.draw(LIGHT, width=width, name=figure.name, has_head=False))
    return {
        "kind": "chart",
        "title": setable(figure.title),
        "subtitle": setable(figure.subtitle),
        "svg": "" if has_joined_letters(svg) else svg,
        "png": list(to_png(svg)) if has_joined_letters(svg) else [],
        "alt": setable(frame.describe(figure.title, figure.table)),
        "part": 0.8 if is_small else 1.0,
    }


def _heading(words: str) -> Item:
    return {"kind": "heading", "text": isolate(setable(words))}


def _text(words: str) -> Item:
    return {"kind": "text", "text": setable(words)}


def _note(words: str) -> Item:
    return {"kind": "note", "text": setable(words)}


def _list(items: Sequence[str]) -> Item | None:
    return {"kind": "list", "items": [isolate(setable(each)) for each in items]} if items else None


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Item:
    return {"kind": "table", "heading": list(heading), "rows": [[setable(cell) for cell in row] for row in rows]}
