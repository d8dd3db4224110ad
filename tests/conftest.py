"""What every test may ask for."""

import os
import sys

# Container images often forbid Python to keep compiled code. Then each test process, and each program that a test
# starts, compiles all of the project anew: half of the processor time of a run of a few files.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

pytest_plugins = ["tests.ran_on", "tests.fixtures_postgres", "tests.fixtures_browser", "tests.fixtures_town"]
