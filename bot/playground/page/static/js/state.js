// The page's state, and listeners for its changes.
import { t } from "./texts.js";

export const world = {
  as: null, // the person this page acts as
  workspace: {},
  app: {},
  me: null,
  people: [],
  users: {},
  channels: [],
  commands: [],
  userGroups: [],
  shortcuts: [],
  banner: null,
  views: [],
  home: null,
  place: null, // id of the open channel
  tab: "messages", // home, messages or about, when the app is open
  ahead: 0, // milliseconds that the playground's time is ahead of this computer's
  hasClock: false, // whether the time can be moved
  thread: null, // ts of the open thread
};

/** Return the playground's time in milliseconds since 1970. */
export const nowMs = () => Date.now() + world.ahead;

/** Set the playground's time. seconds: since 1970. */
export function setTime(seconds) {
  if (typeof seconds === "number") world.ahead = seconds * 1000 - Date.now();
}

const hearers = new Map();

/** Call `listener` at every change of `topic`. */
export function subscribe(topic, listener) {
  if (!hearers.has(topic)) hearers.set(topic, new Set());
  hearers.get(topic).add(listener);
  return () => hearers.get(topic).delete(listener);
}

export function publish(topic, detail) {
  for (const listener of [...(hearers.get(topic) || [])]) listener(detail);
}

export function personOf(id) {
  return world.people.find((person) => person.id === id) || world.users[id] || null;
}

/** Return whether the page knows who that is. */
export const isKnown = (id) => Boolean((id && id === world.app.bot_user_id) || personOf(id));

export function nameOf(id) {
  if (id && id === world.app.bot_user_id) return world.app.name;
  const person = personOf(id);
  return person?.real_name || person?.name || t("people.somebody");
}

export const channelOf = (id) => world.channels.find((channel) => channel.id === id) || null;

export const isModerator = (person) => Boolean(person?.is_admin || person?.moderator);

/** Return the commands that can be written here: those of the app, and Slack's own /invite. */
export const knownCommands = () => [
  ...world.commands,
  { command: "/invite", usage_hint: t("composer.invite_usage"), description: t("composer.invite"), isSlacks: true },
];

/** Return how people mention a user group: "@teachers". */
export function groupName(id, fallback) {
  const group = world.userGroups.find((one) => one.id === id);
  return group ? `@${group.handle}` : fallback || t("people.a_group");
}

/** Return {id, name, app, icon}: the sender of a message. */
export function senderOf(message) {
  const app = Boolean(message.bot_id) || (message.user && message.user === world.app.bot_user_id);
  if (app) return { id: message.bot_id || message.user, name: message.username || world.app.name || t("people.app"), app: true };
  if (message.user === "USLACKBOT") return { id: message.user, name: "Slackbot", app: false };
  return { id: message.user, name: nameOf(message.user), app: false };
}

/** Return the address of a channel, with the acting person in it. */
export function placeLink(channel, extra = {}) {
  const query = new URLSearchParams({ as: world.as, channel, ...extra });
  return `/?${query}`;
}

/** Return a remembered choice; null when there is none or the browser stores nothing. */
export function loadChoice(key) {
  try {
    return localStorage.getItem(`playground.${key}`);
  } catch {
    return null;
  }
}

export function saveChoice(key, value) {
  try {
    localStorage.setItem(`playground.${key}`, value);
  } catch {
    // private windows store nothing
  }
}
