// The page's start: acting person, open channel, live updates.
import { askState, goLive, deliverUpdates } from "./api.js";
import { sayAloud, toast } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { Modals } from "./modals.js";
import { closePopover } from "./popover.js";
import { Place } from "./place.js";
import { buildShell } from "./shell.js";
import { channelOf, isKnown, subscribe, setTime, placeLink, loadChoice, saveChoice, publish, world } from "./state.js";
import { inLanguage, setLocale, t } from "./texts.js";
import { Thread } from "./thread.js";

const root = document.getElementById("app");
const skip = document.querySelector(".skip");
let place = null;
let thread = null;

function takeState(state) {
  setTime(state.now);
  Object.assign(world, {
    workspace: state.workspace || {},
    app: state.app || {},
    me: state.me,
    as: state.me?.id || world.as,
    people: state.people || [],
    users: state.users || {},
    channels: state.channels || [],
    commands: state.commands || [],
    userGroups: state.user_groups || [],
    shortcuts: state.shortcuts || [],
    banner: state.banner,
    hasClock: Boolean(state.has_clock),
    views: state.views || [],
    home: state.home || null,
  });
  setLocale(world.me?.locale);
}

function writeAddress(how = "replaceState") {
  const channel = channelOf(world.place);
  const extra = {};
  if (channel?.kind === "im" && world.tab !== "messages") extra.tab = world.tab;
  if (world.thread) extra.thread = world.thread;
  history[how](null, "", placeLink(world.place, extra));
}

function seen(id) {
  const channel = channelOf(id);
  if (channel) channel.unread = 0;
}

/** Return the channel to open first: the one with the newest message. */
function liveliest() {
  const latest = (channel) => Number(channel.latest || 0);
  const lively = world.channels.filter((channel) => channel.kind !== "im" && channel.latest);
  return lively.sort((one, other) => latest(other) - latest(one))[0];
}

function closeThread() {
  if (!thread.isOpen) return;
  const ts = world.thread;
  thread.close();
  world.thread = null;
  writeAddress();
  const node = place.root.querySelector(`[data-ts="${ts}"]`);
  (node?.querySelector(".thread-summary") || node || place.root.querySelector("[data-testid=composer]"))?.focus();
}

function openThread(message, write) {
  world.thread = message.thread_ts || message.ts;
  writeAddress();
  thread.open(world.place, world.thread, { write });
}

function goTo(id, { tab = "messages", focus = true, how = "pushState" } = {}) {
  closePopover();
  world.place = id;
  saveChoice("place", id);
  world.tab = tab;
  world.thread = null;
  thread.close();
  seen(id);
  writeAddress(how);
  publish("place");
  place.open();
  // On a touch screen the focus in a text field would bring the keyboard up, over half of the conversation.
  if (focus)
    (matchMedia("(pointer: coarse)").matches
      ? place.root
      : place.root.querySelector("[data-testid=composer]")
    )?.focus();
}

function onTab(tab) {
  goTo(world.place, { tab, focus: false });
}

/** Open the WebSocket first and load the state afterwards, so that no update is missed. */
async function become(id) {
  const before = world.as;
  world.as = id;
  try {
    await goLive();
    takeState(await askState(id));
  } catch (error) {
    world.as = before;
    throw error;
  }
  saveChoice("as", world.as);
}

async function beSomebody(id) {
  try {
    const kind = channelOf(world.place)?.kind;
    await become(id);
    const same = kind === "im" ? world.channels.find((channel) => channel.kind === "im") : channelOf(world.place);
    publish("state");
    goTo((same || world.channels[0])?.id, { tab: world.tab, focus: false });
    publish("views");
    deliverUpdates();
    sayAloud(t("people.now", { name: world.me.real_name || world.me.name }));
  } catch {
    toast(t("people.trouble"));
    await goLive();
    deliverUpdates();
  }
}

/** Reload after a lost connection: everything may have changed. */
async function catchUp() {
  try {
    takeState(await askState(world.as));
  } catch {
    return;
  }
  seen(world.place);
  publish("state");
  publish("views");
  publish("home");
  place.refresh();
  thread.refresh();
}

const stack = (view) => [...world.views.filter((one) => one.id !== view.id), view];

const ON_UPDATE = {
  message: (update, message) => {
    thread.put(update.channel, message);
    if (update.channel === world.place) {
      place.put(message);
      return;
    }
    const channel = channelOf(update.channel);
    if (!channel) catchUp();
    else if (message.user !== world.as && (!message.thread_ts || message.thread_ts === message.ts)) {
      channel.unread = (channel.unread || 0) + 1;
      publish("channels");
    }
  },
  message_changed: (update, message) => {
    if (update.channel === world.place) place.replace(message);
    thread.put(update.channel, message);
  },
  message_deleted: (update) => {
    const ts = update.ts || update.message?.ts;
    if (update.channel === world.place) place.drop(ts);
    thread.drop(update.channel, ts);
  },
  view_opened: (update) => {
    world.views = stack(update.view);
    publish("views");
  },
  view_updated: (update) => {
    if (update.view.type === "home") return ON_UPDATE.home(update);
    const known = world.views.some((view) => view.id === update.view.id);
    world.views = known ? world.views.map((view) => (view.id === update.view.id ? update.view : view)) : stack(update.view);
    return publish("views");
  },
  view_closed: (update) => {
    const id = update.view_id || update.view?.id;
    world.views = id ? world.views.filter((view) => view.id !== id) : [];
    publish("views");
  },
  home: (update) => {
    world.home = update.view || update.home || null;
    publish("home");
  },
  clock: (update) => {
    setTime(update.now);
    publish("clock");
    place.refresh();
    thread.refresh();
  },
  warning: (update) => toast(update.message?.text || update.message || update.text),
  channels: (update) => {
    world.channels = update.channels || world.channels;
    seen(world.place);
    publish("channels");
  },
};
ON_UPDATE.ephemeral = (update, message) => {
  const shown = { ...message, ephemeral: true };
  if (shown.thread_ts && shown.thread_ts !== shown.ts && world.thread === shown.thread_ts)
    thread.put(update.channel, shown);
  else if (update.channel === world.place) place.put({ ...shown, thread_ts: null });
};
ON_UPDATE.ephemeral_replaced = (update, message) => {
  const shown = { ...message, ephemeral: true };
  if (update.channel === world.place) place.replace({ ...shown, thread_ts: null });
  if (shown.thread_ts) thread.put(update.channel, shown);
};
ON_UPDATE.ephemeral_deleted = ON_UPDATE.message_deleted;

function onUpdate(update) {
  const message = update.message && typeof update.message === "object" ? update.message : update;
  const channel = update.channel?.id || update.channel || message.channel;
  if (message !== update && message.user && !isKnown(message.user))
    askState(world.as).then(
      (state) => Object.assign(world.users, state.users),
      () => {},
    );
  ON_UPDATE[update.type]?.({ ...update, channel }, message);
}

function fail(words) {
  root.replaceChildren(
    h(
      "div",
      { class: "trouble whole", role: "alert" },
      icon("warn", 32),
      h("h1", {}, t("page.trouble")),
      h("p", {}, words),
      h("button", { type: "button", class: "button primary", on: { click: () => location.reload() } }, t("page.again")),
    ),
  );
}

async function start() {
  inLanguage(() => (skip.textContent = t("page.skip")));
  const query = new URLSearchParams(location.search);
  try {
    await become(query.get("as") || loadChoice("as") || (await askState(null)).me.id);
  } catch (error) {
    if (!error.status) return fail(t("page.is_it_running"));
    try {
      await become((await askState(null)).me.id); // that id does not exist any more
    } catch (second) {
      return fail(second.message);
    }
  }
  const parts = buildShell(root, { goTo: (id) => goTo(id), choose: beSomebody });
  place = new Place(parts.place, { onThread: openThread, onTab });
  thread = new Thread(parts.side, { onClose: closeThread });
  const modals = new Modals();
  subscribe("update", onUpdate);
  subscribe("go", ({ id, tab }) => {
    modals.dismiss(true);
    goTo(id, { tab });
  });
  subscribe("connection", ({ live, again }) => live && again && catchUp());
  publish("state");
  const first =
    channelOf(query.get("channel")) ||
    channelOf(loadChoice("place")) ||
    liveliest() ||
    world.channels[0];
  goTo(first?.id, { tab: query.get("tab") || "messages", how: "replaceState" });
  if (query.get("thread")) openThread({ ts: query.get("thread") });
  publish("views");
  deliverUpdates();
  addEventListener("popstate", () => {
    const now = new URLSearchParams(location.search);
    if (now.get("as") && now.get("as") !== world.as) location.reload();
    else
      goTo(channelOf(now.get("channel"))?.id || world.place, {
        tab: now.get("tab") || "messages",
        how: "replaceState",
        focus: false,
      });
  });
  root.dataset.ready = "yes";
  return undefined;
}

start();
