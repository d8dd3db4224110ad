"""The worker: one process of its own for long computations."""

from bot.worker.coverage import choose_in_worker, cover_in_worker
from bot.worker.danger import danger_in_worker
from bot.worker.process import Worker, WorkerError
from bot.worker.scores import findings_in_worker
from bot.worker.themes import (
    find_themes_in_worker,
    follow_in_worker,
    languages_alone_in_worker,
    languages_in_worker,
    split_in_worker,
    vectors_in_worker,
)
from bot.worker.topic import off_topic_in_worker

__all__ = [
    "Worker",
    "WorkerError",
    "choose_in_worker",
    "cover_in_worker",
    "danger_in_worker",
    "find_themes_in_worker",
    "findings_in_worker",
    "follow_in_worker",
    "languages_alone_in_worker",
    "languages_in_worker",
    "off_topic_in_worker",
    "split_in_worker",
    "vectors_in_worker",
]
