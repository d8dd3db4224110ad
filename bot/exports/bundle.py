"""Bundles: the document with the method and the hashes that prove it, in one file of canonical JSON.

The public bundle holds released cells alone. The full one adds ratings and noise.
"""

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from bot.core import limits
from bot.domain.published_document import Document
from bot.domain.published_parts import MIN_CELLS
from bot.domain.released_figures import canonical, leaf_of, list_figures
from bot.exports.files import ExportFile
from storage.release_roots import ReleaseRoot

FORMAT = "starling-bundle/1"
PUBLIC_KIND, FULL_KIND = "public", "full"


class NoRootError(Exception):
    """The exchange has no release yet, or its figures are no longer those whose hashes were kept."""


def make_bundle(document: Document, roots: Sequence[ReleaseRoot], full: dict[str, Any] | None = None) -> ExportFile:
    """Return a bundle. full: the part of a full one. Raises NoRootError."""
    if not roots or document["release"] != str(roots[-1].number):
        raise NoRootError("there is no release to make a bundle of yet")
    there = {leaf_of(each) for each in list_figures(document)}
    kept = set(roots[-1].list_leaves())
    if not there <= kept:
        raise NoRootError("the figures are not those of the release: somebody changed the database")
    made_on = {each["id"]: each["made_on"] for each in document["releases"]}
    bundle: dict[str, Any] = {
        "format": FORMAT,
        "kind": PUBLIC_KIND if full is None else FULL_KIND,
        "method": _method(document),
        "data": document,
        "withheld": sorted(kept - there),
        "chain": [
            {"release": str(each.number), "made_on": made_on[str(each.number)], "leaves": each.leaves_hash}
            | {"root": each.root}
            for each in roots
        ],
    }
    if full is not None:
        bundle["full"] = full
    return ExportFile(canonical(bundle | {"digest": digest_of(bundle)}), "json")


def digest_of(bundle: dict[str, Any]) -> str:
    """Return the hash over all of a bundle but its digest."""
    return hashlib.sha256(canonical({name: each for name, each in bundle.items() if name != "digest"})).hexdigest()


def _method(document: Document) -> dict[str, Any]:
    """Return what figures were made with: docs/scores.md and docs/decisions/0024-releases.md say the rest in words."""
    strict = document["exchange"]["has_strict_protection"]
    return {
        "starling": version("starling"),
        "described_in": ["docs/scores.md", "docs/decisions/0024-releases.md", "docs/exports.md"],
        "new_people_for_a_change": limits.MIN_NEW,
        "noise_deviation_of_a_sum": limits.STRICT_DEVIATION if strict else limits.DEVIATION,
        "noise_cut_at_deviations": limits.CUT,
        "ratings_without_noise": limits.MIN_EXACT,
        "comments_for_a_mean_of_a_group": MIN_CELLS,
        "ratings_for_a_tier": limits.MIN_RATINGS,
        "likely_top": limits.TOP,
        "likely_from": limits.LIKELY,
        "seed": str(limits.SEED),
    }
