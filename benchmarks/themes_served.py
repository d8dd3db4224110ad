"""`starling themes` by one process that keeps the models and the vectors, as the bot's worker does.

    python benchmarks/themes_served.py serve themes.socket &
    python ../shared/tools/evaluate_themes.py --cmd "python benchmarks/themes_served.py ask themes.socket" …

Its lines are those of `starling themes`, without the second of CPU for each run that loading takes.
"""

import io
import os
import sys
from multiprocessing.connection import Client, Listener

_STATE = "EXCHANGE_STATE_DIR"


def main() -> int:
    """Serve, or ask and print the answer."""
    role, address = sys.argv[1:]
    return serve(address) if role == "serve" else ask(address)


def serve(address: str) -> int:
    """Answer runs, one at a time, until the process is ended."""
    from bot.cli_themes import run
    from bot.worker.encoder import MAX_KEPT

    with Listener(address, "AF_UNIX") as listener:
        while True:
            with listener.accept() as asked:
                folder, lines = asked.recv()
                os.environ[_STATE] = folder
                found = io.StringIO()
                asked.send((run(io.StringIO(lines), found, keep=MAX_KEPT), found.getvalue()))


def ask(address: str) -> int:
    """Send the lines of standard input, and print what comes back. Return the exit code."""
    with Client(address, "AF_UNIX") as server:
        server.send((os.environ.get(_STATE, ""), sys.stdin.read()))
        code, lines = server.recv()
    sys.stdout.write(lines)
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
