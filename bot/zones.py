"""Time zone rules: the newer of the system's files and the `tzdata` package, chosen once when the program starts.

`zoneinfo` asks the system's files first, so on a host with old ones a new package alone changes nothing.
"""

import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

_VERSION = re.compile(r"(\d{4})([a-z]{1,2})")
_HEAD = 64  # characters of a file that may begin with its version
_FILES = ("tzdata.zi", "+VERSION", "version")  # zic's own list; macOS; what some distributions add


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """The rules in use. version: as IANA writes it, such as "2026f", "" where it is unknown; source: where they lie."""

    version: str
    source: str

    def __str__(self) -> str:
        return f"{self.version or 'version unknown'}, from {self.source}"


@cache
def use_newest() -> ZoneRules:
    """Make `zoneinfo` read the newer rules for the rest of the process, and return which these are."""
    return choose(zoneinfo.TZPATH)


def choose(folders: Sequence[str]) -> ZoneRules:
    """Make `zoneinfo` read the system's files in these folders, or the package where they are older or have no version.

    Without the package the system's are used, whatever their age.
    """
    system = next(((version, folder) for folder in folders if (version := system_version(Path(folder)))), None)
    packaged = package_version()
    if packaged and (system is None or _age(packaged) >= _age(system[0])):
        zoneinfo.reset_tzpath(to=())
        rules = ZoneRules(packaged, "the tzdata package")
    else:
        zoneinfo.reset_tzpath(to=folders)
        version, folder = system or ("", next(iter(folders), "nowhere"))
        rules = ZoneRules(version, folder)
    zoneinfo.ZoneInfo.clear_cache()
    return rules


def package_version() -> str:
    """Return the version of the `tzdata` package's rules, "" when it is not installed."""
    try:
        return str(import_module("tzdata").IANA_VERSION)
    except (ImportError, AttributeError):
        return ""


def system_version(folder: Path) -> str:
    """Return the version of the zone files in a folder, "" when there are none or they state none."""
    for name in _FILES:
        try:
            with (folder / name).open(encoding="ascii", errors="replace") as file:
                found = _VERSION.search(file.readline(_HEAD))
        except OSError:
            continue
        if found:
            return found[0]
    return ""


def _age(version: str) -> tuple[int, int, str]:
    """Return what orders versions: 2025b, 2026a, 2026z, 2026za."""
    found = _VERSION.fullmatch(version)
    return (int(found[1]), len(found[2]), found[2]) if found else (0, 0, "")
