"""Draws plausible stars for the example's people."""

import random
from typing import NamedTuple

from bot.playground.example.loader import Example, ExampleComment, ExamplePerson

MIN_STARS, MAX_STARS = 1, 5
LENIENCY = 0.5  # stars; standard deviation of people's means
TASTE = 1.05  # stars; standard deviation of a click around the person's group
# (share of the usual number, weight): some stop early, some go on past the goal; the weighted mean is 1.
ENDURANCE = ((0.2, 2), (0.4, 2), (0.8, 2), (1.2, 3), (1.5, 2), (1.8, 2))


PER_PERSON, PER_PERSON_WAITING = 24, 3  # ratings; 29 in the district's own finished exchange
SEED = 2026


class ExampleRating(NamedTuple):
    """One person's stars, 1..5, on one comment. person: index into Example.people."""

    person: int
    comment: str
    stars: int


def draw_example(example: Example) -> tuple[list[ExampleRating], list[ExampleRating]]:
    """Return the ratings of the finished and of the waiting exchange, the same at every start."""
    rng = random.Random(SEED)
    return (
        draw_ratings(example, rng, per_person=PER_PERSON),
        draw_ratings(example, rng, per_person=PER_PERSON_WAITING, waiting=True),
    )


def draw_ratings(
    example: Example, rng: random.Random, *, per_person: int = 24, waiting: bool = False
) -> list[ExampleRating]:
    """Return ratings in the order in which they would have come, the same for the same seed.

    rng: the only source of chance. per_person: ratings of one person in the mean, at least 1.
    waiting: rate the open exchange instead, by generated people alone, so that personas have everything left to rate.
    Nobody rates their own comment or one comment twice. Comments with the fewest ratings are shown first,
    so that every one of them is rated about equally often.
    Raises ValueError when per_person is below 1.
    """
    if per_person < 1:
        msg = f"per_person is at least 1, not {per_person}"
        raise ValueError(msg)
    exchange = example.waiting if waiting else example.finished
    raters = [index for index, person in enumerate(example.people) if person.is_generated or not waiting]
    rng.shuffle(raters)
    rated = dict.fromkeys((comment.key for comment in exchange.comments), 0)
    ratings: list[ExampleRating] = []
    for rater in raters:
        person = example.people[rater]
        leniency = rng.gauss(0, LENIENCY)
        (endurance,) = rng.choices([share for share, _ in ENDURANCE], [weight for _, weight in ENDURANCE])
        others = [comment for comment in exchange.comments if comment.author != rater]
        others.sort(key=lambda comment: (rated[comment.key], rng.random()))
        for comment in others[: max(1, round(per_person * endurance))]:
            rated[comment.key] += 1
            ratings.append(ExampleRating(rater, comment.key, _stars(comment, person, leniency, rng)))
    return ratings


def _stars(comment: ExampleComment, person: ExamplePerson, leniency: float, rng: random.Random) -> int:
    """Draw one rating from the comment's mean stars in the person's group, the person's leniency, and chance."""
    effect = comment.group_effects.get(person.group, 0.0) if person.group else 0.0
    opinion = comment.mean_stars + effect + leniency + rng.gauss(0, TASTE)
    return min(MAX_STARS, max(MIN_STARS, round(opinion)))
