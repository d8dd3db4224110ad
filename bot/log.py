"""The log: facts as JSON lines on standard error. Never a comment's words, a name or a token."""

import logging
import sys

import structlog


def set_up(*, level: int = logging.INFO) -> None:
    """Set the log up once, at the start of a process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
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
