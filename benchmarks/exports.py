"""Processor time and size of each public form, at a district's size: 1,000 comments, 32,824 ratings, 1,137 people.

    PYTHONPATH=. .venv/bin/python benchmarks/exports.py [COMMENTS]

Each is made twice: what a command takes is the first time, with libraries loaded and nothing remembered.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bot.domain.published import Published
from bot.domain.published_document import make_document
from bot.domain.published_load import load_published
from bot.exports.files import PUBLIC
from bot.results.page.file import make_html
from bot.results.report.pdf import make_pdf
from tests.results.district import Size, make_district


def forms(found: Published) -> dict[str, Callable[[], bytes]]:
    """Return what makes each form."""
    made: dict[str, Callable[[], bytes]] = {
        form.value: lambda make=make: make(make_document(found)).data  # type: ignore[misc]
        for form, make in PUBLIC.items()
    }
    return made | {"html": lambda: make_html(found, "en").encode(), "pdf": lambda: make_pdf(found, "en")[0]}


async def measure(comments: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        district = await make_district(Path(folder), Size(comments=comments))
        async with district.ctx.storage.read() as db:
            found = await load_published(district.ctx, db, district.exchange)
        for name, make in forms(found).items():
            took, size = [], 0
            for _ in range(2):
                begin = time.process_time()
                size = len(make())
                took.append(time.process_time() - begin)
            print(f"{name:5} {took[0]:6.2f} s CPU, again {took[1]:5.2f} {size / 1000:8,.0f} kB")
        await district.ctx.storage.close()


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
