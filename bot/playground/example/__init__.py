"""The example that the playground starts with: a finished exchange, an open one, and their people."""

from bot.playground.example.loader import (
    Example,
    ExampleComment,
    ExampleError,
    ExampleExchange,
    ExamplePerson,
    load_example,
)
from bot.playground.example.stars import ExampleRating, draw_example, draw_ratings

__all__ = [
    "Example",
    "ExampleComment",
    "ExampleError",
    "ExampleExchange",
    "ExamplePerson",
    "ExampleRating",
    "draw_example",
    "draw_ratings",
    "load_example",
]
