"""The log: facts, a line each on standard error, JSON unless chosen. Never a comment's words, a name or a token."""

import asyncio
import logging
import sys
from typing import Any

import structlog


def set_up(*, level: int = logging.INFO, form: str = "json") -> None:
    """Set the log up once, at the start of a process. form: json, or text (logfmt), the same facts in either."""
    facts_first = ["timestamp", "level", "event"]
    as_text = structlog.processors.LogfmtRenderer(key_order=facts_first, drop_missing=True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            as_text if form == "text" else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    quiet_libraries()


def quiet_libraries() -> None:
    """Keep the libraries from logging requests: at INFO Bolt prints whole bodies, at DEBUG the SDK prints texts."""
    for name in ("slack_bolt", "slack_sdk", "aiohttp", "apscheduler", "sqlalchemy", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def log_of_bolt() -> logging.Logger:
    """Return the log that Bolt is given: silent, for it would print requests and errors with people's words."""
    quiet = logging.getLogger("starling.bolt")
    quiet.setLevel(logging.CRITICAL + 1)
    return quiet


def safe_info(error: BaseException) -> str:
    """Return where an error was raised, without its message: that may quote a comment."""
    places = []
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places[-6:])


def report_lost(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what no task caught, by kind and place; the last resort of work in the background.

    For the event loop, instead of asyncio's own report, which prints the message of the error.
    """
    error = context.get("exception")
    where = safe_info(error) if isinstance(error, BaseException) else ""
    structlog.get_logger().error("unhandled_in_background", error=type(error).__name__, where=where)
