"""Slack's door into what goes outside: an owner lets comments go, or no longer."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Kit
from bot.domain.roles import need_owner
from bot.slack.blocks import Block, actions, button, section, small
from bot.slack.commands import Answer, Asked, Verbs
from bot.slack.errors import KindError
from bot.slack.speaker import Speaker, speaker_of
from storage import ai_usage

LET_GO = "outside.on"  # value: the hosts, with a space between
STOP = "outside.off"

_WHAT = "decide what goes to services outside"


def register(app: AsyncApp, kit: Kit, verbs: Verbs) -> None:
    """Hang this room's listeners on the app."""

    async def outside_verb(asked: Asked) -> Answer:
        """`/exchange outside [on | off]`."""
        await need_owner(kit, asked.speaker, _WHAT)
        word = asked.rest.strip().lower()
        if word not in {"", "on", "off"}:
            raise KindError("I understand `/exchange outside`, `/exchange outside on` and `/exchange outside off`.")
        if word == "on" and not kit.services.hosts:
            raise KindError(
                "No service is set up, so nothing can go out. Whoever runs this server names one in its settings: "
                "`THEMES_EMBEDDINGS_URL` or `SUMMARY_URL`."
            )
        if word == "off":
            return Answer("Services outside", await stopped(asked.speaker))
        return Answer("Services outside", await told(asked.speaker, wants=word == "on"))

    async def told(speaker: Speaker, *, wants: bool) -> list[Block]:
        async with kit.storage.read() as db:
            is_on = set(await ai_usage.agreed(db, speaker.tenant_id)) >= set(kit.services.hosts)
            now = kit.clock()
            spent = {
                service: await ai_usage.spent(db, speaker.tenant_id, service, now=now)
                for service in ("embeddings", "summary")
            }
        services = kit.services
        lines = []
        if services.vectors:
            lines.append(f"• *{services.vectors}* for themes: every comment's words, once")
        if services.summary:
            what = "the question, themes with their counts and mean stars, and the best comments' words"
            lines.append(f"• *{services.summary}* for the digest's summary: {what}")
        if not lines:
            return [section("No service outside is set up: nothing leaves this server but to Slack.")]
        never = small(
            "Names, ids, groups and who rated what never go out. Everybody reads of it in *About and privacy*."
        )
        if is_on:
            sent = small(f"Sent this month: {sum(spent.values()):,} characters")
            row = actions(button("Stop it", action_id=STOP, value="off", style="danger"))
            return [section("*Comments go to*\n" + "\n".join(lines)), never, sent, row]
        heading = "*Before anything changes:* comments would go to" if wants else "*Nothing goes out now.* Set up are"
        row = actions(
            button("Let comments go there", action_id=LET_GO, value=" ".join(services.hosts), style="primary")
        )
        return [section(f"{heading}\n" + "\n".join(lines)), never, row]

    async def stopped(speaker: Speaker) -> list[Block]:
        await kit.storage.transact(lambda db: ai_usage.let_texts_go(db, speaker.tenant_id, hosts=()))
        return [
            section(":white_check_mark: Nothing goes to services outside. What came back from them is deleted here.")
        ]

    async def on_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Let comments go."""
        speaker = speaker_of(context)
        await need_owner(kit, speaker, _WHAT)
        hosts = str(body["actions"][0].get("value") or "").split()
        if not hosts or set(hosts) != set(kit.services.hosts):
            raise KindError(
                "The services have changed since. Nothing was changed: please write `/exchange outside on` again."
            )
        await kit.storage.transact(lambda db: ai_usage.let_texts_go(db, speaker.tenant_id, hosts=hosts))
        await ack()
        put(body, await told(speaker, wants=False))

    async def off_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Let them go no longer."""
        speaker = speaker_of(context)
        await need_owner(kit, speaker, _WHAT)
        shown = await stopped(speaker)
        await ack()
        put(body, shown)

    def put(body: dict[str, Any], shown: list[Block]) -> None:
        kit.cards.put_later(body, "Services outside", shown)

    app.action(LET_GO)(on_pressed)
    app.action(STOP)(off_pressed)
    verbs.add(
        "outside",
        outside_verb,
        form="outside [on | off]",
        does="see, allow or stop that comments go to services outside (owners)",
        for_moderators=True,
    )
