"""What the playground opens on: a finished exchange, an open one, and the people in them."""

from bot.playground.example.loader import (
    Example,
    ExampleComment,
    ExampleError,
    ExampleExchange,
    ExamplePerson,
    load_example,
)
from bot.playground.example.stars import ExampleRating, draw_ratings

__all__ = [
    "Example",
    "ExampleComment",
    "ExampleError",
    "ExampleExchange",
    "ExamplePerson",
    "ExampleRating",
    "draw_ratings",
    "load_example",
]
