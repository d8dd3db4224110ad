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

from bot.domain.published_document import Document

Fact = Mapping[str, Any]
"""One figure: `of` says what it is about; ids are texts."""


def canonical(value: Any) -> bytes:
    """Return canonical JSON. Raises ValueError for what JSON has not, and whole numbers beyond 2**53."""
    return rfc8785.dumps(value)


def list_figures(document: Document) -> list[Fact]:
    """Return every figure of a release. No order in it says anything."""
    facts: list[Fact] = [{"of": "all", "stars": document["stars"], "agreement": document["agreement"]}]
    for comment in document["comments"]:
        facts += _of_comment(comment)
    for theme in document["themes"]:
        if theme["stars"] is not None:
            facts.append({"of": "theme", "theme": theme["id"], **theme["stars"], "agreement": theme["agreement"]})
    facts += [{"of": "common", **each} for each in document["common"]]
    facts += [{"of": "equal", **each} for each in document["equal"]]
    for group in document["opinion_groups"]:
        letter = group["letter"]
        facts.append({"of": "opinion_group", "letter": letter, "people": group["people"]})
        facts += [{"of": "liked_more", "letter": letter, **each} for each in group["likes"]]
    for question in document["questions"]:
        facts += [
            {"of": "answer", "question": question["id"], "option": each["id"], "people": each["people"]}
            for each in question["options"]
        ]
        facts.append({"of": "answers_together", "question": question["id"], "people": question["together_people"]})
    return facts + [{"of": "consensus", "comment": each} for each in document["consensus"]]


def _of_comment(comment: Mapping[str, Any]) -> list[Fact]:
    name = comment["id"]
    facts: list[Fact] = []
    if comment["stars"] is not None:
        rank = {each: comment[each] for each in ("tier", "is_likely_top", "place")}
        facts.append({"of": "comment", "comment": name, **comment["stars"], **rank})
    facts += [{"of": "group", "comment": name, **each} for each in comment["by_group"]]
    facts += [{"of": "difference", "comment": name, **each} for each in comment["differences"]]
    if comment["spread"] is not None:
        facts.append({"of": "spread", "comment": name, "stars": comment["spread"]})
    return facts


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
