"""What every test may ask for."""

import gc
import os
import shutil
import sys
from pathlib import Path

# Container images often forbid Python to keep compiled code. Then each test process, and each program that a test
# starts, compiles all of the project again: half of the processor time of a run of a few files.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Before numpy is loaded: its threads use the processor while they wait for each other, most of all on a busy machine.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

# Databases of tests are written to memory where there is room: each commit waits for its file to be on the disk, which
# is most of what a short story waits for. TMPDIR chooses another folder.
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30  # noqa: S108 - pytest and tempfile make folders of their own in it
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("TMPDIR", str(MEMORY))

pytest_plugins = [
    "tests.ran_on",
    "tests.recursion",
    "tests.fixtures_postgres",
    "tests.fixtures_browser",
    "tests.fixtures_playground",
]


def pytest_configure() -> None:
    """Let no example of Hypothesis fail for its time: a test says what holds, and a busy machine makes any one slow."""
    from hypothesis import HealthCheck, settings  # not above: it is to be kept compiled too

    settings.register_profile("starling", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("starling")


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over all that was imported, and come less often: an eighth of a run's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
