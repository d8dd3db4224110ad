#!/usr/bin/env bash
# A scheduler that is asked to wait for its jobs cancels them.
#
# Package: APScheduler 3.11.3. Seen on 2026-11-29 with Python 3.11.
# Behaviour: `shutdown(wait=True)`, the default, is described as waiting until all jobs that run have ended, and with the
#   BackgroundScheduler it does. With the AsyncIOScheduler it returns at once, and the jobs get a CancelledError where they await,
#   as with `wait=False`: a message is sent, and the line that would note it is never reached. It cannot be awaited either.
# Expected: To be able to wait for the jobs; or an error for `wait=True`.
# Output seen:
#   BackgroundScheduler wait=True   begun, ended, shutdown returned
#   AsyncIOScheduler    wait=True   begun, shutdown returned, cancelled
#   AsyncIOScheduler    wait=False  begun, shutdown returned, cancelled
# Exits with 0 while this is so, with 1 when it changes. Nothing of Starling is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check apscheduler==3.11.3
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import logging
import sys
import threading

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.background import BackgroundScheduler

logging.getLogger("apscheduler").setLevel(logging.CRITICAL)


def with_threads():
    events, has_begun, may_end = [], threading.Event(), threading.Event()

    def job():
        events.append("begun")
        has_begun.set()
        may_end.wait(0.5)
        events.append("ended")

    scheduler = BackgroundScheduler()
    scheduler.start()
    scheduler.add_job(job)
    has_begun.wait()
    scheduler.shutdown(wait=True)
    return [*events, "shutdown returned"]


async def with_asyncio(wait):
    events, has_begun = [], asyncio.Event()

    async def job():
        events.append("begun")
        has_begun.set()
        try:
            await asyncio.sleep(0.5)
        except asyncio.CancelledError:
            events.append("cancelled")
            raise
        events.append("ended")

    scheduler = AsyncIOScheduler()
    scheduler.start()
    scheduler.add_job(job)
    await has_begun.wait()
    scheduler.shutdown(wait=wait)
    events.append("shutdown returned")
    await asyncio.sleep(1)
    return events


threads = with_threads()
print("BackgroundScheduler wait=True  ", ", ".join(threads))
waiting = asyncio.run(with_asyncio(True))
print("AsyncIOScheduler    wait=True  ", ", ".join(waiting))
hurried = asyncio.run(with_asyncio(False))
print("AsyncIOScheduler    wait=False ", ", ".join(hurried))
cancelled = ["begun", "shutdown returned", "cancelled"]
is_so = threads == ["begun", "ended", "shutdown returned"] and waiting == hurried == cancelled
sys.exit(0 if is_so else "changed: the jobs are waited for")
PYTHON
