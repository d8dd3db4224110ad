"""Starling, the bot."""

import os

from bot.zones import use_newest

use_newest()  # here, so that every way to start the program, and every test, goes by the same rules

# numpy reads this once, when it is loaded, so it is set before any import loads it. Its threads use the processor while
# they wait for each other: on two busy cores the themes of 200 comments cost three times as much with two threads.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[_name] = "1"
