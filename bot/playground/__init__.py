"""A pretend Slack workspace: people click it in a browser, tests click it in code."""

from bot.playground.events.delivery import Delivery
from bot.playground.people.outcome import Outcome
from bot.playground.people.person import Person
from bot.playground.server import PlaygroundServer
from bot.playground.state.app_response import AppResponse
from bot.playground.state.manifest import Manifest, parse_manifest, read_manifest
from bot.playground.state.models import Channel, Enterprise, Message, View

__all__ = [
    "AppResponse",
    "Channel",
    "Delivery",
    "Enterprise",
    "Manifest",
    "Message",
    "Outcome",
    "Person",
    "PlaygroundServer",
    "View",
    "parse_manifest",
    "read_manifest",
]
