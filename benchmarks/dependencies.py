"""Print version, size and licence of every library that Starling names itself: python benchmarks/dependencies.py.

The figures of docs/decisions/0001-dependencies.md. Sizes are of a library's own files as installed, without what it
brings along; the last lines are all of it together.
"""

import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


def named() -> tuple[list[Requirement], list[Requirement]]:
    """Return the direct dependencies: those to run, those to check."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    both = project["dependencies"], project["optional-dependencies"]["dev"]
    to_run, to_check = ([Requirement(line) for line in lines] for lines in both)
    return to_run, to_check


def with_what_they_bring(wanted: list[Requirement]) -> dict[str, Distribution]:
    """Return these libraries and all that they need on this machine, by name."""
    found: dict[str, Distribution] = {}
    waiting = list(wanted)
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in found:
            continue
        found[name] = distribution(name)
        needs = [Requirement(line) for line in found[name].requires or ()]
        extras = one.extras or {""}
        waiting += [n for n in needs if not n.marker or any(n.marker.evaluate({"extra": extra}) for extra in extras)]
    return found


def megabytes(library: Distribution) -> float:
    """Return the size of a library's files in MB of 1,000,000 bytes; compiled copies of its sources do not count."""
    paths = [Path(str(file.locate())) for file in library.files or () if not file.name.endswith(".pyc")]
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def licence(library: Distribution) -> str:
    """Return what a library says of its licence, in the shortest of the three places where it may say so."""
    get_all = library.metadata.get_all
    classified = [line.rpartition(" :: ")[2] for line in get_all("Classifier") or () if line.startswith("License")]
    licences: list[str] = [
        *(get_all("License-Expression") or ()),
        ", ".join(classified),
        *(get_all("License") or ()),
        "see its files",
    ]
    return next(line.partition("\n")[0] for line in licences if line)


def main() -> None:
    """Print the table."""
    print(f"{'library':24}{'version':18}{'MB':>7}  licence")
    to_run, to_check = named()
    for wanted in (*to_run, *to_check):
        library = distribution(wanted.name)
        print(f"{wanted.name:24}{library.version:18}{megabytes(library):7.1f}  {licence(library)}")
    for text, group in (("to run", to_run), ("to run and to check", [*to_run, *to_check])):
        libraries = with_what_they_bring(group).values()
        print(f"{text + f', {len(libraries)} libraries in all':42}{sum(map(megabytes, libraries)):7.1f}")


if __name__ == "__main__":
    main()
