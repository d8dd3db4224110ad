"""Print the tests of one feature, for `make check FEATURE=rate`; found by names and imports, listed nowhere.

`tests/rate/`, the stories `tests/stories/test_rate*.py` (an s at the end of a feature's name may be missing there), and
the test of each module of core, domain and storage that this feature imports and few others do.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAX_FEATURES = 2
"""What more features than these import belongs to no one of them: every change there asks for `make check`."""


def list_features(root: Path = ROOT) -> list[str]:
    """Return the names of the features: the packages of the bot with listeners or a job."""
    return sorted(
        {path.parent.name for name in ("listeners.py", "job.py") for path in (root / "bot").glob(f"*/{name}")}
    )


def list_tests(feature: str, root: Path = ROOT) -> list[Path]:
    """Return the feature's tests: files, and folders that hold nothing else."""
    tests = root / "tests"
    stem = feature.removesuffix("s")
    found = [path for path in [tests / feature] if path.is_dir()]
    found += sorted(
        path for path in (tests / "stories").glob(f"test_{stem}*.py") if _is_named(path.stem, feature, stem)
    )
    imports = {each: _list_imports(root / "bot" / each) for each in list_features(root)}
    for package, module in sorted(imports[feature]):
        users = [each for each, of_it in imports.items() if (package, module) in of_it]
        path = tests / package / f"test_{module}.py"
        if len(users) <= MAX_FEATURES and path.is_file():
            found.append(path)
    return found


def _is_named(test: str, feature: str, stem: str) -> bool:
    return any(test == f"test_{name}" or test.startswith(f"test_{name}_") for name in {feature, stem})


@cache
def _list_imports(folder: Path) -> frozenset[tuple[str, str]]:
    """Return what `_imports` finds, read once: a feature is compared with all others."""
    return frozenset(_imports(folder))


def _imports(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (core, domain or storage; module) for each import of such a module in a folder."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                for name in [node.module, *(f"{node.module}.{each.name}" for each in node.names)]:
                    package, _, module = name.removeprefix("bot.").partition(".")
                    if package in {"core", "domain", "storage"} and module:
                        yield package, module


def main() -> None:
    """Print the paths of the feature that the first argument names, or end with what may be named."""
    [feature] = sys.argv[1:] or [""]
    if feature not in list_features():
        sys.exit(f"No feature is called {feature!r}. These are: {', '.join(list_features())}")
    print(*(path.relative_to(ROOT) for path in list_tests(feature)))


if __name__ == "__main__":
    main()
