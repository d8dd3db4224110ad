"""Who and what is in the workspace: the part of the playground that a story sets up."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from bot.playground.events.enterprise import Enterprise
from bot.playground.people.person import Person
from bot.playground.state.manifest import Manifest
from bot.playground.state.world import Channel, Clock, Member, News, World

if TYPE_CHECKING:
    from bot.playground.server import PlaygroundServer

TEAM, APP, BOT, BOT_USER = "T0PLAYGROUND", "A0PLAYGROUND", "B0PLAYGROUND", "U0PLAYGROUND"
CAST = 100  # people the page offers to be, unless a cast is chosen


class Workspace:
    """People and channels, and the one app that is installed."""

    def __init__(self, manifest: Manifest, *, team_id: str | None, team_name: str, clock: Clock) -> None:
        self.manifest = manifest
        self.world = World(team_id=team_id or TEAM, name=team_name, clock=clock)
        self.app_id, self.bot_id, self.bot_user_id = APP, BOT, BOT_USER
        self._persons: dict[str, Person] = {}
        name = manifest.bot_name
        self.world.add_member(
            Member(BOT_USER, _handle(name), name, self.world.team_id, is_bot=True, bot_id=BOT, tz="Etc/UTC")
        )

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.world.team_id

    @property
    def enterprise(self) -> Enterprise | None:
        """The organisation that the workspace is in, or None."""
        return self.world.enterprise

    @property
    def domain(self) -> str:
        """The workspace's name as part of an address."""
        return re.sub(r"[^a-z0-9]+", "-", self.world.name.lower()).strip("-")

    def add_person(
        self,
        name: str,
        id: str | None = None,  # noqa: A002
        *,
        group: str | None = None,
        tz: str = "America/Los_Angeles",
        locale: str = "en-US",
        is_admin: bool = False,
        is_owner: bool = False,
        is_restricted: bool = False,
        is_ultra_restricted: bool = False,
        team_id: str | None = None,
        is_bot: bool = False,
        deleted: bool = False,
    ) -> Person:
        """Add somebody. name: as people see it.

        team_id: their home workspace; one that is no sibling in the organisation makes them a stranger (Slack Connect).
        deleted: deactivated.
        """
        siblings = self.enterprise.siblings if self.enterprise is not None else {}
        handle = _handle(name)
        if handle in self.world.handles:
            handle = f"{handle}{len(self.world.members)}"
        member = Member(
            id=id or self.world.new_id("U"),
            name=handle,
            real_name=name,
            team_id=team_id or self.team_id,
            group=group,
            tz=tz,
            locale=locale,
            is_admin=is_admin,
            is_owner=is_owner,
            is_restricted=is_restricted,
            is_ultra_restricted=is_ultra_restricted,
            is_stranger=team_id not in {None, self.team_id, *siblings},
            deleted=deleted,
            is_bot=is_bot,
            bot_id=self.world.new_id("B") if is_bot else None,
        )
        self.world.add_member(member)
        return self.person(member.id)

    def person(self, id: str) -> Person:  # noqa: A002
        """Return somebody to act as. Raises KeyError for an unknown id."""
        known = self._persons.get(id)
        if known is None:
            known = self._persons[id] = Person(cast("PlaygroundServer", self), self.world.members[id])
        return known

    @property
    def people(self) -> Mapping[str, Person]:
        """Everybody who is no bot, by id."""
        return {each.id: self.person(each.id) for each in self.world.members.values() if not each.is_bot}

    def add_channel(
        self,
        name: str,
        private: bool = False,  # noqa: FBT001, FBT002
        *,
        members: Sequence[Person | str] = (),
        id: str | None = None,  # noqa: A002
        app: bool = False,
        topic: str = "",
        team_id: str | None = None,
    ) -> Channel:
        """Add a channel. members: people or their ids; app: whether the app is in it; team_id: a sibling workspace."""
        ids = [each if isinstance(each, str) else each.id for each in members]
        if app:
            ids.append(self.bot_user_id)
        channel = Channel(
            id=id or self.world.new_id("C"),
            name=name,
            kind="private" if private else "channel",
            members=dict.fromkeys(ids),
            topic=topic,
            team_id=team_id,
            created=int(self.world.clock()),
            creator=ids[0] if ids else "",
        )
        return self.world.add_channel(channel)

    def join_enterprise(self, enterprise: Enterprise) -> None:
        """Make the workspace part of an organisation: it keeps its own id, and payloads name the organisation's too."""
        self.world.enterprise = enterprise
        for member in self.world.members.values():
            member.is_stranger = member.team_id not in {self.team_id, *enterprise.siblings}

    def channel(self, name_or_id: str) -> Channel:
        """Return a channel. Raises KeyError."""
        found = self.world.channel_of(name_or_id)
        if found is None:
            raise KeyError(name_or_id)
        return found

    @property
    def cast(self) -> list[Member]:
        """The people whom the page offers to be."""
        known = self.world.members
        if self.world.cast:
            return [known[each] for each in self.world.cast if each in known]
        return [each for each in known.values() if not each.is_bot][:CAST]

    def choose_cast(self, *people: Person | str) -> None:
        """Say whom the page offers to be, in this order."""
        self.world.cast = [each if isinstance(each, str) else each.id for each in people]

    def warn(self, user: str, text: str) -> None:
        """Show somebody a warning of Slack's."""
        self.world.tell(News("warning", user=user, text=text))

    def tell_channels(self, user: str) -> None:
        """Tell somebody's page that their list of channels changed."""
        self.world.tell(News("channels", user=user))


def _handle(name: str) -> str:
    return re.sub(r"[^\w]+", ".", name.lower()).strip(".")
