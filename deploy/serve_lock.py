"""Prints the part of requirements.lock that `starling serve` needs: what checks and tests need stays out of an image.

    python deploy/serve_lock.py [EXTRA …] >serve.lock

Versions and hashes are those of requirements.lock, so an image holds what was tested. Needs Python alone.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)
_PARENT = re.compile(r"^    #   (?:via )?([A-Za-z0-9._-]+)$|^    # via ([A-Za-z0-9._-]+)$", re.MULTILINE)


def plain(name: str) -> str:
    """Return a name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", name, maxsplit=1)[0]).lower()


def needed(lock: str, wanted: set[str]) -> list[str]:
    """Return the pins of these libraries, of theirs, and so on, each with its hashes, in the order of the lock."""
    blocks = [block for block in re.split(r"\n(?=[A-Za-z0-9])", lock) if _PIN.search(block)]
    parents = {}
    for block in blocks:
        name = plain(_PIN.match(block.lstrip("\n")).group(1))  # type: ignore[union-attr]
        parents[block] = (name, {plain(one or other) for one, other in _PARENT.findall(block)})
    found = set(wanted)
    while True:
        more = {name for name, above in parents.values() if above & found} - found
        if not more:
            return [block.rstrip() for block, (name, _) in parents.items() if name in found]
        found |= more


def main(extras: list[str]) -> None:
    """Print the pins of the project's libraries, and of these extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    wanted = {plain(each) for names in lists for each in names}
    print("\n".join(needed((ROOT / "requirements.lock").read_text(encoding="utf-8"), wanted)))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
