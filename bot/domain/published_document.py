"""The export as one plain document: everything public of an exchange, which JSON, CSV, XLSX and bundle are made of.

docs/exports.md describes it. Ids are texts; days have no time; comments come by their random numbers.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.ledger import list_parts
from bot.domain.public_set import PublicSet
from bot.domain.published import About, Checkpoint, PublicComment, PublicStars, PublicTheme, Published
from bot.domain.question_figures import QuestionFigures
from bot.domain.theme_names import theme_name
from bot.texts import texts_for
from storage.answers import Answer
from storage.release_roots import ReleaseRoot

SCHEMA = "starling-export/1"

Document = dict[str, Any]


def make_document(found: Published, roots: Sequence[ReleaseRoot] = ()) -> Document:
    """Return everything public of an exchange as plain data. roots: of its releases."""
    about, zone = found.about, found.about.zone
    by_number = {each.number: each.root for each in roots}
    names = {each.number: theme_name(texts_for(about.language), each) for each in found.themes}
    return {
        "schema": SCHEMA,
        "exchange": _exchange(about),
        "release": str(found.release.number) if found.release else None,
        "releases": [_release(each, zone, by_number.get(each.number, "")) for each in found.releases],
        "counts": {name: getattr(found.counts, name) for name in ("people", "comments", "ratings", "is_exact")},
        "ledger": [
            {"part": part, "reason": reason, "comments": comments}
            for part, reason, comments in list_parts(found.counts.ledger, no_answer=len(found.no_answer))
        ],
        "stars": found.mean,
        "agreement": found.agreement,
        "groups": _groups(found),
        "comments": [comment_facts(each) for each in found.comments],
        "themes": [_theme(each, names[each.number]) for each in found.themes],
        "theme_sets": [_set(each) for each in found.theme_sets],
        "no_answer": _ids(found.no_answer),
        "differences": _ids(found.differences),
        "common": [{"comment": str(number), "stars": stars} for number, stars in found.common],
        "equal": [{"comment": str(number), "stars": stars} for number, stars in found.equal],
        "opinion_groups": [
            {
                "letter": each.letter,
                "people": each.people,
                "likes": [{"comment": str(number), "more": more} for number, more in each.likes],
            }
            for each in found.opinion_groups
        ],
        "questions": [_question(place, each) for place, each in enumerate(found.questions, start=1)],
        "consensus": _ids(found.consensus),
        "divided": _ids(found.divided),
        "top": _ids(found.top),
        "answers": [_answer(each) for each in (*found.theme_answers, *found.answers)],
        "days": [{"day": day.isoformat(), "comments": comments} for day, comments in found.days],
    }


def _exchange(about: About) -> Document:
    """Return the exchange itself, with what a star means in it as its people read that."""
    texts, zone = texts_for(about.language), about.zone
    return {
        "slug": about.slug,
        "question": about.question,
        "background": about.background,
        "star_meaning": about.star_meaning,
        "stars_mean": texts(f"stars.scale.{about.star_meaning}"),
        "one_star": texts(f"stars.one.{about.star_meaning}"),
        "five_stars": texts(f"stars.five.{about.star_meaning}"),
        "language": about.language,
        "zone": zone,
        "groups": list(about.groups),
        "is_anonymous": about.is_anonymous,
        "moderation": about.moderation,
        "opened_on": _day(about.opened_at, zone),
        "closes_on": _day(about.closes_at, zone),
        "closed_on": _day(about.closed_at, zone),
        "is_open": about.is_open,
        "min_group_size": about.min_group_size,
        "ratings_for_stars": about.ratings_for_stars,
        "min_ratings_by_group": about.min_ratings_by_group,
        "has_strict_protection": about.has_strict_protection,
        "asks_before_quotes": about.asks_before_quotes,
    }


def _ids(numbers: Sequence[int]) -> list[str]:
    return [str(each) for each in numbers]


def _day(moment: datetime | None, zone: str) -> str | None:
    return moment.astimezone(ZoneInfo(zone)).date().isoformat() if moment else None


def _release(one: Checkpoint, zone: str, root: str) -> Document:
    return {
        "id": str(one.number),
        "made_on": _day(one.made_at, zone),
        "has_groups": one.has_groups,
        "comments_changed": one.comments_changed,
        "root": root,
    }


def _question(place: int, one: QuestionFigures) -> Document:
    """Return a short question with its counts; people: None where an answer is only counted together."""
    names = one.question.options
    options = [
        {"id": str(at), "option": name, "people": people}
        for at, (name, people) in enumerate(zip(names, one.people, strict=True), start=1)
    ]
    return {"id": str(place), "question": one.question.text, "options": options, "together_people": one.rest}


def _groups(found: Published) -> Document | None:
    """Return how many people of each group may be published."""
    if found.groups is None:
        return None
    return {
        "sizes": [{"group": name, "people": people} for name, people in found.groups.groups],
        "together": list(found.groups.together),
        "together_people": found.groups.rest,
    }


def _stars(one: PublicStars | None) -> Document | None:
    return {"stars": one.stars, "low": one.low, "high": one.high, "ratings": one.ratings} if one else None


def comment_facts(one: PublicComment) -> Document:
    """Return what is public of a comment."""
    return {
        "id": str(one.number),
        "text": one.text,
        "why": one.why,
        "language": one.language,
        "is_seed": one.is_seed,
        "is_withheld": one.is_withheld,
        "shared_on": one.shared_on.isoformat(),
        "theme": None if one.theme is None else f"t{one.theme}",
        "second_theme": None if one.second_theme is None else f"t{one.second_theme}",
        "stars": _stars(one.stars),
        "tier": one.tier,
        "is_likely_top": one.is_likely_top,
        "place": one.place,
        "spread": one.spread,
        "by_group": [{"group": each.group, "stars": each.stars, "ratings": each.ratings} for each in one.by_group],
        "lowest_by_group": one.lowest_by_group,
        "differences": [{"group": each.group, "stars": each.mean, "others": each.others} for each in one.differences],
    }


def _set(one: PublicSet) -> Document:
    """Return a set of themes that moderators keep. together, index: how far it agrees with the computed one."""
    how = one.agreement
    return {
        "id": one.key,
        "name": one.name,
        "by": "moderators",
        "made_on": one.made_on.isoformat(),
        "changed_on": one.changed_on.isoformat(),
        "is_first": one.is_first,
        "themes": [
            {
                "id": each.key,
                "name": each.name,
                "comments": _ids(each.comments),
                "stars": each.stars,
                "rated": each.rated,
                "by_group": [{"group": name, "stars": mean, "comments": n} for name, mean, n in each.by_group],
            }
            for each in one.themes
        ],
        "outside": one.outside,
        "agreement": {"comments": how.comments, "together": how.together, "index": how.index} if how else None,
    }


def _answer(one: Answer) -> Document:
    """Return an answer; it is to a comment or to a theme."""
    return {
        "comment": None if one.theme is not None else str(one.number),
        "theme": None if one.theme is None else f"t{one.theme}",
        "text": one.text,
        "status": one.status,
        "owner": one.owner,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "answered_on": one.answered_on.isoformat(),
        "changed_on": one.changed_on.isoformat(),
        "helped": dict(one.helped) if one.helped else None,
    }


def _theme(one: PublicTheme, name: str) -> Document:
    return {
        "id": one.key,
        "name": name,
        "kind": one.kind,
        "language": one.language,
        "comments": _ids(one.comments),
        "stars": _stars(one.stars),
        "agreement": one.agreement,
        "parts": [{"name": each.name, "comments": _ids(each.comments)} for each in one.parts],
        "quotes": [{"comment": str(each.number), "text": each.text, "side": each.side} for each in one.quotes],
        "by_group": [{"group": group, "stars": stars, "comments": count} for group, stars, count in one.by_group],
    }
