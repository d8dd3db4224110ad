"""The document as tables: what CSV and XLSX hold, one table a file or sheet."""

from collections.abc import Callable, Sequence

from bot.domain.published_document import Document
from bot.domain.tables import Cell, Table, comments_table, stars_cells

NOT_EXACT = "more than "


def make_tables(document: Document) -> list[Table]:
    """Return the tables of a document, those without rows too."""
    return [_about(document), *(make(document) for make in _TABLES)]


def _about(document: Document) -> Table:
    exchange, counts = document["exchange"], document["counts"]
    prefix = "" if counts["is_exact"] else NOT_EXACT
    rows: list[tuple[Cell, Cell]] = [("schema", document["schema"])]
    rows += [(name, "; ".join(value) if isinstance(value, list) else value) for name, value in exchange.items()]
    rows += [("release", document["release"] or "")]
    rows += [
        (name, f"{prefix}{counts[name]}" if prefix else counts[name]) for name in ("people", "comments", "ratings")
    ]
    rows += [("stars", document["stars"]), ("agreement", document["agreement"])]
    return Table("about", ("name", "value"), rows)


def _comments(document: Document) -> Table:
    return comments_table(document["comments"])


def _by_group(document: Document) -> Table:
    rows = [
        (each["id"], cell["group"], cell["stars"], cell["ratings"])
        for each in document["comments"]
        for cell in each["by_group"]
    ]
    return Table("comments_by_group", ("comment", "group", "stars", "ratings"), rows)


def _differences(document: Document) -> Table:
    rows = [
        (each["id"], cell["group"], cell["stars"], cell["others"])
        for each in document["comments"]
        for cell in each["differences"]
    ]
    return Table("differences", ("comment", "group", "stars", "others"), rows)


def _themes(document: Document) -> Table:
    stars = ("stars", "low", "high", "ratings")
    rows = [
        [each["id"], each["name"], len(each["comments"]), *stars_cells(each["stars"], stars), each["agreement"]]
        for each in document["themes"]
    ]
    return Table("themes", ("id", "name", "comments", *stars, "agreement"), rows)


def _themes_by_group(document: Document) -> Table:
    rows = [
        (each["id"], cell["group"], cell["stars"], cell["comments"])
        for each in document["themes"]
        for cell in each["by_group"]
    ]
    return Table("themes_by_group", ("theme", "group", "stars", "comments"), rows)


def _sets(document: Document) -> Table:
    columns = ("set", "set_name", "by", "made_on", "changed_on", "is_first", "id", "name", "comments", "stars", "rated")
    rows = [
        (
            *(one[name] for name in ("id", "name", "by", "made_on", "changed_on", "is_first")),
            *(each["id"], each["name"], len(each["comments"]), each["stars"], each["rated"]),
        )
        for one in document["theme_sets"]
        for each in one["themes"]
    ]
    return Table("theme_sets", columns, rows)


def _set_comments(document: Document) -> Table:
    rows = [
        (one["id"], each["id"], comment)
        for one in document["theme_sets"]
        for each in one["themes"]
        for comment in each["comments"]
    ]
    return Table("theme_set_comments", ("set", "theme", "comment"), rows)


def _groups(document: Document) -> Table:
    found = document["groups"]
    rows: list[tuple[Cell, Cell]] = []
    if found:
        rows = [(each["group"], each["people"]) for each in found["sizes"]]
        rows += [("; ".join(found["together"]), found["together_people"])] if found["together"] else []
    return Table("groups", ("group", "people"), rows)


def _opinion_groups(document: Document) -> Table:
    rows: list[Sequence[Cell]] = []
    for each in document["opinion_groups"]:
        rows += [(each["letter"], each["people"], like["comment"], like["more"]) for like in each["likes"]]
        rows += [] if each["likes"] else [(each["letter"], each["people"], None, None)]
    return Table("opinion_groups", ("letter", "people", "comment", "more_stars"), rows)


def _questions(document: Document) -> Table:
    rows: list[Sequence[Cell]] = []
    for each in document["questions"]:
        rows += [(each["id"], each["question"], option["option"], option["people"]) for option in each["options"]]
        rows += (
            [] if each["together_people"] is None else [(each["id"], each["question"], None, each["together_people"])]
        )
    return Table("questions", ("id", "question", "answer", "people"), rows)


def _lists(document: Document) -> Table:
    rows: list[Sequence[Cell]] = []
    for name in ("top", "differences", "divided", "consensus", "no_answer"):
        rows += [(name, comment, None) for comment in document[name]]
    for name in ("common", "equal"):
        rows += [(name, each["comment"], each["stars"]) for each in document[name]]
    return Table("lists", ("list", "comment", "stars"), rows)


def _releases(document: Document) -> Table:
    columns = ("id", "made_on", "has_groups", "comments_changed", "root")
    return Table("releases", columns, [[each[name] for name in columns] for each in document["releases"]])


def _answers(document: Document) -> Table:
    plain = ("comment", "theme", "text", "status", "owner", "due_on", "answered_on", "changed_on")
    votes = ("yes", "partly", "no")
    rows = [
        [each[name] for name in plain] + [each["helped"].get(vote, 0) if each["helped"] else None for vote in votes]
        for each in document["answers"]
    ]
    return Table("answers", (*plain, *(f"helped_{vote}" for vote in votes)), rows)


def _days(document: Document) -> Table:
    return Table("days", ("day", "comments"), [(each["day"], each["comments"]) for each in document["days"]])


def _ledger(document: Document) -> Table:
    columns = ("part", "reason", "comments")
    return Table("ledger", columns, [[each[name] for name in columns] for each in document["ledger"]])


_TABLES: tuple[Callable[[Document], Table], ...] = (
    _comments,
    _by_group,
    _differences,
    _themes,
    _themes_by_group,
    _sets,
    _set_comments,
    _groups,
    _opinion_groups,
    _questions,
    _lists,
    _answers,
    _releases,
    _days,
    _ledger,
)
