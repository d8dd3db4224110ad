"""The people and channels of the workspace, as tests and `run` set them up."""

import re
from collections.abc import Mapping, Sequence

from bot.playground.context import PlaygroundContext
from bot.playground.people.person import Person
from bot.playground.state.models import Channel, Enterprise, Member, UserGroup


class Workspace:
    """People and channels, and the one app that is installed."""

    def __init__(self, context: PlaygroundContext) -> None:
        self.context = context
        self.world = context.world
        self.manifest = context.manifest
        self._persons: dict[str, Person] = {}
        app, name = context.app, context.manifest.bot_name
        self.app_id, self.bot_id, self.bot_user_id = app.app_id, app.bot_id, app.bot_user_id
        bot = Member(app.bot_user_id, _handle(name), name, self.team_id, is_bot=True, bot_id=app.bot_id, tz="Etc/UTC")
        self.world.add_member(bot)

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.world.team_id

    @property
    def enterprise(self) -> Enterprise | None:
        """The organisation that the workspace is in, or None."""
        return self.world.enterprise

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
        """Add a person. name: as people see it.

        team_id: their home workspace; outside the organisation they are a stranger (Slack Connect).
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
        """Return a person to act as. Raises KeyError for an unknown id."""
        known = self._persons.get(id)
        if known is None:
            known = self._persons[id] = Person(self.context, self.world.members[id])
        return known

    @property
    def people(self) -> Mapping[str, Person]:
        """Everybody except bots, by id."""
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

    def add_user_group(self, handle: str, members: Sequence[Person | str], *, name: str = "") -> UserGroup:
        """Add a user group, which people mention as "@handle". members: people or their ids."""
        ids = [each if isinstance(each, str) else each.id for each in members]
        group = UserGroup(self.world.new_id("S"), handle, name or handle.capitalize(), ids)
        self.world.user_groups[group.id] = group
        return group

    def join_enterprise(self, enterprise: Enterprise) -> None:
        """Make the workspace part of an organisation; payloads then name both ids."""
        self.world.enterprise = enterprise
        for member in self.world.members.values():
            member.is_stranger = member.team_id not in {self.team_id, *enterprise.siblings}

    def channel(self, name_or_id: str) -> Channel:
        """Return a channel. Raises KeyError."""
        found = self.world.find_channel(name_or_id)
        if found is None:
            raise KeyError(name_or_id)
        return found

    def choose_personas(self, *people: Person | str) -> None:
        """Set the people whom the page offers to act as, in order."""
        self.world.persona_ids = [each if isinstance(each, str) else each.id for each in people]


def _handle(name: str) -> str:
    return re.sub(r"[^\w]+", ".", name.lower()).strip(".")
