"""`starling verify`: whether a bundle is whole, of the release that its root names, and consistent within itself."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.published_document import SCHEMA
from bot.domain.released_figures import canonical, hash_leaves, leaf_of, list_figures, root_of
from bot.exports.bundle import FORMAT, FULL_KIND, PUBLIC_KIND, digest_of
from bot.exports.recompute import recompute
from bot.exports.recompute_full import recompute_cells

_BROKEN = (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. problems: empty for a good bundle. figures: whose hashes were compared; recomputed: numbers."""

    problems: tuple[str, ...] = ()
    kind: str = ""
    release: str = ""
    root: str = ""
    figures: int = 0
    withheld: int = 0
    recomputed: int = 0

    @property
    def is_good(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


def verify(raw: bytes, root: str | None = None) -> Verdict:
    """Return what a file is. root: the one that its release has to have, None for whatever it says itself."""
    try:
        bundle = json.loads(raw)
    except (ValueError, RecursionError):
        return Verdict(("this is no JSON",))
    try:
        return _verify(raw, bundle, root)
    except _BROKEN as error:
        return Verdict((f"this is no bundle of {FORMAT}: {type(error).__name__}",))


def _verify(raw: bytes, bundle: dict[str, Any], root: str | None) -> Verdict:
    if bundle.get("format") != FORMAT or bundle["data"]["schema"] != SCHEMA:
        return Verdict((f"this is no bundle of {FORMAT} with {SCHEMA}",))
    problems = []
    if canonical(bundle) != raw:
        problems.append("the file is not written as bundles are: it was changed")
    if not hmac.compare_digest(str(bundle["digest"]), digest_of(bundle)):
        problems.append("the digest is not that of the file: it was changed")
    problems += _check_shape(bundle)
    facts = list_figures(bundle["data"])
    problems += _check_roots(bundle, [leaf_of(each) for each in facts])
    last = bundle["chain"][-1]
    if root is not None and not hmac.compare_digest(root.strip().lower().encode(), last["root"].encode()):
        problems.append(f"the root is {last['root']}, not {root}: this is another release, or it was changed")
    count, wrong = recompute(bundle["data"])
    problems += wrong
    if bundle["kind"] == FULL_KIND:
        more, wrong = recompute_cells(bundle["data"], bundle["full"])
        count, problems = count + more, problems + wrong
    return Verdict(
        tuple(problems), bundle["kind"], last["release"], last["root"], len(facts), len(bundle["withheld"]), count
    )


def _check_shape(bundle: Mapping[str, Any]) -> list[str]:
    names = {"format", "kind", "method", "data", "withheld", "chain", "digest"}
    if bundle["kind"] == FULL_KIND:
        names.add("full")
    if bundle["kind"] not in {PUBLIC_KIND, FULL_KIND} or set(bundle) != names:
        return ["parts are missing, or too many"]
    return []


def _check_roots(bundle: Mapping[str, Any], leaves: list[str]) -> list[str]:
    problems, before = [], ""
    for each in bundle["chain"]:
        if root_of(int(each["release"]), each["made_on"], before, each["leaves"]) != each["root"]:
            problems.append(f"the root of release {each['release']} does not follow from what is before it")
        before = each["root"]
    last = bundle["chain"][-1]
    if hash_leaves([*leaves, *bundle["withheld"]]) != last["leaves"]:
        problems.append(f"the figures are not those of release {last['release']}")
    if len(set(leaves)) != len(leaves):
        problems.append("a figure is there twice")
    by_id = {each["id"]: each for each in bundle["data"]["releases"]}
    for each in bundle["chain"]:
        one = by_id.get(each["release"], {})
        if (one.get("made_on"), one.get("root")) != (each["made_on"], each["root"]):
            problems.append(f"release {each['release']} has another day or root in the list of releases")
    if bundle["data"]["release"] != last["release"]:
        problems.append("the figures are of another release than the last root")
    return problems
