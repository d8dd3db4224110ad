"""A pretend Slack workspace: people click it in a browser, tests click it in code."""

from bot.playground.events.delivery import Answer, Delivery
from bot.playground.events.enterprise import Enterprise
from bot.playground.people.outcome import Outcome
from bot.playground.people.person import Person
from bot.playground.server import PlaygroundServer
from bot.playground.state.manifest import Manifest, parse_manifest, read_manifest
from bot.playground.state.world import Channel, Message, View

__all__ = [
    "Answer",
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
