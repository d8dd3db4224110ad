"""People's interactions: buttons, menus, modals, the Home tab, shortcuts."""

from dataclasses import dataclass
from typing import Any

from bot.playground.block_kit.interactive import (
    BUTTONS,
    VALUE_KEYS,
    ElementRef,
    UnknownOptionError,
    action_payload,
    find_element,
    interactive_elements,
    state_entry,
    state_values,
)
from bot.playground.context import PlaygroundContext
from bot.playground.events import payloads
from bot.playground.people.files import choose_files
from bot.playground.people.inputs import validate_inputs
from bot.playground.people.outcome import WARNINGS, Outcome, make_outcome
from bot.playground.state.app_response import AppResponse
from bot.playground.state.errors import ClientRefusalError, SlackError
from bot.playground.state.models import ChangeEvent, Json, Member, Message, View
from bot.playground.web_api.messages import close_all_views, close_view, push_modal, replace_view, validate_view

FILES = "file_input"
NOT_INTERACTIVE = "This app is not configured to handle interactive responses."


@dataclass(frozen=True, slots=True)
class Act:
    """A press or a choice. value: the button's expected value; given: the choice."""

    action_id: str
    block_id: str | None = None
    value: str | None = None
    given: Any = None


def require_visible(context: PlaygroundContext, member: Member, on: Message | View) -> None:
    """Check that the person sees a message or view. Raises ClientRefusalError."""
    if isinstance(on, View):
        stack = context.world.stacks.get(member.id)
        if (stack and stack[-1] is on) or context.world.homes.get(member.id) is on:
            return
        raise ClientRefusalError("view_not_found", "That view is not open.")
    channel = context.world.channels.get(on.channel)
    if channel is not None and context.world.can_see_channel(member.id, channel):
        if on.seen_by is None and channel.messages.get(on.ts) is on:
            return
        if on.seen_by == member.id and context.world.find_ephemeral(member.id, on.channel, on.ts) is on:
            return
    raise ClientRefusalError("message_not_found", "That message is gone.")


def get_element(on: Message | View, act: Act) -> ElementRef:
    """Return the element of an act. Raises ClientRefusalError when the surface does not contain it."""
    ref = find_element(on.blocks, act.action_id, act.block_id)
    if ref is None:
        raise ClientRefusalError("no_such_action", "There is no such button.")
    if act.value is not None and ref.kind in BUTTONS and ref.element.get("value") != act.value:
        raise ClientRefusalError("value_mismatch", "There is no such button.")
    return ref


async def click(context: PlaygroundContext, member: Member, on: Message | View, act: Act) -> Outcome:
    """Press or choose something, and notify the app where the element dispatches its actions."""
    require_visible(context, member, on)
    ref = get_element(on, act)
    done = store_choice(context, on, ref, act.given)
    if not ref.sends:
        return Outcome(ok=True)
    return await send_actions(context, member, on, [done])


def store_choice(context: PlaygroundContext, on: Message | View, ref: ElementRef, given: Any) -> Json:
    """Store a choice in the surface's state; return it as an action."""
    try:
        if ref.kind == FILES:
            user_id = on.user if isinstance(on, View) else ""
            given = choose_files(context, user_id, ref.element, given)
        if ref.kind in VALUE_KEYS:
            on.state.setdefault(ref.block_id, {})[ref.action_id] = state_entry(ref.element, given)
        return action_payload(ref, action_ts=context.world.new_ts(), given=given)
    except UnknownOptionError as error:
        raise ClientRefusalError("no_such_option", "There is no such option.") from error


async def send_actions(context: PlaygroundContext, member: Member, on: Message | View, actions: list[Json]) -> Outcome:
    """Deliver a block_actions payload to the app."""
    if not context.manifest.interactivity:
        raise ClientRefusalError("interactivity_off", NOT_INTERACTIVE)
    if isinstance(on, View):
        trigger = context.tokens.new_trigger(member.id, on.id if on.type == "modal" else None)
        payload = payloads.view_actions(context, member, on, actions, trigger_id=trigger)
    else:
        token = context.tokens.new_response_url(
            member.id, on.channel, message_ts=on.ts, thread_ts=on.thread_ts, ephemeral=on.seen_by is not None
        )
        payload = payloads.message_actions(
            context,
            member,
            on,
            actions,
            response_url=context.address.response_url(token),
            trigger_id=context.tokens.new_trigger(member.id),
        )
    return make_outcome(await context.dispatcher.interact(payload), WARNINGS["click"])


async def click_unseen(context: PlaygroundContext, member: Member, act: Act, on: Message | None) -> Outcome:
    """Send a click on a button that no message shows; for replays."""
    if not context.unseen_clicks:
        raise ClientRefusalError("no_such_action", "There is no such button.")
    if on is None:
        channel = context.world.open_im(member.id)
        on = next((each for each in reversed(channel.messages.values()) if each.bot_id == context.app.bot_id), None)
    if on is None:
        on = Message(
            context.world.open_im(member.id).id,
            context.world.new_ts(),
            context.app.bot_user_id,
            bot_id=context.app.bot_id,
        )
    done = {
        "type": "button",
        "action_id": act.action_id,
        "block_id": act.block_id or "",
        "text": {"type": "plain_text", "text": "", "emoji": True},
        "value": act.value or "",
        "action_ts": context.world.new_ts(),
    }
    return await send_actions(context, member, on, [done])


# Modals -------------------------------------------------------------------------------------------------------------


def _modal(context: PlaygroundContext, member: Member, view: View | None) -> View:
    if view is None:
        raise ClientRefusalError("view_not_found", "No modal is open.")
    require_visible(context, member, view)
    if view.type != "modal":
        raise ClientRefusalError("view_not_found", "That is no modal.")
    return view


def fill_inputs(context: PlaygroundContext, view: View, given: Json) -> None:
    """Store a person's inputs. given: by block_id, by action_id, or in the form of `state.values`."""
    for name, content in given.items():
        inside = [
            each for each in interactive_elements(view.blocks) if each.block_id == name and each.kind in VALUE_KEYS
        ]
        if isinstance(content, dict) and any(each.action_id in content for each in inside):
            for ref in inside:
                if ref.action_id in content:
                    store_choice(context, view, ref, content[ref.action_id])
            continue
        found = next(iter(inside), None) or find_element(view.blocks, name)
        if found is None or found.kind not in VALUE_KEYS:
            raise ClientRefusalError("no_such_input", f"There is no input “{name}”.")
        store_choice(context, view, found, content)


def store_page_values(context: PlaygroundContext, on: Message | View, given: Any) -> None:
    """Store the values that the page reports for the other inputs of a surface; ignore invalid ones."""
    for ref in interactive_elements(on.blocks) if isinstance(given, dict) else ():
        inside = given.get(ref.block_id)
        held = inside.get(ref.action_id) if isinstance(inside, dict) else None
        if ref.kind in VALUE_KEYS and isinstance(held, dict) and held.get("type") == ref.kind:
            store_choice(context, on, ref, held)


async def submit_modal(context: PlaygroundContext, member: Member, view: View | None, given: Json) -> Outcome:
    """Fill in and submit a modal, and apply the app's response."""
    view = _modal(context, member, view)
    if not view.source.get("submit"):
        raise ClientRefusalError("no_submit", "This modal has no button to submit.")
    fill_inputs(context, view, given)
    wrong = validate_inputs(view.blocks, state_values(view.blocks, view.state))
    if wrong:
        view.errors = wrong
        context.world.publish(ChangeEvent("view_updated", view=view, user=member.id))
        raise ClientRefusalError("invalid_input", "", wrong)
    if not context.manifest.interactivity:
        raise ClientRefusalError("interactivity_off", NOT_INTERACTIVE)
    payload = payloads.view_submission(context, member, view, trigger_id=context.tokens.new_trigger(member.id, view.id))
    response = await context.dispatcher.interact(payload)
    if not response.is_accepted:
        return make_outcome(response, WARNINGS["modal"])
    try:
        return _apply_response(context, member, view, response)
    except SlackError as refusal:
        return Outcome(
            ok=False,
            status=response.status,
            error=refusal.error,
            warning=WARNINGS["modal"],
            ack_ms=response.ms,
            body={"answer": response.body, "messages": list(refusal.messages)},
        )


def _apply_response(context: PlaygroundContext, member: Member, view: View, response: AppResponse) -> Outcome:
    """Apply the response to a submission. Raises SlackError for a response that Slack would reject."""
    body = response.body
    if body in (None, "", {}):
        close_view(context, view)
        return make_outcome(response)
    if not isinstance(body, dict) or response.is_malformed:
        raise SlackError("invalid_response")
    kind = body.get("response_action")
    if kind == "errors":
        return _show_errors(context, view, response)
    if kind == "clear":
        close_all_views(context, member.id)
    elif kind in {"update", "push"} and isinstance(body.get("view"), dict):
        source = validate_view(context, body["view"], "modal")
        if kind == "push":
            push_modal(context, member.id, source)
        else:
            replace_view(context, view, source)
    else:
        raise SlackError("invalid_response")
    return make_outcome(response)


def _show_errors(context: PlaygroundContext, view: View, response: AppResponse) -> Outcome:
    errors = response.body.get("errors")
    inputs = {each["block_id"] for each in view.blocks if each["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_response", "[ERROR] errors must name the block_id of an input block")
    view.errors = {str(block): str(words) for block, words in errors.items()}
    context.world.publish(ChangeEvent("view_updated", view=view, user=view.user))
    return Outcome(
        ok=False,
        status=response.status,
        error="errors",
        ack_ms=response.ms,
        body=response.body,
        errors=dict(view.errors),
    )


async def close_modal(context: PlaygroundContext, member: Member, view: View | None, *, whole: bool = False) -> Outcome:
    """Close a modal, or all of them; notify the app of those with notify_on_close."""
    view = _modal(context, member, view)
    cleared = whole or bool(view.source.get("clear_on_close"))
    if cleared:
        closed = close_all_views(context, member.id)
    else:
        closed = [view]
        close_view(context, view)
    outcome = Outcome(ok=True)
    for each in closed:
        if each.source.get("notify_on_close") and context.manifest.interactivity:
            payload = payloads.view_closed(context, member, each, cleared=cleared)
            outcome = make_outcome(await context.dispatcher.interact(payload))
    return outcome


# The Home tab and shortcuts -----------------------------------------------------------------------------------------


async def open_home(context: PlaygroundContext, member: Member, tab: str) -> Outcome:
    """Open a tab of the app's Home; notify the app if it subscribed to app_home_opened."""
    if tab == "home" and not context.manifest.home_tab:
        raise ClientRefusalError("home_tab_disabled", "This app has no Home tab.")
    if tab == "messages" and not context.manifest.messages_tab:
        raise ClientRefusalError("messages_tab_disabled", "This app has no Messages tab.")
    if "app_home_opened" not in context.manifest.events:
        return Outcome(ok=True)
    event = payloads.home_event(context, member, tab)
    return make_outcome(await context.dispatcher.event(payloads.event_envelope(context, event)))


async def run_shortcut(
    context: PlaygroundContext, member: Member, callback_id: str, message: Message | None
) -> Outcome:
    """Run a message shortcut or a global one."""
    known = context.manifest.shortcuts.get(callback_id)
    wanted = "global" if message is None else "message"
    if known is None or known.type != wanted or "commands" not in context.manifest.scopes:
        raise ClientRefusalError("no_such_shortcut", "There is no such shortcut.")
    if member.is_stranger:
        raise ClientRefusalError("no_such_shortcut", "This app belongs to another workspace.")
    if not context.manifest.interactivity:
        raise ClientRefusalError("interactivity_off", NOT_INTERACTIVE)
    trigger = context.tokens.new_trigger(member.id)
    if message is None:
        payload = payloads.global_shortcut(context, member, callback_id, trigger_id=trigger)
    else:
        require_visible(context, member, message)
        token = context.tokens.new_response_url(member.id, message.channel, message_ts=message.ts)
        payload = payloads.message_shortcut(
            context, member, message, callback_id, response_url=context.address.response_url(token), trigger_id=trigger
        )
    return make_outcome(await context.dispatcher.interact(payload), WARNINGS["click"])
