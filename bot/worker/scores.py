"""What ratings say, found in the worker process."""

import base64
from array import array
from typing import Any

from bot.core.findings_data import COLUMNS, Findings, Given
from bot.worker.process import Worker, WorkerError
from bot.worker.themes import MAX_LENGTH

_FACTS = tuple(name for name in Given.__dataclass_fields__ if name not in COLUMNS)


async def findings_in_worker(worker: Worker, given: Given) -> Findings:
    """Return what ratings say, as `bot.core.findings.findings` does, without keeping the loop.

    Raises WorkerError when it could not be done in two tries.
    """
    payload: dict[str, Any] = {name: _packed(getattr(given, name)) for name in COLUMNS}
    payload |= {name: getattr(given, name) for name in _FACTS}
    found = await worker.call("findings", payload, timeout=MAX_LENGTH)
    try:
        return Findings.from_json(found)
    except (KeyError, TypeError, ValueError) as error:
        raise WorkerError("the worker answered with something that is no finding") from error


def _packed(numbers: Any) -> str:
    return base64.b64encode(array("i", numbers).tobytes()).decode("ascii")
