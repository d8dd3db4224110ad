"""Every figure of a release as one plain fact, and the hash over all of them: the release's root.

A figure is what the release says of a comment, a theme, a group or the whole exchange. Its leaf is the SHA-256 of its
canonical JSON (RFC 8785). The root is the SHA-256 of the canonical JSON of the release's number, its day, the root
before it and the hash over the leaves in ascending order. Words are no figures: who withdraws theirs leaves no hash of
them. Why a chain and no tree: docs/decisions/0026-exports.md.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import rfc8785

from bot.domain.published import PublicComment, PublicTheme, Published

Fact = Mapping[str, Any]
"""One figure: `of` says what it is about; ids are texts."""


def canonical(value: Any) -> bytes:
    """Return canonical JSON. Raises ValueError for what JSON has not, and whole numbers beyond 2**53."""
    return rfc8785.dumps(value)


def list_figures(found: Published) -> list[Fact]:
    """Return every figure of a release. No order in it says anything."""
    facts: list[Fact] = [{"of": "all", "stars": found.mean, "agreement": found.agreement}]
    for comment in found.comments:
        facts += _of_comment(comment)
    for theme in found.themes:
        facts += _of_theme(theme)
    facts += [{"of": "common", "comment": str(number), "stars": stars} for number, stars in found.common]
    facts += [{"of": "equal", "comment": str(number), "stars": stars} for number, stars in found.equal]
    for group in found.opinion_groups:
        facts.append({"of": "opinion_group", "letter": group.letter, "people": group.people})
        facts += [
            {"of": "liked_more", "letter": group.letter, "comment": str(number), "more": more}
            for number, more in group.likes
        ]
    return facts + [{"of": "consensus", "comment": str(number)} for number in found.consensus]


def _of_comment(comment: PublicComment) -> list[Fact]:
    name = str(comment.number)
    facts: list[Fact] = []
    if comment.stars is not None:
        facts.append(
            {
                "of": "comment",
                "comment": name,
                "stars": comment.stars.stars,
                "low": comment.stars.low,
                "high": comment.stars.high,
                "ratings": comment.stars.ratings,
                "tier": comment.tier,
                "is_likely_top": comment.is_likely_top,
                "place": comment.place,
            }
        )
    facts += [
        {"of": "group", "comment": name, "group": each.group, "stars": each.stars, "ratings": each.ratings}
        for each in comment.by_group
    ]
    facts += [
        {"of": "difference", "comment": name, "group": each.group, "stars": each.mean, "others": each.others}
        for each in comment.differences
    ]
    if comment.spread is not None:
        facts.append({"of": "spread", "comment": name, "stars": comment.spread})
    return facts


def _of_theme(theme: PublicTheme) -> list[Fact]:
    if theme.stars is None:
        return []
    one = theme.stars
    fact = {"of": "theme", "theme": theme.key, "stars": one.stars, "low": one.low, "high": one.high}
    return [{**fact, "ratings": one.ratings, "agreement": theme.agreement}]


def leaf_of(fact: Fact) -> str:
    """Return the hash of a figure, in hexadecimal."""
    return hashlib.sha256(canonical(fact)).hexdigest()


def hash_leaves(leaves: Iterable[str]) -> str:
    """Return the hash over the hashes of figures, whatever their order."""
    return hashlib.sha256(b"".join(bytes.fromhex(each) for each in sorted(leaves))).hexdigest()


def root_of(number: int, made_on: str, before: str, leaves_hash: str) -> str:
    """Return the root of a release. made_on: as 2026-11-29; before: the root of the last one that has one, or ""."""
    fact = {"before": before, "leaves": leaves_hash, "made_on": made_on, "release": str(number)}
    return hashlib.sha256(canonical(fact)).hexdigest()
