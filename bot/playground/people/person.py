"""A person of the workspace: what they see and everything they can do, through the real code paths."""

from collections.abc import Sequence
from typing import Any

from bot.playground.context import PlaygroundContext
from bot.playground.events.objects import visible_text
from bot.playground.people import interactions, messages
from bot.playground.people.outcome import Outcome
from bot.playground.state.models import Channel, Json, Member, Message, View


class Person:
    """A person to act as. Acts return an Outcome, also when Slack's client refuses them."""

    def __init__(self, context: PlaygroundContext, member: Member) -> None:
        self._context = context
        self.member = member
        self.warnings: list[str] = []

    @property
    def id(self) -> str:
        """Their Slack id."""
        return self.member.id

    @property
    def name(self) -> str:
        """Their name as people see it."""
        return self.member.real_name

    # What they see ----------------------------------------------------------------------------------------------

    def sees(self, channel: str | None = None, *, thread_ts: str | None = None) -> list[Message]:
        """Return the messages they see in a channel (None: the DM with the app), own ephemerals too, in order.

        thread_ts: only that thread with its first message; without it, everything but replies.
        """
        where = self._channel(channel)
        if where is None or not self._context.world.can_see_channel(self.id, where):
            return []
        seen = self._context.world.list_visible(self.id, where)
        if thread_ts is None:
            return [each for each in seen if each.thread_ts in {None, each.ts} or each.broadcast or each.seen_by]
        return [each for each in seen if thread_ts in {each.ts, each.thread_ts}]

    def dm(self) -> list[Message]:
        """Return the messages of their DM with the app."""
        return self.sees()

    def last(self, channel: str | None = None) -> Message | None:
        """Return the latest message they see in a channel (None: the DM), or None."""
        seen = self.sees(channel)
        return seen[-1] if seen else None

    def ephemerals(self, channel: str | None = None) -> list[Message]:
        """Return the ephemeral messages they still see, in all channels or in one."""
        kept = self._context.world.ephemerals.get(self.id, ())
        where = self._channel(channel) if channel else None
        return [each for each in kept if where is None or each.channel == where.id]

    @property
    def views(self) -> list[View]:
        """Their open modals, the top one last."""
        return list(self._context.world.stacks.get(self.id, ()))

    @property
    def view(self) -> View | None:
        """Their top modal, or None."""
        stack = self._context.world.stacks.get(self.id)
        return stack[-1] if stack else None

    @property
    def home(self) -> View | None:
        """Their view of the app's Home tab, or None."""
        return self._context.world.homes.get(self.id)

    @staticmethod
    def reads(shown: Message | View) -> str:
        """Return the words on a message or a view, line by line."""
        return visible_text(shown.blocks, shown.text if isinstance(shown, Message) else "")

    # What they say ----------------------------------------------------------------------------------------------

    async def says(
        self,
        text: str,
        channel: str | None = None,
        *,
        thread_ts: str | None = None,
        files: Sequence[Json] = (),
        broadcast: bool = False,
    ) -> Outcome:
        """Write a message; channel None is the DM with the app. files: [{name, mimetype?}]."""
        draft = messages.NewMessage(text, thread_ts, tuple(files), broadcast=broadcast)
        return await self._perform(messages.send_message(self._context, self.member, self._channel(channel), draft))

    async def edits(self, message: Message, text: str) -> Outcome:
        """Change a message of their own."""
        return await self._perform(messages.edit_own_message(self._context, self.member, message, text))

    async def deletes(self, message: Message) -> Outcome:
        """Delete a message of their own."""
        return await self._perform(messages.delete_own_message(self._context, self.member, message))

    async def joins(self, channel: str) -> Outcome:
        """Join a public channel."""
        return await self._perform(messages.join_channel(self._context, self.member, self._channel(channel)))

    async def invites_app(self, channel: str) -> Outcome:
        """Add the app to a channel they are in."""
        return await self._perform(messages.invite_app(self._context, self.member, self._channel(channel)))

    async def runs(self, line: str, channel: str | None = None, *, thread_ts: str | None = None) -> Outcome:
        """Run a slash command, like "/exchange new", in a channel (None: the DM with the app)."""
        return await self._perform(
            messages.run_command(
                self._context, self.member, self._channel(channel), line, in_thread=thread_ts is not None
            )
        )

    # What they press --------------------------------------------------------------------------------------------

    async def clicks(
        self,
        on: Message | View,
        action_id: str,
        *,
        block_id: str | None = None,
        value: str | None = None,
        option: Any = None,
    ) -> Outcome:
        """Press a button or choose from a menu of a message or view that they see.

        value: the button's expected value; refused when it has another.
        option: the choice: an option, its value or its text; a list where several are allowed; a date, a user id…
        """
        act = interactions.Act(action_id, block_id, value=value, given=option)
        return await self._perform(interactions.click(self._context, self.member, on, act))

    async def chooses(self, on: Message | View, action_id: str, option: Any, *, block_id: str | None = None) -> Outcome:
        """Choose in a menu, tick boxes, pick a date or a person."""
        return await self.clicks(on, action_id, block_id=block_id, option=option)

    async def inputs(self, on: Message | View, action_id: str, text: Any, *, block_id: str | None = None) -> Outcome:
        """Fill in an input; the app is notified at once only where the block dispatches its actions."""
        return await self.clicks(on, action_id, block_id=block_id, option=text)

    async def clicks_unseen(
        self, action_id: str, value: str, *, block_id: str = "unseen", on: Message | None = None
    ) -> Outcome:
        """Press a button that no message shows, as replays do; only where `unseen_clicks` is on.

        on: the message to name as the click's source; None: the app's latest in their DM.
        """
        act = interactions.Act(action_id, block_id, value=value)
        return await self._perform(interactions.click_unseen(self._context, self.member, act, on))

    async def submits(self, view: View | None = None, values: Json | None = None) -> Outcome:
        """Submit a modal (None: the top one). values: {block_id or action_id: input}, or Slack's full form."""
        return await self._perform(
            interactions.submit_modal(self._context, self.member, view or self.view, values or {})
        )

    async def closes(self, view: View | None = None, *, whole: bool = False) -> Outcome:
        """Close a modal (None: the top one). whole: close all, as the cross does."""
        return await self._perform(interactions.close_modal(self._context, self.member, view or self.view, whole=whole))

    async def opens_home(self) -> Outcome:
        """Open the app's Home tab."""
        return await self._perform(interactions.open_home(self._context, self.member, "home"))

    async def opens_messages(self) -> Outcome:
        """Open the app's Messages tab."""
        return await self._perform(interactions.open_home(self._context, self.member, "messages"))

    def reloads(self) -> None:
        """Reload Slack: ephemeral messages disappear."""
        for message in self.ephemerals():
            self._context.world.drop_message(message)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Outcome:
        """Run a global shortcut, or a message's."""
        return await self._perform(interactions.run_shortcut(self._context, self.member, callback_id, message))

    # ------------------------------------------------------------------------------------------------------------

    def _channel(self, channel: str | None) -> Channel | None:
        if channel is None:
            return self._context.world.open_im(self.id)
        return self._context.world.find_channel(channel)

    async def _perform(self, act: Any) -> Outcome:
        outcome: Outcome = await messages.catch_refusal(messages.require_active(self.member, act))
        if outcome.warning:
            self.warnings.append(outcome.warning)
            del self.warnings[:-50]
            self._context.world.warn(self.id, outcome.warning)
        return outcome
