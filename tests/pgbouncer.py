"""A PgBouncer in front of the tests' PostgreSQL: the system's own, or Debian's, unpacked beside the environment.

Nothing is installed: where no PgBouncer is found, `apt-get download` fetches it with its two libraries and
`dpkg-deb -x` unpacks them. Where neither can be done, what needs it is left out and says so.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Self

from tests.postgres import OWNER, UNPRIVILEGED, Postgres, free_port

PACKAGES = ("pgbouncer", "libevent-2.1-7", "libc-ares2")
_UNPACKED = Path(sys.prefix) / "pgbouncer"
_FETCH_S, _READY_S = 60, 60
_CONFIG = """
[databases]
* = host=127.0.0.1 port={server} user={owner}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 500
server_reset_query =
server_login_retry = 1
ignore_startup_parameters = extra_float_digits
logfile = {folder}/log
pidfile =
"""


class MissingError(Exception):
    """There is no PgBouncer here, and none can be fetched."""


def find() -> Path:
    """Return the program. Raises MissingError."""
    found = shutil.which(os.environ.get("PGBOUNCER", "pgbouncer")) or shutil.which("/usr/sbin/pgbouncer")
    if found:
        return Path(found)
    program = _UNPACKED / "usr" / "sbin" / "pgbouncer"
    if not program.exists():
        _fetch()
    if not program.exists():
        raise MissingError("no pgbouncer here, and apt-get download brings none: install it, or set PGBOUNCER")
    return program


def _fetch() -> None:
    apt, dpkg = shutil.which("apt-get"), shutil.which("dpkg-deb")
    if not apt or not dpkg:
        return
    with tempfile.TemporaryDirectory(prefix="starling-pgbouncer-") as folder:
        quiet: dict[str, Any] = {"cwd": folder, "capture_output": True}
        try:
            subprocess.run([apt, "download", *PACKAGES], check=False, timeout=_FETCH_S, **quiet)
        except subprocess.TimeoutExpired:
            return
        for each in Path(folder).glob("*.deb"):
            subprocess.run([dpkg, "-x", each, _UNPACKED], check=False, **quiet)


class PgBouncer:
    """A pooler of transactions on 127.0.0.1; kill() ends it as a crash does, start() brings it back."""

    def __init__(self, server: Postgres, *, size: int = 8) -> None:
        self.port = free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="starling-pgbouncer-"))
        self._server, self._size = server, size
        self._process: subprocess.Popen[bytes] | None = None
        program = find()
        shutil.copy(program, self._folder / "pgbouncer")  # where the unprivileged user can enter
        for library in _UNPACKED.glob("usr/lib/*/*.so*"):
            shutil.copy(library, self._folder / library.name)
        (self._folder / "ini").write_text(
            _CONFIG.format(server=server.port, port=self.port, folder=self._folder, owner=OWNER, size=size)
        )
        if os.geteuid() == 0:
            shutil.chown(self._folder, UNPRIVILEGED)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database through the pooler, as DATABASE_URL takes it."""
        return f"postgresql+asyncpg://{OWNER}@127.0.0.1:{self.port}/{database}?statement_cache_size=0"

    def start(self) -> None:
        """Start it and wait until it listens."""
        who: dict[str, Any] = {"user": UNPRIVILEGED, "group": None, "extra_groups": []} if os.geteuid() == 0 else {}
        self._process = subprocess.Popen(
            [self._folder / "pgbouncer", "-q", self._folder / "ini"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={"LD_LIBRARY_PATH": str(self._folder), "PATH": os.environ.get("PATH", "")}, cwd=self._folder, **who,
        )  # fmt: skip
        give_up = time.monotonic() + _READY_S
        while time.monotonic() < give_up and self._process.poll() is None:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        log = self._folder / "log"
        raise RuntimeError(f"PgBouncer did not start: {log.read_text()[-1000:] if log.exists() else 'no log'}")

    def kill(self) -> None:
        """End it with SIGKILL, in the middle of whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
