"""Find the Chromium that the browser tests drive, or install the distribution's own.

    python tests/chromium.py              print its path; exit 1 when there is none
    python tests/chromium.py --install    the same, but first install it with apt-get when there is none

It is the system's browser on purpose: Playwright's own download needs an address that many networks close.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

# Without the fonts, stars, smileys and Chinese come out as empty boxes; together they are 12 MB.
PACKAGES = ("chromium", "fonts-liberation", "fonts-noto-color-emoji", "fonts-droid-fallback")

HELP = """\
The browser tests need Chromium or Google Chrome, and none was found.
On Debian install it as root with: apt-get install {packages}
Or point CHROMIUM at the program of any Chromium: make test CHROMIUM=/path/to/chrome
Without a browser `make check` runs all the other quick tests."""


def find() -> str | None:
    """Return the path of a Chromium that starts, or None; the variable CHROMIUM goes first."""
    named = os.environ.get("CHROMIUM", "")
    for name in (named, *NAMES, str(MAC)):
        program = shutil.which(name) if name else None
        if program and version(program):
            return program
    return None


def version(program: str) -> str:
    """Return what the program says of itself; empty when it does not run, as Ubuntu's mere pointer to a snap."""
    try:
        printed = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=300, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return printed.stdout.strip()


def install() -> None:
    """Install the distribution's Chromium as root or by a sudo that asks nothing; do nothing where neither can be."""
    apt, sudo = shutil.which("apt-get"), shutil.which("sudo")
    as_root: list[str] = []
    if apt and os.geteuid() != 0:
        if not sudo or subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
            return
        as_root = [sudo, "-n"]
    if not apt:
        return
    say(f"No Chromium found: installing {', '.join(PACKAGES)} with apt-get …")
    apt_get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq", "-o", "DPkg::Lock::Timeout=300"]
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        # An old list may be good enough, so a failed update is no end; whether a browser came is looked at afterwards.
        subprocess.run([*apt_get, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def say(line: str) -> None:
    """Print a line at once, before what the next program prints."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Print where Chromium is and its version, or what to do."""
    program = find()
    if not program and "--install" in sys.argv[1:]:
        install()
        program = find()
    if not program:
        say(HELP.format(packages=" ".join(PACKAGES)))
        return 1
    say(f"{program} ({version(program)})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
