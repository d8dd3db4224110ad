"""Reads the example's three files into checked, immutable objects."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
STAR_MEANINGS = ("agree", "important", "experience")
COMMENT_LIMIT = 1000  # characters, an exchange's limit unless it says otherwise
BACKGROUND_LIMIT = 3000  # characters
MIN_MEAN, MAX_MEAN = 1.0, 5.0


class ExampleError(ValueError):
    """The example's files are inconsistent, or it could not be played; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    """A person of the pretend workspace.

    group: one of the exchanges' groups, None for somebody without one.
    is_generated: True for the many who took part but whom nobody acts as.
    """

    name: str
    group: str | None
    tz: str
    locale: str
    is_admin: bool = False
    moderator: bool = False
    guest: bool = False
    is_generated: bool = False


@dataclass(frozen=True, slots=True)
class ExampleComment:
    """A comment, and what is needed to draw plausible stars for it.

    author: index into Example.people. mean_stars: what it would get, 1.0..5.0.
    group_effects: the difference of a group's mean from it, in stars.
    theme: the intended one; a theme finder never sees it.
    """

    key: str
    group: str | None
    theme: str
    text: str
    why: str | None
    language: str
    mean_stars: float
    group_effects: Mapping[str, float]
    author: int


@dataclass(frozen=True, slots=True)
class ExampleExchange:
    """A question with its settings and comments, in the order in which they were shared."""

    slug: str
    question: str
    background: str
    star_meaning: str
    groups: tuple[str, ...]
    comments: tuple[ExampleComment, ...]

    @property
    def themes(self) -> tuple[str, ...]:
        """The intended themes, the largest first."""
        names = [comment.theme for comment in self.comments]
        return tuple(sorted(set(names), key=lambda name: (-names.count(name), name)))


@dataclass(frozen=True, slots=True)
class Example:
    """Everything that the playground starts with.

    finished: closed, with stars (see draw_ratings). waiting: open, for the newcomer.
    people: first the personas, whom one can act as, then the generated people.
    """

    finished: ExampleExchange
    waiting: ExampleExchange
    people: tuple[ExamplePerson, ...]

    @property
    def personas(self) -> tuple[ExamplePerson, ...]:
        """The people whom one can act as: the first of `people`."""
        return tuple(person for person in self.people if not person.is_generated)


def load_example(folder: Path = HERE) -> Example:
    """Read and check the example.

    folder: holds comments.json, open.json and people.json.
    Raises ExampleError where the files contradict themselves, OSError when one is missing.
    """
    people = _people(_read(folder / "people.json"))
    return Example(
        finished=_exchange(_read(folder / "comments.json"), people),
        waiting=_exchange(_read(folder / "open.json"), people),
        people=people,
    )


def group_sizes(proportion: Sequence[tuple[str | None, int]], size: int, at_least: int) -> dict[str | None, int]:
    """Divide `size` people among groups in proportion to the real numbers, by largest remainder.

    proportion: (group, its real number of people), each number >= 1.
    at_least: no group gets fewer, unless it really has fewer, so that small groups do not vanish.
    """
    total = sum(people for _, people in proportion)
    exact = {group: people * size / total for group, people in proportion}
    minimum = {group: min(at_least, people) for group, people in proportion}
    sizes = {group: max(minimum[group], int(exact[group])) for group, _ in proportion}
    while sum(sizes.values()) < size:
        sizes[max(sizes, key=lambda group: exact[group] - sizes[group])] += 1
    while sum(sizes.values()) > size:
        shrinkable = [group for group in sizes if sizes[group] > minimum[group]]
        if not shrinkable:
            msg = f"{size} people are too few for at least {at_least} of each group"
            raise ExampleError(msg)
        sizes[max(shrinkable, key=lambda group: sizes[group] - exact[group])] -= 1
    return sizes


def _read(path: Path) -> dict[str, Any]:
    """Return a file's object."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        msg = f"{path.name} is an object at its top"
        raise ExampleError(msg)
    return found


def _people(raw: dict[str, Any]) -> tuple[ExamplePerson, ...]:
    """Return the personas, then generated people."""
    personas = [ExamplePerson(**person) for person in raw["personas"]]
    generated = raw["generated"]
    proportion = [(row["group"], row["people"]) for row in generated["proportion"]]
    sizes = group_sizes(proportion, generated["size"], generated["at_least"])
    # Groups are interleaved, so that any stretch of numbers looks like the district, and locales go round
    # within a group, so that each of the larger groups has people who read Spanish.
    seats = sorted(
        ((seat + 0.5) / size, order, group, seat)
        for order, (group, size) in enumerate(sizes.items())
        for seat in range(size)
    )
    many = [
        ExamplePerson(
            name=generated["name"].format(number=number),
            group=group,
            tz=generated["tz"][number % len(generated["tz"])],
            locale=generated["locale"][seat % len(generated["locale"])],
            is_generated=True,
        )
        for number, (_, _, group, seat) in enumerate(seats, start=1)
    ]
    people = (*personas, *many)
    _unique("person's name", [person.name for person in people])
    for person in people:
        ZoneInfo(person.tz)  # raises for a zone that does not exist
    return people


def _exchange(raw: dict[str, Any], people: tuple[ExamplePerson, ...]) -> ExampleExchange:
    """Return one exchange with each comment given to an author of its group and language."""
    groups = tuple(raw["groups"])
    if raw["star_meaning"] not in STAR_MEANINGS:
        msg = f"star_meaning is one of {STAR_MEANINGS}, not {raw['star_meaning']!r}"
        raise ExampleError(msg)
    if len(raw["background"]) > BACKGROUND_LIMIT:
        msg = f"the background of {raw['slug']} has more than {BACKGROUND_LIMIT} characters"
        raise ExampleError(msg)
    for person in people:
        _known_group(person.group, groups, person.name)
    rng = random.Random(raw["slug"])  # the same authors on every start
    comments = tuple(_comment(row, groups, people, rng) for row in raw["comments"])
    _unique("comment's key", [comment.key for comment in comments])
    _unique("comment's text", [comment.text for comment in comments])
    return ExampleExchange(
        slug=raw["slug"],
        question=raw["question"],
        background=raw["background"],
        star_meaning=raw["star_meaning"],
        groups=groups,
        comments=comments,
    )


def _comment(
    row: dict[str, Any], groups: tuple[str, ...], people: tuple[ExamplePerson, ...], rng: random.Random
) -> ExampleComment:
    """Return one checked comment."""
    key, text = row["key"], row["text"]
    if text != text.strip() or not 0 < len(text) <= COMMENT_LIMIT:
        msg = f"{key}: a text has 1 to {COMMENT_LIMIT} characters and no blank ends"
        raise ExampleError(msg)
    if not MIN_MEAN <= row["mean_stars"] <= MAX_MEAN:
        msg = f"{key}: mean stars are {MIN_MEAN} to {MAX_MEAN}, not {row['mean_stars']}"
        raise ExampleError(msg)
    for group in (row["group"], *row.get("group_effects", {})):
        _known_group(group, groups, key)
    language = row.get("language", "en")
    return ExampleComment(
        key=key,
        group=row["group"],
        theme=row["theme"],
        text=text,
        why=row.get("why"),
        language=language,
        mean_stars=row["mean_stars"],
        group_effects=row.get("group_effects", {}),
        author=_author(row, language, people, rng),
    )


def _author(row: dict[str, Any], language: str, people: tuple[ExamplePerson, ...], rng: random.Random) -> int:
    """Return the index of a comment's author: the persona it names, else a fitting generated person."""
    named = row.get("by")
    fitting = [
        index
        for index, person in enumerate(people)
        if person.group == row["group"]
        and (person.name == named if named else person.is_generated and person.locale.startswith(language))
    ]
    if not fitting:
        msg = f"{row['key']}: nobody of the group {row['group']!r} could have written this"
        raise ExampleError(msg)
    return rng.choice(fitting)


def _known_group(group: str | None, groups: tuple[str, ...], where: str) -> None:
    if group is not None and group not in groups:
        msg = f"{where}: there is no group {group!r}"
        raise ExampleError(msg)


def _unique(what: str, values: Sequence[str]) -> None:
    if len(set(values)) != len(values):
        double = next(value for value in values if values.count(value) > 1)
        msg = f"each {what} must be unique, and {double!r} is not"
        raise ExampleError(msg)
