// The page's start: who am I, what is open, what is new.
import { askState, goLive, letNewsIn } from "./api.js";
import { sayAloud, toast } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { Modals } from "./modals.js";
import { closePopover } from "./popover.js";
import { Place } from "./place.js";
import { buildShell } from "./shell.js";
import { channelOf, hear, learnTime, placeLink, recall, remember, senderOf, tell, world } from "./state.js";
import { Thread } from "./thread.js";

const root = document.getElementById("app");
let place = null;
let thread = null;

function takeState(state) {
  learnTime(state.now);
  Object.assign(world, {
    workspace: state.workspace || {},
    app: state.app || {},
    me: state.me,
    as: state.me?.id || world.as,
    people: state.people || [],
    users: state.users || {},
    channels: state.channels || [],
    commands: state.commands || [],
    shortcuts: state.shortcuts || [],
    banner: state.banner,
    hasClock: Boolean(state.has_clock),
    views: state.views || [],
    home: state.home || null,
  });
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

/** Where somebody new begins: the channel with the newest message. */
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
  remember("place", id);
  world.tab = tab;
  world.thread = null;
  thread.close();
  seen(id);
  writeAddress(how);
  tell("place");
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

/** Open the wire first and ask afterwards, so that nothing can happen in between. */
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
  remember("as", world.as);
}

async function beSomebody(id) {
  try {
    const kind = channelOf(world.place)?.kind;
    await become(id);
    const same = kind === "im" ? world.channels.find((channel) => channel.kind === "im") : channelOf(world.place);
    tell("state");
    goTo((same || world.channels[0])?.id, { tab: world.tab, focus: false });
    tell("views");
    letNewsIn();
    sayAloud(`You are ${world.me.real_name || world.me.name} now.`);
  } catch {
    toast("Could not change over. Try again?");
    await goLive();
    letNewsIn();
  }
}

/** After the wire was down: everything may have changed. */
async function catchUp() {
  try {
    takeState(await askState(world.as));
  } catch {
    return;
  }
  seen(world.place);
  tell("state");
  tell("views");
  tell("home");
  place.refresh();
  thread.refresh();
}

const stack = (view) => [...world.views.filter((one) => one.id !== view.id), view];

const NEWS = {
  message: (news, message) => {
    thread.put(news.channel, message);
    if (news.channel === world.place) {
      place.put(message);
      return;
    }
    const channel = channelOf(news.channel);
    if (!channel) catchUp();
    else if (message.user !== world.as && (!message.thread_ts || message.thread_ts === message.ts)) {
      channel.unread = (channel.unread || 0) + 1;
      tell("channels");
    }
  },
  message_changed: (news, message) => {
    if (news.channel === world.place) place.replace(message);
    thread.put(news.channel, message);
  },
  message_deleted: (news) => {
    const ts = news.ts || news.message?.ts;
    if (news.channel === world.place) place.drop(ts);
    thread.drop(news.channel, ts);
  },
  view_opened: (news) => {
    world.views = stack(news.view);
    tell("views");
  },
  view_updated: (news) => {
    if (news.view.type === "home") return NEWS.home(news);
    const known = world.views.some((view) => view.id === news.view.id);
    world.views = known ? world.views.map((view) => (view.id === news.view.id ? news.view : view)) : stack(news.view);
    return tell("views");
  },
  view_closed: (news) => {
    const id = news.view_id || news.view?.id;
    world.views = id ? world.views.filter((view) => view.id !== id) : [];
    tell("views");
  },
  home: (news) => {
    world.home = news.view || news.home || null;
    tell("home");
  },
  clock: (news) => {
    learnTime(news.now);
    tell("clock");
    place.refresh();
    thread.refresh();
  },
  warning: (news) => toast(news.message?.text || news.message || news.text),
  channels: (news) => {
    world.channels = news.channels || world.channels;
    seen(world.place);
    tell("channels");
  },
};
NEWS.ephemeral = (news, message) => {
  const whisper = { ...message, ephemeral: true };
  if (whisper.thread_ts && whisper.thread_ts !== whisper.ts && world.thread === whisper.thread_ts)
    thread.put(news.channel, whisper);
  else if (news.channel === world.place) place.put({ ...whisper, thread_ts: null });
};
NEWS.ephemeral_replaced = (news, message) => {
  const whisper = { ...message, ephemeral: true };
  if (news.channel === world.place) place.replace({ ...whisper, thread_ts: null });
  if (whisper.thread_ts) thread.put(news.channel, whisper);
};
NEWS.ephemeral_deleted = NEWS.message_deleted;

function hearNews(news) {
  const message = news.message && typeof news.message === "object" ? news.message : news;
  const channel = news.channel?.id || news.channel || message.channel;
  if (message !== news && message.user && senderOf(message).name === "Somebody")
    askState(world.as).then(
      (state) => Object.assign(world.users, state.users),
      () => {},
    );
  NEWS[news.type]?.({ ...news, channel }, message);
}

function fail(words) {
  root.replaceChildren(
    h(
      "div",
      { class: "trouble whole", role: "alert" },
      icon("warn", 32),
      h("h1", {}, "The playground does not answer"),
      h("p", {}, words),
      h("button", { type: "button", class: "button primary", on: { click: () => location.reload() } }, "Try again"),
    ),
  );
}

async function start() {
  const query = new URLSearchParams(location.search);
  try {
    await become(query.get("as") || recall("as") || (await askState(null)).me.id);
  } catch (error) {
    if (!error.status) return fail("Is it still running? It lives in the terminal where it was started.");
    try {
      await become((await askState(null)).me.id); // nobody of that id is here any more
    } catch (second) {
      return fail(second.message);
    }
  }
  const parts = buildShell(root, { goTo: (id) => goTo(id), choose: beSomebody });
  place = new Place(parts.place, { onThread: openThread, onTab });
  thread = new Thread(parts.side, { onClose: closeThread });
  const modals = new Modals();
  hear("news", hearNews);
  hear("go", ({ id, tab }) => {
    modals.dismiss(true);
    goTo(id, { tab });
  });
  hear("wire", ({ live, again }) => live && again && catchUp());
  tell("state");
  const first =
    channelOf(query.get("channel")) ||
    channelOf(recall("place")) ||
    liveliest() ||
    world.channels[0];
  goTo(first?.id, { tab: query.get("tab") || "messages", how: "replaceState" });
  if (query.get("thread")) openThread({ ts: query.get("thread") });
  tell("views");
  letNewsIn();
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
