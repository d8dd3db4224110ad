"""Finding 6: a rating that was given beside one's own new words says so in plain.

Who rated a comment there wrote one that is nearly the same: the one with the most words in common.
"""

from tests.attack.attacks.what_is_there import name_rows
from tests.attack.case import AUTHOR_ROW, COMMENT, PARTICIPANT, RATING, Case, Guesses
from tests.attack.copies.records import Key, Record

NEAR = "near"


def guess(case: Case) -> Guesses:
    """Guess that the comment most like the rated one is the rater's."""
    links = case.links
    comments = {row.key: row for row in case.copy.rows(COMMENT)}
    found: Guesses = {}
    for rating in case.copy.rows(RATING):
        if NEAR in rating.values.values() and rating.key[:3] in comments:
            rows = links.keys(RATING, rating.key, PARTICIPANT)
            key = _most_like(comments[rating.key[:3]], list(comments.values()))
            if rows and key:
                found[AUTHOR_ROW, key] = {rows[0]: 1.0}
    return name_rows(links, found)


def _most_like(comment: Record, comments: list[Record]) -> Key | None:
    words = _words(comment)
    others = [each for each in comments if each.key != comment.key and each.key[:2] == comment.key[:2]]
    likeness = {each.key: len(words & _words(each)) / len(words | _words(each) | {""}) for each in others}
    return max(likeness, key=lambda key: likeness[key]) if likeness else None


def _words(comment: Record) -> set[str]:
    return set(str(comment.values.get("text", "")).lower().split())
