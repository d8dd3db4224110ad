"""A generated workload of a school district's size, with the texts of another conversation.

KSD: 1,137 people of eight groups and of none, 1,000 comments, 32,824 ratings.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.settings import SettingsError

QUESTION = "What should our district keep in mind this year?"
TEXTS = Path("..") / "shared" / "data" / "themes" / "open_march_on_operation_marchin_orders.csv"
_SPREAD = 0.3  # standard deviation of a person's number of ratings, as a part of the mean
_MIN_WANTED, _MAX_WANTED = 0.1, 2.8  # of the mean
_SHARING_UNTIL = 0.35  # of the run
_EARLY = 0.15  # of the comments are shared before most people come
_EARLY_UNTIL = 0.02


@dataclass(frozen=True, slots=True)
class District:
    """The size of a district: people of each group and of none, comments, ratings."""

    groups: Mapping[str, int]
    ungrouped: int
    comments: int
    ratings: int


KSD = District(
    groups={
        "Students": 256,
        "Parents": 583,
        "Teachers": 49,
        "Administrators": 3,
        "Office staff": 41,
        "Board member": 1,
        "Community": 87,
        "From outside": 37,
    },
    ungrouped=80,
    comments=1_000,
    ratings=32_824,
)


@dataclass(frozen=True, slots=True)
class Resident:
    """A person of the district. leniency: stars above the mean rater; wanted_ratings: how many they give."""

    name: str
    group: str | None
    leniency: float
    wanted_ratings: int


@dataclass(frozen=True, slots=True)
class ShareAct:
    """A person shares a comment. person: index into people; quality: mean stars of the comment."""

    person: int
    text: str
    quality: float


@dataclass(frozen=True, slots=True)
class Visit:
    """A person comes to rate, card by card."""

    person: int


@dataclass(frozen=True, slots=True)
class Workload:
    """The acts of a district, in order of time."""

    question: str
    groups: list[str]
    people: list[Resident]
    acts: list[ShareAct | Visit]


def make_workload(texts: Sequence[str], seed: int, district: District = KSD) -> Workload:
    """Return a workload, the same for the same seed.

    texts: one for each comment.
    """
    rng = Random(seed)
    people = _people(rng, district)
    moments: list[tuple[float, ShareAct | Visit]] = []
    for index, text in enumerate(texts):
        until = _EARLY_UNTIL if index < _EARLY * len(texts) else _SHARING_UNTIL
        writing = ShareAct(rng.randrange(len(people)), text, min(4.8, max(1.4, rng.gauss(3.4, 0.7))))
        moments.append((rng.uniform(0, until), writing))
    moments += [(rng.uniform(_EARLY_UNTIL, 1), Visit(index)) for index in range(len(people))]
    moments.sort(key=lambda moment: moment[0])
    return Workload(QUESTION, list(district.groups), people, [act for _, act in moments])


def draw_stars(quality: float, lean: float, rng: Random) -> int:
    """Draw the stars that a person gives a comment."""
    return min(5, max(1, round(quality + lean + rng.gauss(0, 0.9))))


def _people(rng: Random, district: District) -> list[Resident]:
    groups: list[str | None] = [group for group, number in district.groups.items() for _ in range(number)]
    groups += [None] * district.ungrouped
    rng.shuffle(groups)
    mean = district.ratings / len(groups)
    minimum, maximum = int(_MIN_WANTED * mean), round(_MAX_WANTED * mean) + 1
    wants = [min(maximum, max(minimum, round(rng.gauss(mean, _SPREAD * mean)))) for _ in groups]
    while sum(wants) != district.ratings:  # adjust by one until the sum fits; the mean is inside the bounds
        short = district.ratings - sum(wants)
        step = 1 if short > 0 else -1
        for index in rng.sample(range(len(wants)), k=min(len(wants), abs(short))):
            if minimum <= wants[index] + step <= maximum:
                wants[index] += step
    return [
        Resident(f"{group or 'Somebody'} {index}", group, rng.gauss(0, 0.4), wants[index])
        for index, group in enumerate(groups)
    ]


def read_texts(path: Path | None, number: int = KSD.comments) -> list[str]:
    """Return the first distinct texts of a CSV file with a column `text`. Raises SettingsError.

    path: None means the file beside the project.
    """
    if path is None and not TEXTS.exists():
        msg = f"--shape ksd needs {number:,} comments' texts: give --texts a CSV file with a column `text`"
        raise SettingsError(msg)
    path = path or TEXTS
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if "text" not in (rows.fieldnames or []):
                msg = f"{path} lacks the column text"
                raise SettingsError(msg)
            texts = list(dict.fromkeys(row["text"].strip() for row in rows if row["text"] and row["text"].strip()))
    except FileNotFoundError as error:
        msg = f"{path} does not exist: give --texts a CSV file with a column `text`"
        raise SettingsError(msg) from error
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"{path} cannot be read as CSV in UTF-8"
        raise SettingsError(msg) from error
    if len(texts) < number:
        msg = f"{path} has {len(texts):,} different texts, and --shape ksd needs {number:,}"
        raise SettingsError(msg)
    return texts[:number]
