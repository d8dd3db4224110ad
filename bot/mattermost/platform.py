"""The platform: one team of a Mattermost server, its bot account, and what answers people there is drawn with."""

from dataclasses import dataclass

from bot.context import Context
from bot.core.errors import InputError
from bot.domain.actor import Actor
from bot.mattermost.api import Api
from bot.mattermost.markdown import from_mrkdwn, list_ids
from bot.mattermost.posts import Post, Posts
from bot.mattermost.proofs import Seals, Triggers
from bot.mattermost.web import MattermostWeb
from bot.slack.blocks import Block
from bot.slack.errors import error_text
from bot.slack.workspaces import Workspace

JOBS = frozenset(
    (
        *("cleanup", "erasures", "exchanges", "scores", "themes", "digests", "passes", "kept forms", "retention"),
        *("second looks", "topic looks", "service looks", "translations", "alerts", "danger cases"),
    )
)
"""Jobs of bot/jobs.py that work for a team; the others write to people with Slack's buttons and forms."""


@dataclass(frozen=True, slots=True)
class Platform:
    """What requests and events of a team are answered with."""

    ctx: Context
    api: Api
    web: MattermostWeb
    posts: Posts
    seals: Seals
    triggers: Triggers
    workspace: Workspace
    command_token: str

    async def actor(self, user_id: str) -> Actor:
        """Return the person behind a request, with the language of their account."""
        profile = await self.workspace.profiles.profile(user_id)
        return Actor(
            tenant_id=self.workspace.tenant_id,
            workspace=self.workspace.team_id,
            slack_user_id=user_id,
            is_stranger=profile.is_bot or profile.is_deleted,  # who is not in the team is deleted here
            locale=profile.locale,
        )

    async def card(self, actor: Actor, blocks: list[Block], *, words: str = "") -> Post:
        """Return a card for one person, drawn from blocks. words: of theirs, which they did not share yet."""
        return await self.posts.card(blocks, self.web.read_names, user_id=actor.slack_user_id, words=words)

    async def sentence(self, text: str) -> str:
        """Return a sentence in Slack's markup as Markdown."""
        return from_mrkdwn(text, await self.web.read_names(list_ids([text])))

    async def message(self, text: str, blocks: list[Block]) -> str:
        """Return what people read on blocks, or the text where there are none, as Markdown."""
        return str((await self.posts.from_blocks(blocks, text, self.web.read_names))["message"])

    async def error(self, actor: Actor, error: InputError) -> str:
        """Return the sentence of an error. Those about an answer that did not come name who was asked."""
        return (await self.sentence(error_text(actor.texts, error))).replace("Slack", "Mattermost")

    async def write(self, actor: Actor, post: Post) -> None:
        """Write to a person, in their conversation with the bot. Raises ApiError and what `Api.get` does."""
        await self.api.post("/posts", post | {"channel_id": await self.web.direct_channel(actor.slack_user_id)})
