"""What is committed holds together: lock and dependencies, settings and their example, and nothing of one machine."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from dotenv import dotenv_values
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
TOP = {
    *("bot", "storage", "tests", "docs", "benchmarks", "findings", "deploy", ".ci"),
    *("pyproject.toml", "requirements.lock", "manifest.yml", "Makefile", ".env.example", ".gitignore"),
    *("README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", ".gitattributes"),
}

# A folder that only one machine has; not the end of a longer path, and not a part of an address.
HOME_FOLDER = re.compile(r"(?<![\w./:~-])/(?:root|work|home/\w+|Users/\w+)/[\w.]")
TEMPORARY = re.compile(r"(?<![\w./:~-])/tmp/[\w.]")
# Where packages are fetched from is each machine's own business: servers named for what they serve.
REGISTRY = re.compile(r"https?://(?:[\w-]+\.)*(?:pypi|npm|registry|index|deb|mirrors?|proxy|packages|wheels)[\w-]*\.")
SECRET = re.compile(r"xox[abeprs]-\d{8,}-\w+|xapp-\d-[A-Z0-9]{8,}-\d+-\w+|-----BEGIN [A-Z ]*PRIVATE KEY-----")


def committed() -> list[Path]:
    """Return every file of the repository that git knows and that is there."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(git, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """Yield name and text of each committed file that is text."""
    for path in committed():
        data = path.read_bytes()
        if b"\0" not in data:
            yield str(path.relative_to(ROOT)), data.decode("utf-8")


def found(pattern: re.Pattern[str], *, inside: str = "") -> list[str]:
    """Return where a pattern is found: file, line and what was found."""
    return [
        f"{name}:{number}: {match.group()}"
        for name, text in texts()
        if name.startswith(inside) and name != "tests/test_repository.py"
        for number, line in enumerate(text.splitlines(), start=1)
        for match in pattern.finditer(line)
    ]


def dependencies() -> list[Requirement]:
    """Return the libraries that pyproject.toml names, those of running and those of checking."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["dev"])]


def pinned() -> dict[str, list[Requirement]]:
    """Return what the lock pins, by name; a library may be pinned once for each range of Pythons."""
    pins: dict[str, list[Requirement]] = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            pin = Requirement(line.removesuffix("\\").strip())
            pins.setdefault(canonicalize_name(pin.name), []).append(pin)
    return pins


def test_a_newcomer_finds_only_what_belongs_at_the_top() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in committed()} - TOP == set()


def test_the_lock_pins_every_dependency_at_a_version_that_is_allowed() -> None:
    pins = pinned()
    for wanted in dependencies():
        versions = [str(next(iter(pin.specifier))).removeprefix("==") for pin in pins[canonicalize_name(wanted.name)]]
        assert versions, f"{wanted.name} is not locked: make lock"
        assert all(wanted.specifier.contains(version) for version in versions), f"{wanted} is at {versions}: make lock"


def test_the_lock_has_a_hash_for_every_pin_and_names_no_index_and_no_path() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\w)", text)
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.findall(r"://|^\s*-(?!-hash)\S*| @ |/home|\.whl", text, flags=re.MULTILINE)


def test_every_dependency_is_explained_and_no_other() -> None:
    page = (ROOT / "docs/decisions/0001-dependencies.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([\w.-]+)` \|", page, flags=re.MULTILINE)
    assert explained == [wanted.name for wanted in dependencies()]


def test_decision_pages_have_a_number_each_which_is_also_in_their_title() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(numbers) == len(set(numbers))
    assert [page.read_text(encoding="utf-8")[:7] for page in pages] == [f"# {number} " for number in numbers]


def test_the_example_of_env_names_every_setting_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", example, flags=re.MULTILINE)) == sorted(
        each.name.upper() for each in fields(Settings)
    )


@pytest.mark.parametrize("with_defaults", [False, True], ids=["as it is", "with every line made active"])
def test_a_copied_example_of_env_changes_nothing(tmp_path: Path, *, with_defaults: bool) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    if with_defaults:
        example = re.sub(r"^# (?=[A-Z][A-Z_]+=)", "", example, flags=re.MULTILINE)
    copy = tmp_path / ".env"
    copy.write_text(example, encoding="utf-8")
    values = {name.lower(): value for name, value in dotenv_values(copy).items()}
    assert Settings(**values) == Settings()  # type: ignore[arg-type]


def test_only_the_settings_read_the_environment() -> None:
    settings = {ROOT / "bot/settings.py", ROOT / "bot/environment.py"}
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "storage").rglob("*.py")]:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        written = [node.value for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)]
        read = [
            node
            for node in nodes
            if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} and node not in written
        ]
        assert not read or path in settings, f"{path}:{read[0].lineno}"


def test_the_core_imports_nothing_but_numbers() -> None:
    allowed = {*sys.stdlib_module_names, "numpy", "scipy", "sklearn"}
    for path in (ROOT / "bot/core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or "bot.core"] if isinstance(node, ast.ImportFrom) else []
            assert all(name.startswith("bot.core") or name.split(".")[0] in allowed for name in names), (
                f"{path}: {names}"
            )


def test_starting_does_not_wait_for_the_libraries_of_themes() -> None:
    code = "import bot.app, sys; print(sorted({'sklearn', 'scipy'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("pattern", "inside"),
    [
        pytest.param(HOME_FOLDER, "", id="a folder of one machine"),
        pytest.param(TEMPORARY, "docs/", id="a temporary folder in the docs"),
        pytest.param(TEMPORARY, "benchmarks/", id="a temporary folder in the benchmarks"),
        pytest.param(REGISTRY, "", id="a package registry"),
        pytest.param(SECRET, "", id="a secret"),
    ],
)
def test_nothing_committed_belongs_to_one_machine_or_is_secret(pattern: re.Pattern[str], inside: str) -> None:
    assert found(pattern, inside=inside) == []
