"""Recomputes every published number that follows from released cells, and says which differ from the file's."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from bot.core.release_figures import reported_count
from bot.core.theme_sets import agreement_of
from bot.domain.published_document import Document
from bot.domain.published_parts import MIN_CELLS, mean_of_cells
from storage.enums import AnswerStatus

Check = Iterator[tuple[str, Any, Any]]
"""What is compared: the number's name, what the file has, and what follows. None for what follows: nothing does."""

_TENTH = 0.1 + 1e-9


def recompute(document: Document) -> tuple[int, list[str]]:
    """Return (how many numbers were recomputed, a line for each that differs)."""
    count, wrong = 0, []
    for check in _CHECKS:
        try:
            for name, is_there, follows in check(document):
                count += 1
                if is_there != follows:
                    wrong.append(f"{name}: the file has {_shown(is_there)}, and {_shown(follows)} follows")
        except KeyError as error:
            wrong.append(f"{error.args[0]} is named and is not in the file")
    return count, wrong


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _by_id(document: Document) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in document["comments"]}


def _counts(document: Document) -> Check:
    counts, comments = document["counts"], document["comments"]
    if counts["is_exact"]:
        yield "comments", counts["comments"], len(comments)
        shown = sum(each["comments"] for each in document["ledger"] if each["part"] in {"shown", "no_answer"})
        yield "comments shown in the ledger", shown, len(comments)
    days = Counter(each["shared_on"] for each in comments if not each["is_seed"])
    for each in document["days"]:
        yield f"comments of {each['day']}", each["comments"], days.pop(each["day"], 0)
    yield "comments of other days", 0, days.total()
    yield "ids of comments", len(comments), len(_by_id(document))


def _stars(document: Document) -> Check:
    least = document["exchange"]["min_group_size"]
    for each in document["comments"]:
        if (one := each["stars"]) is not None:
            name = f"comment {each['id']}"
            yield f"{name}, stars in their range", True, 1 <= one["low"] <= one["stars"] <= one["high"] <= 5  # noqa: PLR2004
            yield f"{name}, ratings in steps", one["ratings"], reported_count(one["ratings"], least)
            yield f"{name}, ratings of enough people", True, one["ratings"] >= least
        elif any(each[name] for name in ("by_group", "tier", "is_likely_top")):
            yield f"comment {each['id']}, figures without stars", True, False
    for theme in document["themes"]:
        if (one := theme["stars"]) is not None and one["low"] is not None:
            yield f"theme {theme['id']}, stars in their range", True, one["low"] <= one["stars"] <= one["high"]


def _places(document: Document) -> Check:
    ranked = [each for each in document["comments"] if each["place"] is not None]
    ranked.sort(key=lambda each: each["place"])
    for above, below in pairwise(ranked):
        name = f"place of comment {below['id']}"
        yield name, True, above["place"] < below["place"] and above["stars"]["stars"] >= below["stars"]["stars"]
    place = {each["id"]: each["place"] for each in document["comments"]}
    top = [place.get(each) for each in document["top"]]
    if ranked:
        yield "order of the highest comments", top, sorted(top, key=lambda at: (at is None, at))


def _groups(document: Document) -> Check:
    least = document["exchange"]["min_ratings_by_group"]
    for each in document["comments"]:
        name, cells = f"comment {each['id']}", [cell["stars"] for cell in each["by_group"]]
        yield f"{name}, lowest stars of a group", each["lowest_by_group"], min(cells) if len(cells) > 1 else None
        for cell in each["by_group"]:
            yield f"{name}, ratings of {cell['group']}", True, cell["ratings"] >= least
        own = {cell["group"]: cell["stars"] for cell in each["by_group"]}
        for cell in each["differences"]:
            if cell["group"] in own:
                yield f"{name}, stars of {cell['group']} beside others", cell["stars"], own[cell["group"]]


def _shared(document: Document) -> Check:
    comments, groups = _by_id(document), set(document["exchange"]["groups"])
    for each in document["common"]:
        comment = comments[each["comment"]]
        cells = {cell["group"]: cell["stars"] for cell in comment["by_group"]}
        own = [comment["stars"]["stars"]] if comment["stars"] else []
        lowest = min([*cells.values(), *own], default=5.0)
        name = f"comment {each['comment']}, stars in what all groups like"
        if set(cells) == groups:
            yield name, each["stars"], lowest
        else:
            yield name, True, each["stars"] <= lowest
    for each in document["equal"]:
        cells = {cell["group"]: cell["stars"] for cell in comments[each["comment"]]["by_group"]}
        if groups and set(cells) == groups:
            mean = sum(cells.values()) / len(cells)
            is_near = abs(mean - each["stars"]) <= _TENTH
            yield f"comment {each['comment']}, stars where groups count the same", True, is_near


def _themes(document: Document) -> Check:
    comments = _by_id(document)
    placed = Counter(each["theme"] for each in document["comments"] if each["theme"] is not None)
    sizes = []
    for theme in document["themes"]:
        sizes.append(len(theme["comments"]))
        yield f"theme {theme['id']}, comments", len(theme["comments"]), placed.pop(theme["id"], 0)
        inside = [comments[each] for each in theme["comments"]]
        yield f"theme {theme['id']}, its comments' theme", True, all(each["theme"] == theme["id"] for each in inside)
        stars = _stars_by_group(inside)
        there = {each["group"]: [each["stars"], each["comments"]] for each in theme["by_group"]}
        for group in document["exchange"]["groups"]:
            follows = None
            if len(stars.get(group, ())) >= MIN_CELLS:
                follows = [mean_of_cells(stars[group]), len(stars[group])]
            yield f"theme {theme['id']}, stars of {group}", there.get(group), follows
    yield "comments of other themes", 0, placed.total()
    known = {theme["id"] for theme in document["themes"]}
    for each in document["comments"]:
        if (second := each.get("second_theme")) is not None:  # a file of an older version has none
            yield f"comment {each['id']}, second theme", True, second in known and second != each["theme"]
    yield "order of themes", sizes, sorted(sizes, reverse=True)


def _stars_by_group(comments: Sequence[Mapping[str, Any]]) -> dict[str, list[float]]:
    stars: dict[str, list[float]] = {}
    for comment in comments:
        for cell in comment["by_group"]:
            stars.setdefault(cell["group"], []).append(cell["stars"])
    return stars


def _lists(document: Document) -> Check:
    divided = [each["id"] for each in document["comments"] if each["spread"] is not None]
    yield "comments that people differ on", sorted(document["divided"]), sorted(divided)
    differing = [each["id"] for each in document["comments"] if each["differences"]]
    yield "comments that groups differ on", sorted(document["differences"]), sorted(differing)
    known = set(_by_id(document))
    for name in ("consensus", "no_answer", "top"):
        yield f"comments of the list {name}", True, set(document[name]) <= known
    likes = [each["comment"] for group in document["opinion_groups"] for each in group["likes"]]
    yield "comments that opinion groups like", True, set(likes) <= known


def _sets(document: Document) -> Check:
    """Check the sets that moderators keep; a file of an older version has none."""
    comments = _by_id(document)
    computed = {each["id"]: each["theme"] for each in document["comments"] if each["theme"] is not None}
    for one in document.get("theme_sets", ()):
        kept = {comment: each["id"] for each in one["themes"] for comment in each["comments"]}
        yield f"set {one['id']}, comments in one theme each", sum(len(t["comments"]) for t in one["themes"]), len(kept)
        yield f"set {one['id']}, comments in none", one["outside"], len(comments) - len(kept)
        for theme in one["themes"]:
            name, inside = f"set {one['id']}, theme {theme['id']}", [comments[each] for each in theme["comments"]]
            stars = [each["stars"]["stars"] for each in inside if each["stars"] is not None]
            yield f"{name}, comments with stars", theme["rated"], len(stars)
            yield f"{name}, stars", theme["stars"], mean_of_cells(stars) if len(stars) >= MIN_CELLS else None
            by_group = _stars_by_group(inside)
            there = {each["group"]: [each["stars"], each["comments"]] for each in theme["by_group"]}
            for group in document["exchange"]["groups"]:
                cells = by_group.get(group, [])
                follows = [mean_of_cells(cells), len(cells)] if len(cells) >= MIN_CELLS else None
                yield f"{name}, stars of {group}", there.get(group), follows
        found = agreement_of(_numbered(kept), _numbered(computed))
        agreed = {"comments": found.comments, "together": found.together, "index": found.index} if found else None
        yield f"set {one['id']}, agreement with the computed themes", one["agreement"], agreed


def _numbered(themes: Mapping[str, str]) -> dict[int, int]:
    """Return ids as numbers, "t3" as 3."""
    return {int(comment): int(theme.removeprefix("t")) for comment, theme in themes.items()}


def _answers(document: Document) -> Check:
    """Check the answers; a file of an older version has none."""
    least = document["exchange"]["min_group_size"]
    known = {"comment": set(_by_id(document)), "theme": {each["id"] for each in document["themes"]}}
    about = []
    for each in document.get("answers", ()):
        kind = "comment" if each["theme"] is None else "theme"
        name = f"answer to {kind} {each[kind]}"
        about.append((kind, each[kind]))
        yield f"{name}, what it answers", True, (each["comment"] is None) != (each["theme"] is None)
        yield f"{name}, is in the file", True, each[kind] in known[kind]
        yield f"{name}, status", True, each["status"] in set(AnswerStatus)
        yield f"{name}, days", True, each["answered_on"] <= each["changed_on"]
        if each["helped"] is not None:
            yield f"{name}, people whom it helped or not", True, sum(each["helped"].values()) >= least
    yield "answers to one comment or theme", len(about), len(set(about))


_CHECKS: tuple[Callable[[Document], Check], ...] = (
    _counts,
    _stars,
    _places,
    _groups,
    _shared,
    _themes,
    _sets,
    _lists,
    _answers,
)
